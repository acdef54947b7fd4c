package org.neurowright.io.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5File;

final class NetworkFilesTest {
  private static final double NONE = Double.NaN;

  @TempDir private Path folder;

  private static NodeTable cells() {
    Map<String, NodeColumn> columns = new LinkedHashMap<>();
    columns.put(
        "positions",
        new NodeColumn.Vectors(new double[] {1, 2, 3, 4, 5, 6, NONE, NONE, NONE, 7, 8, 9}, 3));
    columns.put("tuning", new NodeColumn.Reals(new double[] {0.5, 1.5, NONE, 2.5}));
    columns.put(
        "layer",
        new NodeColumn.Integers(new long[] {1, 2, 3, 4}, new boolean[] {true, true, true, true}));
    columns.put("label", new NodeColumn.Texts(new int[] {-1, -1, 1, -1}, List.of("ä b", "c")));
    return new NodeTable(
        "cells",
        new long[] {0, 1, 2, 3},
        new int[] {0, 0, 1, 0},
        List.of(
            new NodeType(
                100,
                Map.of("model_type", new Value.Text("biophysical"), "ei", new Value.Text("e i"))),
            new NodeType(
                101, Map.of("model_type", new Value.Text("virtual"), "rate", new Value.Num(0.1)))),
        columns);
  }

  /** Structure of BMTK 1.2.0's DenseNetwork._save_nodes. */
  @Test
  void nodesHaveTheDatasetsOfBmtk() throws IOException {
    NodesFileWriter.write(cells(), folder);
    try (Hdf5File file = Hdf5File.open(folder.resolve("cells_nodes.h5"))) {
      String root = "/nodes/cells";
      assertThat(file.children(root))
          .containsExactly(
              "0", "1", "node_group_id", "node_group_index", "node_id", "node_type_id");
      assertThat(file.dataset(root + "/node_id").type()).isEqualTo(ElementType.UINT64);
      assertThat(file.dataset(root + "/node_type_id").readLongs())
          .containsExactly(100, 100, 101, 100);
      assertThat(file.dataset(root + "/node_group_id").type()).isEqualTo(ElementType.UINT32);
      assertThat(file.dataset(root + "/node_group_id").readLongs()).containsExactly(0, 0, 1, 0);
      assertThat(file.dataset(root + "/node_group_index").type()).isEqualTo(ElementType.UINT64);
      assertThat(file.dataset(root + "/node_group_index").readLongs()).containsExactly(0, 1, 0, 2);
      assertThat(file.children(root + "/0")).containsExactly("layer", "positions", "tuning");
      assertThat(file.children(root + "/1")).containsExactly("label", "layer");
      assertThat(file.dataset(root + "/0/positions").shape()).containsExactly(3, 3);
      assertThat(file.dataset(root + "/0/positions").readDoubles())
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(file.dataset(root + "/0/layer").type()).isEqualTo(ElementType.INT64);
      assertThat(file.dataset(root + "/1/label").readStrings()).containsExactly("c");
    }
    assertThat(Files.readString(folder.resolve("cells_node_types.csv")))
        .isEqualTo(
            "node_type_id ei model_type rate\r\n"
                + "100 \"e i\" biophysical NULL\r\n"
                + "101 NULL virtual 0.1\r\n");
  }

  @Test
  void nodesAndEdgesComeBackAsTheyWere() throws IOException {
    NodeTable source = RandomEdges.nodes("a", 50, true);
    NodeTable target = RandomEdges.nodes("b", 400, true);
    EdgeSource edges = new RandomEdges(source, target, 3, 30);
    save(folder, List.of(cells(), source, target), List.of(edges));
    try (NetworkFiles.Network network = NetworkFiles.read(folder).orThrow()) {
      assertThat(network.nodes()).extracting(NodeTable::name).containsExactly("a", "b", "cells");
      NodeTable cells = network.nodes().get(2);
      assertThat(cells.nodeIds()).containsExactly(0, 1, 2, 3);
      assertThat(cells.types()).isEqualTo(cells().types());
      NodeColumn.Texts label = (NodeColumn.Texts) cells.columns().get("label");
      assertThat(label.codes()).containsExactly(-1, -1, 0, -1);
      assertThat(label.dictionary()).containsExactly("c");
      assertThat(((NodeColumn.Integers) cells.columns().get("layer")).values())
          .containsExactly(1, 2, 3, 4);
      EdgeSource read = network.edges().getFirst();
      assertThat(read.name()).isEqualTo("a_to_b");
      assertThat(read.kinds()).extracting(EdgeKind::id).containsExactly(100L, 101L, 102L);
      assertThat(read.kinds().getFirst().targetQuery()).isEqualTo("ei=='e'");
      assertThat(byColumnName(read)).isEqualTo(byColumnName(edges));
      long[] counted = new long[2];
      long[] expected = new long[2];
      read.count(17, 301, counted);
      edges.count(17, 301, expected);
      assertThat(counted).isEqualTo(expected);
    }
  }

