package org.neurowright.engine.network;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of edges as columns, reused from block to block. The rows of a group are numbered among
 * themselves in {@link #column}. Not thread-safe.
 */
public final class EdgeBlock {
  private static final int ROOM = 1024;

  private final List<EdgeGroup> groups;
  private final double[][][] columns;
  private final int[] groupSizes;
  private int size;
  private int[] source = new int[ROOM];
  private int[] target = new int[ROOM];
  private int[] kind = new int[ROOM];

  /** An empty block for edges of these groups. */
  public EdgeBlock(List<EdgeGroup> groups) {
    this.groups = List.copyOf(groups);
    columns = new double[groups.size()][][];
    for (int g = 0; g < groups.size(); g++) {
      columns[g] = new double[groups.get(g).columns().size()][ROOM];
    }
    groupSizes = new int[groups.size()];
  }

  /** Forgets all rows. */
  public void clear() {
    size = 0;
    Arrays.fill(groupSizes, 0);
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Number of rows of one group. */
  public int size(int group) {
    return groupSizes[group];
  }

  public List<EdgeGroup> groups() {
    return groups;
  }

  /** Source row (not node id) of each row; only the first {@link #size()} count. */
  public int[] source() {
    return source;
  }

  /** Target row of each row. */
  public int[] target() {
    return target;
  }

  /** Index into the kinds of each row. */
  public int[] kind() {
    return kind;
  }

  /** Values of a column of a group; only the first {@link #size(int)} count. */
  public double[] column(int group, int column) {
    return columns[group][column];
  }

  /**
   * Adds rows of one kind and target; the caller fills their columns from {@code size(group)} as it
   * was before.
   *
   * @param sources source rows
   * @param from first of them
   * @param count how many
   */
  public void add(int[] sources, int from, int count, int targetRow, int kindIndex, int group) {
    int end = Math.addExact(size, count);
    if (end > source.length) {
      int room = Math.max(end, source.length + (source.length >> 1));
      source = Arrays.copyOf(source, room);
      target = Arrays.copyOf(target, room);
      kind = Arrays.copyOf(kind, room);
    }
    System.arraycopy(sources, from, source, size, count);
    Arrays.fill(target, size, end, targetRow);
    Arrays.fill(kind, size, end, kindIndex);
    size = end;
    int groupEnd = groupSizes[group] + count;
    double[][] values = columns[group];
    for (int c = 0; c < values.length; c++) {
      if (groupEnd > values[c].length) {
        values[c] =
            Arrays.copyOf(
                values[c], Math.max(groupEnd, values[c].length + (values[c].length >> 1)));
      }
    }
    groupSizes[group] = groupEnd;
  }
}
