/**
 * SONATA simulations: run, conditions, output, node sets, inputs and reports of a configuration,
 * resolved against the populations of its network.
 *
 * <p>Start with {@link org.neurowright.io.sonata.simulation.SimulationReader}. Spike files are
 * opened by whoever implements {@link org.neurowright.io.sonata.simulation.SpikeSourceOpener}.
 */
package org.neurowright.io.sonata.simulation;
