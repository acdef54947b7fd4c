package org.neurowright.engine.weights;

/** A rule for the weight of a connection. Implementations are stateless and thread-safe. */
@FunctionalInterface
public interface WeightFunction {

  /**
   * The weight of all synapses of one edge row.
   *
   * @return in the unit of {@code syn_weight} (µS for conductance synapses)
   * @throws org.neurowright.engine.problem.ModelException if the edge or a node lacks an attribute
   *     that the rule needs
   */
  double weight(WeightContext context);
}
