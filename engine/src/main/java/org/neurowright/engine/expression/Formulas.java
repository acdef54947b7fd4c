package org.neurowright.engine.expression;

import org.neurowright.engine.expression.syntax.Arithmetic;
import org.neurowright.engine.numeric.Exponential;

/**
 * The functions of numbers, one value at a time. Where Java leaves the last bit to the machine,
 * {@link StrictMath} or our own exponential stands here: equal expressions give equal files.
 */
final class Formulas {
  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private Formulas() {}

  static double operate(Arithmetic operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case REMAINDER -> remainder(a, b);
      case POWER -> power(a, b);
    };
  }

  /**
   * A function of kind NUMBER.
   *
   * @param x the arguments, {@code count} of them
   */
  static double apply(Function function, double[] x, int count) {
    return switch (function) {
      case ABS -> Math.abs(x[0]);
      case SIGN -> Math.signum(x[0]);
      case SQRT -> Math.sqrt(x[0]);
      case EXP -> exp(x[0]);
      case LOG -> StrictMath.log(x[0]);
      case LOG10 -> StrictMath.log10(x[0]);
      case LOG1P -> StrictMath.log1p(x[0]);
      case EXPM1 -> StrictMath.expm1(x[0]);
      case SIN -> StrictMath.sin(x[0]);
      case COS -> StrictMath.cos(x[0]);
      case TAN -> StrictMath.tan(x[0]);
      case ASIN -> StrictMath.asin(x[0]);
      case ACOS -> StrictMath.acos(x[0]);
      case ATAN -> StrictMath.atan(x[0]);
      case ATAN2 -> StrictMath.atan2(x[0], x[1]);
      case SINH -> StrictMath.sinh(x[0]);
      case COSH -> StrictMath.cosh(x[0]);
      case TANH -> StrictMath.tanh(x[0]);
      case FLOOR -> Math.floor(x[0]);
      case CEIL -> Math.ceil(x[0]);
      case ROUND -> Math.rint(x[0]);
      case MIN -> {
        double least = x[0];
        for (int i = 1; i < count; i++) {
          least = Math.min(least, x[i]);
        }
        yield least;
      }
      case MAX -> {
        double most = x[0];
        for (int i = 1; i < count; i++) {
          most = Math.max(most, x[i]);
        }
        yield most;
      }
      case CLIP -> Math.max(x[1], Math.min(x[0], x[2]));
      case HYPOT -> StrictMath.hypot(x[0], x[1]);
      case MOD -> remainder(x[0], x[1]);
      case ERF -> erf(x[0]);
      case GAUSSIAN -> gaussian(x[0], gaussianFactor(x[1]));
      case EXPONENTIAL -> exp(-x[0] / x[1]);
      case MEXICAN_HAT -> {
        double ratio = count > 3 ? x[3] : (x[1] / x[2]) * (x[1] / x[2]);
        yield gaussian(x[0], gaussianFactor(x[1])) - ratio * gaussian(x[0], gaussianFactor(x[2]));
      }
      case STEP -> x[0] >= 0 ? 1 : x[0] < 0 ? 0 : Double.NaN;
      case LINEAR -> linear(x[0], x[1], x[2], x[3], x[4]);
      case UNIFORM,
          NORMAL,
          TRUNCATED_NORMAL,
          LOGNORMAL,
          RANDOM_EXPONENTIAL,
          GAMMA,
          POISSON,
          INTEGER,
          CHOICE,
          BERNOULLI,
          LOWER,
          STARTSWITH,
          CONTAINS,
          HAS ->
          throw new IllegalArgumentException(function + " is not a function of numbers only");
    };
  }

  static double exp(double x) {
    return Math.abs(x) <= 700 ? Exponential.exp(x) : StrictMath.exp(x);
  }

  static double gaussianFactor(double sigma) {
    return -0.5 / (sigma * sigma);
  }

  static double gaussian(double distance, double factor) {
    return exp(distance * distance * factor);
  }

  static double remainder(double a, double b) {
    double rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
  }

  static double power(double a, double b) {
    return b == 2 ? a * a : StrictMath.pow(a, b);
  }

  private static double linear(double x, double x0, double y0, double x1, double y1) {
    if (x0 > x1) {
      return linear(x, x1, y1, x0, y0);
    }
    if (x <= x0) {
      return y0;
    }
    return x >= x1 ? y1 : y0 + (y1 - y0) * ((x - x0) / (x1 - x0));
  }

  /**
   * The error function: below 3 its series with positive terms, above the continued fraction of its
   * complement (M. Abramowitz and I. A. Stegun, Handbook of mathematical functions, 1964, 7.1.6 and
   * 7.1.14).
   */
  static double erf(double x) {
    double size = Math.abs(x);
    if (size < 3) {
      double term = size;
      double sum = size;
      for (int n = 1; term > sum * 0x1p-54; n++) {
        term *= 2 * size * size / (2 * n + 1);
        sum += term;
      }
      return Math.copySign(TWO_BY_ROOT_PI * StrictMath.exp(-size * size) * sum, x);
    }
    if (size >= 6) {
      return Math.copySign(1, x);
    }
    if (Double.isNaN(x)) {
      return x;
    }
    double fraction = size;
    for (int k = 60; k > 0; k--) {
      fraction = size + 0.5 * k / fraction;
    }
    double complement = StrictMath.exp(-size * size) / (fraction * Math.sqrt(Math.PI));
    return Math.copySign(1 - complement, x);
  }
}
