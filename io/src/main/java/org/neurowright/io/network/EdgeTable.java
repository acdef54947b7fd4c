package org.neurowright.io.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;

/** Edges held in memory, all with the same columns. */
final class EdgeTable implements EdgeSource {
  private final NodeTable source;
  private final NodeTable target;
  private final List<EdgeKind> kinds;
  private final EdgeGroup group;
  private final int[] sourceRows;
  private final int[] kindOf;
  private final double[][] columns;

  /** First row of each target. */
  private final int[] start;

  /**
   * Sorts rows by target, kind and source.
   *
   * @param columns by column and row
   */
  EdgeTable(
      NodeTable source,
      NodeTable target,
      List<EdgeKind> kinds,
      EdgeGroup group,
      int[] sourceRows,
      int[] targetRows,
      int[] kindOf,
      double[][] columns) {
    this.source = source;
    this.target = target;
    this.kinds = List.copyOf(kinds);
    this.group = group;
    int[] order =
        IntStream.range(0, sourceRows.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> targetRows[i])
                    .thenComparingInt(i -> kindOf[i])
                    .thenComparingInt(i -> sourceRows[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sourceRows = Arrays.stream(order).map(i -> sourceRows[i]).toArray();
    this.kindOf = Arrays.stream(order).map(i -> kindOf[i]).toArray();
    this.columns = new double[columns.length][];
    Arrays.setAll(
        this.columns, c -> Arrays.stream(order).mapToDouble(i -> columns[c][i]).toArray());
    start = new int[target.size() + 1];
    for (int row : targetRows) {
      start[row + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
  }

  @Override
  public String name() {
    return source.name() + "_to_" + target.name();
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
    return List.of(group);
  }

  @Override
  public void count(int firstTarget, int endTarget, long[] perGroup) {
    perGroup[0] += start[endTarget] - start[firstTarget];
  }

  @Override
  public void rows(int firstTarget, int endTarget, EdgeBlock block) {
    block.clear();
    for (int t = firstTarget; t < endTarget; t++) {
      for (int first = start[t]; first < start[t + 1]; ) {
        int end = first + 1;
        while (end < start[t + 1] && kindOf[end] == kindOf[first]) {
          end++;
        }
        int at = block.size(0);
        block.add(sourceRows, first, end - first, t, kindOf[first], 0);
        for (int c = 0; c < columns.length; c++) {
          System.arraycopy(columns[c], first, block.column(0, c), at, end - first);
        }
        first = end;
      }
    }
  }
}
