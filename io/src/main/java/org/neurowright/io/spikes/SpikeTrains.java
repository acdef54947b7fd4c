package org.neurowright.io.spikes;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import org.neurowright.engine.description.SpikeSource;

/**
 * All spikes of one population, by node: 8 bytes per spike in memory. Immutable and safe for use by
 * several threads.
 */
public final class SpikeTrains implements SpikeSource {
  /** Rows handled at a time while indexing. */
  private static final int BLOCK = 1 << 16;

  private static final double[] NONE = {};

  /** Spikes in the order of a file, readable any number of times. */
  interface Rows {
    long size();

    /** Rows {@code first} to {@code first + count - 1} into arrays of at least that length. */
    void read(long first, int count, long[] nodeIds, double[] timesMs);
  }

  /** What was odd about the rows of a population. */
  record Oddities(
      long notNumbers,
      long firstNotNumber,
      long negativeTimes,
      long negativeIds,
      long firstNegativeId) {}

  private final String population;
  private final long[] nodeIds;

  /** Spikes of node i are times[start[i]] to times[start[i + 1] - 1]. */
  private final int[] start;

  private final double[] times;
  private final Oddities oddities;

  private SpikeTrains(
      String population, long[] nodeIds, int[] start, double[] times, Oddities oddities) {
    this.population = population;
    this.nodeIds = nodeIds;
    this.start = start;
    this.times = times;
    this.oddities = oddities;
  }

  /**
   * Indexes rows by node in two passes; rows without a time or with a negative id are left out and
   * counted.
   */
  static SpikeTrains index(String population, Rows rows) {
    Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
    long notNumbers = 0;
    long firstNotNumber = -1;
    long negativeTimes = 0;
    long negativeIds = 0;
    long firstNegativeId = -1;
    long[] ids = new long[BLOCK];
    double[] t = new double[BLOCK];
    for (long first = 0; first < rows.size(); first += BLOCK) {
      int count = (int) Math.min(BLOCK, rows.size() - first);
      rows.read(first, count, ids, t);
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite(t[i])) {
          firstNotNumber = notNumbers++ == 0 ? first + i : firstNotNumber;
        } else if (ids[i] < 0) {
          firstNegativeId = negativeIds++ == 0 ? first + i : firstNegativeId;
        } else {
          negativeTimes += t[i] < 0 ? 1 : 0;
          counts.addTo(ids[i], 1);
        }
      }
    }
    long[] nodeIds = counts.keySet().toLongArray();
    Arrays.sort(nodeIds);
    int[] start = new int[nodeIds.length + 1];
    Long2IntOpenHashMap next = new Long2IntOpenHashMap(nodeIds.length);
    for (int i = 0; i < nodeIds.length; i++) {
      next.put(nodeIds[i], start[i]);
      start[i + 1] = Math.addExact(start[i], counts.get(nodeIds[i]));
    }
    double[] times = new double[start[nodeIds.length]];
    for (long first = 0; first < rows.size(); first += BLOCK) {
      int count = (int) Math.min(BLOCK, rows.size() - first);
      rows.read(first, count, ids, t);
      for (int i = 0; i < count; i++) {
        if (Double.isFinite(t[i]) && ids[i] >= 0) {
          times[next.addTo(ids[i], 1)] = t[i];
        }
      }
    }
    for (int i = 0; i < nodeIds.length; i++) {
      sort(times, start[i], start[i + 1]);
    }
    return new SpikeTrains(
        population,
        nodeIds,
        start,
        times,
        new Oddities(notNumbers, firstNotNumber, negativeTimes, negativeIds, firstNegativeId));
  }

  private static void sort(double[] times, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (times[i] < times[i - 1]) {
        Arrays.sort(times, from, to);
        return;
      }
    }
  }

  Oddities oddities() {
    return oddities;
  }

  public String population() {
    return population;
  }

  @Override
  public long size() {
    return times.length;
  }

  /** Nodes that have at least one spike, ascending; a new array. */
  public long[] nodeIds() {
    return nodeIds.clone();
  }

  @Override
  public double[] timesMs(long nodeId) {
    int i = Arrays.binarySearch(nodeIds, nodeId);
    return i < 0 || start[i] == start[i + 1]
        ? NONE
        : Arrays.copyOfRange(times, start[i], start[i + 1]);
  }

  /** Number of spikes of one node. */
  public int count(long nodeId) {
    int i = Arrays.binarySearch(nodeIds, nodeId);
    return i < 0 ? 0 : start[i + 1] - start[i];
  }

  /** Time of the last spike, ms; negative infinity when there is none. */
  public double lastMs() {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < nodeIds.length; i++) {
      last = Math.max(last, times[start[i + 1] - 1]);
    }
    return last;
  }

  /** Receives spikes. */
  @FunctionalInterface
  public interface Visitor {
    void spike(long nodeId, double timeMs);
  }

  /** All spikes, by node and then by time. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < nodeIds.length; i++) {
      for (int k = start[i]; k < start[i + 1]; k++) {
        visitor.spike(nodeIds[i], times[k]);
      }
    }
  }
}
