package org.neurowright.app.lab.synapse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
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
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.form.Knob;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.SynapseTuning;
import org.neurowright.engine.protocol.SynapseTuning.Stimulus;
import org.neurowright.engine.protocol.VoltageClamp;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.SynapseFile;

/**
 * A synapse being tuned: every move of a slider runs it anew. Sits where the electrode of the bench
 * is, or at the contacts that are named. Used on the interface thread.
 */
public final class SynapseViewModel {
  private static final double[] FREQUENCIES_HZ = {1, 2, 5, 10, 20, 35, 50, 100, 200};
  private static final String TEN_TO_NINETY = "10 to 90 %";
  private static final String TWENTY_TO_EIGHTY = "20 to 80 %";
  private static final String TWO_ELECTRODES = "two electrodes";
  private static final String ONE_ELECTRODE = "one electrode";

  private final BenchViewModel bench;
  private final TaskService tasks;
  private final Executor ui;
  private final LatestOnly<Request> live;
  private final SynapseFile files = new SynapseFile(BmtkFunctions.all().synapses());

  private final ObservableList<String> mechanisms = FXCollections.observableArrayList();
  private final StringProperty mechanism = new SimpleStringProperty("");
  private final ObservableList<Knob> parameters = FXCollections.observableArrayList();
  private final List<Knob> connection =
      List.of(
          Knob.logarithmic(
              "synapse-weight",
              "weight",
              "",
              "Weight of each contact, in the synapse's own unit: uS for Exp2Syn",
              .001,
              1e-6,
              10),
          Knob.between("synapse-delay", "delay", "ms", "From a pulse to its arrival", 1.3, 0, 20));
  private final ObjectProperty<Pulses> pulses = new SimpleObjectProperty<>(Pulses.SINGLE);
  private final BooleanProperty clamped = new SimpleBooleanProperty();
  private final BooleanProperty adding = new SimpleBooleanProperty();
  private final StringProperty contacts = new SimpleStringProperty("soma(0.5)");

  private final Setting start =
      Setting.number("tstart", "Pulse at", "ms", "Time of the first pulse", "200");
  private final Setting tail =
      Setting.number("tdur", "watch", "ms", "How long the last response is watched", "100");
  private final Setting interval =
      Setting.number("pair_interval", "Interval", "ms", "Between the two pulses", "50");
  private final Setting frequency =
      Setting.number("freq", "Frequency", "Hz", "Of the pulses", "50");
  private final Setting count = Setting.number("pulses", "pulses", "", "Pulses of the train", "8");
  private final Setting pause =
      Setting.number(
          "train_delay", "pause", "ms", "From the last pulse of the train to the next", "250");
  private final Setting recovery =
      Setting.number("recovery_pulses", "then", "", "Pulses after the pause", "4");
  private final Setting duration =
      Setting.number("duration", "for", "ms", "How long pulses come", "300");
  private final Setting hold =
      Setting.number("vclamp_amp", "Hold at", "mV", "Potential of the voltage clamp", "-70");
  private final Setting amplifier =
      new Setting(
          "vclamp_electrodes",
          "with",
          "",
          "Two electrodes with feedback as bmtool (VClamp, 1 MΩ), or one (SEClamp, 0.01 MΩ)",
          TWO_ELECTRODES,
          List.of(TWO_ELECTRODES, ONE_ELECTRODE));
  private final Setting rise =
      new Setting(
          "rise_interval",
          "Rise",
          "",
          "Parts of the amplitude between which the rise is timed",
          TEN_TO_NINETY,
          List.of(TEN_TO_NINETY, TWENTY_TO_EIGHTY));
  private final Setting trials =
      Setting.number("trials", "Trials", "", "How often, where release is random", "20");
  private final Setting seed = Setting.number("seed", "seed", "", "Of random release", "1");

  private final ReadOnlyObjectWrapper<Optional<SynapseResponse>> response =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<SynapseResponse>> kept =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<SynapseTuning.Result>> overFrequency =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  /** What the plasticity over frequency was computed for. */
  private Optional<Plasticity> plasticityOf = Optional.empty();

  private Benches benches;
  private long requests;
  private boolean active;
  private boolean settingMany;

  /** A synapse on a cell and its trains, whatever their frequency. */
  private record Plasticity(Preparation preparation, SynapseTuning.Settings settings) {}

  /** What the bench is asked for. */
  private record Request(
      Benches benches, Preparation preparation, SynapseTuning.Settings settings, long number) {}

