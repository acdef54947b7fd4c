package org.neurowright.app.lab.synapse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.form.Knob;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.GapCoupling;
import org.neurowright.engine.protocol.GapCoupling.Coupling;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.lab.LabCell;

/**
 * Two copies of the cell joined by gap junctions: their coupling follows the slider; curve and
 * search run as tasks. Used on the interface thread.
 */
public final class GapViewModel {
  private static final double LEAST_US = 1e-6;
  private static final double MOST_US = 1;
  private static final int CURVE_POINTS = 25;

  private final BenchViewModel bench;
  private final TaskService tasks;
  private final Executor ui;
  private final LatestOnly<Request> live;

  private final Knob conductance =
      Knob.logarithmic(
          "gap-conductance",
          "conductance",
          "µS",
          "Of each junction; bmtool calls it resistance",
          .001,
          LEAST_US,
          MOST_US);
  private final StringProperty junctions = new SimpleStringProperty("soma(0.5)");
  private final Setting amplitude =
      Setting.number(
          "iclamp_amp", "Current", "pA", "Into the first cell, where it is recorded", "-10");
  private final Setting start =
      Setting.number("tstart", "from", "ms", "Start of the current", "300");
  private final Setting length =
      Setting.number("tdur", "for", "ms", "Length of the current", "300");
  private final Setting target =
      Setting.number(
          "target_coupling", "Wanted coefficient", "", "What the search looks for", "0.05");
  private final ReadOnlyObjectWrapper<Optional<GapResponse>> response =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Coupling>> curve =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<GapCoupling.Solution>> solution =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private Benches benches;
  private long requests;
  private boolean active;

  /** What the bench is asked for. */
  private record Request(
      Benches benches,
      Preparation preparation,
      GapCoupling.Settings settings,
      double conductanceUs,
      long number) {}

  /**
   * Both cells as they stand.
   *
   * @param coupling potentials and coefficient
   * @param tookMs how long the run took, ms
   * @param request number of the request that it answers
   */
  public record GapResponse(Coupling coupling, double tookMs, long request) {}

  /**
   * Follows the cell on the bench.
   *
   * @param liveThread runs the response; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public GapViewModel(BenchViewModel bench, TaskService tasks, Executor liveThread, Executor ui) {
    this.bench = bench;
    this.tasks = tasks;
    this.ui = ui;
    live = new LatestOnly<>(liveThread, this::respond);
    bench.cellProperty().subscribe(this::take);
    bench.preparationProperty().subscribe((_, _) -> changed());
    bench.recordAtProperty().subscribe((_, _) -> changed());
    bench.injectAtProperty().subscribe((_, place) -> junctions.set(place));
    junctions.subscribe((_, _) -> changed());
    List.of(amplitude, start, length)
        .forEach(setting -> setting.textProperty().subscribe((_, _) -> changed()));
    conductance.valueProperty().subscribe((_, _) -> ask());
  }

  private void take(Optional<LabCell> cell) {
    live.clear();
    running.get().ifPresent(BackgroundTask::stop);
    benches = cell.map(found -> new Benches(found.preparation(), 1)).orElse(null);
    response.set(Optional.empty());
    problems.set(List.of());
    junctions.set(
        cell.map(found ->
                BenchViewModel.placeText(
                    found.specimen(), new Site(found.specimen().cell().somaIndex(), .5)))
            .orElse("soma(0.5)"));
    forgetCurve();
  }

  private void forgetCurve() {
    curve.set(List.of());
    solution.set(Optional.empty());
  }

  /** The curve belongs to a cell that is not there any more. */
  private void changed() {
    forgetCurve();
    ask();
  }

  /** Conductance of each junction. */
  public Knob conductance() {
    return conductance;
  }

  /** Where junctions are, {@code soma(0.5); dend[3](0.7) - dend[4](0.2)}. */
  public StringProperty junctionsProperty() {
    return junctions;
  }

  /** Current, its start and length. */
  public List<Setting> settings() {
    return List.of(amplitude, start, length);
  }

  /** The wanted coefficient. */
  public Setting target() {
    return target;
  }

  /** Says whether the tuner is on the screen; unseen it costs nothing. */
  public void setActive(boolean seen) {
    active = seen;
    ask();
  }

  private GapCoupling.Settings asked() {
    Electrodes electrodes =
        new Electrodes(bench.electrodes().record(), bench.electrodes().record());
    return new GapCoupling.Settings(
        Places.junctions(junctions.get()),
        electrodes,
        amplitude.number(),
        start.number(),
        length.number(),
        "Gap");
  }

