package org.neurowright.app.canvas;

import java.util.Arrays;

/**
 * Curves as areas on top of each other: what is positive grows upwards from zero, what is negative
 * downwards, and a line shows the sum. On a screen each column of pixels is filled on its own, so
 * that the cost does not grow with the number of samples.
 */
final class CurveStack {
  private static final double OPACITY = .82;

  private static final double SUM_OPACITY = .45;

  /** Points of an outline where marks are drawn one by one. */
  private static final int VECTOR_COLUMNS = 1000;

  private final double[] x;
  private final double[][] y;
  private final int n;

  private CurveStack(double[] x, double[][] y) {
    this.x = x;
    this.y = y;
    int shortest = x.length;
    for (double[] each : y) {
      shortest = Math.min(shortest, each.length);
    }
    n = shortest;
  }

  /** The curves of a panel; they have the x of the first one. */
  static CurveStack of(LinePlot.Panel panel) {
    return new CurveStack(
        panel.curves().isEmpty() ? new double[0] : panel.curves().getFirst().x(),
        panel.curves().stream().map(LinePlot.Curve::y).toArray(double[][]::new));
  }

  /** Ends of the stack with some room; zero lies between them. */
  double[] range() {
    double[] sums = new double[2 * n];
    for (int k = 0; k < n; k++) {
      for (double[] each : y) {
        sums[2 * k + (each[k] < 0 ? 1 : 0)] += Double.isNaN(each[k]) ? 0 : each[k];
      }
    }
    double lower = 0;
    double upper = 0;
    for (double sum : sums) {
      if (Double.isFinite(sum)) {
        lower = Math.min(lower, sum);
        upper = Math.max(upper, sum);
      }
    }
    if (lower == upper) {
      return new double[] {-1, 1};
    }
    double room = .05 * (upper - lower);
    return new double[] {lower - room, upper + room};
  }

  void paint(
      PlotSurface surface, PlotArea area, AxisMap xMap, AxisMap yMap, int[] argb, PlotTheme theme) {
    if (n == 0) {
      return;
    }
    if (surface.isVector()) {
      paintOutlines(surface, area, xMap, yMap, argb);
    } else {
      paintColumns(surface, area, xMap, yMap, argb);
    }
    double zero = AxisPainter.crisp(yMap.toPixel(0), surface.pixelScale());
    surface.line(area.x(), zero, area.right(), zero, AxisPainter.lineWidth(surface), theme.muted());
    double[] sum = new double[n];
    for (double[] each : y) {
      for (int k = 0; k < n; k++) {
        sum[k] += each[k];
      }
    }
    double[] at = x.length == n ? x : Arrays.copyOf(x, n);
    LinePlot.stroke(
        new LinePlot.Curve("", at, sum),
        xMap,
        yMap,
        surface,
        Argb.withAlpha(theme.foreground(), SUM_OPACITY));
  }

  /**
   * The values of all curves in a stretch of the axis: of several samples the one with the largest
   * currents, so that no peak is lost; between samples those on the straight line.
   *
   * @return false beside the data
   */
  private boolean values(double from, double to, double[] out) {
    int first = LinePlot.position(x, n, from);
    int best = -1;
    double most = -1;
    for (int k = first; k < n && x[k] < to; k++) {
      double size = 0;
      for (double[] each : y) {
        size += Math.abs(each[k]);
      }
      if (size > most) {
        most = size;
        best = k;
      }
    }
    if (best >= 0) {
      for (int c = 0; c < y.length; c++) {
        out[c] = y[c][best];
      }
      return true;
    }
    if (first == 0 || first == n) {
      return false;
    }
    double share = ((from + to) / 2 - x[first - 1]) / (x[first] - x[first - 1]);
    for (int c = 0; c < y.length; c++) {
      out[c] = y[c][first - 1] + share * (y[c][first] - y[c][first - 1]);
    }
    return true;
  }

