package org.neurowright.app.explore;

/**
 * Thins a series while it is being read, block by block: every group of rows gives its lowest and
 * highest value in the order in which they occur. Implementations of {@link ReportSource#read} use
 * it.
 */
public final class Extremes {
  private final double[] values;
  private final int rowsPerGroup;
  private int filled;
  private int inGroup;
  private double lowest;
  private double highest;
  private boolean lowestFirst;

  /**
   * Takes a known number of rows.
   *
   * @param rows number of rows that will be added
   * @param maxPoints most values to give, at least 2; as many rows or fewer are given unchanged
   */
  public Extremes(long rows, int maxPoints) {
    int groups = Math.max(1, maxPoints / 2);
    rowsPerGroup = rows <= Math.max(2, maxPoints) ? 1 : (int) ((rows + groups - 1) / groups);
    values =
        new double
            [rowsPerGroup == 1 ? (int) rows : 2 * (int) ((rows + rowsPerGroup - 1) / rowsPerGroup)];
  }

  /** Rows that make a group; 1 when nothing is thinned. */
  public int rowsPerGroup() {
    return rowsPerGroup;
  }

  /** Takes the next row. */
  public void add(double value) {
    if (rowsPerGroup == 1) {
      values[filled++] = value;
      return;
    }
    if (inGroup == 0) {
      lowest = value;
      highest = value;
      lowestFirst = true;
    } else if (value < lowest) {
      lowest = value;
      lowestFirst = false;
    } else if (value > highest) {
      highest = value;
      lowestFirst = true;
    }
    if (++inGroup == rowsPerGroup) {
      closeGroup();
    }
  }

  private void closeGroup() {
    values[filled++] = lowestFirst ? lowest : highest;
    values[filled++] = lowestFirst ? highest : lowest;
    inGroup = 0;
  }

  /**
   * The thinned series, after the last row.
   *
   * @param firstMs time of the first row
   * @param dtMs distance of two rows
   */
  public ReportSource.Samples samples(double firstMs, double dtMs) {
    if (inGroup > 0) {
      closeGroup();
    }
    return new ReportSource.Samples(
        firstMs, rowsPerGroup == 1 ? dtMs : rowsPerGroup * dtMs / 2, values);
  }
}
