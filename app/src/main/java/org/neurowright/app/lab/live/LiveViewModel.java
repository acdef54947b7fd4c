package org.neurowright.app.lab.live;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.lab.LabCell;

/**
 * The response to one current pulse, anew whenever a parameter or an electrode moves. It has a
 * bench of its own, so that a slider need not wait for a protocol. Used on the interface thread.
 */
public final class LiveViewModel {
  private static final double SPIKE_MV = 0;

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

  private Benches benches;
  private long liveRequests;

  /** What the bench is asked for. */
  private record LiveRequest(
      Benches benches, Preparation preparation, CurrentClamp.Settings settings, long number) {}

  /**
   * Follows the cell on the bench.
   *
   * @param liveThread runs the response; not worth a place among the tasks that are shown
   * @param ui runs things on the interface thread
   */
  public LiveViewModel(BenchViewModel bench, Executor liveThread, Executor ui) {
    this.bench = bench;
    this.ui = ui;
    live = new LatestOnly<>(liveThread, this::respond);
    bench.cellProperty().subscribe(this::take);
    bench.preparationProperty().subscribe((_, _) -> askLive());
    bench.recordAtProperty().subscribe((_, _) -> askLive());
    bench.injectAtProperty().subscribe((_, _) -> askLive());
    bench.snapshots().addListener((ListChangeListener<Snapshot>) this::snapshotsChanged);
    for (Setting setting : liveSettings) {
      setting.textProperty().subscribe((_, _) -> askLive());
    }
    liveOn.subscribe((_, _) -> askLive());
  }

  private void take(Optional<LabCell> cell) {
    live.clear();
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
    CurrentClamp.Settings settings;
    try {
      settings =
          new CurrentClamp.Settings(
              bench.electrodes(),
              liveSettings.get(0).number(),
              liveSettings.get(1).number(),
              liveSettings.get(2).number(),
              liveSettings.get(3).number(),
              OptionalDouble.empty());
    } catch (ModelException e) {
      liveProblems.set(e.problems());
      return;
    }
    live.submit(new LiveRequest(benches, preparation.get(), settings, ++liveRequests));
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
      if (asked.benches() == benches) {
        answer.ifPresent(found -> liveResponse.set(Optional.of(found)));
        liveProblems.set(said);
      }
    });
  }

  /** The live response with what was kept behind it. */
  public LinePlot.Panel livePanel() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    for (Snapshot snapshot : bench.snapshots()) {
      responseOf(snapshot)
          .ifPresent(r ->
              curves.add(
                  new LinePlot.Curve(
                      snapshot.name(),
                      r.trace().tMs(),
                      r.trace().vMv(),
                      false,
                      Palette.faint(Palette.category(snapshot.name().equals("A") ? 1 : 2)))));
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
    return new LinePlot.Panel("", "Time (ms)", "Membrane potential (mV)", curves);
  }
}
