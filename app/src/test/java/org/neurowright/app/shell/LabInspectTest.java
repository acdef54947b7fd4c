package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.inspect.Handle;
import org.neurowright.app.lab.inspect.Inspected;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The pages Mechanisms and Segregate of the Lab. */
class LabInspectTest {
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
      shell.open(
          Path.of("..", "samples", "single-cells", "cells", "four_channels.hoc")
              .toAbsolutePath()
              .normalize());
    });
    await(() -> lab().bench().cell().isPresent());
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
  void aCurveIsDraggedAndTheCellFollows() throws Exception {
    robot.clickOn("#lab-page-mechanisms");
    ComboBox<String> mechanism = robot.lookup("#inspect-mechanism").queryComboBox();
    await(() -> mechanism.getItems().contains("labnat"));
    interact(() -> mechanism.setValue("labnat"));
    await(() -> lab().inspector().handles().size() == 2);
    Inspected before = lab().inspector().inspectedProperty().get().orElseThrow();
    assertThat(before.inFile()).isEmpty();
    assertThat(before.currents()).isPresent();
    // the reversal potential of sodium in the soma
    assertThat(before.gating().reversalMv()).hasValue(50);
    double was = before.fits().get("m").vHalfMv();
    Parameter vt = lab().bench().parameter("soma.vt_labnat").orElseThrow();
    assertThat(vt.valueProperty().get()).isEqualTo(-58);
    long live = lab().live().liveRequests();

    Node grip = robot.lookup("#inspect-handle-m").query();
    await(grip::isVisible);
    robot.drag(grip, MouseButton.PRIMARY).moveBy(30, 0).drop();
    await(() -> vt.valueProperty().get() > -58 && vHalf("m") > was + 2);
    assertThat(vHalf("m") - was).isCloseTo(vt.valueProperty().get() + 58, within(1e-3));
    assertThat(lab().live().liveRequests()).isGreaterThan(live);
    assertThat(lab().inspector().inspectedProperty().get().orElseThrow().inFile()).isPresent();

    double dragged = vHalf("m");
    interact(grip::requestFocus);
    robot.type(KeyCode.RIGHT);
    await(() -> Math.abs(vHalf("m") - dragged - 1) < .02);
    robot.type(KeyCode.HOME);
    await(() -> Math.abs(vHalf("m") - was) < 1e-6);
    assertThat(vt.changedProperty().get()).isFalse();

    // a parameter that all instances share
    interact(() -> mechanism.setValue("labh"));
    await(() -> !lab().inspector().handles().isEmpty());
    Handle handle = lab().inspector().handles().getFirst();
    assertThat(handle.parameter().key()).isEqualTo("global.vhalf_labh");
    interact(() -> lab().inspector().drag(handle, -70));
    await(() -> Math.abs(vHalf("l") + 70) < 1e-3);
    TableView<?> table = robot.lookup("#inspect-table").queryTableView();
    assertThat(table.getItems()).hasSize(1);
  }

  private double vHalf(String state) {
    return lab()
        .inspector()
        .inspectedProperty()
        .get()
        .map(now -> now.fits().get(state))
        .map(fit -> fit == null ? Double.NaN : fit.vHalfMv())
        .orElse(Double.NaN);
  }

  @Test
  void aCellIsSegregatedComparedAndWritten() throws Exception {
    robot.clickOn("#lab-page-segregate");
    await(() -> lab().segregation().segregationProperty().get().isPresent());
    await(() -> !robot.lookup("#segregate-module-labnat").queryAll().isEmpty());
    ComboBox<String> module = robot.lookup("#segregate-module-labnat").queryComboBox();
    assertThat(module.getValue()).isEqualTo("spiking");
    TableView<?> table = robot.lookup("#segregate-table").queryTableView();
    int all = table.getItems().size();
    interact(() -> module.setValue("–"));
    assertThat(table.getItems()).hasSize(all - 2);
    interact(() -> module.setValue("spiking"));

    TextField low = robot.lookup("#segregate-low-spiking").queryAs(TextField.class);
    interact(() -> low.setText("high"));
    assertThat(lab().segregation().problemsProperty().get().getFirst().message())
        .contains("not a number");
    interact(() -> low.setText("-50"));
    assertThat(lab().segregation().problemsProperty().get()).isEmpty();

    interact(() -> lab().segregation().trials().get(2).textProperty().set("300"));
    robot.clickOn("#segregate-compare");
    await(() -> lab().segregation().comparisonProperty().get().isPresent());
    assertThat(lab().segregation().fiPanel().curves()).hasSize(2);
    assertThat(lab().segregation().clampPanel().curves()).hasSize(2);

    Path out = folder.resolve("segregated");
    interact(() -> lab().segregation().write(out));
    await(() -> lab().segregation().noticeProperty().get().contains("written"));
    assertThat(out.resolve("labnatseg.mod")).content().contains("mseg = -50 (mV)");
    assertThat(out.resolve("segmented_template.hoc")).content().contains("FourChannelsSeg");
    interact(() -> lab().segregation().write(out));
    await(() -> !lab().segregation().problemsProperty().get().isEmpty());
    assertThat(lab().segregation().problemsProperty().get().getFirst().code())
        .isEqualTo("segregation.folder-in-use");
  }

  private LabViewModel lab() {
    return shell.lab();
  }

  private void interact(Runnable action) {
    robot.interact(action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(10_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
