package org.neurowright.engine.description;

import java.util.Map;

/**
 * A density mechanism inserted in a section, with the parameters that differ from the mechanism's
 * defaults.
 *
 * @param mechanism SUFFIX of the mechanism, for instance {@code hh}
 * @param parameters values by name without suffix ({@code gnabar}), in the mechanism's own units
 */
public record MechanismInsertion(String mechanism, Map<String, Double> parameters) {
  public MechanismInsertion {
    parameters = Map.copyOf(parameters);
  }
}
