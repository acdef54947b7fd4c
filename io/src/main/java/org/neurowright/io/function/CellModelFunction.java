package org.neurowright.io.function;

import java.util.Optional;

/**
 * Makes the cells of one {@code model_template}. BMTK registers such functions with {@code
 * @cell_model} or {@code add_cell_model}. Implementations are stateless and thread-safe.
 */
@FunctionalInterface
public interface CellModelFunction {

  /**
   * A new cell, before {@code model_processing}.
   *
   * @return empty when it cannot be made; why stands in the context's problems
   */
  Optional<CellDraft> load(CellContext context);
}
