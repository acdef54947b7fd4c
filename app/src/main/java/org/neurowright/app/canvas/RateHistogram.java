package org.neurowright.app.canvas;

import java.util.stream.IntStream;

/**
 * Mean firing rate of each group of rows in bins of equal width. Bins start at multiples of their
 * width, so bars do not flicker while the plot is panned.
 *
 * @param binMs width of a bin, ms
 * @param firstBin bin i covers {@code (firstBin + i) * binMs} onwards
 * @param bins number of bins
 * @param ratesHz rate per group and bin: spikes / (cells × bin width), Hz
 */
record RateHistogram(double binMs, long firstBin, int bins, double[][] ratesHz) {

  static final int TARGET_BINS = 160;
  private static final int PARALLEL_FROM = 100_000;

  static RateHistogram of(SpikeStore store, RasterRows rows, TimeRange time) {
    double binMs = NiceTicks.niceAtLeast(time.spanMs() / TARGET_BINS);
    long firstBin = (long) Math.floor(time.startMs() / binMs);
    int bins = (int) (Math.ceil(time.endMs() / binMs) - firstBin);
    int[] sizes = rows.groupSizes();
    double[][] rates = new double[sizes.length][bins];
    int[] group = rows.group();
    int[] row = store.rows();
    IntStream allBins = IntStream.range(0, bins);
    (store.size() < PARALLEL_FROM ? allBins : allBins.parallel())
        .forEach(b -> {
          int[] counts = new int[sizes.length];
          int end = store.firstAtOrAfter((firstBin + b + 1) * binMs);
          for (int i = store.firstAtOrAfter((firstBin + b) * binMs); i < end; i++) {
            counts[group[row[i]]]++;
          }
          for (int g = 0; g < sizes.length; g++) {
            rates[g][b] = sizes[g] == 0 ? 0 : counts[g] / (sizes[g] * binMs / 1000);
          }
        });
    return new RateHistogram(binMs, firstBin, bins, rates);
  }

  double startMs(int bin) {
    return (firstBin + bin) * binMs;
  }

  double maxHz() {
    double max = 0;
    for (double[] group : ratesHz) {
      for (double rate : group) {
        max = Math.max(max, rate);
      }
    }
    return max;
  }

  /** Bin that a time falls into, or -1. */
  int binAt(double tMs) {
    long bin = (long) Math.floor(tMs / binMs) - firstBin;
    return bin >= 0 && bin < bins ? (int) bin : -1;
  }
}
