package org.neurowright.app.canvas;

/**
 * A stretch of model time.
 *
 * @param startMs start, ms
 * @param endMs end, ms, greater than the start
 */
public record TimeRange(double startMs, double endMs) {
  public TimeRange {
    if (!(endMs > startMs) || Double.isInfinite(startMs) || Double.isInfinite(endMs)) {
      throw new IllegalArgumentException(
          "a time range needs start < end, not " + startMs + " to " + endMs + " ms");
    }
  }

  public double spanMs() {
    return endMs - startMs;
  }

  public boolean contains(double tMs) {
    return tMs >= startMs && tMs <= endMs;
  }

  /**
   * Same span, moved so that it lies inside {@code outer}; {@code outer} itself when it is longer.
   */
  TimeRange within(TimeRange outer) {
    if (spanMs() >= outer.spanMs()) {
      return outer;
    }
    double start = Math.clamp(startMs, outer.startMs, outer.endMs - spanMs());
    return new TimeRange(start, start + spanMs());
  }
}
