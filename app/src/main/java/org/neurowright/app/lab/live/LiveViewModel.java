package org.neurowright.app.lab.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.cell.Placed;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.lab.recorded.RecordedViewModel;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Recordable;
import org.neurowright.engine.bench.Recordables;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.measure.Residual;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Additions;
import org.neurowright.engine.protocol.DetailedClamp;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.lab.LabCell;

/**
 * The response to one current pulse, anew whenever a parameter or an electrode moves. It has a
 * bench of its own, so that a slider need not wait for a protocol. Used on the interface thread.
 */
public final class LiveViewModel {
  private static final double SPIKE_MV = 0;

  /** A response that was looked at this long before the next one came is kept as an earlier one. */
  private static final long LOOKED_AT_NS = 700_000_000L;

  /** Most earlier responses. */
  private static final int MOST_EARLIER = 10;

  private final BenchViewModel bench;
  private final Executor ui;
  private final LatestOnly<LiveRequest> live;
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
  private final Map<Snapshot, LiveResponse> kept = new IdentityHashMap<>();
  private final Map<LivePanel, BooleanProperty> panels = new EnumMap<>(LivePanel.class);
  private final ObjectProperty<CurrentScale> currentScale =
      new SimpleObjectProperty<>(CurrentScale.DENSITY);
  private final IntegerProperty earlierShown = new SimpleIntegerProperty(3);
  private final Deque<LiveResponse> earlier = new ArrayDeque<>();
  private final RecordedViewModel recorded;
  private final LongSupplier nanoTime;
  private long shownSince;

  private Optional<DetailedClamp.Stimulus.Waveform> stimulus = Optional.empty();
  private Benches benches;
  private long liveRequests;

  /** What the bench is asked for. */
  private record LiveRequest(
      Benches benches,
      Preparation preparation,
      DetailedClamp.Settings settings,
      Set<Recordable.Kind> kinds,
      Additions additions,
      long number) {}

  /**
   * Follows the cell on the bench.
   *
   * @param liveThread runs the response; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   * @param recorded what is laid over the response
   * @param nanoTime the clock, ns, that says how long a response was looked at
   */
  public LiveViewModel(
      BenchViewModel bench,
      Executor liveThread,
      Executor ui,
      RecordedViewModel recorded,
      LongSupplier nanoTime) {
    this.bench = bench;
    this.ui = ui;
    this.recorded = recorded;
    this.nanoTime = nanoTime;
    for (LivePanel panel : LivePanel.values()) {
      BooleanProperty on = new SimpleBooleanProperty(panel == LivePanel.VOLTAGE);
      panels.put(panel, on);
      on.subscribe((_, now) -> {
        // What was not recorded is recorded from now on; the other way round nothing is missing.
        if (now) {
          askLive();
        }
      });
    }
    recorded.changesProperty().subscribe((_, _) -> recordedChanged());
    live = new LatestOnly<>(liveThread, this::respond);
    bench.cellProperty().subscribe(this::take);
    bench.preparationProperty().subscribe((_, _) -> askLive());
    bench.recordAtProperty().subscribe((_, _) -> askLive());
    bench.injectAtProperty().subscribe((_, _) -> askLive());
    bench.placed().changesProperty().subscribe((_, _) -> askLive());
    bench.snapshots().addListener((ListChangeListener<Snapshot>) this::snapshotsChanged);
    for (Setting setting : liveSettings) {
      setting.textProperty().subscribe((_, _) -> askLive());
    }
    liveOn.subscribe((_, _) -> askLive());
  }

  private void take(Optional<LabCell> cell) {
    live.clear();
    earlier.clear();
    stimulus = Optional.empty();
    benches = cell.map(found -> new Benches(found.preparation(), 1)).orElse(null);
    liveResponse.set(Optional.empty());
    liveProblems.set(List.of());
  }

  private void snapshotsChanged(ListChangeListener.Change<? extends Snapshot> change) {
    while (change.next()) {
      change.getRemoved().forEach(kept::remove);
      for (Snapshot snapshot : change.getAddedSubList()) {
        liveResponse.get().ifPresent(now -> kept.put(snapshot, now));
      }
    }
  }

