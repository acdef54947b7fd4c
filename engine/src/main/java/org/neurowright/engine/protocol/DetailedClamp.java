package org.neurowright.engine.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Recordable;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.StepTimes;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/**
 * A current clamp in which more than the potential is watched at the recording electrode: currents,
 * gates, concentrations.
 */
public final class DetailedClamp {
  private static final String AREA = "area of the segment";

  private DetailedClamp() {}

  /** What is injected. */
  public sealed interface Stimulus {
    /**
     * A rectangular current.
     *
     * @param ampPa height
     * @param delayMs start
     * @param durMs length
     */
    record Pulse(double ampPa, double delayMs, double durMs) implements Stimulus {}

    /**
     * A current that follows samples, straight lines between them; none before the first and after
     * the last. The arrays are not copied.
     *
     * @param tMs ascending
     * @param pa as long
     */
    record Waveform(double[] tMs, double[] pa) implements Stimulus {}
  }

  /**
   * What is done.
   *
   * @param electrodes where
   * @param stimulus what is injected
   * @param tstopMs end of the run; at least the end of a pulse is reached
   */
  public record Settings(Electrodes electrodes, Stimulus stimulus, double tstopMs) {
    /** When the run really ends. */
    public double endMs() {
      return switch (stimulus) {
        case Stimulus.Pulse pulse -> Math.max(tstopMs, pulse.delayMs() + pulse.durMs());
        case Stimulus.Waveform _ -> tstopMs;
      };
    }
  }

  /**
   * What came out. The arrays are not to be changed.
   *
   * @param trace potential at the recording electrode
   * @param watched samples of what was asked for, in that order, as long as the trace
   * @param areaUm2 area of the recorded segment, by which densities become currents
   * @param probes potential at each probe of the additions, in their order
   * @param warnings what speaks against it
   */
  public record Result(
      Trace trace,
      Map<Recordable, double[]> watched,
      double areaUm2,
      List<Trace> probes,
      List<Problem> warnings) {}

  /**
   * Runs it.
   *
   * @param watched recordables of the recording electrode's place
   */
  public static Result run(
      Benches benches, Settings settings, List<Recordable> watched, RunControl control) {
    return run(benches, settings, watched, Additions.NONE, control);
  }

  /** The same with more in the cell than the two electrodes. */
  public static Result run(
      Benches benches,
      Settings settings,
      List<Recordable> watched,
      Additions additions,
      RunControl control) {
    Rig rig =
        additions.onto(Setup.currentClamp(benches, settings.electrodes()), benches.specimen());
    Site site = Setup.recordSite(benches, settings.electrodes());
    for (Recordable each : watched) {
      rig = rig.record(each.variable() + " watched", site, each.variable());
    }
    if (!watched.isEmpty()) {
      rig = rig.record(AREA, site, "area");
    }
    Warnings warnings = new Warnings();
    Trial trial =
        switch (settings.stimulus()) {
          case Stimulus.Pulse pulse -> {
            Setup.requireTimes(pulse.delayMs(), pulse.durMs(), settings.tstopMs());
            if (settings.tstopMs() < pulse.delayMs()) {
              warnings.extended(settings.tstopMs(), settings.endMs());
            }
            yield CurrentClamp.pulse(pulse.ampPa() * 1e-3, pulse.delayMs(), pulse.durMs());
          }
          case Stimulus.Waveform waveform -> {
            Setup.requireTimes(0, 1, settings.tstopMs());
            yield Trial.EMPTY
                .set(Setup.CLAMP, "del", 0)
                .set(Setup.CLAMP, "dur", 1e9)
                .drive(Setup.CLAMP, "amp", perStep(waveform, settings.endMs(), dtMs(benches)));
          }
        };
    Recording recording = benches.run(rig, additions.onto(trial), settings.endMs(), control);
    Map<Recordable, double[]> values = new LinkedHashMap<>();
    for (Recordable each : watched) {
      values.put(each, recording.of(each.variable() + " watched"));
    }
    return new Result(
        Trace.of(recording),
        values,
        watched.isEmpty() ? Double.NaN : recording.of(AREA)[0],
        additions.probes().stream()
            .map(p -> new Trace(recording.tMs(), recording.of(additions.recorded(p))))
            .toList(),
        warnings.toList());
  }

  private static double dtMs(Benches benches) {
    return benches.conditions().dtMs();
  }

  /** Current of each step, nA: that in its middle, where NEURON evaluates what it plays. */
  static double[] perStep(Stimulus.Waveform waveform, double endMs, double dtMs) {
    double[] times = StepTimes.until(endMs, dtMs);
    double[] nA = new double[times.length];
    double[] t = waveform.tMs();
    int n = Math.min(t.length, waveform.pa().length);
    int k = 0;
    for (int step = 0; step < nA.length; step++) {
      double at = times[step] + dtMs / 2;
      while (k < n && t[k] < at) {
        k++;
      }
      if (k == n || k == 0) {
        nA[step] = k == 0 && n > 0 && t[0] == at ? waveform.pa()[0] * 1e-3 : 0;
        continue;
      }
      double share = (at - t[k - 1]) / (t[k] - t[k - 1]);
      nA[step] = 1e-3 * (waveform.pa()[k - 1] + share * (waveform.pa()[k] - waveform.pa()[k - 1]));
    }
    return nA;
  }
}