  /** Columns of a file come back in alphabetical order. */
  private static List<String> byColumnName(EdgeSource edges) {
    return RandomEdges.rows(edges).stream()
        .map(row -> {
          Map<String, Double> values = new TreeMap<>();
          List<EdgeColumn> columns = edges.groups().get(row.group()).columns();
          for (int c = 0; c < columns.size(); c++) {
            values.put(columns.get(c).name(), row.values().get(c));
          }
          return row.source() + ">" + row.target() + " " + row.type() + " " + values;
        })
        .sorted()
        .toList();
  }

  @Test
  void whatWasReadIsWrittenAgainWithEqualBytes() throws IOException {
    NodeTable nodes = RandomEdges.nodes("a", 60, false);
    save(
        folder.resolve("one"),
        List.of(nodes, cells()),
        List.of(new RandomEdges(nodes, nodes, 3, 30)));
    try (NetworkFiles.Network one = NetworkFiles.read(folder.resolve("one")).orThrow()) {
      save(folder.resolve("two"), one.nodes(), one.edges());
      try (NetworkFiles.Network two = NetworkFiles.read(folder.resolve("two")).orThrow()) {
        save(folder.resolve("three"), two.nodes(), two.edges());
        assertThat(NetworkDiff.of(one, two).same()).isTrue();
      }
    }
    for (String name :
        List.of("a_a_edges.h5", "a_a_edge_types.csv", "cells_nodes.h5", "cells_node_types.csv")) {
      assertThat(folder.resolve("three").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(name));
    }
  }

  @Test
  void differencesAreCountedByRow() throws IOException {
    NodeTable nodes = RandomEdges.nodes("a", 60, false);
    EdgeSource edges = new RandomEdges(nodes, nodes, 3, 30);
    save(folder.resolve("one"), List.of(nodes), List.of(edges));
    save(folder.resolve("two"), List.of(nodes), List.of(new RandomEdges(nodes, nodes, 4, 30)));
    try (NetworkFiles.Network one = NetworkFiles.read(folder.resolve("one")).orThrow();
        NetworkFiles.Network two = NetworkFiles.read(folder.resolve("two")).orThrow()) {
      NetworkDiff diff = NetworkDiff.of(one, two);
      NetworkDiff.Edges found = diff.edges().getFirst();
      int countA = RandomEdges.rows(edges).size();
      int countB = RandomEdges.rows(new RandomEdges(nodes, nodes, 4, 30)).size();
      assertThat(diff.same()).isFalse();
      assertThat(found.countA()).isEqualTo(countA);
      assertThat(found.countB()).isEqualTo(countB);
      assertThat(countA - found.onlyA()).isEqualTo(countB - found.onlyB());
      assertThat(found.statistics().get("in-degree").a().mean())
          .isCloseTo(countA / 60.0, within(1e-9));
      assertThat(diff.nodes().getFirst().same()).isTrue();
      assertThat(String.join("\n", diff.lines())).contains("nodes a: same, 60").contains("only in");
    }
  }

  /** Builders differ in how they spell places and lists; the networks are the same. */
  @Test
  void spellingIsNoDifference() {
    double[] xyz = {1, 2, 3, 4, 5, 6};
    Map<String, NodeColumn> positions = Map.of("positions", new NodeColumn.Vectors(xyz, 3));
    Map<String, NodeColumn> axes =
        Map.of(
            "x", new NodeColumn.Reals(new double[] {1, 4}),
            "y", new NodeColumn.Reals(new double[] {2, 5}),
            "z", new NodeColumn.Reals(new double[] {3, 7}));
    NetworkDiff.Nodes found =
        NetworkDiff.of(placed(positions, "[0, 1e20, 'a']"), placed(axes, "[0.0, 1e+20, 'a']"))
            .nodes()
            .getFirst();
    assertThat(found.types()).isEmpty();
    assertThat(found.columns()).isEqualTo(Map.of("x", 0L, "y", 0L, "z", 1L));
    assertThat(
            NetworkDiff.of(placed(axes, "[0, 150]"), placed(axes, "[0.0, 151.0]"))
                .nodes()
                .getFirst()
                .types())
        .containsExactly("type 100: range is [0, 150] and [0.0, 151.0]");
  }

