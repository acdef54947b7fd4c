package org.neurowright.engine.measure;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;

/** Spikes of a trace. */
public final class Spikes {
  /** NEURON stamps a spike this much after the step boundary, ms. */
  private static final double DETECTION_OFFSET_MS = 1e-10;

  private Spikes() {}

  /**
   * Upward crossings of a threshold as a NetCon on the potential reports them: each is noticed at
   * the start of the step that follows the first sample above the threshold, so the last sample
   * does not count; a trace that starts above it has a spike at its start.
   *
   * @return times, ms
   */
  public static double[] times(double[] tMs, double[] vMv, double thresholdMv) {
    DoubleArrayList times = new DoubleArrayList();
    boolean above = false;
    for (int k = 0; k + 1 < vMv.length; k++) {
      boolean now = vMv[k] - thresholdMv > 0;
      if (now && !above) {
        times.add(tMs[k] + DETECTION_OFFSET_MS);
      }
      above = now;
    }
    return times.toDoubleArray();
  }

  /** Number of upward crossings among samples of a window, ends included. */
  public static int crossings(double[] vMv, int from, int to, double thresholdMv) {
    int count = 0;
    for (int k = Math.max(1, from); k <= Math.min(to, vMv.length - 1); k++) {
      if (vMv[k] > thresholdMv && vMv[k - 1] <= thresholdMv) {
        count++;
      }
    }
    return count;
  }
}
