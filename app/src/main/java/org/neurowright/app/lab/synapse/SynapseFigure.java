package org.neurowright.app.lab.synapse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.engine.measure.PulseTrain;
import org.neurowright.engine.protocol.SynapseTuning;
import org.neurowright.engine.protocol.SynapseTuning.Measured;
import org.neurowright.engine.protocol.SynapseTuning.Signal;
import org.neurowright.engine.protocol.SynapseTuning.Stimulus;

/** Responses of a synapse as curves. */
final class SynapseFigure {
  private static final double PA_PER_NA = 1e3;

  /** What is seen before the first pulse, ms. */
  private static final double BEFORE_MS = 10;

  /** So many single trials are drawn behind their mean. */
  private static final int MOST_TRIALS = 30;

  private SynapseFigure() {}

  /** The main signal above, the synapse's current below it, with what was kept behind. */
  static List<LinePlot.Panel> panels(
      SynapseTuning.Result result, Optional<SynapseTuning.Result> kept) {
    List<LinePlot.Panel> panels = new ArrayList<>();
    for (Measured measured : result.measured()) {
      List<LinePlot.Curve> curves = new ArrayList<>();
      kept.filter(r -> has(r, measured.signal()))
          .ifPresent(r ->
              curves.add(
                  curve(
                      r, r.mean(), measured.signal(), "kept", Palette.faint(Palette.category(1)))));
      if (result.sweeps().size() > 1) {
        result.sweeps().stream()
            .limit(MOST_TRIALS)
            .forEach(sweep ->
                curves.add(
                    curve(result, sweep, measured.signal(), "", faintest(Palette.category(7)))));
      }
      curves.add(
          curve(
              result,
              result.mean(),
              measured.signal(),
              result.sweeps().size() > 1 ? "mean" : kept.isPresent() ? "now" : "",
              Palette.category(0)));
      if (measured.train().amplitudes().length > 1) {
        curves.add(peaks(result, measured));
      }
      panels.add(
          new LinePlot.Panel(
              "",
              "Time (ms)",
              switch (measured.signal()) {
                case POTENTIAL -> "Potential (mV)";
                case CLAMP_CURRENT -> "Clamp current (pA)";
                case SYNAPTIC_CURRENT -> "Synaptic current (pA)";
              },
              curves));
    }
    return panels;
  }

  private static int faintest(int argb) {
    return argb & 0xFFFFFF | 0x40000000;
  }

  private static boolean has(SynapseTuning.Result result, Signal signal) {
    return result.measured().stream().anyMatch(m -> m.signal() == signal);
  }

  private static double base(SynapseTuning.Result result, Signal signal) {
    return signal == Signal.POTENTIAL
        ? 0
        : result.measured().stream()
            .filter(m -> m.signal() == signal)
            .findFirst()
            .orElseThrow()
            .first()
            .baseline();
  }

  /** From a little before the first pulse on; currents from their baseline, in pA. */
  private static LinePlot.Curve curve(
      SynapseTuning.Result result,
      SynapseTuning.Sweep sweep,
      Signal signal,
      String label,
      int argb) {
    double[] t = sweep.tMs();
    double[] y = sweep.signals().get(signal);
    double begin = Math.max(0, result.settings().startMs() - BEFORE_MS);
    int from = 0;
    while (from + 1 < t.length && t[from] < begin) {
      from++;
    }
    double base = base(result, signal);
    double factor = signal == Signal.POTENTIAL ? 1 : PA_PER_NA;
    double[] x = Arrays.copyOfRange(t, from, t.length);
    double[] shown = new double[x.length];
    for (int k = 0; k < shown.length; k++) {
      shown[k] = (y[from + k] - base) * factor;
    }
    return new LinePlot.Curve(label, x, shown, false, argb);
  }

  /** The peaks of a train, as points over gaps. */
  private static LinePlot.Curve peaks(SynapseTuning.Result result, Measured measured) {
    int[] peaks = measured.train().peaks();
    double base = base(result, measured.signal());
    double factor = measured.signal() == Signal.POTENTIAL ? 1 : PA_PER_NA;
    double[] x = new double[2 * peaks.length];
    double[] y = new double[2 * peaks.length];
    for (int k = 0; k < peaks.length; k++) {
      x[2 * k] = result.mean().tMs()[peaks[k]];
      y[2 * k] = (result.mean().signals().get(measured.signal())[peaks[k]] - base) * factor;
      x[2 * k + 1] = x[2 * k];
      y[2 * k + 1] = Double.NaN;
    }
    return new LinePlot.Curve("", x, y, true, Palette.category(1));
  }

  /** Paired pulse ratio, induction and recovery over the logarithm of the frequency. */
  static LinePlot.Panel frequencies(List<SynapseTuning.Result> results) {
    double[] x =
        results.stream()
            .mapToDouble(r -> Math.log10(((Stimulus.Train) r.settings().stimulus()).frequencyHz()))
            .toArray();
    return new LinePlot.Panel(
        "",
        "log10 of frequency (Hz)",
        "Plasticity",
        results.isEmpty()
            ? List.of()
            : List.of(
                over("PPR", x, results, PulseTrain::simplePpr, 0),
                over("induction", x, results, PulseTrain::induction, 2),
                over("recovery", x, results, PulseTrain::recovery, 4)));
  }

  private static LinePlot.Curve over(
      String label,
      double[] x,
      List<SynapseTuning.Result> results,
      java.util.function.ToDoubleFunction<PulseTrain> value,
      int colour) {
    return new LinePlot.Curve(
        label,
        x,
        results.stream().mapToDouble(r -> value.applyAsDouble(r.main().train())).toArray(),
        true,
        Palette.category(colour));
  }
}
