package org.neurowright.engine.network.connect;

import java.util.Optional;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/**
 * Each pair by itself with a probability. Where probabilities are small, candidates are found by
 * geometric steps with their upper bound and kept with the ratio of both, so that the work is
 * proportional to the candidates, not to the pairs.
 */
public final class Independent implements Incoming {
  /** From here on, a draw for each pair costs less than logarithms of steps. */
  private static final double DENSE = 0.4;

  private static final int STEPS = 0;
  private static final int KEEPS = 1;

  private final Pairs pairs;
  private final PairValues probability;
  private final Optional<Neighbours> neighbours;
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
    this.neighbours = pairs.within(probability.reachUm());
    this.seed = seed;
    this.purpose = purpose;
  }

  @Override
  public Sampler sampler() {
    return new Own();
  }

  private final class Own implements Sampler {
    private final Candidates candidates = new Candidates(pairs, neighbours);
    private final RandomStream stream = new RandomStream(seed, purpose, 0);
    private final PairValues.Sampler values = probability.sampler();
    private final Draws draws = new Draws();
    private final int[] found = new int[pairs.source().size()];
    private final double[] value = new double[pairs.source().size()];
    private final double[] uniform = new double[pairs.source().size()];

    @Override
    public void of(int target, Connections to) {
      to.clear();
      double bound = Math.min(1, probability.upperBound());
      if (!(bound > 0)) {
        return;
      }
      stream.select(pairs.target().rows()[target]);
      candidates.of(target);
      int count = bound < DENSE ? stepped(bound) : every();
      if (probability.isConstant() && bound < DENSE) {
        for (int k = 0; k < count; k++) {
          to.add(found[k], 1);
        }
        return;
      }
      double scale = bound < DENSE ? bound : 1;
      values.of(target, found, count, value);
      stream.fillUniforms(KEEPS, found, 0, count, uniform);
      for (int k = 0; k < count; k++) {
        if (uniform[k] * scale < value[k]) {
          to.add(found[k], 1);
        }
      }
    }

    private int every() {
      candidates.copyTo(found);
      return candidates.size();
    }

    private int stepped(double bound) {
      draws.start(stream, STEPS, 0);
      double perStep = 1 / StrictMath.log1p(-bound);
      int count = 0;
      for (double at = Math.floor(StrictMath.log(draws.nextUniform()) * perStep);
          at < candidates.size();
          at += 1 + Math.floor(StrictMath.log(draws.nextUniform()) * perStep)) {
        found[count++] = candidates.at((int) at);
      }
      return count;
    }
  }
}
