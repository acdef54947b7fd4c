package org.neurowright.engine.description;

import java.util.Map;

/**
 * A synapse ready to be made on a segment.
 *
 * @param mechanism name of the point process, for instance {@code Exp2Syn}
 * @param parameters by the mechanism's own names ({@code e}, {@code tau1}, {@code tau2})
 */
public record SynapseModel(String mechanism, Map<String, Double> parameters) {
  public SynapseModel {
    parameters = Map.copyOf(parameters);
  }
}
