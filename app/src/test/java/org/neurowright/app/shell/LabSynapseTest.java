package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.synapse.GapViewModel;
import org.neurowright.app.lab.synapse.Pulses;
import org.neurowright.app.lab.synapse.SynapseViewModel;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.SynapseTuning;
import org.neurowright.engine.protocol.SynapseTuning.Signal;
import org.neurowright.io.lab.LabRequest;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The synapse and gap-junction tuners through the screens of the Lab. */
class LabSynapseTest {
  private static final Path SAMPLES = Path.of("..", "samples").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private TaskService tasks;
  private Shell shell;
  private Stage stage;

  @BeforeEach
  void start() throws Exception {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupFixture(() -> {
      tasks = TaskService.withThreads(Platform::runLater);
      stage = new Stage();
      LogBuffer log = new LogBuffer();
      Path home = folder.resolve("home");
      shell =
          DesktopApplication.assemble(
              stage, home, log, LogSetup.install(log, home.resolve("logs")), tasks, _ -> {});
      stage.setX(0);
      stage.setY(0);
      stage.setWidth(1440);
      stage.setHeight(900);
      shell.show();
    });
    interact(() -> {
      shell.viewModel().pageProperty().set(ShellViewModel.Page.LAB);
      lab()
          .bench()
          .open(
              LabRequest.of(SAMPLES.resolve("single-cells/cells/four_channels.hoc"))
                  .withMechanisms(
                      List.of(
                          SAMPLES.resolve("single-cells/modfiles"),
                          SAMPLES.resolve("plastic-synapses/components/mechanisms/modfiles"))));
    });
    await(() -> lab().bench().cell().isPresent());
    await(() ->
        robot.lookup("#lab-page-gap").tryQuery().isPresent()
            && robot.lookup("#lab-page-gap").query().getLayoutBounds().getWidth() > 0);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(() -> {
      lab().bench().close();
      stage.close();
    });
    tasks.close();
  }

  @Test
  void aSynapseIsTunedMeasuredWrittenAndReadBack() throws Exception {
    robot.clickOn("#lab-page-synapse");
    settled();
    assertThat(synapse().mechanismProperty().get()).isEqualTo("Exp2Syn");
    double before = result().main().first().amplitude();
    assertThat(before).isPositive();

    // A slider is enough to see another response.
    interact(() -> slider("#slider-synapse-tau2").setValue(20));
    settled();
    assertThat(result().main().first().amplitude()).isGreaterThan(before);
    assertThat(result().settings().synapse().parameters()).containsEntry("tau2", 20.0);

    robot.clickOn("#synapse-psc");
    settled();
    assertThat(result().main().signal()).isEqualTo(Signal.CLAMP_CURRENT);
    TableView<?> table = robot.lookup("#synapse-table").queryTableView();
    assertThat(table.getColumns().stream().map(c -> c.getText()).toList())
        .containsExactly("Measure", "PSC", "Synapse");

    Path file = folder.resolve("exp2.json");
    interact(() -> synapse().export(file));
    await(() -> synapse().noticeProperty().get().contains("model_template exp2syn"));
    assertThat(Files.readString(file)).contains("\"exp2syn\"", "\"erev\"", "20.0");
    interact(() -> slider("#slider-synapse-tau2").setValue(8));
    interact(() -> synapse().load(file));
    await(() -> synapse().knob("tau2").orElseThrow().value() == 20);
  }

  @Test
  void aPlasticSynapseShowsDepressionAndItsRecovery() throws Exception {
    robot.clickOn("#lab-page-synapse");
    settled();
    interact(() -> {
      synapse().mechanismProperty().set("TsodyksMarkram");
      synapse()
          .load(SAMPLES.resolve("plastic-synapses/components/synaptic_models/depressing.json"));
    });
    await(() -> synapse().noticeProperty().get().startsWith("Loaded depressing.json"));
    robot.clickOn("#synapse-psc");
    robot.clickOn("#synapse-train");
    settled();
    assertThat(result().settings().synapse().parameters()).containsEntry("U", .5);
    assertThat(result().main().train().amplitudes()).hasSize(12);
    assertThat(result().main().train().simplePpr()).isBetween(.4, .6);
    assertThat(result().main().train().induction()).isNegative();
    assertThat(robot.lookup("#setting-train_delay").tryQuery()).isPresent();

    robot.clickOn("#synapse-keep");
    interact(() -> synapse().knob("tau_rec").orElseThrow().valueProperty().set(20));
    settled();
    assertThat(synapse().panels().getFirst().curves().getFirst().label()).isEqualTo("kept");
    assertThat(result().main().train().recovery()).isCloseTo(0, within(.1));

    interact(() -> synapse().setting("freq").orElseThrow().textProperty().set("20"));
    robot.clickOn("#synapse-frequencies");
    await(() -> !synapse().overFrequencyProperty().get().isEmpty());
    assertThat(synapse().frequencyPanel().curves()).hasSize(3);
    await(() -> robot.lookup("#synapse-frequency-plot").tryQuery().isPresent());
    robot.clickOn("#synapse-show-traces");
    await(() -> robot.lookup("#synapse-plot").tryQuery().isPresent());
    assertThat(synapse().overFrequencyProperty().get()).isNotEmpty();
    // another synapse has another plasticity
    interact(() -> synapse().knob("U").orElseThrow().valueProperty().set(.2));
    await(() -> synapse().overFrequencyProperty().get().isEmpty());
  }

