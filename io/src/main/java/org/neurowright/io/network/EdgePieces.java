package org.neurowright.io.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurowright.engine.network.EdgeMemory;
import org.neurowright.engine.network.EdgeSource;

/**
 * The first pass: how many rows there are, cut into pieces of neighbouring targets small enough to
 * be held in memory, with the place in the file of each. Pieces are ordered by target node id, as
 * the rows of the file are; they depend on the edges only.
 *
 * @param firstTarget row of the first target of each piece
 * @param endTarget row behind the last one
 * @param firstRow row of the file where the piece begins; one more entry with the number of rows
 * @param firstInGroup by piece and group: row in the group where the piece begins; one more entry
 *     with the sizes of the groups
 * @param parts by piece: where what was found while counting is kept, by parts of its targets
 */
record EdgePieces(
    int[] firstTarget,
    int[] endTarget,
    long[] firstRow,
    long[][] firstInGroup,
    List<List<Part>> parts) {
  /** Rows in a piece, unless a single target has more. */
  static final int MOST_ROWS = 1 << 17;

  /** Targets are counted in so many calls at least, if there are as many. */
  private static final int FEWEST_CALLS = 4096;

  private static final int MOST_TARGETS = 1024;

  /**
   * Neighbouring targets.
   *
   * @param kept where what was found is; empty when it has to be found again
   */
  record Part(int first, int end, Optional<EdgeSpool.Span> kept) {}

  /** A run of targets with its counts. */
  private record Counted(int first, int end, long[] perGroup, List<Part> parts) {
    long rows() {
      return Arrays.stream(perGroup).sum();
    }

    boolean joins(Counted next) {
      return end == next.first && rows() + next.rows() <= MOST_ROWS;
    }

    Counted join(Counted next) {
      long[] sum = perGroup.clone();
      for (int g = 0; g < sum.length; g++) {
        sum[g] += next.perGroup[g];
      }
      List<Part> both = new ArrayList<>(parts);
      both.addAll(next.parts);
      return new Counted(first, next.end, sum, both);
    }
  }

  int size() {
    return firstTarget.length;
  }

  long rows() {
    return firstRow[size()];
  }

  long rows(int group) {
    return firstInGroup[size()][group];
  }

  /**
   * Counts.
   *
   * @param spool keeps what is found
   * @return empty when stop was requested
   */
  static Optional<EdgePieces> count(EdgeSource edges, EdgeSpool spool, Workers workers)
      throws IOException {
    long[] ids = edges.target().nodeIds();
    List<int[]> runs = runs(ids);
    List<List<Counted>> counted = new ArrayList<>(runs.size());
    runs.forEach(_ -> counted.add(List.of()));
    Workers.Meter meter =
        new Workers.Meter(workers.control(), "Counting edges", ids.length, "cells");
    boolean done =
        workers.run(
            runs.size(),
            () -> {
              EdgeMemory memory = new EdgeMemory();
              return piece -> {
                int[] run = runs.get(piece);
                List<Counted> parts = new ArrayList<>(1);
                count(edges, run[0], run[1], spool, memory, parts);
                counted.set(piece, parts);
                meter.add(run[1] - run[0]);
                return true;
              };
            });
    return done ? Optional.of(of(counted, edges.groups().size())) : Optional.empty();
  }

  private static void count(
      EdgeSource edges, int first, int end, EdgeSpool spool, EdgeMemory memory, List<Counted> parts)
      throws IOException {
    long[] perGroup = new long[edges.groups().size()];
    memory.clear();
    boolean kept = edges.count(first, end, perGroup, memory);
    long rows = Arrays.stream(perGroup).sum();
    if (rows <= MOST_ROWS || end - first == 1) {
      List<Part> part = List.of();
      if (rows > 0) {
        Optional<EdgeSpool.Span> span = kept ? Optional.of(spool.put(memory)) : Optional.empty();
        part = List.of(new Part(first, end, span));
      }
      parts.add(new Counted(first, end, perGroup, part));
      return;
    }
    int cuts = (int) Math.min(end - first, Math.ceilDiv(rows, MOST_ROWS));
    for (int i = 0; i < cuts; i++) {
      long targets = end - first;
      count(
          edges,
          first + (int) (targets * i / cuts),
          first + (int) (targets * (i + 1) / cuts),
          spool,
          memory,
          parts);
    }
  }

  private static EdgePieces of(List<List<Counted>> counted, int groups) {
    List<Counted> joined = new ArrayList<>();
    for (List<Counted> parts : counted) {
      for (Counted part : parts) {
        if (!joined.isEmpty() && joined.getLast().joins(part)) {
          joined.set(joined.size() - 1, joined.getLast().join(part));
        } else {
          joined.add(part);
        }
      }
    }
    joined.removeIf(part -> part.rows() == 0);
    int size = joined.size();
    long[] firstRow = new long[size + 1];
    long[][] firstInGroup = new long[size + 1][groups];
    for (int i = 0; i < size; i++) {
      long[] perGroup = joined.get(i).perGroup;
      firstRow[i + 1] = Math.addExact(firstRow[i], joined.get(i).rows());
      for (int g = 0; g < groups; g++) {
        firstInGroup[i + 1][g] = firstInGroup[i][g] + perGroup[g];
      }
    }
    return new EdgePieces(
        joined.stream().mapToInt(Counted::first).toArray(),
        joined.stream().mapToInt(Counted::end).toArray(),
        firstRow,
        firstInGroup,
        joined.stream().map(Counted::parts).toList());
  }

  /** Targets in the order of their ids, as runs of neighbouring rows. */
  private static List<int[]> runs(long[] ids) {
    int most = Math.clamp(ids.length / FEWEST_CALLS, 1, MOST_TARGETS);
    List<int[]> runs = new ArrayList<>();
    int[] order = NodeOrder.of(ids).rows();
    int first = 0;
    for (int i = 1; i <= ids.length; i++) {
      if (i == ids.length || i - first == most || order[i] != order[i - 1] + 1) {
        runs.add(new int[] {order[first], order[i - 1] + 1});
        first = i;
      }
    }
    return runs;
  }

  /**
   * Nodes in ascending order of their ids.
   *
   * @param rows row of the node at each place of the order
   * @param places place in the order of each row
   */
  record NodeOrder(int[] rows, int[] places) {
    static NodeOrder of(long[] ids) {
      boolean ascending = true;
      for (int i = 1; i < ids.length && ascending; i++) {
        ascending = ids[i] > ids[i - 1];
      }
      int[] rows = IntStream.range(0, ids.length).toArray();
      if (ascending) {
        return new NodeOrder(rows, rows);
      }
      rows =
          IntStream.range(0, ids.length)
              .boxed()
              .sorted((a, b) -> Long.compare(ids[a], ids[b]))
              .mapToInt(Integer::intValue)
              .toArray();
      int[] places = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        places[rows[i]] = i;
      }
      return new NodeOrder(rows, places);
    }
  }
}
