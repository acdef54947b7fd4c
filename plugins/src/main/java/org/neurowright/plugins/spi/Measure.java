package org.neurowright.plugins.spi;

import java.util.Objects;

/**
 * One number that describes a run.
 *
 * @param population node population it belongs to; empty when it belongs to the whole run
 * @param quantity what was measured, in the user's words: {@code mean rate}
 * @param value the number, in {@code unit}; NaN when the run gave no basis for it
 * @param unit unit, empty for a pure number
 */
public record Measure(String population, String quantity, double value, String unit) {
  public Measure {
    Objects.requireNonNull(population, "population");
    Objects.requireNonNull(quantity, "quantity");
    Objects.requireNonNull(unit, "unit");
  }
}
