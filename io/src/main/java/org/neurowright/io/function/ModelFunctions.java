package org.neurowright.io.function;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neurowright.engine.weights.WeightFunction;
import org.neurowright.engine.weights.WeightFunctions;

/**
 * The functions that models refer to by name. BMTK keeps them in Python and lets run scripts add
 * their own; here they are an argument of whoever reads and runs models. Immutable.
 *
 * @param processing by the names in {@code model_processing}
 * @param cellModels by {@code model_template}, whole or up to the first colon
 * @param synapses by {@code model_template} of edge types
 * @param weights by {@code weight_function}
 */
public record ModelFunctions(
    Map<String, CellProcessing> processing,
    Map<String, CellModelFunction> cellModels,
    Map<String, SynapseFunction> synapses,
    WeightFunctions weights) {

  public ModelFunctions {
    processing = Collections.unmodifiableMap(new TreeMap<>(processing));
    cellModels = Collections.unmodifiableMap(new TreeMap<>(cellModels));
    synapses = Collections.unmodifiableMap(new TreeMap<>(synapses));
  }

  /** These functions and one more, which replaces one of the same name; so do the following. */
  public ModelFunctions withProcessing(String name, CellProcessing function) {
    return new ModelFunctions(with(processing, name, function), cellModels, synapses, weights);
  }

  public ModelFunctions withCellModel(String template, CellModelFunction function) {
    return new ModelFunctions(processing, with(cellModels, template, function), synapses, weights);
  }

  public ModelFunctions withSynapse(String name, SynapseFunction function) {
    return new ModelFunctions(processing, cellModels, with(synapses, name, function), weights);
  }

  public ModelFunctions withWeight(String name, WeightFunction function) {
    return new ModelFunctions(processing, cellModels, synapses, weights.with(name, function));
  }

  /** The function for a template: that of the whole text, else that of its directive. */
  public Optional<CellModelFunction> cellModel(String template) {
    CellModelFunction whole = cellModels.get(template);
    int colon = template.indexOf(':');
    return Optional.ofNullable(
        whole != null || colon < 0 ? whole : cellModels.get(template.substring(0, colon)));
  }

  private static <F> Map<String, F> with(Map<String, F> functions, String name, F function) {
    Map<String, F> more = new TreeMap<>(functions);
    more.put(name, function);
    return more;
  }
}
