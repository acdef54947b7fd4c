package org.neurowright.app.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;

/**
 * One cell on the bench: which one, its parameters as they stand, what was done with it. Used on
 * the interface thread; work goes to the background.
 *
 * <p>Two benches are kept: one for protocols and one for the live response, so that a slider need
 * not wait for a protocol.
 */
public final class LabViewModel {
  /** Results that are kept; the oldest goes first. */
  private static final int MOST_RESULTS = 24;

  private static final double SPIKE_MV = 0;
  private static final Pattern PLACE = Pattern.compile("(.+)\\(\\s*([0-9.eE+-]+)\\s*\\)\\s*");

  private final CellSource source;
  private final TaskService tasks;
  private final Executor ui;
  private final LatestOnly<LiveRequest> live;

  private final ReadOnlyObjectWrapper<Optional<LabCell>> cell =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<LabRequest>> request =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> openProblems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> templates =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
  private final ObservableList<Parameter> parameters = FXCollections.observableArrayList();
  private final Map<Protocol, ProtocolForm> forms = new EnumMap<>(Protocol.class);
  private final ObjectProperty<Protocol> protocol = new SimpleObjectProperty<>(Protocol.PASSIVE);
  private final StringProperty recordAt = new SimpleStringProperty("soma(0.5)");
  private final StringProperty injectAt = new SimpleStringProperty("soma(0.5)");
  private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> runProblems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObservableList<KeptResult> results =
      FXCollections.observableArrayList(
          kept -> new javafx.beans.Observable[] {kept.nameProperty(), kept.shownProperty()});
  private final ObjectProperty<KeptResult> current = new SimpleObjectProperty<>();
  private final BooleanProperty liveOn = new SimpleBooleanProperty(true);
  private final List<Setting> liveSettings =
      List.of(
          Setting.number("live_amp", "Current", "pA", "Height of the pulse", "100"),
          Setting.number("live_delay", "from", "ms", "Start of the pulse", "20"),
          Setting.number("live_dur", "for", "ms", "Length of the pulse", "150"),
          Setting.number("live_tstop", "end", "ms", "End of the run", "200"));
  private final ReadOnlyObjectWrapper<Optional<LiveResponse>> liveResponse =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> liveProblems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObservableList<Snapshot> snapshots = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  private Preparation preparation;
  private Benches benches;
  private Benches liveBenches;
  private long liveRequests;
  private int openings;
  private int looks;
  private int runs;
  private boolean settingMany;

  /** What the live bench is asked for. */
  private record LiveRequest(
      Benches benches, Preparation preparation, CurrentClamp.Settings settings, long number) {}

  /**
   * A laboratory without a cell.
   *
   * @param liveThread runs the live response; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public LabViewModel(CellSource source, TaskService tasks, Executor liveThread, Executor ui) {
    this.source = source;
    this.tasks = tasks;
    this.ui = ui;
    live = new LatestOnly<>(liveThread, this::respond);
    makeForms(List.of());
    for (Setting setting : liveSettings) {
      setting.textProperty().subscribe((_, _) -> askLive());
    }
    recordAt.subscribe((_, _) -> askLive());
    injectAt.subscribe((_, _) -> askLive());
    liveOn.subscribe((_, _) -> askLive());
  }

  // ---- the cell

  /** The cell on the bench. */
  public ReadOnlyObjectProperty<Optional<LabCell>> cellProperty() {
    return cell.getReadOnlyProperty();
  }

  public Optional<LabCell> cell() {
    return cell.get();
  }

  /** How the cell was asked for; empty for one that was made here. */
  public ReadOnlyObjectProperty<Optional<LabRequest>> requestProperty() {
    return request.getReadOnlyProperty();
  }

  /** What was wrong with the latest cell that was asked for; also warnings of one that is there. */
  public ReadOnlyObjectProperty<List<Problem>> openProblemsProperty() {
    return openProblems.getReadOnlyProperty();
  }

