package org.neurowright.io.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Attribute;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Writer;

class SpikeFileTest {
  @TempDir Path dir;

  private Path csv(String text) throws IOException {
    return Files.writeString(dir.resolve("spikes.csv"), text);
  }

  private static List<String> codes(ReadResult<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  @Test
  void writtenHdf5IsReadBack() throws IOException {
    Path path = dir.resolve("spikes.h5");
    Map<String, Long> sizes = new TreeMap<>(Map.of("v1", 4L, "lgn", 1L, "silent", 0L));
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(path, sizes, SpikeOrder.BY_TIME, SpikeFormat.BMTK)) {
      writer.append("v1", new double[] {1, 2, 2.5}, new long[] {7, 3, 7}, 3);
      writer.append("lgn", new double[] {9}, new long[] {0}, 1);
      writer.append("v1", new double[] {4, 99}, new long[] {3, 99}, 1);
      assertThat(path).doesNotExist();
      writer.commit();
    }
    SpikeFile file = SpikeFile.read(path).orThrow();
    assertThat(file.populations()).containsExactly("lgn", "v1");
    assertThat(file.size()).isEqualTo(5);
    SpikeTrains v1 = file.population("v1").orElseThrow();
    assertThat(v1.nodeIds()).containsExactly(3, 7);
    assertThat(v1.timesMs(7)).containsExactly(1, 2.5);
    assertThat(v1.timesMs(3)).containsExactly(2, 4);
    assertThat(v1.timesMs(5)).isEmpty();
    assertThat(v1.count(3)).isEqualTo(2);
    assertThat(v1.lastMs()).isEqualTo(4);
    try (Hdf5File h5 = Hdf5File.open(path)) {
      assertThat(h5.attribute("/", "magic").orElseThrow().integer()).hasValue(2682);
      assertThat(h5.attribute("/", "version").orElseThrow().integers().orElseThrow())
          .containsExactly(0, 1);
      assertThat(h5.attribute("/spikes/v1", "sorting").flatMap(Hdf5Attribute::text))
          .hasValue("by_time");
      assertThat(h5.attribute("/spikes/v1/timestamps", "units").flatMap(Hdf5Attribute::text))
          .hasValue("ms");
      assertThat(h5.dataset("/spikes/v1/node_ids").type()).isEqualTo(ElementType.UINT64);
      assertThat(h5.exists("/spikes/silent")).isFalse();
    }
  }

