package org.neurowright.engine.group;

import it.unimi.dsi.fastutil.Arrays;

/** A growing list of spikes (source number, time). Arrays are reused. */
public final class SpikeBuffer {
  private int size;
  private int[] source = new int[256];
  private double[] tMs = new double[256];

  public void add(int sourceNumber, double timeMs) {
    if (size == source.length) {
      source = java.util.Arrays.copyOf(source, size * 2);
      tMs = java.util.Arrays.copyOf(tMs, size * 2);
    }
    source[size] = sourceNumber;
    tMs[size++] = timeMs;
  }

  public void addAll(SpikeBuffer other) {
    for (int i = 0; i < other.size; i++) {
      add(other.source[i], other.tMs[i]);
    }
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public int source(int i) {
    return source[i];
  }

  public double tMs(int i) {
    return tMs[i];
  }

  /**
   * Orders by time, then source: an order that does not depend on how cells are spread over groups.
   */
  public void sort() {
    Arrays.quickSort(
        0,
        size,
        (i, j) -> {
          int byTime = Double.compare(tMs[i], tMs[j]);
          return byTime != 0 ? byTime : Integer.compare(source[i], source[j]);
        },
        (i, j) -> {
          int s = source[i];
          source[i] = source[j];
          source[j] = s;
          double t = tMs[i];
          tMs[i] = tMs[j];
          tMs[j] = t;
        });
  }
}
