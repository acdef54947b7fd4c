package org.neurowright.engine.random;

/**
 * Exact methods for distributions that need more than one number. Parameters outside their domain,
 * and missing ones, give NaN. Logarithms and the like are those of {@link StrictMath}, so that the
 * numbers are the same on every machine.
 */
public final class Distributions {
  /** Above this mean, Poisson numbers come from a method whose time does not grow with the mean. */
  private static final double LARGE_MEAN = 10;

  /** Above this mean, counts are not exact in a double any more. */
  private static final double LARGEST_MEAN = 0x1p50;

  private static final double[] LOG_FACTORIAL = new double[128];

  static {
    for (int k = 2; k < LOG_FACTORIAL.length; k++) {
      LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
    }
  }

  private Distributions() {}

  /**
   * Gamma with mean {@code shape * scale}.
   *
   * <p>Method: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM
   * TOMS 26:363–372, 2000; for shapes below 1 their remark in section 6.
   */
  public static double gamma(Draws draws, double shape, double scale) {
    if (!(shape > 0 && shape < Double.POSITIVE_INFINITY && scale >= 0)) {
      return Double.NaN;
    }
    double boosted = shape < 1 ? shape + 1 : shape;
    double d = boosted - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = draws.nextNormal();
      double root = 1 + c * x;
      double u = draws.nextUniform();
      if (root <= 0) {
        continue;
      }
      double v = root * root * root;
      if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        double value = d * v * scale;
        return shape < 1 ? value * StrictMath.pow(draws.nextUniform(), 1 / shape) : value;
      }
    }
  }

  /**
   * Poisson: how many events.
   *
   * <p>Method: below a mean of 10 inversion by sequential search (L. Devroye, Non-uniform random
   * variate generation, 1986, section X.3.3), else PTRS of W. Hörmann, "The transformed rejection
   * method for generating Poisson random variables", Insurance: Mathematics and Economics 12:39–45,
   * 1993.
   */
  public static double poisson(Draws draws, double mean) {
    if (!(mean >= 0 && mean <= LARGEST_MEAN)) {
      return Double.NaN;
    }
    return mean < LARGE_MEAN ? poissonByInversion(draws, mean) : poissonByRejection(draws, mean);
  }

  private static double poissonByInversion(Draws draws, double mean) {
    double u = draws.nextUniform();
    double probability = StrictMath.exp(-mean);
    double sum = probability;
    int k = 0;
    while (u > sum && probability > 0) {
      k++;
      probability *= mean / k;
      sum += probability;
    }
    return k;
  }

  private static double poissonByRejection(Draws draws, double mean) {
    double logMean = StrictMath.log(mean);
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double squeeze = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = draws.nextUniform() - 0.5;
      double v = draws.nextUniform();
      double distance = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / distance + b) * u + mean + 0.43);
      if (distance >= 0.07 && v <= squeeze) {
        return k;
      }
      if (k < 0 || (distance < 0.013 && v > distance)) {
        continue;
      }
      double left = StrictMath.log(v * inverseAlpha / (a / (distance * distance) + b));
      if (left <= k * logMean - mean - logFactorial(k)) {
        return k;
      }
    }
  }

  /** Logarithm of k!, by Stirling's series where there is no table. */
  static double logFactorial(double k) {
    if (k < LOG_FACTORIAL.length) {
      return LOG_FACTORIAL[(int) k];
    }
    double x = k + 1;
    double inverse = 1 / x;
    double square = inverse * inverse;
    double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    return (x - 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * Math.PI) + series;
  }

  /**
   * Normal, given that it lies between two bounds (which may be infinite).
   *
   * <p>Method: C. P. Robert, "Simulation of truncated normal variables", Statistics and Computing
   * 5:121–125, 1995.
   */
  public static double truncatedNormal(
      Draws draws, double mean, double sd, double low, double high) {
    if (!(sd >= 0 && low <= high) || Double.isNaN(mean)) {
      return Double.NaN;
    }
    if (sd == 0 || low == high) {
      return Math.clamp(mean, low, high);
    }
    double a = (low - mean) / sd;
    double b = (high - mean) / sd;
    double z = b < 0 ? -tail(draws, -b, -a) : a > 0 ? tail(draws, a, b) : middle(draws, a, b);
    return Math.clamp(mean + sd * z, low, high);
  }

  /** The interval holds 0: the normal number itself, or a uniform one where that is narrow. */
  private static double middle(Draws draws, double a, double b) {
    if (b - a > Math.sqrt(2 * Math.PI)) {
      while (true) {
        double z = draws.nextNormal();
        if (z >= a && z <= b) {
          return z;
        }
      }
    }
    while (true) {
      double z = a + (b - a) * draws.nextUniform();
      if (draws.nextUniform() <= StrictMath.exp(-0.5 * z * z)) {
        return z;
      }
    }
  }

  /** The interval lies above 0: an exponential number, or a uniform one where that is narrow. */
  private static double tail(Draws draws, double a, double b) {
    double root = Math.sqrt(a * a + 4);
    double rate = 0.5 * (a + root);
    double narrow = 2 / (a + root) * StrictMath.exp(0.5 + 0.25 * a * (a - root));
    if (b - a > narrow) {
      while (true) {
        double z = a - StrictMath.log(draws.nextUniform()) / rate;
        double off = z - rate;
        if (z <= b && draws.nextUniform() <= StrictMath.exp(-0.5 * off * off)) {
          return z;
        }
      }
    }
    while (true) {
      double z = a + (b - a) * draws.nextUniform();
      if (draws.nextUniform() <= StrictMath.exp(0.5 * (a - z) * (a + z))) {
        return z;
      }
    }
  }
}
