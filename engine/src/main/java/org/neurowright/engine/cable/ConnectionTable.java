package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * The connections into one group, ordered by source, then delay, then creation. Connections of one
 * source with one delay form a run: one event in the queue serves all of them.
 */
final class ConnectionTable {
  /** Number of connections. */
  final int size;

  /** Kernel of each connection's target. */
  final int[] kernel;

  /** Instance of the kernel. */
  final int[] instance;

  /** Where the connection's weights start. */
  final int[] weight;

  /** First run of each source [sources + 1]. */
  final int[] runOfSource;

  /** First connection of each run [runs + 1]. */
  final int[] runFirst;

  /** Delay of each run, ms. */
  final double[] runDelayMs;

  /** Positions in this table in the order in which connections were made. */
  final int[] inCreationOrder;

  /** Numbers in the network of the connections into this group, ascending. */
  private final int[] mine;

  /** The table of a group whose points have their places already. */
  ConnectionTable(PartitionPlan plan, int group) {
    CableNetwork network = plan.network;
    mine = plan.connections.of(group);
    int[] sorted = sortedBySourceAndDelay(mine, network);
    size = sorted.length;
    kernel = new int[size];
    instance = new int[size];
    weight = new int[size];
    inCreationOrder = new int[size];
    runOfSource = new int[network.sourceCount() + 1];
    IntArrayList firsts = new IntArrayList();
    DoubleArrayList delays = new DoubleArrayList();
    int source = 0;
    for (int j = 0; j < size; j++) {
      int c = sorted[j];
      int s = network.connectionSource.getInt(c);
      double delay = network.connectionDelayMs.getDouble(c);
      int point = network.connectionPoint.getInt(c);
      kernel[j] = plan.kernelOfPoint[point];
      instance[j] = plan.instanceOfPoint[point];
      weight[j] = network.connectionWeight.getInt(c);
      inCreationOrder[Arrays.binarySearch(mine, c)] = j;
      boolean newSource = j == 0 || s != network.connectionSource.getInt(sorted[j - 1]);
      while (newSource && source <= s) {
        runOfSource[source++] = firsts.size();
      }
      if (newSource || delay != network.connectionDelayMs.getDouble(sorted[j - 1])) {
        firsts.add(j);
        delays.add(delay);
      }
    }
    while (source < runOfSource.length) {
      runOfSource[source++] = firsts.size();
    }
    firsts.add(size);
    runFirst = firsts.toIntArray();
    runDelayMs = delays.toDoubleArray();
  }

  private static int[] sortedBySourceAndDelay(int[] connections, CableNetwork network) {
    int[] order = connections.clone();
    IntArrays.stableSort(
        order,
        (c, d) -> {
          int bySource =
              Integer.compare(
                  network.connectionSource.getInt(c), network.connectionSource.getInt(d));
          return bySource != 0
              ? bySource
              : Double.compare(
                  network.connectionDelayMs.getDouble(c), network.connectionDelayMs.getDouble(d));
        });
    return order;
  }

  /** Whether a source has connections into this group. */
  boolean hasRuns(int source) {
    return runOfSource[source + 1] > runOfSource[source];
  }

  /** Position of a connection of the network in this table, -1 if it leads into another group. */
  int positionOf(int connection) {
    int at = Arrays.binarySearch(mine, connection);
    return at < 0 ? -1 : inCreationOrder[at];
  }
}
