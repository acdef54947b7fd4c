package org.neurowright.app.shell;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window with the Lab, for tests that go through its screens. */
abstract class LabScreens {
  @TempDir Path folder;
  final FxRobot robot = new FxRobot();
  Shell shell;
  Stage stage;
  private TaskService tasks;

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

  /** The sample cells as a user has them: hoc files beside their mod files. */
  static Path cells() {
    return Path.of("..", "samples", "single-cells", "cells").toAbsolutePath().normalize();
  }

  LabViewModel lab() {
    return shell.lab();
  }

  void open(Path cell) throws Exception {
    interact(() -> shell.open(cell));
    await(() -> lab().bench().cell().isPresent() && !lab().bench().openingProperty().get());
  }

  void type(String id, String text) throws Exception {
    await(() -> robot.lookup(id).tryQuery().isPresent());
    robot.clickOn(id);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write(text, 0);
    WaitForAsyncUtils.waitForFxEvents();
  }

  String text(String id) {
    return robot.lookup(id).<Labeled>queryAs(Labeled.class).getText();
  }

  /** Whether some label in the window that can be seen has a text. */
  boolean says(String words) {
    return robot
        .lookup((Node node) ->
            node instanceof Labeled label
                && label.getText() != null
                && label.getText().contains(words)
                && isShown(node))
        .tryQuery()
        .isPresent();
  }

  static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  void interact(Runnable action) {
    robot.interact(action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
