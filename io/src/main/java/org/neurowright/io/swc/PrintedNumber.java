package org.neurowright.io.swc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers that pass through text. Import3d reads 32-bit floats, hands every coordinate to the
 * interpreter as printed text ({@code %g} or {@code %.8g}), and NEURON keeps what comes back as a
 * 32-bit float again; all these roundings show in the lengths of sections.
 */
final class PrintedNumber {
  private final MathContext precision;

  /**
   * @param significantDigits as in the printf format {@code %.<digits>g}
   */
  PrintedNumber(int significantDigits) {
    // The decimal expansion of a double is exact here, so ties are true ties; printf sends them to
    // even.
    precision = new MathContext(significantDigits, RoundingMode.HALF_EVEN);
  }

  /** The double that is read back after printing. */
  double reread(double value) {
    return new BigDecimal(value).round(precision).doubleValue();
  }

  /** What NEURON stores of it. */
  float stored(double value) {
    return (float) reread(value);
  }
}
