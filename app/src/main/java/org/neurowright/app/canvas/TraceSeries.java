package org.neurowright.app.canvas;

import java.util.Objects;

/**
 * Regularly sampled values.
 *
 * @param label name in the legend
 * @param argb colour of the line
 * @param t0Ms time of the first value, ms
 * @param dtMs distance of two values, ms
 * @param values at least {@code count} values, NaN for gaps; not copied, may grow beyond count
 *     later
 * @param count how many of them are valid
 */
public record TraceSeries(
    String label, int argb, double t0Ms, double dtMs, double[] values, int count) {
  public TraceSeries {
    Objects.requireNonNull(label, "label");
    if (!(dtMs > 0)) {
      throw new IllegalArgumentException(
          "series " + label + ": sampling interval " + dtMs + " ms is not positive");
    }
    Objects.checkFromToIndex(0, count, values.length);
  }

  public double timeMs(int index) {
    return t0Ms + index * dtMs;
  }

  public double endMs() {
    return timeMs(Math.max(0, count - 1));
  }

  /** Value at the sample next to a time; NaN outside the series. */
  public double valueNear(double tMs) {
    long index = Math.round((tMs - t0Ms) / dtMs);
    return index < 0 || index >= count ? Double.NaN : values[(int) index];
  }
}
