package org.neurowright.io.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Repair;
import org.neurowright.io.hdf5.Hdf5Writer;

class ReportFileTest {
  @TempDir Path dir;

  /**
   * Streams rows in random pieces and random order of populations, stopping after {@code rowsDone}.
   */
  private Path stream(List<ReportLayout> layouts, ReportFormat format, long seed, long rowsDone)
      throws IOException {
    Path path = dir.resolve("report.h5");
    Random random = new Random(seed);
    try (WriterThread thread = new WriterThread("test");
        ReportFileWriter file = ReportFileWriter.create(path, layouts, format)) {
      ReportStream[] streams = new ReportStream[layouts.size()];
      long[] done = new long[layouts.size()];
      for (int i = 0; i < streams.length; i++) {
        ReportLayout layout = layouts.get(i);
        streams[i] =
            new ReportStream(
                path, file, i, layout.columns(), layout.rows(), thread, 8 + random.nextInt(5000));
      }
      while (Arrays.stream(done).anyMatch(n -> n < rowsDone)) {
        int i = random.nextInt(streams.length);
        int count = (int) Math.min(random.nextInt(60), rowsDone - done[i]);
        streams[i].add(done[i], count, Layouts.values(i, done[i], count, layouts.get(i).columns()));
        done[i] += count;
        if (random.nextInt(10) == 0) {
          streams[i].flush();
        }
      }
      for (ReportStream stream : streams) {
        stream.flush();
      }
      thread.await(path, file::finish);
    }
    return path;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsStreamedIsRead(long seed) throws IOException {
    List<ReportLayout> layouts =
        List.of(
            Layouts.membrane("r.h5", "v1", 7, 0, 0.1, 1000),
            Layouts.membrane("r.h5", "lgn", 2, 0, 0.1, 1000));
    for (ReportFormat format : ReportFormat.values()) {
      Path path = stream(layouts, format, seed, 1000);
      ReadResult<ReportFile> result = ReportFile.open(path);
      assertThat(result.problems()).isEmpty();
      try (ReportFile file = result.orThrow()) {
        assertThat(file.tables()).extracting(ReportTable::population).containsExactly("lgn", "v1");
        for (int i = 0; i < 2; i++) {
          ReportTable table = file.table(layouts.get(i).population()).orElseThrow();
          double[] expected = Layouts.values(i, 0, 1000, layouts.get(i).columns());
          if (format == ReportFormat.SONATA) {
            expected = Arrays.stream(expected).map(v -> (float) v).toArray();
          }
          assertThat(table.read(0, 1000, 0, table.columns())).isEqualTo(expected);
          assertThat(table.nodeIds()).isEqualTo(layouts.get(i).nodeIds());
          assertThat(table.elementIds()).isEqualTo(layouts.get(i).elementIds());
          assertThat(table.elementPos()).isEqualTo(layouts.get(i).elementPos());
          assertThat(table.variable()).isEqualTo("v");
          assertThat(table.unit()).isEqualTo("mV");
          assertThat(table.intervalMs()).isEqualTo(0.1);
        }
        ReportTable v1 = file.table("v1").orElseThrow();
        assertThat(v1.columnsOf(5)).hasValue(new ReportTable.Columns(4, 2));
        assertThat(v1.columnsOf(2)).isEmpty();
        assertThat(v1.nodeOf(5)).isEqualTo(5);
        assertThat(v1.trace(3, 10, 2)[1])
            .isEqualTo(format == ReportFormat.BMTK ? 11 + 3 / 1024.0 : 11 + 3 / 1024f);
        assertThat(v1.rowAt(-1)).isZero();
        assertThat(v1.rowAt(0.3)).isEqualTo(3);
        assertThat(v1.rowAt(0.31)).isEqualTo(4);
        assertThat(v1.rowAt(1e9)).isEqualTo(1000);
      }
    }
  }

  /** Types and names as in a file of BMTK 1.2.0 (h5py: int64 for all three). */
  @Test
  void placesInTheMorphologyAreKept() throws IOException {
    ReportLayout plain = Layouts.membrane("r.h5", "v1", 1, 0, 0.1, 5);
    ReportLayout layout =
        new ReportLayout(
            plain.name(),
            plain.fileName(),
            plain.population(),
            plain.variable(),
            plain.unit(),
            plain.nodeIds(),
            plain.indexPointer(),
            plain.elementIds(),
            plain.elementPos(),
            plain.sourceIds(),
            plain.targetIds(),
            Optional.of(
                new ReportLayout.Morphology(
                    new long[] {1, -1}, new long[] {12, -1}, new long[] {1, 4})),
            plain.startMs(),
            plain.endMs(),
            plain.intervalMs(),
            plain.rows());
    for (ReportFormat format : ReportFormat.values()) {
      try (Hdf5File file = Hdf5File.open(stream(List.of(layout), format, 1, 5))) {
        String mapping = "/report/v1/mapping/";
        assertThat(file.dataset(mapping + "swc_ids_beg").type()).isEqualTo(ElementType.INT64);
        assertThat(file.dataset(mapping + "swc_ids_beg").readLongs()).containsExactly(1, -1);
        assertThat(file.dataset(mapping + "swc_ids_end").readLongs()).containsExactly(12, -1);
        assertThat(file.dataset(mapping + "seg_types").readLongs()).containsExactly(1, 4);
        assertThat(file.dataset(mapping + "seg_types").type()).isEqualTo(ElementType.INT64);
      }
    }
  }

  @Test
  void layoutIsBmtks() throws IOException {
    Path path = stream(List.of(Layouts.netcon("r.h5", "v1", 50)), ReportFormat.BMTK, 1, 50);
    try (Hdf5File file = Hdf5File.open(path)) {
      assertThat(file.dataset("/report/v1/data").type()).isEqualTo(ElementType.FLOAT64);
      assertThat(file.dataset("/report/v1/data").shape()).containsExactly(50, 3);
      assertThat(file.children("/report/v1/mapping"))
          .containsExactly(
              "element_ids",
              "element_pos",
              "index_pointer",
              "node_ids",
              "src_ids",
              "time",
              "trg_ids");
      assertThat(file.dataset("/report/v1/mapping/element_ids").type())
          .isEqualTo(ElementType.UINT64);
      assertThat(file.dataset("/report/v1/mapping/src_ids").readLongs()).containsExactly(-1, 7, 3);
      assertThat(file.dataset("/report/v1/mapping/trg_ids").type()).isEqualTo(ElementType.INT64);
      assertThat(file.dataset("/report/v1/mapping/time").readDoubles()).containsExactly(0, 5, 0.1);
      assertThat(file.attribute("/report/v1/data", "variable").orElseThrow().text()).hasValue("g");
      assertThat(file.attribute("/report/v1/data", "units")).isEmpty();
    }
    try (ReportFile report = ReportFile.open(path).orThrow()) {
      ReportTable table = report.tables().getFirst();
      assertThat(table.elementIds()).containsExactly(4, 0, -1);
      assertThat(table.sourceIds()).containsExactly(-1, 7, 3);
      assertThat(table.targetIds()).containsExactly(10, 10, 12);
    }
  }

  @Test
  void aStoppedRunKeepsItsRowsAndGivesRoomBack() throws IOException {
    List<ReportLayout> layouts = List.of(Layouts.membrane("r.h5", "v1", 50, 5, 0.3, 100_000));
    Path path = stream(layouts, ReportFormat.BMTK, 9, 777);
    assertThat(Files.size(path)).isLessThan(777 * 100 * 8 + 20_000);
    ReadResult<ReportFile> result = ReportFile.open(path);
    assertThat(result.problems()).isEmpty();
    try (ReportFile file = result.orThrow()) {
      assertThat(file.tables().getFirst().rows()).isEqualTo(777);
      assertThat(file.tables().getFirst().read(776, 1, 0, 100))
          .isEqualTo(Layouts.values(0, 776, 1, 100));
    }
    try (Hdf5File file = Hdf5File.open(path)) {
      double[] time = file.dataset("/report/v1/mapping/time").readDoubles();
      assertThat((long) ((time[1] - time[0]) / time[2])).isEqualTo(777);
    }
  }

  @Test
  void everyNumberOfRowsHasAnEndThatReadersTruncateToIt() {
    for (double interval : new double[] {0.1, 0.025, 0.3, 1.0 / 3, 0.05, 7}) {
      for (long rows = 0; rows < 20_000; rows++) {
        double end = ReportFileWriter.endMs(12.3, interval, rows);
        assertThat((long) ((end - 12.3) / interval)).isEqualTo(rows);
      }
    }
  }

  @Test
  void aRunCanBeFollowed() throws IOException {
    Path path = dir.resolve("live.h5");
    ReportLayout layout = Layouts.membrane("live.h5", "v1", 3, 0, 0.1, 500);
    try (WriterThread thread = new WriterThread("test");
        ReportFileWriter file = ReportFileWriter.create(path, List.of(layout), ReportFormat.BMTK)) {
      ReportStream stream = new ReportStream(path, file, 0, 6, 500, thread, 1 << 20);
      for (int row = 0; row < 500; row += 50) {
        stream.add(row, 50, Layouts.values(0, row, 50, 6));
        stream.flush();
        thread.await(path, () -> {});
        ReadResult<ReportFile> seen = ReportFile.open(path);
        assertThat(seen.problems()).isEmpty();
        try (ReportFile report = seen.orThrow()) {
          ReportTable table = report.tables().getFirst();
          assertThat(table.rows()).isEqualTo(row + 50);
          assertThat(table.read(row, 50, 0, 6)).isEqualTo(Layouts.values(0, row, 50, 6));
        }
      }
    }
  }

  @Test
  void anAbandonedFileIsMended() throws IOException {
    Path path = dir.resolve("abandoned.h5");
    ReportLayout layout = Layouts.membrane("abandoned.h5", "v1", 3, 2, 0.1, 50_000);
    try (ReportFileWriter file =
        ReportFileWriter.create(path, List.of(layout), ReportFormat.BMTK)) {
      ByteBuffer rows = ByteBuffer.allocate(10 * 6 * 8);
      file.write(0, 0, rows);
      file.publish(0, 10);
      assertThat(ReportRepair.mend(path).problems())
          .extracting(Problem::message)
          .singleElement()
          .asString()
          .contains("somebody else");
    }
    // as if the process had ended between rows and time
    Hdf5Repair.replace(path, "/report/v1/mapping/time", new double[] {2, 2.5, 0.1});
    assertThat(Files.size(path)).isGreaterThan(50_000 * 6 * 8);
    for (int n = 0; n < 2; n++) {
      ReadResult<Double> mended = ReportRepair.mend(path);
      assertThat(mended.problems()).isEmpty();
      assertThat(mended.orThrow()).isEqualTo(3.0);
    }
    assertThat(Files.size(path)).isLessThan(10_000);
    try (Hdf5File file = Hdf5File.open(path)) {
      double[] time = file.dataset("/report/v1/mapping/time").readDoubles();
      assertThat((int) ((time[1] - time[0]) / time[2])).isEqualTo(10);
      assertThat(file.dataset("/report/v1/data").rows()).isEqualTo(10);
    }
    assertThat(ReportRepair.mend(dir.resolve("none.h5")).value()).isEmpty();
  }

  @Test
  void rowsMustFollowEachOther() throws IOException {
    Path path = dir.resolve("order.h5");
    ReportLayout layout = Layouts.membrane("order.h5", "v1", 1, 0, 0.1, 10);
    try (WriterThread thread = new WriterThread("test");
        ReportFileWriter file = ReportFileWriter.create(path, List.of(layout), ReportFormat.BMTK)) {
      ReportStream stream = new ReportStream(path, file, 0, 2, 10, thread, 64);
      stream.add(0, 2, new double[4]);
      assertThatThrownBy(() -> stream.add(3, 1, new double[2]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> stream.add(2, 9, new double[18]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void envelopesLoseNoPeak() throws IOException {
    Path path = dir.resolve("noise.h5");
    Random random = new Random(5);
    double[] values = random.doubles(5000 * 3, -1, 1).toArray();
    values[42 * 3 + 1] = Double.NaN;
    ReportLayout layout = Layouts.netcon("noise.h5", "p", 5000);
    try (ReportFileWriter file = ReportFileWriter.create(path, List.of(layout), ReportFormat.BMTK);
        WriterThread thread = new WriterThread("test")) {
      ReportStream stream = new ReportStream(path, file, 0, 3, 5000, thread, 1 << 16);
      stream.add(0, 5000, values);
      stream.flush();
      thread.await(path, file::finish);
    }
    try (ReportFile file = ReportFile.open(path).orThrow()) {
      for (int parts : new int[] {1, 7, 333, 4000, 9000}) {
        List<ReportTable.Envelope> envelopes =
            file.tables().getFirst().envelopes(1, 2, 10, 4321, parts);
        for (int c = 0; c < 2; c++) {
          ReportTable.Envelope e = envelopes.get(c);
          assertThat(e.low()).hasSize(Math.min(parts, 4311));
          for (int p = 0; p < e.low().length; p++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (long r = e.firstRow()[p]; r < e.firstRow()[p + 1]; r++) {
              double v = values[(int) r * 3 + 1 + c];
              low = v < low ? v : low;
              high = v > high ? v : high;
            }
            if (low <= high) {
              assertThat(e.low()[p]).isEqualTo(low);
              assertThat(e.high()[p]).isEqualTo(high);
            } else {
              assertThat(e.low()[p]).isNaN();
            }
          }
        }
      }
    }
  }

  private static List<String> codes(ReadResult<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  @Test
  void oldLayoutAndTheSpecificationsPointers() throws IOException {
    Path path = dir.resolve("old.h5");
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot data = plan.dataset("/data", ElementType.FLOAT32, 4, 3);
    Hdf5Plan.Slot gids = plan.dataset("/mapping/gids", ElementType.INT32, 2);
    Hdf5Plan.Slot pointer = plan.dataset("/mapping/index_pointers", ElementType.INT32, 2);
    plan.dataset("/mapping/element_id", ElementType.INT32, 3);
    Hdf5Plan.Slot time = plan.dataset("/mapping/time", ElementType.FLOAT64, 3);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(data, new double[] {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32});
      writer.write(gids, new int[] {8, 9});
      writer.write(pointer, new int[] {0, 1});
      writer.write(time, new double[] {0, 5, 1});
      writer.commit();
    }
    ReadResult<ReportFile> result = ReportFile.open(path);
    assertThat(codes(result)).containsExactly("report.fewer-rows");
    try (ReportFile file = result.orThrow()) {
      ReportTable table = file.table(ReportFile.UNNAMED).orElseThrow();
      assertThat(table.rows()).isEqualTo(4);
      assertThat(table.columnsOf(9)).hasValue(new ReportTable.Columns(1, 2));
      assertThat(table.trace(2, 1, 3)).containsExactly(12, 22, 32);
      assertThat(table.elementPos()).containsOnly(Double.NaN);
    }
  }

  @Test
  void allThatIsWrongWithAMappingIsSaid() throws IOException {
    Path path = dir.resolve("bad.h5");
    Hdf5Plan plan = new Hdf5Plan();
    plan.dataset("/report/a/data", ElementType.FLOAT64, 4, 3);
    plan.dataset("/report/a/mapping/node_ids", ElementType.UINT64, 1);
    Hdf5Plan.Slot pointer = plan.dataset("/report/a/mapping/index_pointer", ElementType.UINT64, 2);
    plan.dataset("/report/a/mapping/element_ids", ElementType.UINT64, 2);
    plan.dataset("/report/a/mapping/element_pos", ElementType.FLOAT64, 4);
    plan.dataset("/report/a/mapping/time", ElementType.FLOAT64, 3);
    plan.dataset("/report/b/data", ElementType.FLOAT64, 4);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(pointer, new long[] {2, 1});
      writer.commit();
    }
    ReadResult<ReportFile> result = ReportFile.open(path);
    assertThat(result.value()).isEmpty();
    assertThat(result.problems())
        .extracting(p -> p.location().element())
        .containsExactly(
            "/report/a/mapping",
            "/report/a/mapping",
            "/report/a/mapping",
            "/report/a/mapping/time",
            "/report/b/mapping/node_ids",
            "/report/b/mapping/index_pointer",
            "/report/b/mapping/element_ids",
            "/report/b/mapping/time");
    Hdf5Writer.create(path, new Hdf5Plan().group("/spikes")).commit();
    assertThat(codes(ReportFile.open(path))).containsExactly("report.missing-group");
    assertThat(codes(ReportFile.open(dir.resolve("none.h5")))).containsExactly("hdf5.not-found");
  }
}
