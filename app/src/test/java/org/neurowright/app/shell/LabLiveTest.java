package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.MeasureCursors;
import org.neurowright.app.canvas.Measures;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.live.CurrentScale;
import org.neurowright.app.lab.live.LiveResponse;
import org.neurowright.app.lab.protocol.Protocol;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.problem.Problem;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The middle of the bench: panels of the live response, cursors, recordings. */
class LabLiveTest {
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
    await(() -> lab().live().liveResponseProperty().get().isPresent());
    interact(() -> lab().live().liveSettings().getFirst().textProperty().set("150"));
    settle();
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
  void panelsShowCurrentsGatesAndThePhasePlaneWithLinkedAxes() throws Exception {
    for (String id : List.of("#live-currents", "#live-gates", "#live-phase")) {
      robot.clickOn(id);
    }
    settle();
    await(() -> !plot("#lab-live-currents").panel().curves().isEmpty());
    LinePlot.Panel currents = plot("#lab-live-currents").panel();
    assertThat(currents.stacked()).isTrue();
    assertThat(currents.curves())
        .extracting(LinePlot.Curve::label)
        .containsExactlyInAnyOrder("pas", "labh", "labnat", "labkdr", "labkm", "electrode");
    // Sodium flows in while the cell fires, potassium out.
    assertThat(least(currents, "labnat")).isLessThan(-.1);
    assertThat(least(currents, "labkdr")).isGreaterThanOrEqualTo(0);
    assertThat(plot("#lab-live-gates").panel().curves())
        .extracting(LinePlot.Curve::label)
        .contains("m labnat", "h labnat", "n labkdr", "l labh");
    assertThat(plot("#lab-live-phase").panel().curves().getLast().x()).hasSizeGreaterThan(1000);

    // Only the lowest of the linked plots has labels below; all zoom together.
    assertThat(plot("#lab-live-currents").timeAxis()).isSameAs(live().timeAxis());
    interact(() -> live().timeAxis().show(50, 100));
    assertThat(plot("#lab-live-gates").timeAxis().visible().startMs()).isEqualTo(50);
    assertThat(plot("#lab-live-phase").timeAxis()).isNotSameAs(live().timeAxis());
    // A move of a slider leaves the zoom as it is.
    interact(
        () -> lab().bench().set(lab().bench().parameter("soma.gbar_labkm").orElseThrow(), 2e-4));
    settle();
    assertThat(live().timeAxis().visible().startMs()).isEqualTo(50);

    interact(() -> lab().live().currentScaleProperty().set(CurrentScale.SHARE));
    LinePlot.Panel shares = plot("#lab-live-currents").panel();
    for (int k = 0; k < shares.curves().getFirst().x().length; k += 97) {
      int sample = k;
      assertThat(shares.curves().stream().mapToDouble(c -> Math.max(0, c.y()[sample])).sum())
          .isCloseTo(100, within(1e-9));
      assertThat(shares.curves().stream().mapToDouble(c -> Math.min(0, c.y()[sample])).sum())
          .isCloseTo(-100, within(1e-9));
    }

    // Without an electrode in the recorded segment there is none of its currents.
    interact(() -> lab().bench().recordAtProperty().set("dend[1](0.9)"));
    settle();
    assertThat(plot("#lab-live-currents").panel().curves())
        .extracting(LinePlot.Curve::label)
        .containsExactlyInAnyOrder("pas", "labh", "labkdr");
    robot.clickOn("#live-concentrations");
    settle();
    assertThat(plot("#lab-live-concentrations").panel().curves()).isEmpty();
  }

  @Test
  void whatWasLookedAtStaysAsAFaintCurve() throws Exception {
    LiveResponse first = lab().live().liveResponseProperty().get().orElseThrow();
    Thread.sleep(800);
    interact(
        () -> lab().bench().set(lab().bench().parameter("soma.gbar_labkm").orElseThrow(), 3e-4));
    settle();
    assertThat(lab().live().earlier()).contains(first);
    int curves = live().panel().curves().size();
    assertThat(curves).isGreaterThan(1);
    assertThat(live().panel().curves().getFirst().argb() >>> 24).isLessThan(255);
    ComboBox<Integer> earlier = robot.lookup("#live-earlier").queryComboBox();
    interact(() -> earlier.setValue(0));
    assertThat(live().panel().curves()).hasSize(1);
  }

