package org.neurowright.app.lab.cell;

import java.util.Map;

/**
 * A set of parameters that was kept.
 *
 * @param name A or B
 * @param values by key, of those that were changed
 */
public record Snapshot(String name, Map<String, Double> values) {
  public Snapshot {
    values = Map.copyOf(values);
  }
}
