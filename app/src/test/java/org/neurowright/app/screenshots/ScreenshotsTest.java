package org.neurowright.app.screenshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.app.build.Templates;
import org.neurowright.app.build.view.NetworkPictures;
import org.neurowright.app.config.ConfigFile;
import org.neurowright.app.lab.attenuation.Quantity;
import org.neurowright.app.lab.inspect.Handle;
import org.neurowright.app.lab.inspect.Inspected;
import org.neurowright.app.lab.live.CurrentScale;
import org.neurowright.app.lab.live.LivePanel;
import org.neurowright.app.lab.protocol.Protocol;
import org.neurowright.app.lab.synapse.Pulses;
import org.neurowright.app.lab.tuner.TunerPane;
import org.neurowright.app.lab.tuner.TunerViewModel;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.mechanism.MechanismEntry;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.RecentProject;
import org.neurowright.app.prefs.ThemeChoice;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.shell.DesktopApplication;
import org.neurowright.app.shell.Shell;
import org.neurowright.app.shell.ShellViewModel;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.samples.Sample;
import org.neurowright.samples.SampleCatalogue;

/**
 * Drives the real desktop with a sample through its main scenes and writes a picture of each under
 * {@code target/screenshots}.
 */
@Tag("screenshots")
class ScreenshotsTest {
  private static final Path FOLDER = Path.of("target", "screenshots");

  /** Short and the same everywhere, as it is seen in the pictures. */
  private static final Path HOME =
      Path.of(System.getProperty("java.io.tmpdir"), "neurowright-screenshots");

  private static Shell shell;
  private static Stage stage;
  private static TaskService tasks;
  private static Path config;

  @BeforeAll
  static void startDesktop() throws Exception {
    Files.createDirectories(FOLDER);
    delete(HOME);
    Sample sample =
        SampleCatalogue.find().samples().stream()
            .filter(found -> found.id().equals("rotating-gamma"))
            .findFirst()
            .orElseThrow();
    config = sample.copyInto(HOME.resolve("models")).config();
    Preferences preferences = Preferences.load(HOME);
    preferences.addRecent(
        new RecentProject(
            Path.of("/home/ada/models/barrel_column/simulation_config.json"),
            "barrel_column",
            Instant.now().minus(Duration.ofDays(9))));
    preferences.addRecent(
        new RecentProject(config, "rotating-gamma", Instant.now().minus(Duration.ofMinutes(25))));
    preferences.lastFolderProperty().set(Optional.of(HOME.resolve("models")));
    preferences.save();
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
    } catch (IllegalStateException e) {
      started.countDown();
    }
    started.await();
    Platform.setImplicitExit(false);
    onFx(() -> {
      stage = new Stage();
      LogBuffer log = new LogBuffer();
      Path logFile = LogSetup.install(log, HOME.resolve("logs"));
      tasks = TaskService.withThreads(Platform::runLater);
      shell = DesktopApplication.assemble(stage, HOME, log, logFile, tasks, _ -> {});
      stage.setWidth(1440);
      stage.setHeight(900);
      shell.show();
      return null;
    });
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @AfterAll
  static void closeDesktop() throws Exception {
    onFx(() -> {
      stage.close();
      return null;
    });
    tasks.close();
    delete(HOME);
  }