  /** Templates of the file that was looked at. */
  public ReadOnlyObjectProperty<List<String>> templatesProperty() {
    return templates.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /** Whether a file is a cell's by its name, and no model's. */
  public static boolean isCellFile(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return List.of(".hoc", ".swc", ".asc", ".nml").stream().anyMatch(name::endsWith);
  }

  /** Finds out which templates a file or folder has. */
  public void lookAt(Path fileOrFolder) {
    int mine = ++looks;
    templates.set(List.of());
    boolean hoc =
        Files.isDirectory(fileOrFolder)
            || fileOrFolder.toString().toLowerCase(Locale.ROOT).endsWith(".hoc");
    if (!hoc || !Files.exists(fileOrFolder)) {
      return;
    }
    tasks.start(
        "List templates",
        _ -> LabCells.templates(fileOrFolder).stream().map(LabCells.TemplatePlace::name).toList(),
        found -> {
          if (mine == looks) {
            templates.set(found);
          }
        },
        reason -> openProblems.set(ProblemText.of(reason)));
  }

  /** Puts another cell on the bench; the present one stays if that does not work out. */
  public void open(LabRequest wanted) {
    int mine = ++openings;
    opening.set(true);
    tasks.start(
        "Open " + wanted.cell().getFileName(),
        _ -> source.open(wanted),
        read -> {
          if (mine != openings) {
            return;
          }
          opening.set(false);
          openProblems.set(read.problems());
          read.value().ifPresent(found -> show(found, Optional.of(wanted)));
        },
        reason -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(ProblemText.of(reason));
          }
        });
  }

  /** Makes a passive cell of a soma and a dendrite. */
  public void makeBallAndStick(double somaUm, double dendriteUm, double diameterUm) {
    int mine = ++openings;
    opening.set(true);
    tasks.start(
        "Make a cell",
        _ -> source.ballAndStick(somaUm, dendriteUm, diameterUm),
        made -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(List.of());
            show(made, Optional.empty());
          }
        },
        reason -> {
          if (mine == openings) {
            opening.set(false);
            openProblems.set(ProblemText.of(reason));
          }
        });
  }

  /** Takes the cell off the bench. */
  public void close() {
    openings++;
    stop();
    live.clear();
    opening.set(false);
    openProblems.set(List.of());
    runProblems.set(List.of());
    liveProblems.set(List.of());
    liveResponse.set(Optional.empty());
    parameters.clear();
    snapshots.clear();
    benches = null;
    liveBenches = null;
    preparation = null;
    cell.set(Optional.empty());
    request.set(Optional.empty());
  }

  private void show(LabCell found, Optional<LabRequest> wanted) {
    stop();
    live.clear();
    preparation = found.preparation();
    benches = new Benches(preparation, Runtime.getRuntime().availableProcessors());
    liveBenches = new Benches(preparation, 1);
    liveResponse.set(Optional.empty());
    liveProblems.set(List.of());
    runProblems.set(List.of());
    snapshots.clear();
    List<String> synapses =
        found.specimen().catalogue().all().stream()
            .filter(t -> t.kind() == MechanismKind.POINT_PROCESS && t.netReceiveArgs() >= 0)
            .map(MechanismType::name)
            .toList();
    makeForms(synapses);
    Setting parametersOfSynapse = forms.get(Protocol.SYNAPSE).setting("parameters");
    forms
        .get(Protocol.SYNAPSE)
        .setting("mechanism")
        .textProperty()
        .subscribe((_, chosen) ->
            parametersOfSynapse
                .textProperty()
                .set(
                    chosen.equals("Exp2Syn")
                        ? parametersOfSynapse.usual()
                        : defaults(found.specimen(), chosen)));
    request.set(wanted);
    parameters.setAll(CellParameters.of(found));
    settingMany = true;
    String soma = defaultPlace(found.specimen());
    recordAt.set(soma);
    injectAt.set(soma);
    settingMany = false;
    cell.set(Optional.of(found));
    askLive();
  }

  /** Parameters of a point process as one writes them, with their defaults. */
  private static String defaults(Specimen specimen, String pointProcess) {
    return specimen.catalogue().find(pointProcess).stream()
        .flatMap(type -> type.variables().stream())
        .filter(v -> v.role() == MechanismVariable.Role.PARAMETER && v.size() == 1)
        .map(v -> v.name() + "=" + NumberText.real(v.defaultValue()))
        .collect(Collectors.joining(", "));
  }

  private static String defaultPlace(Specimen specimen) {
    return placeText(specimen, new Site(specimen.cell().somaIndex(), .5));
  }

  /** A place as it stands in its field, {@code dend[3](0.5)}. */
  static String placeText(Specimen specimen, Site site) {
    String name = specimen.cell().sections().get(site.section()).name();
    if (!specimen.sections(name).equals(List.of(site.section()))) {
      int number = specimen.sections("all").indexOf(site.section());
      name = number >= 0 ? Integer.toString(number) : name;
    }
    return name + "(" + NumberText.real(Math.rint(site.x() * 1000) / 1000) + ")";
  }

  /** Puts the recording electrode somewhere. */
  public void placeRecord(Site site) {
    cell.get().ifPresent(found -> recordAt.set(placeText(found.specimen(), site)));
  }

  /** Puts the current electrode, or the synapse, somewhere. */
  public void placeInject(Site site) {
    cell.get().ifPresent(found -> injectAt.set(placeText(found.specimen(), site)));
  }

  /** Where a field's text is in the cell; empty if nowhere. */
  public Optional<Site> site(String placeText) {
    try {
      Place place = place(placeText);
      return cell.get().map(found -> found.specimen().site(place, "electrode"));
    } catch (ModelException e) {
      return Optional.empty();
    }
  }

  private static Place place(String text) {
    Matcher matcher = PLACE.matcher(text.strip());
    if (!matcher.matches()) {
      return new Place(SectionAddress.parse(text), .5);
    }
    try {
      return new Place(
          SectionAddress.parse(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    } catch (NumberFormatException e) {
      throw new ModelException(
          Problem.error("lab.bad-setting", Location.NOWHERE, "'" + text + "' is no place")
              .expected("SECTION(X), for instance dend[3](0.5)"));
    }
  }

  private Electrodes electrodes() {
    return new Electrodes(place(recordAt.get()), place(injectAt.get()));
  }

  public StringProperty recordAtProperty() {
    return recordAt;
  }

  public StringProperty injectAtProperty() {
    return injectAt;
  }

  // ---- parameters

  /** What can be turned, by group. */
  public ObservableList<Parameter> parameters() {
    return parameters;
  }

  /** A parameter by its key, {@code soma.gbar_labnat}. */
  public Optional<Parameter> parameter(String key) {
    return parameters.stream().filter(p -> p.key().equals(key)).findFirst();
  }

  /** Turns a parameter; the response follows. */
  public void set(Parameter parameter, double value) {
    if (parameter.lockedProperty().get() || preparation == null || !Double.isFinite(value)) {
      return;
    }
    apply(parameter, value);
    askLive();
  }

  private void apply(Parameter parameter, double value) {
    parameter.set(value);
    switch (parameter.target()) {
      case Parameter.Target.OfCell _ ->
          preparation = preparation.with(parameter.change().orElseThrow());
      case Parameter.Target.OfRun(Parameter.Condition condition) ->
          preparation = preparation.with(condition.with(preparation.conditions(), value));
      case Parameter.Target.OfAll(List<Parameter> parts) ->
          parts.stream()
              .filter(part -> !part.lockedProperty().get())
              .forEach(part -> apply(part, value));
    }
  }

  /** Gives a parameter the value of the cell's file. */
  public void reset(Parameter parameter) {
    if (parameter.lockedProperty().get() || preparation == null) {
      return;
    }
    takeBack(parameter);
    askLive();
  }

  private void takeBack(Parameter parameter) {
    switch (parameter.target()) {
      case Parameter.Target.OfCell _ ->
          preparation = preparation.without(parameter.change().orElseThrow());
      case Parameter.Target.OfRun(Parameter.Condition condition) ->
          preparation =
              preparation.with(condition.with(preparation.conditions(), parameter.original()));
      case Parameter.Target.OfAll(List<Parameter> parts) ->
          parts.stream().filter(part -> !part.lockedProperty().get()).forEach(this::takeBack);
    }
    parameter.reset();
  }

  /** All parameters as the file has them, but for locked ones. */
  public void resetAll() {
    if (preparation != null) {
      parameters.stream().filter(p -> !p.lockedProperty().get()).forEach(this::takeBack);
      askLive();
    }
  }

  private Map<String, Double> changedValues() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.changedProperty().get()
          && !(parameter.target() instanceof Parameter.Target.OfAll)) {
        values.put(parameter.key(), parameter.valueProperty().get());
      }
    }
    return values;
  }

  /** The parameter sets that were kept, A and B. */
  public ObservableList<Snapshot> snapshots() {
    return snapshots;
  }

  public Optional<Snapshot> snapshot(String name) {
    return snapshots.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** Keeps the parameters as they stand. */
  public void keep(String name) {
    snapshots.removeIf(s -> s.name().equals(name));
    snapshots.add(new Snapshot(name, changedValues(), liveResponse.get()));
  }

  /** Sets the parameters to what was kept; locked ones stay. */
  public void recall(String name) {
    Optional<Snapshot> kept = snapshot(name);
    if (kept.isEmpty() || preparation == null) {
      return;
    }
    for (Parameter parameter : parameters) {
      if (parameter.lockedProperty().get()
          || parameter.target() instanceof Parameter.Target.OfAll) {
        continue;
      }
      Double value = kept.get().values().get(parameter.key());
      if (value != null) {
        apply(parameter, value);
      } else if (parameter.changedProperty().get()) {
        takeBack(parameter);
      }
    }
    parameters.stream()
        .filter(p -> p.target() instanceof Parameter.Target.OfAll)
        .forEach(Parameter::reset);
    askLive();
  }

  /** Where the two kept sets differ, one line each. */
  public List<String> differences() {
    Map<String, Double> a = snapshot("A").map(Snapshot::values).orElse(Map.of());
    Map<String, Double> b = snapshot("B").map(Snapshot::values).orElse(Map.of());
    List<String> lines = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Double ofA = a.get(parameter.key());
      Double ofB = b.get(parameter.key());
      if (ofA != null && !ofA.equals(ofB) || ofB != null && !ofB.equals(ofA)) {
        lines.add(
            parameter.key()
                + ": A "
                + (ofA == null ? "as in the file" : NumberText.real(ofA))
                + ", B "
                + (ofB == null ? "as in the file" : NumberText.real(ofB)));
      }
    }
    return lines;
  }

  // ---- the live response

  public BooleanProperty liveProperty() {
    return liveOn;
  }

  /** Current, delay, duration and end of the live response. */
  public List<Setting> liveSettings() {
    return liveSettings;
  }

  /** The latest response that worked out. */
  public ReadOnlyObjectProperty<Optional<LiveResponse>> liveResponseProperty() {
    return liveResponse.getReadOnlyProperty();
  }

  /** Why the latest change has no response; the one before is still shown. */
  public ReadOnlyObjectProperty<List<Problem>> liveProblemsProperty() {
    return liveProblems.getReadOnlyProperty();
  }

  /** How many responses were asked for. */
  public long liveRequests() {
    return liveRequests;
  }

  private void askLive() {
    if (settingMany || preparation == null || !liveOn.get()) {
      return;
    }
    CurrentClamp.Settings settings;
    try {
      settings =
          new CurrentClamp.Settings(
              electrodes(),
              liveSettings.get(0).number(),
              liveSettings.get(1).number(),
              liveSettings.get(2).number(),
              liveSettings.get(3).number(),
              OptionalDouble.empty());
    } catch (ModelException e) {
      liveProblems.set(e.problems());
      return;
    }
    live.submit(new LiveRequest(liveBenches, preparation, settings, ++liveRequests));
  }

  /** Runs on the live thread. */
  private void respond(LiveRequest asked) {
    List<Problem> problems;
    Optional<LiveResponse> response = Optional.empty();
    try {
      long started = System.nanoTime();
      asked.benches().prepare(asked.preparation());
      CurrentClamp.Result result =
          CurrentClamp.run(asked.benches(), asked.settings(), RunControl.none());
      Trace trace = result.trace();
      response =
          Optional.of(
              new LiveResponse(
                  trace,
                  Spikes.times(trace.tMs(), trace.vMv(), SPIKE_MV).length,
                  (System.nanoTime() - started) * 1e-6,
                  asked.number()));
      problems = List.of();
    } catch (RuntimeException e) {
      problems = ProblemText.of(e);
    }
    Optional<LiveResponse> answer = response;
    List<Problem> said = problems;
    ui.execute(() -> {
      if (asked.benches() == liveBenches) {
        answer.ifPresent(found -> liveResponse.set(Optional.of(found)));
        liveProblems.set(said);
      }
    });
  }

  /** The live response with what was kept behind it. */
  public LinePlot.Panel livePanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      snapshot
          .response()
          .ifPresent(r ->
              curves.add(
                  new LinePlot.Curve(
                      snapshot.name(),
                      r.trace().tMs(),
                      r.trace().vMv(),
                      false,
                      faint(Palette.category(snapshot.name().equals("A") ? 1 : 2)))));
    }
    liveResponse
        .get()
        .ifPresent(r ->
            curves.add(
                new LinePlot.Curve(
                    curves.isEmpty() ? "" : "now",
                    r.trace().tMs(),
                    r.trace().vMv(),
                    false,
                    Palette.category(0))));
    return new LinePlot.Panel("", ProtocolRuns.TIME, ProtocolRuns.POTENTIAL, curves);
  }

  private static int faint(int argb) {
    return argb & 0xFFFFFF | 0x8C000000;
  }

  // ---- protocols

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
    if (preparation == null || running.get().isPresent()) {
      return;
    }
    Protocol wanted = protocol.get();
    Preparation prepared = preparation;
    Benches bench = benches;
    ProtocolRuns.Ready ready;
    try {
      ready =
          ProtocolRuns.prepare(
              forms.get(wanted),
              electrodes(),
              cell.get().orElseThrow().specimen().name(),
              common(prepared));
    } catch (ModelException e) {
      runProblems.set(e.problems());
      return;
    }
    runProblems.set(List.of());
    notice.set("");
    BackgroundTask<LabResult> task =
        tasks.start(
            wanted.title() + " of " + cell.get().orElseThrow().specimen().name(),
            control -> {
              bench.prepare(prepared);
              return ready.run(bench, control);
            },
            result -> {
              running.set(Optional.empty());
              if (bench == benches) {
                add(result);
              }
            },
            reason -> {
              running.set(Optional.empty());
              if (bench == benches && !(reason instanceof CancellationException)) {
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
    settings.put("record", recordAt.get());
    settings.put("inject", injectAt.get());
    settings.put("dt (ms)", NumberText.real(prepared.conditions().dtMs()));
    settings.put("v_init (mV)", NumberText.real(prepared.conditions().vInitMv()));
    settings.put("celsius (°C)", NumberText.real(prepared.conditions().celsius()));
    request.get().ifPresent(asked -> settings.put("file", asked.cell().toString()));
    changedValues()
        .forEach((key, value) -> {
          if (!key.startsWith(CellParameters.RUN + ".")) {
            settings.put(key, Double.toString(value));
          }
        });
    return settings;
  }

  private void add(LabResult result) {
    runs++;
    KeptResult kept =
        new KeptResult(
            result, result.protocol().title() + " " + runs, faint(Palette.category(runs)));
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
