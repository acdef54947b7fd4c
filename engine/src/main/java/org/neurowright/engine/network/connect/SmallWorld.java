package org.neurowright.engine.network.connect;

import java.util.Arrays;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/**
 * A ring in which each target has its nearest cells as sources, each replaced with a probability by
 * any other (D. J. Watts and S. H. Strogatz, Nature 393, 1998, 440–442; directed, so that every
 * target keeps its number of sources).
 *
 * @param pairs one population as both pools, or two of the same size
 * @param neighbours on both sides together
 * @param rewire probability, 0 to 1
 */
public record SmallWorld(Pairs pairs, int neighbours, double rewire, long seed, long purpose)
    implements Incoming {
  @Override
  public Sampler sampler() {
    int size = pairs.source().size();
    int each = Math.min(neighbours, Math.max(0, size - 1));
    int[] chosen = new int[each];
    RandomStream stream = new RandomStream(seed, purpose, 0);
    Draws draws = new Draws();
    return (target, to) -> {
      to.clear();
      stream.select(pairs.target().rows()[target]);
      for (int k = 0; k < each; k++) {
        int step = k / 2 + 1;
        chosen[k] = Math.floorMod(target + (k % 2 == 0 ? -step : step), size);
      }
      for (int k = 0; k < each; k++) {
        draws.start(stream, 0, k);
        if (draws.nextUniform() < rewire && each < size - 1) {
          chosen[k] = -1;
          int other;
          do {
            other = Math.min(size - 1, (int) (draws.nextUniform() * size));
          } while (other == target || contains(chosen, other));
          chosen[k] = other;
        }
      }
      int[] sorted = chosen.clone();
      Arrays.sort(sorted);
      to.addSorted(sorted, each);
    };
  }

  private static boolean contains(int[] values, int value) {
    for (int v : values) {
      if (v == value) {
        return true;
      }
    }
    return false;
  }
}
