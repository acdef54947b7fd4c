package org.neurowright.engine.network.connect;

/**
 * Bounds of a probability by distance: from a table over the square of the distance, the largest
 * value of any range of it at once.
 */
final class DistanceBounds {
  private static final int BINS = 256;

  /** {@code bound[k][i]} is of the bins i to i + 2^k - 1. */
  private final double[][] bound;

  /** The same for {@code -log(1 - bound)}, which is the rate of candidates among sources. */
  private final double[][] hazard;

  private final double binsPerSquare;

  DistanceBounds(PairValues values, Reach reach) {
    double square = reach.um() * reach.um() * (1 + 1e-12);
    binsPerSquare = BINS / square;
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(BINS);
    bound = new double[levels][BINS];
    hazard = new double[levels][BINS];
    for (int i = 0; i < BINS; i++) {
      // Wide enough for the roundings of whoever finds the bin.
      double from = Math.sqrt(i / binsPerSquare) * (1 - 1e-9);
      double to = Math.sqrt((i + 1) / binsPerSquare) * (1 + 1e-9);
      bound[0][i] = Math.clamp(values.upperBound(from, to), 0, 1);
      hazard[0][i] = -StrictMath.log1p(-bound[0][i]);
    }
    for (int k = 1; k < levels; k++) {
      for (int i = 0; i + (1 << k) <= BINS; i++) {
        int second = i + (1 << (k - 1));
        bound[k][i] = Math.max(bound[k - 1][i], bound[k - 1][second]);
        hazard[k][i] = Math.max(hazard[k - 1][i], hazard[k - 1][second]);
      }
    }
  }

  /** A range of bins for squares of distances, µm²; what is further than the reach has none. */
  int first(double leastSquare) {
    return Math.min(BINS - 1, (int) (leastSquare * binsPerSquare));
  }

  int last(double mostSquare) {
    return (int) Math.min(BINS - 1, mostSquare * binsPerSquare);
  }

  /** No pair with a distance in these bins has a larger value. */
  double bound(int first, int last) {
    return most(bound, first, last);
  }

  double hazard(int first, int last) {
    return most(hazard, first, last);
  }

  private static double most(double[][] table, int first, int last) {
    int k = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last - first + 1);
    return Math.max(table[k][first], table[k][last + 1 - (1 << k)]);
  }
}
