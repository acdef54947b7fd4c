package org.neurowright.app.model;

import org.neurowright.engine.description.InputDescription;

/** The current of an input over time, sampled for drawing. */
final class InputCurrent {
  private static final int SAMPLES = 4000;

  private InputCurrent() {}

  /**
   * Sum of the pulses at regular times.
   *
   * @param endMs end of the run, ms
   * @return values in nA, the i-th at i·endMs/(n − 1)
   */
  static double[] of(InputDescription.CurrentClamp clamp, double endMs) {
    double[] values = new double[SAMPLES];
    double dtMs = endMs / (SAMPLES - 1);
    for (int i = 0; i < SAMPLES; i++) {
      double t = i * dtMs;
      for (int pulse = 0; pulse < clamp.ampNa().length; pulse++) {
        double start = clamp.delayMs()[pulse];
        if (t >= start && t < start + clamp.durationMs()[pulse]) {
          values[i] += clamp.ampNa()[pulse];
        }
      }
    }
    return values;
  }
}
