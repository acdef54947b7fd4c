package org.neurowright.app.canvas;

import java.util.Arrays;

/**
 * Spikes in order of time, ready to be drawn by the million. Spikes may be added while they are
 * shown; equal times keep the order in which they came.
 */
public final class SpikeStore {
  private double[] tMs = new double[0];
  private int[] row = new int[0];
  private int size;
  private boolean borrowed;

  /**
   * Replaces everything. Arrays that are in order of time already are kept (but never written to),
   * not copied.
   */
  public void set(double[] newTMs, int[] newRow, int count) {
    if (isSorted(newTMs, count)) {
      tMs = newTMs;
      row = newRow;
      borrowed = true;
    } else {
      borrowed = false;
      tMs = Arrays.copyOf(newTMs, count);
      row = Arrays.copyOf(newRow, count);
      sortByTime(tMs, row, count);
    }
    size = count;
  }

  /** Adds spikes in any order; cheap when none is much older than the newest one known. */
  public void append(double[] moreTMs, int[] moreRow, int count) {
    if (count == 0) {
      return;
    }
    double[] t = Arrays.copyOf(moreTMs, count);
    int[] r = Arrays.copyOf(moreRow, count);
    sortByTime(t, r, count);
    reserve(size + count);
    // Merge from the back: only the stretch that overlaps in time is moved.
    int into = size + count - 1;
    int old = size - 1;
    int fresh = count - 1;
    while (fresh >= 0) {
      if (old >= 0 && tMs[old] > t[fresh]) {
        tMs[into] = tMs[old];
        row[into--] = row[old--];
      } else {
        tMs[into] = t[fresh];
        row[into--] = r[fresh--];
      }
    }
    size += count;
  }

  /** The spikes as they are now, unaffected by later changes; costs nothing until then. */
  public SpikeStore snapshot() {
    SpikeStore copy = new SpikeStore();
    copy.tMs = tMs;
    copy.row = row;
    copy.size = size;
    copy.borrowed = true;
    borrowed = true;
    return copy;
  }

  public int size() {
    return size;
  }

  public double tMs(int index) {
    return tMs[index];
  }

  public int row(int index) {
    return row[index];
  }

  /** Times in ascending order; only the first {@link #size} are valid. Not to be changed. */
  double[] times() {
    return tMs;
  }

  /** Row of each spike; only the first {@link #size} are valid. Not to be changed. */
  int[] rows() {
    return row;
  }

  /** Index of the first spike not before a time. */
  public int firstAtOrAfter(double timeMs) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tMs[middle] < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void reserve(int capacity) {
    if (borrowed || capacity > tMs.length) {
      borrowed = false;
      int grown = Math.max(capacity, Math.max(1024, tMs.length + (tMs.length >> 1)));
      tMs = Arrays.copyOf(tMs, grown);
      row = Arrays.copyOf(row, grown);
    }
  }

  private static boolean isSorted(double[] t, int count) {
    for (int i = 1; i < count; i++) {
      if (t[i] < t[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Sorts spikes by time: bottom-up merge sort of two parallel arrays, stable, and quick on
   * stretches that are in order already.
   *
   * @param count spikes; the arrays may be longer
   */
  public static void sortByTime(double[] t, int[] r, int count) {
    double[] fromT = t;
    int[] fromR = r;
    double[] toT = new double[count];
    int[] toR = new int[count];
    for (int width = 1; width < count; width *= 2) {
      for (int start = 0; start < count; start += 2 * width) {
        int middle = Math.min(start + width, count);
        int end = Math.min(start + 2 * width, count);
        mergeRuns(fromT, fromR, toT, toR, start, middle, end);
      }
      double[] swapT = fromT;
      fromT = toT;
      toT = swapT;
      int[] swapR = fromR;
      fromR = toR;
      toR = swapR;
      if (width > Integer.MAX_VALUE / 2) {
        break;
      }
    }
    if (fromT != t) {
      System.arraycopy(fromT, 0, t, 0, count);
      System.arraycopy(fromR, 0, r, 0, count);
    }
  }

  private static void mergeRuns(
      double[] fromT, int[] fromR, double[] toT, int[] toR, int start, int middle, int end) {
    if (middle >= end || fromT[middle - 1] <= fromT[middle]) {
      System.arraycopy(fromT, start, toT, start, end - start);
      System.arraycopy(fromR, start, toR, start, end - start);
      return;
    }
    int left = start;
    int right = middle;
    for (int k = start; k < end; k++) {
      if (left < middle && (right >= end || fromT[left] <= fromT[right])) {
        toT[k] = fromT[left];
        toR[k] = fromR[left++];
      } else {
        toT[k] = fromT[right];
        toR[k] = fromR[right++];
      }
    }
  }
}
