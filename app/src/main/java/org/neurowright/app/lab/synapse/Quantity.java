package org.neurowright.app.lab.synapse;

import org.neurowright.app.text.NumberText;

/**
 * A measured number.
 *
 * @param name what it is
 * @param value NaN when it could not be measured
 * @param unit empty for none
 * @param definition how it is measured
 */
public record Quantity(String name, double value, String unit, String definition) {
  /** Four digits and the unit, to look at. */
  String inWords() {
    double size = Math.abs(value);
    double shown = value;
    if (size > 0 && Double.isFinite(size)) {
      double unitOfLast = Math.pow(10, Math.floor(Math.log10(size)) - 3);
      shown =
          unitOfLast >= 1
              ? Math.rint(value / unitOfLast) * unitOfLast
              : Math.rint(value / unitOfLast) / Math.rint(1 / unitOfLast);
    }
    return NumberText.real(shown) + (unit.isEmpty() || Double.isNaN(value) ? "" : " " + unit);
  }
}
