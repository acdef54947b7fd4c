package org.neurowright.io.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5File;

final class EdgesFileWriterTest {
  @TempDir private Path folder;

  /** Dataset types of BMTK 1.2.0's DenseNetwork._save_edges and create_index_in_memory. */
  @Test
  void datasetsHaveTheTypesOfBmtk() throws IOException {
    write(edges(40, 30, false, 1, 5), 1);
    try (Hdf5File file = Hdf5File.open(folder.resolve("a_b_edges.h5"))) {
      String root = "/edges/a_to_b";
      assertThat(file.children(root))
          .containsExactly(
              "0",
              "1",
              "edge_group_id",
              "edge_group_index",
              "edge_type_id",
              "indices",
              "source_node_id",
              "target_node_id");
      assertThat(file.dataset(root + "/source_node_id").type()).isEqualTo(ElementType.UINT64);
      assertThat(file.dataset(root + "/target_node_id").type()).isEqualTo(ElementType.UINT64);
      assertThat(file.dataset(root + "/edge_type_id").type()).isEqualTo(ElementType.UINT32);
      assertThat(file.dataset(root + "/edge_group_id").type()).isEqualTo(ElementType.UINT16);
      assertThat(file.dataset(root + "/edge_group_index").type()).isEqualTo(ElementType.UINT32);
      assertThat(file.dataset(root + "/0/nsyns").type()).isEqualTo(ElementType.UINT32);
      assertThat(file.dataset(root + "/1/syn_weight").type()).isEqualTo(ElementType.FLOAT64);
      assertThat(file.dataset(root + "/1/delay").type()).isEqualTo(ElementType.FLOAT32);
      assertThat(file.dataset(root + "/1/sec_id").type()).isEqualTo(ElementType.INT64);
      for (String index : List.of("target_to_source", "source_to_target")) {
        assertThat(file.datasets(root + "/indices/" + index))
            .containsExactly("node_id_to_range", "node_id_to_ranges", "range_to_edge_id");
        assertThat(file.dataset(root + "/indices/" + index + "/range_to_edge_id").type())
            .isEqualTo(ElementType.UINT64);
      }
      assertThat(file.attribute(root + "/source_node_id", "node_population").get().text())
          .contains("a");
      assertThat(file.attribute(root + "/target_node_id", "node_population").get().text())
          .contains("b");
      assertThat(file.attribute("/", "magic").get().integer()).hasValue(0x0A7A);
      assertThat(file.attribute("/", "version").get().integers().get()).containsExactly(0, 1);
    }
  }

  @Test
  void typesAreATableInPythonsDialect() throws IOException {
    write(edges(4, 3, false, 1, 5), 1);
    assertThat(folder.resolve("a_b_edge_types.csv"))
        .hasContent(
            "edge_type_id target_query source_query delay target_sections syn_weight\r\n"
                + "100 ei=='e' * 2.5 \"['somatic', 'basal']\" NULL\r\n"
                + "101 * * NULL NULL 1e-05\r\n"
                + "102 * * NULL NULL NULL\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "40, 30, false, 5",
    "1, 1, false, 5",
    "300, 2000, false, 40",
    "2000, 30, true, 60",
    "17, 500, true, 9",
    "3, 3000, false, 100"
  })
  void rowsAndIndicesAreRightForManySeeds(int sources, int targets, boolean shuffled, int most)
      throws IOException {
    for (long seed = 0; seed < 3; seed++) {
      EdgeSource edges = edges(sources, targets, shuffled, seed, most);
      List<RandomEdges.Row> expected = RandomEdges.rows(edges);
      long written = write(edges, 3);
      assertThat(written).isEqualTo(expected.size());
      if (written > 0) {
        check(edges, expected);
      }
    }
  }

  private void check(EdgeSource edges, List<RandomEdges.Row> expected) {
    try (Hdf5File file = Hdf5File.open(folder.resolve("a_b_edges.h5"))) {
      String root = "/edges/a_to_b";
      long[] source = file.dataset(root + "/source_node_id").readLongs();
      long[] target = file.dataset(root + "/target_node_id").readLongs();
      long[] type = file.dataset(root + "/edge_type_id").readLongs();
      long[] group = file.dataset(root + "/edge_group_id").readLongs();
      long[] groupRow = file.dataset(root + "/edge_group_index").readLongs();
      List<RandomEdges.Row> rows = new ArrayList<>();
      List<List<double[]>> values = new ArrayList<>();
      for (int g = 0; g < 2; g++) {
        List<double[]> columns = new ArrayList<>();
        for (EdgeColumn column : edges.groups().get(g).columns()) {
          columns.add(file.dataset(root + "/" + g + "/" + column.name()).readDoubles());
        }
        values.add(columns);
      }
      for (int i = 0; i < source.length; i++) {
        int row = (int) groupRow[i];
        rows.add(
            new RandomEdges.Row(
                source[i],
                target[i],
                type[i],
                (int) group[i],
                values.get((int) group[i]).stream().map(column -> column[row]).toList()));
      }
      assertThat(rows).isEqualTo(expected);
      checkIndex(file, root + "/indices/target_to_source", target, edges.target());
      checkIndex(file, root + "/indices/source_to_target", source, edges.source());
    }
  }

