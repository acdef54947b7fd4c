package org.neurowright.io.function;

import java.util.Map;
import java.util.Set;
import org.neurowright.engine.description.SynapseModel;

/**
 * Makes the synapses of one {@code model_template} of edge types. BMTK registers such functions
 * with {@code @synapse_model} or {@code add_synapse_model}. Implementations are stateless and
 * thread-safe.
 */
public interface SynapseFunction {

  /** Parameters that it cannot do without, by the keys of the json. */
  Set<String> needs();

  /**
   * The point process to make.
   *
   * @param parameters the numbers of the json, and of single edges; has all of {@link #needs()}
   */
  SynapseModel synapse(Map<String, Double> parameters);
}
