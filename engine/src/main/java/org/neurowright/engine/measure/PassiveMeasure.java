package org.neurowright.engine.measure;

import java.util.Optional;

/**
 * Passive properties from the response to a current step.
 *
 * <p>With i0 = int(delay/dt) and i1 = int((delay + duration)/dt): V_rest = v[i0], V_final = v[i1],
 * R_in = (V_final - V_rest)/I. The window of all estimates are samples i0 to i1, times counted from
 * t[i0].
 *
 * @param method how tau was estimated
 * @param windowTMs times of the window from its start, ms
 * @param windowVMv its samples
 * @param startMs time of its first sample
 * @param vRestMv potential before the pulse
 * @param vFinalMv potential at its end
 * @param rInMohm input resistance
 * @param tauMs membrane time constant; NaN when the potential never gets as far
 * @param tauSimpleMs time to 63.2 % of the change; NaN likewise
 * @param vTauMv the potential at 63.2 %
 * @param tPeakMs time of the largest deflection in the direction of the pulse, from its start
 * @param vPeakMv potential there
 * @param vSagMv V_peak - V_final
 * @param sagNormalised V_sag/(V_peak - V_rest)
 * @param fit the curve of {@code exp} and {@code exp2}
 */
public record PassiveMeasure(
    TauMethod method,
    double[] windowTMs,
    double[] windowVMv,
    double startMs,
    double vRestMv,
    double vFinalMv,
    double rInMohm,
    double tauMs,
    double tauSimpleMs,
    double vTauMv,
    double tPeakMs,
    double vPeakMv,
    double vSagMv,
    double sagNormalised,
    Optional<ExponentialFit> fit) {

  /**
   * Measures.
   *
   * @param tMs times of all samples, from 0 on
   * @param vMv samples
   * @param dtMs their distance
   * @param ampNa height of the pulse, not 0
   * @param delayMs its start
   * @param durMs its length; it ends within the samples
   */
  public static PassiveMeasure of(
      double[] tMs,
      double[] vMv,
      double dtMs,
      double ampNa,
      double delayMs,
      double durMs,
      TauMethod method) {
    int first = (int) (delayMs / dtMs);
    int last = Math.min((int) ((delayMs + durMs) / dtMs), vMv.length - 1);
    int count = last - first + 1;
    double[] t = new double[count];
    double[] v = new double[count];
    for (int k = 0; k < count; k++) {
      t[k] = tMs[first + k] - tMs[first];
      v[k] = vMv[first + k];
    }
    double rest = v[0];
    double end = v[count - 1];
    double change = end - rest;
    double sign = Math.signum(ampNa);
    double level = end - change / Math.E;
    double simple = Double.NaN;
    for (int k = 0; k < count; k++) {
      if (sign * v[k] >= sign * level) {
        simple = t[k];
        break;
      }
    }
    int peak = 0;
    for (int k = 1; k < count; k++) {
      if (sign * v[k] > sign * v[peak]) {
        peak = k;
      }
    }
    double sag = v[peak] - end;
    Optional<ExponentialFit> fit =
        switch (method) {
          case SIMPLE -> Optional.empty();
          case EXP ->
              Optional.of(
                  ExponentialFit.single(t, v, rest, -change, Double.isNaN(simple) ? 1 : simple));
          case EXP2 ->
              Optional.of(
                  ExponentialFit.twofold(
                      t,
                      v,
                      rest,
                      new double[] {
                        sag, -(change + sag), t[peak], Double.isNaN(simple) ? 1 : simple
                      }));
        };
    return new PassiveMeasure(
        method,
        t,
        v,
        tMs[first],
        rest,
        end,
        change / ampNa,
        fit.map(f -> f.slowestTauMs(change)).orElse(simple),
        simple,
        level,
        t[peak],
        v[peak],
        sag,
        sag / (change + sag),
        fit);
  }

  /** V_final - V_rest, mV. */
  public double changeMv() {
    return vFinalMv - vRestMv;
  }

  /** tau/R_in, pF: the capacitance of the cell if it were one compartment. */
  public double capacitancePf() {
    return 1000 * tauMs / rInMohm;
  }

  /** Steady deflection over largest deflection: 1 without sag. */
  public double steadyOverPeak() {
    return changeMv() / (vPeakMv - vRestMv);
  }
}
