package org.neurowright.engine.network.connect;

import java.util.Optional;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/**
 * Each pair by itself with a probability. Where probabilities are small, candidates are found by
 * geometric steps with their upper bound and kept with the ratio of both, so that the work is
 * proportional to the candidates, not to the pairs. With a limited reach, each box of sources has
 * its own bound, by its distance from the target, and steps go on from box to box.
 */
public final class Independent implements Incoming {
  /** From here on, a draw for each pair costs less than logarithms of steps. */
  private static final double DENSE = 0.4;

  private static final int STEPS = 0;
  private static final int KEEPS = 1;

  private final Pairs pairs;
  private final PairValues probability;
  private final Optional<Neighbours> neighbours;
  private final Optional<DistanceBounds> bounds;
  private final long seed;
  private final long purpose;

  /**
   * @param probability of each pair; below 0 counts as 0, above 1 as 1
   * @param seed of the model
   * @param purpose of the rule, see {@link RandomStream#purpose}
   */
  public Independent(Pairs pairs, PairValues probability, long seed, long purpose) {
    this.pairs = pairs;
    this.probability = probability;
    this.neighbours = pairs.within(probability.reach());
    this.bounds = neighbours.map(n -> new DistanceBounds(probability, n.reach()));
    this.seed = seed;
    this.purpose = purpose;
  }

  @Override
  public Sampler sampler() {
    return new Own();
  }

  private final class Own implements Sampler {
    private final RandomStream stream = new RandomStream(seed, purpose, 0);
    private final PairValues.Sampler values = probability.sampler();
    private final Draws draws = new Draws();
    private final int[] found = new int[pairs.source().size()];
    private final double[] value = new double[pairs.source().size()];
    private final double[] uniform = new double[pairs.source().size()];

    /** Value with which each of those found is kept with certainty. */
    private final double[] scale = new double[pairs.source().size()];

    private final Neighbours.Search search =
        neighbours.isPresent() ? neighbours.get().new Search() : null;
    private final long[] marks = new long[(found.length >> 6) + 1];

    @Override
    public void of(int target, Connections to) {
      to.clear();
      double bound = Math.min(1, probability.upperBound());
      if (!(bound > 0)) {
        return;
      }
      stream.select(pairs.target().rows()[target]);
      if (neighbours.isPresent()) {
        near(target, to);
      } else {
        anywhere(target, bound, to);
      }
    }

    private void anywhere(int target, double bound, Connections to) {
      int excluded = pairs.excluded(target);
      int count = bound < DENSE ? stepped(bound, excluded) : every(excluded);
      if (probability.isConstant() && bound < DENSE) {
        for (int k = 0; k < count; k++) {
          to.add(found[k], 1);
        }
        return;
      }
      double full = bound < DENSE ? bound : 1;
      values.of(target, found, count, value);
      stream.fillUniforms(KEEPS, found, 0, count, uniform);
      for (int k = 0; k < count; k++) {
        if (uniform[k] * full < value[k]) {
          to.add(found[k], 1);
        }
      }
    }

    private int every(int excluded) {
      int count = 0;
      for (int s = 0; s < found.length; s++) {
        if (s != excluded) {
          found[count++] = s;
        }
      }
      return count;
    }

    private int stepped(double bound, int excluded) {
      draws.start(stream, STEPS, 0);
      double perStep = 1 / StrictMath.log1p(-bound);
      int candidates = found.length - (excluded < 0 ? 0 : 1);
      int hole = excluded < 0 ? Integer.MAX_VALUE : excluded;
      int count = 0;
      for (double at = Math.floor(StrictMath.log(draws.nextUniform()) * perStep);
          at < candidates;
          at += 1 + Math.floor(StrictMath.log(draws.nextUniform()) * perStep)) {
        int k = (int) at;
        found[count++] = k < hole ? k : k + 1;
      }
      return count;
    }

    private void near(int target, Connections to) {
      int count = candidates(target);
      values.of(target, found, count, value);
      stream.fillUniforms(KEEPS, found, 0, count, uniform);
      int excluded = pairs.excluded(target);
      int kept = 0;
      for (int k = 0; k < count; k++) {
        if (uniform[k] * scale[k] < value[k] && found[k] != excluded) {
          found[kept++] = found[k];
        }
      }
      neighbours.get().sort(found, kept, marks);
      for (int k = 0; k < kept; k++) {
        to.add(found[k], 1);
      }
    }

    /**
     * Candidates of all boxes. Without a candidate among n sources with probability p, what is left
     * of an exponential number becomes smaller by -n log(1 - p), and it is exponential again.
     */
    private int candidates(int target) {
      search.around(target);
      int[] members = neighbours.get().members();
      draws.start(stream, STEPS, 0);
      double left = -StrictMath.log(draws.nextUniform());
      int count = 0;
      for (int b = 0; b < search.size(); b++) {
        int first = bounds.get().first(search.leastSquare(b));
        int last = bounds.get().last(search.mostSquare(b));
        double bound = bounds.get().bound(first, last);
        int from = search.from(b);
        int size = search.count(b);
        if (bound >= DENSE) {
          for (int k = 0; k < size; k++) {
            found[count] = members[from + k];
            scale[count++] = 1;
          }
        } else if (bound > 0) {
          double hazard = bounds.get().hazard(first, last);
          while (left < size * hazard) {
            int step = Math.min(size - 1, (int) (left / hazard));
            found[count] = members[from + step];
            scale[count++] = bound;
            from += step + 1;
            size -= step + 1;
            left = -StrictMath.log(draws.nextUniform());
          }
          left -= size * hazard;
        }
      }
      return count;
    }
  }
}
