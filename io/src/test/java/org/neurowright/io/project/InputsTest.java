package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Problem;

class InputsTest {
  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = new ModelFolder(temp);
  }

  private void input(String json) {
    folder.sections.put("inputs", "\"inputs\": {\"in\": " + json + "}");
  }

  private <T> T only(Class<T> type, String... codes) throws Exception {
    List<InputDescription> inputs = folder.model(codes).inputs();
    assertThat(inputs).singleElement().isInstanceOf(type);
    return type.cast(inputs.getFirst());
  }

  @Test
  void spikesGoToTheVirtualPopulationsOfTheNodeSet() throws Exception {
    input(
        "{\"input_type\": \"spikes\", \"module\": \"sonata\", \"input_file\": \"inputs/spikes.h5\","
            + " \"node_set\": \"all\", \"population\": \"p\"}");
    assertThat(only(InputDescription.Spikes.class).populations()).containsExactly("ext");
    assertThat(folder.spikeRequests.getLast())
        .satisfies(request -> {
          assertThat(request.file()).isEqualTo(folder.dir.resolve("inputs/spikes.h5"));
          assertThat(request.module()).isEqualTo("sonata");
          assertThat(request.population()).contains("p");
        });
  }

  @Test
  void spikesThatReachNobodyAreSaid() throws Exception {
    String spikes =
        "{\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"inputs/spikes.h5\","
            + " \"node_set\": ";
    input(spikes + "\"net\"}");
    assertThat(folder.problem("input.no-virtual-population").hint()).contains("ext");
    input(spikes + "{\"population\": \"ext\", \"node_id\": [1]}}");
    assertThat(folder.problem("input.whole-population").message())
        .contains("All 2 nodes")
        .contains("only the 1");
    folder.sections.put(
        "inputs", "\"inputs\": {\"a\": " + spikes + "\"ext\"}, \"b\": " + spikes + "\"ext\"}}");
    assertThat(folder.problem("input.same-population").message()).contains("from a and from b");
    input(spikes + "\"ext\"}".replace("csv", "sonata"));
    folder.sections.compute(
        "networks", (k, v) -> v.replace("{\"edges_file\"", "{\"enabled\": false, \"edges_file\""));
    assertThat(folder.problem("input.no-edges").message()).contains("ext");
  }

  @Test
  void aMissingSpikeFileAndNodeSetAreErrors() throws Exception {
    input(
        "{\"input_type\": \"spikes\", \"module\": \"sonata\", \"input_file\": \"inputs/spike.h5\"}");
    List<Problem> problems = folder.read().problems();
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("config.missing-file", "config.missing-key");
    assertThat(problems.getFirst().hint()).contains("\"spikes.h5\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xstim", "comsol", "replay", "ecephys_probe", "function"})
  void modulesThatAreNotThereYetSayWhatToDo(String module) throws Exception {
    input("{\"input_type\": \"x\", \"module\": \"" + module + "\", \"node_set\": \"all\"}");
    Problem problem = folder.problem("input.not-supported");
    assertThat(problem.isError()).isTrue();
    assertThat(problem.message()).contains(module);
    assertThat(problem.hint()).contains("\"enabled\": false");
    input("{\"input_type\": \"x\", \"module\": \"" + module + "\", \"enabled\": false}");
    assertThat(folder.model().inputs()).isEmpty();
  }

  @Test
  void misspeltModulesAreErrorsWithTheNearestName() throws Exception {
    input("{\"input_type\": \"current_clamp\", \"module\": \"Iclmap\"}");
    assertThat(folder.problem("input.unknown-module").hint()).contains("IClamp");
    input("{\"input_type\": \"current_clmp\", \"module\": \"IClamp\"}");
    assertThat(folder.problem("input.unknown-type").hint()).contains("current_clamp");
  }

  @Test
  void currentClampsTakeScalarsAndLists() throws Exception {
    input(
        "{\"input_type\": \"current_clamp\", \"module\": \"IClamp\", \"node_set\": {\"population\": \"net\","
            + " \"node_id\": [1]}, \"amp\": 0.1, \"delay\": 2, \"duration\": 3.5}");
    InputDescription.CurrentClamp clamp = only(InputDescription.CurrentClamp.class);
    assertThat(clamp.ampNa()).containsExactly(0.1);
    assertThat(clamp.delayMs()).containsExactly(2);
    assertThat(clamp.durationMs()).containsExactly(3.5);
    assertThat(clamp.section()).isEqualTo(SectionKind.SOMA);
    assertThat(clamp.x()).isEqualTo(0.5);
    assertThat(clamp.cells().rows().getFirst().rows()).containsExactly(1);
    input(
        "{\"input_type\": \"current_clamp\", \"module\": \"IClamp\", \"node_set\": \"net\", \"amp\": [0.1, 0.2],"
            + " \"delay\": [2, 3], \"duration\": 1, \"section_name\": \"dend\", \"section_index\": 4,"
            + " \"section_dist\": 0.9}");
    clamp = only(InputDescription.CurrentClamp.class, "input.repeated", "input.not-clampable");
    assertThat(clamp.durationMs()).containsExactly(1, 1);
    assertThat(clamp.section()).isEqualTo(SectionKind.DEND);
    assertThat(clamp.sectionIndex()).isEqualTo(4);
    assertThat(clamp.x()).isEqualTo(0.9);
    assertThat(clamp.cells().size()).as("the point neuron is left out").isEqualTo(3);
  }

  @Test
  void oddClampsAreSaid() throws Exception {
    String clamp =
        "{\"input_type\": \"current_clamp\", \"module\": \"IClamp\", \"node_set\": {\"model_type\":"
            + " \"biophysical\"}, ";
    input(clamp + "\"amp\": [1, 2, 3], \"delay\": [1, 2], \"duration\": 1}");
    assertThat(folder.problem("input.different-lengths").message()).contains("2 values");
    input(clamp + "\"amp\": 230, \"delay\": 50, \"duration\": 1}");
    assertThat(folder.problem("input.large-current").hint()).contains("pA");
    assertThat(folder.problem("input.after-end").message()).contains("10.0 ms");
    input(clamp + "\"amp\": 1, \"delay\": 1}");
    assertThat(folder.problem("config.missing-key").message()).contains("inputs.in.duration");
    input(clamp + "\"amp\": 1, \"delay\": 1, \"duration\": 1, \"section_name\": \"some\"}");
    assertThat(folder.problem("input.unknown-section").hint()).contains("\"soma\"");
  }

  private InputDescription.CurrentTrace trace(String csv, String... codes) throws Exception {
    folder.write("inputs/i.csv", csv);
    input(
        "{\"input_type\": \"csv\", \"module\": \"IClamp\", \"node_set\": {\"population\": \"net\", \"node_id\": [0]},"
            + " \"file\": \"inputs/i.csv\"}");
    return only(InputDescription.CurrentTrace.class, codes);
  }

  @Test
  void regularTracesStartWhenTheySay() throws Exception {
    InputDescription.CurrentTrace trace =
        trace("timestamps amps\n800.0 0.15\n1300.0 0.0\n1800.0 0.2\n2300.0 0.0\n");
    assertThat(trace.startMs()).isEqualTo(800);
    assertThat(trace.intervalMs()).isEqualTo(500);
    assertThat(trace.ampNa()).containsExactly(0.15, 0, 0.2, 0);
  }

  @Test
  void tracesFinerThanAMillisecondKeepTheirCurrent() throws Exception {
    InputDescription.CurrentTrace trace = trace("timestamps amps\n0.25 1\n0.35 2\n0.45 0\n");
    assertThat(trace.startMs()).isEqualTo(0.25);
    assertThat(trace.intervalMs()).isEqualTo(0.1);
    assertThat(trace.ampNa()).containsExactly(1, 2, 0);
  }

  @Test
  void unequalTimesArePutOnTheirGreatestCommonDivisor() throws Exception {
    InputDescription.CurrentTrace trace =
        trace(
            "timestamps amps\n1.0 1\n1.5 2\n2.25 3\n", "input.unequal-times", "input.current-end");
    assertThat(trace.intervalMs()).isEqualTo(0.25);
    // 1.0-1.5: 1; 1.5-2.25: 2; the last value as long as the distance before it.
    assertThat(trace.ampNa()).containsExactly(1, 1, 2, 2, 2, 3, 3, 3);
  }

  @Test
  void brokenTracesAreLocated() throws Exception {
    folder.write("inputs/i.csv", "timestamps amps\n1 1\n1 2\n");
    input(
        "{\"input_type\": \"file\", \"module\": \"IClamp\", \"node_set\": {\"population\": \"net\","
            + " \"node_id\": [0]}, \"file\": \"inputs/i.csv\"}");
    assertThat(folder.problem("input.current-table").location().line()).isEqualTo(3);
    folder.write("inputs/i.csv", "timestamp amps\n1 1\n2 2\n");
    assertThat(folder.problem("input.current-table").hint()).contains("\"timestamp\"");
    folder.write("inputs/i.csv", "timestamps amps\n0 1\n0.000001 2\n1000.00007 2\n");
    assertThat(folder.problem("input.current-table").hint()).contains("Round");
  }

  @Test
  void voltageClampsTakeThreeLevelsPerCellOrForAll() throws Exception {
    input(
        "{\"input_type\": \"voltage_clamp\", \"module\": \"SEClamp\", \"gids\": [0, 2], \"amps\": [[-80, -20, -80]],"
            + " \"durations\": [10, 20], \"rs\": 0.01}");
    List<InputDescription> clamps = folder.model().inputs();
    assertThat(clamps).hasSize(2);
    InputDescription.VoltageClamp second = (InputDescription.VoltageClamp) clamps.get(1);
    assertThat(second.cells().rows().getFirst().rows()).containsExactly(2);
    assertThat(second.levelMv()).containsExactly(-80, -20, -80);
    assertThat(second.durationMs()).containsExactly(20, 20, 20);
    assertThat(second.seriesResistanceMohm()).isEqualTo(0.01);
    input(
        "{\"input_type\": \"voltage_clamp\", \"module\": \"SEClamp\", \"gids\": [0, 2], \"amps\": [-80, -20, -80],"
            + " \"durations\": [10], \"rs\": 1}");
    assertThat(folder.problem("input.different-lengths").hint()).contains("[[a, b, c]]");
    input(
        "{\"input_type\": \"v\", \"module\": \"SEClamp\", \"gids\": 3, \"amps\": [1], \"durations\": [1]}");
    assertThat(folder.problem("input.unknown-gid").message()).contains("3");
  }

  @Test
  void theOneLevelVoltageClampIsTheSecondLevel() throws Exception {
    String clamp =
        "{\"input_type\": \"voltage_clamp\", \"module\": \"SEClamp\", \"node_set\": {\"population\":"
            + " \"net\","
            + " \"node_id\": [0]}, \"amp\": -40, \"duration\": 5, \"delay\": ";
    input(clamp + "0}");
    InputDescription.VoltageClamp one = only(InputDescription.VoltageClamp.class);
    assertThat(one.levelMv()).containsExactly(0, -40, 0);
    assertThat(one.durationMs()).containsExactly(0, 5, 0);
    assertThat(one.seriesResistanceMohm()).isEqualTo(1);
    input(clamp + "1}");
    assertThat(folder.problem("input.not-supported").message()).contains("after 0 ms");
  }

  @Test
  void spontaneousSynapsesNameTheirSources() throws Exception {
    input(
        "{\"input_type\": \"syn_activity\", \"module\": \"syn_activity\", \"precell_filter\": {\"population\": \"net\","
            + " \"pop_name\": [\"PYR\"]}, \"timestamps\": [5, 1]}");
    InputDescription.SpontaneousSynapses input = only(InputDescription.SpontaneousSynapses.class);
    assertThat(input.timesMs()).containsExactly(1, 5);
    assertThat(input.sources().rows().getFirst().rows()).containsExactly(0, 1, 2);
  }
}
