package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.protocol.KeptResult;
import org.neurowright.app.lab.protocol.LabResult;
import org.neurowright.app.lab.protocol.Protocol;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.task.TaskService;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** One cell through the screens of the Lab: opened, measured, tuned, compared, written down. */
class LabModelTest {
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

  /** The sample cells as a user has them: hoc files beside their mod files. */
  private static Path cells() {
    return Path.of("..", "samples", "single-cells", "cells").toAbsolutePath().normalize();
  }

  @Test
  void aTemplateIsOpenedMeasuredTunedComparedAndExportedWithTheMouse() throws Exception {
    robot.clickOn("#start-lab");
    type("#lab-path", cells().toString());
    await(() -> lab().bench().templatesProperty().get().contains("FourChannels"));
    ComboBox<String> templates = robot.lookup("#lab-template").queryComboBox();
    interact(() -> templates.setValue("FourChannels"));
    robot.clickOn("#lab-open");
    await(() -> lab().bench().cell().isPresent());
    assertThat(text("#lab-cell")).isEqualTo("FourChannels");
    await(() -> lab().live().liveResponseProperty().get().isPresent());

    // Provenance: Passive('FourChannels').run() of bmtool 0.8.7 on NEURON 8.2.4, its defaults.
    robot.clickOn("#lab-run");
    LabResult passive = result(Protocol.PASSIVE);
    assertThat(quantity(passive, "V rest")).isCloseTo(-65.9161081, within(1e-6));
    assertThat(quantity(passive, "Input resistance")).isCloseTo(144.184306, within(1e-5));

    robot.clickOn("#protocol-fi");
    type("#setting-i_stop", "400");
    type("#setting-tdur", "300");
    robot.clickOn("#lab-run");
    LabResult fi = result(Protocol.FI);
    assertThat(quantity(fi, "Spikes at 300 pA")).isPositive();
    assertThat(quantity(fi, "Rheobase")).isPositive();

    robot.clickOn("#protocol-zap");
    type("#setting-inj_dur", "3000");
    type("#setting-tstop", "3300");
    type("#setting-inj_amp", "20");
    robot.clickOn("#lab-run");
    LabResult zap = result(Protocol.ZAP);
    assertThat(quantity(zap, "Resonance")).isBetween(0.1, 15.0);

    long drawn = plot().drawings();
    double[] before = lab().live().liveResponseProperty().get().orElseThrow().trace().vMv();
    interact(() -> slider("#slider-soma-gbar_labkm").setValue(3e-4));
    await(() ->
        lab().live().liveResponseProperty().get().orElseThrow().request()
                == lab().live().liveRequests()
            && plot().drawings() > drawn);
    assertThat(lab().live().liveResponseProperty().get().orElseThrow().trace().vMv())
        .isNotEqualTo(before);
    assertThat(lab().bench().parameter("soma.gbar_labkm").orElseThrow().valueProperty().get())
        .isCloseTo(3e-4, within(1e-12));

    robot.clickOn("#protocol-passive");
    robot.clickOn("#lab-run");
    await(() ->
        lab().protocols().results().stream()
                .filter(k -> k.result().protocol() == Protocol.PASSIVE)
                .count()
            == 2);
    await(() -> lab().protocols().overlays().size() == 1);
    assertThat(lab().protocols().figure().orElseThrow().panels().getFirst().curves()).hasSize(2);
    assertThat(robot.lookup("#lab-table").queryTableView().getColumns()).hasSize(4);
    // Only the second run had more of the slow potassium channel.
    assertThat(result(Protocol.PASSIVE).settings()).containsKey("soma.gbar_labkm");

    for (String kind : List.of("csv", "json", "png", "svg")) {
      Path file = folder.resolve("passive." + kind);
      interact(() -> lab().protocols().export(file));
      await(() -> lab().protocols().noticeProperty().get().endsWith(kind));
      assertThat(file).isNotEmptyFile();
    }
    assertThat(Files.readAllLines(folder.resolve("passive.csv")).getFirst()).isEqualTo("t_ms,v_mV");
    assertThat(Files.readString(folder.resolve("passive.json")))
        .contains("\"soma.gbar_labkm\"", "\"Input resistance\"");
  }

