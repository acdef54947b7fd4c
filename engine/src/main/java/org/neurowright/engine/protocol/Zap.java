package org.neurowright.engine.protocol;

import java.util.List;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.Chirp;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.measure.ImpedanceProfile;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/** Impedance over frequency from a chirp (impedance amplitude profile). */
public final class Zap {
  private Zap() {}

  /**
   * What is done.
   *
   * @param electrodes where
   * @param injAmpPa peak of the current, not 0
   * @param injDelayMs start of the chirp
   * @param injDurMs its length
   * @param tstopMs end of the run; at least the end of the chirp is reached
   * @param fstartHz frequency at its start
   * @param fendHz frequency at its end
   * @param chirp how the frequency rises
   * @param smooth bins of the moving average of the impedance
   */
  public record Settings(
      Electrodes electrodes,
      double injAmpPa,
      double injDelayMs,
      double injDurMs,
      double tstopMs,
      double fstartHz,
      double fendHz,
      ChirpKind chirp,
      int smooth) {
    /** 100 pA, 0 to 15 Hz in 15 s from 200 ms on, smoothed over 9 bins. */
    public static final Settings DEFAULT =
        new Settings(Electrodes.SOMA, 100, 200, 15000, 15500, 0, 15, ChirpKind.LINEAR, 9);

    /** When the run really ends. */
    public double endMs() {
      return Math.max(tstopMs, injDelayMs + injDurMs);
    }
  }

  /**
   * What came out.
   *
   * @param settings what was done
   * @param trace potential at the recording electrode
   * @param currentNa the current of each step, one value per sample of the trace
   * @param vRestMv potential before the chirp
   * @param largestChangeMv largest deflection from it during the chirp
   * @param profile the impedance
   * @param injectedAt the place as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      Trace trace,
      double[] currentNa,
      double vRestMv,
      double largestChangeMv,
      ImpedanceProfile profile,
      String injectedAt,
      String recordedAt,
      List<Problem> warnings) {}

  public static Result run(Benches benches, Settings settings, RunControl control) {
    Setup.requireTimes(settings.injDelayMs(), settings.injDurMs(), settings.tstopMs());
    Setup.require(
        settings.injAmpPa() != 0, "The current (pA)", settings.injAmpPa(), "another one than 0");
    boolean exponential = settings.chirp() == ChirpKind.EXPONENTIAL;
    Setup.require(
        exponential ? settings.fstartHz() > 0 : settings.fstartHz() >= 0,
        "The frequency at the start (Hz)",
        settings.fstartHz(),
        exponential ? "more than 0, as the chirp is exponential" : "0 or more");
    Setup.require(
        exponential ? settings.fendHz() > 0 : settings.fendHz() >= 0,
        "The frequency at the end (Hz)",
        settings.fendHz(),
        exponential ? "more than 0, as the chirp is exponential" : "0 or more");
    Setup.require(
        settings.fstartHz() != settings.fendHz(),
        "The frequency at the end (Hz)",
        settings.fendHz(),
        "another one than at the start");
    Setup.require(settings.smooth() >= 1, "smooth", settings.smooth(), "1 or more");
    double dtMs = benches.conditions().dtMs();
    int first = (int) (settings.injDelayMs() / dtMs);
    int last = (int) ((settings.injDelayMs() + settings.injDurMs()) / dtMs);
    double[] chirp =
        Chirp.current(
            settings.chirp(),
            last - first + 1,
            dtMs,
            settings.injAmpPa() * 1e-3,
            settings.fstartHz(),
            settings.fendHz());
    double[] perStep = new double[(int) (settings.endMs() / dtMs) + 1];
    System.arraycopy(chirp, 0, perStep, first, Math.min(chirp.length, perStep.length - first));
    Trace trace =
        Trace.of(
            benches.run(
                Setup.currentClamp(benches, settings.electrodes()),
                CurrentClamp.pulse(0, settings.injDelayMs(), settings.injDurMs())
                    .drive(Setup.CLAMP, "amp", perStep),
                settings.endMs(),
                control));
    double[] response = new double[chirp.length];
    double rest = trace.vMv()[first];
    double largest = 0;
    for (int k = 0; k < response.length; k++) {
      response[k] = trace.vMv()[first + k] - rest;
      largest = Math.max(largest, Math.abs(response[k]));
    }
    ImpedanceProfile profile =
        ImpedanceProfile.of(
            response, chirp, dtMs, settings.fstartHz(), settings.fendHz(), settings.smooth());
    Warnings warnings = new Warnings();
    warnings.extended(settings.tstopMs(), settings.endMs());
    warnings.spikesInWindow(trace.vMv(), first, last, "impedance");
    warnings.restBefore(trace.vMv(), first, dtMs, largest);
    if (profile.freqHz().length < 2) {
      warnings.add(
          "lab.too-short",
          "There is no frequency between the ends of the chirp: its length resolves "
              + 1000 / settings.injDurMs()
              + " Hz",
          "Choose a longer chirp");
    }
    return new Result(
        settings,
        trace,
        perStep,
        rest,
        largest,
        profile,
        Setup.shown(benches, settings.electrodes().inject()),
        Setup.shown(benches, settings.electrodes().record()),
        warnings.toList());
  }
}
