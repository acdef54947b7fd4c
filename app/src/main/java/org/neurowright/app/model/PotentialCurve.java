package org.neurowright.app.model;

import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.SynapseModel;

/**
 * The course of a small postsynaptic potential: the response of a passive point cell to one spike
 * at a synapse whose conductance is a sum of exponentials, so small that the driving force stays.
 * The height is 1 or -1, as the weight would set it.
 *
 * @param durationMs time that is shown
 * @param peakMs time of the peak after the spike
 * @param halfWidthMs how long it is above half its height
 * @param inhibitory whether it goes down from rest
 * @param values evenly spaced from 0 to the duration
 */
record PotentialCurve(
    double durationMs, double peakMs, double halfWidthMs, boolean inhibitory, double[] values) {
  /** Time constant of the cell's membrane. */
  static final double MEMBRANE_MS = 20;

  static final double REST_MV = -65;
  private static final int POINTS = 400;
  private static final double SAME = 1e-4;

  /** The curve of a synapse whose form is known: ExpSyn, Exp2Syn, AlphaSynapse-like ones. */
  static Optional<PotentialCurve> of(SynapseModel synapse) {
    Map<String, Double> p = synapse.parameters();
    double reversal = p.getOrDefault("e", 0.0);
    return switch (synapse.mechanism()) {
      case "Exp2Syn" -> of(p.getOrDefault("tau1", 0.1), p.getOrDefault("tau2", 10.0), reversal);
      case "ExpSyn", "expsyn" -> of(0, p.getOrDefault("tau", 0.1), reversal);
      default ->
          p.containsKey("tau1") && p.containsKey("tau2")
              ? of(p.get("tau1"), p.get("tau2"), reversal)
              : Optional.empty();
    };
  }

  private static Optional<PotentialCurve> of(double riseMs, double decayMs, double reversalMv) {
    if (!(decayMs > 0) || riseMs < 0) {
      return Optional.empty();
    }
    // NEURON's Exp2Syn does the same: a rise as long as the decay is taken a little shorter.
    double rise = Math.min(riseMs, 0.9999 * decayMs);
    double duration = 3 * (decayMs + MEMBRANE_MS);
    double[] values = new double[POINTS];
    double top = 0;
    int peak = 0;
    for (int k = 0; k < POINTS; k++) {
      double t = duration * k / (POINTS - 1);
      values[k] = response(t, decayMs) - (rise > 0 ? response(t, rise) : 0);
      if (values[k] > top) {
        top = values[k];
        peak = k;
      }
    }
    boolean inhibitory = reversalMv < REST_MV;
    int above = 0;
    for (int k = 0; k < POINTS; k++) {
      above += values[k] > top / 2 ? 1 : 0;
      values[k] *= (inhibitory ? -1 : 1) / top;
    }
    double step = duration / (POINTS - 1);
    return Optional.of(new PotentialCurve(duration, peak * step, above * step, inhibitory, values));
  }

  /** Of the membrane to a current that decays with a time constant, begun at 0. */
  private static double response(double tMs, double tauMs) {
    if (Math.abs(tauMs - MEMBRANE_MS) < SAME * MEMBRANE_MS) {
      return tMs * Math.exp(-tMs / MEMBRANE_MS);
    }
    return (Math.exp(-tMs / tauMs) - Math.exp(-tMs / MEMBRANE_MS)) / (1 / MEMBRANE_MS - 1 / tauMs);
  }
}
