package org.neurowright.engine.bench;

/** The times that a run passes through. */
public final class StepTimes {
  /** hoc compares numbers with this tolerance. */
  private static final double TOLERANCE = 1e-11;

  private StepTimes() {}

  /**
   * Times of all samples of a run, ms: sums of half steps, until the first one that is not less
   * than tstop - dt/2, as NEURON's {@code continuerun} goes.
   */
  public static double[] until(double tstopMs, double dtMs) {
    double end = tstopMs - dtMs / 2 - TOLERANCE;
    double half = .5 * dtMs;
    int steps = 0;
    for (double t = 0; t < end; steps++) {
      t += half;
      t += half;
    }
    double[] times = new double[steps + 1];
    double t = 0;
    for (int k = 1; k <= steps; k++) {
      t += half;
      t += half;
      times[k] = t;
    }
    return times;
  }
}
