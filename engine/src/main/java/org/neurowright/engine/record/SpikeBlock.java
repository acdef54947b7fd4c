package org.neurowright.engine.record;

/**
 * Spikes of one epoch, in no particular order. The arrays belong to the engine and are reused after
 * the call that hands the block over.
 *
 * @param size number of spikes
 * @param population index into {@link RunLayout#populations()}
 * @param row row of the cell in its population
 * @param tMs spike times, ms
 */
public record SpikeBlock(int size, int[] population, int[] row, double[] tMs) {}
