package org.neurowright.app.cli;

import org.neurowright.engine.task.Progress;

/**
 * How fast an activity gets on. The overall pace answers "how fast was it", the recent one "how
 * long will it take", since a network may be silent first and busy later.
 */
final class Pace {
  /** Older progress counts for less: by 1/e after this many seconds. */
  private static final double MEMORY_S = 5;

  private final long startNanos;
  private final double startDone;
  private long lastNanos;
  private double lastDone;
  private double recentPerS = Double.NaN;

  Pace(long nowNanos, Progress progress) {
    startNanos = nowNanos;
    startDone = progress.done();
    lastNanos = nowNanos;
    lastDone = progress.done();
  }

  void update(long nowNanos, Progress progress) {
    double seconds = (nowNanos - lastNanos) / 1e9;
    if (seconds <= 0) {
      return;
    }
    double perS = (progress.done() - lastDone) / seconds;
    double weight = 1 - Math.exp(-seconds / MEMORY_S);
    recentPerS = Double.isNaN(recentPerS) ? perS : recentPerS + weight * (perS - recentPerS);
    lastNanos = nowNanos;
    lastDone = progress.done();
  }

  /** Amount per second since the start; NaN before the first update. */
  double overallPerS() {
    double seconds = (lastNanos - startNanos) / 1e9;
    return seconds > 0 ? (lastDone - startDone) / seconds : Double.NaN;
  }

  /** Seconds until the total is reached; NaN when unknown. */
  double secondsLeft(Progress progress) {
    return recentPerS > 0 ? (progress.total() - progress.done()) / recentPerS : Double.NaN;
  }
}
