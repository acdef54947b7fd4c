package org.neurowright.engine.network.connect;

import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/**
 * A given number of connections in all, each set of pairs equally likely: how many each target gets
 * is drawn first, then which.
 */
public final class FixedTotal {
  private static final int TARGETS = 1;

  private FixedTotal() {}

  /**
   * The rule.
   *
   * @param count number of connections; at most that of pairs without multapses
   * @param multapses whether a pair may be drawn more than once
   */
  public static Incoming of(Pairs pairs, long count, boolean multapses, long seed, long purpose) {
    int targets = pairs.target().size();
    int[] degree = new int[targets];
    int[] room = new int[targets];
    long all = 0;
    for (int t = 0; t < targets; t++) {
      room[t] = pairs.source().size() - (pairs.excluded(t) >= 0 ? 1 : 0);
      all += room[t];
    }
    // More than half of the pairs: those left out are drawn.
    boolean inverse = !multapses && 2 * count > all;
    long wanted = inverse ? all - count : count;
    if (!multapses && count > all || all == 0 && count > 0) {
      throw new IllegalArgumentException(count + " connections of " + all + " pairs");
    }
    Draws draws = new Draws();
    // The index behind the last target; those of targets are for their sources.
    RandomStream stream = new RandomStream(seed, purpose, Integer.MAX_VALUE);
    int most = pairs.source().size();
    for (long have = 0; have < wanted; have++) {
      draws.start(stream, TARGETS, have);
      int target;
      double free;
      do {
        target = Math.min(targets - 1, (int) (draws.nextUniform() * targets));
        // A pair of this target that may be drawn and was not yet.
        free = multapses ? room[target] : room[target] - degree[target];
      } while (draws.nextUniform() * most >= free);
      degree[target]++;
    }
    if (inverse) {
      for (int t = 0; t < targets; t++) {
        degree[t] = room[t] - degree[t];
      }
    }
    return new FixedInDegree(pairs, degree, PairValues.constant(1), multapses, seed, purpose);
  }
}