  @Test
  void takesPicturesOfTheMainScenes() throws Exception {
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      picture("start" + suffix);
      onFx(() -> {
        shell.viewModel().open(config);
        return null;
      });
      waitFor(() -> shell.workbench().project().isPresent());
      picture("model-overview" + suffix);
      page("model-population" + suffix, "population/pyramidal");
      page("model-cell" + suffix, "cell/pyramidal/0");
      page("model-edges" + suffix, "edges/pyramidal_to_basket");
      page("model-input" + suffix, "input/step");
      page("model-spikes" + suffix, "input/wave");
      page("model-components" + suffix, "components");
      for (String tab : List.of("Cells", "Synapses")) {
        onFx(() -> {
          TabPane tabs = (TabPane) shell.scene().lookup(".page-tabs");
          tabs.getTabs().stream()
              .filter(t -> t.getText().equals(tab))
              .forEach(tabs.getSelectionModel()::select);
          return null;
        });
        picture("model-components-" + tab.toLowerCase(Locale.ROOT) + suffix);
      }
      onFx(() -> {
        shell.commands().run("view.palette");
        return null;
      });
      picture("palette" + suffix);
      onFx(() -> {
        escape("#palette-query");
        shell.commands().run("edit.preferences");
        return null;
      });
      picture("preferences" + suffix);
      onFx(() -> {
        ((Button) shell.scene().lookup("#preferences-done")).fire();
        shell.viewModel().pageProperty().set(ShellViewModel.Page.RUN);
        return null;
      });
      picture("run-ready" + suffix);
      onFx(() -> {
        shell.commands().run("run.start");
        return null;
      });
      waitFor(() -> shell.run().simulatedMsProperty().get() > 560);
      picture("run-live" + suffix);
      waitFor(() -> shell.run().state() == RunViewModel.State.FINISHED);
      picture("run-finished" + suffix);
      onFx(() -> {
        shell.viewModel().pageProperty().set(ShellViewModel.Page.EXPLORE);
        return null;
      });
      waitFor(() -> !shell.explore().orElseThrow().traces().series().isEmpty());
      picture("explore" + suffix);
      onFx(() -> {
        shell.workbench().selection().set(Map.of("pyramidal", new int[] {9}));
        return null;
      });
      picture("explore-cell" + suffix);
      onFx(() -> {
        shell.viewModel().pageProperty().set(ShellViewModel.Page.MECHANISMS);
        return null;
      });
      waitFor(() ->
          shell.mechanisms().entries().stream()
              .noneMatch(entry -> entry.examinationProperty().get().isEmpty()));
      picture("mechanisms" + suffix);
      onFx(() -> {
        MechanismEntry entry = shell.mechanisms().entries().getFirst();
        shell.mechanisms().change(entry, entry.text().replaceFirst("exp\\(", "expo("));
        shell.mechanisms().examine(entry);
        return null;
      });
      waitFor(() -> shell.mechanisms().entries().getFirst().hasErrors());
      picture("mechanism-problem" + suffix);
      onFx(() -> {
        shell.mechanisms().revert(shell.mechanisms().entries().getFirst());
        ((ToggleButton) shell.scene().lookup("#mechanism-code")).fire();
        return null;
      });
      picture("mechanism-java" + suffix);
      onFx(() -> {
        ((ToggleButton) shell.scene().lookup("#mechanism-about")).fire();
        shell.commands().run("model.configuration");
        return null;
      });
      configuration("configuration" + suffix, 2, List.of(), "");
      configuration("configuration-problem" + suffix, 2, List.of("run", "tstopp"), "\"soon\"");
      configuration("configuration-input" + suffix, -1, List.of(), "");
      onFx(() -> {
        shell.configuration().files().forEach(ConfigFile::revert);
        shell.viewModel().dockProperty().set(ShellViewModel.Dock.LOG);
        return null;
      });
      picture("log" + suffix);
      onFx(() -> {
        shell.viewModel().dockProperty().set(ShellViewModel.Dock.CLOSED);
        shell.viewModel().open(HOME.resolve("models/missing"));
        return null;
      });
      picture("failure" + suffix);
      onFx(() -> {
        ((Button) shell.scene().lookup("#dialog-close")).fire();
        shell.viewModel().closeProject();
        return null;
      });
    }
    assertThat(FOLDER.resolve("run-live.png")).isNotEmptyFile();
    assertThat(FOLDER.resolve("explore-cell-dark.png")).isNotEmptyFile();
  }

  /** Every pane of the Build workspace, with something in it, without, and at the least size. */
  @Test
  void takesPicturesOfBuilding() throws Exception {
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.commands().run("file.new");
        return null;
      });
      picture("build-new" + suffix);
      onFx(() -> {
        shell.document().create(Recipe.empty("nothing yet"));
        return null;
      });
      for (String pane : List.of("populations", "connections", "matrix", "graph", "inputs")) {
        pane("build-empty-" + pane + suffix, pane);
      }
      onFx(() -> {
        shell.document().create(Templates.LAYERS.recipe("layered cortex"));
        return null;
      });
      waitFor(() ->
          !shell.preview().staleProperty().get()
              && !shell.preview().numbersProperty().get().pairs().isEmpty());
      List<String> panes =
          List.of("populations", "connections", "matrix", "graph", "inputs", "model", "text");
      for (String pane : panes) {
        pane("build-" + pane + suffix, pane);
      }
      size(940, 600);
      for (String pane : panes) {
        pane("build-small-" + pane + suffix, pane);
      }
      onFx(() -> {
        shell.commands().run("file.new");
        return null;
      });
      picture("build-small-new" + suffix);
      size(1440, 900);
      onFx(() -> {
        RecipeDocument document = shell.document().documentProperty().get().orElseThrow();
        document.perform(
            RecipeEdits.setSource("inhibition", new Selection("cortex", "pop_name == 'inhh'")));
        document.perform(
            RecipeEdits.setRule("inside layers", new PairRule.Probability("0.1 * pre.layr")));
        document.perform(RecipeEdits.setAttribute("thalamus to L4", "delay", ValueRule.of(0.01)));
        shell.commands().run("build.show-connections");
        return null;
      });
      waitFor(() -> !shell.preview().staleProperty().get());
      onFx(() -> {
        ((ListView<?>) shell.scene().lookup("#connections")).getSelectionModel().select(1);
        shell.viewModel().dockProperty().set(ShellViewModel.Dock.PROBLEMS);
        return null;
      });
      waitFor(() -> !shell.preview().readoutStaleProperty().get());
      picture("build-problems" + suffix);
      onFx(() -> {
        shell.viewModel().dockProperty().set(ShellViewModel.Dock.CLOSED);
        shell.document().close();
        return null;
      });
    }
    assertThat(FOLDER.resolve("build-small-text-dark.png")).isNotEmptyFile();
  }

  /** Every section of the configuration editor. */
  @Test
  void takesPicturesOfTheConfiguration() throws Exception {
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.viewModel().open(config);
        return null;
      });
      waitFor(() -> shell.workbench().project().isPresent());
      onFx(() -> {
        shell.commands().run("model.configuration");
        return null;
      });
      waitFor(() -> shell.scene().lookup("#config-sections") != null);
      int sections =
          onFx(() -> ((ListView<?>) shell.scene().lookup("#config-sections")).getItems().size());
      for (int k = 0; k < sections; k++) {
        configuration("configuration-%02d%s".formatted(k, suffix), k, List.of(), "");
      }
      size(940, 600);
      configuration("configuration-small" + suffix, 2, List.of("run", "tstopp"), "\"soon\"");
      onFx(() -> {
        shell.configuration().files().forEach(ConfigFile::revert);
        shell.viewModel().closeProject();
        return null;
      });
    }
    size(1440, 900);
    assertThat(FOLDER.resolve("configuration-small-dark.png")).isNotEmptyFile();
  }

  /**
   * The Lab: the form, the bench with results of protocols, a change, a problem, a narrow window.
   */
  @Test
  void takesPicturesOfTheLab() throws Exception {
    Path cells = Path.of("..", "samples", "single-cells", "cells").toAbsolutePath().normalize();
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.commands().run("lab.open");
        return null;
      });
      waitFor(() -> shell.scene().lookup("#lab-path") != null);
      onFx(() -> {
        ((TextField) shell.scene().lookup("#lab-path"))
            .setText(cells.resolve("four_channels.hoc").toString());
        return null;
      });
      picture("lab-open" + suffix);
      onFx(() -> {
        shell.open(cells.resolve("four_channels.hoc"));
        return null;
      });
      waitFor(() -> shell.lab().live().liveResponseProperty().get().isPresent());
      onFx(() -> {
        shell.lab().live().liveSettings().getFirst().textProperty().set("250");
        shell.lab().protocols().form(Protocol.PASSIVE).setting("method").textProperty().set("exp2");
        shell.lab().protocols().form(Protocol.CLAMP).setting("inj_amp").textProperty().set("250");
        shell.lab().protocols().form(Protocol.FI).setting("i_stop").textProperty().set("450");
        shell.lab().protocols().form(Protocol.FI).setting("i_increment").textProperty().set("50");
        shell.lab().protocols().form(Protocol.ZAP).setting("inj_amp").textProperty().set("20");
        shell
            .lab()
            .protocols()
            .form(Protocol.FEATURES)
            .setting("inj_amp")
            .textProperty()
            .set("250");
        return null;
      });
      for (Protocol protocol : Protocol.values()) {
        onFx(() -> {
          shell.lab().protocols().protocolProperty().set(protocol);
          shell.lab().protocols().run();
          return null;
        });
        waitFor(() ->
            shell.lab().protocols().runningProperty().get().isEmpty()
                && shell.lab().protocols().currentProperty().get().result().protocol() == protocol);
        picture("lab-" + protocol.name().toLowerCase(Locale.ROOT).replace('_', '-') + suffix);
      }
      onFx(() -> {
        shell.lab().bench().keep("A");
        shell
            .lab()
            .bench()
            .set(shell.lab().bench().parameter("soma.gbar_labkm").orElseThrow(), 3e-4);
        shell.lab().protocols().protocolProperty().set(Protocol.FI);
        shell.lab().protocols().run();
        return null;
      });
      waitFor(() -> shell.lab().protocols().overlays().size() == 1);
      picture("lab-compared" + suffix);
      takesPicturesOfTuning(suffix);
      onFx(() -> {
        shell.lab().bench().injectAtProperty().set("dent[3](0.5)");
        shell.lab().protocols().run();
        return null;
      });
      picture("lab-problem" + suffix);
      size(940, 600);
      picture("lab-small" + suffix);
      size(1440, 900);
      Path recording = HOME.resolve("cell7.csv");
      onFx(() -> {
        shell.lab().bench().injectAtProperty().set("soma(0.5)");
        for (LivePanel panel : LivePanel.values()) {
          shell.lab().live().shownProperty(panel).set(panel != LivePanel.CONCENTRATIONS);
        }
        shell.lab().live().currentScaleProperty().set(CurrentScale.SHARE);
        return null;
      });
      waitFor(ScreenshotsTest::isLiveUpToDate);
      picture("lab-live" + suffix);
      onFx(() -> {
        for (LivePanel panel : LivePanel.values()) {
          shell.lab().live().shownProperty(panel).set(panel == LivePanel.VOLTAGE);
        }
        Trace trace = shell.lab().live().liveResponseProperty().get().orElseThrow().trace();
        StringBuilder text = new StringBuilder("t (ms),v (mV)\n");
        for (int k = 0; k < trace.tMs().length; k += 4) {
          text.append(trace.tMs()[k]).append(',').append(trace.vMv()[k]).append('\n');
        }
        Files.writeString(recording, text);
        shell.lab().recorded().open(recording);
        shell
            .lab()
            .bench()
            .set(shell.lab().bench().parameter("soma.gbar_labkm").orElseThrow(), 2e-4);
        shell.labView().livePlot().toggleMeasure();
        return null;
      });
      waitFor(() -> shell.lab().live().residual().isPresent() && isLiveUpToDate());
      picture("lab-recorded" + suffix);
      onFx(() -> {
        shell.labView().livePlot().toggleMeasure();
        shell.lab().recorded().close();
        return null;
      });
      onFx(() -> {
        shell.lab().protocols().results().clear();
        shell.lab().protocols().currentProperty().set(null);
        shell.lab().bench().close();
        return null;
      });
    }
    assertThat(FOLDER.resolve("lab-compared-dark.png")).isNotEmptyFile();
  }

  /** Pages of the Lab on which a cell is tuned, in a usual and in a small window. */
  private static void takesPicturesOfTuning(String suffix) throws Exception {
    onFx(() -> {
      shell.labView().showPage("search");
      shell.lab().search().addAxis(shell.lab().bench().parameter("soma.gbar_labkm").orElseThrow());
      shell.lab().search().addAxis(shell.lab().bench().parameter("all.g_pas").orElseThrow());
      shell.lab().search().settings().get(1).textProperty().set("3");
      shell.lab().search().settings().get(2).textProperty().set("12");
      shell.lab().search().run();
      return null;
    });
    waitFor(() ->
        shell.lab().search().runningProperty().get().isEmpty()
            && shell.lab().search().foundProperty().get().isPresent());
    picture("lab-search" + suffix);
    onFx(() -> {
      shell.lab().sets().keep("more of the slow potassium");
      shell.lab().sets().overlay(shell.lab().sets().names());
      shell.labView().showPage("sets");
      return null;
    });
    waitFor(() -> shell.lab().sets().responsesProperty().get().curves().size() > 2);
    picture("lab-sets" + suffix);
    onFx(() -> {
      shell.labView().showPage("tuned");
      return null;
    });
    waitFor(() -> shell.lab().tuned().tunedProperty().get().isPresent());
    picture("lab-tuned" + suffix);
    size(940, 600);
    picture("lab-tuned-small" + suffix);
    onFx(() -> {
      shell.labView().showPage("search");
      return null;
    });
    picture("lab-search-small" + suffix);
    size(1440, 900);
    onFx(() -> {
      shell.labView().showPage("protocols");
      return null;
    });
  }

  private static boolean isLiveUpToDate() {
    return shell.lab().live().liveResponseProperty().get().orElseThrow().request()
        == shell.lab().live().liveRequests();
  }

  /** The Tuner with its usual panes, chosen curves and a synapse, and the form of a project. */
  @Test
  void takesPicturesOfTheTuner() throws Exception {
    Path cells = Path.of("..", "samples", "single-cells", "cells").toAbsolutePath().normalize();
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.open(cells.resolve("four_channels.hoc"));
        return null;
      });
      waitFor(() -> shell.lab().bench().cell().isPresent());
      onFx(() -> {
        shell.labView().showPage("tuner");
        return null;
      });
      TunerViewModel tuner = shell.lab().tuner();
      waitFor(() -> tuner.runProperty().get().isPresent());
      onFx(() -> {
        for (TunerPane pane : tuner.columns().getLast().panes()) {
          if (pane instanceof TunerPane.Clamp clamp) {
            clamp.amp().textProperty().set("250");
          } else if (pane instanceof TunerPane.Measures measures) {
            tuner.countSpikes();
            tuner.measurePassive(measures);
          }
        }
        return null;
      });
      waitFor(() ->
          shell.scene().getRoot().lookup("#tuner-r-in") != null
              && tuner.runProperty().get().orElseThrow().request() == tuner.requests());
      picture("lab-tuner" + suffix);
      onFx(() -> {
        ((TunerPane.Plot) tuner.columns().getFirst().panes().getLast())
            .curves()
            .setAll("soma[0](0.5).m_labnat", "soma[0](0.5).h_labnat", "dend[9](0.5).v");
        tuner.move(tuner.add(TunerViewModel.Kind.SYNAPSE), 1, 2);
        return null;
      });
      picture("lab-tuner-synapse" + suffix);
      size(940, 600);
      picture("lab-tuner-small" + suffix);
      size(1440, 900);
      onFx(() -> {
        tuner.arrangeEasily();
        shell.labView().showProject();
        return null;
      });
      picture("lab-project" + suffix);
      onFx(() -> {
        shell.lab().bench().close();
        return null;
      });
    }
    assertThat(FOLDER.resolve("lab-project-dark.png")).isNotEmptyFile();
  }

  /** The Lab's pages of attenuation and of painted mechanisms, on an imported morphology. */
  @Test
  void takesPicturesOfAttenuationAndPaintedMechanisms() throws Exception {
    Path cells = Path.of("..", "samples", "single-cells", "cells").toAbsolutePath().normalize();
    Path swc;
    try (Stream<Path> files = Files.walk(config.getParent())) {
      swc = files.filter(f -> f.toString().endsWith(".swc")).sorted().findFirst().orElseThrow();
    }
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.open(cells.resolve("four_channels.hoc"));
        return null;
      });
      waitFor(() -> shell.lab().live().liveResponseProperty().get().isPresent());
      onFx(() -> {
        shell.labView().showPage("attenuation");
        shell.lab().bench().recordAtProperty().set("dend[1](0.9)");
        shell.lab().attenuation().frequencyProperty().set(20);
        return null;
      });
      waitFor(() ->
          shell
              .lab()
              .attenuation()
              .shownProperty()
              .get()
              .filter(s -> s.along().frequencyHz() == 20)
              .isPresent());
      picture("lab-attenuation" + suffix);
      onFx(() -> {
        shell.open(swc);
        return null;
      });
      waitFor(() ->
          shell.lab().bench().cell().filter(c -> c.specimen().name().endsWith(".swc")).isPresent()
              && shell.lab().live().liveResponseProperty().get().isPresent());
      onFx(() -> {
        shell.labView().showPage("attenuation");
        shell.lab().attenuation().frequencyProperty().set(0);
        return null;
      });
      waitFor(() -> shell.lab().attenuation().shownProperty().get().isPresent());
      picture("lab-attenuation-morphology" + suffix);
      onFx(() -> {
        shell.lab().attenuation().colouredProperty().set(Optional.of(Quantity.TRANSFER));
        ((ToggleButton) shell.scene().lookup("#lab-look-tree")).setSelected(true);
        return null;
      });
      picture("lab-tree" + suffix);
      onFx(() -> {
        shell.lab().attenuation().colouredProperty().set(Optional.empty());
        ((ToggleButton) shell.scene().lookup("#lab-look-space")).setSelected(true);
        shell.labView().showPage("protocols");
        return null;
      });
      picture("lab-space" + suffix);
      onFx(() -> {
        ((ToggleButton) shell.scene().lookup("#lab-look-flat")).setSelected(true);
        return null;
      });
      onFx(() -> {
        shell.labView().showPage("paint");
        shell.lab().paint().partProperty().set("all");
        shell.lab().paint().mechanismProperty().set("hh");
        shell.lab().paint().insert();
        shell.lab().paint().partProperty().set("dend");
        shell.lab().paint().coats().getFirst().shape().textProperty().set("exponential");
        shell.lab().paint().coats().getFirst().numbers().get(1).textProperty().set("0.03");
        shell.lab().paint().coats().get(1).shape().textProperty().set("linear");
        shell.lab().paint().coats().get(1).numbers().get(1).textProperty().set("-1e-4");
        shell.lab().paint().insert();
        return null;
      });
      picture("lab-paint" + suffix);
      size(1000, 620);
      picture("lab-paint-small" + suffix);
      size(1440, 900);
      onFx(() -> {
        shell.labView().showPage("protocols");
        shell.lab().bench().close();
        return null;
      });
    }
    assertThat(FOLDER.resolve("lab-paint-dark.png")).isNotEmptyFile();
  }

  /** Gates and currents of channels, one of them dragged; segregation with its comparison. */
  @Test
  void takesPicturesOfMechanisms() throws Exception {
    Path cells = Path.of("..", "samples", "single-cells", "cells").toAbsolutePath().normalize();
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.open(cells.resolve("four_channels.hoc"));
        return null;
      });
      waitFor(() -> shell.lab().live().liveResponseProperty().get().isPresent());
      labPage("mechanisms");
      onFx(() -> {
        shell.lab().inspector().mechanismProperty().set("labnat");
        return null;
      });
      waitFor(() -> !shell.lab().inspector().handles().isEmpty());
      picture("lab-mechanism" + suffix);
      onFx(() -> {
        Handle handle = shell.lab().inspector().handles().getFirst();
        shell.lab().inspector().drag(handle, handle.vHalfMv() + 9);
        return null;
      });
      waitFor(() ->
          shell.lab().inspector().inspectedProperty().get().flatMap(Inspected::inFile).isPresent());
      picture("lab-mechanism-dragged" + suffix);
      size(1000, 700);
      picture("lab-mechanism-small" + suffix);
      size(1440, 900);
      labPage("segregate");
      waitFor(() -> shell.lab().segregation().changesAnything());
      onFx(() -> {
        shell.lab().segregation().modules().get(3).lowProperty().set("-52.5");
        shell.lab().segregation().compare();
        return null;
      });
      waitFor(() -> shell.lab().segregation().comparisonProperty().get().isPresent());
      picture("lab-segregate" + suffix);
      labPage("protocols");
      onFx(() -> {
        shell.lab().bench().close();
        return null;
      });
    }
    assertThat(FOLDER.resolve("lab-mechanism-dragged-dark.png")).isNotEmptyFile();
  }

  private static void labPage(String id) throws Exception {
    onFx(() -> {
      ((ToggleButton) shell.scene().lookup("#lab-page-" + id)).setSelected(true);
      return null;
    });
  }

  /** The synapse tuner in its modes, and the gap-junction tuner. */
  @Test
  void takesPicturesOfTheSynapseTuner() throws Exception {
    Path samples = Path.of("..", "samples").toAbsolutePath().normalize();
    for (ThemeChoice theme : ThemeChoice.values()) {
      String suffix = theme == ThemeChoice.DARK ? "-dark" : "";
      theme(theme);
      size(1440, 900);
      onFx(() -> {
        shell.viewModel().pageProperty().set(ShellViewModel.Page.LAB);
        shell
            .lab()
            .bench()
            .open(
                LabRequest.of(samples.resolve("single-cells/cells/four_channels.hoc"))
                    .withMechanisms(
                        List.of(
                            samples.resolve("single-cells/modfiles"),
                            samples.resolve("plastic-synapses/components/mechanisms/modfiles"))));
        return null;
      });
      waitFor(() -> shell.lab().bench().cell().isPresent());
      onFx(() -> {
        shell.labView().showPage("synapse");
        return null;
      });
      synapseSettled();
      picture("lab-synapse" + suffix);
      onFx(() -> {
        shell.lab().synapse().mechanismProperty().set("TsodyksMarkram");
        shell.lab().synapse().knob("weight").orElseThrow().valueProperty().set(.002);
        shell.lab().synapse().contactsProperty().set("dend[0](0.5) x 2; dend[1](0.3)");
        shell.lab().synapse().pulsesProperty().set(Pulses.TRAIN);
        shell.lab().synapse().clampedProperty().set(true);
        return null;
      });
      synapseSettled();
      onFx(() -> {
        shell.lab().synapse().keep();
        shell.lab().synapse().knob("tau_rec").orElseThrow().valueProperty().set(200);
        return null;
      });
      synapseSettled();
      picture("lab-synapse-train" + suffix);
      onFx(() -> {
        shell.lab().synapse().runFrequencies();
        return null;
      });
      waitFor(() -> !shell.lab().synapse().overFrequencyProperty().get().isEmpty());
      picture("lab-synapse-frequencies" + suffix);
      size(940, 600);
      picture("lab-synapse-small" + suffix);
      size(1440, 900);
      onFx(() -> {
        shell.lab().synapse().contactsProperty().set("dent[0](0.5)");
        return null;
      });
      waitFor(() -> !shell.lab().synapse().problemsProperty().get().isEmpty());
      picture("lab-synapse-problem" + suffix);
      onFx(() -> {
        shell.labView().showPage("gap");
        shell.lab().gap().junctionsProperty().set("dend[0](0.5)");
        shell.lab().gap().runCurve();
        return null;
      });
      waitFor(() -> !shell.lab().gap().curveProperty().get().isEmpty());
      onFx(() -> {
        shell.lab().gap().solve();
        return null;
      });
      waitFor(() ->
          shell.lab().gap().solutionProperty().get().isPresent()
              && shell.lab().gap().responseProperty().get().orElseThrow().request()
                  == shell.lab().gap().requests());
      picture("lab-gap" + suffix);
      onFx(() -> {
        shell.labView().showPage("protocols");
        shell.lab().synapse().pulsesProperty().set(Pulses.SINGLE);
        shell.lab().synapse().clampedProperty().set(false);
        shell.lab().bench().close();
        return null;
      });
    }
    assertThat(FOLDER.resolve("lab-gap-dark.png")).isNotEmptyFile();
  }

  private static void synapseSettled() throws Exception {
    waitFor(() ->
        shell.lab().synapse().responseProperty().get().isPresent()
            && shell.lab().synapse().responseProperty().get().get().request()
                == shell.lab().synapse().requests());
  }

  private static void theme(ThemeChoice wanted) throws Exception {
    onFx(() -> {
      if (shell.scene().getRoot().getStyleClass().contains("dark")
          != (wanted == ThemeChoice.DARK)) {
        shell.commands().run("view.theme");
      }
      return null;
    });
  }

  private static void size(double width, double height) throws Exception {
    onFx(() -> {
      stage.setWidth(width);
      stage.setHeight(height);
      return null;
    });
    waitFor(() -> Math.abs(stage.getScene().getHeight() - height) < 60);
  }

  private static void pane(String name, String pane) throws Exception {
    onFx(() -> {
      shell.buildView().select(pane);
      return null;
    });
    picture(name);
  }

  private static void escape(String where) {
    shell
        .scene()
        .lookup(where)
        .fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
  }

  /** Shows a section of the configuration, the last one by -1, and may set a value before. */
  private static void configuration(String name, int section, List<String> path, String json)
      throws Exception {
    waitFor(() -> shell.scene().lookup("#config-sections") != null);
    onFx(() -> {
      ListView<?> sections = (ListView<?>) shell.scene().lookup("#config-sections");
      int size = sections.getItems().size();
      sections.getSelectionModel().select(section < 0 ? size + section : section);
      if (!path.isEmpty()) {
        shell.configuration().files().getFirst().set(path, json);
      }
      return null;
    });
    picture(name);
  }

  /** Matrix and graph of a recipe, without the window around them. */
  @Test
  void takesPicturesOfTheNetwork() throws Exception {
    for (ThemeChoice theme : ThemeChoice.values()) {
      Stage window = onFx(() -> NetworkPictures.show(theme));
      Thread.sleep(700);
      WritableImage image = onFx(() -> window.getScene().snapshot(null));
      String name = "network" + (theme == ThemeChoice.DARK ? "-dark" : "") + ".png";
      ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", FOLDER.resolve(name).toFile());
      onFx(() -> {
        window.close();
        return null;
      });
      assertThat(FOLDER.resolve(name)).isNotEmptyFile();
    }
  }

  private static void page(String name, String key) throws Exception {
    boolean there = onFx(() -> shell.tree().show(key));
    assertThat(there).as(key).isTrue();
    picture(name);
  }

  private static void picture(String name) throws Exception {
    // Several pulses: layout, style sheets and tables settle one after the other.
    Thread.sleep(700);
    WritableImage image = onFx(() -> shell.scene().snapshot(null));
    try {
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null), "png", FOLDER.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new AssertionError("could not write " + name, e);
    }
  }

  private static void waitFor(BooleanSupplier condition) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!onFx(condition::getAsBoolean)) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    return task.get();
  }
}