  @Test
  void contactsGoWhereOneClicks() throws Exception {
    robot.clickOn("#lab-page-synapse");
    robot.clickOn("#lab-place-inject");
    settled();
    Point2D at =
        WaitForAsyncUtils.waitForAsyncFx(
            5000,
            () -> {
              double[] pixel = shell.labView().pixelOf("dend[1](0.9)");
              return robot.lookup("#lab-morphology").query().localToScreen(pixel[0], pixel[1]);
            });
    robot.clickOn(at);
    await(() -> synapse().contactsProperty().get().equals("dend[1](0.9)"));
    robot.clickOn("#synapse-adding");
    interact(() -> lab().bench().injectAtProperty().set("soma(0.5)"));
    assertThat(synapse().contactsProperty().get()).isEqualTo("dend[1](0.9); soma(0.5)");
    settled();
    assertThat(result().contactsAt()).hasSize(2);
    SynapseTuning.Result good = result();
    interact(() -> synapse().contactsProperty().set("dend[1](0.9) x 3; dent(0.5)"));
    await(() -> !synapse().problemsProperty().get().isEmpty());
    await(() ->
        synapse().problemsProperty().get().stream()
            .map(Problem::code)
            .toList()
            .contains("lab.no-section"));
    assertThat(result()).isSameAs(good);
    interact(() -> synapse().contactsProperty().set("dend[1](0.9) x 3"));
    settled();
    assertThat(result().contactsAt()).hasSize(3);
    interact(() -> synapse().pulsesProperty().set(Pulses.PAIR));
    settled();
    assertThat(result().main().train().simplePpr()).isPositive();
  }

  /** Provenance of the conductance: the engine's search, held to bmtool's in SynapseTunersTest. */
  @Test
  void aWantedCouplingIsFound() throws Exception {
    robot.clickOn("#lab-page-gap");
    await(() -> gap().responseProperty().get().isPresent());
    assertThat(gap().responseProperty().get().orElseThrow().coupling().conductanceUs())
        .isEqualTo(.001);
    double before = gap().responseProperty().get().orElseThrow().coupling().coefficient();
    interact(() -> slider("#slider-gap-conductance").setValue(-2));
    await(() ->
        gap().responseProperty().get().orElseThrow().coupling().coefficient() > before
            && gap().conductance().value() == .01);
    robot.clickOn("#gap-curve");
    await(() -> gap().curveProperty().get().size() == 25);
    interact(() -> gap().target().textProperty().set("0.1"));
    robot.clickOn("#gap-solve");
    await(() -> gap().solutionProperty().get().isPresent());
    await(() ->
        Math.abs(gap().responseProperty().get().orElseThrow().coupling().coefficient() - .1)
            < 1e-6);
    assertThat(gap().curvePanel().curves()).hasSize(2);
    interact(() -> gap().target().textProperty().set("0.999"));
    robot.clickOn("#gap-solve");
    await(() ->
        gap().problemsProperty().get().stream().anyMatch(p -> p.code().equals("lab.no-coupling")));
  }

  private void settled() throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    await(() ->
        synapse().responseProperty().get().isPresent()
            && synapse().responseProperty().get().get().request() == synapse().requests());
  }

  private SynapseTuning.Result result() {
    return synapse().responseProperty().get().orElseThrow().result();
  }

  private LabViewModel lab() {
    return shell.lab();
  }

  private SynapseViewModel synapse() {
    return lab().synapse();
  }

  private GapViewModel gap() {
    return lab().gap();
  }

  private Slider slider(String id) {
    return robot.lookup(id).queryAs(Slider.class);
  }

  private static void interact(Runnable action) {
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          action.run();
          return null;
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, condition));
  }
}
