package org.neurowright.engine.sim;

/**
 * Which cell each spike source of a network is.
 *
 * @param population index into the run's populations of each source, -1 for sources whose spikes
 *     are not recorded; owned by the record
 * @param row row of the cell in its population; owned by the record
 */
public record SpikeTable(int[] population, int[] row) {}
