package org.neurowright.io.tuned;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.search.Axis;
import org.neurowright.engine.search.SearchSettings;
import org.neurowright.engine.search.Stimulus;
import org.neurowright.engine.search.Target;
import org.neurowright.io.format.ReadResult;

class SetAndSearchFilesTest {
  @TempDir Path temp;

  @Test
  void setsComeBackAsTheyWere() throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("soma.gbar_nat", .1 + .2);
    values.put("dend[3].g_pas", 1e-300);
    values.put("run.celsius", -0.0);
    ParameterSets sets =
        new ParameterSets(
            "Cell \"x\"",
            List.of(
                new ParameterSets.ParameterSet("A", values),
                new ParameterSets.ParameterSet("as in the file", Map.of())));
    Path file = temp.resolve("sets.json");
    sets.write(file);
    assertThat(ParameterSets.read(file).orThrow()).isEqualTo(sets);
    new ParameterSets("", List.of()).write(file);
    assertThat(ParameterSets.read(file).orThrow().sets()).isEmpty();
  }

  @Test
  void allProblemsOfSetsAreToldAtOnceWithTheirPlace() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("sets.json"),
            """
            {"neurowright_parameters": 1, "cel": "x", "sets": [
              {"name": "A", "values": {"soma.g": "much",
                "nodot": 3}},
              {"name": "A", "values": {}},
              {"values": {}}, 7, {"name": "B"}
            ]}
            """);
    ReadResult<ParameterSets> read = ParameterSets.read(file);
    assertThat(read.value()).isEmpty();
    assertThat(read.problems())
        .extracting(p -> p.location().line() + " " + p.code())
        .containsExactly(
            "1 sets.unknown-key",
            "2 sets.wrong-value",
            "3 sets.bad-name",
            "4 sets.name-twice",
            "5 sets.wrong-value",
            "5 sets.wrong-value",
            "5 sets.wrong-value");
    assertThat(
            ParameterSets.read(Files.writeString(file, "{\"neurowright_parameters\": 2}"))
                .problems())
        .extracting(Problem::code)
        .containsExactly("sets.version");
    assertThat(ParameterSets.read(temp.resolve("nowhere.json")).problems()).isNotEmpty();
  }

  @Test
  void searchesComeBackAsTheyWere() throws IOException {
    SearchFile search =
        new SearchFile(
            List.of(
                new Target("r_in", new Stimulus.Pulse(-50, 200, 500), 150, 5),
                new Target("rheobase", new Stimulus.Steps(0, 400, 50, 50, 500), 120, 10),
                new Target(
                    "resonance",
                    new Stimulus.Chirp(20, 200, 5000, .5, 20, ChirpKind.EXPONENTIAL),
                    4,
                    .5)),
            List.of(
                new SearchFile.Bounds("soma.g_pas", 1e-5, 1e-3, Axis.Scale.LOG),
                new SearchFile.Bounds("soma.e_pas", -90, -60, Axis.Scale.LINEAR)),
            new SearchSettings(42, 3, 7, .25, .5, false));
    Path file = temp.resolve("search.json");
    search.write(file);
    assertThat(SearchFile.read(file).orThrow()).isEqualTo(search);
  }

  @Test
  void allProblemsOfASearchAreToldAtOnce() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("search.json"),
            """
            {"neurowright_search": 1,
             "targets": [
              {"feature": "r_inn", "stimulus": {"kind": "pulse", "amp_pA": -50, "dur_ms": 500},
               "target": 1, "tolerance": 1},
              {"feature": "tau", "stimulus": {"kind": "puls"}, "target": 1, "tolerance": 1},
              {"feature": "tau", "stimulus": {"kind": "pulse", "dur_ms": 500}, "target": "x"}],
             "parameters": [{"name": "soma.g", "lower": 2, "upper": 1}],
             "settings": {"rounds": 0, "sed": 1}}
            """);
    assertThat(SearchFile.read(file).problems())
        .extracting(p -> p.location().line() + " " + p.code())
        .containsExactlyInAnyOrder(
            "3 search.unknown-feature",
            "5 search.wrong-value",
            "6 search.wrong-value",
            "6 search.wrong-value",
            "6 search.wrong-value",
            "7 search.bad-bounds",
            "8 search.unknown-key",
            "8 search.bad-setting");
  }
}
