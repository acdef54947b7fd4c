package org.neurowright.engine.protocol;

import java.util.List;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.PassiveMeasure;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/** Resting potential, input resistance, membrane time constant and sag from one current step. */
public final class Passive {
  private Passive() {}

  /**
   * What is done.
   *
   * @param electrodes where
   * @param injAmpPa height of the pulse, not 0
   * @param injDelayMs its start
   * @param injDurMs its length
   * @param tstopMs end of the run; at least the end of the pulse is reached
   * @param method how tau is estimated
   */
  public record Settings(
      Electrodes electrodes,
      double injAmpPa,
      double injDelayMs,
      double injDurMs,
      double tstopMs,
      TauMethod method) {
    /** -100 pA from 200 ms for 1000 ms, time to 63.2 %. */
    public static final Settings DEFAULT =
        new Settings(Electrodes.SOMA, -100, 200, 1000, 1200, TauMethod.SIMPLE);

    /** When the run really ends. */
    public double endMs() {
      return Math.max(tstopMs, injDelayMs + injDurMs);
    }

    public Settings withAmp(double pa) {
      return new Settings(electrodes, pa, injDelayMs, injDurMs, tstopMs, method);
    }

    public Settings withMethod(TauMethod newMethod) {
      return new Settings(electrodes, injAmpPa, injDelayMs, injDurMs, tstopMs, newMethod);
    }
  }

  /**
   * What came out.
   *
   * @param settings what was done
   * @param trace potential at the recording electrode
   * @param measure what was read off
   * @param injectedAt the place as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      Trace trace,
      PassiveMeasure measure,
      String injectedAt,
      String recordedAt,
      List<Problem> warnings) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    Setup.requireTimes(settings.injDelayMs(), settings.injDurMs(), settings.tstopMs());
    Setup.require(
        settings.injAmpPa() != 0, "The current (pA)", settings.injAmpPa(), "another one than 0");
    Trace trace =
        Trace.of(
            benches.run(
                Setup.currentClamp(benches, settings.electrodes()),
                CurrentClamp.pulse(
                    settings.injAmpPa() * 1e-3, settings.injDelayMs(), settings.injDurMs()),
                settings.endMs(),
                control));
    double dtMs = benches.conditions().dtMs();
    PassiveMeasure measure =
        PassiveMeasure.of(
            trace.tMs(),
            trace.vMv(),
            dtMs,
            settings.injAmpPa() * 1e-3,
            settings.injDelayMs(),
            settings.injDurMs(),
            settings.method());
    return new Result(
        settings,
        trace,
        measure,
        Setup.shown(benches, settings.electrodes().inject()),
        Setup.shown(benches, settings.electrodes().record()),
        warnings(settings, trace, measure, dtMs));
  }

  private static List<Problem> warnings(
      Settings settings, Trace trace, PassiveMeasure measure, double dtMs) {
    Warnings warnings = new Warnings();
    warnings.extended(settings.tstopMs(), settings.endMs());
    int first = (int) (settings.injDelayMs() / dtMs);
    int last = first + measure.windowVMv().length - 1;
    warnings.spikesInWindow(trace.vMv(), first, last, "fit");
    warnings.restBefore(trace.vMv(), first, dtMs, measure.changeMv());
    if (Double.isNaN(measure.tauSimpleMs()) || measure.changeMv() == 0) {
      warnings.add(
          "lab.no-response",
          "The potential does not follow the pulse, so there is no time constant",
          "Take a larger current, or record nearer to the electrode");
    }
    measure
        .fit()
        .flatMap(fit -> fit.doubt(measure.changeMv(), settings.injDurMs()))
        .ifPresent(doubt ->
            warnings.add(
                measure.fit().get().converged() ? "lab.ill-conditioned" : "lab.not-converged",
                doubt,
                "Compare with the methods exp and simple"));
    return warnings.toList();
  }
}
