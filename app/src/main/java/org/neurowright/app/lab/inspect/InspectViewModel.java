package org.neurowright.app.lab.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.inspect.CellSurroundings;
import org.neurowright.engine.inspect.CurrentVoltage;
import org.neurowright.engine.inspect.Gating;
import org.neurowright.engine.inspect.Surroundings;
import org.neurowright.engine.inspect.Sweep;
import org.neurowright.engine.inspect.VoltageShift;
import org.neurowright.engine.measure.BoltzmannFit;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.lab.LabCell;

/**
 * The mechanism inspector: one mechanism of the cell on the bench under a voltage clamp, anew
 * whenever a parameter moves. Works only while somebody looks. Used on the interface thread.
 */
public final class InspectViewModel {
  /** The axis when it is the potential. */
  public static final String VOLTAGE = "V";

  private static final int POINTS = 181;

  /** For schemes of many states, whose time constants take longer. */
  private static final int FEWER_POINTS = 91;

  private static final int MANY_STATES = 5;
  private static final int CURRENT_POINTS = 91;
  private static final double LONGEST_MS = 500;

  private final BenchViewModel bench;
  private final Executor ui;
  private final LatestOnly<Request> latest;
  private final BooleanProperty active = new SimpleBooleanProperty();
  private final ObservableList<String> mechanisms = FXCollections.observableArrayList();
  private final ObservableList<String> regions = FXCollections.observableArrayList();
  private final ObservableList<String> axes = FXCollections.observableArrayList(VOLTAGE);
  private final StringProperty mechanism = new SimpleStringProperty("");
  private final StringProperty region = new SimpleStringProperty("");
  private final StringProperty axis = new SimpleStringProperty(VOLTAGE);
  private final List<Setting> settings =
      List.of(
          Setting.number("inspect_from", "V from", "mV", "Lower end of the potentials", "-120"),
          Setting.number("inspect_to", "to", "mV", "Upper end of the potentials", "60"),
          Setting.number(
              "inspect_hold",
              "hold at",
              "mV",
              "Potential before the steps of the current-voltage curve; with a concentration as"
                  + " the axis, the potential throughout",
              "-80"));

