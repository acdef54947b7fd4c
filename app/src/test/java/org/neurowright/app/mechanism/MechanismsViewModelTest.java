package org.neurowright.app.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.project.MechanismLibrary;

class MechanismsViewModelTest {
  private static final String LEAK =
      """
      NEURON { SUFFIX leak NONSPECIFIC_CURRENT i RANGE g, e }
      UNITS { (S) = (siemens) (mV) = (millivolt) (mA) = (milliamp) }
      PARAMETER { g = 0.001 (S/cm2) e = -65 (mV) }
      ASSIGNED { v (mV) i (mA/cm2) }
      BREAKPOINT { i = g*(v - e) }
      """;

  @TempDir Path folder;
  private final List<MechanismsViewModel.Failure> failures = new ArrayList<>();
  private MechanismsViewModel model;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(folder.resolve("leak.mod"), LEAK);
    model =
        new MechanismsViewModel(
            new MechanismFiles(new MechanismLibrary(Optional.empty())),
            Runnable::run,
            Runnable::run,
            failures::add);
    model.show(Optional.of(project(file, folder.resolve("missing.mod"))));
  }

  private Project project(Path... files) {
    ModelDescription base = FakeModels.model(4);
    return new Project(
        folder.resolve("simulation_config.json"),
        new ModelDescription(
            base.name(),
            base.nodes(),
            base.edges(),
            base.run(),
            base.inputs(),
            base.reports(),
            base.output(),
            Arrays.stream(files).map(Path::toString).toList()),
        List.of());
  }

  @Test
  void theModelsFilesComeFirstAndAreJudged() {
    assertThat(model.entries().getFirst().name()).isEqualTo("leak.mod");
    assertThat(model.entries()).extracting(MechanismEntry::name).contains("hh.mod", "Exp2Syn.mod");
    assertThat(model.entries()).filteredOn(MechanismEntry::isEditable).hasSize(1);
    assertThat(model.selectedProperty().get()).contains(model.entries().getFirst());
    assertThat(leak().examinationProperty().get().flatMap(NmodlExamination::type))
        .hasValueSatisfying(type -> assertThat(type.name()).isEqualTo("leak"));
    assertThat(leak().examinationProperty().get().flatMap(NmodlExamination::javaSource))
        .isPresent();
    assertThat(model.messageProperty().get()).contains("missing.mod");
  }

  @Test
  void aChangeIsJudgedSavedAndTakenBack() throws IOException {
    String wrong = LEAK.replace("g*(v - e)", "g*(v - ee)");
    model.change(leak(), wrong);
    assertThat(model.editedProperty().get()).isEqualTo(1);
    model.examine(leak());
    assertThat(leak().problems()).isNotEmpty().allMatch(p -> p.location().line() == 5);
    assertThat(Files.readString(file)).isEqualTo(LEAK);
    model.revert(leak());
    assertThat(leak().text()).isEqualTo(LEAK);
    assertThat(leak().problems()).isEmpty();
    model.change(leak(), LEAK.replace("(v - e)", "v*e"));
    model.examine(leak());
    assertThat(leak().problems())
        .extracting(Problem::code, p -> p.location().line())
        .containsExactly(tuple("nmodl.unit-mismatch", 5));
    assertThat(leak().hasErrors()).isFalse();
    model.revert(leak());
    assertThat(model.editedProperty().get()).isZero();
    String other = LEAK.replace("-65", "-70");
    model.change(leak(), other);
    model.save(leak());
    assertThat(Files.readString(file)).isEqualTo(other);
    assertThat(leak().isEdited()).isFalse();
    assertThat(failures).isEmpty();
  }

  @Test
  void anotherProgramsChangeIsNotOverwritten() throws IOException {
    model.change(leak(), LEAK + "\n");
    Files.writeString(file, "changed elsewhere");
    List<String> ran = new ArrayList<>();
    model.saveAllThen(() -> ran.add("run"));
    assertThat(Files.readString(file)).isEqualTo("changed elsewhere");
    assertThat(failures).hasSize(1);
    assertThat(ran).isEmpty();
    assertThat(leak().isEdited()).isTrue();
  }

  @Test
  void builtInMechanismsCannotBeChanged() {
    MechanismEntry builtIn = model.find("hh.mod").orElseThrow();
    model.change(builtIn, "");
    assertThat(builtIn.text()).isNotEmpty();
    assertThat(builtIn.isEdited()).isFalse();
  }

  @Test
  void anotherModelTakesTheFormerOnesPlace() {
    model.show(Optional.empty());
    assertThat(model.entries()).isEmpty();
    assertThat(model.selectedProperty().get()).isEmpty();
  }

  private MechanismEntry leak() {
    return model.find(file.toString()).orElseThrow();
  }
}
