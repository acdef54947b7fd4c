package org.neurowright.engine.measure;

import org.neurowright.engine.measure.Fourier.Spectrum;

/**
 * The first values of a discrete Fourier transform of any length, without the others.
 *
 * <p>A slow wave hardly turns within a block of samples. So a block is reduced to its moments
 * around its middle c, and with exp(-iωj) = exp(-iωc)·Σ (-iω(j - c))^p/p! every value is a sum over
 * blocks. Blocks are as long as ω|j - c| stays below 1 for the fastest wave wanted; then the terms
 * that are left out are below 1/{@value #TERMS}! = 4e-19 of the first.
 */
final class LowFrequencies {
  /** Terms of the series, a multiple of 4. */
  private static final int TERMS = 20;

  /** Blocks after which the turning of the waves is computed anew instead of carried on. */
  private static final int CARRIED = 64;

  /** Operations per sample that a transform of the whole takes, about. */
  private static final long OPERATIONS_PER_SAMPLE = 100;

  private LowFrequencies() {}

  /**
   * Whether that is less work than the whole transform.
   *
   * @param n number of samples
   * @param bins number of values, at most n/2 + 1
   */
  static boolean pays(int n, int bins) {
    return (long) bins * blocks(n, bins) * TERMS < n * OPERATIONS_PER_SAMPLE
        && blockLength(n, bins) >= TERMS;
  }

  private static int blockLength(int n, int bins) {
    return (int) (n / (Math.PI * Math.max(1, bins - 1)));
  }

  private static int blocks(int n, int bins) {
    int length = Math.max(1, blockLength(n, bins));
    return (n + length - 1) / length;
  }

  /**
   * X[k] = sum over j of x[j]·exp(-2πi·jk/n).
   *
   * @param bins how many values, from k = 0 on; see {@link #pays}
   */
  static Spectrum of(double[] x, int bins) {
    int n = x.length;
    int length = Math.min(n, blockLength(n, bins));
    double middle = .5 * (length - 1);
    double[][] powers = new double[TERMS][length];
    for (int r = 0; r < length; r++) {
      double u = (r - middle) / (.5 * length);
      powers[0][r] = 1;
      for (int p = 1; p < TERMS; p++) {
        powers[p][r] = powers[p - 1][r] * u;
      }
    }
    double[][] factors = factors(n, bins, length);
    double[] turnRe = new double[bins];
    double[] turnIm = new double[bins];
    double[] stepRe = new double[bins];
    double[] stepIm = new double[bins];
    for (int k = 0; k < bins; k++) {
      double angle = 2 * Math.PI * ((long) k * length % n) / n;
      stepRe[k] = Math.cos(angle);
      stepIm[k] = -Math.sin(angle);
    }
    double[] moments = new double[TERMS];
    Spectrum sum = new Spectrum(new double[bins], new double[bins]);
    int block = 0;
    for (int from = 0; from < n; from += length) {
      if (block++ % CARRIED == 0) {
        turn(n, from, middle, turnRe, turnIm);
      }
      moments(x, from, Math.min(length, n - from), powers, moments);
      add(moments, factors, turnRe, turnIm, sum.re(), sum.im());
      turnOn(turnRe, turnIm, stepRe, stepIm);
    }
    return sum;
  }

  /** (ωL/2)^p/p! with the signs of (-i)^p: even terms are real, odd ones imaginary. */
  private static double[][] factors(int n, int bins, int length) {
    double[][] factors = new double[TERMS][bins];
    for (int k = 0; k < bins; k++) {
      double theta = Math.PI * k * length / n;
      double factor = 1;
      for (int p = 0; p < TERMS; p++) {
        factors[p][k] = (p + 1) / 2 % 2 == 0 ? factor : -factor;
        factor *= theta / (p + 1);
      }
    }
    return factors;
  }

  /** exp(-iω·(from + middle)) of all waves, with angles that are exact until the last rounding. */
  private static void turn(int n, int from, double middle, double[] re, double[] im) {
    for (int k = 0; k < re.length; k++) {
      double angle = 2 * Math.PI * (((long) k * from % n + k * middle) / n);
      re[k] = Math.cos(angle);
      im[k] = -Math.sin(angle);
    }
  }

  private static void turnOn(double[] re, double[] im, double[] byRe, double[] byIm) {
    for (int k = 0; k < re.length; k++) {
      double r = re[k] * byRe[k] - im[k] * byIm[k];
      im[k] = re[k] * byIm[k] + im[k] * byRe[k];
      re[k] = r;
    }
  }

  /** Four at a time, as each sum waits for its last addition. */
  private static void moments(
      double[] x, int from, int count, double[][] powers, double[] moments) {
    for (int p = 0; p < TERMS; p += 4) {
      double[] a = powers[p];
      double[] b = powers[p + 1];
      double[] c = powers[p + 2];
      double[] d = powers[p + 3];
      double sumA = 0;
      double sumB = 0;
      double sumC = 0;
      double sumD = 0;
      for (int r = 0; r < count; r++) {
        double value = x[from + r];
        sumA += value * a[r];
        sumB += value * b[r];
        sumC += value * c[r];
        sumD += value * d[r];
      }
      moments[p] = sumA;
      moments[p + 1] = sumB;
      moments[p + 2] = sumC;
      moments[p + 3] = sumD;
    }
  }

  private static void add(
      double[] moments,
      double[][] factors,
      double[] turnRe,
      double[] turnIm,
      double[] re,
      double[] im) {
    for (int k = 0; k < re.length; k++) {
      double even = 0;
      double odd = 0;
      for (int p = TERMS - 2; p >= 0; p -= 2) {
        even += moments[p] * factors[p][k];
        odd += moments[p + 1] * factors[p + 1][k];
      }
      re[k] += even * turnRe[k] - odd * turnIm[k];
      im[k] += even * turnIm[k] + odd * turnRe[k];
    }
  }
}
