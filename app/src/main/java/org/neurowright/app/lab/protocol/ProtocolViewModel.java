package org.neurowright.app.lab.protocol;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.lab.LabCell;

/**
 * Protocols run on the cell of the bench with its parameters as they stand, and what they gave.
 * Used on the interface thread; work goes to the background.
 */
public final class ProtocolViewModel {
  /** Results that are kept; the oldest goes first. */
  private static final int MOST_RESULTS = 24;

  private final BenchViewModel bench;
  private final TaskService tasks;
  private final Map<Protocol, ProtocolForm> forms = new EnumMap<>(Protocol.class);
  private final ObjectProperty<Protocol> protocol = new SimpleObjectProperty<>(Protocol.PASSIVE);
  private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> runProblems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObservableList<KeptResult> results =
      FXCollections.observableArrayList(
          kept -> new Observable[] {kept.nameProperty(), kept.shownProperty()});
  private final ObjectProperty<KeptResult> current = new SimpleObjectProperty<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  private Benches benches;
  private int runs;

  /** Follows the cell on the bench. */
  public ProtocolViewModel(BenchViewModel bench, TaskService tasks) {
    this.bench = bench;
    this.tasks = tasks;
    bench.cellProperty().subscribe(this::take);
  }

  private void take(Optional<LabCell> cell) {
    stop();
    runProblems.set(List.of());
    benches =
        cell.map(found ->
                new Benches(found.preparation(), Runtime.getRuntime().availableProcessors()))
            .orElse(null);
    makeForms(bench.synapses());
    ProtocolForm synapse = forms.get(Protocol.SYNAPSE);
    Setting parameters = synapse.setting("parameters");
    synapse
        .setting("mechanism")
        .textProperty()
        .subscribe((_, chosen) ->
            parameters
                .textProperty()
                .set(
                    chosen.equals("Exp2Syn") || cell.isEmpty()
                        ? parameters.usual()
                        : defaults(cell.get().specimen(), chosen)));
  }

  /** Parameters of a point process as one writes them, with their defaults. */
  private static String defaults(Specimen specimen, String pointProcess) {
    return specimen.catalogue().find(pointProcess).stream()
        .flatMap(type -> type.variables().stream())
        .filter(v -> v.role() == MechanismVariable.Role.PARAMETER && v.size() == 1)
        .map(v -> v.name() + "=" + NumberText.real(v.defaultValue()))
        .collect(Collectors.joining(", "));
  }

  public ObjectProperty<Protocol> protocolProperty() {
    return protocol;
  }

  /** Settings of a protocol. */
  public ProtocolForm form(Protocol of) {
    return forms.get(of);
  }

  private void makeForms(List<String> synapses) {
    for (Protocol each : Protocol.values()) {
      forms.put(each, new ProtocolForm(each, synapses));
    }
  }

  public void resetSettings() {
    forms.get(protocol.get()).reset();
  }

  /** The protocol that runs. */
  public ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Why the latest run gave nothing. */
  public ReadOnlyObjectProperty<List<Problem>> runProblemsProperty() {
    return runProblems.getReadOnlyProperty();
  }

  /** Runs the chosen protocol with the parameters as they stand. */
  public void run() {
    if (bench.preparationProperty().get().isEmpty() || running.get().isPresent()) {
      return;
    }
    Protocol wanted = protocol.get();
    Preparation prepared = bench.preparationProperty().get().get();
    Benches mine = benches;
    ProtocolRuns.Ready ready;
    try {
      ready =
          ProtocolRuns.prepare(
              forms.get(wanted),
              bench.electrodes(),
              bench.cell().orElseThrow().specimen().name(),
              common(prepared));
    } catch (ModelException e) {
      runProblems.set(e.problems());
      return;
    }
    runProblems.set(List.of());
    notice.set("");
    BackgroundTask<LabResult> task =
        tasks.start(
            wanted.title() + " of " + bench.cell().orElseThrow().specimen().name(),
            control -> {
              mine.prepare(prepared);
              return ready.run(mine, control);
            },
            result -> {
              running.set(Optional.empty());
              if (mine == benches) {
                add(result);
              }
            },
            reason -> {
              running.set(Optional.empty());
              if (mine == benches && !(reason instanceof CancellationException)) {
                runProblems.set(ProblemText.of(reason));
              }
            });
    if (!task.state().isOver()) {
      running.set(Optional.of(task));
    }
  }

  /** Ends the protocol that runs; there is no result then. */
  public void stop() {
    running.get().ifPresent(BackgroundTask::stop);
  }

