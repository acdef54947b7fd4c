package org.neurowright.app.shell;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.RecentProject;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.app.workspace.ModelOpener;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which workspace and which panes are shown, and how models get opened. */
public final class ShellViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(ShellViewModel.class);

  /** What fills the middle of the window. */
  public enum Page {
    START,
    MODEL,
    BUILD,
    RUN,
    EXPLORE,
    MECHANISMS,
    CONFIGURATION,
    LAB
  }

  /** What the dock at the bottom shows. */
  public enum Dock {
    CLOSED,
    PROBLEMS,
    LOG
  }

  /**
   * Something did not work out and has to be said.
   *
   * @param title what was wanted
   * @param problems why it could not be
   */
  public record Failure(String title, List<Problem> problems) {}

  /**
   * Something the user has to agree to first.
   *
   * @param title what would happen
   * @param text why it is asked
   * @param yes name of the button that does it
   * @param action does it
   * @param otherwise another way, with the name of its button; empty when there is none
   */
  public record Question(
      String title, String text, String yes, Runnable action, Optional<Choice> otherwise) {}

  /**
   * A further answer to a question.
   *
   * @param name name of its button
   * @param action what it does
   */
  public record Choice(String name, Runnable action) {}

  /**
   * Changes that would be lost.
   *
   * @param what names them, for instance "NaTs.mod and 2 more files"
   * @param save saves them, then does what it is given; says itself what cannot be saved
   */
  public record Unsaved(String what, Consumer<Runnable> save) {}

  private final Workbench workbench;
  private final ModelOpener opener;
  private final TaskService tasks;
  private final Preferences preferences;
  private final RunViewModel run;
  private final InstantSource clock;
  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.START);
  private final ObjectProperty<Dock> dock = new SimpleObjectProperty<>(Dock.CLOSED);
  private final BooleanProperty treeShown = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<Optional<Failure>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Question>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final List<Supplier<Optional<Unsaved>>> guards = new ArrayList<>();
  private final Map<Page, Boolean> treeOnPage = new EnumMap<>(Page.class);
  private Optional<BackgroundTask<ModelOpener.Opened>> opening = Optional.empty();
  private int openings;

  public ShellViewModel(
      Workbench workbench,
      ModelOpener opener,
      TaskService tasks,
      Preferences preferences,
      RunViewModel run,
      InstantSource clock) {
    this.workbench = workbench;
    this.opener = opener;
    this.tasks = tasks;
    this.preferences = preferences;
    this.run = run;
    this.clock = clock;
    // Explore needs the width for its pictures; each workspace remembers what the user chose.
    treeOnPage.put(Page.EXPLORE, false);
    treeOnPage.put(Page.MECHANISMS, false);
    treeOnPage.put(Page.BUILD, false);
    treeOnPage.put(Page.CONFIGURATION, false);
    treeOnPage.put(Page.LAB, false);
    page.subscribe((before, now) -> {
      treeOnPage.put(before, treeShown.get());
      treeShown.set(treeOnPage.getOrDefault(now, true));
    });
    run.failureProperty()
        .subscribe(problems -> {
          if (!problems.isEmpty()) {
            dock.set(Dock.PROBLEMS);
            failure.set(Optional.of(new Failure("The run could not be done", problems)));
          }
        });
  }

  public ObjectProperty<Page> pageProperty() {
    return page;
  }

  public ObjectProperty<Dock> dockProperty() {
    return dock;
  }

  public BooleanProperty treeShownProperty() {
    return treeShown;
  }

  /** What has to be said to the user now; empty when nothing. */
  public ReadOnlyObjectProperty<Optional<Failure>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  public void failureSeen() {
    failure.set(Optional.empty());
  }

  /** What the user has to answer now; empty when nothing. */
  public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Answers the question. */
  public void answer(boolean yes) {
    Optional<Question> asked = question.get();
    question.set(Optional.empty());
    if (yes) {
      asked.ifPresent(agreed -> agreed.action().run());
    }
  }

  /** Has changes asked for before a model is closed, read again or left; as well as others. */
  public void guard(Supplier<Optional<Unsaved>> asked) {
    guards.add(asked);
  }

  /** All changes together, saved one after the other. */
  private Optional<Unsaved> unsaved() {
    return guards.stream()
        .flatMap(guard -> guard.get().stream())
        .reduce((one, other) ->
            new Unsaved(
                one.what() + " and " + decapitalised(other.what()),
                then -> one.save().accept(() -> other.save().accept(then))));
  }

  private static String decapitalised(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Answers the question by its other way. */
  public void answerOtherwise() {
    Optional<Question> asked = question.get();
    question.set(Optional.empty());
    asked.flatMap(Question::otherwise).ifPresent(choice -> choice.action().run());
  }

  /** Says that something did not work out. */
  public void tell(String title, List<Problem> problems) {
    failure.set(Optional.of(new Failure(title, problems)));
  }

  /** Opens a folder or a configuration in the background. */
  public void open(Path configOrFolder) {
    unlessRunning(
        "Stop the run and open another model?",
        "Stop and open",
        () -> unlessUnsaved(() -> open(configOrFolder, false)));
  }

  /** Opens what was just built, leaving the page that is shown. */
  public void openBuilt(Path config) {
    unlessRunning(
        "Stop the run and open what was built?",
        "Stop and open",
        () -> unlessUnsaved(() -> open(config, false, true)));
  }

  /** Opens a model and runs it as soon as it is there. */
  public void openAndRun(Path configOrFolder) {
    unlessRunning(
        "Stop the run and open another model?",
        "Stop and open",
        () -> unlessUnsaved(() -> open(configOrFolder, true)));
  }

  /** Back to the start page. */
  public void closeProject() {
    unlessRunning(
        "Stop the run and close the model?",
        "Stop and close",
        () ->
            unlessUnsaved(() -> {
              workbench.close();
              dock.set(Dock.CLOSED);
              page.set(Page.START);
            }));
  }

  /** Leaves the program, by {@code quit}. */
  public void quit(Runnable quit) {
    unlessRunning("Stop the run and quit?", "Stop and quit", () -> unlessUnsaved(quit));
  }

  /** Does something that would end a run: at once when there is none, else after asking. */
  private void unlessRunning(String title, String yes, Runnable action) {
    if (!run.activeBinding().get()) {
      action.run();
      return;
    }
    question.set(
        Optional.of(
            new Question(
                title,
                "A run is going on. Its results up to now are kept.",
                yes,
                () -> {
                  run.stop();
                  action.run();
                },
                Optional.empty())));
  }

  /** Does something that would lose changes: at once when there are none, else after asking. */
  void unlessUnsaved(Runnable action) {
    Optional<Unsaved> changes = unsaved();
    if (changes.isEmpty()) {
      action.run();
      return;
    }
    question.set(
        Optional.of(
            new Question(
                "Save changes?",
                changes.get().what() + " would be lost. Saving replaces the files.",
                "Save and go on",
                () -> changes.get().save().accept(action),
                Optional.of(new Choice("Discard", action)))));
  }

  /** Reads the open model again. */
  public void reload() {
    workbench.project().ifPresent(project -> open(project.config()));
  }

  /** Opens the dock at a pane, or closes it when that pane is shown. */
  public void toggleDock(Dock pane) {
    dock.set(dock.get() == pane ? Dock.CLOSED : pane);
  }

  private void open(Path path, boolean thenRun) {
    open(path, thenRun, false);
  }

  private void open(Path path, boolean thenRun, boolean samePage) {
    opening.ifPresent(BackgroundTask::stop);
    int mine = ++openings;
    LOG.info("Opening {}", path);
    BackgroundTask<ModelOpener.Opened> task =
        tasks.start(
            "Open " + path.getFileName(),
            control -> opener.open(path, control),
            opened -> {
              if (mine == openings) {
                opening = Optional.empty();
                opened(path, opened, thenRun, samePage);
              }
            },
            reason -> {
              if (mine == openings) {
                opening = Optional.empty();
                LOG.error("{} could not be opened", path, reason);
                failed(path, ProblemText.of(reason));
              }
            });
    if (!task.state().isOver()) {
      opening = Optional.of(task);
    }
  }

  private void opened(Path path, ModelOpener.Opened opened, boolean thenRun, boolean samePage) {
    if (opened.project().isEmpty()) {
      failed(path, opened.problems());
      return;
    }
    Project project = opened.project().get();
    LOG.info(
        "Opened {}: {}, {}, {}",
        project.name(),
        NumberText.plural(project.model().nodes().size(), "population", "populations"),
        NumberText.plural(project.model().edges().size(), "edge population", "edge populations"),
        NumberText.plural(project.problems().size(), "problem", "problems"));
    workbench.open(project);
    preferences.addRecent(new RecentProject(project.config(), project.name(), clock.instant()));
    preferences.save();
    if (!project.isRunnable()) {
      dock.set(Dock.PROBLEMS);
    }
    if (!samePage) {
      page.set(Page.MODEL);
    }
    if (thenRun && project.isRunnable()) {
      page.set(Page.RUN);
      run.start();
    }
  }

  private void failed(Path path, List<Problem> problems) {
    if (workbench.project().isEmpty()) {
      workbench.showProblems(problems);
    }
    failure.set(Optional.of(new Failure(path.getFileName() + " could not be opened", problems)));
  }
}
