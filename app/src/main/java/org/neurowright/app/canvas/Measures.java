package org.neurowright.app.canvas;

/**
 * What a curve does between two places of its axis.
 *
 * @param label of the curve
 * @param xA first place
 * @param xB second place, on either side of the first
 * @param yA value at the first one, on the straight line between samples; NaN beside the curve
 * @param yB value at the second one
 * @param mean of the values between, each sample counting by the length of the axis it stands for
 * @param min least value between, ends included
 * @param max largest value between
 */
public record Measures(
    String label, double xA, double xB, double yA, double yB, double mean, double min, double max) {
  /**
   * Measures a curve. Samples that are no numbers are gaps: they are left out.
   *
   * @param curve over an ascending axis
   */
  static Measures of(String label, LinePlot.Curve curve, double xA, double xB) {
    double[] x = curve.x();
    double[] y = curve.y();
    int n = Math.min(x.length, y.length);
    double lower = Math.min(xA, xB);
    double upper = Math.max(xA, xB);
    double yLower = at(x, y, n, lower);
    double yUpper = at(x, y, n, upper);
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double area = 0;
    double length = 0;
    double lastX = lower;
    double lastY = yLower;
    int first = LinePlot.position(x, n, lower);
    for (int k = first; k <= n; k++) {
      boolean end = k == n || x[k] >= upper;
      double nextX = end ? upper : x[k];
      double nextY = end ? yUpper : y[k];
      if (!Double.isNaN(lastY)) {
        min = Math.min(min, lastY);
        max = Math.max(max, lastY);
      }
      if (!Double.isNaN(nextY)) {
        min = Math.min(min, nextY);
        max = Math.max(max, nextY);
      }
      if (!Double.isNaN(lastY) && !Double.isNaN(nextY)) {
        area += (nextX - lastX) * (lastY + nextY) / 2;
        length += nextX - lastX;
      }
      lastX = nextX;
      lastY = nextY;
      if (end) {
        break;
      }
    }
    boolean any = min <= max;
    return new Measures(
        label,
        xA,
        xB,
        xA <= xB ? yLower : yUpper,
        xA <= xB ? yUpper : yLower,
        length > 0 ? area / length : yLower,
        any ? min : Double.NaN,
        any ? max : Double.NaN);
  }

  private static double at(double[] x, double[] y, int n, double where) {
    if (n == 0 || !(where >= x[0] && where <= x[n - 1])) {
      return Double.NaN;
    }
    int k = LinePlot.position(x, n, where);
    if (k < n && x[k] == where || k == 0) {
      return y[k];
    }
    return y[k - 1] + (where - x[k - 1]) / (x[k] - x[k - 1]) * (y[k] - y[k - 1]);
  }

  public double deltaX() {
    return xB - xA;
  }

  public double deltaY() {
    return yB - yA;
  }

  /** Slope from the first place to the second. */
  public double slope() {
    return deltaY() / deltaX();
  }
}
