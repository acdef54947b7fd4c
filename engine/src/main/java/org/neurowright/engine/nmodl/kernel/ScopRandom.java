package org.neurowright.engine.nmodl.kernel;

/**
 * The old generator behind {@code scop_random}, {@code exprand}, {@code normrand}, {@code poisrand}
 * and {@code set_seed}: a linear congruential generator modulo 2^32, as NEURON's.
 *
 * <p>NEURON has one stream for the whole process, so its numbers depend on the order in which
 * instances happen to run. Here every instance has a stream of its own, which starts at its number
 * in the model: the first instance's is NEURON's, the others' differ from it, and none depends on
 * threads. The state is kept in a column: value, 1 when started.
 */
public final class ScopRandom {
  private static final long FACTOR = 2147437301L;
  private static final long INCREMENT = 453816981L;
  private static final long MASK = 0xFFFFFFFFL;

  /** An odd number near 2^32 divided by the golden ratio: spreads the starts of the streams. */
  private static final long SPREAD = 2654435761L;

  private ScopRandom() {}

  /** Uniform between 0 and 1. */
  public static double uniform(double[] column, int at, long identity) {
    if (column[at + 1] == 0) {
      seed(column, at, identity, 1);
    }
    long next = ((long) column[at] * FACTOR + INCREMENT) & MASK;
    column[at] = next;
    return (double) next / (double) MASK;
  }

  /** Restarts the stream. */
  public static double seed(double[] column, int at, long identity, double seed) {
    column[at] = ((long) seed + identity * SPREAD) & MASK;
    column[at + 1] = 1;
    return 0.0;
  }

  /** Exponential with a mean. */
  public static double negexp(double[] column, int at, long identity, double mean) {
    return -mean * Math.log(uniform(column, at, identity));
  }

  /** Normal by the polar method; the second variate is not used. */
  public static double normal(
      double[] column, int at, long identity, double mean, double deviation) {
    double s = 1.0;
    double first = 0.0;
    while (s >= 1.0) {
      first = 2.0 * uniform(column, at, identity) - 1.0;
      double second = 2.0 * uniform(column, at, identity) - 1.0;
      s = first * first + second * second;
    }
    return first * Math.sqrt(-2.0 * Math.log(s) / s) * deviation + mean;
  }

  /** Poisson with a mean: how many uniform factors keep a product above exp(-mean). */
  public static double poisson(double[] column, int at, long identity, double mean) {
    double limit = Math.exp(-mean);
    double product = 1.0;
    int count = 0;
    while (product >= limit) {
      product *= uniform(column, at, identity);
      count++;
    }
    return count - 1.0;
  }
}
