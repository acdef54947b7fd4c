package org.neurowright.app.run;

import java.util.Arrays;

/**
 * A trace of any length in a bounded number of bins, each with its smallest and largest value:
 * spikes stay visible however long the run is. When the bins are full, neighbours are joined and
 * bins get twice as wide. Not thread-safe.
 */
final class DecimatedTrace {
  private final double t0Ms;
  private final double intervalMs;
  private final double[] least;
  private final double[] most;
  private final boolean[] leastFirst;
  private int samplesPerBin = 1;
  private int bins;
  private int inLastBin;

  /**
   * An empty trace.
   *
   * @param capacity bins, even
   * @param t0Ms time of the first sample
   * @param intervalMs time between samples
   */
  DecimatedTrace(int capacity, double t0Ms, double intervalMs) {
    this.t0Ms = t0Ms;
    this.intervalMs = intervalMs;
    least = new double[capacity];
    most = new double[capacity];
    leastFirst = new boolean[capacity];
  }

  void add(double value) {
    if (inLastBin == 0 || inLastBin == samplesPerBin) {
      if (bins == least.length) {
        joinNeighbours();
      }
    }
    if (inLastBin > 0 && inLastBin < samplesPerBin) {
      int bin = bins - 1;
      if (value < least[bin]) {
        least[bin] = value;
        leastFirst[bin] = false;
      }
      if (value > most[bin]) {
        most[bin] = value;
        leastFirst[bin] = true;
      }
      inLastBin++;
    } else {
      least[bins] = value;
      most[bins] = value;
      leastFirst[bins] = true;
      bins++;
      inLastBin = 1;
    }
  }

  /**
   * The trace as it stands.
   *
   * @param dtMs time between two values
   * @param values a fresh array
   */
  record Snapshot(double t0Ms, double dtMs, double[] values) {}

  Snapshot snapshot() {
    if (samplesPerBin == 1) {
      return new Snapshot(t0Ms, intervalMs, Arrays.copyOf(least, bins));
    }
    double[] values = new double[2 * bins];
    for (int bin = 0; bin < bins; bin++) {
      values[2 * bin] = leastFirst[bin] ? least[bin] : most[bin];
      values[2 * bin + 1] = leastFirst[bin] ? most[bin] : least[bin];
    }
    return new Snapshot(t0Ms, intervalMs * samplesPerBin / 2, values);
  }

  private void joinNeighbours() {
    for (int bin = 0; bin < bins / 2; bin++) {
      int a = 2 * bin;
      int b = a + 1;
      boolean first = most[b] > most[a] || least[a] <= least[b] && leastFirst[a];
      least[bin] = Math.min(least[a], least[b]);
      most[bin] = Math.max(most[a], most[b]);
      leastFirst[bin] = first;
    }
    bins /= 2;
    samplesPerBin *= 2;
    inLastBin = samplesPerBin;
  }
}
