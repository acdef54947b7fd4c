package org.neurowright.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.fake.FakeResults;
import org.neurowright.app.fake.FakeRunner;
import org.neurowright.app.fake.SteppedExecutor;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.ModelRunner;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.Progress;

class RunViewModelTest {
  private final SteppedExecutor background = new SteppedExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final TaskService tasks = new TaskService(background, Runnable::run, nanos::get);
  private final Workbench workbench = new Workbench();
  private final UndoStack undo = new UndoStack();
  private final ModelRunner fake = new FakeRunner(Double.POSITIVE_INFINITY, new FakeResults());
  private RunViewModel run = model(fake);

  private RunViewModel model(ModelRunner runner) {
    return new RunViewModel(workbench, runner, tasks, undo, nanos::get);
  }

  @BeforeEach
  void open() {
    workbench.open(FakeModels.project(14));
  }

  @Test
  void runsToTheConfiguredEndAndPublishesTheResults() {
    run.start();
    assertThat(run.state()).isEqualTo(RunViewModel.State.RUNNING);
    assertThat(run.runnableProperty().get()).isFalse();
    background.runAll();
    assertThat(run.state()).isEqualTo(RunViewModel.State.FINISHED);
    assertThat(run.simulatedMsProperty().get()).isEqualTo(3000);
    assertThat(run.spikesProperty().get()).isPositive();
    assertThat(run.outcomeProperty().get()).startsWith("Finished 3000 ms");
    assertThat(workbench.lastRunProperty().get()).isPresent();
    assertThat(run.runnableProperty().get()).isTrue();
  }

  @Test
  void stoppingKeepsWhatThereIs() {
    run.start();
    run.stop();
    assertThat(run.state()).isEqualTo(RunViewModel.State.STOPPING);
    background.runAll();
    assertThat(run.state()).isEqualTo(RunViewModel.State.STOPPED);
    assertThat(run.outcomeProperty().get()).contains("results kept");
    assertThat(workbench.lastRunProperty().get()).isPresent();
  }

  @Test
  void pausesAndGoesOn() {
    run.start();
    run.togglePause();
    assertThat(run.state()).isEqualTo(RunViewModel.State.PAUSED);
    assertThat(run.activeBinding().get()).isTrue();
    run.togglePause();
    assertThat(run.state()).isEqualTo(RunViewModel.State.RUNNING);
  }

  @Test
  void takesOverTypedSettingsAndUndoesThem() {
    run.tstopTextProperty().set("500");
    run.threadsTextProperty().set("2");
    run.outputTextProperty().set("other");
    run.commit();
    assertThat(run.overridesProperty().get().tstopMs()).hasValue(500);
    assertThat(run.overridesProperty().get().threads()).isEqualTo(2);
    assertThat(run.outputDir())
        .isEqualTo(workbench.project().orElseThrow().folder().resolve("other"));
    run.start();
    background.runAll();
    assertThat(run.simulatedMsProperty().get()).isEqualTo(500);
    undo.undo();
    assertThat(run.overridesProperty().get()).isEqualTo(RunOverrides.NONE);
    assertThat(run.tstopTextProperty().get()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithATypedValueAndKeepsTheOldOne() {
    run.tstopTextProperty().set("-5");
    run.commit();
    assertThat(run.tstopErrorProperty().get()).contains("after 0 ms");
    assertThat(run.overridesProperty().get()).isEqualTo(RunOverrides.NONE);
    assertThat(run.runnableProperty().get()).isFalse();
    run.tstopTextProperty().set("soon");
    run.threadsTextProperty().set("0");
    run.commit();
    assertThat(run.tstopErrorProperty().get()).contains("soon");
    assertThat(run.threadsErrorProperty().get()).isNotEmpty();
    run.tstopTextProperty().set("0.05");
    run.commit();
    assertThat(run.tstopErrorProperty().get()).contains("0.1 ms");
    run.resetOverrides();
    assertThat(run.tstopErrorProperty().get()).isEmpty();
    assertThat(run.runnableProperty().get()).isTrue();
  }

  @Test
  void aModelWithErrorsCannotBeRun() {
    workbench.open(FakeModels.brokenProject(14));
    assertThat(run.runnableProperty().get()).isFalse();
    assertThat(run.whyNotProperty().get()).contains("Problems");
    run.start();
    assertThat(run.state()).isEqualTo(RunViewModel.State.READY);
  }

  @Test
  void aFaultyModelEndsInProblemsAndNotInATrace() {
    Problem problem =
        Problem.error("nmodl.missing", Location.NOWHERE, "Mechanism Im_v2 is not there");
    run =
        model((project, options, control, observers) -> {
          throw new ModelException(problem);
        });
    run.start();
    background.runAll();
    assertThat(run.state()).isEqualTo(RunViewModel.State.FAILED);
    assertThat(run.failureProperty().get()).containsExactly(problem);
    assertThat(workbench.problems()).contains(problem);
    assertThat(run.outcomeProperty().get()).contains("Im_v2");
  }

  @Test
  void anEarlierModelsRunDoesNotShowUpInTheNextModel() {
    run.start();
    workbench.open(FakeModels.project(20));
    background.runAll();
    assertThat(run.state()).isEqualTo(RunViewModel.State.READY);
    assertThat(workbench.lastRunProperty().get()).isEmpty();
  }

  @Test
  void realTimeFactorIsSimulatedPerWallTimeAndForgetsPauses() {
    RealTimeFactor factor = new RealTimeFactor();
    factor.update(new Progress("Simulating", 0, 1000, "ms"), 0);
    assertThat(factor.update(new Progress("Simulating", 100, 1000, "ms"), 1_000_000_000L))
        .isEqualTo(0.1);
    factor.pause();
    factor.update(new Progress("Simulating", 100, 1000, "ms"), 90_000_000_000L);
    assertThat(factor.update(new Progress("Simulating", 200, 1000, "ms"), 91_000_000_000L))
        .isEqualTo(0.1);
    assertThat(factor.update(new Progress("Building", 1, 10, "cells"), 92_000_000_000L)).isNaN();
  }

  @Test
  void optionsAreHandedToTheRunner() {
    List<Optional<Path>> seen = new ArrayList<>();
    run =
        model((project, options, control, observers) -> {
          seen.add(options.outputDir());
          return fake.run(project, options, control, observers);
        });
    run.outputTextProperty().set("/elsewhere");
    run.start();
    background.runAll();
    assertThat(seen).containsExactly(Optional.of(Path.of("/elsewhere")));
  }
}
