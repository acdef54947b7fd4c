package org.neurowright.engine.cable;

/** One variable driven by given values (NEURON's {@code Vector.play}). */
final class PlayTable {
  private final double[] target;
  private final int index;
  private final double[] tMs;
  private final double[] y;
  private final boolean continuous;

  /** Index of the next event. */
  private int next;

  PlayTable(double[] target, int index, double[] tMs, double[] y, boolean continuous) {
    this.target = target;
    this.index = index;
    this.tMs = tMs;
    this.y = y;
    this.continuous = continuous;
  }

  /** The table of a play, with its target looked up in the group it belongs to. */
  static PlayTable of(CableNetwork.Play play, GroupProbes probes) {
    Probe target =
        switch (play) {
          case CableNetwork.Play.OfPoint p -> probes.element(p.point(), p.variable());
          case CableNetwork.Play.OfSegment s ->
              probes
                  .ofCell(s.cell(), s.section(), s.x(), s.variable())
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          s.variable() + " is not a variable of the segment to be driven"));
        };
    return new PlayTable(target.array(), target.index(), play.tMs(), play.y(), play.continuous());
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

  /**
   * An event at one of the times: takes the value, or goes on to the next interval. NaN after the
   * last.
   */
  double step() {
    if (!continuous) {
      target[index] = y[next];
    }
    next++;
    if (next == tMs.length) {
      next--;
      return Double.NaN;
    }
    return tMs[next];
  }

  /**
   * Linear interpolation. Before the first time the first value holds. The present interval ends at
   * the latest time whose event is still to come; until that is delivered, and after the last time,
   * the line through the interval's two points goes on, as NEURON has it.
   */
  void interpolate(double nowMs) {
    int k = next;
    if (nowMs < tMs[k]) {
      if (nowMs <= tMs[0]) {
        target[index] = y[0];
        return;
      }
      while (nowMs < tMs[k - 1]) {
        k--;
      }
    }
    if (k == 0) {
      target[index] = y[0];
      return;
    }
    double width = tMs[k] - tMs[k - 1];
    target[index] =
        width == 0
            ? (y[k - 1] + y[k]) / 2
            : y[k - 1] + (nowMs - tMs[k - 1]) / width * (y[k] - y[k - 1]);
  }
}
