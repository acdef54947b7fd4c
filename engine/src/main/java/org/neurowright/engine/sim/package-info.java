/**
 * The time loop: epochs, exchange of spikes between groups, results to sinks, stop and pause. Start
 * with {@link org.neurowright.engine.sim.Simulation}. Knows no kind of cell.
 */
package org.neurowright.engine.sim;