  private Map<String, String> common(Preparation prepared) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("record", bench.recordAtProperty().get());
    settings.put("inject", bench.injectAtProperty().get());
    settings.put("dt (ms)", NumberText.real(prepared.conditions().dtMs()));
    settings.put("v_init (mV)", NumberText.real(prepared.conditions().vInitMv()));
    settings.put("celsius (°C)", NumberText.real(prepared.conditions().celsius()));
    bench.requestProperty().get().ifPresent(asked -> settings.put("file", asked.cell().toString()));
    bench
        .changedValues()
        .forEach((key, value) -> {
          if (!key.startsWith(Parameter.RUN + ".")) {
            settings.put(key, Double.toString(value));
          }
        });
    return settings;
  }

  private void add(LabResult result) {
    runs++;
    KeptResult kept =
        new KeptResult(
            result, result.protocol().title() + " " + runs, Palette.faint(Palette.category(runs)));
    results.addFirst(kept);
    while (results.size() > MOST_RESULTS) {
      results.removeLast();
    }
    current.set(kept);
  }

  /** What was done, the latest first. */
  public ObservableList<KeptResult> results() {
    return results;
  }

  /** The result in the figure; null when there is none. */
  public ObjectProperty<KeptResult> currentProperty() {
    return current;
  }

  /** Forgets a result. */
  public void remove(KeptResult kept) {
    results.remove(kept);
    if (current.get() == kept) {
      current.set(results.isEmpty() ? null : results.getFirst());
    }
  }

  /** Others of the current result's protocol that are laid behind it, the oldest first. */
  public List<KeptResult> overlays() {
    KeptResult shown = current.get();
    if (shown == null) {
      return List.of();
    }
    return results.reversed().stream()
        .filter(k -> k != shown && k.shownProperty().get())
        .filter(k -> k.result().protocol() == shown.result().protocol())
        .toList();
  }

  /** The current result's figure with the others behind it; empty without a result. */
  public Optional<LinePlot> figure() {
    KeptResult shown = current.get();
    if (shown == null) {
      return Optional.empty();
    }
    List<KeptResult> behind = overlays();
    List<LinePlot.Panel> panels = new ArrayList<>();
    for (LinePlot.Panel panel : shown.result().figure().panels()) {
      List<LinePlot.Curve> curves = new ArrayList<>();
      for (KeptResult other : behind) {
        other.result().figure().panels().stream()
            .filter(p -> p.title().equals(panel.title()) && p.yTitle().equals(panel.yTitle()))
            .forEach(p -> {
              // Of many curves only the first is named, or the legend would be full of one name.
              for (int c = 0; c < p.curves().size(); c++) {
                curves.add(
                    p.curves().get(c).as(c == 0 ? other.nameProperty().get() : "", other.argb()));
              }
            });
      }
      for (int c = 0; c < panel.curves().size(); c++) {
        LinePlot.Curve curve = panel.curves().get(c);
        String label =
            curve.label().isEmpty() && c == 0 && !curves.isEmpty()
                ? shown.nameProperty().get()
                : curve.label();
        curves.add(curve.as(label, curve.argb() == 0 ? Palette.category(c) : curve.argb()));
      }
      panels.add(new LinePlot.Panel(panel.title(), panel.xTitle(), panel.yTitle(), curves));
    }
    return Optional.of(new LinePlot(shown.result().figure().fileStem(), panels));
  }

  /** Headers of the table of numbers: what, the current result, the others, the unit. */
  public List<String> tableHeaders() {
    List<String> headers = new ArrayList<>(List.of("Quantity"));
    if (current.get() != null) {
      headers.add(overlays().isEmpty() ? "Value" : current.get().nameProperty().get());
      overlays().reversed().forEach(k -> headers.add(k.nameProperty().get()));
    }
    headers.add("Unit");
    return headers;
  }

  /** Its rows. */
  public List<List<String>> tableRows() {
    KeptResult shown = current.get();
    if (shown == null) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (LabResult.Quantity quantity : shown.result().quantities()) {
      List<String> row = new ArrayList<>();
      row.add(quantity.name());
      row.add(NumberText.real(quantity.value()));
      for (KeptResult other : overlays().reversed()) {
        row.add(
            other.result().quantities().stream()
                .filter(q -> q.name().equals(quantity.name()))
                .findFirst()
                .map(q -> NumberText.real(q.value()))
                .orElse("–"));
      }
      row.add(quantity.unit());
      rows.add(row);
    }
    return rows;
  }

  /** What was done last besides runs, for a line on the screen. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Writes the current result; the file's ending says as what. */
  public void export(Path file) {
    Optional<LinePlot> figure = figure();
    if (figure.isEmpty()) {
      return;
    }
    LabResult result = current.get().result();
    tasks.start(
        "Export " + file.getFileName(),
        _ -> {
          ResultFile.write(result, figure.get(), file);
          return file;
        },
        written -> notice.set("Wrote " + written),
        reason -> runProblems.set(ProblemText.of(asIo(reason))));
  }

  private static Throwable asIo(Throwable reason) {
    return reason instanceof IOException || reason instanceof RuntimeException
        ? reason
        : new IOException(reason.getMessage());
  }
}
