package org.neurowright.app.lab.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.search.Axis;
import org.neurowright.engine.search.Candidate;
import org.neurowright.engine.search.Measurement;
import org.neurowright.engine.search.RandomSearch;
import org.neurowright.engine.search.SearchSettings;
import org.neurowright.engine.search.Target;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.tuned.SearchFile;

/**
 * Assisted manual tuning: targets, parameters with bounds, a search in the background, candidates
 * to apply. Used on the interface thread.
 */
public final class SearchViewModel {
  /** Candidates that are kept. */
  private static final int KEPT = 20;

  private final BenchViewModel bench;
  private final TaskService tasks;
  private final Executor ui;
  private final ObservableList<TargetRow> targets = FXCollections.observableArrayList();
  private final ObservableList<AxisRow> axes = FXCollections.observableArrayList();
  private final List<Setting> settings =
      List.of(
          Setting.number("seed", "Seed", "", "The same seed draws the same candidates", "1"),
          Setting.number(
              "rounds", "Rounds", "", "How often the best so far becomes the centre", "8"),
          Setting.number("per_round", "of", "candidates", "Candidates of each round", "32"),
          Setting.number(
              "spread",
              "Spread",
              "",
              "How far the first round goes from the present point, as a part of the bounds'"
                  + " distance",
              "1"),
          Setting.number(
              "narrowing", "Narrowing", "", "Spread of each round over the one before", "0.6"));
  private final BooleanProperty stopWhenMet = new SimpleBooleanProperty(true);
  private final BooleanProperty watched = new SimpleBooleanProperty();
  private final LatestOnly<Look> looks;
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Found>> found =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  private Benches benches;
  private int cellNumber;
  private int lookNumber;

  /** Written by the search's thread while one runs. */
  private volatile long lastTold;

  private record Look(
      Benches benches,
      Preparation preparation,
      Measurement measurement,
      List<TargetRow> rows,
      int number) {}

  /**
   * What a search gave.
   *
   * @param axes the parameters, in the order of a candidate's values
   * @param targets the targets, in the order of its measured values
   * @param state candidates
   */
  public record Found(List<Axis> axes, List<Target> targets, RandomSearch.State state) {}

  /**
   * Follows the cell on the bench.
   *
   * @param background measures the cell as it stands; not worth a place among the tasks
   * @param ui runs things on the interface thread
   */
  public SearchViewModel(
      BenchViewModel bench, TaskService tasks, Executor background, Executor ui) {
    this.bench = bench;
    this.tasks = tasks;
    this.ui = ui;
    looks = new LatestOnly<>(background, this::look);
    bench.cellProperty().subscribe(this::take);
    bench.preparationProperty().subscribe((_, _) -> measure());
    bench.recordAtProperty().subscribe((_, _) -> measure());
    bench.injectAtProperty().subscribe((_, _) -> measure());
    watched.subscribe((_, _) -> measure());
  }

  private void take(Optional<LabCell> cell) {
    stop();
    looks.clear();
    cellNumber++;
    benches =
        cell.map(c -> new Benches(c.preparation(), Runtime.getRuntime().availableProcessors()))
            .orElse(null);
    axes.clear();
    found.set(Optional.empty());
    problems.set(List.of());
    notice.set("");
    targets.forEach(t -> t.setNow(Double.NaN));
    if (targets.isEmpty()) {
      List.of("v_rest", "r_in", "tau").forEach(name -> targets.add(new TargetRow(name)));
      targets.get(0).target().textProperty().set("-70");
      targets.get(1).target().textProperty().set("150");
      targets.get(1).tolerance().textProperty().set("10");
      targets.get(2).target().textProperty().set("15");
    }
  }

  // ---- what is wanted, and where

  /** Targets in the order of the table. */
  public ObservableList<TargetRow> targets() {
    return targets;
  }

  public void addTarget(String feature) {
    targets.add(new TargetRow(feature));
    measure();
  }

  public void removeTarget(TargetRow row) {
    targets.remove(row);
  }

