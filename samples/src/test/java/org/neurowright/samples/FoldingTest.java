package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;

/**
 * Synapses that share an instance against synapses computed by themselves, from folder to files:
 * the same but for the last bits, and recorded synapses stay apart, so that each has its own
 * values.
 */
class FoldingTest {
  private static final double TSTOP_MS = 60;

  @TempDir Path temp;

  @Test
  void sharedInstancesChangeOnlyTheLastBitsAndRecordedSynapsesNothing() throws IOException {
    Path folder = SampleCatalogue.find().folder().orElseThrow().resolve("rotating-gamma");
    Path config = folder.resolve("simulation_config.json");
    Path recorded = temp.resolve("simulation_config.json");
    Files.writeString(recorded, withSynapseReport(Files.readString(config), folder));
    Path exact = run(recorded, "exact", true);
    Path folded = run(recorded, "folded", false);
    assertThat(Files.readString(folded.resolve("spikes.csv")))
        .isEqualTo(Files.readString(exact.resolve("spikes.csv")));
    try (ReportFile one = ReportFile.open(exact.resolve("conductances.h5")).orThrow();
        ReportFile other = ReportFile.open(folded.resolve("conductances.h5")).orThrow()) {
      ReportTable expected = one.tables().getFirst();
      ReportTable found = other.table(expected.population()).orElseThrow();
      assertThat(found.columns()).isEqualTo(expected.columns()).isGreaterThan(20);
      int rows = Math.toIntExact(expected.rows());
      boolean differ = false;
      for (int column = 0; column < expected.columns(); column++) {
        double[] theirs = expected.trace(column, 0, rows);
        double[] ours = found.trace(column, 0, rows);
        for (int k = 0; k < rows; k++) {
          assertThat(ours[k]).isCloseTo(theirs[k], within(1e-12));
        }
        differ |= theirs[rows - 1] != expected.trace(0, 0, rows)[rows - 1];
      }
      assertThat(differ).as("synapses with different conductances").isTrue();
    }
  }

  /** The sample's configuration at another place, with the conductances of one cell's synapses. */
  private static String withSynapseReport(String config, Path folder) {
    String absolute =
        config.replace("${configdir}", folder.toAbsolutePath().toString().replace('\\', '/'));
    assertThat(absolute).isNotEqualTo(config);
    String reports = "\"reports\": {";
    assertThat(absolute).contains(reports);
    return absolute.replace(
        reports,
        reports
            + " \"conductances\": {\"module\": \"netcon_report\", \"variable_name\": \"g\","
            + " \"cells\": \"one_of_each\"},");
  }

  private Path run(Path config, String name, boolean exactSums) {
    RunReport report =
        new SimulationJob(new MechanismLibrary(Optional.empty()))
            .run(
                new ProjectReader().read(config, List.of()).orThrow(),
                config,
                new SimulationJob.Options(
                    Optional.of(temp.resolve(name)),
                    OptionalDouble.of(TSTOP_MS),
                    1,
                    exactSums,
                    false),
                RunControl.none(),
                List.of());
    return report.outputDir();
  }
}
