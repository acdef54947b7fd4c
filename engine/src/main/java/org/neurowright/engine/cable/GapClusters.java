package org.neurowright.engine.cable;

import java.util.Arrays;

/** Which cells gap junctions hold together, and when they had better be spread all the same. */
final class GapClusters {
  /**
   * Cost of a step from which groups work in lockstep rather than leave one thread with most of the
   * work. A unit of {@link Blueprint#cost} takes about 3 ns, starting all threads twice in every
   * step some 30 µs.
   */
  static final double SMALLEST_SPLIT_COST = 50_000;

  /** A cluster this much above the fair share of a thread leaves the others idle. */
  private static final double TOLERATED_SHARE = 1.25;

  /** For every cell the smallest cell it is joined with, directly or through others. */
  private final int[] cluster;

  private final double[] costOfCell;

  GapClusters(CableNetwork network, double[] costOfCell) {
    this.costOfCell = costOfCell;
    cluster = new int[costOfCell.length];
    Arrays.setAll(cluster, c -> c);
    for (CableNetwork.Gap gap : network.gaps) {
      if (network.cellOf(gap.point()) < 0) {
        continue;
      }
      int one = root(gap.cell());
      int other = root(network.cellOf(gap.point()));
      cluster[Math.max(one, other)] = Math.min(one, other);
    }
    for (int c = 0; c < cluster.length; c++) {
      cluster[c] = root(c);
    }
  }

  private int root(int cell) {
    int at = cell;
    while (cluster[at] != at) {
      cluster[at] = cluster[cluster[at]];
      at = cluster[at];
    }
    return at;
  }

  /**
   * For every cell the first of the cells that are to stay in one group with it.
   *
   * @param groups number of groups
   * @param threads number of threads that share them
   * @param smallestSplitCost cost of a step from which clusters may be spread
   */
  int[] inGroups(int groups, int threads, double smallestSplitCost) {
    int[] result = cluster.clone();
    double total = Arrays.stream(costOfCell).sum();
    double fair = total / groups;
    double[] cost = new double[cluster.length];
    for (int c = 0; c < cluster.length; c++) {
      cost[cluster[c]] += costOfCell[c];
    }
    double largest = Arrays.stream(cost).max().orElse(0);
    if (threads == 1 || total < smallestSplitCost || largest <= TOLERATED_SHARE * total / threads) {
      return result;
    }
    for (int c = 0; c < cluster.length; c++) {
      if (cost[cluster[c]] > fair) {
        result[c] = c;
      }
    }
    return result;
  }
}
