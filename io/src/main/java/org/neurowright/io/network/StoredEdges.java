package org.neurowright.io.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.io.hdf5.Hdf5Dataset;

/**
 * The edges of a file, read when they are asked for. The rows of a target come by kind and source,
 * whatever their order in the file.
 */
final class StoredEdges implements EdgeSource {

  /** Rows with ids up to this far apart are read together. */
  private static final int SPARSE = 4;

  /**
   * The datasets of a population.
   *
   * @param group number of the group of each row; absent when all are in the first one
   * @param groupRow row in the group; absent when it is the row itself
   * @param values by group and column
   */
  record Columns(
      Hdf5Dataset source,
      Hdf5Dataset target,
      Hdf5Dataset type,
      Optional<Hdf5Dataset> group,
      Optional<Hdf5Dataset> groupRow,
      Hdf5Dataset[][] values) {}

  /** Finds the kind of an edge by the number of its type and its group in the file. */
  @FunctionalInterface
  interface KindLookup {
    int kind(long typeId, long group);
  }

  private final String name;
  private final NodeTable source;
  private final NodeTable target;
  private final List<EdgeKind> kinds;
  private final List<EdgeGroup> groups;
  private final Columns columns;
  private final KindLookup lookup;
  private final NodeRows sourceRows;

  /** First row of each target, in the order of the file's rows or of {@code order}. */
  private final long[] start;

  /** Place of each target in {@code start}. */
  private final int[] place;

  /** Rows of the file by target; null when they are in that order already. */
  private final int[] order;

  StoredEdges(
      String name,
      NodeTable source,
      NodeTable target,
      List<EdgeKind> kinds,
      List<EdgeGroup> groups,
      Columns columns,
      KindLookup lookup,
      long[] start,
      int[] place,
      int[] order) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.kinds = List.copyOf(kinds);
    this.groups = List.copyOf(groups);
    this.columns = columns;
    this.lookup = lookup;
    this.sourceRows = new NodeRows(source);
    this.start = start;
    this.place = place;
    this.order = order;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NodeTable source() {
    return source;
  }

  @Override
  public NodeTable target() {
    return target;
  }

  @Override
  public List<EdgeKind> kinds() {
    return kinds;
  }

  @Override
  public List<EdgeGroup> groups() {
    return groups;
  }

  @Override
  public void count(int firstTarget, int endTarget, long[] perGroup) {
    if (groups.size() == 1) {
      for (int t = firstTarget; t < endTarget; t++) {
        perGroup[0] += start[place[t] + 1] - start[place[t]];
      }
      return;
    }
    Rows rows = new Rows();
    int next = firstTarget;
    while (next < endTarget) {
      next = rows.read(next, endTarget);
      for (int i = 0; i < rows.size; i++) {
        perGroup[kinds.get(rows.kind[i]).group()]++;
      }
    }
  }

  @Override
  public void rows(int firstTarget, int endTarget, EdgeBlock block) {
    block.clear();
    Rows rows = new Rows();
    int next = firstTarget;
    while (next < endTarget) {
      int end = rows.read(next, endTarget);
      int at = 0;
      for (int t = next; t < end; t++) {
        int count = (int) (start[place[t] + 1] - start[place[t]]);
        add(rows, at, count, t, block);
        at += count;
      }
      next = end;
    }
  }

  /** Adds the rows of one target, sorted by kind and source. */
  private void add(Rows rows, int from, int count, int targetRow, EdgeBlock block) {
    Integer[] sorted = new Integer[count];
    boolean inOrder = true;
    for (int i = 0; i < count; i++) {
      sorted[i] = from + i;
      inOrder &= i == 0 || rows.compare(from + i - 1, from + i) <= 0;
    }
    if (!inOrder) {
      Arrays.sort(sorted, rows::compare);
    }
    int[] sources = new int[count];
    int[] own = new int[count];
    for (int i = 0; i < count; i++) {
      sources[i] = rows.source[sorted[i]];
    }
    for (int first = 0; first < count; ) {
      int kind = rows.kind[sorted[first]];
      int end = first + 1;
      while (end < count && rows.kind[sorted[end]] == kind) {
        end++;
      }
      int group = kinds.get(kind).group();
      int at = block.size(group);
      block.add(sources, first, end - first, targetRow, kind, group);
      for (int i = first; i < end; i++) {
        own[i - first] = sorted[i];
      }
      for (int c = 0; c < columns.values()[group].length; c++) {
        fill(columns.values()[group][c], rows.groupRow, own, end - first, block, group, c, at);
      }
      first = end;
    }
  }

  private static void fill(
      Hdf5Dataset dataset,
      long[] groupRow,
      int[] rows,
      int count,
      EdgeBlock block,
      int group,
      int column,
      int at) {
    double[] to = block.column(group, column);
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      low = Math.min(low, groupRow[rows[i]]);
      high = Math.max(high, groupRow[rows[i]]);
    }
    if (high - low < (long) count * SPARSE) {
      double[] window = dataset.readDoubles(low, (int) (high - low + 1));
      for (int i = 0; i < count; i++) {
        to[at + i] = window[(int) (groupRow[rows[i]] - low)];
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[at + i] = dataset.readDoubles(groupRow[rows[i]], 1)[0];
      }
    }
  }

  /** Rows of some neighbouring targets as they are in the file. */
  private final class Rows {
    private static final int MOST = 1 << 16;

    private int size;
    private int[] source;
    private int[] kind;
    private long[] groupRow;

    /** Reads the rows of targets from {@code first} on; returns the one behind the last read. */
    int read(int first, int endTarget) {
      long[] ranges = new long[2 * (endTarget - first)];
      int count = 0;
      int end = first;
      long rows = 0;
      while (end < endTarget && rows < MOST) {
        long from = start[place[end]];
        long to = start[place[end] + 1];
        if (count > 0 && ranges[count - 1] == from) {
          ranges[count - 1] = to;
        } else {
          ranges[count++] = from;
          ranges[count++] = to;
        }
        rows += to - from;
        end++;
      }
      allocate(Math.toIntExact(rows));
      for (int i = 0; i < count; i += 2) {
        readRange(ranges[i], ranges[i + 1]);
      }
      return end;
    }

    private void allocate(int rows) {
      size = 0;
      source = new int[rows];
      kind = new int[rows];
      groupRow = new long[rows];
    }

    private void readRange(long from, long to) {
      if (order == null) {
        readFile(from, (int) (to - from));
        return;
      }
      for (int i = (int) from; i < to; ) {
        int end = i + 1;
        while (end < to && order[end] == order[end - 1] + 1) {
          end++;
        }
        readFile(order[i], end - i);
        i = end;
      }
    }

    private void readFile(long first, int count) {
      if (count == 0) {
        return;
      }
      long[] sources = columns.source().readLongs(first, count);
      long[] types = columns.type().readLongs(first, count);
      long[] inGroup = columns.group().map(d -> d.readLongs(first, count)).orElse(null);
      long[] inGroupRow = columns.groupRow().map(d -> d.readLongs(first, count)).orElse(null);
      for (int i = 0; i < count; i++) {
        source[size] = sourceRows.row(sources[i]);
        kind[size] = lookup.kind(types[i], inGroup == null ? 0 : inGroup[i]);
        groupRow[size] = inGroupRow == null ? first + i : inGroupRow[i];
        size++;
      }
    }

    int compare(int a, int b) {
      int byKind = Integer.compare(kind[a], kind[b]);
      return byKind != 0 ? byKind : Integer.compare(source[a], source[b]);
    }
  }
}
