package org.neurowright.io.function;

/**
 * One name in the column {@code model_processing}: changes a cell after its morphology was loaded.
 * BMTK registers such functions with {@code @model_processing} or {@code add_cell_processor}.
 * Implementations are stateless and thread-safe.
 */
@FunctionalInterface
public interface CellProcessing {

  /** Changes the cell; what is wrong goes to the context's problems. */
  void apply(CellDraft cell, CellContext context);
}
