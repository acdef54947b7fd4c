package org.neurowright.engine.description;

/** Given spike times of one population, wherever they are kept. */
public non-sealed interface SpikeSource extends DescriptionSource {

  /** Number of spikes in all. */
  long size();

  /**
   * Spike times of one node in ascending order, ms; empty when it has none. A new or shared array:
   * do not change.
   */
  double[] timesMs(long nodeId);
}
