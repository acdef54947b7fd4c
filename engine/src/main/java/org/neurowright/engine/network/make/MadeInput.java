package org.neurowright.engine.network.make;

import java.util.Arrays;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.recipe.InputRecipe;

/**
 * Spikes of virtual cells: a Poisson process, or one whose intervals are gamma distributed and
 * begin at a random point of an interval's average. Each cell has numbers of its own.
 *
 * @param recipe as written
 * @param nodes cells that send
 * @param rateHz of each of them
 */
public record MadeInput(InputRecipe recipe, Pool nodes, double[] rateHz, long seed) {
  private static final int INTERVALS = 0;

  /** Expected number of spikes in all. */
  public double expected() {
    return Arrays.stream(rateHz).filter(r -> r > 0).sum()
        * (recipe.stopMs() - recipe.startMs())
        / 1000;
  }

  /** Times of a cell, ascending, ms. */
  public double[] timesMs(int position) {
    double rate = rateHz[position];
    if (!(rate > 0)) {
      return new double[0];
    }
    double meanMs = 1000 / rate;
    double shape = recipe.gammaShape().orElse(1);
    RandomStream stream =
        new RandomStream(
            seed, RandomStream.purpose("input " + recipe.name()), nodes.rows()[position]);
    Draws draws = new Draws();
    draws.start(stream, INTERVALS, 0);
    double[] times = new double[16];
    int count = 0;
    double at = recipe.startMs();
    if (recipe.gammaShape().isPresent()) {
      // A train that has been going on for long: the first interval has partly passed already.
      at -= 10 * meanMs;
    }
    for (int k = 1; ; k++) {
      at += meanMs * interval(draws, shape);
      if (at >= recipe.stopMs()) {
        return Arrays.copyOf(times, count);
      }
      if (at >= recipe.startMs()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = at;
      }
      draws.start(stream, INTERVALS, k);
    }
  }

  /** An interval with mean 1. */
  private static double interval(Draws draws, double shape) {
    return shape == 1 ? -StrictMath.log(draws.nextUniform()) : gamma(draws, shape) / shape;
  }

  /** G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26, 2000, 363-372. */
  private static double gamma(Draws draws, double shape) {
    if (shape < 1) {
      return gamma(draws, shape + 1) * StrictMath.pow(draws.nextUniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = draws.nextNormal();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        double u = draws.nextUniform();
        if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }
}