  /** Logarithm to base 10 of the concentration that gates follow, mM; NaN: as in the cell. */
  private final DoubleProperty concentration = new SimpleDoubleProperty(Double.NaN);

  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<Inspected>> inspected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<VoltageShift>> shifts =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());

  /** The cell on the bench. */
  private Optional<LabCell> cell = Optional.empty();

  /** That cell with what was painted on it. */
  private Optional<Specimen> specimen = Optional.empty();

  /** What the background has computed once for a choice of mechanism, place and axis. */
  private Gating inFile;

  private String inFileKey = "";
  private String shiftsKey = "";
  private boolean filling;
  private long requests;

  private record Request(
      Preparation original,
      Preparation preparation,
      MechanismType type,
      String region,
      int section,
      String axis,
      double fromMv,
      double toMv,
      double holdMv,
      double concentration,
      String key,
      long number) {}

  /**
   * Follows the cell on the bench.
   *
   * @param background computes curves; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public InspectViewModel(BenchViewModel bench, Executor background, Executor ui) {
    this.bench = bench;
    this.ui = ui;
    latest = new LatestOnly<>(background, this::work);
    bench.cellProperty().subscribe(this::take);
    bench.preparationProperty().subscribe((_, prepared) -> follow(prepared));
    active.subscribe((_, _) -> ask());
    mechanism.subscribe((_, _) -> mechanismChosen());
    region.subscribe((_, _) -> ask());
    axis.subscribe((_, _) -> ask());
    concentration.subscribe((_, _) -> ask());
    settings.forEach(s -> s.textProperty().subscribe((_, _) -> ask()));
  }

  private void follow(Optional<Preparation> prepared) {
    Optional<Specimen> now = prepared.map(Preparation::specimen);
    if (now.isPresent() && !now.equals(specimen)) {
      show(now);
    } else {
      ask();
    }
  }

  private void take(Optional<LabCell> found) {
    latest.clear();
    inspected.set(Optional.empty());
    shifts.set(List.of());
    problems.set(List.of());
    cell = found;
    show(found.map(LabCell::specimen));
  }

  /** The mechanisms of the cell with what was painted on it. */
  private void show(Optional<Specimen> now) {
    specimen = now;
    List<String> names = new ArrayList<>();
    now.ifPresent(c ->
        c.cell().sections().stream()
            .flatMap(s -> s.mechanisms().stream())
            .map(m -> m.mechanism())
            .distinct()
            .flatMap(name -> c.catalogue().find(name).stream())
            .filter(InspectViewModel::isOfInterest)
            .forEach(t -> names.add(t.name())));
    filling = true;
    mechanisms.setAll(names);
    filling = false;
    String wanted = names.contains(mechanism.get()) ? mechanism.get() : firstWithGates(names);
    if (wanted.equals(mechanism.get())) {
      mechanismChosen();
    } else {
      mechanism.set(wanted);
    }
  }

  /** The first with states: a leak is not what one opens the inspector for. */
  private String firstWithGates(List<String> names) {
    return names.stream()
        .filter(n -> type(n).stream().anyMatch(InspectViewModel::hasStates))
        .findFirst()
        .orElse(names.isEmpty() ? "" : names.getFirst());
  }

  private Optional<MechanismType> type(String name) {
    return specimen.flatMap(s -> s.catalogue().find(name));
  }

  private static boolean hasStates(MechanismType type) {
    return type.writesConcentration()
        || type.variables().stream().anyMatch(v -> v.role() == MechanismVariable.Role.STATE);
  }

  private static boolean isOfInterest(MechanismType type) {
    return type.kind() == MechanismKind.DENSITY && (hasStates(type) || !type.currents().isEmpty());
  }

  private void mechanismChosen() {
    if (filling || specimen.isEmpty()) {
      return;
    }
    filling = true;
    List<String> parts =
        specimen.get().cell().sections().stream()
            .filter(s -> has(s, mechanism.get()))
            .map(s -> s.kind().label())
            .distinct()
            .toList();
    List<String> axesNow = new ArrayList<>(List.of(VOLTAGE));
    for (IonUse use : type(mechanism.get()).map(MechanismType::ions).orElse(List.of())) {
      if (use.reads().contains(use.ion() + "i")) {
        axesNow.add(use.ion() + "i");
      }
    }
    regions.setAll(parts);
    region.set(
        parts.isEmpty() ? "" : parts.contains(region.get()) ? region.get() : parts.getFirst());
    axes.setAll(axesNow);
    axis.set(VOLTAGE);
    concentration.set(Double.NaN);
    inspected.set(Optional.empty());
    shifts.set(List.of());
    filling = false;
    ask();
  }

  private static boolean has(SectionModel section, String mechanism) {
    return section.mechanisms().stream().anyMatch(m -> m.mechanism().equals(mechanism));
  }

  private void ask() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    Optional<MechanismType> type = type(mechanism.get());
    if (filling || !active.get() || preparation.isEmpty() || type.isEmpty()) {
      return;
    }
    List<SectionModel> sections = specimen.orElseThrow().cell().sections();
    int section = -1;
    for (int s = 0; s < sections.size() && section < 0; s++) {
      boolean here = sections.get(s).kind().label().equals(region.get());
      section = here && has(sections.get(s), mechanism.get()) ? s : -1;
    }
    if (section < 0) {
      return;
    }
    try {
      double from = settings.get(0).number();
      double to = settings.get(1).number();
      if (!(to > from)) {
        throw new ModelException(
            Problem.error(
                    "lab.bad-setting",
                    Location.NOWHERE,
                    "The potentials from "
                        + NumberText.real(from)
                        + " to "
                        + NumberText.real(to)
                        + " mV are no range")
                .hint("The upper end has to be above the lower one"));
      }
      latest.submit(
          new Request(
              cell.get().preparation().on(specimen.get()),
              preparation.get(),
              type.get(),
              region.get(),
              section,
              axis.get(),
              from,
              to,
              settings.get(2).number(),
              concentration.get(),
              String.join(
                  " ",
                  mechanism.get(),
                  region.get(),
                  axis.get(),
                  settings.get(0).textProperty().get(),
                  settings.get(1).textProperty().get(),
                  settings.get(2).textProperty().get(),
                  Double.toString(concentration.get()),
                  Integer.toString(System.identityHashCode(specimen.get()))),
              ++requests));
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  // ---------------------------------------------------------------- in the background

  private void work(Request asked) {
    List<Problem> said = List.of();
    Optional<Inspected> answer = Optional.empty();
    try {
      answer = Optional.of(inspect(asked));
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    Optional<Inspected> found = answer;
    List<Problem> why = said;
    ui.execute(() -> publish(asked, found, why));
    if (answer.isPresent() && asked.axis().equals(VOLTAGE) && !asked.key().equals(shiftsKey)) {
      shiftsKey = asked.key();
      List<VoltageShift> handles = shifts(asked, answer.get().surroundings());
      ui.execute(() -> {
        if (isCurrent(asked)) {
          shifts.set(handles);
        }
      });
    }
  }

  private boolean isCurrent(Request asked) {
    return specimen.filter(s -> s == asked.preparation().specimen()).isPresent()
        && asked.type().name().equals(mechanism.get())
        && asked.region().equals(region.get());
  }

  private void publish(Request asked, Optional<Inspected> found, List<Problem> why) {
    if (isCurrent(asked)) {
      found.ifPresent(f -> inspected.set(Optional.of(f)));
      problems.set(why);
    }
  }

  private static List<VoltageShift> shifts(Request asked, Surroundings surroundings) {
    try {
      return VoltageShift.of(asked.type(), surroundings, asked.fromMv(), asked.toMv());
    } catch (ModelException e) {
      return List.of();
    }
  }

  private Inspected inspect(Request asked) {
    long started = System.nanoTime();
    Surroundings surroundings = surroundings(asked, asked.preparation());
    Sweep sweep = sweep(asked);
    Gating gating = Gating.of(asked.type(), surroundings, sweep);
    if (!asked.key().equals(inFileKey)) {
      inFile = Gating.of(asked.type(), surroundings(asked, asked.original()), sweep);
      inFileKey = asked.key();
    }
    Optional<CurrentVoltage> currents = Optional.empty();
    Map<String, BoltzmannFit> fits = new LinkedHashMap<>();
    if (sweep instanceof Sweep.OverVoltage) {
      gating.states().forEach(s -> s.fit(sweep).ifPresent(f -> fits.put(s.name(), f)));
      if (!asked.type().currents().isEmpty()) {
        currents =
            Optional.of(
                CurrentVoltage.of(
                    asked.type(),
                    surroundings,
                    Sweep.voltage(asked.fromMv(), asked.toMv(), CURRENT_POINTS).values(),
                    asked.holdMv(),
                    LONGEST_MS));
      }
    }
    return new Inspected(
        asked.type(),
        asked.region(),
        surroundings,
        gating,
        same(gating, inFile) ? Optional.empty() : Optional.of(inFile),
        currents,
        fits,
        (System.nanoTime() - started) * 1e-6,
        asked.number());
  }

  private static Surroundings surroundings(Request asked, Preparation preparation) {
    Surroundings of = CellSurroundings.of(preparation, asked.section(), asked.type());
    if (Double.isFinite(asked.concentration())) {
      for (IonUse use : asked.type().ions()) {
        if (use.reads().contains(use.ion() + "i")) {
          of = of.withIon(use.ion() + "i", Math.pow(10, asked.concentration()));
        }
      }
    }
    return of;
  }

  private static Sweep sweep(Request asked) {
    long states =
        asked.type().variables().stream()
            .filter(v -> v.role() == MechanismVariable.Role.STATE)
            .mapToInt(MechanismVariable::size)
            .sum();
    int points = states >= MANY_STATES ? FEWER_POINTS : POINTS;
    return asked.axis().equals(VOLTAGE)
        ? Sweep.voltage(asked.fromMv(), asked.toMv(), points)
        : Sweep.ion(asked.axis(), 1e-6, .1, points, asked.holdMv());
  }

  private static boolean same(Gating a, Gating b) {
    for (int k = 0; k < a.states().size(); k++) {
      double[] x = a.states().get(k).steady();
      double[] y = b.states().get(k).steady();
      Optional<double[]> t = a.states().get(k).tauMs();
      Optional<double[]> u = b.states().get(k).tauMs();
      for (int i = 0; i < x.length; i++) {
        if (Math.abs(x[i] - y[i]) > 1e-9
            || t.isPresent() && u.isPresent() && Math.abs(t.get()[i] - u.get()[i]) > 1e-9) {
          return false;
        }
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- for the screen

  /** Whether somebody looks; nothing is computed else. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** Mechanisms of the cell with states or currents. */
  public ObservableList<String> mechanisms() {
    return mechanisms;
  }

  public StringProperty mechanismProperty() {
    return mechanism;
  }

  /** Parts of the cell that have the mechanism. */
  public ObservableList<String> regions() {
    return regions;
  }

  public StringProperty regionProperty() {
    return region;
  }

  /** What curves can be drawn over: {@value #VOLTAGE} and concentrations that are read. */
  public ObservableList<String> axes() {
    return axes;
  }

  public StringProperty axisProperty() {
    return axis;
  }

  /** Range of potentials, and the holding potential. */
  public List<Setting> settings() {
    return settings;
  }

  /** Whether gates follow a concentration, so that it can be set. */
  public boolean followsConcentration() {
    return axes.size() > 1;
  }

  /** Logarithm to base 10 of that concentration in mM; NaN for what the cell has at the start. */
  public DoubleProperty concentrationProperty() {
    return concentration;
  }

  /** Whether time constants are drawn as powers of ten. */
  public BooleanProperty logarithmicProperty() {
    return logarithmic;
  }

  /** The latest curves that worked out. */
  public ReadOnlyObjectProperty<Optional<Inspected>> inspectedProperty() {
    return inspected.getReadOnlyProperty();
  }

  /** Parameters that shift curves; found a moment after the curves. */
  public ReadOnlyObjectProperty<List<VoltageShift>> shiftsProperty() {
    return shifts.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** How many curves were asked for. */
  public long requests() {
    return requests;
  }

  /** Curves that can be dragged, each by the parameter that moves it most directly. */
  public List<Handle> handles() {
    List<Handle> handles = new ArrayList<>();
    Optional<Inspected> now = inspected.get();
    if (now.isEmpty()) {
      return handles;
    }
    for (Gating.State state : now.get().gating().states()) {
      BoltzmannFit fit = now.get().fits().get(state.name());
      if (fit == null) {
        continue;
      }
      for (VoltageShift shift : shifts.get()) {
        Optional<Parameter> parameter = parameter(now.get(), shift);
        if (shift.state().equals(state.name()) && parameter.isPresent()) {
          handles.add(
              new Handle(
                  state.name(),
                  fit.vHalfMv(),
                  fit.at(fit.vHalfMv()),
                  parameter.get(),
                  valueOf(now.get(), shift.parameter()),
                  shift.mvPerUnit(),
                  shift.alone(),
                  Palette.category(now.get().gating().states().indexOf(state))));
          break;
        }
      }
    }
    return handles;
  }

  private Optional<Parameter> parameter(Inspected now, VoltageShift shift) {
    String group = shift.shared() ? Parameter.GLOBAL : now.region();
    return bench.parameter(group + "." + shift.parameter() + "_" + now.type().name());
  }

  private static double valueOf(Inspected now, String parameter) {
    Double set = now.surroundings().parameters().get(parameter);
    if (set != null) {
      return set;
    }
    return now.type().variableIndex(parameter).isPresent()
        ? now.type().variables().get(now.type().variableIndex(parameter).getAsInt()).defaultValue()
        : now.type().globals().get(now.type().globalIndex(parameter).orElseThrow()).defaultValue();
  }

  /** Moves a curve: sets the parameter behind its handle. */
  public void drag(Handle handle, double toMv) {
    double value = handle.valueFor(toMv);
    bench.set(handle.parameter(), Math.rint(value * 100) / 100);
  }

  /** Gives the parameter behind a handle the value of the cell's file. */
  public void reset(Handle handle) {
    bench.reset(handle.parameter());
  }

  private String xTitle() {
    return axis.get().equals(VOLTAGE)
        ? "Membrane potential (mV)"
        : "log10 of " + axis.get() + " (mM)";
  }

  private static double[] x(Gating gating) {
    return switch (gating.sweep()) {
      case Sweep.OverVoltage(double[] v) -> v;
      case Sweep.OverIon(String _, double[] values, double _) -> {
        double[] logarithms = values.clone();
        for (int i = 0; i < logarithms.length; i++) {
          logarithms[i] = Math.log10(values[i]);
        }
        yield logarithms;
      }
    };
  }

  /** Steady states; those of the cell's file behind them in faint colours. */
  public LinePlot.Panel steadyPanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    inspected
        .get()
        .ifPresent(now -> {
          double[] x = x(now.gating());
          now.inFile()
              .ifPresent(old -> {
                for (int k = 0; k < old.states().size(); k++) {
                  int faint = Palette.faint(Palette.category(k));
                  curves.add(new LinePlot.Curve("", x, old.states().get(k).steady(), false, faint));
                }
              });
          for (int k = 0; k < now.gating().states().size(); k++) {
            Gating.State state = now.gating().states().get(k);
            curves.add(
                new LinePlot.Curve(state.name(), x, state.steady(), false, Palette.category(k)));
          }
          int colour = now.gating().states().size();
          for (Gating.Assigned assigned : now.gating().assigned()) {
            if (isFraction(assigned.values())) {
              curves.add(
                  new LinePlot.Curve(
                      assigned.name(), x, assigned.values(), false, Palette.category(colour++)));
            }
          }
        });
    return new LinePlot.Panel("", xTitle(), "Steady state", curves);
  }

  private static boolean isFraction(double[] values) {
    double most = 0;
    double least = 1;
    for (double value : values) {
      most = Math.max(most, value);
      least = Math.min(least, value);
    }
    return least >= -1e-9 && most <= 1 + 1e-9 && most - least > .1;
  }

  /** Time constants. */
  public LinePlot.Panel tauPanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    inspected
        .get()
        .ifPresent(now -> {
          double[] x = x(now.gating());
          now.inFile()
              .ifPresent(old -> {
                for (int k = 0; k < old.states().size(); k++) {
                  int faint = Palette.faint(Palette.category(k));
                  old.states()
                      .get(k)
                      .tauMs()
                      .ifPresent(tau -> curves.add(new LinePlot.Curve("", x, tau, false, faint)));
                }
              });
          for (int k = 0; k < now.gating().states().size(); k++) {
            Gating.State state = now.gating().states().get(k);
            int colour = Palette.category(k);
            state
                .tauMs()
                .ifPresent(
                    tau -> curves.add(new LinePlot.Curve(state.name(), x, tau, false, colour)));
          }
          for (Gating.Scheme scheme : now.gating().schemes()) {
            for (int r = 0; r < Math.min(3, scheme.tausMs().size()); r++) {
              curves.add(
                  new LinePlot.Curve(
                      (r == 0 ? "slowest" : r == 1 ? "2nd" : "3rd") + " of the scheme",
                      x,
                      scheme.tausMs().get(r),
                      false,
                      Palette.category(r)));
            }
          }
        });
    return logarithmic.get()
        ? new LinePlot.Panel(
            "",
            xTitle(),
            "log10 of time constant (ms)",
            curves.stream().map(InspectViewModel::logarithm).toList())
        : new LinePlot.Panel("", xTitle(), "Time constant (ms)", curves);
  }

  private static LinePlot.Curve logarithm(LinePlot.Curve curve) {
    double[] y = curve.y().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i] > 0 ? Math.log10(y[i]) : Double.NaN;
    }
    return new LinePlot.Curve(curve.label(), curve.x(), y, curve.marks(), curve.argb());
  }

  /** Currents over voltage. */
  public LinePlot.Panel currentPanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    inspected
        .get()
        .flatMap(Inspected::currents)
        .ifPresent(i -> {
          curves.add(new LinePlot.Curve("steady", i.vMv(), i.steady(), false, Palette.category(0)));
          curves.add(new LinePlot.Curve("peak", i.vMv(), i.peak(), false, Palette.category(1)));
          curves.add(
              new LinePlot.Curve(
                  "right after the step", i.vMv(), i.instantaneous(), false, Palette.category(2)));
        });
    if (curves.isEmpty()) {
      inspected
          .get()
          .filter(now -> !now.type().currents().isEmpty())
          .ifPresent(now ->
              curves.add(
                  new LinePlot.Curve("steady", x(now.gating()), now.gating().current(), false, 0)));
    }
    return new LinePlot.Panel("", xTitle(), "Current (mA/cm²)", curves);
  }

  /** Conductance at the steady state, or what else the mechanism shows. */
  public LinePlot.Panel conductancePanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    inspected
        .get()
        .ifPresent(now -> {
          double[] x = x(now.gating());
          now.inFile()
              .flatMap(Gating::conductance)
              .ifPresent(g ->
                  curves.add(
                      new LinePlot.Curve("", x, g, false, Palette.faint(Palette.category(0)))));
          now.gating()
              .conductance()
              .ifPresent(g -> curves.add(new LinePlot.Curve("", x, g, false, Palette.category(0))));
        });
    return new LinePlot.Panel("", xTitle(), "Open conductance (S/cm²)", curves);
  }

  /** One line of the table of states. */
  public record Row(
      String state,
      String vHalf,
      String slope,
      String residual,
      String slowest,
      String shiftedBy,
      String remark) {}

  /** The table of states. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Optional<Inspected> now = inspected.get();
    if (now.isEmpty()) {
      return rows;
    }
    Gating gating = now.get().gating();
    for (Gating.State state : gating.states()) {
      Optional<BoltzmannFit> fit = Optional.ofNullable(now.get().fits().get(state.name()));
      rows.add(
          new Row(
              state.name(),
              fit.map(f -> NumberText.fixed(f.vHalfMv(), 2)).orElse("–"),
              fit.map(f -> NumberText.fixed(f.slopeMv(), 2)).orElse("–"),
              fit.map(f -> NumberText.fixed(f.rms(), 4)).orElse("–"),
              state.tauMs().map(InspectViewModel::range).orElse("–"),
              shiftedBy(now.get(), state.name()),
              remark(gating, state)));
    }
    return rows;
  }

  private static String range(double[] tau) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double t : tau) {
      if (Double.isFinite(t)) {
        least = Math.min(least, t);
        most = Math.max(most, t);
      }
    }
    return most == 0
        ? "–"
        : most - least < 1e-6 * most ? brief(most) : brief(least) + " to " + brief(most);
  }

  private static String brief(double value) {
    return NumberText.fixed(value, value < .1 ? 4 : value < 10 ? 3 : 1);
  }

  private String shiftedBy(Inspected now, String state) {
    List<String> names = new ArrayList<>();
    for (VoltageShift shift : shifts.get()) {
      if (shift.state().equals(state)) {
        boolean here = parameter(now, shift).isPresent();
        names.add(
            shift.parameter()
                + " ("
                + (shift.mvPerUnit() > 0 ? "+" : "−")
                + (Math.abs(shift.mvPerUnit()) == 1
                    ? "1"
                    : NumberText.fixed(Math.abs(shift.mvPerUnit()), 2))
                + (here ? "" : ", not in the cell's parameters")
                + ")");
      }
    }
    return names.isEmpty() ? "–" : String.join(", ", names);
  }

  private static String remark(Gating gating, Gating.State state) {
    List<String> remarks = new ArrayList<>();
    for (Gating.Scheme scheme : gating.schemes()) {
      if (scheme.states().contains(state.name())) {
        remarks.add("part of a scheme");
      }
    }
    if (state.startsElsewhere()) {
      remarks.add("INITIAL puts it elsewhere");
    }
    if (!gating.linear()) {
      remarks.add("not linear: τ of small deviations");
    }
    return String.join("; ", remarks);
  }
}
