package org.neurowright.app.lab;

import java.util.Map;
import java.util.Optional;

/**
 * A set of parameters that was kept.
 *
 * @param name A or B
 * @param values by key, of those that were changed
 * @param response what the cell did with them
 */
public record Snapshot(String name, Map<String, Double> values, Optional<LiveResponse> response) {
  public Snapshot {
    values = Map.copyOf(values);
  }
}
