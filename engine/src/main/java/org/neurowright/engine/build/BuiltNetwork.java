package org.neurowright.engine.build;

import java.util.List;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.sim.Simulation;

/**
 * A network ready to run.
 *
 * @param simulation runs it, once
 * @param size how big it is
 * @param warnings what was strange about the model but did not prevent building it
 */
public record BuiltNetwork(Simulation simulation, Size size, List<Problem> warnings) {
  public BuiltNetwork {
    warnings = List.copyOf(warnings);
  }

  /**
   * Counts of a network.
   *
   * @param cableCells cells with a cable
   * @param segments segments of all of them
   * @param artificialCells artificial cells
   * @param synapses point processes that carry connections
   * @param connections connections between a source and a synapse or artificial cell
   */
  public record Size(
      int cableCells, long segments, int artificialCells, long synapses, long connections) {}
}
