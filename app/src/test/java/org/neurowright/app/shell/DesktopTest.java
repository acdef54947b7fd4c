package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.fake.FakeDesktop;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.ThemeChoice;
import org.neurowright.app.run.RunViewModel;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The way of a new user through the window, with the mouse and with the keyboard. */
class DesktopTest {
  @TempDir Path home;
  private final FxRobot robot = new FxRobot();
  private Shell shell;
  private Stage stage;

  @BeforeEach
  void start() throws Exception {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupFixture(() -> {
      stage = new Stage();
      shell = FakeDesktop.create(stage, home, 30, 60);
      stage.setX(0);
      stage.setY(0);
      stage.setWidth(1280);
      stage.setHeight(800);
      shell.show();
    });
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(() -> {
      shell.run().stop();
      stage.close();
    });
  }

  @Test
  void aSampleIsOpenedRunWatchedAndStopped() throws Exception {
    await(() -> robot.lookup("#run-sample-barrel").tryQuery().isPresent());
    robot.clickOn("#run-sample-barrel");
    await(() ->
        shell.run().state() == RunViewModel.State.RUNNING
            && shell.run().spikesProperty().get() > 20);
    long before = spikes();
    await(() -> spikes() > before);
    assertThat(robot.lookup("#workspace-run").queryAs(ToggleButton.class).isSelected()).isTrue();
    robot.clickOn("#stop-button");
    await(() -> shell.run().state() == RunViewModel.State.STOPPED);
    assertThat(shell.run().outcomeProperty().get()).startsWith("Stopped at");
    assertThat(robot.lookup("#run-button").queryButton().isDisabled()).isFalse();
    robot.clickOn("#explore-results");
    assertThat(robot.lookup("#workspace-explore").queryAs(ToggleButton.class).isSelected())
        .isTrue();
  }

  @Test
  void theKeyboardReachesEverythingThroughThePalette() throws Exception {
    robot.interact(() -> shell.viewModel().open(Path.of("/models/a/simulation_config.json")));
    await(() -> shell.workbench().project().isPresent());
    robot.interact(stage::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    await(() -> robot.lookup("#palette-query").tryQuery().isPresent());
    robot.interact(
        () -> robot.lookup("#palette-query").queryAs(TextField.class).setText("run sim"));
    ListView<?> list = robot.lookup("#palette-list").queryListView();
    assertThat(list.getItems()).isNotEmpty();
    robot.push(KeyCode.ENTER);
    await(() -> shell.run().state() == RunViewModel.State.RUNNING);
    robot.push(KeyCode.CONTROL, KeyCode.P);
    await(() -> shell.run().state() == RunViewModel.State.PAUSED);
    long held = spikes();
    WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
    assertThat(spikes()).isLessThanOrEqualTo(held + 5);
    robot.push(KeyCode.CONTROL, KeyCode.P);
    await(() -> spikes() > held + 5);
  }

  @Test
  void everyPartOfAModelHasAPage() throws Exception {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    robot.interact(() ->
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> failures.add(failure)));
    robot.interact(() -> shell.viewModel().open(Path.of("/models/a/simulation_config.json")));
    await(() -> shell.workbench().project().isPresent());
    List<String> keys =
        List.of(
            "overview",
            "group/POPULATIONS",
            "group/EDGES",
            "group/INPUTS",
            "group/REPORTS",
            "components",
            "population/pyramidal",
            "population/thalamus",
            "cell/basket/0",
            "edges/basket_to_pyramidal",
            "input/thalamic_drive",
            "input/step_current",
            "report/calcium");
    for (String key : keys) {
      robot.interact(() -> assertThat(shell.tree().show(key)).as(key).isTrue());
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(robot.lookup(".page").tryQuery()).as(key).isPresent();
      assertThat(failures).as(key).isEmpty();
    }
  }

  @Test
  void whatCannotBeOpenedIsSaidInADialogWithARemedy() throws Exception {
    robot.interact(() -> shell.viewModel().open(Path.of("/models/missing")));
    await(() -> robot.lookup("#failure-dialog").tryQuery().isPresent());
    assertThat(robot.lookup("#failure-dialog .label").queryAllAs(Label.class))
        .extracting(Label::getText)
        .anyMatch(text -> text.contains("could not be opened"))
        .anyMatch(text -> text.contains("Check the path"))
        .noneMatch(text -> text.contains("Exception"));
    robot.interact(() -> robot.lookup("#dialog-close").queryAs(Button.class).fire());
    assertThat(shell.viewModel().failureProperty().get()).isEmpty();
  }

  @Test
  void themeAndSettingsSurviveARestart() {
    robot.clickOn("#theme-button");
    assertThat(shell.scene().getRoot().getStyleClass()).contains("dark");
    assertThat(Preferences.load(home).themeProperty().get()).isEqualTo(ThemeChoice.DARK);
    robot.clickOn("#theme-button");
    assertThat(shell.scene().getRoot().getStyleClass()).contains("light");
  }

  private long spikes() {
    return WaitForAsyncUtils.waitForAsyncFx(2000, () -> shell.run().spikesProperty().get());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