  private void paintColumns(
      PlotSurface surface, PlotArea area, AxisMap xMap, AxisMap yMap, int[] argb) {
    double scale = surface.pixelScale();
    int width = (int) Math.floor(area.width() * scale);
    int height = (int) Math.floor(area.height() * scale);
    if (width < 1 || height < 1) {
      return;
    }
    int[] pixels = new int[width * height];
    float[] column = new float[4 * height];
    double[] values = new double[y.length];
    for (int j = 0; j < width; j++) {
      double from = xMap.toValue(area.x() + j / scale);
      double to = xMap.toValue(area.x() + (j + 1) / scale);
      if (!values(from, to, values)) {
        continue;
      }
      Arrays.fill(column, 0);
      double above = 0;
      double below = 0;
      for (int c = 0; c < values.length; c++) {
        double start = values[c] < 0 ? below : above;
        double end = start + values[c];
        double one = (yMap.toPixel(start) - area.y()) * scale;
        double other = (yMap.toPixel(end) - area.y()) * scale;
        fill(column, height, Math.min(one, other), Math.max(one, other), argb[c]);
        if (values[c] < 0) {
          below = end;
        } else if (values[c] > 0) {
          above = end;
        }
      }
      for (int row = 0; row < height; row++) {
        int at = 4 * row;
        if (column[at] > 0) {
          double alpha = Math.min(1, column[at]) * OPACITY;
          pixels[row * width + j] =
              Argb.of(
                  (int) Math.round(255 * alpha),
                  (int) Math.round(Math.min(1, column[at + 1]) * OPACITY * 255),
                  (int) Math.round(Math.min(1, column[at + 2]) * OPACITY * 255),
                  (int) Math.round(Math.min(1, column[at + 3]) * OPACITY * 255));
        }
      }
    }
    surface.image(pixels, width, height, area.x(), area.y(), width / scale, height / scale);
  }

  /** Adds a colour to the rows between two heights; rows that are covered in part get a part. */
  private static void fill(float[] column, int height, double top, double bottom, int argb) {
    int last = (int) Math.min(height - 1, Math.floor(bottom));
    for (int row = (int) Math.max(0, Math.floor(top)); row <= last; row++) {
      float covered = (float) (Math.min(bottom, row + 1) - Math.max(top, row));
      if (covered > 0) {
        column[4 * row] += covered;
        column[4 * row + 1] += covered * (argb >>> 16 & 0xFF) / 255;
        column[4 * row + 2] += covered * (argb >>> 8 & 0xFF) / 255;
        column[4 * row + 3] += covered * (argb & 0xFF) / 255;
      }
    }
  }

  private void paintOutlines(
      PlotSurface surface, PlotArea area, AxisMap xMap, AxisMap yMap, int[] argb) {
    int columns = (int) Math.min(VECTOR_COLUMNS, Math.max(1, area.width()));
    double[][] sampled = new double[columns][];
    for (int j = 0; j < columns; j++) {
      double[] values = new double[y.length];
      double from = xMap.toValue(area.x() + area.width() * j / columns);
      double to = xMap.toValue(area.x() + area.width() * (j + 1) / columns);
      sampled[j] = values(from, to, values) ? values : null;
    }
    for (boolean positive : new boolean[] {true, false}) {
      double[] base = new double[columns];
      for (int c = 0; c < y.length; c++) {
        double[] px = new double[2 * columns];
        double[] py = new double[2 * columns];
        int count = 0;
        boolean any = false;
        for (int j = 0; j < columns; j++) {
          double value = sampled[j] == null ? 0 : sampled[j][c];
          double own = positive == value > 0 && !Double.isNaN(value) ? value : 0;
          any |= own != 0;
          px[count] = area.x() + area.width() * (j + .5) / columns;
          py[count++] = yMap.toPixel(base[j] + own);
        }
        for (int j = columns - 1; j >= 0; j--) {
          px[count] = px[j];
          py[count++] = yMap.toPixel(base[j]);
        }
        if (any) {
          surface.polygon(px, py, count, Argb.withAlpha(argb[c], OPACITY));
        }
        for (int j = 0; j < columns; j++) {
          double value = sampled[j] == null ? 0 : sampled[j][c];
          base[j] += positive == value > 0 && !Double.isNaN(value) ? value : 0;
        }
      }
    }
  }
}
