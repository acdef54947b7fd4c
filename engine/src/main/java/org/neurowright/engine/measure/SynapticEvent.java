package org.neurowright.engine.measure;

import java.util.OptionalInt;

/**
 * One synaptic response as bmtool's synapse tuner measures it: on the samples as they are, so times
 * are whole steps.
 *
 * <p>The value at the presynaptic spike is the baseline; the response is what the trace differs
 * from it, turned so that its largest deflection is positive. Its peak is the first local maximum
 * that is at least half as large as the largest deflection and does not come before the spike
 * arrives. (bmtool takes the first local maximum at all, which a drift or the rounding of a voltage
 * clamp can make.)
 *
 * @param baseline value at the spike, in the trace's unit
 * @param sign 1 for a response upwards, -1 downwards, 0 for none
 * @param amplitude of the peak, 0 or more
 * @param peakMs time of the peak from the spike
 * @param latencyMs from the spike to the first sample that is larger than the one before it
 * @param riseMs between the first samples above two parts of the amplitude
 * @param decayMs time constant of one exponential a·exp(-t/τ) fitted from the peak to the next
 *     minimum
 * @param halfWidthMs from the first sample above half the amplitude to the first one below it after
 *     the peak, or the end
 * @param area under the response from the spike to the end of the trace, in its unit times ms, with
 *     its sign
 * @param peaked false when there is no such peak before the end: then the largest deflection is
 *     given as amplitude, and times are NaN
 */
public record SynapticEvent(
    double baseline,
    int sign,
    double amplitude,
    double peakMs,
    double latencyMs,
    double riseMs,
    double decayMs,
    double halfWidthMs,
    double area,
    boolean peaked) {
  private static final double SHORTEST_TAU_MS = 1e-6;

  /**
   * Measures a response.
   *
   * @param y samples of a potential or current
   * @param dtMs their distance
   * @param spike sample of the presynaptic spike
   * @param arrival sample at which it reaches the synapse
   * @param end first sample that does not belong to the response
   * @param from part of the amplitude at which the rise begins
   * @param to part of the amplitude at which it ends
   */
  public static SynapticEvent of(
      double[] y, double dtMs, int spike, int arrival, int end, double from, double to) {
    int n = Math.min(end, y.length) - spike;
    if (n < 2) {
      return nothing(n < 1 ? Double.NaN : y[spike]);
    }
    double base = y[spike];
    int largest = 0;
    for (int k = 0; k < n; k++) {
      largest = Math.abs(y[spike + k] - base) > Math.abs(y[spike + largest] - base) ? k : largest;
    }
    double sign = Math.signum(y[spike + largest] - base);
    if (!(Math.abs(sign) > 0)) {
      return nothing(base);
    }
    double[] r = new double[n];
    double area = 0;
    for (int k = 0; k < n; k++) {
      r[k] = sign * (y[spike + k] - base);
      area += k == 0 ? 0 : .5 * (r[k] + r[k - 1]) * dtMs;
    }
    int first = Math.max(0, Math.min(arrival - spike, n - 1));
    OptionalInt found = peak(r, first, r[largest] / 2);
    if (found.isEmpty()) {
      return new SynapticEvent(
          base,
          (int) sign,
          r[largest],
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          sign * area,
          false);
    }
    int peak = found.getAsInt();
    int start = first;
    while (start < peak && !(r[start + 1] > r[start])) {
      start++;
    }
    int below = peak;
    while (below < n && !(r[below] < .5 * r[peak])) {
      below++;
    }
    return new SynapticEvent(
        base,
        (int) sign,
        r[peak],
        peak * dtMs,
        (start + 1) * dtMs,
        (above(r, start, peak, to) - above(r, start, peak, from)) * dtMs,
        decay(r, peak, dtMs),
        (below - above(r, start, peak, .5)) * dtMs,
        sign * area,
        true);
  }

  private static SynapticEvent nothing(double base) {
    double none = Double.NaN;
    return new SynapticEvent(base, 0, 0, none, none, none, none, none, 0, false);
  }

  /** A local maximum; of a plateau its middle. The ends are none. */
  private static OptionalInt peak(double[] r, int from, double least) {
    for (int k = Math.max(1, from); k < r.length - 1; k++) {
      if (r[k] > r[k - 1]) {
        int right = k;
        while (right + 1 < r.length && r[right + 1] == r[k]) {
          right++;
        }
        if (right + 1 < r.length && r[right + 1] < r[k] && r[k] >= least) {
          return OptionalInt.of((k + right) / 2);
        }
        k = right;
      }
    }
    return OptionalInt.empty();
  }

  private static int above(double[] r, int start, int peak, double part) {
    int k = start;
    while (k < peak && !(r[k] > part * r[peak])) {
      k++;
    }
    return k;
  }

  private static double decay(double[] r, int peak, double dtMs) {
    int last = peak;
    while (last + 1 < r.length && !(r[last + 1] > r[last])) {
      last++;
    }
    int length = last - peak + 1;
    if (length < 3) {
      return Double.NaN;
    }
    double[] fitted = new double[length];
    System.arraycopy(r, peak, fitted, 0, length);
    LeastSquares.Result found =
        LeastSquares.fit(
            (p, values, derivatives) -> {
              for (int k = 0; k < length; k++) {
                double t = k * dtMs;
                double e = Math.exp(-t / p[1]);
                values[k] = p[0] * e;
                if (derivatives != null) {
                  derivatives[0][k] = e;
                  derivatives[1][k] = p[0] * e * t / (p[1] * p[1]);
                }
              }
            },
            fitted,
            new double[] {r[peak], length * dtMs / 2},
            new double[] {Double.NEGATIVE_INFINITY, SHORTEST_TAU_MS});
    return found.converged() ? found.parameters()[1] : Double.NaN;
  }
}