  /** What the cell did when a set of parameters was kept. */
  public Optional<LiveResponse> responseOf(Snapshot snapshot) {
    return Optional.ofNullable(kept.get(snapshot));
  }

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
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (preparation.isEmpty() || !liveOn.get()) {
      return;
    }
    DetailedClamp.Settings settings;
    Additions additions;
    stimulus = recorded.stimulus();
    try {
      additions = bench.placed().additions();
      double tstopMs = liveSettings.get(3).number();
      settings =
          new DetailedClamp.Settings(
              bench.electrodes(),
              stimulus.isPresent()
                  ? stimulus.get()
                  : new DetailedClamp.Stimulus.Pulse(
                      liveSettings.get(0).number(),
                      liveSettings.get(1).number(),
                      liveSettings.get(2).number()),
              tstopMs);
    } catch (ModelException e) {
      liveProblems.set(e.problems());
      return;
    }
    live.submit(
        new LiveRequest(
            benches, preparation.get(), settings, wantedKinds(), additions, ++liveRequests));
  }

  private Set<Recordable.Kind> wantedKinds() {
    Set<Recordable.Kind> kinds = EnumSet.noneOf(Recordable.Kind.class);
    for (LivePanel panel : LivePanel.values()) {
      if (panels.get(panel).get()) {
        switch (panel) {
          case CURRENTS -> kinds.add(Recordable.Kind.MECHANISM_CURRENT);
          case GATES -> kinds.add(Recordable.Kind.GATE);
          case CONCENTRATIONS -> kinds.add(Recordable.Kind.CONCENTRATION);
          case VOLTAGE, PHASE -> {}
        }
      }
    }
    return kinds;
  }

  /** What is recorded beside the potential. */
  private static List<Recordable> watched(LiveRequest asked) {
    if (asked.kinds().isEmpty()) {
      return List.of();
    }
    Specimen specimen = asked.benches().specimen();
    Site record = specimen.site(asked.settings().electrodes().record(), "recording");
    List<Recordable> found = new ArrayList<>();
    for (Recordable each : Recordables.at(specimen, record)) {
      if (asked.kinds().contains(each.kind()) && each.changes()) {
        found.add(each);
      }
    }
    Site inject = specimen.site(asked.settings().electrodes().inject(), "injection");
    if (asked.kinds().contains(Recordable.Kind.MECHANISM_CURRENT)
        && Recordables.sameSegment(specimen, record, inject)) {
      found.add(Recordables.current("IClamp"));
    }
    return found;
  }

  private void recordedChanged() {
    if (!recorded.stimulus().equals(stimulus)) {
      askLive();
    }
  }

  /** Runs on the live thread. */
  private void respond(LiveRequest asked) {
    List<Problem> problems;
    Optional<LiveResponse> response = Optional.empty();
    try {
      long started = System.nanoTime();
      asked.benches().prepare(asked.preparation());
      DetailedClamp.Result result =
          DetailedClamp.run(
              asked.benches(),
              asked.settings(),
              watched(asked),
              asked.additions(),
              RunControl.none());
      Trace trace = result.trace();
      Map<String, Trace> probes = new LinkedHashMap<>();
      for (int p = 0; p < result.probes().size(); p++) {
        probes.put(asked.additions().probes().get(p).name(), result.probes().get(p));
      }
      response =
          Optional.of(
              new LiveResponse(
                  trace,
                  result.watched(),
                  result.areaUm2(),
                  Spikes.times(trace.tMs(), trace.vMv(), SPIKE_MV).length,
                  (System.nanoTime() - started) * 1e-6,
                  asked.number(),
                  probes));
      problems = result.warnings();
    } catch (RuntimeException e) {
      problems = ProblemText.of(e);
    }
    Optional<LiveResponse> answer = response;
    List<Problem> said = problems;
    ui.execute(() -> {
      if (asked.benches() == benches) {
        answer.ifPresent(this::show);
        liveProblems.set(said);
      }
    });
  }

  private void show(LiveResponse found) {
    long now = nanoTime.getAsLong();
    liveResponse
        .get()
        .filter(_ -> now - shownSince >= LOOKED_AT_NS)
        .ifPresent(before -> {
          // Another look at the same response is no other response.
          if (!Arrays.equals(before.trace().vMv(), found.trace().vMv())) {
            earlier.addFirst(before);
          }
        });
    while (earlier.size() > MOST_EARLIER) {
      earlier.removeLast();
    }
    shownSince = now;
    liveResponse.set(Optional.of(found));
  }

  /** Whether a panel is seen. */
  public BooleanProperty shownProperty(LivePanel panel) {
    return panels.get(panel);
  }

  /** As what currents are drawn. */
  public ObjectProperty<CurrentScale> currentScaleProperty() {
    return currentScale;
  }

  /** How many earlier responses lie behind the present one. */
  public IntegerProperty earlierShownProperty() {
    return earlierShown;
  }

  /** Responses that were looked at before, the latest first. */
  public List<LiveResponse> earlier() {
    return List.copyOf(earlier);
  }

  /** Forgets earlier responses. */
  public void forgetEarlier() {
    earlier.clear();
  }

  /** What is laid over the response. */
  public RecordedViewModel recorded() {
    return recorded;
  }

  /** How far the response is from the recording; empty without one. */
  public Optional<Residual> residual() {
    return liveResponse.get().flatMap(r -> recorded.residual(r.trace()));
  }

  /** That of the probe on the cell. */
  private int colourOf(String probe) {
    return bench.placed().items().stream()
        .filter(item -> item.name().equals(probe))
        .mapToInt(Placed::argb)
        .findFirst()
        .orElse(Palette.category(7));
  }

  /** The live response with what was kept behind it. */
  public LinePlot.Panel livePanel() {
    return panel(LivePanel.VOLTAGE);
  }

  /** A panel of the live response. */
  public LinePlot.Panel panel(LivePanel kind) {
    Optional<LiveResponse> now = liveResponse.get();
    return switch (kind) {
      case VOLTAGE -> new LinePlot.Panel("", LivePlots.TIME, LivePlots.POTENTIAL, potentials());
      case PHASE -> new LinePlot.Panel("", LivePlots.POTENTIAL, "dV/dt (mV/ms)", phases());
      case CURRENTS ->
          now.map(r -> LivePlots.currents(r, currentScale.get())).orElseGet(() -> empty(kind));
      case GATES -> now.map(LivePlots::gates).orElseGet(() -> empty(kind));
      case CONCENTRATIONS -> now.map(LivePlots::concentrations).orElseGet(() -> empty(kind));
    };
  }

  private static LinePlot.Panel empty(LivePanel kind) {
    return new LinePlot.Panel("", LivePlots.TIME, kind.title(), List.of());
  }

  private List<LinePlot.Curve> potentials() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (Map.Entry<LiveResponse, Integer> old : behind().entrySet()) {
      curves.add(LivePlots.potential("", old.getKey().trace(), old.getValue()));
    }
    for (Snapshot snapshot : bench.snapshots()) {
      responseOf(snapshot)
          .ifPresent(
              r -> curves.add(LivePlots.potential(snapshot.name(), r.trace(), colourOf(snapshot))));
    }
    recorded.curve().ifPresent(curves::add);
    liveResponse
        .get()
        .ifPresent(r ->
            r.probes()
                .forEach(
                    (name, trace) -> curves.add(LivePlots.potential(name, trace, colourOf(name)))));
    liveResponse
        .get()
        .ifPresent(r ->
            curves.add(
                LivePlots.potential(
                    curves.stream().allMatch(c -> c.label().isEmpty()) ? "" : "now",
                    r.trace(),
                    Palette.category(0))));
    return curves;
  }

  private List<LinePlot.Curve> phases() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (Map.Entry<LiveResponse, Integer> old : behind().entrySet()) {
      curves.add(phase("", old.getKey(), old.getValue()));
    }
    for (Snapshot snapshot : bench.snapshots()) {
      responseOf(snapshot)
          .ifPresent(r -> curves.add(phase(snapshot.name(), r, colourOf(snapshot))));
    }
    liveResponse
        .get()
        .ifPresent(r ->
            curves.add(
                phase(
                    curves.stream().allMatch(c -> c.label().isEmpty()) ? "" : "now",
                    r,
                    Palette.category(0))));
    return curves;
  }

  private static LinePlot.Curve phase(String label, LiveResponse response, int argb) {
    return LivePlots.phase(label, response.trace().tMs(), response.trace().vMv(), argb);
  }

  private static int colourOf(Snapshot snapshot) {
    return Palette.faint(Palette.category(snapshot.name().equals("A") ? 1 : 2));
  }

  /** Earlier responses with their colours, the oldest first and faintest. */
  private Map<LiveResponse, Integer> behind() {
    List<LiveResponse> seen = earlier.stream().limit(earlierShown.get()).toList();
    Map<LiveResponse, Integer> colours = new LinkedHashMap<>();
    for (int k = seen.size() - 1; k >= 0; k--) {
      colours.put(seen.get(k), Argb.withAlpha(Palette.category(7), .7 / (1 + .7 * k)));
    }
    return colours;
  }

  /** Lower and upper end of the times of all that is shown, ms. */
  public double[] timeRange() {
    double end = liveResponse.get().map(r -> r.trace().tMs()).map(t -> t[t.length - 1]).orElse(1.0);
    return new double[] {0, Math.max(end, 1e-3)};
  }
}
