package org.neurowright.engine.protocol;

import java.util.List;
import java.util.OptionalDouble;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/** A rectangular current. */
public final class CurrentClamp {
  private CurrentClamp() {}

  /**
   * What is done.
   *
   * @param electrodes where
   * @param injAmpPa height of the pulse
   * @param injDelayMs its start
   * @param injDurMs its length
   * @param tstopMs end of the run; at least the end of the pulse is reached
   * @param thresholdMv spikes are counted where the potential rises above it; empty for no counting
   */
  public record Settings(
      Electrodes electrodes,
      double injAmpPa,
      double injDelayMs,
      double injDurMs,
      double tstopMs,
      OptionalDouble thresholdMv) {
    /** 100 pA from 100 ms for 1000 ms. */
    public static final Settings DEFAULT =
        new Settings(Electrodes.SOMA, 100, 100, 1000, 1000, OptionalDouble.empty());

    /** When the run really ends. */
    public double endMs() {
      return Math.max(tstopMs, injDelayMs + injDurMs);
    }

    public Settings withAmp(double pa) {
      return new Settings(electrodes, pa, injDelayMs, injDurMs, tstopMs, thresholdMv);
    }
  }

  /**
   * What came out.
   *
   * @param settings what was done
   * @param trace potential at the recording electrode
   * @param spikeTimesMs spikes of the whole run; empty without threshold
   * @param injectedAt the place as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   * @param probes potential at each probe of the additions, in their order
   */
  public record Result(
      Settings settings,
      Trace trace,
      double[] spikeTimesMs,
      String injectedAt,
      String recordedAt,
      List<Problem> warnings,
      List<Trace> probes) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    return run(benches, settings, Additions.NONE, control);
  }

  /** The same with more in the cell than the two electrodes. */
  public static Result run(
      Benches benches, Settings settings, Additions additions, RunControl control) {
    Setup.requireTimes(settings.injDelayMs(), settings.injDurMs(), settings.tstopMs());
    Warnings warnings = new Warnings();
    if (settings.tstopMs() < settings.injDelayMs()) {
      warnings.extended(settings.tstopMs(), settings.endMs());
    }
    Recording recording =
        benches.run(
            additions.onto(Setup.currentClamp(benches, settings.electrodes()), benches.specimen()),
            additions.onto(
                pulse(settings.injAmpPa() * 1e-3, settings.injDelayMs(), settings.injDurMs())),
            settings.endMs(),
            control);
    Trace trace = Trace.of(recording);
    double[] spikes =
        settings.thresholdMv().isPresent()
            ? Spikes.times(trace.tMs(), trace.vMv(), settings.thresholdMv().getAsDouble())
            : new double[0];
    return new Result(
        settings,
        trace,
        spikes,
        Setup.shown(benches, settings.electrodes().inject()),
        Setup.shown(benches, settings.electrodes().record()),
        warnings.toList(),
        additions.probes().stream()
            .map(p -> new Trace(recording.tMs(), recording.of(additions.recorded(p))))
            .toList());
  }

  static Trial pulse(double ampNa, double delayMs, double durMs) {
    return Trial.EMPTY
        .set(Setup.CLAMP, "amp", ampNa)
        .set(Setup.CLAMP, "del", delayMs)
        .set(Setup.CLAMP, "dur", durMs);
  }
}
