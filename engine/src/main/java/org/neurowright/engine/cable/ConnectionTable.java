package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The connections into one group, ordered by source, then delay, then kernel, then creation.
 *
 * <p>Connections of one source with one delay form a run: one event serves all of them. Those of a
 * run whose targets are instances of one kernel form a batch, which the kernel receives in one
 * call. A connection is an instance and its weights; all else is kept once per run or batch.
 */
final class ConnectionTable {
  /** Number of connections. */
  final int size;

  /** Instance of its kernel that each connection leads to. */
  final int[] instance;

  /** Weights in the order of the connections, those of one connection side by side. */
  final double[] weights;

  /** First run of each source [sources + 1]. */
  final int[] runOfSource;

  /** Delay of each run, ms. */
  final double[] runDelayMs;

  /** First batch of each run [runs + 1]. */
  final int[] batchOfRun;

  /** Kernel of each batch. */
  final int[] batchKernel;

  /** First connection of each batch [batches + 1]. */
  final int[] batchFirst;

  /** Where the weights of each batch start [batches + 1]. */
  final int[] batchWeight;

  /** Connections that need INITIAL inside NET_RECEIVE, in the order in which they were made. */
  final int[] toInitialise;

  private final Int2IntOpenHashMap positionOfAddressed = new Int2IntOpenHashMap();

  /**
   * @param network all connections
   * @param group number of the group
   * @param groupOfPoint group of each point
   * @param kernelOfPoint kernel of each point of the group
   * @param instanceOfPoint instance of each point of the group
   * @param hasInitial whether a kernel has INITIAL inside NET_RECEIVE
   */
  ConnectionTable(
      CableNetwork network,
      int group,
      int[] groupOfPoint,
      int[] kernelOfPoint,
      int[] instanceOfPoint,
      IntPredicate hasInitial) {
    runOfSource = new int[network.sourceCount() + 1];
    int[] sorted = sorted(network, group, groupOfPoint, kernelOfPoint);
    size = sorted.length;
    instance = new int[size];
    int numbers = 0;
    for (int c : sorted) {
      numbers += network.weightCount(c);
    }
    weights = new double[numbers];
    positionOfAddressed.defaultReturnValue(-1);
    for (CableNetwork.DirectEvent event : network.events) {
      positionOfAddressed.put(event.connection(), -1);
    }
    DoubleArrayList delays = new DoubleArrayList();
    IntArrayList batches = new IntArrayList();
    IntArrayList batchKernels = new IntArrayList();
    IntArrayList batchFirsts = new IntArrayList();
    IntArrayList batchWeights = new IntArrayList();
    IntArrayList initialised = new IntArrayList();
    int source = 0;
    int lastSource = -1;
    int nextWeight = 0;
    for (int j = 0; j < size; j++) {
      int c = sorted[j];
      int s = network.connectionSource.getInt(c);
      double delay = network.connectionDelayMs.getDouble(c);
      int point = network.connectionPoint.getInt(c);
      int kernel = kernelOfPoint[point];
      boolean newSource = s != lastSource;
      while (newSource && source <= s) {
        runOfSource[source++] = delays.size();
      }
      boolean newRun = newSource || delay != delays.getDouble(delays.size() - 1);
      if (newRun) {
        batches.add(batchKernels.size());
        delays.add(delay);
      }
      if (newRun || kernel != batchKernels.getInt(batchKernels.size() - 1)) {
        batchKernels.add(kernel);
        batchFirsts.add(j);
        batchWeights.add(nextWeight);
      }
      lastSource = s;
      instance[j] = instanceOfPoint[point];
      int count = network.weightCount(c);
      int from = network.firstWeight(c);
      for (int k = 0; k < count; k++) {
        weights[nextWeight++] = network.weights.getDouble(from + k);
      }
      if (positionOfAddressed.containsKey(c)) {
        positionOfAddressed.put(c, j);
      }
      if (hasInitial.test(kernel)) {
        initialised.add(j);
      }
    }
    while (source < runOfSource.length) {
      runOfSource[source++] = delays.size();
    }
    batches.add(batchKernels.size());
    batchFirsts.add(size);
    batchWeights.add(nextWeight);
    runDelayMs = delays.toDoubleArray();
    batchOfRun = batches.toIntArray();
    batchKernel = batchKernels.toIntArray();
    batchFirst = batchFirsts.toIntArray();
    batchWeight = batchWeights.toIntArray();
    toInitialise = initialised.toIntArray();
    IntArrays.quickSort(toInitialise, (i, j) -> Integer.compare(sorted[i], sorted[j]));
  }

  /** Numbers of the connections into a group in the order of this table. */
  private static int[] sorted(
      CableNetwork network, int group, int[] groupOfPoint, int[] kernelOfPoint) {
    int[] next = new int[network.sourceCount() + 1];
    int total = 0;
    for (int c = 0; c < network.connections(); c++) {
      if (groupOfPoint[network.connectionPoint.getInt(c)] == group) {
        next[network.connectionSource.getInt(c) + 1]++;
        total++;
      }
    }
    for (int s = 1; s < next.length; s++) {
      next[s] += next[s - 1];
    }
    int[] sorted = new int[total];
    for (int c = 0; c < network.connections(); c++) {
      if (groupOfPoint[network.connectionPoint.getInt(c)] == group) {
        sorted[next[network.connectionSource.getInt(c)]++] = c;
      }
    }
    // Behind each source's last connection the next one's begin.
    int from = 0;
    for (int s = 0; s + 1 < next.length; s++) {
      int to = next[s];
      if (to - from > 1) {
        IntArrays.quickSort(sorted, from, to, (c, d) -> compare(network, kernelOfPoint, c, d));
      }
      from = to;
    }
    return sorted;
  }

  private static int compare(CableNetwork network, int[] kernelOfPoint, int c, int d) {
    int byDelay =
        Double.compare(
            network.connectionDelayMs.getDouble(c), network.connectionDelayMs.getDouble(d));
    if (byDelay != 0) {
      return byDelay;
    }
    int byKernel =
        Integer.compare(
            kernelOfPoint[network.connectionPoint.getInt(c)],
            kernelOfPoint[network.connectionPoint.getInt(d)]);
    return byKernel != 0 ? byKernel : Integer.compare(c, d);
  }

  /** Whether a source has connections into this group. */
  boolean hasRuns(int source) {
    return runOfSource[source + 1] > runOfSource[source];
  }

  /**
   * Position in this table of a connection that a direct event addresses, -1 if it leads into
   * another group.
   */
  int positionOfAddressed(int connection) {
    return positionOfAddressed.get(connection);
  }

  /** Batch of a connection by its position. */
  int batchOf(int position) {
    int found = Arrays.binarySearch(batchFirst, position);
    return found >= 0 ? found : -found - 2;
  }

  /** Where the weights of a connection start. */
  int weightOf(int position) {
    int batch = batchOf(position);
    int connections = batchFirst[batch + 1] - batchFirst[batch];
    int perConnection = (batchWeight[batch + 1] - batchWeight[batch]) / connections;
    return batchWeight[batch] + (position - batchFirst[batch]) * perConnection;
  }
}
