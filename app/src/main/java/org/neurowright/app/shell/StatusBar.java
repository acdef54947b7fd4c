package org.neurowright.app.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.neurowright.app.control.Icons;
import org.neurowright.app.problems.ProblemsViewModel;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.DurationText;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.task.Progress;

/**
 * The line at the bottom: what is going on, with progress and cancel; what is open; what is
 * selected.
 */
final class StatusBar extends HBox {
  /** Shorter work is not worth a flicker. */
  private static final Duration SHOW_AFTER = Duration.millis(300);

  private final TaskService tasks;
  private final RunViewModel run;
  private final Label message = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Label detail = new Label();
  private final Button cancel = Icons.button("mdi2c-close", "Cancel", this::cancel);
  private final HBox taskBox = new HBox(10, message, progress, detail, cancel);
  private Optional<BackgroundTask<?>> shown = Optional.empty();

  StatusBar(
      TaskService tasks,
      RunViewModel run,
      Workbench workbench,
      ProblemsViewModel problems,
      Runnable showProblems) {
    this.tasks = tasks;
    this.run = run;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    message.setId("status-message");
    detail.getStyleClass().add("muted");
    progress.getStyleClass().add("small");
    progress.setPrefWidth(150);
    taskBox.setAlignment(Pos.CENTER_LEFT);

    Label selection = new Label();
    selection.getStyleClass().add("muted");
    workbench
        .selection()
        .selectedProperty()
        .subscribe(selected ->
            selection.setText(
                selected.size() == 0
                    ? ""
                    : NumberText.plural(selected.size(), "cell", "cells") + " selected"));
    Label model = new Label();
    model.getStyleClass().add("muted");
    workbench
        .projectProperty()
        .subscribe(project ->
            model.setText(project.map(open -> summary(open.model().nodes())).orElse("")));
    Label errors = new Label();
    errors.setGraphic(Icons.of("mdi2c-close-circle", "error-icon"));
    errors.textProperty().bind(problems.errorsProperty().asString());
    Label warnings = new Label();
    warnings.setGraphic(Icons.of("mdi2a-alert", "warning-icon"));
    warnings.textProperty().bind(problems.warningsProperty().asString());
    Button counts = new Button();
    counts.setGraphic(new HBox(8, errors, warnings));
    counts.getStyleClass().addAll("flat", "status-button");
    counts.setAccessibleText("Problems");
    counts.setOnAction(_ -> showProblems.run());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren().addAll(taskBox, gap, selection, model, counts);
    setSpacing(16);

    Timeline watch = new Timeline(new KeyFrame(SHOW_AFTER, _ -> show()));
    tasks
        .active()
        .addListener(
            (ListChangeListener<BackgroundTask<?>>)
                _ -> {
                  if (shown.filter(task -> !task.state().isOver()).isEmpty()) {
                    watch.playFromStart();
                    if (tasks.active().isEmpty()) {
                      show();
                    }
                  }
                });
    run.outcomeProperty().subscribe(this::show);
    workbench.projectProperty().subscribe(this::show);
    show();
  }

  private void cancel() {
    shown.ifPresent(BackgroundTask::stop);
  }

  private void show() {
    shown = tasks.active().isEmpty() ? Optional.empty() : Optional.of(tasks.active().getFirst());
    boolean busy = shown.isPresent();
    progress.setVisible(busy);
    progress.setManaged(busy);
    detail.setVisible(busy);
    detail.setManaged(busy);
    cancel.setVisible(busy);
    cancel.setManaged(busy);
    if (!busy) {
      message.setText(
          run.outcomeProperty().get().isEmpty() ? "Ready" : run.outcomeProperty().get());
      return;
    }
    BackgroundTask<?> task = shown.get();
    task.progressProperty().subscribe(() -> update(task));
    task.stateProperty().subscribe(() -> update(task));
  }

  private void update(BackgroundTask<?> task) {
    if (shown.filter(now -> now == task).isEmpty()) {
      return;
    }
    if (task.state().isOver()) {
      show();
      return;
    }
    Progress now = task.progressProperty().get();
    message.setText(
        switch (task.state()) {
          case PAUSED -> now.activity() + ", paused";
          case STOPPING -> "Stopping";
          case RUNNING, FINISHED, FAILED -> now.activity();
        });
    double fraction = now.fraction();
    progress.setProgress(Double.isNaN(fraction) ? -1 : fraction);
    String left = DurationText.left(task.secondsLeftProperty().get());
    detail.setText(
        Double.isNaN(fraction)
            ? ""
            : String.format(Locale.ROOT, "%.0f %%", 100 * fraction)
                + (left.equals("–") ? "" : ", " + left + " left"));
  }

  private static String summary(List<NodePopulation> nodes) {
    long cells = nodes.stream().filter(p -> !p.isVirtual()).mapToLong(NodePopulation::size).sum();
    return NumberText.plural(cells, "cell", "cells")
        + " in "
        + NumberText.plural(
            nodes.stream().filter(p -> !p.isVirtual()).count(), "population", "populations");
  }
}
