package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A morphology painted in the Lab, and how signals spread in it. */
class LabPaintTest {
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
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(() -> {
      lab().bench().close();
      stage.close();
    });
    tasks.close();
  }

  private static final String SWC =
      """
      1 1 0 0 0 8 -1
      2 3 0 8 0 1.2 1
      3 3 0 60 0 1 2
      4 3 30 110 4 .7 3
      5 3 60 170 9 .4 4
      6 3 -25 120 0 .6 3
      7 3 -60 200 3 .3 6
      """;

  private void openMorphology() throws Exception {
    Path swc = Files.writeString(folder.resolve("tree.swc"), SWC);
    interact(() -> shell.open(swc));
    await(() -> lab().live().liveResponseProperty().get().isPresent());
  }

  @Test
  void aMechanismIsPaintedTurnedTakenOutAndTheCellWritten() throws Exception {
    openMorphology();
    assertThat(lab().bench().parameter("soma.gnabar_hh")).isEmpty();
    robot.clickOn("#lab-group-soma");
    robot.clickOn("#lab-add-mechanism");
    await(() -> robot.lookup("#paint-mechanism").tryQuery().isPresent());
    assertThat(lab().paint().partProperty().get()).isEqualTo("soma");
    ComboBox<String> mechanisms = robot.lookup("#paint-mechanism").queryComboBox();
    assertThat(mechanisms.getItems()).contains("hh", "pas").doesNotContain("IClamp");
    interact(() -> mechanisms.setValue("hh"));
    robot.clickOn("#paint-insert");
    await(() -> lab().bench().parameter("soma.gnabar_hh").isPresent());
    assertThat(lab().bench().parameter("dend.gnabar_hh")).isEmpty();
    assertThat(text("#paint-notice")).isEqualTo("hh is in soma");
    long asked = lab().live().liveRequests();
    await(this::isLiveUpToDate);

    // the new parameters are turned like any other
    robot.clickOn("#lab-group-soma");
    interact(() -> slider("#slider-soma-gnabar_hh").setValue(.3));
    await(() -> lab().live().liveRequests() > asked && isLiveUpToDate());
    assertThat(lab().bench().parameter("soma.gnabar_hh").orElseThrow().valueProperty().get())
        .isEqualTo(.3);

    // what was turned stays while something else is painted
    interact(() -> {
      lab().paint().partProperty().set("dend");
      lab().paint().mechanismProperty().set("hh");
      lab().paint().coats().getFirst().shape().textProperty().set("exponential");
      lab().paint().coats().getFirst().numbers().get(1).textProperty().set("0.01");
    });
    robot.clickOn("#paint-insert");
    await(() -> lab().bench().parameter("dend.gnabar_hh").isPresent());
    assertThat(lab().bench().parameter("soma.gnabar_hh").orElseThrow().valueProperty().get())
        .isEqualTo(.3);
    assertThat(lab().bench().parameter("dend.gnabar_hh").orElseThrow().isVaried()).isTrue();
    await(() -> lab().paint().panelProperty().get().yTitle().equals("gnabar_hh (S/cm²)"));
    assertThat(lab().paint().panelProperty().get().curves())
        .hasSize(lab().paint().sections("all").size());
    await(this::isLiveUpToDate);
    assertThat(lab().live().liveProblemsProperty().get()).isEmpty();

    Path hoc = folder.resolve("Tree.hoc");
    interact(() -> lab().paint().save(hoc));
    await(() -> lab().paint().noticeProperty().get().endsWith("Tree.hoc"));
    assertThat(Files.readString(hoc)).contains("begintemplate Tree", "insert hh", "gnabar_hh(");
    double[] painted = lab().live().liveResponseProperty().get().orElseThrow().trace().vMv();

    interact(() -> lab().paint().partProperty().set("all"));
    await(() -> robot.lookup("#paint-remove-hh").tryQuery().isPresent());
    robot.clickOn("#paint-remove-hh");
    await(() -> lab().bench().parameter("soma.gnabar_hh").isEmpty());
    assertThat(lab().bench().preparationProperty().get().orElseThrow().changes()).isEmpty();
    await(this::isLiveUpToDate);
    assertThat(lab().live().liveProblemsProperty().get()).isEmpty();

    // the written cell is the painted one
    interact(() -> shell.open(hoc));
    await(() -> text("#lab-cell").equals("Tree"));
    await(() -> lab().live().liveResponseProperty().get().isPresent() && isLiveUpToDate());
    assertThat(lab().live().liveResponseProperty().get().orElseThrow().trace().vMv())
        .isEqualTo(painted);
  }

  @Test
  void anOpenCellGetsTheMechanismsOfAFolder() throws Exception {
    openMorphology();
    Path mods = Files.createDirectories(folder.resolve("mods"));
    Files.writeString(
        mods.resolve("leak2.mod"),
        """
        NEURON { SUFFIX leak2 NONSPECIFIC_CURRENT i RANGE g }
        PARAMETER { g = 1e-4 }
        ASSIGNED { v i }
        BREAKPOINT { i = g*(v + 60) }
        """);
    interact(() -> {
      lab().bench().set(lab().bench().parameter("soma.cm").orElseThrow(), 2);
      lab().paint().addFolder(mods);
    });
    await(() -> lab().paint().choicesProperty().get().contains("leak2"));
    interact(() -> {
      lab().paint().partProperty().set("all");
      lab().paint().mechanismProperty().set("leak2");
      lab().paint().insert();
    });
    assertThat(lab().bench().parameter("dend.g_leak2")).isPresent();
    assertThat(lab().bench().parameter("soma.cm").orElseThrow().valueProperty().get()).isEqualTo(2);
    interact(() -> lab().paint().addFolder(folder.resolve("home")));
    await(() ->
        lab().bench().openProblemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("lab.no-mechanisms")));
    assertThat(lab().bench().parameter("dend.g_leak2")).isPresent();
    interact(() -> {
      lab().paint().coats().getFirst().numbers().getFirst().textProperty().set("much");
      lab().paint().insert();
    });
    assertThat(lab().paint().problemsProperty().get().getFirst().message()).contains("much");
  }

  @Test
  void impedancesFollowParametersElectrodesAndFrequency() throws Exception {
    openMorphology();
    robot.clickOn("#lab-page-attenuation");
    await(() -> lab().attenuation().shownProperty().get().isPresent());
    double direct = input();
    assertThat(text("#lab-attenuation-says")).startsWith("soma[0](0.5) at 0 Hz");
    interact(() -> slider("#lab-attenuation-frequency").setValue(3));
    await(() -> frequency() == 100);
    assertThat(input()).isLessThan(direct);
    interact(() -> lab().attenuation().frequencyProperty().set(0));
    await(() -> frequency() == 0 && input() == direct);
    interact(() -> lab().bench().set(lab().bench().parameter("all.g_pas").orElseThrow(), 2e-4));
    await(() -> input() < .7 * direct);
    interact(() -> lab().bench().injectAtProperty().set("dend[1](0.5)"));
    await(() -> lab().attenuation().summary().startsWith("dend[1](0.5)"));
    interact(() ->
        robot.lookup("#lab-attenuation-colour").queryComboBox().getSelectionModel().select(3));
    await(() -> lab().bench().segmentValuesProperty().get().isPresent());
    assertThat(lab().bench().segmentValuesProperty().get().orElseThrow().unit()).isEqualTo("MΩ");

    // a place that is not there is said; the last answer stays
    interact(() -> lab().bench().injectAtProperty().set("dent(0.5)"));
    await(() ->
        lab().attenuation().problemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("lab.no-section")));
    assertThat(lab().attenuation().shownProperty().get()).isPresent();
  }

  @Test
  void resultsOfSeveralCellsLieOverEachOtherWithTheirNames() throws Exception {
    openMorphology();
    passive(1);
    assertThat(lab().protocols().results().getFirst().nameProperty().get()).isEqualTo("Passive 1");
    interact(() -> lab().bench().makeBallAndStick(20, 0, 1));
    await(() -> text("#lab-cell").equals("Ball") && lab().bench().specimen().isPresent());
    passive(2);
    assertThat(lab().protocols().results())
        .extracting(k -> k.nameProperty().get())
        .containsExactly("Passive 2, Ball", "Passive 1, tree.swc");
    assertThat(lab().protocols().figure().orElseThrow().panels().getFirst().curves())
        .extracting(c -> c.label())
        .contains("Passive 1, tree.swc");
    assertThat(lab().protocols().tableHeaders())
        .containsExactly("Quantity", "Passive 2, Ball", "Passive 1, tree.swc", "Unit");
  }

  private void passive(int results) throws Exception {
    interact(lab().protocols()::run);
    await(() ->
        lab().protocols().runningProperty().get().isEmpty()
            && lab().protocols().results().size() == results);
  }

  private double input() {
    return lab().attenuation().shownProperty().get().orElseThrow().along().inputMohm()[0];
  }

  private double frequency() {
    return lab().attenuation().shownProperty().get().orElseThrow().along().frequencyHz();
  }

  private boolean isLiveUpToDate() {
    return lab().live().liveResponseProperty().get().orElseThrow().request()
        == lab().live().liveRequests();
  }

  private LabViewModel lab() {
    return shell.lab();
  }

  private Slider slider(String id) {
    return robot.lookup(id).queryAs(Slider.class);
  }

  private String text(String id) {
    return robot.lookup(id).<Labeled>queryAs(Labeled.class).getText();
  }

  private void interact(Runnable action) {
    robot.interact(action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
