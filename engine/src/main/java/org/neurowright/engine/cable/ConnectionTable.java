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

  /** Slot of each source that has connections into this group. */
  private final Int2IntOpenHashMap slotOfSource = new Int2IntOpenHashMap();

  /** First run of each slot [slots + 1]. */
  private final int[] runOfSlot;

  /** Connections that need INITIAL inside NET_RECEIVE, in the order in which they were made. */
  final int[] toInitialise;

  /** Connections of kernels with FOR_NETCONS, in the order in which they were made. */
  private final int[] toList;

  private final Int2IntOpenHashMap positionOfAddressed = new Int2IntOpenHashMap();

  /**
   * The table of a group whose points have their places already.
   *
   * @param hasInitial whether a kernel has INITIAL inside NET_RECEIVE
   * @param hasForNetCons whether a kernel has FOR_NETCONS
   */
  ConnectionTable(
      PartitionPlan plan, int group, IntPredicate hasInitial, IntPredicate hasForNetCons) {
    CableNetwork network = plan.network;
    int[] sorted = sorted(plan, group);
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
    IntArrayList listed = new IntArrayList();
    IntArrayList runsOfSlots = new IntArrayList();
    slotOfSource.defaultReturnValue(-1);
    int lastSource = -1;
    int nextWeight = 0;
    for (int j = 0; j < size; j++) {
      int c = sorted[j];
      int s = network.connectionSource.getInt(c);
      double delay = network.connectionDelayMs.getDouble(c);
      int point = network.connectionPoint.getInt(c);
      int kernel = plan.kernelOfPoint[point];
      boolean newSource = s != lastSource;
      if (newSource) {
        slotOfSource.put(s, runsOfSlots.size());
        runsOfSlots.add(delays.size());
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
      instance[j] = plan.instanceOfPoint[point];
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
      if (hasForNetCons.test(kernel)) {
        listed.add(j);
      }
    }
    runsOfSlots.add(delays.size());
    runOfSlot = runsOfSlots.toIntArray();
    batches.add(batchKernels.size());
    batchFirsts.add(size);
    batchWeights.add(nextWeight);
    runDelayMs = delays.toDoubleArray();
    batchOfRun = batches.toIntArray();
    batchKernel = batchKernels.toIntArray();
    batchFirst = batchFirsts.toIntArray();
    batchWeight = batchWeights.toIntArray();
    toInitialise = inCreationOrder(initialised, sorted);
    toList = inCreationOrder(listed, sorted);
  }

  private static int[] inCreationOrder(IntArrayList positions, int[] sorted) {
    int[] ordered = positions.toIntArray();
    IntArrays.quickSort(ordered, (i, j) -> Integer.compare(sorted[i], sorted[j]));
    return ordered;
  }

  /** Numbers of the connections into a group in the order of this table. */
  private static int[] sorted(PartitionPlan plan, int group) {
    CableNetwork network = plan.network;
    int[] mine = plan.connections.of(group);
    // Sorting numbers is quicker than sorting by a comparison, so that comes last and least.
    long[] bySource = new long[mine.length];
    for (int j = 0; j < mine.length; j++) {
      bySource[j] = ((long) network.connectionSource.getInt(mine[j]) << Integer.SIZE) | mine[j];
    }
    Arrays.sort(bySource);
    int from = 0;
    for (int j = 0; j < mine.length; j++) {
      mine[j] = (int) bySource[j];
      boolean last =
          j + 1 == mine.length || bySource[j] >>> Integer.SIZE != bySource[j + 1] >>> Integer.SIZE;
      if (last) {
        if (j > from) {
          IntArrays.quickSort(mine, from, j + 1, (c, d) -> compare(plan, c, d));
        }
        from = j + 1;
      }
    }
    return mine;
  }

  /** By delay, then kernel, then creation. */
  private static int compare(PartitionPlan plan, int c, int d) {
    CableNetwork network = plan.network;
    int byDelay =
        Double.compare(
            network.connectionDelayMs.getDouble(c), network.connectionDelayMs.getDouble(d));
    if (byDelay != 0) {
      return byDelay;
    }
    int byKernel =
        Integer.compare(
            plan.kernelOfPoint[network.connectionPoint.getInt(c)],
            plan.kernelOfPoint[network.connectionPoint.getInt(d)]);
    return byKernel != 0 ? byKernel : Integer.compare(c, d);
  }

  /**
   * The connections of each instance of a kernel with FOR_NETCONS.
   *
   * @param kernel the kernel
   * @param count number of its instances
   * @return offsets in {@link #weights} per instance, in the order in which the connections were
   *     made
   */
  int[][] weightsByInstance(int kernel, int count) {
    IntArrayList[] lists = new IntArrayList[count];
    Arrays.setAll(lists, i -> new IntArrayList());
    for (int j : toList) {
      if (batchKernel[batchOf(j)] == kernel) {
        lists[instance[j]].add(weightOf(j));
      }
    }
    return Arrays.stream(lists).map(IntArrayList::toIntArray).toArray(int[][]::new);
  }

  /** Sources with connections into this group. */
  int sources() {
    return runOfSlot.length - 1;
  }

  /** Slot of a source among those with connections into this group, -1 if it has none. */
  int slotOf(int source) {
    return slotOfSource.get(source);
  }

  /** First run of a slot. */
  int firstRun(int slot) {
    return runOfSlot[slot];
  }

  /** Whether a run is the last of its slot. */
  boolean isLastRun(int slot, int run) {
    return run + 1 == runOfSlot[slot + 1];
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