  /**
   * Follows the cell on the bench.
   *
   * @param liveThread runs the response; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public SynapseViewModel(
      BenchViewModel bench, TaskService tasks, Executor liveThread, Executor ui) {
    this.bench = bench;
    this.tasks = tasks;
    this.ui = ui;
    live = new LatestOnly<>(liveThread, this::respond);
    mechanism.subscribe((_, chosen) -> choose(chosen));
    bench.cellProperty().subscribe(this::take);
    bench.preparationProperty().subscribe((_, _) -> ask());
    bench.recordAtProperty().subscribe((_, _) -> ask());
    bench.injectAtProperty().subscribe((_, place) -> placed(place));
    connection.forEach(knob -> knob.valueProperty().subscribe((_, _) -> ask()));
    pulses.subscribe((_, _) -> ask());
    clamped.subscribe((_, _) -> ask());
    contacts.subscribe((_, _) -> ask());
    allSettings().forEach(setting -> setting.textProperty().subscribe((_, _) -> ask()));
  }

  private List<Setting> allSettings() {
    return List.of(
        start, tail, interval, frequency, count, pause, recovery, duration, hold, amplifier, rise,
        trials, seed);
  }

  // ---- which synapse

  private void take(Optional<LabCell> cell) {
    live.clear();
    running.get().ifPresent(BackgroundTask::stop);
    benches = cell.map(found -> new Benches(found.preparation(), 1)).orElse(null);
    response.set(Optional.empty());
    kept.set(Optional.empty());
    overFrequency.set(List.of());
    problems.set(List.of());
    notice.set("");
    settingMany = true;
    adding.set(false);
    contacts.set(
        cell.map(found ->
                BenchViewModel.placeText(
                    found.specimen(), new Site(found.specimen().cell().somaIndex(), .5)))
            .orElse("soma(0.5)"));
    List<String> names =
        cell.map(found ->
                SynapseTuning.synapses(found.specimen()).stream().map(MechanismType::name).toList())
            .orElse(List.of());
    String before = mechanism.get();
    mechanisms.setAll(names);
    String next =
        names.contains(before)
            ? before
            : names.contains("Exp2Syn") ? "Exp2Syn" : names.stream().findFirst().orElse("");
    mechanism.set(next);
    // the same name may be another mechanism in another cell
    choose(next);
    settingMany = false;
  }

  private Optional<MechanismType> type() {
    return bench.cell().flatMap(cell -> cell.specimen().catalogue().find(mechanism.get()));
  }

  private void choose(String name) {
    if (name == null) {
      return;
    }
    List<Knob> knobs = new ArrayList<>();
    type()
        .ifPresent(type -> {
          for (MechanismVariable v : SynapseTuning.parameters(type)) {
            knobs.add(
                Knob.of(
                    "synapse-" + v.name(),
                    v.name(),
                    UnitText.of(v.unit()),
                    type.name() + "." + v.name(),
                    v.defaultValue()));
          }
          for (GlobalVariable v : SynapseTuning.sharedParameters(type)) {
            knobs.add(
                Knob.of(
                    "synapse-" + v.name(),
                    v.name(),
                    UnitText.of(v.unit()),
                    v.name() + "_" + type.name() + ", shared by all synapses of the kind",
                    v.defaultValue()));
          }
        });
    knobs.forEach(knob -> knob.valueProperty().subscribe((_, _) -> ask()));
    parameters.setAll(knobs);
    ask();
  }

  /** Point processes that receive spikes. */
  public ObservableList<String> mechanisms() {
    return mechanisms;
  }

  public StringProperty mechanismProperty() {
    return mechanism;
  }

  /** Every number of the synapse. */
  public ObservableList<Knob> parameters() {
    return parameters;
  }

  /** Weight and delay. */
  public List<Knob> connection() {
    return connection;
  }

  public Optional<Knob> knob(String name) {
    return java.util.stream.Stream.concat(connection.stream(), parameters.stream())
        .filter(k -> k.name().equals(name))
        .findFirst();
  }

