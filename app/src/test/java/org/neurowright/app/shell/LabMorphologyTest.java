package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.live.LiveResponse;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The left of the bench through the screen: views, places, regions. */
class LabMorphologyTest {
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
    Path cell =
        Path.of("..", "samples", "single-cells", "cells", "four_channels.hoc")
            .toAbsolutePath()
            .normalize();
    interact(() -> shell.open(cell));
    await(() -> lab().bench().cell().isPresent());
    await(() -> lab().live().liveResponseProperty().get().isPresent());
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(() -> {
      lab().bench().close();
      stage.close();
    });
    tasks.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat", "space", "tree"})
  void placesAreNamedPinnedAndMovedAlikeInEveryView(String look) throws Exception {
    robot.clickOn("#lab-look-" + look);
    Point2D at = screen("dend[1](0.7)");
    robot.moveTo(at);
    await(() -> text("#lab-section").startsWith("dend[1](0.7)"));
    assertThat(text("#lab-section"))
        .contains("µm from the soma", "diameter 2.40 µm", "nseg 5", "labkdr");
    robot.clickOn(at);
    await(() -> robot.lookup("#lab-pinned-name").tryQuery().isPresent());
    assertThat(text("#lab-pinned-name")).isEqualTo("dend[1](0.7)");

    robot.clickOn("#lab-place-record");
    robot.clickOn(at);
    await(() -> lab().bench().recordAtProperty().get().equals("dend[1](0.7)"));
    double[] before = response().trace().vMv();
    // The electrode is taken at its tip and let go beside another branch: it snaps.
    Point2D to = screen("dend[0](0.9)").add(5, -4);
    robot.drag(screen("dend[1](0.7)"), MouseButton.PRIMARY).dropTo(to);
    await(() -> lab().bench().recordAtProperty().get().equals("dend[0](0.9)"));
    await(this::isLiveUpToDate);
    assertThat(response().trace().vMv()).isNotEqualTo(before);
  }

  @Test
  void probesClampsAndSynapsesAreDraggedOntoTheCellAndTakenOffAgain() throws Exception {
    await(this::isLiveUpToDate);
    double[] alone = response().trace().vMv();
    robot.drag("#lab-place-probe", MouseButton.PRIMARY).dropTo(screen("dend[1](0.9)"));
    await(() -> lab().bench().placed().items().size() == 1);
    await(() -> isLiveUpToDate() && response().probes().containsKey("Probe 1"));
    assertThat(shell.labView().livePlot().panel().curves()).hasSize(2);
    assertThat(response().trace().vMv()).containsExactly(alone, within(1e-9));

    robot.clickOn("#lab-place-clamp");
    robot.clickOn(screen("dend[0](0.7)"));
    await(() -> lab().bench().placed().items().size() == 2);
    await(this::isLiveUpToDate);
    assertThat(response().trace().vMv()).isNotEqualTo(alone);
    type("#c1-amp", "0");
    await(this::isLiveUpToDate);
    assertThat(response().trace().vMv()).containsExactly(alone, within(1e-6));

    robot.clickOn("#lab-place-synapse");
    robot.clickOn(screen("dend[0](0.3)"));
    await(() -> lab().bench().placed().items().size() == 3);
    type("#s1-weight", "0.01");
    type("#s1-times", "10 30");
    await(this::isLiveUpToDate);
    double[] driven = response().trace().vMv();
    // Before the first spike at 10 ms nothing differs, after it much.
    assertThat(driven[(int) (9 / .025)]).isCloseTo(alone[(int) (9 / .025)], within(1e-9));
    assertThat(driven[(int) (16 / .025)]).isGreaterThan(alone[(int) (16 / .025)] + 1);

    type("#s1-times", "soon");
    await(() ->
        lab().live().liveProblemsProperty().get().stream()
            .anyMatch(p -> p.message().contains("soon")));
    interact(() -> {
      for (int i = 0; i < 3; i++) {
        lab().bench().placed().remove(lab().bench().placed().items().getLast());
      }
    });
    await(() -> isLiveUpToDate() && lab().live().liveProblemsProperty().get().isEmpty());
    assertThat(response().trace().vMv()).containsExactly(alone, within(1e-9));
    assertThat(robot.lookup("#placed-p1").tryQuery()).isEmpty();
  }