  @Test
  void cursorsAreMovedWithMouseAndKeysAndMeasure() throws Exception {
    robot.clickOn("#live-currents");
    settle();
    robot.clickOn("#lab-live-cursors");
    await(() -> cursors().shown() && node("#measure-bar").isVisible());
    double third = live().timeAxis().visible().spanMs() / 3;
    assertThat(cursors().a()).isCloseTo(third, within(1e-9));

    // with the mouse
    Point2D from = onPlot(cursors().a(), .6);
    Point2D to = onPlot(cursors().a() - 20, .6);
    robot.drag(from).moveTo(to).drop();
    await(() -> Math.abs(cursors().a() - (third - 20)) < 2);
    // with the keys
    interact(() -> live().requestFocus());
    robot.push(KeyCode.B);
    double before = cursors().b();
    robot.push(KeyCode.PERIOD);
    await(() -> cursors().b() > before);
    double step = cursors().b() - before;
    robot.push(KeyCode.SHIFT, KeyCode.COMMA);
    await(() -> Math.abs(cursors().b() - (before - 9 * step)) < step / 2);

    Measures found = live().measured().getFirst();
    double[] t = lab().live().liveResponseProperty().get().orElseThrow().trace().tMs();
    double[] v = lab().live().liveResponseProperty().get().orElseThrow().trace().vMv();
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < t.length; k++) {
      if (t[k] >= cursors().a() && t[k] <= cursors().b()) {
        most = Math.max(most, v[k]);
      }
    }
    assertThat(found.max()).isEqualTo(most);
    assertThat(found.deltaX()).isEqualTo(cursors().b() - cursors().a());
    assertThat(found.slope()).isEqualTo(found.deltaY() / found.deltaX());

