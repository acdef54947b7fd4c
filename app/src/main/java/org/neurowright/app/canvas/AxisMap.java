package org.neurowright.app.canvas;

/**
 * Linear map between values and positions on the screen.
 *
 * @param lower value at {@code start}
 * @param upper value at {@code start + length}
 * @param start position of the lower end, logical pixels
 * @param length signed extent, logical pixels; negative for an axis that points up
 */
public record AxisMap(double lower, double upper, double start, double length) {

  public double toPixel(double value) {
    return start + (value - lower) / (upper - lower) * length;
  }

  public double toValue(double pixel) {
    return lower + (pixel - start) / length * (upper - lower);
  }

  /** Value per logical pixel, positive. */
  public double valuePerPixel() {
    return Math.abs((upper - lower) / length);
  }
}
