package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.spikes.SpikeFile;
import org.neurowright.io.spikes.SpikeTrains;

/** Runs configurations and compares the results with those of BMTK. */
public final class BmtkRuns {
  private BmtkRuns() {}

  public static RunReport run(Path config, int threads, String output) {
    return run(config, threads, output, false);
  }

  static RunReport run(Path config, int threads, String output, boolean exactSums) {
    ReadResult<ModelDescription> read =
        new ProjectReader().read(config, List.of(Conformance.bmtkMechanisms()));
    return new SimulationJob(new MechanismLibrary(Optional.empty()))
        .run(
            read.orThrow(),
            config,
            new SimulationJob.Options(
                Optional.of(config.resolveSibling(output)),
                OptionalDouble.empty(),
                threads,
                exactSums,
                false),
            RunControl.none(),
            List.of());
  }

  /**
   * Spikes that were compared.
   *
   * @param count of all populations
   * @param worstMs largest difference of two times
   */
  public record SameSpikes(int count, double worstMs) {}

  public static SameSpikes compareSpikes(Path found, Path expected) {
    SpikeFile ours = SpikeFile.read(found).value().orElseThrow();
    int count = 0;
    double worst = 0;
    for (SpikeTrains trains : SpikeFile.read(expected).value().orElseThrow().all()) {
      SpikeTrains same = ours.population(trains.population()).orElseThrow();
      assertThat(same.nodeIds()).containsExactly(trains.nodeIds());
      for (long node : trains.nodeIds()) {
        double[] times = same.timesMs(node);
        double[] theirs = trains.timesMs(node);
        assertThat(times)
            .as("spikes of " + trains.population() + " " + node)
            .containsExactly(theirs, org.assertj.core.data.Offset.offset(1e-6));
        for (int k = 0; k < times.length; k++) {
          worst = Math.max(worst, Math.abs(times[k] - theirs[k]));
        }
        count += times.length;
      }
    }
    return new SameSpikes(count, worst);
  }

  public static void compareReports(Path found, Path reference) throws IOException {
    try (Stream<Path> files = Files.list(reference)) {
      for (Path file : (Iterable<Path>) files.filter(BmtkRuns::isReport).sorted()::iterator) {
        try (ReportFile expected = ReportFile.open(file).orThrow();
            ReportFile ours =
                ReportFile.open(found.resolve(file.getFileName().toString())).orThrow()) {
          for (ReportTable table : expected.tables()) {
            compare(ours.table(table.population()).orElseThrow(), table, file);
          }
        }
      }
    }
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".h5") && !name.startsWith("spikes");
  }

  private static void compare(ReportTable ours, ReportTable expected, Path file) {
    double tolerance = expected.variable().equals("cai") ? 1e-9 : 1e-6;
    assertThat(ours.rows()).isEqualTo(expected.rows());
    assertThat(ours.nodeIds()).containsExactly(expected.nodeIds());
    double worst = 0;
    int rows = Math.toIntExact(expected.rows());
    for (int column = 0; column < expected.columns(); column++) {
      double[] mine = ours.trace(column, 0, rows);
      double[] theirs = expected.trace(column, 0, rows);
      for (int k = 0; k < mine.length; k++) {
        worst = Math.max(worst, Math.abs(mine[k] - theirs[k]));
      }
    }
    System.getLogger(BmtkRuns.class.getName())
        .log(
            System.Logger.Level.INFO,
            file + " " + expected.population() + ": largest difference " + worst);
    assertThat(worst).as(file + " " + expected.population()).isLessThanOrEqualTo(tolerance);
  }
}
