package org.neurowright.engine.network.connect;

import org.neurowright.engine.network.NodeTable;

/**
 * Some nodes of a network in order of their rows. "Position" is the place in the pool.
 *
 * @param table the network
 * @param rows ascending rows of the table
 */
public record Pool(NodeTable table, int[] rows) {
  public int size() {
    return rows.length;
  }

  /** Whether both hold the same nodes. */
  public boolean sameNodes(Pool other) {
    return isSameNetwork(other) && java.util.Arrays.equals(rows, other.rows);
  }

  public boolean isSameNetwork(Pool other) {
    return table == other.table || table.name().equals(other.table.name());
  }

  /** Position of the cell at a row, or -1. */
  public int positionOf(int row) {
    // Populations are neighbouring rows, mostly.
    if (rows.length > 0 && rows[rows.length - 1] - rows[0] == rows.length - 1) {
      int at = row - rows[0];
      return at >= 0 && at < rows.length ? at : -1;
    }
    int at = java.util.Arrays.binarySearch(rows, row);
    return at >= 0 ? at : -1;
  }
}
