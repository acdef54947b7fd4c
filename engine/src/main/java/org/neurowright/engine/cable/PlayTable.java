package org.neurowright.engine.cable;

/** One variable driven by given values (NEURON's {@code Vector.play}). */
final class PlayTable {
  private final double[] target;
  private final int index;
  private final double[] tMs;
  private final double[] y;
  private final boolean continuous;
  private int next;

  PlayTable(double[] target, int index, double[] tMs, double[] y, boolean continuous) {
    this.target = target;
    this.index = index;
    this.tMs = tMs;
    this.y = y;
    this.continuous = continuous;
  }

  boolean continuous() {
    return continuous;
  }

  double firstTimeMs() {
    return tMs[0];
  }

  void initialise() {
    next = 0;
    if (continuous) {
      interpolate(0);
    }
  }

  /** Stepwise: takes the value that is due; returns the time of the next one, NaN after the last. */
  double step() {
    target[index] = y[next++];
    return next < y.length ? tMs[next] : Double.NaN;
  }

  /**
   * Linear interpolation. Before the first time the first value holds; after the last the line through
   * the last two points goes on, as NEURON has it. Of two values at one time the second holds from then on.
   */
  void interpolate(double nowMs) {
    int last = tMs.length - 1;
    if (last == 0 || nowMs <= tMs[0]) {
      target[index] = y[0];
      return;
    }
    while (next < last && nowMs >= tMs[next + 1]) {
      next++;
    }
    int from = Math.min(next, last - 1);
    double width = tMs[from + 1] - tMs[from];
    target[index] = width == 0 ? y[from + 1] : y[from] + (nowMs - tMs[from]) / width * (y[from + 1] - y[from]);
  }
}