  /** Against the runs of equal ids, found by looking at every row. */
  private static void checkIndex(Hdf5File file, String path, long[] column, NodeTable nodes) {
    long[] ranges = file.dataset(path + "/node_id_to_range").readLongs();
    long[] runs = file.dataset(path + "/range_to_edge_id").readLongs();
    assertThat(ranges.length / 2).isEqualTo(Arrays.stream(nodes.nodeIds()).max().getAsLong() + 1);
    Map<Long, List<Long>> runsOf = new HashMap<>();
    for (int i = 0; i < column.length; i++) {
      List<Long> own = runsOf.computeIfAbsent(column[i], _ -> new ArrayList<>());
      if (i == 0 || column[i - 1] != column[i]) {
        own.add((long) i);
      }
      if (i == column.length - 1 || column[i + 1] != column[i]) {
        own.add(i + 1L);
      }
    }
    int next = 0;
    for (int id = 0; id < ranges.length / 2; id++) {
      List<Long> expected = runsOf.getOrDefault((long) id, List.of());
      if (expected.isEmpty()) {
        assertThat(ranges[2 * id + 1]).isEqualTo(ranges[2 * id]).isZero();
      } else {
        assertThat(ranges[2 * id]).isEqualTo(next);
        next += expected.size() / 2;
        assertThat(ranges[2 * id + 1]).isEqualTo(next);
        long[] own = Arrays.copyOfRange(runs, (int) ranges[2 * id] * 2, next * 2);
        assertThat(own).containsExactly(expected.stream().mapToLong(Long::longValue).toArray());
      }
    }
    assertThat(runs).hasSize(2 * next);
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    EdgeSource edges = edges(500, 20_000, false, 4, 40);
    write(edges, 1);
    byte[] one = Files.readAllBytes(folder.resolve("a_b_edges.h5"));
    for (int threads : new int[] {2, 5}) {
      write(edges, threads);
      assertThat(Files.readAllBytes(folder.resolve("a_b_edges.h5"))).isEqualTo(one);
    }
  }

