package org.neurowright.engine.network.make;

import java.util.Arrays;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.Incoming;

/**
 * The place of each pair of a rule in order of sources, then targets: the order in which lists of
 * values are handed out. Kept in memory, 4 bytes a pair.
 */
final class SourceOrder {
  private final int[][] first;
  private final long size;

  private SourceOrder(int[][] first, long size) {
    this.first = first;
    this.size = size;
  }

  /**
   * Goes through a rule twice.
   *
   * @param perSynapse whether a pair has a place for each of its synapses, or only one
   */
  static SourceOrder of(Incoming rule, int sources, int targets, boolean perSynapse) {
    long[] next = new long[sources + 1];
    Connections to = new Connections();
    Incoming.Sampler sampler = rule.sampler();
    for (int t = 0; t < targets; t++) {
      sampler.of(t, to);
      for (int k = 0; k < to.size(); k++) {
        next[to.source()[k] + 1] += perSynapse ? to.synapses()[k] : 1;
      }
    }
    Arrays.parallelPrefix(next, Long::sum);
    long size = next[sources];
    int[][] first = new int[targets][];
    for (int t = 0; t < targets; t++) {
      sampler.of(t, to);
      first[t] = new int[to.size()];
      for (int k = 0; k < to.size(); k++) {
        int s = to.source()[k];
        first[t][k] = (int) Math.min(Integer.MAX_VALUE, next[s]);
        next[s] += perSynapse ? to.synapses()[k] : 1;
      }
    }
    return new SourceOrder(first, size);
  }

  /** Number of places. */
  long size() {
    return size;
  }

  /** First place of the k-th pair of a target. */
  int first(int target, int pair) {
    return first[target][pair];
  }
}