  /** All numbers of the synapse by name. */
  private Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    parameters.forEach(knob -> values.put(knob.name(), knob.value()));
    return values;
  }

  /** Whether release is random, so that trials differ. */
  public boolean isRandom() {
    return type().stream()
        .flatMap(t -> t.variables().stream())
        .anyMatch(MechanismVariable::isRandomStream);
  }

  // ---- where and when

  public ObjectProperty<Pulses> pulsesProperty() {
    return pulses;
  }

  /** Whether the cell is held and currents are measured, instead of potentials. */
  public BooleanProperty clampedProperty() {
    return clamped;
  }

  /** Places of the contacts, {@code soma(0.5); dend[3](0.7) x 4}. */
  public StringProperty contactsProperty() {
    return contacts;
  }

  /** Whether a click on the cell adds a contact instead of moving the only one. */
  public BooleanProperty addingProperty() {
    return adding;
  }

  private void placed(String place) {
    contacts.set(adding.get() ? Places.added(contacts.get(), place) : place);
  }

  /** The settings that matter for what is chosen. */
  public List<Setting> settings() {
    List<Setting> shown = new ArrayList<>();
    switch (pulses.get()) {
      case SINGLE -> {}
      case PAIR -> shown.add(interval);
      case TRAIN -> shown.addAll(List.of(frequency, count, pause, recovery));
      case CONTINUOUS -> shown.addAll(List.of(frequency, duration));
    }
    shown.addAll(List.of(start, tail, rise));
    if (clamped.get()) {
      shown.addAll(List.of(hold, amplifier));
    }
    if (isRandom()) {
      shown.addAll(List.of(trials, seed));
    }
    return shown;
  }

  /** A setting by bmtool's name of it. */
  public Optional<Setting> setting(String key) {
    return allSettings().stream().filter(s -> s.key().equals(key)).findFirst();
  }

  private SynapseTuning.Settings asked() {
    Stimulus stimulus =
        switch (pulses.get()) {
          case SINGLE -> new Stimulus.Single();
          case PAIR -> new Stimulus.Pair(interval.number());
          case TRAIN -> train();
          case CONTINUOUS -> new Stimulus.Continuous(frequency.number(), duration.number());
        };
    boolean one = amplifier.textProperty().get().equals(ONE_ELECTRODE);
    SynapseTuning.Clamp clamp =
        new SynapseTuning.Clamp(
            one ? VoltageClamp.Amplifier.SINGLE_ELECTRODE : VoltageClamp.Amplifier.TWO_ELECTRODES,
            hold.number(),
            one ? .01 : 1);
    double from = rise.textProperty().get().equals(TWENTY_TO_EIGHTY) ? .2 : .1;
    return new SynapseTuning.Settings(
        new SynapseTuning.Synapse(
            mechanism.get(), values(), connection.get(0).value(), connection.get(1).value()),
        new SynapseTuning.Sites(Places.contacts(contacts.get()), bench.electrodes().record()),
        start.number(),
        tail.number(),
        stimulus,
        clamped.get() ? Optional.of(clamp) : Optional.empty(),
        new SynapseTuning.Reading(from, 1 - from, List.of()),
        isRandom()
            ? new SynapseTuning.Repeats((int) trials.number(), (long) seed.number())
            : SynapseTuning.Repeats.ONCE);
  }

  private Plasticity plasticity(Preparation preparation, SynapseTuning.Settings settings) {
    Stimulus.Train train = train();
    return new Plasticity(
        preparation,
        settings.with(
            new Stimulus.Train(1, train.pulses(), train.pauseMs(), train.recoveryPulses())));
  }

  private Stimulus.Train train() {
    return new Stimulus.Train(
        frequency.number(), (int) count.number(), pause.number(), (int) recovery.number());
  }

  // ---- what comes out

  /** Says whether the tuner is on the screen; unseen it costs nothing. */
  public void setActive(boolean seen) {
    active = seen;
    ask();
  }

  /** How many responses were asked for. */
  public long requests() {
    return requests;
  }

  private void ask() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (!active || settingMany || preparation.isEmpty() || mechanism.get().isEmpty()) {
      return;
    }
    try {
      SynapseTuning.Settings settings = asked();
      if (plasticityOf.isPresent()
          && !plasticityOf.get().equals(plasticity(preparation.get(), settings))) {
        // Curves of another synapse would be taken for this one's.
        plasticityOf = Optional.empty();
        overFrequency.set(List.of());
      }
      live.submit(new Request(benches, preparation.get(), settings, ++requests));
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  /** Runs on the live thread. */
  private void respond(Request asked) {
    List<Problem> said;
    Optional<SynapseResponse> answer = Optional.empty();
    try {
      long started = System.nanoTime();
      asked.benches().prepare(SynapseTuning.prepared(asked.preparation(), asked.settings()));
      SynapseTuning.Result result =
          SynapseTuning.run(asked.benches(), asked.settings(), RunControl.none());
      said = result.warnings();
      answer =
          Optional.of(
              new SynapseResponse(result, (System.nanoTime() - started) * 1e-6, asked.number()));
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    List<Problem> shown = said;
    Optional<SynapseResponse> found = answer;
    ui.execute(() -> {
      if (asked.benches() == benches) {
        found.ifPresent(r -> response.set(Optional.of(r)));
        problems.set(shown);
      }
    });
  }

  /** The latest response that worked out. */
  public ReadOnlyObjectProperty<Optional<SynapseResponse>> responseProperty() {
    return response.getReadOnlyProperty();
  }

  /** What speaks against the latest response, or why there is none. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** The response kept for comparison. */
  public ReadOnlyObjectProperty<Optional<SynapseResponse>> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /** Keeps the response as it is behind those to come; forgets it when there is one already. */
  public void keep() {
    kept.set(kept.get().isPresent() ? Optional.empty() : response.get());
  }

  /** Rows to look at: name, then each signal's number with its unit. */
  public List<List<String>> table() {
    return response.get().map(r -> SynapseMeasures.rows(r.result(), false)).orElse(List.of());
  }

  /** Rows for a spreadsheet: numbers and units apart. */
  public List<List<String>> rows() {
    return response.get().map(r -> SynapseMeasures.rows(r.result(), true)).orElse(List.of());
  }

  /** Headers of the table. */
  public List<String> headers() {
    return response.get().map(r -> SynapseMeasures.headers(r.result())).orElse(List.of());
  }

  /** The main signal above, the synapse's current below it, with what was kept behind. */
  public List<LinePlot.Panel> panels() {
    return response
        .get()
        .map(r -> SynapseFigure.panels(r.result(), kept.get().map(SynapseResponse::result)))
        .orElse(List.of());
  }

  // ---- plasticity against frequency

  /** Runs the train at frequencies from 1 to 200 Hz. */
  public void runFrequencies() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (preparation.isEmpty() || running.get().isPresent()) {
      return;
    }
    SynapseTuning.Settings settings;
    try {
      settings = asked().with(train());
    } catch (ModelException e) {
      problems.set(e.problems());
      return;
    }
    Preparation prepared = SynapseTuning.prepared(preparation.get(), settings);
    Benches mine = benches;
    BackgroundTask<List<SynapseTuning.Result>> task =
        tasks.start(
            "Plasticity of " + mechanism.get(),
            control ->
                SynapseTuning.frequencies(
                    new Benches(prepared, 1), settings, FREQUENCIES_HZ, control),
            found -> {
              running.set(Optional.empty());
              if (mine == benches) {
                plasticityOf = Optional.of(plasticity(preparation.get(), settings));
                overFrequency.set(found);
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

  /** The run over frequencies that goes on. */
  public ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Results by frequency; empty before they were asked for. */
  public ReadOnlyObjectProperty<List<SynapseTuning.Result>> overFrequencyProperty() {
    return overFrequency.getReadOnlyProperty();
  }

  /** Paired pulse ratio, induction and recovery over the logarithm of the frequency. */
  public LinePlot.Panel frequencyPanel() {
    return SynapseFigure.frequencies(overFrequency.get());
  }

  // ---- files

  /** What was written or read last. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Writes the synapse's parameters as BMTK keeps them. */
  public void export(Path file) {
    Optional<MechanismType> type = type();
    if (type.isEmpty()) {
      return;
    }
    Map<String, Double> values = values();
    String template = files.function(type.get()).orElse(type.get().name());
    String edge =
        "; in the edge type: model_template "
            + template
            + ", syn_weight "
            + NumberText.real(connection.get(0).value())
            + ", delay "
            + NumberText.real(connection.get(1).value());
    tasks.start(
        "Export " + file.getFileName(),
        _ -> {
          files.write(file, type.get(), values);
          return file;
        },
        written -> notice.set("Wrote " + written.getFileName() + edge),
        reason ->
            problems.set(
                ProblemText.of(
                    reason instanceof IOException || reason instanceof RuntimeException
                        ? reason
                        : new IOException(reason.getMessage()))));
  }

  /** Takes the synapse and its parameters from such a file. */
  public void load(Path file) {
    bench
        .cell()
        .ifPresent(cell ->
            tasks.start(
                "Load " + file.getFileName(),
                _ -> files.read(file, cell.specimen().catalogue(), mechanism.get()),
                read -> loaded(file, cell, read),
                reason -> problems.set(ProblemText.of(reason))));
  }

  private void loaded(Path file, LabCell cell, ReadResult<SynapseModel> read) {
    if (bench.cell().isEmpty() || bench.cell().get() != cell) {
      return;
    }
    if (read.value().isEmpty()) {
      problems.set(read.problems());
      return;
    }
    SynapseModel model = read.value().get();
    settingMany = true;
    mechanism.set(model.mechanism());
    model
        .parameters()
        .forEach((name, value) ->
            parameters.stream()
                .filter(k -> k.name().equals(name))
                .forEach(k -> k.valueProperty().set(value)));
    settingMany = false;
    notice.set(
        "Loaded "
            + file.getFileName()
            + (read.problems().isEmpty() ? "" : ": " + read.problems().getFirst().message()));
    ask();
  }
}
