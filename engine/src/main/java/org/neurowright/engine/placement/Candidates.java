package org.neurowright.engine.placement;

import java.util.Arrays;
import org.neurowright.engine.random.Mt19937;

/**
 * The segments of one cell that may carry a synapse, each with the probability of its length inside
 * the allowed range of distances. Immutable and thread-safe.
 *
 * <p>Arithmetic follows numpy's operation by operation (sum in blocks, cumulated probabilities
 * divided by their last), so that a draw next to a boundary falls on the same side.
 */
public final class Candidates {
  private static final int BLOCK = 128;

  private final SegmentIndex index;
  private final int[] segments;
  private final double[] cumulated;

  Candidates(SegmentIndex index, PlacementTarget target) {
    this.index = index;
    int[] found = new int[index.size()];
    double[] weight = new double[index.size()];
    int n = 0;
    for (int s = 0; s < index.size(); s++) {
      if (target.kinds().contains(index.kind(s))) {
        double overlap =
            Math.min(index.farUm(s), target.distanceMaxUm())
                - Math.max(index.nearUm(s), target.distanceMinUm());
        double fraction = Math.max(0, overlap) / index.lengthUm(s);
        if (fraction > 0) {
          found[n] = s;
          weight[n++] = index.lengthUm(s) * fraction;
        }
      }
    }
    segments = Arrays.copyOf(found, n);
    cumulated = new double[n];
    double total = blockwiseSum(weight, 0, n);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += weight[i] / total;
      cumulated[i] = sum;
    }
    for (int i = 0; i < n; i++) {
      cumulated[i] /= sum;
    }
  }

  /** Number of candidates; 0 when nothing of the cell lies in the range. */
  public int size() {
    return segments.length;
  }

  /** The i-th candidate, ascending. */
  public int segment(int i) {
    return segments[i];
  }

  /** Probability of the i-th candidate. */
  public double probability(int i) {
    return i == 0 ? cumulated[0] : cumulated[i] - cumulated[i - 1];
  }

  /** Draws a segment with one random number; there must be a candidate. */
  public int draw(Mt19937 random) {
    double u = random.nextDouble();
    int low = 0;
    int high = cumulated.length - 1; // the last is exactly 1 and u is below it
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] <= u) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return segments[low];
  }

  SegmentIndex index() {
    return index;
  }

  /**
   * The order of additions of {@code numpy.sum}: eight running sums per block, halves of longer
   * rows.
   */
  static double blockwiseSum(double[] a, int from, int n) {
    if (n < 8) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += a[from + i];
      }
      return sum;
    }
    if (n > BLOCK) {
      int half = n / 2;
      half -= half % 8;
      return blockwiseSum(a, from, half) + blockwiseSum(a, from + half, n - half);
    }
    double[] lane = new double[8];
    for (int k = 0; k < 8; k++) {
      lane[k] = a[from + k];
    }
    int whole = n - n % 8;
    for (int i = 8; i < whole; i += 8) {
      for (int k = 0; k < 8; k++) {
        lane[k] += a[from + i + k];
      }
    }
    double sum =
        ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    for (int i = whole; i < n; i++) {
      sum += a[from + i];
    }
    return sum;
  }
}
