package org.neurowright.engine.measure;

import java.util.Arrays;

/**
 * How far a computed potential is from a recorded one: computed minus recorded at the computed
 * samples, the recording taken on straight lines between its own samples.
 *
 * @param tMs times of the computed samples
 * @param differenceMv as long; NaN where nothing was recorded
 */
public record Residual(double[] tMs, double[] differenceMv) {

  /**
   * The difference.
   *
   * @param tMs times of the computed samples, ascending
   * @param vMv as long
   * @param recordedTMs times of the recorded samples, ascending
   * @param recordedMv as long
   */
  public static Residual of(double[] tMs, double[] vMv, double[] recordedTMs, double[] recordedMv) {
    double[] difference = new double[tMs.length];
    int n = Math.min(recordedTMs.length, recordedMv.length);
    int k = 0;
    for (int i = 0; i < tMs.length; i++) {
      double t = tMs[i];
      while (k < n && recordedTMs[k] < t) {
        k++;
      }
      double recorded;
      if (k == n) {
        recorded = Double.NaN;
      } else if (recordedTMs[k] == t) {
        recorded = recordedMv[k];
      } else if (k == 0) {
        recorded = Double.NaN;
      } else {
        double share = (t - recordedTMs[k - 1]) / (recordedTMs[k] - recordedTMs[k - 1]);
        recorded = recordedMv[k - 1] + share * (recordedMv[k] - recordedMv[k - 1]);
      }
      difference[i] = vMv[i] - recorded;
    }
    return new Residual(tMs, difference);
  }

  /** Root of the mean square of all differences, mV; NaN where there is none. */
  public double rmsMv() {
    return rmsMv(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** The same of the samples from one time to another, both included. */
  public double rmsMv(double fromMs, double toMs) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < tMs.length; k++) {
      double d = differenceMv[k];
      if (!Double.isNaN(d) && tMs[k] >= fromMs && tMs[k] <= toMs) {
        sum += d * d;
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }

  /** Whether computed and recorded samples overlap at all. */
  public boolean isEmpty() {
    return Arrays.stream(differenceMv).allMatch(Double::isNaN);
  }
}
