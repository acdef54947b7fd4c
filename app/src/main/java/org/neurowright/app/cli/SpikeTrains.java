package org.neurowright.app.cli;

/**
 * The spikes of one population as they stand in a file, in any order. The arrays are owned by the
 * record.
 *
 * @param population population name
 * @param nodeIds node of each spike [n]
 * @param timesMs time of each spike, ms [n]
 */
public record SpikeTrains(String population, long[] nodeIds, double[] timesMs) {
  public SpikeTrains {
    if (nodeIds.length != timesMs.length) {
      throw new IllegalArgumentException(
          nodeIds.length + " node ids but " + timesMs.length + " times");
    }
  }
}
