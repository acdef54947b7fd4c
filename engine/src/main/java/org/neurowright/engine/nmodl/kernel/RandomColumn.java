package org.neurowright.engine.nmodl.kernel;

import org.neurowright.engine.random.Random123;

/**
 * Random streams kept in a column of a kernel, five values per instance: id1, id2, id3, the number
 * of words drawn, the global index. So they are set, saved and restored like any variable.
 */
public final class RandomColumn {
  /** Values per instance. */
  public static final int SIZE = 5;

  private RandomColumn() {}

  private static int word(double[] column, int at) {
    long place = (long) column[at + 3];
    column[at + 3] = place + 1;
    return Random123.word(
        (int) (long) column[at],
        (int) (long) column[at + 1],
        (int) (long) column[at + 2],
        (int) (long) column[at + 4],
        place);
  }

  private static double unit(double[] column, int at) {
    return Random123.uniform(word(column, at));
  }

  /** Uniform between two limits. */
  public static double uniform(double[] column, int at, double low, double high) {
    return low + unit(column, at) * (high - low);
  }

  /** Uniform between 0 and 1. */
  public static double uniform(double[] column, int at) {
    return unit(column, at);
  }

  /** Exponential with mean 1. */
  public static double negexp(double[] column, int at) {
    return negexp(column, at, 1);
  }

  /** Normal with mean 0 and deviation 1. */
  public static double normal(double[] column, int at) {
    return normal(column, at, 0, 1);
  }

  /** Exponential with a mean. */
  public static double negexp(double[] column, int at, double mean) {
    return mean * -Math.log(unit(column, at));
  }

  /** Normal by the polar method; the second variate is not used. */
  public static double normal(double[] column, int at, double mean, double deviation) {
    while (true) {
      double u = 2.0 * unit(column, at) - 1.0;
      double v = 2.0 * unit(column, at) - 1.0;
      double w = u * u + v * v;
      if (w <= 1.0) {
        return mean + deviation * (u * Math.sqrt(-2.0 * Math.log(w) / w));
      }
    }
  }

  /** 32 random bits as a number. */
  public static double ipick(double[] column, int at) {
    return word(column, at) & 0xFFFFFFFFL;
  }

  /** Uniform between 0 and 1. */
  public static double dpick(double[] column, int at) {
    return unit(column, at);
  }

  /** Goes to a place of the stream. */
  public static double setSequence(double[] column, int at, double sequence) {
    column[at + 3] = Math.rint(sequence);
    return 0.0;
  }

  /** 1 when the stream has been given numbers, else 0. */
  public static double isSet(double[] column, int at) {
    return column[at] != 0 || column[at + 1] != 0 || column[at + 2] != 0 ? 1.0 : 0.0;
  }

  /** Names the stream and goes to its beginning. */
  public static double setIds(double[] column, int at, double id1, double id2, double id3) {
    column[at] = id1;
    column[at + 1] = id2;
    column[at + 2] = id3;
    column[at + 3] = 0.0;
    return 0.0;
  }
}
