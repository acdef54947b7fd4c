package org.neurowright.engine.network.connect;

import java.util.Arrays;
import java.util.Optional;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/**
 * Each target has a given number of sources, drawn uniformly among those it may have; all of them
 * where there are not enough.
 */
public final class FixedInDegree implements Incoming {
  private static final int DRAW = 0;

  private final Pairs pairs;
  private final int[] degree;
  private final PairValues allowed;
  private final boolean multapses;
  private final Optional<Neighbours> neighbours;
  private final long seed;
  private final long purpose;

  /**
   * @param degree number of sources of each target by position
   * @param allowed above 0 for pairs that may be connected; a constant for all
   * @param multapses whether a source may be drawn more than once
   * @param seed of the model
   * @param purpose of the rule, see {@link RandomStream#purpose}
   */
  public FixedInDegree(
      Pairs pairs, int[] degree, PairValues allowed, boolean multapses, long seed, long purpose) {
    this.pairs = pairs;
    this.degree = degree;
    this.allowed = allowed;
    this.multapses = multapses;
    this.neighbours = pairs.within(allowed.reach());
    this.seed = seed;
    this.purpose = purpose;
  }

  @Override
  public Sampler sampler() {
    return new Own();
  }

  private final class Own implements Sampler {
    private final boolean all = allowed.isConstant() && neighbours.isEmpty();
    private final RandomStream stream = new RandomStream(seed, purpose, 0);
    private final Draws draws = new Draws();
    private final Candidates candidates = all ? null : new Candidates(pairs, neighbours);
    private final PairValues.Sampler values = allowed.sampler();
    private final int[] may = all ? new int[0] : new int[pairs.source().size()];
    private final double[] value = all ? new double[0] : new double[pairs.source().size()];
    private int[] drawn = new int[256];

    @Override
    public void of(int target, Connections to) {
      to.clear();
      stream.select(pairs.target().rows()[target]);
      draws.start(stream, DRAW, 0);
      int excluded = pairs.excluded(target);
      int room = all ? pairs.source().size() - (excluded >= 0 ? 1 : 0) : filtered(target);
      int wanted = multapses ? (room == 0 ? 0 : degree[target]) : Math.min(room, degree[target]);
      if (wanted <= 0 || allowed.isConstant() && !(allowed.upperBound() > 0)) {
        return;
      }
      if (drawn.length < wanted) {
        drawn = new int[Math.max(wanted, 2 * drawn.length)];
      }
      if (multapses) {
        for (int k = 0; k < wanted; k++) {
          drawn[k] = next(room);
        }
        Arrays.sort(drawn, 0, wanted);
      } else {
        distinct(wanted, room);
      }
      for (int k = 0; k < wanted; k++) {
        drawn[k] = all ? drawn[k] + (excluded >= 0 && drawn[k] >= excluded ? 1 : 0) : may[drawn[k]];
      }
      to.addSorted(drawn, wanted);
    }

    private int filtered(int target) {
      candidates.of(target);
      candidates.copyTo(may);
      values.of(target, may, candidates.size(), value);
      int count = 0;
      for (int k = 0; k < candidates.size(); k++) {
        if (value[k] > 0) {
          may[count++] = may[k];
        }
      }
      return count;
    }

    private int next(int room) {
      return Math.min(room - 1, (int) (draws.nextUniform() * room));
    }

    /**
     * Different numbers, ascending. Few of many: drawn until there are enough different ones, which
     * leaves every set equally likely. Many of few: one pass that takes each with the probability
     * it still needs (Fan, Muller and Rezucha, J. Am. Stat. Assoc. 57, 1962, 387–402, method 1).
     */
    private void distinct(int wanted, int room) {
      if (4L * wanted > room) {
        int taken = 0;
        for (int k = 0; taken < wanted; k++) {
          if (draws.nextUniform() * (room - k) < wanted - taken) {
            drawn[taken++] = k;
          }
        }
        return;
      }
      int have = 0;
      while (have < wanted) {
        for (int k = have; k < wanted; k++) {
          drawn[k] = next(room);
        }
        Arrays.sort(drawn, 0, wanted);
        have = 0;
        for (int k = 0; k < wanted; k++) {
          if (k == 0 || drawn[k] != drawn[have - 1]) {
            drawn[have++] = drawn[k];
          }
        }
      }
    }
  }
}
