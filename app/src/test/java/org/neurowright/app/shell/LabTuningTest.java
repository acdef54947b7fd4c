package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.search.AxisRow;
import org.neurowright.app.lab.search.SearchViewModel;
import org.neurowright.app.lab.sets.SetsViewModel;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.search.Candidate;
import org.neurowright.io.tuned.TunedCell;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Tuning a cell by hand and by search: stars, history, groups, sets, targets, its file. */
class LabTuningTest {
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

  /** A copy of the sample cells, so that files can be written beside them. */
  private Path cells() throws Exception {
    Path target = folder.resolve("single-cells");
    if (!Files.exists(target)) {
      Path samples = Path.of("..", "samples", "single-cells").toAbsolutePath().normalize();
      for (String part : List.of("cells", "modfiles")) {
        Files.createDirectories(target.resolve(part));
        try (Stream<Path> files = Files.list(samples.resolve(part))) {
          for (Path file : files.toList()) {
            Files.copy(file, target.resolve(part).resolve(file.getFileName()));
          }
        }
      }
    }
    return target.resolve("cells");
  }

  private void open(String name) throws Exception {
    Path file = cells().resolve(name);
    interact(() -> shell.open(file));
    await(() -> lab().live().liveResponseProperty().get().isPresent());
  }

  @Test
  void aDragIsOneStepThatCtrlZTakesBackAndCtrlYMakesAgain() throws Exception {
    open("four_channels.hoc");
    Slider slider = robot.lookup("#slider-soma-gbar_labnat").queryAs(Slider.class);
    interact(() -> slider.setValue(.06));
    interact(() -> lab().bench().undo().clear());
    Point2D thumb = slider.lookup(".thumb").localToScreen(5, 5);
    robot.moveTo(thumb).press(MouseButton.PRIMARY);
    robot.moveBy(15, 0).moveBy(15, 0).moveBy(15, 0).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    double turned = value("soma.gbar_labnat");
    assertThat(turned).isGreaterThan(.06);
    assertThat(lab().bench().undo().doneNames()).containsExactly("Turn soma.gbar_labnat");
    robot.moveTo(slider.lookup(".thumb").localToScreen(5, 5)).press(MouseButton.PRIMARY);
    robot.moveBy(-8, 0).moveBy(-8, 0).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(lab().bench().undo().doneNames()).hasSize(2);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("soma.gbar_labnat")).isEqualTo(turned);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("soma.gbar_labnat")).isCloseTo(.06, within(1e-12));
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("soma.gbar_labnat")).isEqualTo(turned);
    // another page keeps the history; undoing comes back here
    interact(() -> {
      lab().bench().resetAll();
      shell.viewModel().pageProperty().set(ShellViewModel.Page.START);
      shell.commands().run("edit.undo");
    });
    assertThat(shell.viewModel().pageProperty().get()).isEqualTo(ShellViewModel.Page.LAB);
    assertThat(value("soma.gbar_labnat")).isEqualTo(turned);
    await(this::isLiveUpToDate);
    // the history goes with its cell
    interact(() -> lab().bench().close());
    assertThat(lab().bench().undo().doneNames()).isEmpty();
  }

  @Test
  void starsAreRememberedForTheCell() throws Exception {
    open("four_channels.hoc");
    robot.clickOn("#star-soma-gbar_labnat");
    robot.clickOn("#lab-group-favourites");
    await(() -> robot.lookup("#slider-soma-gbar_labnat").tryQuery().isPresent());
    assertThat(robot.lookup("#slider-soma-gbar_labkdr").tryQuery()).isEmpty();
    interact(() -> {
      assertThat(lab().bench().addGroup("dend[1]")).contains("dend[1]");
      lab().bench().setFavourite(parameter("dend[1].gbar_labkdr"), true);
    });
    assertThat(
            Preferences.load(folder.resolve("home"))
                .favourites(cells().resolve("four_channels.hoc") + "#FourChannels"))
        .containsExactly("soma.gbar_labnat", "dend[1].gbar_labkdr");
    interact(() -> lab().bench().close());
    open("four_channels.hoc");
    assertThat(parameter("soma.gbar_labnat").favouriteProperty().get()).isTrue();
    assertThat(parameter("dend[1].gbar_labkdr").favouriteProperty().get()).isTrue();
    assertThat(parameter("soma.gbar_labkdr").favouriteProperty().get()).isFalse();
  }

  @Test
  void singleSectionsGeometryAndSharedValuesAreTurned() throws Exception {
    open("four_channels.hoc");
    robot.clickOn("#lab-sections");
    robot.clickOn("#lab-section-name").write("dend[1]", 0).push(KeyCode.ENTER);
    await(() -> robot.lookup("#slider-dend-1--L").tryQuery().isPresent());
    double[] before = response();
    turn("dend[1].L", 500);
    await(this::isLiveUpToDate);
    assertThat(response()).isNotEqualTo(before);
    turn("dend[1].nseg", 9.4);
    assertThat(value("dend[1].nseg")).isEqualTo(9);
    turn("dend[1].gbar_labkdr", .005);
    await(this::isLiveUpToDate);
    double[] one = response();
    // what is turned in all dendrites leaves the single one with its own value
    turn("dend.gbar_labkdr", .002);
    await(this::isLiveUpToDate);
    assertThat(value("dend[1].gbar_labkdr")).isEqualTo(.005);
    assertThat(response()).isNotEqualTo(one);
    interact(() -> lab().bench().reset(parameter("dend[1].gbar_labkdr")));
    assertThat(value("dend[1].gbar_labkdr")).as("follows dend").isEqualTo(.002);
    double[] shared = response();
    turn("global.vhalf_labh", -95);
    await(this::isLiveUpToDate);
    assertThat(response()).isNotEqualTo(shared);
    assertThat(lab().live().liveProblemsProperty().get()).isEmpty();
    robot.clickOn("#lab-only-changed");
    await(() -> robot.lookup("#slider-global-vhalf_labh").tryQuery().isPresent());
    assertThat(robot.lookup(".parameter-row").queryAll()).hasSize(4);
    assertThat(lab().bench().addGroup("basal")).as("the same sections").contains("dend");
    assertThat(lab().bench().addGroup("nothing")).isEmpty();
  }

  @Test
  void theEndsOfASliderAreSet() throws Exception {
    open("four_channels.hoc");
    robot.clickOn("#range-soma-gbar_labnat");
    TextField upper = robot.lookup("#upper-soma-gbar_labnat").queryAs(TextField.class);
    interact(() -> {
      robot.lookup("#lower-soma-gbar_labnat").queryAs(TextField.class).setText("0.05");
      upper.setText("0.07");
      upper.getOnAction().handle(null);
    });
    Slider slider = robot.lookup("#slider-soma-gbar_labnat").queryAs(Slider.class);
    assertThat(slider.getMin()).isEqualTo(.05);
    assertThat(slider.getMax()).isEqualTo(.07);
    assertThat(value("soma.gbar_labnat")).isEqualTo(.06);
  }

  @Test
  void setsAreKeptComparedSavedAndLoaded() throws Exception {
    open("four_channels.hoc");
    page("sets");
    turn("soma.gbar_labnat", .08);
    robot.clickOn("#lab-set-name").write("fast", 0).push(KeyCode.ENTER);
    await(() -> lab().sets().sets().size() == 1);
    turn("soma.gbar_labnat", .05);
    turn("run.celsius", 30);
    interact(() -> {
      lab().bench().addGroup("dend[0]");
      lab().bench().set(parameter("dend[0].g_pas"), 1e-4);
      lab().sets().keep("slow");
      lab().bench().keep("A");
    });
    assertThat(lab().sets().names())
        .containsExactly(SetsViewModel.FILE, SetsViewModel.NOW, "A", "fast", "slow");
    assertThat(lab().sets().compared("fast", "slow"))
        .anySatisfy(row ->
            assertThat(row).containsExactly("soma.gbar_labnat", "0.08", "0.05", "0.625", "S/cm²"))
        .hasSize(3);
    interact(() -> lab().sets().overlay(List.of("as in the file", "fast", "slow")));
    await(() -> lab().sets().responsesProperty().get().curves().size() == 3);
    var curves = lab().sets().responsesProperty().get().curves();
    assertThat(curves.get(0).y()).isNotEqualTo(curves.get(1).y());
    assertThat(curves.get(1).y()).isNotEqualTo(curves.get(2).y());

    Path file = folder.resolve("sets.json");
    interact(() -> lab().sets().save(file));
    await(() -> lab().sets().noticeProperty().get().startsWith("Wrote"));
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"run.celsius\"", "\"soma.gbar_other\": 7, \"run.celsius\""));
    interact(() -> lab().bench().close());
    open("four_channels.hoc");
    assertThat(lab().sets().sets()).isEmpty();
    interact(() -> lab().sets().load(file));
    await(() -> lab().sets().sets().size() == 3);
    assertThat(lab().sets().problemsProperty().get())
        .extracting(Problem::code)
        .containsOnly("sets.unknown-parameter");
    interact(() -> lab().sets().apply("slow"));
    assertThat(value("soma.gbar_labnat")).isEqualTo(.05);
    assertThat(value("run.celsius")).isEqualTo(30);
    assertThat(value("dend[0].g_pas")).isEqualTo(1e-4);
    // what the cell does not know stays in the set
    assertThat(lab().sets().values("slow")).containsEntry("soma.gbar_other", 7.0);
    interact(() -> lab().bench().undo().undo());
    assertThat(value("soma.gbar_labnat")).isEqualTo(.06);
    assertThat(lab().bench().changedValues()).isEmpty();
    Files.writeString(file, "{\"neurowright_parameters\": 1, \"sets\": [{\"name\": 3}]}");
    interact(() -> lab().sets().load(file));
    await(() ->
        lab().sets().problemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("sets.wrong-value")));
    assertThat(lab().sets().sets()).hasSize(3);
  }

  @Test
  void theSearchFindsTheConductanceOfAPassiveSphere() throws Exception {
    open("sphere.hoc");
    page("search");
    SearchViewModel search = lab().search();
    await(() -> !Double.isNaN(search.targets().get(1).nowProperty().get()));
    double rIn = search.targets().get(1).nowProperty().get();
    double g = value("soma.g_pas");
    // half the conductance: twice the resistance, twice the time constant
    double tau = search.targets().get(2).nowProperty().get();
    interact(() -> {
      search
          .targets()
          .get(0)
          .target()
          .textProperty()
          .set(Double.toString(search.targets().get(0).nowProperty().get()));
      search.targets().get(1).target().textProperty().set(Double.toString(2 * rIn));
      search.targets().get(1).tolerance().textProperty().set(Double.toString(.02 * rIn));
      search.targets().get(2).target().textProperty().set(Double.toString(2 * tau));
      search.targets().get(2).tolerance().textProperty().set(Double.toString(.04 * tau));
      search.addAxis(parameter("soma.g_pas"));
      setting(search, "rounds", "6");
      setting(search, "per_round", "12");
    });
    AxisRow axis = search.axes().getFirst();
    assertThat(axis.logProperty().get()).isTrue();
    robot.clickOn("#lab-search-run");
    await(() ->
        search.runningProperty().get().isEmpty()
            && search.noticeProperty().get().contains("meets every target"));
    Candidate best = search.foundProperty().get().orElseThrow().state().best().getFirst();
    assertThat(best.parameters()[0]).isCloseTo(g / 2, within(.02 * g));
    robot.clickOn("#lab-apply-0");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("soma.g_pas")).isEqualTo(best.parameters()[0]);
    await(() -> Math.abs(search.targets().get(1).z()) <= 1);
    assertThat(lab().bench().undo().undoNameProperty().get())
        .isEqualTo("Apply candidate " + best.number());
    double width = axis.upper().number() / axis.lower().number();
    interact(() -> search.narrow(best));
    assertThat(axis.upper().number() / axis.lower().number()).isBetween(1.5, .7 * width);
    assertThat(best.parameters()[0]).isBetween(axis.lower().number(), axis.upper().number());

    Path file = folder.resolve("search.json");
    interact(() -> search.save(file));
    await(() -> search.noticeProperty().get().startsWith("Wrote"));
    interact(() -> {
      search.axes().clear();
      search.targets().clear();
      search.load(file);
    });
    await(() -> search.axes().size() == 1 && search.targets().size() == 3);
    assertThat(search.axes().getFirst().lower().number()).isEqualTo(axis.lower().number());
  }

  @Test
  void aSearchIsStoppedAndWhatIsWrongIsSaid() throws Exception {
    open("four_channels.hoc");
    page("search");
    SearchViewModel search = lab().search();
    robot.clickOn("#lab-search-run");
    await(() ->
        search.problemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("search.no-parameters")));
    interact(() -> {
      search.addAxis(parameter("soma.gbar_labnat"));
      search.axes().getFirst().lower().textProperty().set("1");
      search.run();
    });
    assertThat(search.problemsProperty().get())
        .extracting(Problem::code)
        .containsExactly("search.bad-bounds");
    interact(() -> {
      search.axes().getFirst().lower().textProperty().set("0.01");
      setting(search, "rounds", "5000");
      setting(search, "narrowing", "1");
      search.stopWhenMetProperty().set(false);
      search.run();
    });
    await(() -> search.foundProperty().get().isPresent());
    robot.clickOn("#lab-search-stop");
    await(() -> search.runningProperty().get().isEmpty());
    assertThat(search.foundProperty().get().orElseThrow().state().best()).isNotEmpty();
  }

  @Test
  void theTunedCellIsWrittenAndOpensAgainWithItsValues() throws Exception {
    open("four_channels.hoc");
    page("tuned");
    turn("soma.gbar_labnat", .0725);
    turn("all.g_pas", 5e-5);
    await(() ->
        lab().tuned().tunedProperty().get().map(TunedCell::done).orElse(List.of()).size() == 2);
    assertThat(lab().tuned().suggestedName()).isEqualTo("four_channels_tuned.hoc");
    double[] tuned = upToDate();
    Path original = cells().resolve("four_channels.hoc");
    String before = Files.readString(original);
    interact(() -> lab().tuned().write(original, false));
    await(() -> !lab().tuned().writeProblemsProperty().get().isEmpty());
    assertThat(Files.readString(original)).isEqualTo(before);
    Path file = cells().resolve("four_channels_tuned.hoc");
    interact(() -> lab().tuned().write(file, false));
    await(() -> lab().tuned().noticeProperty().get().startsWith("Wrote"));
    assertThat(lab().tuned().writeProblemsProperty().get()).isEmpty();
    interact(() -> lab().bench().close());
    open("four_channels_tuned.hoc");
    assertThat(value("soma.gbar_labnat")).isEqualTo(.0725);
    assertThat(value("dend.g_pas")).isEqualTo(5e-5);
    assertThat(upToDate()).containsExactly(tuned, within(1e-9));

    interact(() -> lab().bench().makeBallAndStick(20, 0, 1));
    await(() ->
        lab().tuned().problemsProperty().get().stream()
            .anyMatch(p -> p.code().equals("tuned.no-form")));
    assertThat(robot.lookup("#lab-tuned-write").query().isDisabled()).isTrue();
  }

  private static void setting(SearchViewModel search, String key, String text) {
    search.settings().stream()
        .filter(s -> s.key().equals(key))
        .findFirst()
        .orElseThrow()
        .textProperty()
        .set(text);
  }

  private void page(String id) throws Exception {
    robot.clickOn("#lab-page-" + id);
    await(() -> robot.lookup("#lab-page-" + id).queryAs(ToggleButton.class).isSelected());
  }

  private void turn(String key, double value) {
    interact(() -> {
      lab().bench().set(parameter(key), value);
      lab().bench().endGesture();
    });
  }

  private Parameter parameter(String key) {
    return lab().bench().parameter(key).orElseThrow(() -> new AssertionError(key));
  }

  private double value(String key) {
    return parameter(key).valueProperty().get();
  }

  private double[] response() {
    return lab().live().liveResponseProperty().get().orElseThrow().trace().vMv();
  }

  private double[] upToDate() throws Exception {
    await(this::isLiveUpToDate);
    return response();
  }

  private boolean isLiveUpToDate() {
    return lab().live().liveResponseProperty().get().orElseThrow().request()
        == lab().live().liveRequests();
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
        30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