  @Test
  void theKeyboardAloneMeasuresAndTunes() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.L);
    await(() -> "lab-path".equals(focus()));
    robot.write(cells().resolve("four_channels.hoc").toString(), 0);
    robot.push(KeyCode.ENTER);
    await(() -> lab().bench().cell().isPresent());
    await(() -> lab().live().liveResponseProperty().get().isPresent());
    robot.push(KeyCode.F5);
    result(Protocol.PASSIVE);
    go("#protocol-passive");
    robot.push(KeyCode.RIGHT);
    go("#setting-inj_amp");
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write("250", 0);
    robot.push(KeyCode.ENTER);
    assertThat(quantity(result(Protocol.CLAMP), "Spikes")).isPositive();
    go("#lab-find");
    robot.write("soma.gbar_labnat", 0);
    go("#slider-soma-gbar_labnat");
    long asked = lab().live().liveRequests();
    robot.push(KeyCode.RIGHT);
    await(() -> lab().live().liveRequests() > asked);
    assertThat(lab().bench().parameter("soma.gbar_labnat").orElseThrow().valueProperty().get())
        .isGreaterThan(.06);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    await(() -> "palette-query".equals(focus()));
    robot.write("Reset parameters", 0);
    robot.push(KeyCode.ENTER);
    await(() -> !lab().bench().parameter("soma.gbar_labnat").orElseThrow().changedProperty().get());
  }

  @Test
  void electrodesGoWhereOneClicksAndSayWhatIsThere() throws Exception {
    interact(() -> shell.open(cells().resolve("four_channels.hoc")));
    await(() -> lab().bench().cell().isPresent());
    Point2D at =
        WaitForAsyncUtils.waitForAsyncFx(
            5000,
            () -> {
              double[] pixel = shell.labView().pixelOf("dend[1](0.9)");
              return robot.lookup("#lab-morphology").query().localToScreen(pixel[0], pixel[1]);
            });
    robot.moveTo(at);
    await(() -> text("#lab-section").startsWith("dend[1](0.9)"));
    assertThat(text("#lab-section")).contains("µm from the soma", "nseg 5", "labkdr");
    robot.clickOn(at);
    await(() -> lab().bench().injectAtProperty().get().equals("dend[1](0.9)"));
    robot.clickOn("#lab-place-record");
    robot.clickOn(at);
    await(() -> lab().bench().recordAtProperty().get().equals("dend[1](0.9)"));
  }

  @Test
  void whatIsWrongIsSaidInPlaceAndTheLastGoodResultStays() throws Exception {
    interact(() -> shell.open(cells().resolve("four_channels.hoc")));
    await(() -> lab().live().liveResponseProperty().get().isPresent());
    robot.clickOn("#lab-run");
    result(Protocol.PASSIVE);
    KeptResult good = lab().protocols().currentProperty().get();

    type("#lab-inject", "dent[7](0.5)");
    await(() -> !lab().live().liveProblemsProperty().get().isEmpty());
    assertThat(lab().live().liveResponseProperty().get()).isPresent();
    interact(lab().protocols()::run);
    await(() -> !lab().protocols().runProblemsProperty().get().isEmpty());
    assertThat(lab().protocols().runProblemsProperty().get().getFirst().code())
        .isEqualTo("lab.no-section");
    type("#lab-inject", "soma(1.5)");
    interact(lab().protocols()::run);
    await(() ->
        lab().protocols().runProblemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("lab.outside-cell")));
    type("#lab-inject", "soma(0.5)");
    await(() -> lab().live().liveProblemsProperty().get().isEmpty());

    type("#setting-inj_amp", "much");
    interact(lab().protocols()::run);
    await(() ->
        lab().protocols().runProblemsProperty().get().stream()
            .anyMatch(p -> p.message().contains("much")));
    interact(() -> {
      lab().protocols().resetSettings();
      lab().bench().set(lab().bench().parameter("run.v_init").orElseThrow(), 1e308);
    });
    await(() ->
        lab().live().liveProblemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("lab.not-a-number")));
    assertThat(lab().live().liveResponseProperty().get()).isPresent();
    assertThat(lab().protocols().currentProperty().get()).isSameAs(good);
    interact(lab().bench()::resetAll);
    await(() -> lab().live().liveProblemsProperty().get().isEmpty());

    // another cell that cannot be had leaves this one on the bench
    interact(() -> shell.open(cells().resolve("nowhere.hoc")));
    await(() ->
        lab().bench().openProblemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("lab.no-file")));
    assertThat(lab().bench().cell()).isPresent();
  }

  @Test
  void snapshotsLocksAndAllPartsKeepTheirWord() throws Exception {
    interact(() -> shell.open(cells().resolve("four_channels.hoc")));
    await(() -> lab().live().liveResponseProperty().get().isPresent());
    interact(() -> lab().bench().keep("A"));
    interact(() -> {
      lab().bench().parameter("dend.g_pas").orElseThrow().lockedProperty().set(true);
      lab().bench().set(lab().bench().parameter("all.g_pas").orElseThrow(), 2e-4);
    });
    assertThat(value("soma.g_pas")).isEqualTo(2e-4);
    assertThat(value("dend.g_pas")).isEqualTo(4e-5);
    await(this::isLiveUpToDate);
    interact(() -> lab().bench().keep("B"));
    assertThat(lab().bench().differences()).hasSize(1);
    interact(() -> lab().bench().recall("A"));
    assertThat(value("soma.g_pas")).isEqualTo(4e-5);
    interact(() -> lab().bench().recall("B"));
    assertThat(value("soma.g_pas")).isEqualTo(2e-4);
    await(this::isLiveUpToDate);
    assertThat(plot().panel().curves()).hasSize(3);
    double[] b =
        lab()
            .live()
            .responseOf(lab().bench().snapshot("B").orElseThrow())
            .orElseThrow()
            .trace()
            .vMv();
    assertThat(lab().live().liveResponseProperty().get().orElseThrow().trace().vMv())
        .containsExactly(b, within(1e-9));
  }

  @Test
  void aCellOfTheOpenModelGoesOnTheBench() throws Exception {
    Path config =
        Path.of("..", "samples", "hoc-cells", "simulation_config.json")
            .toAbsolutePath()
            .normalize();
    interact(() -> shell.open(config));
    await(() -> shell.workbench().project().isPresent());
    interact(() -> {
      assertThat(shell.tree().show("cell/row/0")).isTrue();
      shell.commands().run("lab.profile");
    });
    await(() -> lab().bench().cell().isPresent());
    assertThat(shell.viewModel().pageProperty().get()).isEqualTo(ShellViewModel.Page.LAB);
    assertThat(text("#lab-cell")).startsWith("row:");
    await(() -> lab().live().liveResponseProperty().get().isPresent());
  }

  @Test
  void everyProtocolRunsAndSaysWhatItFound() throws Exception {
    interact(() -> shell.open(cells().resolve("four_channels.hoc")));
    await(() -> lab().bench().cell().isPresent());
    interact(
        () -> lab().protocols().form(Protocol.ZAP).setting("inj_dur").textProperty().set("2000"));
    interact(
        () -> lab().protocols().form(Protocol.ZAP).setting("tstop").textProperty().set("2300"));
    for (Protocol protocol : Protocol.values()) {
      interact(() -> {
        lab().protocols().protocolProperty().set(protocol);
        lab().protocols().run();
      });
      LabResult found = result(protocol);
      assertThat(found.quantities()).as(protocol.title()).isNotEmpty();
      assertThat(found.figure().panels()).as(protocol.title()).isNotEmpty();
      assertThat(found.columns()).as(protocol.title()).isNotEmpty();
      assertThat(robot.lookup("#lab-figure-0").tryQuery()).isPresent();
    }
    // another synapse comes with its own parameters
    interact(() -> {
      lab().protocols().protocolProperty().set(Protocol.SYNAPSE);
      lab().protocols().form(Protocol.SYNAPSE).setting("mechanism").textProperty().set("ExpSyn");
    });
    assertThat(lab().protocols().form(Protocol.SYNAPSE).setting("parameters").textProperty().get())
        .contains("tau=0.1");
    interact(lab().protocols()::run);
    await(() ->
        lab().protocols().runningProperty().get().isEmpty()
            && lab()
                .protocols()
                .results()
                .getFirst()
                .result()
                .settings()
                .get("mechanism")
                .equals("ExpSyn"));
  }

  private double value(String key) {
    return lab().bench().parameter(key).orElseThrow().valueProperty().get();
  }

  private boolean isLiveUpToDate() {
    return lab().live().liveResponseProperty().get().orElseThrow().request()
        == lab().live().liveRequests();
  }

  private LabResult result(Protocol protocol) throws Exception {
    await(() ->
        lab().protocols().runningProperty().get().isEmpty()
            && lab().protocols().currentProperty().get() != null
            && lab().protocols().currentProperty().get().result().protocol() == protocol);
    return lab().protocols().currentProperty().get().result();
  }

  private static double quantity(LabResult result, String name) {
    return result.quantities().stream()
        .filter(q -> q.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private LabViewModel lab() {
    return shell.lab();
  }

  private CurveView plot() {
    return shell.labView().livePlot();
  }

  private Slider slider(String id) {
    return robot.lookup(id).queryAs(Slider.class);
  }

  private String focus() {
    Node owner = stage.getScene().getFocusOwner();
    return owner == null ? "" : owner.getId();
  }

  private void go(String id) {
    WaitForAsyncUtils.waitForFxEvents();
    List<String> passed = new ArrayList<>();
    for (int k = 0; k < 150; k++) {
      if (id.equals("#" + focus())) {
        return;
      }
      passed.add(focus());
      robot.push(KeyCode.TAB);
      WaitForAsyncUtils.waitForFxEvents();
    }
    throw new AssertionError(id + " cannot be reached by Tab, only " + passed);
  }

  private void type(String id, String text) throws Exception {
    await(() -> robot.lookup(id).tryQuery().isPresent());
    robot.clickOn(id);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write(text, 0);
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
