package org.neurowright.app.lab.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.segregation.CurrentModule;
import org.neurowright.io.segregation.SegregatedGate;
import org.neurowright.io.segregation.SegregatedGate.Action;
import org.neurowright.io.segregation.Segregation;

/**
 * Segregation of the gating curves of the cell on the bench: modules and their boundaries, what
 * that does to each gate, the cell before and after, and the files. It works on the cell as its
 * file has it. Used on the interface thread.
 */
public final class SegregateViewModel {
  /** The choice of mechanisms that are left alone. */
  public static final String NONE = "–";

  private final BenchViewModel bench;
  private final CellSource source;
  private final TaskService tasks;
  private final BooleanProperty active = new SimpleBooleanProperty();

  /** The modules and the cuts of the published lateral amygdala cell (ModelDB 223649). */
  private final List<ModuleRow> modules =
      List.of(
          new ModuleRow("passive", "", "-62.5"),
          new ModuleRow("LTO", "-67.5", ""),
          new ModuleRow("HTO", "-55", ""),
          new ModuleRow("spiking", "-57.5", ""),
          new ModuleRow("adaptation", "-65", ""));

  private final Map<String, StringProperty> moduleOf = new LinkedHashMap<>();
  private final ObjectProperty<Segregation.Method> method =
      new SimpleObjectProperty<>(Segregation.Method.CUT);
  private final Setting tolerance =
      Setting.number(
          "tolerance", "leaving", "", "What a shift leaves open at the boundary, 0 to 1", "0.01");
  private final List<Setting> trials =
      List.of(
          Setting.number("segregate_amp", "Clamp", "pA", "Current of the trace", "200"),
          Setting.number("fminpa", "F-I from", "pA", "First current of the F-I curve", "0"),
          Setting.number("fmaxpa", "to", "pA", "Last current of the F-I curve", "600"),
          Setting.number("fincrement", "by", "pA", "Distance of the currents", "100"));
  private final ReadOnlyObjectWrapper<Optional<Segregation>> segregation =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<SegregatedGate>> gates =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private int looks;

  /**
   * Follows the cell on the bench.
   *
   * @param source opens the cell that is written
   */
  public SegregateViewModel(BenchViewModel bench, CellSource source, TaskService tasks) {
    this.bench = bench;
    this.source = source;
    this.tasks = tasks;
    bench.cellProperty().subscribe(_ -> forget());
    // the request belongs to the cell that comes after it
    bench.preparationProperty().subscribe((_, _) -> look());
    active.subscribe((_, _) -> look());
    method.subscribe((_, _) -> plan());
    tolerance.textProperty().subscribe((_, _) -> plan());
    for (ModuleRow row : modules) {
      row.lowProperty().subscribe((_, _) -> plan());
      row.highProperty().subscribe((_, _) -> plan());
    }
  }

  private void forget() {
    looks++;
    segregation.set(Optional.empty());
    gates.set(List.of());
    comparison.set(Optional.empty());
    problems.set(List.of());
    notice.set("");
    busy.set(false);
    moduleOf.clear();
  }

  private void look() {
    Optional<LabCell> cell = bench.cell();
    Optional<LabRequest> request = bench.requestProperty().get();
    if (!active.get()
        || cell.isEmpty()
        || bench.preparationProperty().get().isEmpty()
        || segregation.get().isPresent()
        || busy.get()) {
      return;
    }
    if (request.isEmpty() || cell.get().mechanismFiles().isEmpty()) {
      problems.set(
          List.of(
              Problem.info(
                  "segregation.no-files",
                  Location.NOWHERE,
                  "The cell has no mechanism files that could be changed")));
      return;
    }
    int mine = ++looks;
    busy.set(true);
    tasks.start(
        "Look at the gates",
        _ -> Segregation.of(cell.get(), request.get()),
        found -> {
          if (mine == looks) {
            busy.set(false);
            found
                .mechanisms()
                .forEach(name -> {
                  StringProperty module = new SimpleStringProperty(suggested(name));
                  module.subscribe((_, _) -> plan());
                  moduleOf.put(name, module);
                });
            segregation.set(Optional.of(found));
            plan();
          }
        },
        reason -> failed(mine, reason));
  }

  private void failed(int mine, Throwable reason) {
    if (mine == looks) {
      busy.set(false);
      problems.set(ProblemText.of(reason));
    }
  }

