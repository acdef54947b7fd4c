package org.neurowright.engine.description;

import java.util.Map;

/**
 * Some rows of an edge population as columns of equal length. The arrays belong to the reader of
 * the batch until it asks for the next one.
 *
 * @param size number of rows; arrays may be longer
 * @param sourceNodeId source node ids
 * @param targetNodeId target node ids
 * @param typeIndex index into the population's edge types
 * @param nsyns number of synapses; 1 where the file has none; see {@code hasNsyns}
 * @param synWeight weight (µS for conductance synapses); NaN where neither row nor type has one
 * @param delayMs delay; NaN where neither row nor type has one
 * @param sectionId fixed section id, or -1 for placement by rule
 * @param sectionX fixed position 0 to 1, meaningless for placement by rule
 * @param hasNsyns whether the row's group (or type table) has a {@code nsyns} column
 * @param columns other numbers of the rows by column, NaN where a row has none
 */
public record EdgeBatch(
    int size,
    long[] sourceNodeId,
    long[] targetNodeId,
    int[] typeIndex,
    int[] nsyns,
    double[] synWeight,
    double[] delayMs,
    int[] sectionId,
    double[] sectionX,
    boolean[] hasNsyns,
    Map<String, double[]> columns) {

  /** Rows without columns of the user's own. */
  public EdgeBatch(
      int size,
      long[] sourceNodeId,
      long[] targetNodeId,
      int[] typeIndex,
      int[] nsyns,
      double[] synWeight,
      double[] delayMs,
      int[] sectionId,
      double[] sectionX,
      boolean[] hasNsyns) {
    this(
        size,
        sourceNodeId,
        targetNodeId,
        typeIndex,
        nsyns,
        synWeight,
        delayMs,
        sectionId,
        sectionX,
        hasNsyns,
        Map.of());
  }
}
