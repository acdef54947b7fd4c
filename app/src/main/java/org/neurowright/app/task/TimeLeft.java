package org.neurowright.app.task;

/**
 * Estimates the time left from a series of fractions done. The speed is an average that forgets: a
 * slow start does not spoil the estimate for ever, and a short hiccup does not make it jump.
 */
final class TimeLeft {
  /** Time over which older speeds lose weight, s. */
  private static final double MEMORY_S = 4;

  private double lastFraction = Double.NaN;
  private long lastNanos;
  private double speedPerS = Double.NaN;

  /** Forgets everything: another activity begins, or work goes on after a pause. */
  void restart() {
    lastFraction = Double.NaN;
    speedPerS = Double.NaN;
  }

  /** Forgets only the last point, so that a pause is not counted as slow work. */
  void pause() {
    lastFraction = Double.NaN;
  }

  /**
   * Takes in one more point.
   *
   * @param fraction done, 0 to 1, or NaN when unknown
   * @param nanos when, any origin
   * @return seconds left, NaN when nothing can be said yet
   */
  double update(double fraction, long nanos) {
    if (Double.isNaN(fraction)) {
      restart();
      return Double.NaN;
    }
    if (!Double.isNaN(lastFraction)) {
      double elapsedS = (nanos - lastNanos) * 1e-9;
      if (elapsedS < 0.05) {
        return secondsLeft(fraction);
      }
      double speed = Math.max(0, fraction - lastFraction) / elapsedS;
      double weight = 1 - Math.exp(-elapsedS / MEMORY_S);
      speedPerS = Double.isNaN(speedPerS) ? speed : speedPerS + weight * (speed - speedPerS);
    }
    lastFraction = fraction;
    lastNanos = nanos;
    return secondsLeft(fraction);
  }

  private double secondsLeft(double fraction) {
    if (fraction >= 1) {
      return 0;
    }
    return speedPerS > 0 ? (1 - fraction) / speedPerS : Double.NaN;
  }
}