  /** What a name usually stands for; the user has the last word. */
  private static String suggested(String mechanism) {
    String name = mechanism.toLowerCase(Locale.ROOT);
    if (name.matches(".*(nap|km|im|kcnq|m_?curr).*") || name.equals("km")) {
      return "LTO";
    }
    if (name.matches(".*(na|kdr|kv3|kd|hh).*")) {
      return "spiking";
    }
    if (name.matches(".*(ahp|sk|ca|bk|kca).*")) {
      return "adaptation";
    }
    return name.matches("(.*[^k])?(h|hd|ih|hcn.*)") || name.endsWith("h") ? "passive" : NONE;
  }

  private void plan() {
    if (segregation.get().isEmpty()) {
      return;
    }
    comparison.set(Optional.empty());
    try {
      List<CurrentModule> chosen = new ArrayList<>();
      for (ModuleRow row : modules) {
        List<String> members =
            moduleOf.entrySet().stream()
                .filter(e -> row.name().equals(e.getValue().get()))
                .map(Map.Entry::getKey)
                .toList();
        if (!members.isEmpty()) {
          chosen.add(row.with(members));
        }
      }
      double left = tolerance.number();
      if (!(left > 0 && left < 1)) {
        throw new ModelException(
            Problem.error(
                    "lab.bad-setting", Location.NOWHERE, "A shift cannot leave " + left + " open")
                .expected("a number between 0 and 1"));
      }
      gates.set(segregation.get().get().plan(chosen, method.get(), left));
      problems.set(List.of());
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  // ---------------------------------------------------------------- before and after

  /** Writes the cell into a folder of its own for a moment and runs it beside the one it was. */
  public void compare() {
    if (segregation.get().isEmpty() || busy.get()) {
      return;
    }
    Electrodes electrodes;
    double amp;
    FiCurve.Settings fi;
    try {
      electrodes = bench.electrodes();
      amp = trials.get(0).number();
      fi =
          new FiCurve.Settings(
              electrodes,
              trials.get(1).number(),
              // the last current takes part, however the steps round
              trials.get(2).number() + 1e-6 * trials.get(3).number(),
              trials.get(3).number(),
              100,
              500,
              0,
              OptionalDouble.empty());
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    CurrentClamp.Settings clamp =
        new CurrentClamp.Settings(electrodes, amp, 50, 200, 300, OptionalDouble.empty());
    Segregation from = segregation.get().get();
    List<SegregatedGate> planned = gates.get();
    LabCell before = bench.cell().orElseThrow();
    int mine = looks;
    busy.set(true);
    notice.set("");
    tasks.start(
        "Compare before and after segregation",
        _ -> {
          Path folder = Files.createTempDirectory("neurowright-segregation");
          try {
            Segregation.Written written =
                from.write(planned, folder.resolve("cell"), Segregation.TEMPLATE_FILE, false);
            ReadResult<LabCell> read = source.open(written.request());
            LabCell after = read.value().orElseThrow(() -> new ModelException(read.problems()));
            return compared(before, after, clamp, fi);
          } finally {
            delete(folder);
          }
        },
        found -> {
          if (mine == looks) {
            busy.set(false);
            problems.set(List.of());
            comparison.set(Optional.of(found));
          }
        },
        reason -> failed(mine, reason));
  }

  private static Comparison compared(
      LabCell before, LabCell after, CurrentClamp.Settings clamp, FiCurve.Settings fi) {
    Conditions conditions = before.conditions();
    int threads = Runtime.getRuntime().availableProcessors();
    Benches one = new Benches(Preparation.of(before.specimen(), conditions), threads);
    Benches other = new Benches(Preparation.of(after.specimen(), conditions), threads);
    return new Comparison(
        CurrentClamp.run(one, clamp, RunControl.none()),
        CurrentClamp.run(other, clamp, RunControl.none()),
        FiCurve.run(one, fi, RunControl.none()),
        FiCurve.run(other, fi, RunControl.none()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Writes mechanisms and template into a new folder. */
  public void write(Path folder) {
    if (segregation.get().isEmpty() || busy.get()) {
      return;
    }
    Segregation from = segregation.get().get();
    List<SegregatedGate> planned = gates.get();
    int mine = looks;
    busy.set(true);
    tasks.start(
        "Write the segregated cell",
        _ -> from.write(planned, folder, Segregation.TEMPLATE_FILE, false),
        written -> {
          if (mine == looks) {
            busy.set(false);
            problems.set(List.of());
            notice.set(
                NumberText.plural(written.mechanisms().size(), "new mechanism", "new mechanisms")
                    + " written to "
                    + written.folder());
          }
        },
        reason -> failed(mine, reason));
  }

  // ---------------------------------------------------------------- for the screen

  /** Whether somebody looks; nothing is compiled else. */
  public BooleanProperty activeProperty() {
    return active;
  }

  public List<ModuleRow> modules() {
    return modules;
  }

  /** Which module each mechanism is in, {@value #NONE} for none; filled when gates were found. */
  public Map<String, StringProperty> moduleOf() {
    return moduleOf;
  }

  public ObjectProperty<Segregation.Method> methodProperty() {
    return method;
  }

  public Setting tolerance() {
    return tolerance;
  }

  /** Current of the trace and of the F-I curve. */
  public List<Setting> trials() {
    return trials;
  }

  public ReadOnlyObjectProperty<Optional<Segregation>> segregationProperty() {
    return segregation.getReadOnlyProperty();
  }

  /** What is done to each gate. */
  public ReadOnlyObjectProperty<List<SegregatedGate>> gatesProperty() {
    return gates.getReadOnlyProperty();
  }

  /** Runs before and after; empty when the plan has changed since. */
  public ReadOnlyObjectProperty<Optional<Comparison>> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** What was written last. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Whether any gate is changed, so that there is something to write. */
  public boolean changesAnything() {
    return gates.get().stream().anyMatch(g -> !(g.action() instanceof Action.Keep));
  }

  private int colour(String module) {
    for (int m = 0; m < modules.size(); m++) {
      if (modules.get(m).name().equals(module)) {
        return Palette.category(m);
      }
    }
    return Palette.category(modules.size());
  }

  /** Curves in the colours of their modules: faint before, full after. */
  public LinePlot.Panel gatesPanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (SegregatedGate gate : gates.get()) {
      if (!(gate.action() instanceof Action.Keep)) {
        curves.add(
            new LinePlot.Curve(
                "", gate.vMv(), gate.curve(), false, Palette.faint(colour(gate.module()))));
      }
    }
    for (SegregatedGate gate : gates.get()) {
      // inactivation is shown in the table; here it would only hide what is segregated
      if (gate.kind() != SegregatedGate.Kind.INACTIVATION) {
        curves.add(
            new LinePlot.Curve(
                gate.mechanism() + "." + gate.gate(),
                gate.vMv(),
                gate.after(),
                false,
                colour(gate.module())));
      }
    }
    return new LinePlot.Panel("", "Membrane potential (mV)", "Steady state", curves);
  }

  /** The traces. */
  public LinePlot.Panel clampPanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    comparison
        .get()
        .ifPresent(c -> {
          curves.add(
              new LinePlot.Curve(
                  "before",
                  c.clampBefore().trace().tMs(),
                  c.clampBefore().trace().vMv(),
                  false,
                  Palette.faint(Palette.category(1))));
          curves.add(
              new LinePlot.Curve(
                  "after",
                  c.clampAfter().trace().tMs(),
                  c.clampAfter().trace().vMv(),
                  false,
                  Palette.category(0)));
        });
    return new LinePlot.Panel("", "Time (ms)", "Membrane potential (mV)", curves);
  }

  /** The F-I curves. */
  public LinePlot.Panel fiPanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    comparison
        .get()
        .ifPresent(c -> {
          double[] pa = Arrays.stream(c.fiBefore().ampsNa()).map(a -> a * 1000).toArray();
          curves.add(
              new LinePlot.Curve("before", pa, counts(c.fiBefore()), true, Palette.category(1)));
          curves.add(
              new LinePlot.Curve("after", pa, counts(c.fiAfter()), true, Palette.category(0)));
        });
    return new LinePlot.Panel("", "Injection (pA)", "Spikes in 500 ms", curves);
  }

  private static double[] counts(FiCurve.Result result) {
    return Arrays.stream(result.spikes()).asDoubleStream().toArray();
  }

  /** One line of the table of gates. */
  public record Row(
      String module,
      String gate,
      String kind,
      String vHalf,
      String slope,
      String overlap,
      String action) {}

  /** The table of gates. */
  public List<Row> rows() {
    return gates.get().stream()
        .map(g ->
            new Row(
                g.module(),
                g.mechanism() + "." + g.gate(),
                g.kind().label(),
                g.fit().map(f -> NumberText.fixed(f.vHalfMv(), 1)).orElse("–"),
                g.fit().map(f -> NumberText.fixed(f.slopeMv(), 1)).orElse("–"),
                g.kind() == SegregatedGate.Kind.INACTIVATION
                    ? "–"
                    : NumberText.fixed(100 * g.overlap(), 1) + " %",
                switch (g.action()) {
                  case Action.Keep(String reason) -> reason;
                  case Action.Cut(boolean above, double at) ->
                      "0 " + (above ? "above " : "below ") + NumberText.real(at) + " mV";
                  case Action.Shift(double mv) -> "shifted by " + NumberText.fixed(mv, 1) + " mV";
                }))
        .toList();
  }
}
