package org.neurowright.engine.record;

import java.util.Optional;

/**
 * The columns of one report for one population. Arrays are owned by the record.
 *
 * @param name report name
 * @param fileName file name or path as the configuration gives it
 * @param population node population
 * @param variable recorded variable
 * @param unit its unit, empty when unknown
 * @param nodeIds nodes in column order [n]
 * @param indexPointer columns of node i: indexPointer[i] to indexPointer[i+1] - 1 [n + 1]
 * @param elementIds section id of each column [columns] (-1: point cell)
 * @param elementPos position in the section of each column [columns]
 * @param sourceIds netcon reports: global id of each column's source, -1 for virtual sources; else
 *     empty
 * @param targetIds netcon reports: global id of each column's target; else empty
 * @param morphology where each column is in the morphology file; empty for other than membrane
 *     reports of several places
 * @param startMs time label of the first row, ms
 * @param endMs end of the recorded window, ms
 * @param intervalMs distance of rows, ms
 * @param rows number of rows of a complete run
 */
public record ReportLayout(
    String name,
    String fileName,
    String population,
    String variable,
    String unit,
    long[] nodeIds,
    long[] indexPointer,
    long[] elementIds,
    double[] elementPos,
    long[] sourceIds,
    long[] targetIds,
    Optional<Morphology> morphology,
    double startMs,
    double endMs,
    double intervalMs,
    long rows) {

  /**
   * Where each column is in the morphology file.
   *
   * @param firstIds id of the point where the segment begins, -1 when it is in no file [columns]
   * @param lastIds id of the point where it ends [columns]
   * @param types SWC type of the section [columns]
   */
  public record Morphology(long[] firstIds, long[] lastIds, long[] types) {}

  /** A layout without places in a morphology file. */
  public ReportLayout(
      String name,
      String fileName,
      String population,
      String variable,
      String unit,
      long[] nodeIds,
      long[] indexPointer,
      long[] elementIds,
      double[] elementPos,
      long[] sourceIds,
      long[] targetIds,
      double startMs,
      double endMs,
      double intervalMs,
      long rows) {
    this(
        name,
        fileName,
        population,
        variable,
        unit,
        nodeIds,
        indexPointer,
        elementIds,
        elementPos,
        sourceIds,
        targetIds,
        Optional.empty(),
        startMs,
        endMs,
        intervalMs,
        rows);
  }

  public int columns() {
    return elementIds.length;
  }

  public boolean isNetcon() {
    return sourceIds.length > 0;
  }
}