  /** Takes the present values for targets, a tenth of each for its tolerance. */
  public void takeNow() {
    for (TargetRow row : targets) {
      double now = row.nowProperty().get();
      if (Double.isFinite(now)) {
        double shown = rounded(now);
        row.target().textProperty().set(NumberText.real(shown));
        row.tolerance()
            .textProperty()
            .set(NumberText.real(shown == 0 ? 1 : rounded(Math.abs(shown) / 10)));
      }
    }
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).doubleValue();
  }

  /** Parameters that are searched. */
  public ObservableList<AxisRow> axes() {
    return axes;
  }

  /** Parameters that may be searched: all but locked ones and those of the run. */
  public List<Parameter> searchable() {
    return bench.parameters().stream()
        .filter(p -> !p.lockedProperty().get())
        .filter(p -> !(p.target() instanceof Parameter.Target.OfRun))
        .filter(p -> axes.stream().noneMatch(a -> a.key().equals(p.key())))
        .toList();
  }

  /** Searches a parameter from a third to three times its value, or between its slider's ends. */
  public void addAxis(Parameter parameter) {
    if (axes.stream().anyMatch(a -> a.key().equals(parameter.key()))) {
      return;
    }
    double value = parameter.valueProperty().get();
    boolean positive = value > 0 && parameter.lower() >= 0 && !parameter.unit().equals("mV");
    axes.add(
        positive
            ? new AxisRow(parameter, rounded(value / 3), rounded(value * 3), true)
            : new AxisRow(parameter, parameter.lower(), parameter.upper(), false));
  }

  /** Searches all favourites. */
  public void addFavourites() {
    searchable().stream().filter(p -> p.favouriteProperty().get()).forEach(this::addAxis);
  }

  public void removeAxis(AxisRow row) {
    axes.remove(row);
  }

  public List<Setting> settings() {
    return settings;
  }

  /** Whether the search ends when all targets are met. */
  public BooleanProperty stopWhenMetProperty() {
    return stopWhenMet;
  }

  /** Whether anybody looks at the present values; they are not measured otherwise. */
  public BooleanProperty watchedProperty() {
    return watched;
  }

  // ---- what the cell does now

  /** Measures the targets' features with the parameters as they stand. */
  public void measure() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (!watched.get() || preparation.isEmpty() || targets.isEmpty()) {
      return;
    }
    try {
      looks.submit(
          new Look(
              benches,
              preparation.get(),
              new Measurement(targets.stream().map(TargetRow::read).toList(), bench.electrodes()),
              List.copyOf(targets),
              ++lookNumber));
      problems.set(List.of());
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  private void look(Look asked) {
    double[] values;
    List<Problem> said;
    try {
      asked.benches().prepare(asked.preparation());
      values = asked.measurement().of(asked.benches(), RunControl.none());
      said = List.of();
    } catch (RuntimeException e) {
      values = new double[0];
      said = ProblemText.of(e);
    }
    double[] measured = values;
    List<Problem> told = said;
    ui.execute(() -> {
      if (asked.number() == lookNumber && asked.benches() == benches) {
        for (int k = 0; k < asked.rows().size(); k++) {
          asked.rows().get(k).setNow(k < measured.length ? measured[k] : Double.NaN);
        }
        if (!told.isEmpty()) {
          problems.set(told);
        }
      }
    });
  }

  // ---- searching

  /** What is wrong with the targets, the bounds or the cell. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** The search that goes on. */
  public ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What was found so far, or by the latest search. */
  public ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** What was done last. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Searches around the parameters as they stand. */
  public void run() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (preparation.isEmpty() || running.get().isPresent()) {
      return;
    }
    RandomSearch search;
    try {
      search =
          new RandomSearch(
              preparation.get(),
              axes.stream().map(this::axis).toList(),
              new Measurement(targets.stream().map(TargetRow::read).toList(), bench.electrodes()),
              searchSettings());
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    problems.set(List.of());
    notice.set("");
    int mine = cellNumber;
    int threads = Runtime.getRuntime().availableProcessors();
    lastTold = 0;
    BackgroundTask<RandomSearch.State> task =
        tasks.start(
            "Search parameters of " + bench.cell().orElseThrow().specimen().name(),
            control -> search.run(threads, KEPT, control, state -> tell(search, state, mine)),
            state -> {
              running.set(Optional.empty());
              show(search, state, mine);
              if (mine == cellNumber) {
                notice.set(summary(search, state));
              }
            },
            reason -> {
              running.set(Optional.empty());
              if (mine == cellNumber && !(reason instanceof CancellationException)) {
                problems.set(ProblemText.of(reason));
              }
            });
    if (!task.state().isOver()) {
      running.set(Optional.of(task));
    }
  }

  private static String summary(RandomSearch search, RandomSearch.State state) {
    if (state.best().isEmpty()) {
      return "Stopped";
    }
    boolean met = search.measurement().allWithin(state.best().getFirst().measured());
    return NumberText.plural(state.tried(), "candidate", "candidates")
        + " tried; "
        + (met ? "the best meets every target" : "the best does not meet every target yet");
  }

  /** Called by the search; the screen needs no more than a look now and then. */
  private void tell(RandomSearch search, RandomSearch.State state, int mine) {
    long now = System.nanoTime();
    if (now - lastTold > 150_000_000L) {
      lastTold = now;
      ui.execute(() -> show(search, state, mine));
    }
  }

  private void show(RandomSearch search, RandomSearch.State state, int mine) {
    boolean later =
        found.get().isEmpty()
            || running.get().isEmpty()
            || found.get().get().state().tried() <= state.tried()
            || !found.get().get().axes().equals(search.axes());
    if (mine == cellNumber && later) {
      found.set(Optional.of(new Found(search.axes(), search.measurement().targets(), state)));
    }
  }

  /** Ends the search; what was found until then stays. */
  public void stop() {
    running.get().ifPresent(BackgroundTask::stop);
  }

  private Axis axis(AxisRow row) {
    Parameter parameter =
        bench
            .parameter(row.key())
            .orElseThrow(() ->
                new ModelException(
                    Problem.error(
                        "lab.unknown-parameter",
                        Location.NOWHERE,
                        "The cell has no parameter " + row.key())));
    return new Axis(
        row.key(),
        changes(parameter),
        parameter.valueProperty().get(),
        row.lower().number(),
        row.upper().number(),
        row.logProperty().get() ? Axis.Scale.LOG : Axis.Scale.LINEAR);
  }

  private static List<Change> changes(Parameter parameter) {
    return switch (parameter.target()) {
      case Parameter.Target.OfCell(Change change) -> List.of(change);
      case Parameter.Target.OfRun _ -> List.of();
      case Parameter.Target.OfAll(List<Parameter> parts) ->
          parts.stream()
              .filter(p -> !p.lockedProperty().get())
              .flatMap(p -> changes(p).stream())
              .toList();
    };
  }

  private SearchSettings searchSettings() {
    return new SearchSettings(
        (long) settings.get(0).number(),
        (int) settings.get(1).number(),
        (int) settings.get(2).number(),
        settings.get(3).number(),
        settings.get(4).number(),
        stopWhenMet.get());
  }

  /** Turns the parameters of the bench to a candidate's; one step of the history. */
  public void apply(Candidate candidate) {
    found
        .get()
        .ifPresent(of -> {
          Map<String, Double> values = new LinkedHashMap<>();
          for (int a = 0; a < of.axes().size(); a++) {
            values.put(of.axes().get(a).name(), candidate.parameters()[a]);
          }
          bench.turn("Apply candidate " + candidate.number(), values);
          notice.set("Applied candidate " + candidate.number());
        });
  }

  /** Draws the bounds together to half their distance around a candidate, for the next search. */
  public void narrow(Candidate candidate) {
    if (found.get().isEmpty()) {
      return;
    }
    List<Axis> searched = found.get().get().axes();
    try {
      List<Axis> closer = RandomSearch.narrowed(searched, candidate.parameters(), .5);
      for (Axis axis : closer) {
        axes.stream()
            .filter(row -> row.key().equals(axis.name()))
            .forEach(row -> {
              row.lower().textProperty().set(NumberText.real(axis.lower()));
              row.upper().textProperty().set(NumberText.real(axis.upper()));
            });
      }
      apply(candidate);
      notice.set("Bounds at half their distance around candidate " + candidate.number());
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  // ---- files

  /** Writes targets, parameters and settings. */
  public void save(Path file) {
    SearchFile written;
    try {
      written =
          new SearchFile(
              targets.stream().map(TargetRow::read).toList(),
              axes.stream()
                  .map(row ->
                      new SearchFile.Bounds(
                          row.key(),
                          row.lower().number(),
                          row.upper().number(),
                          row.logProperty().get() ? Axis.Scale.LOG : Axis.Scale.LINEAR))
                  .toList(),
              searchSettings());
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    problems.set(List.of());
    tasks.start(
        "Save search",
        _ -> {
          written.write(file);
          return file;
        },
        done -> notice.set("Wrote " + done),
        reason -> problems.set(ProblemText.of(reason)));
  }

  /** Reads targets, parameters and settings; everything wrong is told at once. */
  public void load(Path file) {
    tasks.start(
        "Load search",
        _ -> SearchFile.read(file),
        read -> {
          List<Problem> said = new ArrayList<>(read.problems());
          read.value().ifPresent(search -> take(search, file, said));
          problems.set(said);
        },
        reason -> problems.set(ProblemText.of(reason)));
  }

  private void take(SearchFile search, Path file, List<Problem> said) {
    targets.setAll(search.targets().stream().map(TargetRow::new).toList());
    axes.clear();
    for (SearchFile.Bounds bounds : search.bounds()) {
      bench.unknown(Map.of(bounds.parameter(), 0.0));
      Optional<Parameter> parameter = bench.parameter(bounds.parameter());
      if (parameter.isPresent()) {
        axes.add(
            new AxisRow(
                parameter.get(), bounds.lower(), bounds.upper(), bounds.scale() == Axis.Scale.LOG));
      } else {
        said.add(
            Problem.warning(
                    "search.unknown-parameter",
                    Location.of(file),
                    "The cell has no parameter " + bounds.parameter() + "; it is not searched")
                .hint(
                    NearestName.hint(
                        bounds.parameter(),
                        bench.parameters().stream().map(Parameter::key).toList())));
      }
    }
    SearchSettings loaded = search.settings();
    double[] numbers = {
      loaded.seed(), loaded.rounds(), loaded.perRound(), loaded.spread(), loaded.narrowing()
    };
    for (int i = 0; i < numbers.length; i++) {
      settings.get(i).textProperty().set(NumberText.real(numbers[i]));
    }
    stopWhenMet.set(loaded.stopWhenMet());
    notice.set("Loaded " + file.getFileName());
    lookNumber++;
    measure();
  }
}
