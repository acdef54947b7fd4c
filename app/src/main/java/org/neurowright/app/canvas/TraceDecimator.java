package org.neurowright.app.canvas;

import java.util.Arrays;

/**
 * Thins a series to what a screen can show. Every column of pixels keeps the first, lowest, highest
 * and last sample in the order of time, so the drawn line covers exactly the pixels of the full
 * one.
 *
 * @source Jugel et al. (2014), "M4: a visualization-oriented time series data aggregation", VLDB
 *     7(10)
 */
final class TraceDecimator {

  /** Most points that one column yields. */
  static final int POINTS_PER_COLUMN = 4;

  private double[] x = new double[0];
  private double[] y = new double[0];
  private int count;

  /**
   * Thins the visible part and maps it to the screen.
   *
   * @param series samples; a NaN becomes a NaN point, where the line is to be broken
   */
  void decimate(TraceSeries series, AxisMap time, AxisMap values) {
    // One sample more on each side, so that the line runs out of the frame.
    int from =
        (int)
            Math.clamp(
                Math.floor((time.lower() - series.t0Ms()) / series.dtMs()), 0, series.count());
    int to =
        (int)
            Math.clamp(
                Math.ceil((time.upper() - series.t0Ms()) / series.dtMs()) + 1,
                from,
                series.count());
    double pixelsPerSample =
        Math.abs(time.length()) * series.dtMs() / (time.upper() - time.lower());
    double x0 = time.toPixel(series.t0Ms());
    reserve(
        Math.min(to - from, POINTS_PER_COLUMN * ((int) Math.ceil(Math.abs(time.length())) + 4)));
    count = 0;
    if (pixelsPerSample * POINTS_PER_COLUMN >= 1) {
      reserve(to - from);
      for (int i = from; i < to; i++) {
        add(x0 + i * pixelsPerSample, values.toPixel(series.values()[i]));
      }
      return;
    }
    for (int i = from; i < to; ) {
      double columnEnd = Math.floor(x0 + i * pixelsPerSample) + 1;
      int next = Math.max(i + 1, Math.min(to, (int) Math.ceil((columnEnd - x0) / pixelsPerSample)));
      column(series.values(), i, next, x0, pixelsPerSample, values);
      i = next;
    }
  }

  private void column(
      double[] v, int from, int to, double x0, double pixelsPerSample, AxisMap values) {
    int lowest = from;
    int highest = from;
    boolean gap = Double.isNaN(v[from]);
    for (int i = from + 1; i < to; i++) {
      if (v[i] < v[lowest]) {
        lowest = i;
      } else if (v[i] > v[highest]) {
        highest = i;
      }
      gap |= Double.isNaN(v[i]);
    }
    if (gap) {
      column(v, from, to, x0, pixelsPerSample, values, firstNumber(v, from, to));
      return;
    }
    reserve(count + POINTS_PER_COLUMN);
    int earlier = Math.min(lowest, highest);
    int later = Math.max(lowest, highest);
    add(x0 + from * pixelsPerSample, values.toPixel(v[from]));
    if (earlier != from) {
      add(x0 + earlier * pixelsPerSample, values.toPixel(v[earlier]));
    }
    if (later != earlier) {
      add(x0 + later * pixelsPerSample, values.toPixel(v[later]));
    }
    if (to - 1 > later) {
      add(x0 + (to - 1) * pixelsPerSample, values.toPixel(v[to - 1]));
    }
  }

  /** A column with gaps: its numbers in one stretch, then a break. */
  private void column(
      double[] v, int from, int to, double x0, double pixelsPerSample, AxisMap values, int first) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = first; i < to; i++) {
      if (!Double.isNaN(v[i])) {
        low = Math.min(low, v[i]);
        high = Math.max(high, v[i]);
      }
    }
    reserve(count + POINTS_PER_COLUMN);
    if (low <= high) {
      double at = x0 + first * pixelsPerSample;
      add(at, values.toPixel(low));
      add(at, values.toPixel(high));
    }
    add(x0 + (to - 1) * pixelsPerSample, Double.NaN);
  }

  private static int firstNumber(double[] v, int from, int to) {
    int i = from;
    while (i < to && Double.isNaN(v[i])) {
      i++;
    }
    return i;
  }

  private void add(double px, double py) {
    x[count] = px;
    y[count++] = py;
  }

  private void reserve(int capacity) {
    if (x.length < capacity) {
      int grown = Math.max(capacity, 2 * x.length);
      x = Arrays.copyOf(x, grown);
      y = Arrays.copyOf(y, grown);
    }
  }

  double[] x() {
    return x;
  }

  /** Vertical positions; NaN breaks the line. */
  double[] y() {
    return y;
  }

  int count() {
    return count;
  }
}
