package org.neurowright.engine.network.connect;

import java.util.Optional;
import org.neurowright.engine.random.RandomStream;

/**
 * Each pair of different cells of one population once, from the earlier to the later cell, with a
 * probability that may depend on how many directions another rule has connected (gap junctions of
 * bmtool).
 *
 * @param pairs one population as both pools
 * @param chemical connections that choose the probability; empty for none
 * @param probability where {@code chemical} has connected neither direction, one, or both; only the
 *     first is used without it
 */
public record Unordered(
    Pairs pairs, Optional<Stored> chemical, PairValues[] probability, long seed, long purpose)
    implements Incoming {
  @Override
  public Sampler sampler() {
    int size = pairs.source().size();
    RandomStream stream = new RandomStream(seed, purpose, 0);
    PairValues.Sampler[] values = new PairValues.Sampler[probability.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = probability[k].sampler();
    }
    int[] sources = new int[size];
    double[][] p = new double[values.length][size];
    double[] uniform = new double[size];
    return (target, to) -> {
      to.clear();
      for (int s = 0; s < target; s++) {
        sources[s] = s;
      }
      for (int k = 0; k < values.length; k++) {
        values[k].of(target, sources, target, p[k]);
      }
      stream.select(pairs.target().rows()[target]);
      stream.fillUniforms(0, sources, 0, target, uniform);
      for (int s = 0; s < target; s++) {
        if (uniform[s] < p[directions(s, target)][s]) {
          to.add(s, 1);
        }
      }
    };
  }

  private int directions(int a, int b) {
    return chemical.map(c -> (c.contains(a, b) ? 1 : 0) + (c.contains(b, a) ? 1 : 0)).orElse(0);
  }
}
