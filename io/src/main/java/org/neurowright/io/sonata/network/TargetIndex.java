package org.neurowright.io.sonata.network;

import java.util.Arrays;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * Finds the rows of a target node: runs of row numbers, in the order in which they are to be read.
 */
sealed interface TargetIndex {

  /** Runs {@code [first, end)} one after the other: first, end, first, end. */
  long[] runs(long targetNodeId);

  /** The index that the file brings: node id to a range of runs, and the runs. */
  record FromFile(Hdf5Dataset nodeToRange, Hdf5Dataset rangeToEdge) implements TargetIndex {
    @Override
    public long[] runs(long targetNodeId) {
      if (targetNodeId < 0 || targetNodeId >= nodeToRange.rows()) {
        return new long[0];
      }
      long[] range = nodeToRange.readLongs(targetNodeId, 1);
      // The SONATA guide marks nodes without edges by a negative start, BMTK by an empty range.
      if (range[0] < 0 || range[1] <= range[0]) {
        return new long[0];
      }
      return rangeToEdge.readLongs(range[0], Math.toIntExact(range[1] - range[0]));
    }
  }

  /** Rows are sorted by target: one run per node. */
  record Sorted(NodeIds nodes, long[] firstRow) implements TargetIndex {
    @Override
    public long[] runs(long targetNodeId) {
      int node = nodes.row(targetNodeId);
      if (node < 0 || firstRow[node] == firstRow[node + 1]) {
        return new long[0];
      }
      return new long[] {firstRow[node], firstRow[node + 1]};
    }
  }

  /** Rows in any order: their numbers sorted by target. */
  record Permuted(NodeIds nodes, long[] firstEntry, IntColumn rows) implements TargetIndex {
    @Override
    public long[] runs(long targetNodeId) {
      int node = nodes.row(targetNodeId);
      if (node < 0) {
        return new long[0];
      }
      long[] runs = new long[Math.toIntExact(2 * (firstEntry[node + 1] - firstEntry[node]))];
      int length = 0;
      for (long entry = firstEntry[node]; entry < firstEntry[node + 1]; entry++) {
        long row = rows.get(entry);
        if (length > 0 && runs[length - 1] == row) {
          runs[length - 1] = row + 1;
        } else {
          runs[length++] = row;
          runs[length++] = row + 1;
        }
      }
      return Arrays.copyOf(runs, length);
    }
  }

  /** The index of the file, if it has one that fits its rows. */
  static Optional<TargetIndex> inFile(Hdf5File file, String root, long rows, Problems problems) {
    for (String indices : new String[] {"indices", "indicies"}) {
      String group = root + "/" + indices + "/target_to_source";
      if (!file.isGroup(group)) {
        continue;
      }
      Optional<Hdf5Dataset> nodes =
          file.findDataset(group + "/node_id_to_range")
              .or(() -> file.findDataset(group + "/node_id_to_ranges"));
      Optional<Hdf5Dataset> ranges =
          file.findDataset(group + "/range_to_edge_id")
              .or(() -> file.findDataset(group + "/range_id_edge_id"));
      if (nodes.isEmpty() || ranges.isEmpty()) {
        problems.add(
            Problem.warning(
                "sonata.broken-index",
                Location.of(file.path(), group),
                "The target index lacks node_id_to_range or range_to_edge_id; another one is made"));
        return Optional.empty();
      }
      FromFile index = new FromFile(nodes.get(), ranges.get());
      Optional<String> fault = fault(index, rows);
      if (fault.isPresent()) {
        problems.add(
            Problem.warning(
                    "sonata.broken-index",
                    Location.of(file.path(), group),
                    "The target index does not fit the edges: "
                        + fault.get()
                        + "; another one is made")
                .hint("Write the edges file anew; other programs will lose or double connections"));
        return Optional.empty();
      }
      return Optional.of(index);
    }
    return Optional.empty();
  }

  /** What is wrong with an index: every row has to be in exactly as many runs as there are rows. */
  private static Optional<String> fault(FromFile index, long rows) {
    try {
      if (index.nodeToRange().columns() != 2 || index.rangeToEdge().columns() != 2) {
        return Optional.of("its tables do not have two columns");
      }
      long covered = 0;
      int step = 1 << 18;
      for (long at = 0; at < index.rangeToEdge().rows(); at += step) {
        int count = (int) Math.min(step, index.rangeToEdge().rows() - at);
        long[] runs = index.rangeToEdge().readLongs(at, count);
        for (int i = 0; i < runs.length; i += 2) {
          if (runs[i] < 0 || runs[i + 1] < runs[i] || runs[i + 1] > rows) {
            return Optional.of(
                "range "
                    + (at + i / 2)
                    + " is rows "
                    + runs[i]
                    + " to "
                    + runs[i + 1]
                    + " of "
                    + rows);
          }
          covered += runs[i + 1] - runs[i];
        }
      }
      if (covered != rows) {
        return Optional.of("it names " + covered + " rows, the file has " + rows);
      }
      for (long at = 0; at < index.nodeToRange().rows(); at += step) {
        int count = (int) Math.min(step, index.nodeToRange().rows() - at);
        long[] ranges = index.nodeToRange().readLongs(at, count);
        for (int i = 0; i < ranges.length; i += 2) {
          if (ranges[i + 1] > index.rangeToEdge().rows()) {
            return Optional.of("node " + (at + i / 2) + " refers to a range that is not there");
          }
        }
      }
      return Optional.empty();
    } catch (Hdf5Exception e) {
      return Optional.of(e.problem().message());
    }
  }

  /**
   * Makes an index.
   *
   * @param perTarget number of rows of each target node, by its row in the population
   * @param sorted whether rows ascend by the node's row
   */
  static TargetIndex make(Hdf5Dataset targets, NodeIds nodes, long[] perTarget, boolean sorted) {
    long[] first = new long[perTarget.length + 1];
    for (int node = 0; node < perTarget.length; node++) {
      first[node + 1] = first[node] + perTarget[node];
    }
    if (sorted) {
      return new Sorted(nodes, first);
    }
    IntColumn rows = IntColumn.of(first[perTarget.length]);
    long[] next = Arrays.copyOf(first, perTarget.length);
    int step = 1 << 18;
    for (long at = 0; at < targets.rows(); at += step) {
      long[] ids = targets.readLongs(at, (int) Math.min(step, targets.rows() - at));
      for (int i = 0; i < ids.length; i++) {
        int node = nodes.row(ids[i]);
        if (node >= 0) {
          rows.set(next[node]++, Math.toIntExact(at + i));
        }
      }
    }
    return new Permuted(nodes, first, rows);
  }
}
