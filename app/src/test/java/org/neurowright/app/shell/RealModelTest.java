package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.canvas.RasterView;
import org.neurowright.app.canvas.TraceSeries;
import org.neurowright.app.explore.ExploreView;
import org.neurowright.app.explore.ResultFiles;
import org.neurowright.app.explore.RunResults;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.mechanism.MechanismEntry;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.samples.Sample;
import org.neurowright.samples.SampleCatalogue;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The whole way with nothing made up: a model folder is opened, run, watched and explored. */
class RealModelTest {
  /**
   * Most that the interface thread may compute at a stretch, ms. The aim is 100; the first time
   * anything is shown, code is not compiled yet and styles are not yet read, and coverage is
   * measured, too.
   */
  private static final double MOST_BUSY_MS = 1000;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private TaskService tasks;
  private Shell shell;
  private Stage stage;

  @BeforeEach
  void start() throws Exception {
    FxToolkit.registerPrimaryStage();
    open();
  }

  private void open() throws Exception {
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
    tasks.close();
  }

  @Test
  void theSampleIsOpenedRunAndExplored() throws Exception {
    await(() -> robot.lookup("#open-sample-rotating-gamma").tryQuery().isPresent());
    robot.clickOn("#open-sample-rotating-gamma");
    await(() -> shell.workbench().project().isPresent());
    Path output = folder.resolve("output");
    try (FxWatchdog watchdog = new FxWatchdog()) {
      runWatched(output, "300");
      explore(output, "pyramidal", 18);
      note(
          "interface thread busy at a stretch for at most "
              + watchdog.longestMs()
              + " ms"
              + watchdog.busiest());
      assertThat(watchdog.longestMs()).as(watchdog.busiest()).isLessThan(MOST_BUSY_MS);
    }
  }

  @Test
  void aMechanismIsEditedRecompiledAndRunAgain() throws Exception {
    Sample sample =
        SampleCatalogue.find().samples().stream()
            .filter(found -> found.id().equals("rotating-gamma"))
            .findFirst()
            .orElseThrow()
            .copyInto(folder.resolve("models"));
    robot.interact(() -> shell.viewModel().open(sample.config()));
    await(() -> shell.workbench().project().isPresent());
    Path output = folder.resolve("output");
    settings(output, "5");
    robot.clickOn("#workspace-mechanisms");
    await(() -> !shell.mechanisms().entries().isEmpty());
    MechanismEntry entry = shell.mechanisms().entries().getFirst();
    assertThat(entry.isEditable()).isTrue();
    String before = entry.text();
    CodeArea area = robot.lookup("#mechanism-text").queryAs(CodeArea.class);
    assertThat(area.getText()).isEqualTo(before);
    runAgain();

    // A fault is said at its line; the run keeps what is saved until it is mended.
    robot.interact(
        () -> area.replaceText(before.replaceFirst("BREAKPOINT\\s*\\{", "$0 unknown = 1 ")));
    await(entry::hasErrors);
    int line = entry.problems().getFirst().location().line();
    assertThat(before.lines().toList().get(line - 1)).contains("BREAKPOINT");
    await(() -> robot.lookup(".code-problem").tryQuery().isPresent());

    // Mended and changed: only this file is compiled again.
    robot.interact(() -> area.replaceText(before + "\n: another version\n"));
    await(() -> !entry.hasErrors());
    robot.interact(() -> area.replaceText(before.replaceFirst("exp\\(", "exp(0.0 + ")));
    double elapsedMs = runAgain();
    assertThat(Files.readString(Path.of(entry.path()))).contains("exp(0.0 + ");
    assertThat(entry.isEdited()).isFalse();
    note("a changed mechanism was saved, compiled and run 5 ms after " + elapsedMs + " ms");
    // 1000 ms is the aim; the rest is for machines that do other things at the same time.
    assertThat(elapsedMs).isLessThan(6000);
  }

