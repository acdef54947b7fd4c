package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.fake.FakeOpener;
import org.neurowright.app.fake.FakeResults;
import org.neurowright.app.fake.FakeRunner;
import org.neurowright.app.fake.SteppedExecutor;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.Workbench;

class ShellViewModelTest {
  @TempDir Path home;
  private final SteppedExecutor background = new SteppedExecutor();
  private final TaskService tasks = new TaskService(background, Runnable::run, () -> 0);
  private final Workbench workbench = new Workbench();
  private final RunViewModel run =
      new RunViewModel(
          workbench,
          new FakeRunner(Double.POSITIVE_INFINITY, new FakeResults()),
          tasks,
          new UndoStack(),
          () -> 0);
  private Preferences preferences;
  private ShellViewModel shell;

  @BeforeEach
  void create() {
    preferences = Preferences.load(home);
    shell =
        new ShellViewModel(
            workbench, new FakeOpener(14), tasks, preferences, run, () -> Instant.EPOCH);
  }

  @Test
  void opensInTheBackgroundAndRemembersTheProject() {
    shell.open(Path.of("/models/a/simulation_config.json"));
    assertThat(shell.pageProperty().get()).isEqualTo(ShellViewModel.Page.START);
    background.runAll();
    assertThat(shell.pageProperty().get()).isEqualTo(ShellViewModel.Page.MODEL);
    assertThat(workbench.project()).isPresent();
    assertThat(Preferences.load(home).recent()).hasSize(1);
  }

  @Test
  void aSampleRunsWithOneClick() {
    shell.openAndRun(Path.of("/samples/ring/simulation_config.json"));
    background.runAll();
    assertThat(shell.pageProperty().get()).isEqualTo(ShellViewModel.Page.RUN);
    assertThat(run.state()).isEqualTo(RunViewModel.State.FINISHED);
  }

  @Test
  void errorsOpenTheProblemsPaneAndDoNotRun() {
    shell.openAndRun(Path.of("/models/broken/simulation_config.json"));
    background.runAll();
    assertThat(shell.pageProperty().get()).isEqualTo(ShellViewModel.Page.MODEL);
    assertThat(shell.dockProperty().get()).isEqualTo(ShellViewModel.Dock.PROBLEMS);
    assertThat(run.state()).isEqualTo(RunViewModel.State.READY);
  }

  @Test
  void whatCannotBeOpenedIsSaidAndLeavesTheOpenModelAlone() {
    shell.open(Path.of("/models/a/simulation_config.json"));
    background.runAll();
    shell.open(Path.of("/models/missing"));
    background.runAll();
    assertThat(shell.failureProperty().get().orElseThrow().title()).contains("missing");
    assertThat(shell.failureProperty().get().orElseThrow().problems()).hasSize(1);
    assertThat(workbench.project()).isPresent();
    shell.failureSeen();
    assertThat(shell.failureProperty().get()).isEmpty();
  }

  @Test
  void theLatestOfTwoRequestsWins() {
    shell.open(Path.of("/models/first/simulation_config.json"));
    shell.open(Path.of("/models/second/simulation_config.json"));
    background.runAll();
    assertThat(workbench.project().orElseThrow().config().toString()).contains("second");
    assertThat(preferences.recent()).hasSize(1);
  }

  @Test
  void findsTheLineOfAJsonPath() {
    List<String> lines =
        List.of(
            "{",
            " \"run\": {",
            "  \"dt\": 0",
            " },",
            " \"reports\": {",
            "  \"v\": {",
            "   \"dt\": 1");
    assertThat(SourceView.lineOf(lines, "$.run.dt")).isEqualTo(3);
    assertThat(SourceView.lineOf(lines, "$.reports.v.dt")).isEqualTo(7);
    assertThat(SourceView.lineOf(lines, "$.reports.gone")).isEqualTo(5);
    assertThat(SourceView.lineOf(lines, "/nodes/v1")).isZero();
  }

  @Test
  void nothingEndsARunWithoutAsking() {
    shell.open(Path.of("/models/a/simulation_config.json"));
    background.runAll();
    run.start();
    shell.open(Path.of("/models/second/simulation_config.json"));
    assertThat(run.state()).isEqualTo(RunViewModel.State.RUNNING);
    assertThat(shell.questionProperty().get().orElseThrow().text()).contains("kept");
    shell.answer(false);
    assertThat(workbench.project().orElseThrow().config().toString()).contains("/a/");
    shell.open(Path.of("/models/second/simulation_config.json"));
    shell.answer(true);
    background.runAll();
    assertThat(workbench.project().orElseThrow().config().toString()).contains("second");
    assertThat(shell.questionProperty().get()).isEmpty();
    List<String> done = new ArrayList<>();
    shell.quit(() -> done.add("quit"));
    assertThat(done).containsExactly("quit");
  }

  @Test
  void exploreHasTheWidthToItselfUntilTheTreeIsAskedFor() {
    shell.pageProperty().set(ShellViewModel.Page.MODEL);
    shell.pageProperty().set(ShellViewModel.Page.EXPLORE);
    assertThat(shell.treeShownProperty().get()).isFalse();
    shell.treeShownProperty().set(true);
    shell.pageProperty().set(ShellViewModel.Page.RUN);
    assertThat(shell.treeShownProperty().get()).isTrue();
    shell.pageProperty().set(ShellViewModel.Page.EXPLORE);
    assertThat(shell.treeShownProperty().get()).isTrue();
  }

  @Test
  void closingGoesBackToTheStartPage() {
    shell.open(Path.of("/models/a/simulation_config.json"));
    background.runAll();
    shell.closeProject();
    assertThat(workbench.project()).isEmpty();
    assertThat(workbench.problems()).isEmpty();
    assertThat(shell.pageProperty().get()).isEqualTo(ShellViewModel.Page.START);
  }
}
