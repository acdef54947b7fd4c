package org.neurowright.app.canvas;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts spikes per column of pixels and lane of rows. Time-sorted spikes fill the grid column by
 * column, so the part being written stays in the processor's first cache and several threads never
 * meet.
 */
final class SpikeGrid {
  private static final int PARALLEL_FROM = 100_000;

  private int[] counts = new int[0];
  private int columns;
  private int lanes;
  private int spikes;

  /**
   * Counts anew.
   *
   * @param store the spikes
   * @param time range that the columns cover, half open
   * @param newColumns number of columns, at least 1
   * @param laneOfRow lane of each row, or -1 for rows that are not shown
   * @param newLanes number of lanes, at least 1
   */
  void count(SpikeStore store, TimeRange time, int newColumns, int[] laneOfRow, int newLanes) {
    columns = newColumns;
    lanes = newLanes;
    int cells = columns * lanes;
    if (counts.length < cells) {
      counts = new int[cells];
    } else {
      Arrays.fill(counts, 0, cells, 0);
    }
    int from = store.firstAtOrAfter(time.startMs());
    int to = store.firstAtOrAfter(time.endMs());
    spikes = to - from;
    double columnsPerMs = columns / time.spanMs();
    double[] t = store.times();
    int[] row = store.rows();
    int parts =
        spikes < PARALLEL_FROM ? 1 : Math.min(columns, Runtime.getRuntime().availableProcessors());
    if (parts == 1) {
      countSlice(t, row, from, to, time.startMs(), columnsPerMs, columns, laneOfRow, lanes, counts);
      return;
    }
    int[] bounds = new int[parts + 1];
    bounds[parts] = to;
    bounds[0] = from;
    for (int part = 1; part < parts; part++) {
      // Cut where a column ends, so that each part owns whole columns.
      int guess = (int) (from + (long) spikes * part / parts);
      int column = column(t[guess], time.startMs(), columnsPerMs, columns);
      bounds[part] =
          Math.max(
              bounds[part - 1], firstOfColumn(t, from, to, column, time.startMs(), columnsPerMs));
    }
    IntStream.range(0, parts)
        .parallel()
        .forEach(part ->
            countSlice(
                t,
                row,
                bounds[part],
                bounds[part + 1],
                time.startMs(),
                columnsPerMs,
                columns,
                laneOfRow,
                lanes,
                counts));
  }

  int columns() {
    return columns;
  }

  int lanes() {
    return lanes;
  }

  /** Spikes in the time range, of shown and hidden rows. */
  int spikesInRange() {
    return spikes;
  }

  int at(int column, int lane) {
    return counts[column * lanes + lane];
  }

  /** Column-major counts: {@code counts[column * lanes + lane]}. */
  int[] counts() {
    return counts;
  }

  /** A count that only one filled cell in a hundred exceeds; 0 when nothing is filled. */
  int highCount() {
    int[] histogram = new int[1024];
    int filled = 0;
    for (int i = 0; i < columns * lanes; i++) {
      if (counts[i] > 0) {
        histogram[Math.min(counts[i], histogram.length - 1)]++;
        filled++;
      }
    }
    int left = filled - filled / 100;
    int count = 0;
    for (int c = 1; c < histogram.length && left > 0; c++) {
      left -= histogram[c];
      count = c;
    }
    return count;
  }

  private static void countSlice(
      double[] t,
      int[] row,
      int from,
      int to,
      double t0,
      double columnsPerMs,
      int columns,
      int[] laneOfRow,
      int lanes,
      int[] counts) {
    for (int i = from; i < to; i++) {
      int lane = laneOfRow[row[i]];
      if (lane >= 0) {
        counts[column(t[i], t0, columnsPerMs, columns) * lanes + lane]++;
      }
    }
  }

  private static int column(double t, double t0, double columnsPerMs, int columns) {
    return Math.min((int) ((t - t0) * columnsPerMs), columns - 1);
  }

  private static int firstOfColumn(
      double[] t, int from, int to, int column, double t0, double columnsPerMs) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if ((int) ((t[middle] - t0) * columnsPerMs) < column) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
