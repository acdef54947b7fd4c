package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.spikes.SpikeFile;
import org.neurowright.io.spikes.SpikeTrains;

/**
 * The samples, run from folder to files, against what BMTK with NEURON computed for them; how is
 * told in each sample's {@code expected/provenance.json}. Expected reports keep 36 bits of their
 * numbers.
 *
 * <p>Synapses computed by themselves are summed in NEURON's order. Those that share an instance are
 * summed in another, which changes the last bits, and spikes make bits grow: 1.05e-6 mV was found
 * on the flank of a spike after 263 ms of Rotating gamma, so its potentials may be 1e-5 mV away.
 */
class SampleResultsTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "rotating-gamma, 522, true, 1e-6",
    "rotating-gamma, 522, false, 1e-5",
    "current-steps, -1, false, 1e-6",
    "hoc-cells, 63, true, 1e-6",
    "plastic-synapses, 14, true, 1e-6",
    "plastic-synapses, 14, false, 1e-6"
  })
  void givesTheExpectedResults(String id, int spikes, boolean exactSums, double toleranceMv)
      throws Exception {
    Path folder = SampleCatalogue.find().folder().orElseThrow().resolve(id);
    Path config = folder.resolve("simulation_config.json");
    RunReport report =
        new SimulationJob(new MechanismLibrary(Optional.empty()))
            .run(
                new ProjectReader().read(config, List.of()).orThrow(),
                config,
                new SimulationJob.Options(
                    Optional.of(temp.resolve("results")),
                    OptionalDouble.empty(),
                    2,
                    exactSums,
                    false),
                RunControl.none(),
                List.of());
    Path expected = folder.resolve("expected");
    if (spikes >= 0) {
      assertThat(report.outcome().spikes()).isEqualTo(spikes);
    }
    for (SpikeTrains trains :
        SpikeFile.read(expected.resolve("spikes.csv")).value().orElseThrow().all()) {
      SpikeTrains found =
          SpikeFile.read(temp.resolve("results/spikes.h5"))
              .value()
              .orElseThrow()
              .population(trains.population())
              .orElseThrow();
      assertThat(found.nodeIds()).containsExactly(trains.nodeIds());
      for (long node : trains.nodeIds()) {
        assertThat(found.timesMs(node)).containsExactly(trains.timesMs(node), Offset.offset(1e-6));
      }
    }
    try (var files = Files.list(expected)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".h5")).sorted().toList()) {
        compare(temp.resolve("results").resolve(file.getFileName().toString()), file, toleranceMv);
      }
    }
  }

  private static void compare(Path found, Path expected, double toleranceMv) {
    try (ReportFile theirs = ReportFile.open(expected).orThrow();
        ReportFile ours = ReportFile.open(found).orThrow()) {
      for (ReportTable table : theirs.tables()) {
        ReportTable same = ours.table(table.population()).orElseThrow();
        assertThat(same.rows()).isEqualTo(table.rows());
        int rows = Math.toIntExact(table.rows());
        double tolerance = table.variable().equals("cai") ? 1e-9 : toleranceMv;
        for (int column = 0; column < table.columns(); column++) {
          double[] expectedTrace = table.trace(column, 0, rows);
          double[] trace = same.trace(column, 0, rows);
          for (int k = 0; k < rows; k++) {
            if (Math.abs(trace[k] - expectedTrace[k]) > tolerance) {
              assertThat(trace[k])
                  .as(
                      "%s, %s, column %d, row %d",
                      expected.getFileName(), table.population(), column, k)
                  .isCloseTo(expectedTrace[k], within(tolerance));
            }
          }
        }
      }
    }
  }
}