  private static NetworkFiles.Network placed(Map<String, NodeColumn> columns, String range) {
    NodeTable table =
        new NodeTable(
            "a",
            new long[] {0, 1},
            new int[2],
            List.of(new NodeType(100, Map.of("range", new Value.Text(range)))),
            columns);
    return new NetworkFiles.Network(List.of(table), List.of(), List.of());
  }

  @Test
  void populationWithoutEdgesLosesItsOldFiles() throws IOException {
    NodeTable nodes = RandomEdges.nodes("a", 60, false);
    save(folder, List.of(nodes), List.of(new RandomEdges(nodes, nodes, 3, 30)));
    assertThat(folder.resolve("a_a_edges.h5")).exists();
    save(folder, List.of(nodes), List.of(new RandomEdges(nodes, nodes, 3, 0)));
    assertThat(folder.resolve("a_a_edges.h5")).doesNotExist();
    assertThat(folder.resolve("a_a_edge_types.csv")).doesNotExist();
    assertThat(folder.resolve("a_nodes.h5")).exists();
  }

  /** Order and ids of BMTK 1.2.0's DenseNetwork._save_gap_junctions: a pair of ids per synapse. */
  @Test
  void gapJunctionsGetPairsOfIds() throws IOException {
    NodeTable nodes = RandomEdges.nodes("a", 3, false);
    save(folder, List.of(nodes), List.of(new Gaps(nodes)));
    try (Hdf5File file = Hdf5File.open(folder.resolve("a_gap_juncs.h5"))) {
      assertThat(file.dataset("/source_ids").readLongs()).containsExactly(0, 1, 1);
      assertThat(file.dataset("/target_ids").readLongs()).containsExactly(2, 0, 0);
      assertThat(file.dataset("/src_gap_ids").readLongs()).containsExactly(0, 2, 4);
      assertThat(file.dataset("/trg_gap_ids").readLongs()).containsExactly(1, 3, 5);
      assertThat(file.dataset("/src_gap_ids").type()).isEqualTo(ElementType.INT64);
    }
  }

  @Test
  void missingNodesAreLocated() throws IOException {
    NodeTable nodes = RandomEdges.nodes("a", 60, false);
    save(folder, List.of(nodes), List.of(new RandomEdges(nodes, nodes, 3, 30)));
    NodesFileWriter.write(RandomEdges.nodes("a", 20, false), folder);
    var read = NetworkFiles.read(folder);
    assertThat(read.hasErrors()).isTrue();
    assertThat(read.problems())
        .anySatisfy(p -> {
          assertThat(p.code()).isEqualTo("sonata.unknown-node");
          assertThat(p.location().element()).startsWith("/edges/a_to_a/");
        });
    read.value().get().close();
  }

  private static void save(Path to, List<NodeTable> nodes, List<EdgeSource> edges)
      throws IOException {
    NetworkFiles.save(nodes, edges, to, 2, RunControl.none()).orElseThrow();
  }

  /** One gap junction from 0 to 2 and two from 1 to 0. */
  private record Gaps(NodeTable nodes) implements EdgeSource {
    @Override
    public String name() {
      return "a_to_a";
    }

    @Override
    public NodeTable source() {
      return nodes;
    }

    @Override
    public NodeTable target() {
      return nodes;
    }

    @Override
    public List<EdgeKind> kinds() {
      return List.of(
          new EdgeKind(100, "*", "*", Map.of("is_gap_junction", new Value.Text("True")), 0));
    }

    @Override
    public List<EdgeGroup> groups() {
      return List.of(new EdgeGroup(List.of(new EdgeColumn("nsyns", Storage.UINT32))));
    }

    @Override
    public void count(int firstTarget, int endTarget, long[] perGroup) {
      for (int target = firstTarget; target < endTarget; target++) {
        perGroup[0] += target == 1 ? 0 : 1;
      }
    }

    @Override
    public void rows(int firstTarget, int endTarget, EdgeBlock block) {
      block.clear();
      for (int target = firstTarget; target < endTarget; target++) {
        if (target != 1) {
          int at = block.size(0);
          block.add(new int[] {target == 0 ? 1 : 0}, 0, 1, target, 0, 0);
          block.column(0, 0)[at] = target == 0 ? 2 : 1;
        }
      }
    }
  }
}