  private double runAgain() throws Exception {
    long start = System.nanoTime();
    robot.interact(() -> robot.lookup("#mechanism-run").queryButton().fire());
    await(() ->
        shell.run().state() == RunViewModel.State.FINISHED
            || shell.run().state() == RunViewModel.State.FAILED);
    double elapsedMs = (System.nanoTime() - start) / 1e6;
    assertThat(shell.run().state())
        .as(shell.workbench().problems().toString())
        .isEqualTo(RunViewModel.State.FINISHED);
    return elapsedMs;
  }

  @Test
  void aStoppedRunEndsAtOnceAndItsFilesAreValid() throws Exception {
    await(() -> robot.lookup("#open-sample-rotating-gamma").tryQuery().isPresent());
    robot.clickOn("#open-sample-rotating-gamma");
    await(() -> shell.workbench().project().isPresent());
    Path output = folder.resolve("output");
    robot.clickOn("#workspace-run");
    settings(output, "");
    robot.clickOn("#run-button");
    await(() -> shell.run().simulatedMsProperty().get() > 45);
    long before = System.nanoTime();
    robot.interact(() -> shell.run().stop());
    await(() -> shell.run().state() == RunViewModel.State.STOPPED);
    double elapsedMs = (System.nanoTime() - before) / 1e6;
    note("stop obeyed and all files closed after " + elapsedMs + " ms");
    // 200 ms is the aim; the rest is for machines that do other things at the same time.
    assertThat(elapsedMs).isLessThan(2000);
    try (RunResults results = new ResultFiles().read(output, RunControl.none())) {
      assertThat(results.problems()).isEmpty();
      assertThat(results.durationMs()).isBetween(45.0, 999.0);
      assertThat(results.reports()).hasSize(5);
      assertThat(results.spikes().get("basket").tMs()).isNotEmpty();
      assertThat(results.reports()).allSatisfy(report -> assertThat(report.rows()).isPositive());
    }
  }

  @Test
  @Tag("conformance")
  void aPublicModelWithoutItsMechanismsIsOpenedRunAndExplored() throws Exception {
    String shared = System.getProperty("neurowright.shared", "");
    String python = System.getProperty("neurowright.python", "");
    assumeThat(shared).as("set -Dneurowright.shared=... to the reference data").isNotEmpty();
    assumeThat(python).as("set -Dneurowright.python=... to a Python with bmtk").isNotEmpty();
    Path data = Path.of(shared, "data", "bmtk");
    copy(data.resolve("bio_14cells"), folder.resolve("bmtk/bio_14cells"));
    copy(data.resolve("bio_components"), folder.resolve("bmtk/bio_components"));
    close();
    Preferences preferences = Preferences.load(folder.resolve("home"));
    preferences.mechanismFoldersProperty().set(List.of(modfiles(Path.of(python))));
    preferences.save();
    open();
    robot.interact(() -> shell.viewModel().open(folder.resolve("bmtk/bio_14cells")));
    await(() -> shell.workbench().project().isPresent());
    Path output = folder.resolve("output");
    runWatched(output, "400");
    explore(output, "v1", 14);
  }

