package org.neurowright.io.results;

/**
 * How a run is computed, as far as the user can choose. Of these only {@code exactSums} changes
 * numbers, in their last bits.
 *
 * @param threads worker threads
 * @param exactSums whether every synapse is computed by itself, in the reference's order of sums
 * @param vectors whether vector instructions may be used
 */
public record RunMethod(int threads, boolean exactSums, boolean vectors) {}
