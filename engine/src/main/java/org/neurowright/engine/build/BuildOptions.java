package org.neurowright.engine.build;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How to build, apart from what to build.
 *
 * @param threads worker threads, at least 1
 * @param globals values of mechanism globals that differ from their defaults, by NEURON's name
 * @param exactSums true to give every synapse an instance of its own, so that currents are summed in
 *     the reference's order; false lets synapses that superpose share one, which changes sums in
 *     their last bits
 * @param nanoTime clock for measuring the run; results do not depend on it
 */
public record BuildOptions(
    int threads, Map<String, Double> globals, boolean exactSums, LongSupplier nanoTime) {
  public BuildOptions {
    globals = Map.copyOf(globals);
  }
}
