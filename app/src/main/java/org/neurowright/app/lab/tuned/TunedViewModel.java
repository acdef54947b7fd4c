package org.neurowright.app.lab.tuned;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.tuned.ModelOverride;
import org.neurowright.io.tuned.TunedCell;

/**
 * What the tuned cell looks like in its own format, anew whenever a parameter changes while it is
 * watched. Used on the interface thread.
 */
public final class TunedViewModel {
  private final BenchViewModel bench;
  private final TaskService tasks;
  private final Executor ui;
  private final LatestOnly<Asked> previews;
  private final BooleanProperty watched = new SimpleBooleanProperty();
  private final StringProperty templateName = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<TunedCell>> tuned =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Problem>> writeProblems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private Optional<Path> written = Optional.empty();
  private int number;

  private record Asked(
      Optional<LabRequest> request,
      LabCell cell,
      Preparation preparation,
      Optional<String> name,
      int number) {}

  /**
   * Follows the cell on the bench.
   *
   * @param background makes the text; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public TunedViewModel(BenchViewModel bench, TaskService tasks, Executor background, Executor ui) {
    this.bench = bench;
    this.tasks = tasks;
    this.ui = ui;
    previews = new LatestOnly<>(background, this::make);
    bench
        .cellProperty()
        .subscribe(_ -> {
          number++;
          tuned.set(Optional.empty());
          problems.set(List.of());
          writeProblems.set(List.of());
          notice.set("");
          written = Optional.empty();
          templateName.set("");
        });
    bench.preparationProperty().subscribe((_, _) -> ask());
    templateName.subscribe((_, _) -> ask());
    watched.subscribe((_, _) -> ask());
  }

  /** Whether anybody looks; nothing is made otherwise. */
  public BooleanProperty watchedProperty() {
    return watched;
  }

  /** Another name for the template of a hoc file; blank to keep it. */
  public StringProperty templateNameProperty() {
    return templateName;
  }

  /** The text as it would be written; empty when there is none. */
  public ReadOnlyObjectProperty<Optional<TunedCell>> tunedProperty() {
    return tuned.getReadOnlyProperty();
  }

  /** Why there is none, or what it cannot hold. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** Why the latest file was not written. */
  public ReadOnlyObjectProperty<List<Problem>> writeProblemsProperty() {
    return writeProblems.getReadOnlyProperty();
  }

  /** What was written last. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  private void ask() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (!watched.get() || preparation.isEmpty() || bench.cell().isEmpty()) {
      return;
    }
    previews.submit(
        new Asked(
            bench.requestProperty().get(),
            bench.cell().get(),
            preparation.get(),
            Optional.of(templateName.get().strip()).filter(n -> n.matches("[A-Za-z_]\\w*")),
            ++number));
  }

  private void make(Asked asked) {
    Optional<TunedCell> made = Optional.empty();
    List<Problem> said;
    try {
      switch (TunedCell.of(asked.request(), asked.cell(), asked.preparation(), asked.name())) {
        case TunedCell.Outcome.Made(TunedCell cell) -> {
          made = Optional.of(cell);
          said = cell.problems();
        }
        case TunedCell.Outcome.Refused(List<Problem> why) -> said = why;
      }
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    Optional<TunedCell> found = made;
    List<Problem> told = said;
    ui.execute(() -> {
      if (asked.number() == number) {
        tuned.set(found);
        problems.set(told);
      }
    });
  }

  /** A name beside the original. */
  public String suggestedName() {
    return tuned
        .get()
        .flatMap(cell -> bench.requestProperty().get().map(cell::suggestedName))
        .orElse("");
  }

  /**
   * Writes the text that is shown.
   *
   * @param overwrite whether a file that is there may be replaced
   */
  public void write(Path file, boolean overwrite) {
    Optional<TunedCell> cell = tuned.get();
    if (cell.isEmpty()) {
      return;
    }
    tasks.start(
        "Write " + file.getFileName(),
        _ -> cell.get().write(file, overwrite),
        problem -> {
          writeProblems.set(problem.stream().toList());
          if (problem.isEmpty()) {
            written = Optional.of(file);
            notice.set("Wrote " + file);
          }
        },
        reason -> writeProblems.set(ProblemText.of(reason)));
  }

  /** What a model names to use the tuned cell: the fit's file, or the template. */
  public String nameInModel() {
    return tuned
        .get()
        .map(cell ->
            switch (cell.format()) {
              case FIT_JSON -> written.map(p -> p.getFileName().toString()).orElse(suggestedName());
              case HOC ->
                  templateName.get().isBlank()
                      ? bench.cell().map(c -> c.specimen().name()).orElse("")
                      : templateName.get().strip();
            })
        .orElse("");
  }

  /** Populations of a model document; none when it cannot be read. */
  public List<String> populations(Path model) {
    try {
      return ModelOverride.populations(model);
    } catch (IOException e) {
      writeProblems.set(ProblemText.of(e));
      return List.of();
    }
  }

  /**
   * Writes a model document in which a population uses the tuned cell.
   *
   * @param target where to; may be the document itself
   */
  public void writeModel(Path model, String population, Path target) {
    Optional<TunedCell> cell = tuned.get();
    if (cell.isEmpty()) {
      return;
    }
    String name = nameInModel();
    tasks.start(
        "Write " + target.getFileName(),
        _ -> {
          ReadResult<String> text =
              ModelOverride.text(model, population, cell.get().format(), name);
          if (text.value().isPresent()) {
            ModelOverride.write(target, text.value().get());
          }
          return text;
        },
        text -> {
          writeProblems.set(new ArrayList<>(text.problems()));
          if (text.value().isPresent()) {
            notice.set(population + " uses " + name + " in " + target);
          }
        },
        reason -> writeProblems.set(ProblemText.of(reason)));
  }
}
