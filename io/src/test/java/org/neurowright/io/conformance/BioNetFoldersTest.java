package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.io.project.RunReport;

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
    "bio_450cells, config.simulation.json, ., 1258",
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
    RunReport report = BmtkRuns.run(folder.resolve(config), 0, "results");
    assertThat(report.outcome().spikes()).isEqualTo(spikes);
    Path reference = folder.resolve("expected").resolve(expected).normalize();
    BmtkRuns.compareSpikes(
        report.outputDir().resolve("spikes.csv"), reference.resolve("spikes.csv"));
    BmtkRuns.compareReports(report.outputDir(), reference);
  }

  /** Every synapse by itself, summed in NEURON's order. */
  @Test
  void givesTheSameNumbersWithoutFolding() throws IOException {
    Path folder = Conformance.copyOfModel("bio_14cells", temp);
    RunReport report = BmtkRuns.run(folder.resolve("config.nosyn.json"), 0, "results", true);
    assertThat(report.outcome().spikes()).isEqualTo(223);
    BmtkRuns.compareSpikes(
        report.outputDir().resolve("spikes.csv"), folder.resolve("expected/spikes.csv"));
    BmtkRuns.compareReports(report.outputDir(), folder.resolve("expected"));
  }

  /** The same bits for any number of threads. */
  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws IOException {
    Path folder = Conformance.copyOfModel("bio_14cells", temp);
    Path one = BmtkRuns.run(folder.resolve("config.nosyn.json"), 1, "one").outputDir();
    Path three = BmtkRuns.run(folder.resolve("config.nosyn.json"), 3, "three").outputDir();
    for (String file :
        List.of("spikes.csv", "spikes.h5", "membrane_potential.h5", "calcium_concentration.h5")) {
      assertThat(Files.mismatch(one.resolve(file), three.resolve(file))).as(file).isEqualTo(-1);
    }
  }
}
