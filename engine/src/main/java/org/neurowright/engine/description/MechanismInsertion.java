package org.neurowright.engine.description;

import java.util.Map;

/**
 * A density mechanism inserted in a section, with the parameters that differ from the mechanism's
 * defaults.
 *
 * <p>{@code extracellular} is inserted like any other: parameters {@code xraxial[0]}, {@code
 * xg[1]}, {@code xc[0]} and so on for its two layers (without index the inner one is meant), {@code
 * e} for {@code e_extracellular}; none for NEURON's defaults.
 *
 * @param mechanism SUFFIX of the mechanism, for instance {@code hh}
 * @param parameters values by name without suffix ({@code gnabar}), in the mechanism's own units
 */
public record MechanismInsertion(String mechanism, Map<String, Double> parameters) {
  public MechanismInsertion {
    parameters = Map.copyOf(parameters);
  }
}
