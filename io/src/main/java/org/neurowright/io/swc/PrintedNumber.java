package org.neurowright.io.swc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers that pass through text. Import3d reads 32-bit floats, hands every coordinate to the
 * interpreter as printed text ({@code %g} or {@code %.8g}), and NEURON keeps what comes back as a
 * 32-bit float again; all these roundings show in the lengths of sections.
 */
public final class PrintedNumber {
  /** Powers of ten that doubles hold exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** Nearer to a tie than this, rounding is left to exact arithmetic. */
  private static final double DOUBTFUL = 1e-5;

  private final MathContext precision;

  /**
   * @param significantDigits as in the printf format {@code %.<digits>g}
   */
  public PrintedNumber(int significantDigits) {
    // The decimal expansion of a double is exact here, so ties are true ties; printf sends them to
    // even.
    precision = new MathContext(significantDigits, RoundingMode.HALF_EVEN);
  }

  /** The double that is read back after printing. */
  double reread(double value) {
    double quick = quickly(value);
    return Double.isNaN(quick) ? exactly(value) : quick;
  }

  /**
   * The same for usual numbers, NaN for others: scaled to a whole number of as many digits as are
   * printed. Scaling errs by far less than what counts as a tie, and the quotient of two numbers
   * that doubles hold exactly is rounded correctly.
   */
  private double quickly(double value) {
    int digits = precision.getPrecision();
    double size = Math.abs(value);
    if (digits > 8 || !(size >= 1e-3 && size < POWERS[digits])) {
      return Double.NaN;
    }
    int decimals = digits - 1;
    for (double power = 10; size >= power; power *= 10) {
      decimals--;
    }
    for (double power = 1; size < power; power /= 10) {
      decimals++;
    }
    if (decimals < 0 || decimals >= POWERS.length) {
      return Double.NaN;
    }
    double scaled = size * POWERS[decimals];
    double whole = Math.rint(scaled);
    boolean isDoubtful = Math.abs(Math.abs(scaled - whole) - .5) < DOUBTFUL;
    if (isDoubtful || whole < POWERS[digits - 1] || whole >= POWERS[digits]) {
      return Double.NaN;
    }
    return Math.copySign(whole / POWERS[decimals], value);
  }

  /** The same for all numbers. */
  double exactly(double value) {
    return new BigDecimal(value).round(precision).doubleValue();
  }

  /** What NEURON stores of it. */
  public float stored(double value) {
    return (float) reread(value);
  }
}