  private static Path modfiles(Path python) throws IOException {
    Path lib = python.toAbsolutePath().getParent().resolveSibling("lib");
    try (Stream<Path> versions = Files.list(lib)) {
      return versions
          .map(v -> v.resolve("site-packages/bmtk/utils/scripts/bionet/mechanisms/modfiles"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no bmtk under " + lib));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private void settings(Path output, String tstopMs) {
    robot.interact(() -> {
      shell.run().tstopTextProperty().set(tstopMs);
      shell.run().outputTextProperty().set(output.toString());
      shell.run().commit();
    });
  }

  /** Runs with a shorter end, and looks at the raster while it goes on. */
  private void runWatched(Path output, String tstopMs) throws Exception {
    robot.clickOn("#workspace-run");
    settings(output, tstopMs);
    robot.clickOn("#run-button");
    await(() -> robot.lookup(".raster-view").tryQuery().isPresent());
    RasterView raster = robot.lookup(".raster-view").queryAs(RasterView.class);
    TreeSet<Integer> counts = new TreeSet<>();
    await(() -> {
      if (shell.run().state() == RunViewModel.State.RUNNING) {
        counts.add(raster.spikeCount());
      }
      return !shell.run().state().isActive()
          && raster.spikeCount() == shell.run().spikesProperty().get();
    });
    assertThat(shell.run().state())
        .as(shell.workbench().problems().toString())
        .isEqualTo(RunViewModel.State.FINISHED);
    assertThat(counts).as("spikes drawn while it ran").hasSizeGreaterThan(1);
    assertThat(raster.spikeCount()).isGreaterThanOrEqualTo(counts.last()).isPositive();
    assertThat(output.resolve("spikes.h5")).isNotEmptyFile();
  }

  private void explore(Path output, String population, int cells) throws Exception {
    robot.clickOn("#explore-results");
    ExploreView explore = shell.explore().orElseThrow();
    await(() -> explore.raster().spikeCount() > 0 && !explore.traces().series().isEmpty());
    robot.interact(() -> explore.space().setAllShapes(false));
    WaitForAsyncUtils.waitForFxEvents();
    Image before = picture(explore);
    int row = pick(explore, population, cells);
    Image after = picture(explore);
    assertThat(differences(before, after)).as("pixels of the branches").isGreaterThan(1500);
    await(
        () -> tracesAreOf(explore, population + " " + row) || explore.traces().series().isEmpty());
    if (recorded(output, population, row)) {
      await(() -> tracesAreOf(explore, population + " " + row));
      comparesWithFile(explore.traces().series().getFirst(), output, population, row);
    }
  }

  private static boolean tracesAreOf(ExploreView explore, String label) {
    List<TraceSeries> series = explore.traces().series();
    return series.size() == 1 && series.getFirst().label().equals(label);
  }

  /** Clicks where cells are drawn until one is hit that is not behind another; gives its row. */
  private int pick(ExploreView explore, String population, int cells) throws Exception {
    List<Integer> missed = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      int wanted = cell;
      double[] place = fx(() -> explore.space().placeOf(wanted).orElseThrow());
      robot.clickOn(explore.space().localToScreen(place[0], place[1]), MouseButton.PRIMARY);
      WaitForAsyncUtils.waitForFxEvents();
      boolean hit =
          fx(() ->
              shell.workbench().selection().selected().size() == 1
                  && shell
                      .workbench()
                      .selection()
                      .first(1)
                      .getFirst()
                      .population()
                      .equals(population)
                  && shell.workbench().selection().first(1).getFirst().row() == wanted);
      if (hit) {
        return cell;
      }
      missed.add(cell);
    }
    throw new AssertionError("no cell could be picked: " + missed);
  }

  private Image picture(ExploreView explore) throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    return fx(() -> explore.space().snapshot(null, null));
  }

  private static int differences(Image a, Image b) {
    int different = 0;
    for (int y = 0; y < Math.min(a.getHeight(), b.getHeight()); y++) {
      for (int x = 0; x < Math.min(a.getWidth(), b.getWidth()); x++) {
        different += a.getPixelReader().getArgb(x, y) == b.getPixelReader().getArgb(x, y) ? 0 : 1;
      }
    }
    return different;
  }

  private static boolean recorded(Path output, String population, int row) {
    try (ReportFile file = potentials(output)) {
      return file.table(population).orElseThrow().columnsOf(row).isPresent();
    }
  }

  private static void comparesWithFile(
      TraceSeries series, Path output, String population, int node) {
    try (ReportFile file = potentials(output)) {
      ReportTable table = file.table(population).orElseThrow();
      int column = table.columnsOf(node).orElseThrow().first();
      double[] values = table.trace(column, 0, 20);
      assertThat(series.count()).isGreaterThan(100);
      if (series.count() == table.rows()) {
        assertThat(series.values()).startsWith(values);
      } else {
        assertThat(series.values()[0]).isBetween(-100.0, 60.0);
      }
    }
  }

  private static ReportFile potentials(Path output) {
    return ReportFile.open(output.resolve("membrane_potential.h5")).value().orElseThrow();
  }

  /** Figures are looked at by people; they depend too much on the machine to be tested closely. */
  private static void note(String figure) throws IOException {
    Files.writeString(
        Path.of("target", "desktop-figures.txt"),
        figure + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static <T> T fx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, action);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        90, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(10_000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
