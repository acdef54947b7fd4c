package org.neurowright.engine.description;

/**
 * The rows of an edge population, wherever they are kept. Implementations hold no more than a
 * bounded number of rows in memory and are safe for use by several threads.
 */
public non-sealed interface EdgeStore extends DescriptionSource {

  /** Number of rows. */
  long size();

  /** Rows {@code first} to {@code first + count - 1} in file order. */
  EdgeBatch rows(long first, int count);

  /**
   * All rows whose target is the given node, in the order of the file's target index (ascending
   * rows when the file has no index). Size 0 when there are none.
   */
  EdgeBatch incoming(long targetNodeId);
}
