package org.neurowright.engine.measure;

import java.util.Arrays;

/**
 * Responses to a train of pulses and to further ones after a pause, and what they say of short-term
 * plasticity, as bmtool's synapse tuner defines it (after the Allen Institute's synaptic physiology
 * experiments).
 *
 * <p>Every amplitude A_i is the largest deflection, turned by the sign of the whole response, from
 * the value at the first pulse; its window reaches from the arrival of its pulse to that of the
 * next. P90 is the 90th percentile of all amplitudes (linear between ranks).
 *
 * @param sign of the largest deflection
 * @param amplitudes by pulse, in the trace's unit
 * @param peaks samples at which they are reached
 * @param ownAmplitudes the same from the value at each pulse's own arrival, which leaves out what
 *     is left of the responses before it
 * @param simplePpr A2/A1; NaN with one pulse
 * @param ownPpr the same of the own amplitudes
 * @param ppr (A2 - A1)/P90
 * @param induction (mean of the last three of the train - A1)/P90; NaN with fewer than four
 * @param recovery (mean of the pulses after the pause - mean of as many first ones)/P90; NaN
 *     without a pause
 * @param percentile90 P90
 */
public record PulseTrain(
    int sign,
    double[] amplitudes,
    int[] peaks,
    double[] ownAmplitudes,
    double simplePpr,
    double ownPpr,
    double ppr,
    double induction,
    double recovery,
    double percentile90) {
  /** The last pulses of the train whose mean is compared with the first one. */
  private static final int LAST_PULSES = 3;

  /**
   * Measures a train.
   *
   * @param y samples of a potential or current
   * @param dtMs their distance
   * @param pulsesMs times of the pulses, ascending
   * @param delayMs until a pulse reaches the synapse
   * @param before how many pulses come before the pause
   */
  public static PulseTrain of(
      double[] y, double dtMs, double[] pulsesMs, double delayMs, int before) {
    int first = Math.min(y.length - 1, (int) Math.floor(pulsesMs[0] / dtMs));
    double base = y[first];
    double largest = 0;
    for (int k = first; k < y.length; k++) {
      largest = Math.abs(y[k] - base) > Math.abs(largest) ? y[k] - base : largest;
    }
    double sign = Math.signum(largest);
    int pulses = 0;
    while (pulses < pulsesMs.length && arrival(pulsesMs[pulses], delayMs, dtMs) < y.length) {
      pulses++;
    }
    double[] amplitudes = new double[pulses];
    double[] own = new double[pulses];
    int[] peaks = new int[pulses];
    for (int i = 0; i < pulses; i++) {
      int from = arrival(pulsesMs[i], delayMs, dtMs);
      int to =
          i + 1 < pulsesMs.length
              ? Math.min(y.length, arrival(pulsesMs[i + 1], delayMs, dtMs))
              : y.length;
      int peak = from;
      for (int k = from; k < to; k++) {
        peak = sign * y[k] > sign * y[peak] ? k : peak;
      }
      peaks[i] = peak;
      amplitudes[i] = sign * (y[peak] - base);
      own[i] = sign * (y[peak] - y[from]);
    }
    return of((int) sign, amplitudes, peaks, own, Math.min(before, pulses));
  }

  private static int arrival(double pulseMs, double delayMs, double dtMs) {
    return (int) Math.floor((pulseMs + delayMs) / dtMs);
  }

  /**
   * The measures of amplitudes.
   *
   * @param before how many of them come before the pause
   */
  static PulseTrain of(
      int sign, double[] amplitudes, int[] peaks, double[] ownAmplitudes, int before) {
    int n = amplitudes.length;
    int after = n - before;
    double p90 = percentile(amplitudes, .9);
    return new PulseTrain(
        sign,
        amplitudes,
        peaks,
        ownAmplitudes,
        n < 2 ? Double.NaN : amplitudes[1] / amplitudes[0],
        n < 2 ? Double.NaN : ownAmplitudes[1] / ownAmplitudes[0],
        n < 2 ? Double.NaN : (amplitudes[1] - amplitudes[0]) / p90,
        before <= LAST_PULSES
            ? Double.NaN
            : (mean(amplitudes, before - LAST_PULSES, before) - amplitudes[0]) / p90,
        after < 1
            ? Double.NaN
            : (mean(amplitudes, before, n) - mean(amplitudes, 0, Math.min(after, before))) / p90,
        p90);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElse(Double.NaN);
  }

  /** The value below which a part of all values lies, linear between ranks. */
  private static double percentile(double[] values, double part) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = part * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