    Node copy = robot.lookup("#measure-bar").lookup(".icon-button").queryAll().iterator().next();
    robot.clickOn(copy);
    String[] copied =
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> Clipboard.getSystemClipboard().getString())
            .split("\n");
    assertThat(copied[0]).isEqualTo("\tA\tB\tΔ\tslope\tmean\tmin\tmax");
    assertThat(copied).anyMatch(line -> line.startsWith("labnat\t"));
    interact(() -> live().requestFocus());
    robot.push(KeyCode.M);
    await(() -> !cursors().shown() && !node("#measure-bar").isVisible());
  }

  @Test
  void aRecordingLiesOverResponsesWithTheDifferenceAndCanDriveThem() throws Exception {
    // The recording is the model itself, one millisecond late and 2 mV too high.
    double[] t = lab().live().liveResponseProperty().get().orElseThrow().trace().tMs();
    double[] v = lab().live().liveResponseProperty().get().orElseThrow().trace().vMv();
    StringBuilder text = new StringBuilder("t (ms),v (mV),i (nA)\n");
    for (int k = 0; k < t.length; k++) {
      double nA = t[k] > 20 && t[k] <= 170 ? .15 : 0;
      text.append(t[k] + 1).append(',').append(v[k] + 2).append(',').append(nA).append('\n');
    }
    Path recording = Files.writeString(folder.resolve("cell7.csv"), text);
    interact(() -> lab().recorded().open(recording));
    await(() -> lab().live().residual().isPresent());
    settle();
    assertThat(live().panel().curves())
        .extracting(LinePlot.Curve::label)
        .containsSequence("recorded", "now");
    assertThat(lab().live().residual().orElseThrow().rmsMv()).isGreaterThan(3);
    type("#setting-recorded_shift", "-1");
    type("#setting-recorded_offset", "-2");
    await(() -> lab().live().residual().orElseThrow().rmsMv() < 1e-6);
    assertThat(text("#recorded-rms")).isEqualTo("RMS 0.000 mV");
    assertThat(plot("#lab-live-difference").panel().curves()).hasSize(1);
    robot.clickOn("#recorded-difference");
    await(() -> robot.lookup("#lab-live-difference").tryQuery().isEmpty());

    // over a protocol's result, too
    interact(() -> {
      lab().protocols().protocolProperty().set(Protocol.CLAMP);
      lab().recorded().differenceProperty().set(true);
      lab().protocols().form(Protocol.CLAMP).setting("tstop").textProperty().set("200");
      lab().protocols().form(Protocol.CLAMP).setting("inj_dur").textProperty().set("100");
      lab().protocols().run();
    });
    await(() -> lab().protocols().currentProperty().get() != null);
    await(() -> robot.lookup("#lab-figure-1").tryQuery().isPresent());
    assertThat(plot("#lab-figure-0").panel().curves())
        .extracting(LinePlot.Curve::label)
        .containsExactly("recorded", "model");
    assertThat(plot("#lab-figure-1").panel().yTitle()).isEqualTo("ΔV (mV)");

    // the recorded current instead of the pulse: of one step the current may be another
    type("#setting-recorded_shift", "0");
    interact(() -> lab().live().liveSettings().getFirst().textProperty().set("0"));
    settle();
    assertThat(lab().live().liveResponseProperty().get().orElseThrow().spikes()).isZero();
    robot.clickOn("#recorded-play");
    settle();
    assertThat(lab().live().liveResponseProperty().get().orElseThrow().spikes()).isPositive();
    robot.clickOn("#recorded-close");
    settle();
    await(() -> lab().live().liveResponseProperty().get().orElseThrow().spikes() == 0);
    assertThat(live().panel().curves())
        .extracting(LinePlot.Curve::label)
        .doesNotContain("recorded");
  }

  @Test
  void whatIsWrongWithARecordingIsSaidInPlaceAndTheOldOneStays() throws Exception {
    Path good = Files.writeString(folder.resolve("good.csv"), "t_ms,v_mV\n0,-70\n200,-60\n");
    interact(() -> lab().recorded().open(good));
    await(() -> lab().recorded().sweepProperty().get().isPresent());
    Path bad = Files.writeString(folder.resolve("bad.csv"), "t_ms,v_mV\n0,-70\n1,x\n");
    interact(() -> lab().recorded().open(bad));
    await(() ->
        lab().recorded().problemsProperty().get().stream()
            .map(Problem::code)
            .anyMatch("recorded.bad-number"::equals));
    assertThat(text("#recorded-file")).isEqualTo("good.csv");
    assertThat(robot.lookup("'x' in the column v_mV is not a number; expected a number").tryQuery())
        .isPresent();
    // a table without units asks for them
    Path bare = Files.writeString(folder.resolve("bare.csv"), "0,-0.07\n0.2,-0.06\n");
    interact(() -> lab().recorded().open(bare));
    await(() -> robot.lookup("#recorded-time-unit").tryQuery().filter(Node::isVisible).isPresent());
    interact(() -> {
      lab().recorded().timeUnitProperty().set(org.neurowright.io.recorded.RecordedUnits.Time.S);
      lab().recorded().valueUnitProperty().set(org.neurowright.io.recorded.RecordedUnits.Value.V);
    });
    await(() -> lab().recorded().curve().map(c -> c.y()[0] == -70).orElse(false));
    assertThat(lab().recorded().problemsProperty().get()).isEmpty();
  }

  private static double least(LinePlot.Panel panel, String label) {
    double[] y =
        panel.curves().stream().filter(c -> c.label().equals(label)).findFirst().orElseThrow().y();
    return java.util.Arrays.stream(y).min().orElseThrow();
  }

  /** A place of the plot of the potential on the screen. */
  private Point2D onPlot(double tMs, double height) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        5000,
        () -> {
          Bounds bounds = live().localToScreen(live().getBoundsInLocal());
          double share =
              (tMs - live().timeAxis().visible().startMs()) / live().timeAxis().visible().spanMs();
          // Room at the left and at the right of every plot.
          return new Point2D(
              bounds.getMinX() + 68 + share * (bounds.getWidth() - 68 - 26),
              bounds.getMinY() + height * bounds.getHeight());
        });
  }

  private MeasureCursors.State cursors() {
    return live().timeAxis().measure().state();
  }

  private void settle() throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    await(() ->
        lab().live().liveResponseProperty().get().map(LiveResponse::request).orElse(-1L)
            == lab().live().liveRequests());
  }

  private LabViewModel lab() {
    return shell.lab();
  }

  private CurveView live() {
    return shell.labView().livePlot();
  }

  private CurveView plot(String id) {
    return robot.lookup(id).queryAs(CurveView.class);
  }

  private Node node(String id) {
    return robot.lookup(id).query();
  }

  private String text(String id) {
    return robot.lookup(id).<Labeled>queryAs(Labeled.class).getText();
  }

  private void type(String id, String text) throws Exception {
    await(() -> robot.lookup(id).tryQuery().isPresent());
    robot.clickOn(id);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write(text, 0);
    WaitForAsyncUtils.waitForFxEvents();
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
