package org.neurowright.app.lab.sets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.tuned.ParameterSets;

/**
 * Named sets of parameters besides the quick A and B. A set holds what differs from the cell's
 * file. Used on the interface thread.
 */
public final class SetsViewModel {
  /** Name of the parameters as they stand. */
  public static final String NOW = "now";

  /** Name of the cell's own. */
  public static final String FILE = "as in the file";

  private final BenchViewModel bench;
  private final TaskService tasks;
  private final ObservableList<Snapshot> sets = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<LinePlot.Panel> responses =
      new ReadOnlyObjectWrapper<>(empty());
  private final List<Setting> pulse =
      List.of(
          Setting.number("set_amp", "Current", "pA", "Height of the pulse", "100"),
          Setting.number("set_delay", "from", "ms", "Start of the pulse", "100"),
          Setting.number("set_dur", "for", "ms", "Length of the pulse", "500"),
          Setting.number("set_tstop", "end", "ms", "End of the run", "700"));

  private Benches benches;
  private int asked;

  /** Follows the cell on the bench. */
  public SetsViewModel(BenchViewModel bench, TaskService tasks) {
    this.bench = bench;
    this.tasks = tasks;
    bench.cellProperty().subscribe(this::take);
  }

  private void take(Optional<LabCell> cell) {
    asked++;
    benches = cell.map(found -> new Benches(found.preparation(), 1)).orElse(null);
    sets.clear();
    problems.set(List.of());
    notice.set("");
    responses.set(empty());
  }

  private static LinePlot.Panel empty() {
    return new LinePlot.Panel("", "Time (ms)", "Membrane potential (mV)", List.of());
  }

  /** Sets in the order of their making. */
  public ObservableList<Snapshot> sets() {
    return sets;
  }

  /** What was wrong with the latest file or run. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** What was done last. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /**
   * Keeps the parameters as they stand; an empty name becomes "Set n". A name that is there counts.
   */
  public void keep(String name) {
    if (bench.cell().isEmpty()) {
      return;
    }
    String wanted = name.isBlank() ? freeName("Set ") : name.strip();
    put(new Snapshot(wanted, bench.changedValues()));
    problems.set(List.of());
    notice.set("Kept " + wanted);
  }

  private String freeName(String stem) {
    int number = 1;
    while (find(stem + number).isPresent()) {
      number++;
    }
    return stem + number;
  }

