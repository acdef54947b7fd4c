package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/**
 * Whole public model folders, opened and run as they are, against what BMTK 1.2.0 with NEURON 9.0.2
 * computed: spikes at the same step, every row of every report within 1e-6 mV or 1e-9 mM, spikes
 * themselves included.
 */
@Tag("conformance")
class BioNetFoldersTest {
  @TempDir Path temp;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "bio_14cells, config.nosyn.json, ., 223",
    "bio_1cell, config.simulation_iclamp.json, iclamp, 20",
    "bio_1cell, config.simulation_syns.json, syns, 39",
    "bio_intfire_ring, config.simulation.json, ., 532",
    "bio_advanced_stimuli, config.simulation_iclamp.json, iclamp, 124",
    "bio_advanced_stimuli, config.simulation_iclamp.aslist.json, iclamp.aslist, 124",
    "bio_advanced_stimuli, config.simulation_iclamp.csv.json, iclamp.csv, 126",
    "bio_advanced_stimuli, config.simulation_spikes.json, spikes, 0",
    "bio_advanced_stimuli, config.simulation_spont_activity.json, spont_activity, 0",
  })
  void givesTheNumbersOfBmtkWithNeuron(String name, String config, String expected, int spikes)
      throws IOException {
    Path folder = Conformance.copyOfModel(name, temp);
    RunReport report = run(folder.resolve(config), 0, "results");
    assertThat(report.outcome().spikes()).isEqualTo(spikes);
    Path reference = folder.resolve("expected").resolve(expected).normalize();
    compareSpikes(report.outputDir().resolve("spikes.csv"), reference.resolve("spikes.csv"));
    compareReports(report.outputDir(), reference);
  }

  /** Every synapse by itself, summed in NEURON's order. */
  @Test
  void givesTheSameNumbersWithoutFolding() throws IOException {
    Path folder = Conformance.copyOfModel("bio_14cells", temp);
    RunReport report = run(folder.resolve("config.nosyn.json"), 0, "results", true);
    assertThat(report.outcome().spikes()).isEqualTo(223);
    compareSpikes(report.outputDir().resolve("spikes.csv"), folder.resolve("expected/spikes.csv"));
    compareReports(report.outputDir(), folder.resolve("expected"));
  }

  /** The same bits for any number of threads. */
  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
    Path folder = Conformance.copyOfModel("bio_14cells", temp);
    Path one = run(folder.resolve("config.nosyn.json"), 1, "one").outputDir();
    Path three = run(folder.resolve("config.nosyn.json"), 3, "three").outputDir();
    for (String file :
        List.of("spikes.csv", "spikes.h5", "membrane_potential.h5", "calcium_concentration.h5")) {
      assertThat(Files.mismatch(one.resolve(file), three.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  private static RunReport run(Path config, int threads, String output) {
    return run(config, threads, output, false);
  }

  private static RunReport run(Path config, int threads, String output, boolean exactSums) {
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

  private static void compareSpikes(Path found, Path expected) {
    SpikeFile ours = SpikeFile.read(found).value().orElseThrow();
    for (SpikeTrains trains : SpikeFile.read(expected).value().orElseThrow().all()) {
      SpikeTrains same = ours.population(trains.population()).orElseThrow();
      assertThat(same.nodeIds()).containsExactly(trains.nodeIds());
      for (long node : trains.nodeIds()) {
        assertThat(same.timesMs(node))
            .as("spikes of " + trains.population() + " " + node)
            .containsExactly(trains.timesMs(node), org.assertj.core.data.Offset.offset(1e-6));
      }
    }
  }

  private static void compareReports(Path found, Path reference) throws IOException {
    try (Stream<Path> files = Files.list(reference)) {
      for (Path file :
          (Iterable<Path>) files.filter(BioNetFoldersTest::isReport).sorted()::iterator) {
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
    System.getLogger(BioNetFoldersTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            file + " " + expected.population() + ": largest difference " + worst);
    assertThat(worst).as(file + " " + expected.population()).isLessThanOrEqualTo(tolerance);
  }
}
