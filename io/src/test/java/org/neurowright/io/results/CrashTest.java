package org.neurowright.io.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.python.PythonInterpreter;
import org.neurowright.io.report.Layouts;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.spikes.SpikeFile;
import org.neurowright.io.spikes.SpikeTrains;

/** A process that is killed while it writes results loses nothing that was flushed. */
class CrashTest {
  private static final int STEPS = 5_000_000;

  @TempDir Path dir;

  /** The process that is killed: writes blocks with a pause after each. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      RunLayout layout = FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.BY_ID));
      RunProvenance provenance =
          new RunProvenance(
              "test",
              Map.of(),
              new RunMethod(1, false, true),
              Optional.empty(),
              List.of(),
              List.of());
      try (SonataResultWriter writer = new SonataResultWriter(Path.of(arguments[0]), provenance)) {
        writer.begin(layout);
        long pauseNanos = Long.parseLong(arguments[1]);
        for (long step = 0; step < STEPS; step += FakeRun.STEPS_PER_BLOCK) {
          FakeRun.run(writer, layout, step, step + FakeRun.STEPS_PER_BLOCK);
          LockSupport.parkNanos(pauseNanos);
        }
      }
    }
  }

  @Test
  void killedAFewTimes() throws Exception {
    // slowly, to spare the disk
    killed(2, 1, 1_000_000);
  }

  @Test
  @Tag("conformance")
  void killedManyTimesAndReadByOtherPrograms() throws Exception {
    for (Path folder : killed(25, 2, 20_000)) {
      String seen =
          PythonInterpreter.run(
              dir,
              """
              import h5py, sys, numpy as np
              from bmtk.utils.reports.compartment import CompartmentReport
              from bmtk.utils.reports.spike_trains import SpikeTrains
              folder = sys.argv[1]
              for index, (name, population) in enumerate([('v.h5', 'v1'), ('v.h5', 'lgn'), ('sub/syn.h5', 'v1')]):
                r = CompartmentReport(folder + '/' + name, 'r')
                d = r.data(population=population)
                rows, columns = d.shape
                expected = index * 1e6 + np.arange(rows)[:, None] + np.arange(columns)[None, :] / 1024
                assert np.array_equal(d, expected)
                with h5py.File(folder + '/' + name, 'r') as f:
                  assert f['report/' + population + '/data'].shape[0] == rows
              s = SpikeTrains.load(folder + '/spikes.h5')
              print(s.n_spikes('v1') + s.n_spikes('lgn'), s.sort_order('v1').value)
              """,
              folder);
      long spikes = SpikeFile.read(folder.resolve("spikes.h5")).orThrow().size();
      // A population without spikes is not in the file, so BMTK knows no order of it.
      assertThat(seen.strip()).isIn(spikes + " by_id", spikes == 0 ? "0 unknown" : "");
    }
  }

  private List<Path> killed(int times, long seed, long pauseNanos) throws Exception {
    Random random = new Random(seed);
    List<Path> folders = new ArrayList<>();
    long mostRows = 0;
    for (int n = 0; n < times; n++) {
      Path folder = dir.resolve("run" + n);
      Process victim =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Victim.class.getName(),
                  folder.toString(),
                  Long.toString(pauseNanos))
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("victim.log").toFile())
              .start();
      waitFor(folder.resolve(RunRecord.FILE_NAME), victim);
      Thread.sleep(random.nextInt(400));
      // SIGKILL where there are signals
      victim.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      mostRows = Math.max(mostRows, checkRecovery(folder));
      folders.add(folder);
    }
    assertThat(mostRows).as("the processes were really in the middle").isPositive();
    return folders;
  }

  private void waitFor(Path file, Process process) throws Exception {
    for (int i = 0; i < 3000 && !Files.exists(file); i++) {
      assertThat(process.isAlive()).as("process still runs:\n%s", log()).isTrue();
      Thread.sleep(10);
    }
    assertThat(file).exists();
  }

  private String log() throws IOException {
    return Files.readString(dir.resolve("victim.log"));
  }

  private long checkRecovery(Path folder) throws IOException {
    RunLayout layout = FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.BY_ID));
    long before = checkReports(folder, layout);
    assertThat(RunRecord.read(folder).orThrow().state()).isEqualTo(RunRecord.State.RUNNING);
    assertThat(ResultRecovery.isNeeded(folder)).isTrue();

    ReadResult<ResultRecovery.Recovered> result = ResultRecovery.recover(folder);

    assertThat(result.problems()).isEmpty();
    assertThat(ResultRecovery.isNeeded(folder)).isFalse();
    assertThat(checkReports(folder, layout)).isEqualTo(before);
    assertThat(Files.size(folder.resolve("sub/syn.h5")))
        .isLessThan(10_000 + (before + 100_000) * 3 * 8);
    RunRecord run = RunRecord.read(folder).orThrow();
    assertThat(run.state()).isEqualTo(RunRecord.State.RECOVERED);
    SpikeFile spikes = SpikeFile.read(folder.resolve("spikes.h5")).orThrow();
    assertThat(run.spikes()).isEqualTo(spikes.size()).isEqualTo(result.orThrow().spikes());
    assertThat(SpikeFile.read(folder.resolve("spikes.csv")).orThrow().size())
        .isEqualTo(spikes.size());
    checkSpikes(spikes, before);
    return before;
  }

  /** Every row that a file shows is right; returns the smallest number of rows. */
  private static long checkReports(Path folder, RunLayout layout) {
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < layout.reports().size(); i++) {
      ReportLayout expected = layout.reports().get(i);
      ReadResult<ReportFile> read = ReportFile.open(folder.resolve(expected.fileName()));
      assertThat(read.problems()).isEmpty();
      try (ReportFile file = read.orThrow()) {
        ReportTable table = file.table(expected.population()).orElseThrow();
        int rows = Math.toIntExact(table.rows());
        assertThat(table.read(0, rows, 0, table.columns()))
            .isEqualTo(Layouts.values(i, 0, rows, expected.columns()));
        fewest = Math.min(fewest, rows);
      }
    }
    return fewest;
  }

  /**
   * The spikes are the first ones of the run, without a gap, and at least those of the blocks that
   * the reports have. The last step may be cut, as the system may end a process in the middle of a
   * write.
   */
  private static void checkSpikes(SpikeFile spikes, long rows) {
    double last = spikes.all().stream().mapToDouble(SpikeTrains::lastMs).max().orElse(0);
    long steps = spikes.size() == 0 ? 0 : Math.round(last / FakeRun.DT_MS) + 1;
    assertThat(spikes.size())
        .isBetween(FakeRun.spikeCount(Math.max(0, steps - 1)), FakeRun.spikeCount(steps));
    long blocks = rows / FakeRun.STEPS_PER_BLOCK;
    assertThat(spikes.size())
        .isGreaterThanOrEqualTo(FakeRun.spikeCount(blocks * FakeRun.STEPS_PER_BLOCK));
  }
}