  @Test
  void sortingOfTheSonataVariantIsAnEnumeration() throws IOException {
    Path path = dir.resolve("spikes.h5");
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(path, Map.of("p", 1L), SpikeOrder.BY_ID, SpikeFormat.SONATA)) {
      writer.append("p", new double[] {1}, new long[] {1}, 1);
      writer.commit();
    }
    try (Hdf5File h5 = Hdf5File.open(path)) {
      assertThat(h5.attribute("/spikes/p", "sorting").flatMap(Hdf5Attribute::text))
          .hasValue("by_id");
    }
  }

  @Test
  void runWithoutSpikes() throws IOException {
    Path path = dir.resolve("spikes.h5");
    new SpikeHdf5Writer(path, Map.of("v1", 0L), SpikeOrder.NONE, SpikeFormat.BMTK).commit();
    ReadResult<SpikeFile> result = SpikeFile.read(path);
    assertThat(result.problems()).isEmpty();
    assertThat(result.orThrow().populations()).isEmpty();
    assertThat(result.orThrow().forInput(Optional.of("v1")).orThrow().timesMs(0)).isEmpty();
    new SpikeCsvWriter(dir.resolve("spikes.csv")).commit();
    assertThat(SpikeFile.read(dir.resolve("spikes.csv")).orThrow().size()).isZero();
    assertThat(dir.resolve("spikes.csv")).hasContent("timestamps population node_ids\n");
  }

  @Test
  void oldLayout() throws IOException {
    Path path = dir.resolve("old.h5");
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot times = plan.dataset("/spikes/timestamps", ElementType.FLOAT32, 3);
    Hdf5Plan.Slot gids = plan.dataset("/spikes/gids", ElementType.UINT32, 3);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(times, new double[] {3, 1, 2});
      writer.write(gids, new long[] {5, 5, 6});
      writer.commit();
    }
    SpikeFile file = SpikeFile.read(path).orThrow();
    assertThat(file.populations()).containsExactly(SpikeFile.UNNAMED);
    assertThat(file.forInput(Optional.of("lgn")).orThrow().timesMs(5)).containsExactly(1, 3);
  }

  @Test
  void everyHdf5ProblemIsReported() throws IOException {
    Path path = dir.resolve("bad.h5");
    Hdf5Plan plan = new Hdf5Plan();
    plan.dataset("/spikes/a/timestamps", ElementType.FLOAT64, 3);
    plan.dataset("/spikes/a/node_ids", ElementType.UINT64, 2);
    plan.dataset("/spikes/b/timestamps", ElementType.FLOAT64, 3);
    Hdf5Plan.Slot times = plan.dataset("/spikes/c/timestamps", ElementType.FLOAT64, 4);
    Hdf5Plan.Slot ids = plan.dataset("/spikes/c/node_ids", ElementType.INT64, 4);
    plan.attribute("/spikes/c/timestamps", "units", "s");
    plan.texts("/spikes/d/timestamps", List.of("x"));
    plan.dataset("/spikes/d/node_ids", ElementType.INT64, 1);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(times, new double[] {1, Double.NaN, -2, 3});
      writer.write(ids, new long[] {1, 1, 1, -1});
      writer.commit();
    }
    ReadResult<SpikeFile> result = SpikeFile.read(path);
    assertThat(codes(result))
        .containsExactlyInAnyOrder(
            "spikes.different-lengths",
            "spikes.missing-dataset",
            "spikes.units",
            "hdf5.wrong-type",
            "spikes.time-not-a-number",
            "spikes.negative-node-id",
            "spikes.negative-time");
    assertThat(result.value().orElseThrow().population("c").orElseThrow().timesMs(1))
        .containsExactly(-2, 1);
    assertThat(result.problems())
        .filteredOn(p -> p.code().equals("spikes.time-not-a-number"))
        .allMatch(p -> p.message().contains("spike 2"));
  }

  @Test
  void notASpikeFile() throws IOException {
    Path path = dir.resolve("nodes.h5");
    Hdf5Writer.create(path, new Hdf5Plan().group("/nodes")).commit();
    ReadResult<SpikeFile> result = SpikeFile.read(path);
    assertThat(codes(result)).containsExactly("spikes.missing-group");
    assertThat(result.problems().getFirst().toString()).contains("nodes.h5").contains("nodes");
    assertThat(codes(SpikeFile.read(dir.resolve("none.h5")))).containsExactly("hdf5.not-found");
    assertThat(codes(SpikeFile.read(dir.resolve("none.csv"))))
        .containsExactly("spikes.missing-file");
    assertThat(codes(SpikeFile.read(dir.resolve("none.nwb"))))
        .containsExactly("spikes.unsupported-format");
  }

  @Test
  void csvInEveryForm() throws IOException {
    for (String text :
        List.of(
            "timestamps population node_ids\n2.5 v1 7\n1e0 v1 7\n3 v1 8\n",
            "timestamps,node_ids,population\r\n2.5,7,v1\r\n1,7,v1\r\n3,8.0,v1\r\n",
            "\ufefftimestamps\tpopulation\tnode_ids\n\n2.5\tv1\t7\n1\tv1\t7\n3\tv1\t8\n",
            "2.5 v1 7\n1 v1 7\n3 v1 8",
            "2.5 7\n1 7\n3 8\n",
            "node_ids; timestamps; population\n7; 2.5; \"v1\"\n7; 1; v1\n8; 3; v1\n",
            "timestamps  population   node_ids\n 2.5  v1  7 \n1 \"v1\" 7\n3 v1 8\n")) {
      ReadResult<SpikeFile> result = SpikeFile.read(csv(text));
      assertThat(result.problems()).as(text).isEmpty();
      var source = result.orThrow().forInput(Optional.of("v1")).orThrow();
      assertThat(source.timesMs(7)).as(text).containsExactly(1, 2.5);
      assertThat(source.timesMs(8)).as(text).containsExactly(3);
    }
  }

  @Test
  void csvProblemsNameTheirLines() throws IOException {
    ReadResult<SpikeFile> result =
        SpikeFile.read(
            csv(
                "timestamps extra population node_ids\n"
                    + "1 0 a 1\nx 0 a 1\n2 0 a\n3 0 a 1.5\n4 0 \"b c\" 2\nNaN 0 a 1\n"));
    assertThat(codes(result))
        .containsExactly(
            "spikes.unknown-column",
            "spikes.bad-line",
            "spikes.bad-line",
            "spikes.bad-line",
            "spikes.time-not-a-number");
    assertThat(result.problems())
        .extracting(p -> p.location().line())
        .containsExactly(1, 3, 4, 5, 0);
    assertThat(result.value().orElseThrow().populations()).containsExactly("a", "b c");
    ReadResult<SpikeFile> noIds = SpikeFile.read(csv("timestamps population gid\n1 a 1\n"));
    assertThat(codes(noIds)).containsExactly("spikes.missing-column", "spikes.unknown-column");
    ReadResult<SpikeFile> many = SpikeFile.read(csv("1 1\n" + "x y\n".repeat(100)));
    assertThat(many.problems()).hasSize(21);
    assertThat(many.problems().getLast().message()).contains("80 more");
  }

  @Test
  void populationsOfAnInput() throws IOException {
    SpikeFile text =
        SpikeFile.read(csv("timestamps population node_ids\n2 b 1\n1 a 1\n")).orThrow();
    assertThat(text.forInput(Optional.empty()).orThrow().timesMs(1)).containsExactly(1, 2);
    assertThat(text.forInput(Optional.of("b")).orThrow().timesMs(1)).containsExactly(2);
    assertThat(codes(text.forInput(Optional.of("c")))).containsExactly("spikes.missing-population");
    Path path = dir.resolve("two.h5");
    Map<String, Long> sizes = Map.of("b", 1L, "a", 1L);
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(path, sizes, SpikeOrder.NONE, SpikeFormat.BMTK)) {
      writer.append("b", new double[] {2}, new long[] {1}, 1);
      writer.append("a", new double[] {1}, new long[] {1}, 1);
      writer.commit();
    }
    ReadResult<?> first = SpikeFile.read(path).orThrow().forInput(Optional.empty());
    assertThat(codes(first)).containsExactly("spikes.several-populations");
    assertThat(((SpikeTrains) first.orThrow()).timesMs(1)).containsExactly(1);
  }

  @Test
  void indexingIsSortingByNodeAndTime() throws IOException {
    Random random = new Random(11);
    int n = 200_000;
    double[] times = random.doubles(n, 0, 1000).toArray();
    long[] ids = random.longs(n, 0, 500).toArray();
    Path path = dir.resolve("many.h5");
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(path, Map.of("p", (long) n), SpikeOrder.NONE, SpikeFormat.BMTK)) {
      writer.append("p", times, ids, n);
      writer.commit();
    }
    SpikeTrains trains = SpikeFile.read(path).orThrow().population("p").orElseThrow();
    for (long id = 0; id < 500; id += 7) {
      long node = id;
      double[] expected =
          IntStream.range(0, n)
              .filter(i -> ids[i] == node)
              .mapToDouble(i -> times[i])
              .sorted()
              .toArray();
      assertThat(trains.timesMs(id)).isEqualTo(expected);
    }
    double[] sum = {0};
    trains.forEach((_, t) -> sum[0] += t);
    assertThat(sum[0]).isCloseTo(Arrays.stream(times).sum(), Offset.offset(1e-3));
  }

  @Test
  void writerRefusesOtherNumbersThanAnnounced() throws IOException {
    Path path = dir.resolve("spikes.h5");
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(path, Map.of("p", 2L), SpikeOrder.NONE, SpikeFormat.BMTK)) {
      writer.append("p", new double[] {1}, new long[] {1}, 1);
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.append("p", new double[2], new long[2], 2))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(path).doesNotExist();
  }
}
