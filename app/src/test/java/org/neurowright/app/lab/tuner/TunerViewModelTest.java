package org.neurowright.app.lab.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LabFiles;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;

class TunerViewModelTest {
  private static final Path CELL =
      Path.of("..", "samples", "single-cells", "cells", "four_channels.hoc");

  @TempDir Path temp;
  private final BenchViewModel bench =
      new BenchViewModel(
          new LabFiles(new MechanismLibrary(Optional.empty()), BmtkFunctions::all),
          new TaskService(Runnable::run, Runnable::run, System::nanoTime));
  private final TunerViewModel tuner = new TunerViewModel(bench, Runnable::run, Runnable::run);

  @BeforeEach
  void openTheCell() {
    bench.open(LabRequest.of(CELL));
    assertThat(bench.cell()).isPresent();
    tuner.activeProperty().set(true);
  }

  private Stream<TunerPane> panes() {
    return tuner.columns().stream().flatMap(c -> c.panes().stream());
  }

  private <P extends TunerPane> P pane(Class<P> kind) {
    return panes().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private double[] curve(String name) {
    return tuner.runProperty().get().orElseThrow().values().get(name);
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  @Test
  void theUsualPanesShowWhatTheCurrentClampOfTheEngineGives() {
    assertThat(panes().map(p -> p.getClass().getSimpleName()))
        .containsExactly("Plot", "Plot", "Parameters", "Parameters", "Run", "Clamp", "Measures");
    pane(TunerPane.Clamp.class).amp().textProperty().set("250");
    CurrentClamp.Result expected =
        CurrentClamp.run(
            new Benches(bench.preparationProperty().get().orElseThrow(), 1),
            new CurrentClamp.Settings(Electrodes.SOMA, 250, 25, 200, 250, OptionalDouble.of(0)),
            RunControl.none());
    assertThat(curve("soma[0](0.5).v")).containsExactly(expected.trace().vMv());
    tuner.countSpikes();
    assertThat(
            pane(TunerPane.Measures.class).resultsProperty().get().spikes().orElseThrow().timesMs())
        .containsExactly(expected.spikeTimesMs());
  }

  @Test
  void aChangedParameterRunsAnewOnlyWhileItIsLookedAt() {
    long before = tuner.requests();
    double[] v = curve("soma[0](0.5).v");
    bench.set(bench.parameter("soma.g_pas").orElseThrow(), 4e-4);
    assertThat(tuner.requests()).isEqualTo(before + 1);
    assertThat(curve("soma[0](0.5).v")).isNotEqualTo(v);
    tuner.activeProperty().set(false);
    bench.set(bench.parameter("soma.g_pas").orElseThrow(), 5e-4);
    assertThat(tuner.requests()).isEqualTo(before + 1);
    tuner.activeProperty().set(true);
    assertThat(tuner.requests()).isEqualTo(before + 2);
    tuner.autoProperty().set(false);
    bench.set(bench.parameter("soma.g_pas").orElseThrow(), 6e-4);
    assertThat(tuner.requests()).isEqualTo(before + 2);
    tuner.runNow();
    assertThat(tuner.requests()).isEqualTo(before + 3);
  }

  @Test
  void everyVariableThatIsOfferedCanBeDrawn() {
    TunerPane.Plot plot = pane(TunerPane.Plot.class);
    for (String place : List.of("soma[0](0.5)", "dend[1](0.9)")) {
      List<String> variables = tuner.variables(place);
      assertThat(variables).contains("v", "ek", "ik", "gbar_labkdr", "n_labkdr");
      plot.curves().setAll(variables.stream().map(v -> place + "." + v).toList());
      assertThat(plot.problemsProperty().get()).isEmpty();
      assertThat(tuner.problemsProperty().get()).isEmpty();
      assertThat(tuner.panel(plot).curves()).hasSize(variables.size());
    }
    plot.curves().setAll("dend[1](0.9).ik");
    assertThat(tuner.panel(plot).yTitle()).isEqualTo("ik (mA/cm²)");
    assertThat(tuner.panel(plot).curves().getFirst().label()).isEqualTo("dend[1](0.9)");
  }

  @Test
  void aSynapseDoesWhatTheProtocolDoes() {
    tuner.remove(pane(TunerPane.Clamp.class));
    TunerPane.Synapse synapse = (TunerPane.Synapse) tuner.add(TunerViewModel.Kind.SYNAPSE);
    assertThat(synapse.parameters()).extracting(s -> s.label()).contains("tau1", "tau2", "e");
    synapse.start().textProperty().set("50");
    synapse.interval().textProperty().set("20");
    synapse.number().textProperty().set("4");
    synapse.weight().textProperty().set("0.002");
    synapse.parameters().stream()
        .filter(s -> s.label().equals("tau2"))
        .forEach(s -> s.textProperty().set("7"));
    SynapticInput.Result expected =
        SynapticInput.run(
            new Benches(bench.preparationProperty().get().orElseThrow(), 1),
            new SynapticInput.Settings(
                Electrodes.SOMA,
                "Exp2Syn",
                java.util.Map.of("tau2", 7.0),
                .002,
                50,
                250,
                new SynapticInput.Pattern.Train(50, 0, OptionalDouble.of(60), 1),
                OptionalDouble.empty()),
            RunControl.none());
    assertThat(expected.inputMs()).hasSize(4);
    assertThat(curve("soma[0](0.5).v")).containsExactly(expected.trace().vMv());
  }

  @Test
  void measuresArePassivesAndGrowOldWithAChange() {
    TunerPane.Measures measures = pane(TunerPane.Measures.class);
    tuner.measurePassive(measures);
    Passive.Result expected =
        Passive.run(
            new Benches(bench.preparationProperty().get().orElseThrow(), 1),
            Passive.Settings.DEFAULT,
            RunControl.none());
    TunerMeasures found = measures.resultsProperty().get();
    assertThat(found.passive().orElseThrow().measure().rInMohm())
        .isEqualTo(expected.measure().rInMohm());
    assertThat(found.isStale()).isFalse();
    bench.set(bench.parameter("soma.g_pas").orElseThrow(), 4e-4);
    assertThat(measures.resultsProperty().get().isStale()).isTrue();
  }

  @Test
  void oneSectionIsTurnedByItself() {
    assertThat(tuner.parameterSections()).contains("run", "all", "soma", "dend", "dend[1]");
    TunerPane.Plot plot = pane(TunerPane.Plot.class);
    plot.curves().setAll("dend[0](0.5).g_pas", "dend[1](0.5).g_pas");
    var own =
        tuner.parameters("dend[1]").stream()
            .filter(p -> p.variable().equals("g_pas"))
            .findFirst()
            .orElseThrow();
    bench.set(own, 3e-4);
    assertThat(curve("dend[0](0.5).g_pas")[10]).isEqualTo(4e-5);
    assertThat(curve("dend[1](0.5).g_pas")[10]).isEqualTo(3e-4);
    assertThat(bench.changedValues()).containsEntry("dend[1].g_pas", 3e-4);
    bench.resetAll();
    assertThat(curve("dend[1](0.5).g_pas")[10]).isEqualTo(4e-5);
  }

  @Test
  void whatDoesNotGoIsSaidInItsPaneAndTheLastRunStays() {
    TunerRun good = tuner.runProperty().get().orElseThrow();
    TunerPane.Clamp clamp = pane(TunerPane.Clamp.class);
    clamp.atProperty().set("soma(1.5)");
    assertThat(codes(clamp.problemsProperty().get())).containsExactly("lab.outside-cell");
    clamp.atProperty().set("apical[3](0.5)");
    assertThat(codes(clamp.problemsProperty().get())).containsExactly("lab.no-section");
    clamp.atProperty().set("soma(0.5)");
    assertThat(clamp.problemsProperty().get()).isEmpty();
    clamp.dur().textProperty().set("long");
    assertThat(codes(clamp.problemsProperty().get())).containsExactly("lab.bad-setting");
    clamp.dur().textProperty().set("200");
    clamp.delay().textProperty().set("300");
    assertThat(codes(clamp.problemsProperty().get())).containsExactly("lab.tstop-before-stimulus");
    clamp.delay().textProperty().set("25");
    TunerPane.Plot plot = pane(TunerPane.Plot.class);
    plot.curves().add("soma(0.5).m_labnut");
    assertThat(codes(plot.problemsProperty().get())).containsExactly("lab.unknown-variable");
    assertThat(plot.problemsProperty().get().getFirst().expected()).contains("m_labnat");
    plot.curves().remove("soma(0.5).m_labnut");
    TunerRun last = tuner.runProperty().get().orElseThrow();
    assertThat(last.values().get("soma[0](0.5).v"))
        .containsExactly(good.values().get("soma[0](0.5).v"));
    bench.set(bench.parameter("run.v_init").orElseThrow(), 1e308);
    assertThat(codes(tuner.problemsProperty().get())).containsExactly("lab.not-a-number");
    assertThat(tuner.runProperty().get()).contains(last);
    bench.resetAll();
    assertThat(tuner.problemsProperty().get()).isEmpty();
    tuner.tstop().textProperty().set("-5");
    assertThat(codes(tuner.problemsProperty().get())).containsExactly("lab.bad-setting");
  }

  @Test
  void panesMoveAndColumnsComeAndGo() {
    TunerPane.Clamp clamp = pane(TunerPane.Clamp.class);
    assertThat(tuner.columnOf(clamp)).isEqualTo(2);
    tuner.move(clamp, 0, 0);
    assertThat(tuner.columns().getFirst().panes().getFirst()).isSameAs(clamp);
    tuner.move(clamp, 0, 2);
    assertThat(tuner.columns().getFirst().panes().get(1)).isSameAs(clamp);
    tuner.move(clamp, 3, 0);
    assertThat(tuner.columns()).hasSize(4);
    tuner.move(clamp, 4, 0);
    assertThat(tuner.columns()).as("alone already").hasSize(4);
    tuner.remove(clamp);
    assertThat(tuner.columns()).hasSize(3);
    assertThat(panes()).doesNotContain(clamp);
  }

  @Test
  void aLayoutIsSavedAndOpenedAndRememberedForItsCell() throws IOException {
    tuner.rememberIn(temp.resolve("memory"));
    TunerPane.Synapse synapse = (TunerPane.Synapse) tuner.add(TunerViewModel.Kind.SYNAPSE);
    synapse.weight().textProperty().set("0.0125");
    tuner.tstop().textProperty().set("300");
    tuner.remove(pane(TunerPane.Measures.class));
    TunerLayout mine = tuner.layout();
    Path file = temp.resolve("mine.json");
    tuner.save(file);
    tuner.arrangeEasily();
    assertThat(tuner.layout()).isNotEqualTo(mine);
    tuner.open(file);
    assertThat(tuner.layout()).isEqualTo(mine);
    assertThat(TunerLayoutFile.read(file)).isEqualTo(mine);
    // another cell has panes of its own
    bench.makeBallAndStick(20, 100, 2);
    assertThat(panes()).noneMatch(TunerPane.Synapse.class::isInstance);
    bench.open(LabRequest.of(CELL));
    assertThat(tuner.layout()).isEqualTo(mine);
  }

  @Test
  void aFileThatIsNoLayoutLeavesThePanes() throws IOException {
    TunerLayout before = tuner.layout();
    Path file =
        Files.writeString(
            temp.resolve("other.json"),
            """
            {"neurowright_tuner": 7, "columns": [{"panes": [{"pane": "oscilloscope"}]}]}
            """);
    ModelException told =
        catchThrowableOfType(ModelException.class, () -> TunerLayoutFile.read(file));
    assertThat(told.problems()).hasSize(2);
    assertThat(told.problems().get(1).message()).contains("oscilloscope");
    tuner.open(file);
    assertThat(codes(tuner.problemsProperty().get())).contains("tuner.bad-layout");
    assertThat(tuner.layout()).isEqualTo(before);
    tuner.open(Files.writeString(file, "{"));
    assertThat(codes(tuner.problemsProperty().get())).containsExactly("tuner.bad-layout");
    assertThat(tuner.layout()).isEqualTo(before);
  }

  @Test
  void anotherCellBringsItsOwnRun() {
    bench.makeBallAndStick(20, 100, 2);
    assertThat(curve("soma[0](0.5).v")[0]).isCloseTo(-70, within(1e-9));
    bench.close();
    assertThat(tuner.columns()).isEmpty();
    assertThat(tuner.runProperty().get()).isEmpty();
  }
}
