package org.neurowright.io.hoc.lang;

/** A line and a column, packed into one number so that every node of a tree can afford one. */
public final class Place {
  private static final int COLUMN_BITS = 10;
  private static final int COLUMN_MASK = (1 << COLUMN_BITS) - 1;

  /** No place in a text. */
  public static final int NOWHERE = 0;

  private Place() {}

  /** Packs a place; lines and columns count from 1, columns beyond 1023 are cut. */
  public static int of(int line, int column) {
    return line << COLUMN_BITS | Math.min(column, COLUMN_MASK);
  }

  public static int line(int place) {
    return place >>> COLUMN_BITS;
  }

  public static int column(int place) {
    return place & COLUMN_MASK;
  }
}
