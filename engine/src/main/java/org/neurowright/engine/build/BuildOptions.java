package org.neurowright.engine.build;

import java.util.Map;
import java.util.function.LongSupplier;
import org.neurowright.engine.cable.CableNetwork;

/**
 * How to build, apart from what to build.
 *
 * @param threads worker threads, at least 1
 * @param blockBytes wanted size of the state of a block of cells, which one thread advances by a
 *     whole epoch before it takes another; results do not depend on it
 * @param globals values of mechanism globals that differ from their defaults, by NEURON's name
 * @param exactSums true to give every synapse an instance of its own, so that currents are summed
 *     in the reference's order; false lets synapses that superpose share one, which changes sums in
 *     their last bits
 * @param vectors false to keep the cable equation from vector instructions; results do not depend
 *     on it
 * @param nanoTime clock for measuring the run; results do not depend on it
 */
public record BuildOptions(
    int threads,
    long blockBytes,
    Map<String, Double> globals,
    boolean exactSums,
    boolean vectors,
    LongSupplier nanoTime) {

  /** Fits into the second-level cache of most processors. */
  public static final long BLOCK_BYTES = 1 << 20;

  public BuildOptions {
    globals = Map.copyOf(globals);
  }

  public BuildOptions(
      int threads, Map<String, Double> globals, boolean exactSums, LongSupplier nanoTime) {
    this(threads, BLOCK_BYTES, globals, exactSums, true, nanoTime);
  }

  /** These options without vector instructions. */
  public BuildOptions scalar() {
    return new BuildOptions(threads, blockBytes, globals, exactSums, false, nanoTime);
  }

  /** Blocks to spread a network over: as the size demands, the same number for each thread. */
  int blocks(CableNetwork network) {
    long wanted = Math.max(1, Math.ceilDiv(network.stateBytes(), blockBytes * threads));
    return (int) Math.min(Integer.MAX_VALUE, wanted * threads);
  }
}