  @Test
  void regionsAreMeasuredCompletedAndTheirMistakesSaid() throws Exception {
    type("#lab-regions", "dend distance > 150");
    await(() -> text("#lab-regions-say").contains("sections"));
    assertThat(text("#lab-regions-say")).startsWith("2 sections, 5 segments, ");
    type("#lab-regions", "dend[7]");
    await(() -> text("#lab-regions-say").contains("none of them"));
    type("#lab-regions", "dend dista");
    await(() -> robot.lookup("#lab-completions").tryQuery().isPresent());
    robot.push(KeyCode.TAB);
    assertThat(robot.lookup("#lab-regions").queryAs(TextField.class).getText())
        .isEqualTo("dend distance");
    robot.write(" < 100", 0);
    await(() -> text("#lab-regions-say").startsWith("2 sections, "));
    type("#lab-regions", "");
    await(() -> text("#lab-regions-say").isEmpty());
  }

  @Test
  void numbersAndRegionsFollowTheParameters() throws Exception {
    type("#lab-regions", "g_pas > 1e-4");
    await(() -> text("#lab-regions-say").equals("No segment"));
    interact(() -> lab().bench().set(lab().bench().parameter("dend.g_pas").orElseThrow(), 2e-4));
    await(() -> text("#lab-regions-say").startsWith("2 sections, 10 segments"));
    robot.clickOn(screen("dend[0](0.5)"));
    await(() -> robot.lookup("#lab-pinned").query().isVisible());
    assertThat(robot.lookup("#lab-pinned .lab-fact").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .contains("2e-4 S/cm²".replace("2e-4", "0.0002"));
  }

  @Test
  void theKeyboardAloneWalksPinsAndPlaces() throws Exception {
    interact(() -> robot.lookup("#lab-look-tree").query().requestFocus());
    robot.push(KeyCode.SPACE);
    interact(() -> robot.lookup("#lab-place-probe").query().requestFocus());
    robot.push(KeyCode.SPACE);
    interact(() -> robot.lookup("#lab-morphology").query().requestFocus());
    robot.push(KeyCode.RIGHT);
    await(() -> text("#lab-section").startsWith("soma[0](0.5)"));
    robot.push(KeyCode.RIGHT);
    await(() -> text("#lab-section").startsWith("dend[0](0.1)"));
    robot.push(KeyCode.DOWN);
    await(() -> text("#lab-section").startsWith("dend[1](0.1)"));
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.ENTER);
    await(() -> lab().bench().placed().items().size() == 1);
    assertThat(lab().bench().placed().items().getFirst().atProperty().get())
        .isEqualTo("dend[1](0.3)");
    type("#placed-p1", "dend[0](1)");
    await(() -> isLiveUpToDate() && response().probes().containsKey("Probe 1"));
    interact(() -> robot.lookup("#remove-p1").query().requestFocus());
    robot.push(KeyCode.SPACE);
    await(() -> lab().bench().placed().items().isEmpty());
  }

  private Point2D screen(String place) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        5000,
        () -> {
          Node drawing = robot.lookup("#lab-morphology").query();
          drawing.getScene().getRoot().layout();
          double[] pixel = shell.labView().pixelOf(place);
          return drawing.localToScreen(pixel[0], pixel[1]);
        });
  }

  private boolean isLiveUpToDate() {
    return response().request() == lab().live().liveRequests();
  }

  private LiveResponse response() {
    return lab().live().liveResponseProperty().get().orElseThrow();
  }

  private LabViewModel lab() {
    return shell.lab();
  }

  private void type(String id, String text) {
    interact(() -> robot.lookup(id).query().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.A);
    if (text.isEmpty()) {
      robot.push(KeyCode.DELETE);
    } else {
      robot.write(text, 0);
    }
    WaitForAsyncUtils.waitForFxEvents();
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
