package org.neurowright.io.builder;

import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/**
 * Random numbers of one call of a function. They belong to the builder's seed, the connection and
 * the cells that the call is about: not to what was called before, and no other rule changes them.
 */
public final class RandomNumbers {
  private final RandomStream stream;
  private final Draws draws = new Draws();

  RandomNumbers(long seed, String purpose) {
    stream = new RandomStream(seed, RandomStream.purpose(purpose), 0);
  }

  RandomNumbers at(int index, int call, long place) {
    stream.select(index);
    draws.start(stream, call, place);
    return this;
  }

  /** Uniform in the open interval (0, 1). */
  public double uniform() {
    return draws.nextUniform();
  }

  /** Uniform between two numbers. */
  public double uniform(double low, double high) {
    return low + (high - low) * draws.nextUniform();
  }

  /** A whole number; both bounds may occur. */
  public int integer(int low, int high) {
    if (low > high) {
      throw new IllegalArgumentException("no whole number from " + low + " to " + high);
    }
    double size = (double) high - low + 1;
    return (int) Math.min(high, low + Math.floor(size * draws.nextUniform()));
  }

  /** Normal. */
  public double normal(double mean, double standardDeviation) {
    return mean + standardDeviation * draws.nextNormal();
  }

  /** True with a probability. */
  public boolean chance(double probability) {
    return draws.nextUniform() < probability;
  }
}
