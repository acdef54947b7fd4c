package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.results.ResultRecovery;
import org.neurowright.io.results.RunRecord;

/**
 * The real program, killed in the middle of real runs: whatever is in the output folder then can be
 * opened.
 */
@Tag("conformance")
class KilledRunTest {
  private static final int KILLS = 20;
  private static final List<String> REPORTS =
      List.of("membrane_potential.h5", "calcium_concentration.h5", "dendrites.h5");

  /**
   * A check by another reader: every report and spike file opens, and every published row is that
   * of the whole run.
   */
  private static final String OTHER_READER =
      """
      import h5py, os, sys, numpy as np
      whole, killed = sys.argv[1:]
      for name in sorted(os.listdir(killed)):
        if name.endswith('.h5'):
          with h5py.File(killed + '/' + name) as f, h5py.File(whole + '/' + name) as g:
            for population in f.get('report', []):
              rows = f['report'][population]['data'][()]
              assert np.array_equal(rows, g['report'][population]['data'][:len(rows)]), name
            for population in f.get('spikes', []):
              f['spikes'][population]['timestamps'][()]
      """;

  @TempDir Path temp;

  private SampleCopy model;
  private Path whole;

  @BeforeEach
  void runUndisturbed() throws Exception {
    model = SampleCopy.of("rotating-gamma", temp.resolve("model"));
    model.replace("simulation_config.json", "\"tstop\": 5.0", "\"tstop\": 500.0");
    // More flushes than usual, so that many states of the files are met.
    model.replace("simulation_config.json", "\"nsteps_block\": 1000", "\"nsteps_block\": 100");
    whole = temp.resolve("whole");
    assertThat(start(whole).waitFor()).isZero();
  }

  @Test
  void everyFileIsValidAfterEveryKill() throws Exception {
    Random random = new Random(20);
    Path folder = temp.resolve("killed");
    int inTheMiddle = 0;
    long compared = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process program = start(folder);
      waitForBegin(folder, program);
      Thread.sleep(random.nextInt(1500));
      inTheMiddle += program.isAlive() ? 1 : 0;
      program.destroyForcibly().waitFor(1, TimeUnit.MINUTES);

      long rows = checkReports(folder);
      compared += rows;
      readElsewhere(folder);
      boolean hasRecord = Files.exists(folder.resolve(RunRecord.FILE_NAME));
      if (hasRecord && ResultRecovery.isNeeded(folder)) {
        assertThat(ResultRecovery.recover(folder).problems()).isEmpty();
      }
      assertThat(checkReports(folder)).isEqualTo(rows);
      checkSpikes(folder);
      readElsewhere(folder);
      if (random.nextBoolean()) {
        // Sometimes the next run finds what this one left, sometimes a finished one, sometimes
        // nothing.
        Files.walk(folder)
            .sorted(java.util.Comparator.reverseOrder())
            .forEach(p -> p.toFile().delete());
      }
    }
    System.getLogger("kill")
        .log(
            System.Logger.Level.INFO,
            "{0} kills, {1} in the middle, {2} rows compared",
            KILLS,
            inTheMiddle,
            compared);
    assertThat(inTheMiddle).as("runs that were killed before their end").isGreaterThan(KILLS / 2);
  }

  private Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dneurowright.home=" + temp.resolve("home"),
            "-cp",
            System.getProperty("java.class.path"),
            "org.neurowright.app.Main",
            "run",
            model.path("simulation_config.json").toString(),
            "--quiet",
            "--output-dir",
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("program.log").toFile())
        .start();
  }

  /**
   * Until the folder tells of a run that is going on: killed earlier, nothing would be in the
   * middle.
   */
  private void waitForBegin(Path folder, Process program) throws Exception {
    for (int i = 0; i < 6000 && program.isAlive(); i++) {
      if (ResultRecovery.isNeeded(folder)) {
        return;
      }
      Thread.sleep(5);
    }
  }

  /** Compares all rows that are there; returns how many rows there are in all. */
  private long checkReports(Path folder) {
    long all = 0;
    for (String name : REPORTS) {
      Path path = folder.resolve(name);
      if (!Files.exists(path)) {
        continue;
      }
      try (ReportFile file = ReportFile.open(path).orThrow();
          ReportFile expected = ReportFile.open(whole.resolve(name)).orThrow()) {
        for (ReportTable table : file.tables()) {
          ReportTable right = expected.table(table.population()).orElseThrow();
          int rows = Math.toIntExact(table.rows());
          assertThat(table.read(0, rows, 0, table.columns()))
              .isEqualTo(right.read(0, rows, 0, right.columns()));
          all += rows;
        }
      }
    }
    return all;
  }

  /** The recovered spikes are those of the whole run up to the time reached, without a gap. */
  private void checkSpikes(Path folder) throws IOException {
    if (!Files.exists(folder.resolve("spikes.csv"))) {
      return;
    }
    Set<String> found = new HashSet<>(spikeLines(folder));
    List<String> expected = spikeLines(whole);
    assertThat(expected).containsAll(found);
    // Half a step, because times are sums of steps and not exact.
    double reachedMs = RunRecord.read(folder).orThrow().reachedMs() - 0.05;
    assertThat(expected.stream().filter(line -> Double.parseDouble(line.split(" ")[0]) < reachedMs))
        .allMatch(found::contains);
  }

  private static List<String> spikeLines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("spikes.csv")));
    lines.removeFirst();
    return lines;
  }

  /** With a Python that has h5py; without it our own reader has to do. */
  private void readElsewhere(Path folder) throws Exception {
    String python = System.getProperty("neurowright.python", "");
    if (python.isEmpty()) {
      return;
    }
    Path log = temp.resolve("python.log");
    int exit =
        new ProcessBuilder(python, "-c", OTHER_READER, whole.toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(() -> read(log)).isZero();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
