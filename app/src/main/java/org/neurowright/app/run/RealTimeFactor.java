package org.neurowright.app.run;

import org.neurowright.engine.task.Progress;

/**
 * Simulated time per wall time, over the last seconds, from reports of progress in ms of simulated
 * time.
 */
final class RealTimeFactor {
  private static final double MEMORY_S = 2;

  private double lastMs = Double.NaN;
  private long lastNanos;
  private double factor = Double.NaN;

  void restart() {
    lastMs = Double.NaN;
    factor = Double.NaN;
  }

  /** Forgets only the last point, so that a pause is not counted. */
  void pause() {
    lastMs = Double.NaN;
  }

  /** The factor after one more report; NaN while it is not known. */
  double update(Progress progress, long nanos) {
    if (!progress.unit().equals("ms")) {
      restart();
      return Double.NaN;
    }
    if (Double.isNaN(lastMs)) {
      lastMs = progress.done();
      lastNanos = nanos;
      return factor;
    }
    double wallS = (nanos - lastNanos) * 1e-9;
    if (wallS < 0.1) {
      return factor;
    }
    double now = Math.max(0, progress.done() - lastMs) * 1e-3 / wallS;
    double weight = 1 - Math.exp(-wallS / MEMORY_S);
    factor = Double.isNaN(factor) ? now : factor + weight * (now - factor);
    lastMs = progress.done();
    lastNanos = nanos;
    return factor;
  }
}
