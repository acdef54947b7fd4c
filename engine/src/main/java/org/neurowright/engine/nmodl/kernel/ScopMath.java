package org.neurowright.engine.nmodl.kernel;

/**
 * Wave forms and distributions that NMODL has had since before NEURON (SCoP library). Times,
 * periods and durations are in the unit of {@code t}.
 */
public final class ScopMath {
  /** As the library has it, to eight digits. */
  private static final double TWO_PI = 6.2831853;

  private static final int STIRLING_FROM = 20;

  private ScopMath() {}

  /** {@code maximum*x/(x + half)}. */
  public static double hyperbol(double x, double maximum, double half) {
    return (maximum * x) / (x + half);
  }

  /** {@code maximum*half/(x + half)}. */
  public static double revhyperbol(double x, double maximum, double half) {
    return (maximum * half) / (x + half);
  }

  /** Hill function rising with x. */
  public static double sigmoid(double x, double maximum, double half, double exponent) {
    double power = Math.pow(x, exponent);
    return (maximum * power) / (power + Math.pow(half, exponent));
  }

  /** Hill function falling with x. */
  public static double revsigmoid(double x, double maximum, double half, double exponent) {
    double power = Math.pow(half, exponent);
    return (maximum * power) / (power + Math.pow(x, exponent));
  }

  /** Sine wave. */
  public static double harmonic(double t, double period, double amplitude, double offset) {
    return amplitude * Math.sin(TWO_PI / period * (t + offset));
  }

  /** Amplitude in the first half of a period, -amplitude in the second. */
  public static double squarewave(double t, double period, double amplitude) {
    return fraction(t / period) < 0.5 ? amplitude : -amplitude;
  }

  /** From 0 to the amplitude in every period. */
  public static double sawtooth(double t, double period, double amplitude) {
    return amplitude * fraction(t / period);
  }

  /** From the amplitude to 0 in every period. */
  public static double revsawtooth(double t, double period, double amplitude) {
    return amplitude * (1.0 - fraction(t / period));
  }

  /** 0 before the lag, then rising to the height, which stays. */
  public static double ramp(double t, double lag, double height, double duration) {
    if (t < lag) {
      return 0.0;
    }
    return t > lag + duration ? height : (t - lag) * height / duration;
  }

  /** The height from the lag on, for the duration. */
  public static double pulse(double t, double lag, double height, double duration) {
    return t >= lag && t < lag + duration ? height : 0.0;
  }

  /** Pulses of a duration, the given delay apart, from the lag on. */
  public static double perpulse(
      double t, double lag, double height, double duration, double delay) {
    if (t < lag) {
      return 0.0;
    }
    double period = duration + delay;
    return fraction((t - lag) / period) * period < duration ? height : 0.0;
  }

  /** The jump from its time on. */
  public static double step(double t, double jumpAt, double jump) {
    return t >= jumpAt ? jump : 0.0;
  }

  /** One more jump at the lag and after every period. */
  public static double perstep(double t, double lag, double period, double jump) {
    return t < lag ? 0.0 : ((int) ((t - lag) / period) + 1) * jump;
  }

  /** Density of the normal distribution. */
  public static double gauss(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return Math.exp(-0.5 * z * z) / (Math.sqrt(TWO_PI) * deviation);
  }

  /** Probability of x events where the mean number is given. */
  public static double poisson(double x, double mean) {
    return Math.pow(mean, x) * Math.exp(-mean) / factorial(x);
  }

  /** n! by multiplication, from 20 on by Stirling's formula. */
  public static double factorial(double n) {
    double x = (int) (n + 0.1);
    if (x < STIRLING_FROM) {
      double value = 1.0;
      for (int i = (int) n; i > 1; i--) {
        value *= i;
      }
      return value;
    }
    return Math.exp(-x) * Math.pow(x, x) * Math.sqrt(TWO_PI * x);
  }

  /** Error function, to about 1e-15: power series below 3, continued fraction of erfc above. */
  public static double erf(double x) {
    double z = Math.abs(x);
    double value;
    if (z < 3.0) {
      double term = z;
      double sum = z;
      for (int n = 1; term > sum * 1e-17; n++) {
        term *= 2.0 * z * z / (2 * n + 1);
        sum += term;
      }
      value = 2.0 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
    } else if (z < 6.0) {
      double tail = z;
      for (int n = 60; n >= 1; n--) {
        tail = z + 0.5 * n / tail;
      }
      value = 1.0 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * tail);
    } else {
      value = z == z ? 1.0 : z;
    }
    return x < 0 ? -value : value;
  }

  /** What is left of the whole number towards zero. */
  private static double fraction(double x) {
    return x - (double) (long) x;
  }
}
