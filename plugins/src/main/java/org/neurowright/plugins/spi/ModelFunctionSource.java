package org.neurowright.plugins.spi;

import org.neurowright.io.function.ModelFunctions;

/**
 * Adds functions that models name: cell models, {@code model_processing}, synapse models and weight
 * functions, which a BMTK run script would register with {@code @cell_model}, {@code
 * @model_processing}, {@code @synapse_model} and {@code @synaptic_weight}.
 */
public interface ModelFunctionSource extends Extension {

  /** The functions there are and its own; one of the same name replaces what was there. */
  ModelFunctions addTo(ModelFunctions present);
}
