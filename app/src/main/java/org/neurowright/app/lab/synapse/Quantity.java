package org.neurowright.app.lab.synapse;

import java.util.List;
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
  /** As a row of a table. */
  List<String> row() {
    return List.of(name, NumberText.real(value), unit);
  }
}
