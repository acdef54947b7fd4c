package org.neurowright.app.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.command.UndoableEdit;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.DurationText;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.app.workspace.FinishedRun;
import org.neurowright.app.workspace.ModelRunner;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.task.Progress;
import org.neurowright.io.project.RunReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of the open model: settings for the next one, the state of the present one, the end of
 * the last.
 */
public final class RunViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(RunViewModel.class);

  /** Where the run stands. */
  public enum State {
    /** Nothing was run yet. */
    READY,
    RUNNING,
    PAUSED,
    STOPPING,
    FINISHED,
    STOPPED,
    FAILED;

    public boolean isActive() {
      return this == RUNNING || this == PAUSED || this == STOPPING;
    }
  }

  private final Workbench workbench;
  private final ModelRunner runner;
  private final TaskService tasks;
  private final UndoStack undo;
  private final LongSupplier nanoClock;
  private final RealTimeFactor realTime = new RealTimeFactor();

  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READY);
  private final ReadOnlyObjectWrapper<RunOverrides> overrides =
      new ReadOnlyObjectWrapper<>(RunOverrides.NONE);
  private final StringProperty tstopText = new SimpleStringProperty("");
  private final StringProperty threadsText = new SimpleStringProperty("");
  private final StringProperty outputText = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper tstopError = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper threadsError = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper outputError = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<LiveSink>> live =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyDoubleWrapper simulatedMs = new ReadOnlyDoubleWrapper(Double.NaN);
  private final ReadOnlyDoubleWrapper totalMs = new ReadOnlyDoubleWrapper(Double.NaN);
  private final ReadOnlyDoubleWrapper secondsLeft = new ReadOnlyDoubleWrapper(Double.NaN);
  private final ReadOnlyDoubleWrapper realTimeFactor = new ReadOnlyDoubleWrapper(Double.NaN);
  private final ReadOnlyLongWrapper spikes = new ReadOnlyLongWrapper(0);
  private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper runnable = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper whyNot = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<Problem>> failure =
      new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanBinding active =
      Bindings.createBooleanBinding(() -> state.get().isActive(), state);
  private Optional<BackgroundTask<RunReport>> task = Optional.empty();
  private int runs;

  /**
   * The run of the workbench's project.
   *
   * @param nanoClock wall time, ns, any origin
   */
  public RunViewModel(
      Workbench workbench,
      ModelRunner runner,
      TaskService tasks,
      UndoStack undo,
      LongSupplier nanoClock) {
    this.workbench = workbench;
    this.runner = runner;
    this.tasks = tasks;
    this.undo = undo;
    this.nanoClock = nanoClock;
    workbench.projectProperty().subscribe(this::projectChanged);
    state.subscribe(this::judge);
  }

  // ---- settings of the next run

  public ReadOnlyObjectProperty<RunOverrides> overridesProperty() {
    return overrides.getReadOnlyProperty();
  }

  /**
   * End of the run as typed, ms; empty for the configuration's. Takes effect with {@link
   * #commit()}.
   */
  public StringProperty tstopTextProperty() {
    return tstopText;
  }

  /** Threads as typed; empty for as many as there are processors. */
  public StringProperty threadsTextProperty() {
    return threadsText;
  }

  /** Output folder as typed; empty for the configuration's. */
  public StringProperty outputTextProperty() {
    return outputText;
  }

  /** What is wrong with the typed end of the run; empty when nothing is. */
  public ReadOnlyStringProperty tstopErrorProperty() {
    return tstopError.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty threadsErrorProperty() {
    return threadsError.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty outputErrorProperty() {
    return outputError.getReadOnlyProperty();
  }

  /** The configuration's own end of the run, ms; NaN without a model. */
  public double configuredTstopMs() {
    return settings().map(RunSettings::tstopMs).orElse(Double.NaN);
  }

  /** The configuration's own output folder. */
  public String configuredOutputDir() {
    return workbench.project().map(project -> project.model().output().outputDir()).orElse("");
  }

  /** The folder the next run writes to. */
  public Path outputDir() {
    return overrides.get().outputDir().orElseGet(() -> Path.of(configuredOutputDir()));
  }

  /**
   * Takes over what was typed, as one step that can be undone; what is wrong is said and not taken
   * over.
   */
  public void commit() {
    RunOverrides before = overrides.get();
    RunOverrides after =
        new RunOverrides(parsedTstop(before), parsedThreads(before), parsedOutput(before));
    judge();
    if (!after.equals(before)) {
      undo.perform(new SetOverrides(before, after));
    }
  }

  /** Goes back to what the configuration says. */
  public void resetOverrides() {
    if (!overrides.get().equals(RunOverrides.NONE)) {
      undo.perform(new SetOverrides(overrides.get(), RunOverrides.NONE));
    } else {
      showOverrides(RunOverrides.NONE);
    }
  }

  // ---- running

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public State state() {
    return state.get();
  }

  /** True while a run goes on, paused or not. */
  public BooleanBinding activeBinding() {
    return active;
  }

  /** Whether a run can be started now. */
  public ReadOnlyBooleanProperty runnableProperty() {
    return runnable.getReadOnlyProperty();
  }

  /** Why no run can be started; empty when one can. */
  public ReadOnlyStringProperty whyNotProperty() {
    return whyNot.getReadOnlyProperty();
  }

  public void start() {
    commit();
    if (!runnable.get()) {
      return;
    }
    Project project = workbench.project().orElseThrow();
    LiveSink sink = new LiveSink();
    RunOverrides settings = overrides.get();
    double end = settings.tstopMs().orElse(project.model().run().tstopMs());
    int run = ++runs;
    realTime.restart();
    outcome.set("");
    failure.set(List.of());
    activity.set("Starting");
    fraction.set(-1);
    simulatedMs.set(0);
    totalMs.set(end);
    secondsLeft.set(Double.NaN);
    realTimeFactor.set(Double.NaN);
    spikes.set(0);
    live.set(Optional.of(sink));
    state.set(State.RUNNING);
    LOG.info("Running {} to {} ms", project.name(), NumberText.real(end));
    BackgroundTask<RunReport> started =
        tasks.start(
            "Run " + project.name(),
            true,
            control -> runner.run(project, settings.options(), control, List.of(sink)),
            report -> finished(run, project, sink, report),
            reason -> failed(run, project, reason));
    task = Optional.of(started);
    started.progressProperty().subscribe(this::progressed);
    started.secondsLeftProperty().subscribe(seconds -> secondsLeft.set(seconds.doubleValue()));
    started.stateProperty().subscribe(now -> taskState(started, now));
  }

  /** Holds the run, or lets it go on. */
  public void togglePause() {
    task.ifPresent(running -> {
      if (state.get() == State.PAUSED) {
        running.resume();
      } else {
        running.pause();
      }
    });
  }

  /** Ends the run and keeps what it has. */
  public void stop() {
    task.ifPresent(BackgroundTask::stop);
  }

  /** What is seen of the run while it goes on and after; empty before the first. */
  public ReadOnlyObjectProperty<Optional<LiveSink>> liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** What is being done. */
  public ReadOnlyStringProperty activityProperty() {
    return activity.getReadOnlyProperty();
  }

  /** Done, 0 to 1, of the present activity; negative when unknown. */
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  public ReadOnlyDoubleProperty simulatedMsProperty() {
    return simulatedMs.getReadOnlyProperty();
  }

  public ReadOnlyDoubleProperty totalMsProperty() {
    return totalMs.getReadOnlyProperty();
  }

  public ReadOnlyDoubleProperty secondsLeftProperty() {
    return secondsLeft.getReadOnlyProperty();
  }

  /** Simulated time per wall time; NaN when not known. */
  public ReadOnlyDoubleProperty realTimeFactorProperty() {
    return realTimeFactor.getReadOnlyProperty();
  }

  /** Spikes so far. */
  public ReadOnlyLongProperty spikesProperty() {
    return spikes.getReadOnlyProperty();
  }

  /** How the last run ended, in a sentence. */
  public ReadOnlyStringProperty outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** Why the last run could not be done; empty when it could. */
  public ReadOnlyObjectProperty<List<Problem>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Does something with what is live, if anything is. */
  public void withLive(Consumer<LiveSink> action) {
    live.get().ifPresent(action);
  }

  private void progressed(Progress progress) {
    activity.set(progress.activity());
    fraction.set(Double.isNaN(progress.fraction()) ? -1 : progress.fraction());
    if (progress.unit().equals("ms")) {
      simulatedMs.set(progress.done());
    }
    live.get().ifPresent(sink -> spikes.set(Math.max(progress.spikes(), sink.spikeCount())));
    realTimeFactor.set(realTime.update(progress, nanoClock.getAsLong()));
  }

  private void taskState(BackgroundTask<RunReport> of, BackgroundTask.State now) {
    if (task.filter(running -> running == of).isEmpty()) {
      return;
    }
    switch (now) {
      case RUNNING -> {
        realTime.pause();
        state.set(State.RUNNING);
      }
      case PAUSED -> state.set(State.PAUSED);
      case STOPPING -> state.set(State.STOPPING);
      case FINISHED, FAILED -> {
        // The callbacks of the task say how it ended.
      }
    }
  }

  private void finished(int run, Project project, LiveSink sink, RunReport report) {
    if (run != runs) {
      return;
    }
    task = Optional.empty();
    RunOutcome end = report.outcome();
    simulatedMs.set(end.reachedMs());
    spikes.set(end.spikes());
    realTimeFactor.set(report.realTimeFactor());
    secondsLeft.set(Double.NaN);
    fraction.set(totalMs.get() > 0 ? Math.min(1, end.reachedMs() / totalMs.get()) : 1);
    String spikeText = NumberText.plural(end.spikes(), "spike", "spikes");
    outcome.set(
        (end.stopped()
                ? "Stopped at " + NumberText.real(end.reachedMs()) + " ms, results kept"
                : "Finished " + NumberText.real(end.reachedMs()) + " ms")
            + " in "
            + DurationText.seconds(report.wallSeconds())
            + ", "
            + spikeText);
    activity.set(end.stopped() ? "Stopped" : "Finished");
    LOG.info("{}: {}. Results in {}", project.name(), outcome.get(), report.outputDir());
    state.set(end.stopped() ? State.STOPPED : State.FINISHED);
    RunLayout layout =
        sink.layout()
            .orElse(
                new RunLayout(
                    project.name(),
                    totalMs.get(),
                    project.model().run().dtMs(),
                    end.steps(),
                    List.of(),
                    List.of(),
                    project.model().output()));
    workbench.runEnded(new FinishedRun(project, layout, report));
  }

  private void failed(int run, Project project, Throwable reason) {
    if (run != runs) {
      return;
    }
    task = Optional.empty();
    List<Problem> problems = ProblemText.of(reason);
    LOG.error("{} could not be run: {}", project.name(), problems.getFirst().message(), reason);
    secondsLeft.set(Double.NaN);
    fraction.set(0);
    activity.set("Failed");
    outcome.set("The run could not be done: " + problems.getFirst().message());
    workbench.runFailed(problems);
    state.set(State.FAILED);
    failure.set(problems);
  }

  private void projectChanged() {
    // A run of the former project ends by itself; nobody looks at it any more.
    task.ifPresent(BackgroundTask::stop);
    runs++;
    task = Optional.empty();
    live.set(Optional.empty());
    outcome.set("");
    activity.set("");
    fraction.set(0);
    simulatedMs.set(Double.NaN);
    totalMs.set(configuredTstopMs());
    realTimeFactor.set(Double.NaN);
    secondsLeft.set(Double.NaN);
    spikes.set(0);
    failure.set(List.of());
    undo.forget(SetOverrides.class::isInstance);
    overrides.set(RunOverrides.NONE);
    showOverrides(RunOverrides.NONE);
    state.set(State.READY);
    judge();
  }

  private void judge() {
    Optional<Project> project = workbench.project();
    String reason =
        project.isEmpty()
            ? "No model is open"
            : state.get().isActive()
                ? "A run is going on"
                : !project.get().isRunnable()
                    ? "The model has errors; see Problems"
                    : !tstopError.get().isEmpty()
                            || !threadsError.get().isEmpty()
                            || !outputError.get().isEmpty()
                        ? "A setting of the run is not valid"
                        : "";
    whyNot.set(reason);
    runnable.set(reason.isEmpty());
  }

  private Optional<RunSettings> settings() {
    return workbench.project().map(project -> project.model().run());
  }

  private OptionalDouble parsedTstop(RunOverrides before) {
    String text = tstopText.get().strip().replace(',', '.');
    tstopError.set("");
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text);
      double dtMs = settings().map(RunSettings::dtMs).orElse(0.0);
      if (!(value > 0) || Double.isInfinite(value)) {
        tstopError.set("The end of the run must be a time after 0 ms");
      } else if (value < dtMs) {
        tstopError.set(
            "The end of the run must be at least one step, " + NumberText.real(dtMs) + " ms");
      } else {
        return value == configuredTstopMs() ? OptionalDouble.empty() : OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      tstopError.set("“" + text + "” is not a number of milliseconds");
    }
    return before.tstopMs();
  }

  private int parsedThreads(RunOverrides before) {
    String text = threadsText.get().strip();
    threadsError.set("");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= 1024) {
        return value;
      }
      threadsError.set("Threads: a number from 1 to 1024, or empty for all processors");
    } catch (NumberFormatException e) {
      threadsError.set("“" + text + "” is not a number of threads");
    }
    return before.threads();
  }

  private Optional<Path> parsedOutput(RunOverrides before) {
    String text = outputText.get().strip();
    outputError.set("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path typed = Path.of(text);
      Path folder =
          workbench
              .project()
              .map(project -> project.folder().resolve(typed))
              .orElse(typed)
              .normalize();
      return folder.toString().equals(configuredOutputDir())
          ? Optional.empty()
          : Optional.of(folder);
    } catch (InvalidPathException e) {
      outputError.set("“" + text + "” cannot be a folder: " + e.getReason());
    }
    return before.outputDir();
  }

  private void showOverrides(RunOverrides shown) {
    tstopText.set(
        shown.tstopMs().isPresent() ? NumberText.real(shown.tstopMs().getAsDouble()) : "");
    threadsText.set(shown.threads() > 0 ? Integer.toString(shown.threads()) : "");
    outputText.set(shown.outputDir().map(Path::toString).orElse(""));
    tstopError.set("");
    threadsError.set("");
    outputError.set("");
    judge();
  }

  private final class SetOverrides implements UndoableEdit {
    private final RunOverrides before;
    private final RunOverrides after;

    SetOverrides(RunOverrides before, RunOverrides after) {
      this.before = before;
      this.after = after;
    }

    @Override
    public String name() {
      if (after.equals(RunOverrides.NONE)) {
        return "Reset run settings";
      }
      if (!after.tstopMs().equals(before.tstopMs())) {
        return "Set end of run";
      }
      return after.threads() != before.threads() ? "Set threads" : "Set output folder";
    }

    @Override
    public void apply() {
      overrides.set(after);
      totalMs.set(after.tstopMs().orElse(configuredTstopMs()));
      showOverrides(after);
    }

    @Override
    public void revert() {
      overrides.set(before);
      totalMs.set(before.tstopMs().orElse(configuredTstopMs()));
      showOverrides(before);
    }
  }
}