  @Test
  void withoutEdgesThereAreNoFiles() throws IOException {
    assertThat(write(edges(4, 4, false, 1, 0), 2)).isZero();
    assertThat(write(edges(0, 4, false, 1, 3), 2)).isZero();
    assertThat(write(edges(4, 0, false, 1, 3), 2)).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void stoppedWorkLeavesNothingBehind() throws IOException {
    EdgeSource edges = edges(100, 20_000, false, 4, 60);
    for (int allowed = 0; allowed < 60; allowed += 7) {
      AtomicInteger left = new AtomicInteger(allowed);
      RunControl control =
          new RunControl() {
            @Override
            public boolean stopRequested() {
              return left.getAndDecrement() <= 0;
            }
          };
      assertThat(EdgesFileWriter.write(edges, folder, 2, control)).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void failureOfTheRulesLeavesTheOldFilesAlone() throws IOException {
    EdgeSource good = edges(100, 3000, false, 4, 60);
    write(good, 1);
    byte[] before = Files.readAllBytes(folder.resolve("a_b_edges.h5"));
    EdgeSource bad = new Failing(good);
    assertThatThrownBy(() -> EdgesFileWriter.write(bad, folder, 2, RunControl.none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a rule that fails");
    assertThat(files()).containsExactly("a_b_edge_types.csv", "a_b_edges.h5");
    assertThat(Files.readAllBytes(folder.resolve("a_b_edges.h5"))).isEqualTo(before);
  }

  @Test
  void numbersThatDoNotFitAreAProblem() throws IOException {
    EdgeSource edges = new OneEdge(-3, Storage.UINT32);
    assertThatThrownBy(() -> EdgesFileWriter.write(edges, folder, 1, RunControl.none()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("/edges/n_to_n/0/nsyns")
        .hasMessageContaining("-3.0 does not fit");
    assertThat(files()).isEmpty();
  }

  @Test
  void typeIdsBeyond32BitsMakeTheColumnWider() throws IOException {
    EdgesFileWriter.write(new OneEdge(3, Storage.UINT16), folder, 1, RunControl.none());
    try (Hdf5File file = Hdf5File.open(folder.resolve("n_n_edges.h5"))) {
      assertThat(file.dataset("/edges/n_to_n/edge_type_id").type()).isEqualTo(ElementType.UINT64);
      assertThat(file.dataset("/edges/n_to_n/edge_type_id").readLongs()).containsExactly(1L << 40);
    }
  }

  @Test
  void progressReachesTheNumberOfEdges() throws IOException {
    List<Progress> seen = new ArrayList<>();
    RunControl control =
        new RunControl() {
          @Override
          public boolean stopRequested() {
            return false;
          }

          @Override
          public void progress(Progress progress) {
            seen.add(progress);
          }
        };
    EdgeSource edges = edges(100, 3000, false, 4, 60);
    long rows = EdgesFileWriter.write(edges, folder, 1, control).orElseThrow().edges();
    assertThat(seen)
        .filteredOn(p -> p.activity().equals("Writing edges"))
        .last()
        .satisfies(p -> {
          assertThat(p.done()).isEqualTo(rows);
          assertThat(p.total()).isEqualTo(rows);
        });
  }

  @Test
  void sourcesWithMoreRunsThanAWindowAreReadSeveralTimes() throws IOException {
    // two sources take turns, so that each row is a run of its own: more than SourceRuns.WINDOW
    int targets = 1_100_000;
    EdgeSource edges = new Alternating(targets);
    EdgesFileWriter.write(edges, folder, 2, RunControl.none());
    try (Hdf5File file = Hdf5File.open(folder.resolve("n_n_edges.h5"))) {
      String path = "/edges/n_to_n/indices/source_to_target";
      assertThat(file.dataset(path + "/range_to_edge_id").rows()).isEqualTo(2L * targets);
      assertThat(file.dataset(path + "/node_id_to_range").readLongs(0, 2))
          .containsExactly(0, targets, targets, 2L * targets);
      for (long row : new long[] {0, 1, 999_999, targets - 1, targets, 2L * targets - 1}) {
        long first = row < targets ? 2 * row : 2 * (row - targets) + 1;
        assertThat(file.dataset(path + "/range_to_edge_id").readLongs(row, 1))
            .containsExactly(first, first + 1);
      }
    }
  }

  private static EdgeSource edges(
      int sources, int targets, boolean shuffled, long seed, int mostPerTarget) {
    return new RandomEdges(
        RandomEdges.nodes("a", sources, shuffled),
        RandomEdges.nodes("b", targets, shuffled),
        seed,
        mostPerTarget);
  }

  private long write(EdgeSource edges, int threads) throws IOException {
    return EdgesFileWriter.write(edges, folder, threads, RunControl.none()).orElseThrow().edges();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  /** Counts, but fails when it comes to the last rows. */
  private record Failing(EdgeSource good) implements EdgeSource {
    @Override
    public String name() {
      return good.name();
    }

    @Override
    public NodeTable source() {
      return good.source();
    }

    @Override
    public NodeTable target() {
      return good.target();
    }

    @Override
    public List<EdgeKind> kinds() {
      return good.kinds();
    }

    @Override
    public List<EdgeGroup> groups() {
      return good.groups();
    }

    @Override
    public void count(int firstTarget, int endTarget, long[] perGroup) {
      good.count(firstTarget, endTarget, perGroup);
    }

    @Override
    public void rows(int firstTarget, int endTarget, EdgeBlock block) {
      good.rows(firstTarget, endTarget, block);
      if (endTarget == target().size()) {
        throw new IllegalStateException("a rule that fails");
      }
    }
  }

  private static NodeTable numbered(int size) {
    long[] ids = new long[size];
    Arrays.setAll(ids, i -> i);
    return new NodeTable("n", ids, new int[size], List.of(new NodeType(1, Map.of())), Map.of());
  }

  /** A single edge with a number. */
  private record OneEdge(double nsyns, Storage storage) implements EdgeSource {
    @Override
    public String name() {
      return "n_to_n";
    }

    @Override
    public NodeTable source() {
      return numbered(2);
    }

    @Override
    public NodeTable target() {
      return numbered(2);
    }

    @Override
    public List<EdgeKind> kinds() {
      return List.of(new EdgeKind(1L << 40, "*", "*", Map.of(), 0));
    }

    @Override
    public List<EdgeGroup> groups() {
      return List.of(new EdgeGroup(List.of(new EdgeColumn("nsyns", storage))));
    }

    @Override
    public void count(int firstTarget, int endTarget, long[] perGroup) {
      perGroup[0] += firstTarget == 0 ? 1 : 0;
    }

    @Override
    public void rows(int firstTarget, int endTarget, EdgeBlock block) {
      block.clear();
      if (firstTarget == 0) {
        block.add(new int[] {1}, 0, 1, 0, 0, 0);
        block.column(0, 0)[0] = nsyns;
      }
    }
  }

  /** Every target has the sources 0 and 1. */
  private record Alternating(NodeTable target) implements EdgeSource {
    Alternating(int targets) {
      this(numbered(targets));
    }

    @Override
    public String name() {
      return "n_to_n";
    }

    @Override
    public NodeTable source() {
      return target;
    }

    @Override
    public List<EdgeKind> kinds() {
      return List.of(new EdgeKind(1, "*", "*", Map.of(), 0));
    }

    @Override
    public List<EdgeGroup> groups() {
      return List.of(new EdgeGroup(List.of()));
    }

    @Override
    public void count(int firstTarget, int endTarget, long[] perGroup) {
      perGroup[0] += 2L * (endTarget - firstTarget);
    }

    @Override
    public void rows(int firstTarget, int endTarget, EdgeBlock block) {
      block.clear();
      for (int target = firstTarget; target < endTarget; target++) {
        block.add(new int[] {0, 1}, 0, 2, target, 0, 0);
      }
    }
  }
}
