package org.neurowright.app.explore;

import java.io.IOException;
import java.util.List;

/**
 * The values of one report for one population, read from where they are when they are needed.
 * Thread-safe.
 */
public interface ReportSource extends AutoCloseable {

  /** Name of the report, as the configuration calls it. */
  String name();

  /** Population of its nodes. */
  String population();

  /** Recorded variable ("v", "cai"). */
  String variable();

  /** Unit of the values; empty when not known. */
  String unit();

  /** Nodes that have columns, in the order of the columns. Not to be changed. */
  long[] nodeIds();

  /** Columns of one node, in order; none for a node that was not recorded. */
  List<ReportColumn> columnsOf(long nodeId);

  /** Time of the first row, ms. */
  double startMs();

  /** Distance of two rows, ms. */
  double dtMs();

  /** Number of rows. */
  long rows();

  /** End of the recorded stretch, ms. */
  default double endMs() {
    return startMs() + Math.max(0, rows() - 1) * dtMs();
  }

  /**
   * Values of one column over a stretch of time.
   *
   * @param t0Ms start; rows before the first are left out
   * @param t1Ms end
   * @param maxPoints where there are more rows than this, each stretch of equal length is given by
   *     its lowest and highest value in the order in which they occur (so that no spike gets lost);
   *     at least 2
   */
  Samples read(double t0Ms, double t1Ms, int column, int maxPoints) throws IOException;

  /** Lets go of the file; reading fails from then on. */
  @Override
  default void close() {}

  /**
   * One column.
   *
   * @param column its number
   * @param sectionId section of the cell, -1 for point cells
   * @param sectionPosition place in the section, 0 to 1; NaN when not known
   * @param source for a synapse what it gets its spikes from; else empty
   */
  record ReportColumn(int column, long sectionId, double sectionPosition, String source) {

    public ReportColumn(int column, long sectionId, double sectionPosition) {
      this(column, sectionId, sectionPosition, "");
    }

    /** Where on the cell, in words. */
    public String place() {
      String at =
          Double.isNaN(sectionPosition) ? "" : " at " + Math.round(sectionPosition * 100) / 100.0;
      String section = sectionId < 0 ? "" : "section " + sectionId + at;
      if (source.isEmpty()) {
        return section.isEmpty() ? "value " + column : section;
      }
      return "synapse from " + source + (section.isEmpty() ? "" : ", " + section);
    }
  }

  /**
   * Evenly spaced values.
   *
   * @param t0Ms time of the first, ms
   * @param dtMs distance of two, ms
   * @param values the values; owned by the record
   */
  record Samples(double t0Ms, double dtMs, double[] values) {}
}