  private void put(Snapshot set) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).name().equals(set.name())) {
        sets.set(i, set);
        return;
      }
    }
    sets.add(set);
  }

  private Optional<Snapshot> find(String name) {
    return sets.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Gives a set another name; nothing happens if it is taken or blank. */
  public void rename(Snapshot set, String name) {
    int index = sets.indexOf(set);
    String wanted = name.strip();
    if (index >= 0 && !wanted.isEmpty() && !names().contains(wanted)) {
      sets.set(index, new Snapshot(wanted, set.values()));
    }
  }

  public void remove(Snapshot set) {
    sets.remove(set);
  }

  /** Sets the parameters of the bench; one step of the history. */
  public void apply(String name) {
    List<String> unknown = bench.apply("Apply " + name, values(name));
    problems.set(unknown.isEmpty() ? List.of() : List.of(unknown(name, unknown)));
    notice.set("Applied " + name);
  }

  private Problem unknown(String name, List<String> keys) {
    List<String> known = bench.parameters().stream().map(Parameter::key).toList();
    return Problem.warning(
            "sets.unknown-parameter",
            new Location("", 0, 0, name),
            "The cell has no "
                + String.join(", ", keys)
                + "; "
                + (keys.size() == 1 ? "it stays" : "they stay")
                + " in the set")
        .hint(NearestName.hint(keys.getFirst(), known));
  }

  // ---- comparing

  /** Everything that can be compared: the file, the present, A and B, the named ones. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(FILE, NOW));
    bench.snapshots().forEach(s -> names.add(s.name()));
    sets.stream().map(Snapshot::name).filter(n -> !names.contains(n)).forEach(names::add);
    return names;
  }

  /** What differs from the file. */
  public Map<String, Double> values(String name) {
    return switch (name) {
      case FILE -> Map.of();
      case NOW -> bench.changedValues();
      default -> find(name).or(() -> bench.snapshot(name)).map(Snapshot::values).orElse(Map.of());
    };
  }

  /**
   * Where two sets differ.
   *
   * @return rows of parameter, first value, second value, second over first, unit
   */
  public List<List<String>> compared(String first, String second) {
    Map<String, Double> a = values(first);
    Map<String, Double> b = values(second);
    Set<String> keys = new LinkedHashSet<>();
    bench.parameters().stream()
        .map(Parameter::key)
        .filter(k -> a.containsKey(k) || b.containsKey(k))
        .forEach(keys::add);
    keys.addAll(a.keySet());
    keys.addAll(b.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (String key : keys) {
      Optional<Parameter> parameter = bench.parameter(key);
      OptionalDouble left = value(a, key, parameter);
      OptionalDouble right = value(b, key, parameter);
      if (left.equals(right) && !parameter.map(Parameter::isVaried).orElse(false)) {
        continue;
      }
      rows.add(
          List.of(
              key,
              shown(left, a.containsKey(key), parameter),
              shown(right, b.containsKey(key), parameter),
              ratio(left, right),
              parameter.map(Parameter::unit).orElse("not of this cell")));
    }
    return rows;
  }

  private static OptionalDouble value(
      Map<String, Double> values, String key, Optional<Parameter> parameter) {
    Double given = values.get(key);
    return given != null
        ? OptionalDouble.of(given)
        : parameter.map(p -> OptionalDouble.of(p.original())).orElse(OptionalDouble.empty());
  }

  private static String shown(OptionalDouble value, boolean given, Optional<Parameter> parameter) {
    if (value.isEmpty()) {
      return "–";
    }
    return !given && parameter.map(Parameter::isVaried).orElse(false)
        ? "varies"
        : NumberText.real(value.getAsDouble());
  }

  private static String ratio(OptionalDouble left, OptionalDouble right) {
    return left.isPresent() && right.isPresent() && left.getAsDouble() != 0
        ? NumberText.real(Math.rint(1e4 * right.getAsDouble() / left.getAsDouble()) / 1e4)
        : "–";
  }

  // ---- files

  /** Writes all sets, A and B among them. */
  public void save(Path file) {
    List<ParameterSets.ParameterSet> all = new ArrayList<>();
    bench.snapshots().forEach(s -> all.add(set(s)));
    sets.stream()
        .filter(s -> all.stream().noneMatch(o -> o.name().equals(s.name())))
        .forEach(s -> all.add(set(s)));
    ParameterSets written =
        new ParameterSets(bench.cell().map(c -> c.specimen().name()).orElse(""), all);
    problems.set(List.of());
    tasks.start(
        "Save parameter sets",
        _ -> {
          written.write(file);
          return file;
        },
        done -> notice.set("Wrote " + done),
        reason -> problems.set(ProblemText.of(reason)));
  }

  /** In the order of the cell's parameters, as people look for them. */
  private ParameterSets.ParameterSet set(Snapshot snapshot) {
    Map<String, Double> ordered = new LinkedHashMap<>();
    bench.parameters().stream()
        .map(Parameter::key)
        .filter(snapshot.values()::containsKey)
        .forEach(key -> ordered.put(key, snapshot.values().get(key)));
    snapshot.values().keySet().stream()
        .sorted()
        .forEach(key -> ordered.putIfAbsent(key, snapshot.values().get(key)));
    return new ParameterSets.ParameterSet(snapshot.name(), ordered);
  }

  /** Adds the sets of a file; names that are there are replaced. What is wrong is told at once. */
  public void load(Path file) {
    problems.set(List.of());
    tasks.start(
        "Load parameter sets",
        _ -> ParameterSets.read(file),
        read -> {
          List<Problem> said = new ArrayList<>(read.problems());
          if (bench.cell().isPresent()) {
            read.value()
                .ifPresent(found -> {
                  for (ParameterSets.ParameterSet set : found.sets()) {
                    put(new Snapshot(set.name(), set.values()));
                    List<String> unknown = bench.unknown(set.values());
                    if (!unknown.isEmpty()) {
                      said.add(unknown(set.name(), unknown));
                    }
                  }
                  notice.set(
                      "Loaded "
                          + NumberText.plural(found.sets().size(), "set", "sets")
                          + " from "
                          + file.getFileName());
                });
          }
          problems.set(said);
        },
        reason -> problems.set(ProblemText.of(reason)));
  }

  // ---- responses

  /** The pulse that the responses are to. */
  public List<Setting> pulse() {
    return pulse;
  }

  /** Responses of some sets to the pulse, over each other. */
  public ReadOnlyObjectProperty<LinePlot.Panel> responsesProperty() {
    return responses.getReadOnlyProperty();
  }

  /** Runs the pulse with each of the sets. */
  public void overlay(List<String> names) {
    if (benches == null || names.isEmpty()) {
      asked++;
      responses.set(empty());
      return;
    }
    int mine = ++asked;
    Benches here = benches;
    CurrentClamp.Settings settings;
    Map<String, Preparation> prepared = new LinkedHashMap<>();
    try {
      settings =
          new CurrentClamp.Settings(
              bench.electrodes(),
              pulse.get(0).number(),
              pulse.get(1).number(),
              pulse.get(2).number(),
              pulse.get(3).number(),
              OptionalDouble.empty());
      names.forEach(n -> bench.prepared(values(n)).ifPresent(p -> prepared.put(n, p)));
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    problems.set(List.of());
    tasks.start(
        "Responses of " + NumberText.plural(names.size(), "parameter set", "parameter sets"),
        control -> {
          Map<String, Trace> traces = new LinkedHashMap<>();
          synchronized (here) {
            prepared.forEach((name, preparation) -> {
              here.prepare(preparation);
              traces.put(name, CurrentClamp.run(here, settings, control).trace());
            });
          }
          return traces;
        },
        traces -> {
          if (mine == asked) {
            responses.set(panel(traces));
          }
        },
        reason -> {
          if (mine == asked) {
            problems.set(ProblemText.of(reason));
          }
        });
  }

  private static LinePlot.Panel panel(Map<String, Trace> traces) {
    List<LinePlot.Curve> curves = new ArrayList<>();
    traces.forEach((name, trace) ->
        curves.add(
            new LinePlot.Curve(
                name, trace.tMs(), trace.vMv(), false, Palette.category(curves.size()))));
    return new LinePlot.Panel("", "Time (ms)", "Membrane potential (mV)", curves);
  }
}
