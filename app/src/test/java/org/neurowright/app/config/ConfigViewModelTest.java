package org.neurowright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonTree;

class ConfigViewModelTest {
  private static final String CIRCUIT =
      """
      {
        "manifest": {"$DIR": "."},
        "networks": {
          "nodes": [{"nodes_file": "$DIR/n.h5", "node_types_file": "$DIR/n.csv"}],
          "edges": []
        },
        "components": {"morphologies_dir": "$DIR/m"}
      }
      """;
  private static final String SIMULATION =
      """
      {
        "network": "circuit.json",
        "run": {
          "tstop": 100.0,
          "dt": 0.1,
          "nstep_block": 5000
        },
        "conditions": {"celsius": 34.0, "v_init": "warm"},
        "output": {"output_dir": "out"},
        "my_notes": {"kept": true},
        "inputs": {
          "clamp": {
            "module": "IClamp",
            "input_type": "current_clamp",
            "amp": 0.1,
            "delay": 10.0,
            "duration": 50.0
          }
        }
      }
      """;

  @TempDir Path folder;
  private final UndoStack undo = new UndoStack();
  private final List<ConfigViewModel.Failure> failures = new ArrayList<>();
  private final Map<String, List<Problem>> told = new HashMap<>();
  private final ConfigViewModel model =
      new ConfigViewModel(undo, Runnable::run, Runnable::run, failures::add, told::put);
  private ConfigFile simulation;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("circuit.json"), CIRCUIT);
    Path config = folder.resolve("simulation.json");
    Files.writeString(config, SIMULATION);
    model.show(Optional.of(new Project(config, FakeModels.model(10), List.of())));
    simulation = model.files().getFirst();
  }

  @Test
  void showsTheFileAndItsChildren() {
    assertThat(model.files())
        .extracting(ConfigFile::name)
        .containsExactly("simulation.json", "circuit.json");
    assertThat(model.selectedProperty().get()).contains(simulation);
    assertThat(titles(simulation))
        .containsExactly(
            "General", "Manifest", "Run", "Conditions", "Output", "Node sets", "clamp");
    assertThat(titles(model.files().get(1)))
        .containsExactly("General", "Manifest", "Components", "n.h5");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(simulation.problemsProperty().get())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("config.unknown-key", "config.unknown-key", "config.wrong-type");
    Problem misspelt =
        simulation.problemsProperty().get().stream()
            .filter(p -> p.location().element().equals("$.run.nstep_block"))
            .findFirst()
            .orElseThrow();
    assertThat(misspelt.hint()).contains("nsteps_block");
    assertThat(misspelt.location().line()).isEqualTo(6);
    assertThat(told).as("nothing was changed yet").isEmpty();
  }

  @Test
  void aFieldChangesOneValueOfTheText() {
    ConfigRow dt = row("Run", "dt");
    simulation.set(dt.path(), dt.json(".025"));
    assertThat(simulation.text()).isEqualTo(SIMULATION.replace("\"dt\": 0.1", "\"dt\": 0.025"));
    assertThat(undo.undoNameProperty().get()).isEqualTo("Change run.dt to 0.025");
    undo.undo();
    assertThat(simulation.text()).isEqualTo(SIMULATION);
    assertThat(simulation.isEdited()).isFalse();
  }

  @Test
  void problemsFollowTheTextAndAreTold() {
    simulation.set(List.of("conditions", "v_init"), "-70");
    assertThat(simulation.problemsProperty().get())
        .extracting(Problem::code)
        .doesNotContain("config.wrong-type");
    assertThat(told).containsKey(simulation.path().toString());
    simulation.type(SIMULATION.replace("\"run\": {", "\"run\": {,"));
    assertThat(simulation.tree()).isEmpty();
    assertThat(simulation.problemsProperty().get())
        .extracting(Problem::code)
        .containsExactly("json.syntax");
    undo.undo();
    undo.undo();
    assertThat(simulation.text()).isEqualTo(SIMULATION);
  }

  @Test
  void fieldsRefuseWhatCannotStandThere() {
    ConfigRow tstop = row("Run", "tstop");
    assertThat(model.attempt(() -> simulation.set(tstop.path(), tstop.json("long")))).isFalse();
    assertThat(model.messageProperty().get()).isEqualTo("tstop is to be a number, not \"long\"");
    assertThat(simulation.isEdited()).isFalse();
    assertThat(tstop.json("$TIME")).isEqualTo("\"$TIME\"");
    assertThat(tstop.json("-.5")).isEqualTo("-0.5");
    assertThat(tstop.json("5.")).isEqualTo("5");
    ConfigRow sections =
        new ConfigRow(
            ConfigKey.of("sections", ConfigKey.Type.TEXTS, ""),
            List.of("x"),
            Optional.empty(),
            null,
            true);
    assertThat(sections.json("soma")).isEqualTo("\"soma\"");
    assertThat(sections.json("[\"soma\"]")).isEqualTo("[\"soma\"]");
  }

  @Test
  void addsRenamesAndRemovesEntries() {
    assertThat(model.add(simulation, ConfigViewModel.Entry.CLAMP))
        .contains(List.of("inputs", "clamp_2"));
    assertThat(model.add(simulation, ConfigViewModel.Entry.POTENTIAL))
        .contains(List.of("reports", "v_report"));
    assertThat(titles(simulation)).endsWith("clamp", "clamp_2", "v_report");
    simulation.rename(List.of("inputs", "clamp_2"), "step");
    assertThat(model.attempt(() -> simulation.rename(List.of("inputs", "step"), "clamp")))
        .isFalse();
    simulation.remove(List.of("inputs", "clamp"));
    assertThat(titles(simulation)).endsWith("step", "v_report");
    assertThat(undo.doneNames())
        .containsExactly(
            "Add current clamp clamp_2",
            "Add report of the potential v_report",
            "Rename inputs.clamp_2 to step",
            "Remove inputs.clamp");
    ConfigFile circuit = model.files().get(1);
    model.add(circuit, ConfigViewModel.Entry.EDGES);
    model.add(circuit, ConfigViewModel.Entry.EDGES);
    assertThat(titles(circuit)).endsWith("edges.h5", "edges.h5");
    undo.goTo(0);
    assertThat(simulation.text()).isEqualTo(SIMULATION);
    assertThat(circuit.text()).isEqualTo(CIRCUIT);
  }

  @Test
  void typingIsOneStepUntilAPause() {
    simulation.type(SIMULATION + " ");
    simulation.type(SIMULATION + "  ");
    simulation.endGesture();
    simulation.type(SIMULATION + "   ");
    assertThat(undo.doneNames()).hasSize(2);
    undo.undo();
    assertThat(simulation.text()).isEqualTo(SIMULATION + "  ");
  }

  @Test
  void undoShowsTheFileThatItChanges() {
    ConfigFile circuit = model.files().get(1);
    circuit.set(List.of("components", "morphologies_dir"), "\"other\"");
    model.selectedProperty().set(Optional.of(simulation));
    undo.undo();
    assertThat(model.selectedProperty().get()).contains(circuit);
  }

  @Test
  void savesAllAndNeverOverOthersChanges() throws IOException {
    simulation.set(List.of("run", "dt"), "0.05");
    boolean[] done = {false};
    model.saveAllThen(() -> done[0] = true);
    assertThat(done[0]).isTrue();
    assertThat(Files.readString(simulation.path())).contains("\"dt\": 0.05");
    assertThat(model.edited()).isEmpty();
    Files.writeString(simulation.path(), "{}");
    simulation.set(List.of("run", "dt"), "0.01");
    model.saveAllThen(() -> done[0] = false);
    assertThat(done[0]).isTrue();
    assertThat(failures.getFirst().problems().getFirst().code())
        .isEqualTo("config.changed-outside");
    assertThat(Files.readString(simulation.path())).isEqualTo("{}");
  }

  /** Whatever is changed at random can be undone and redone exactly, and stays JSON. */
  @Test
  void anyChangesAreUndoneAndRedoneExactly() {
    for (int seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      List<String> texts = new ArrayList<>(List.of(simulation.text()));
      for (int k = 0; k < 60; k++) {
        List<ConfigSection> sections = ConfigSection.of(simulation.tree().orElseThrow());
        ConfigSection section = sections.get(random.nextInt(sections.size()));
        List<ConfigRow> rows = section.rows(simulation.tree().orElseThrow());
        simulation.endGesture();
        if (rows.isEmpty() || section.path().isEmpty()) {
          model.add(simulation, ConfigViewModel.Entry.values()[random.nextInt(6)]);
        } else if (random.nextInt(3) == 0) {
          simulation.remove(rows.get(random.nextInt(rows.size())).path());
        } else {
          String json =
              List.of("1", "\"$X\"", "[1, {}]", "{\n  \"a\": 1\n}").get(random.nextInt(4));
          simulation.set(rows.get(random.nextInt(rows.size())).path(), json);
        }
        assertThat(simulation.tree()).as(simulation.text()).isPresent();
        if (!simulation.text().equals(texts.getLast())) {
          texts.add(simulation.text());
        }
      }
      for (int k = texts.size() - 2; k >= 0; k--) {
        undo.undo();
        assertThat(simulation.text()).isEqualTo(texts.get(k));
      }
      for (int k = 1; k < texts.size(); k++) {
        undo.redo();
        assertThat(simulation.text()).isEqualTo(texts.get(k));
      }
      undo.goTo(0);
    }
  }

  private ConfigRow row(String section, String key) {
    JsonTree tree = simulation.tree().orElseThrow();
    return ConfigSection.of(tree).stream()
        .filter(s -> s.title().equals(section))
        .flatMap(s -> s.rows(tree).stream())
        .filter(r -> r.key().name().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> titles(ConfigFile file) {
    return ConfigSection.of(file.tree().orElseThrow()).stream().map(ConfigSection::title).toList();
  }
}