  private void ask() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (!active || preparation.isEmpty()) {
      return;
    }
    try {
      live.submit(
          new Request(benches, preparation.get(), asked(), conductance.value(), ++requests));
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  /** Runs on the live thread. */
  private void respond(Request asked) {
    List<Problem> said;
    Optional<GapResponse> answer = Optional.empty();
    try {
      long started = System.nanoTime();
      asked.benches().prepare(asked.preparation());
      GapCoupling.Result result =
          GapCoupling.run(
              asked.benches(),
              asked.settings(),
              new double[] {asked.conductanceUs()},
              RunControl.none());
      said = result.warnings();
      answer =
          Optional.of(
              new GapResponse(
                  result.couplings().getFirst(),
                  (System.nanoTime() - started) * 1e-6,
                  asked.number()));
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    List<Problem> shown = said;
    Optional<GapResponse> found = answer;
    ui.execute(() -> {
      if (asked.benches() == benches) {
        found.ifPresent(r -> response.set(Optional.of(r)));
        problems.set(shown);
      }
    });
  }

  /** How many responses were asked for. */
  public long requests() {
    return requests;
  }

  /** The latest response that worked out. */
  public ReadOnlyObjectProperty<Optional<GapResponse>> responseProperty() {
    return response.getReadOnlyProperty();
  }

  /** What speaks against the latest response, or why there is none. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** Couplings over conductances, ascending; empty before they were asked for. */
  public ReadOnlyObjectProperty<List<Coupling>> curveProperty() {
    return curve.getReadOnlyProperty();
  }

  /** What the latest search came to. */
  public ReadOnlyObjectProperty<Optional<GapCoupling.Solution>> solutionProperty() {
    return solution.getReadOnlyProperty();
  }

  /** The curve or search that goes on. */
  public ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Runs conductances over six powers of ten. */
  public void runCurve() {
    run(
        "Coupling over conductance",
        (prepared, settings, control) ->
            GapCoupling.run(
                prepared,
                settings,
                GapCoupling.logarithmic(LEAST_US, MOST_US, CURVE_POINTS),
                control),
        result -> {
          curve.set(result.couplings());
          problems.set(result.warnings());
        });
  }

  /** Looks for the conductance with the wanted coefficient and turns the knob there. */
  public void solve() {
    double wanted;
    try {
      wanted = target.number();
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    run(
        "Conductance for a coupling of " + target.textProperty().get(),
        (prepared, settings, control) ->
            GapCoupling.solve(prepared, settings, wanted, LEAST_US, MOST_US, control),
        found -> {
          if (curve.get().isEmpty()) {
            curve.set(found.tried());
          }
          found.found().ifPresent(c -> conductance.valueProperty().set(c.conductanceUs()));
          solution.set(Optional.of(found));
          problems.set(found.warnings());
        });
  }

  /** Work on benches of its own. */
  @FunctionalInterface
  private interface Job<T> {
    T run(Benches benches, GapCoupling.Settings settings, RunControl control);
  }

  private <T> void run(String title, Job<T> job, java.util.function.Consumer<T> done) {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (preparation.isEmpty() || running.get().isPresent()) {
      return;
    }
    GapCoupling.Settings settings;
    try {
      settings = asked();
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    Benches mine = benches;
    Preparation prepared = preparation.get();
    BackgroundTask<T> task =
        tasks.start(
            title,
            control ->
                job.run(
                    new Benches(prepared, Runtime.getRuntime().availableProcessors()),
                    settings,
                    control),
            found -> {
              running.set(Optional.empty());
              if (mine == benches && bench.preparationProperty().get().equals(preparation)) {
                done.accept(found);
              }
            },
            reason -> {
              running.set(Optional.empty());
              if (mine == benches && !(reason instanceof CancellationException)) {
                problems.set(ProblemText.of(reason));
              }
            });
    if (!task.state().isOver()) {
      running.set(Optional.of(task));
    }
  }

  /** What is measured of the cells as they stand. */
  public List<Quantity> quantities() {
    return response
        .get()
        .map(GapResponse::coupling)
        .map(c ->
            List.of(
                new Quantity(
                    "Coupling coefficient",
                    c.coefficient(),
                    "",
                    "Change of the second cell over that of the first"),
                new Quantity("Conductance", c.conductanceUs() * 1e3, "nS", "Of each junction"),
                new Quantity(
                    "Junction resistance", 1 / c.conductanceUs(), "MΩ", "Of each junction"),
                new Quantity("ΔV, first cell", c.change1Mv(), "mV", "Before the pulse to its end"),
                new Quantity("ΔV, second cell", c.change2Mv(), "mV", "Before the pulse to its end"),
                new Quantity(
                    "Input resistance",
                    c.change1Mv() / (ampPa() * 1e-3),
                    "MΩ",
                    "Of the first cell with the second one attached")))
        .orElse(List.of());
  }

  private double ampPa() {
    try {
      return amplitude.number();
    } catch (ModelException e) {
      return Double.NaN;
    }
  }

  /** Both potentials. */
  public LinePlot.Panel tracePanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    response
        .get()
        .map(GapResponse::coupling)
        .ifPresent(c -> {
          curves.add(
              new LinePlot.Curve(
                  "cell 1, with the current", c.tMs(), c.v1Mv(), false, Palette.category(0)));
          curves.add(new LinePlot.Curve("cell 2", c.tMs(), c.v2Mv(), false, Palette.category(1)));
        });
    return new LinePlot.Panel("", "Time (ms)", "Potential (mV)", curves);
  }

  /** The coefficient over the logarithm of the conductance, and where the knob is. */
  public LinePlot.Panel curvePanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    if (!curve.get().isEmpty()) {
      curves.add(
          new LinePlot.Curve(
              "",
              curve.get().stream().mapToDouble(c -> Math.log10(c.conductanceUs())).toArray(),
              curve.get().stream().mapToDouble(Coupling::coefficient).toArray(),
              true,
              Palette.category(0)));
      response
          .get()
          .map(GapResponse::coupling)
          .ifPresent(c ->
              curves.add(
                  new LinePlot.Curve(
                      "",
                      new double[] {Math.log10(c.conductanceUs())},
                      new double[] {c.coefficient()},
                      true,
                      Palette.category(1))));
    }
    return new LinePlot.Panel("", "log10 of conductance (µS)", "Coupling coefficient", curves);
  }
}
