package org.neurowright.engine.build;

import java.util.List;
import java.util.Locale;
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
   * @param synapses point processes: synapses and clamps
   * @param instances what computes them: synapses that superpose share one
   * @param connections connections between a source and a synapse or artificial cell
   */
  public record Size(
      int cableCells,
      long segments,
      int artificialCells,
      long synapses,
      long instances,
      long connections) {

    /** One line for a log: {@code ... 9,680 synapses in 2,310 instances ...}. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "%,d cells of %,d segments, %,d artificial cells, %,d synapses in %,d instances, %,d connections",
          cableCells,
          segments,
          artificialCells,
          synapses,
          instances,
          connections);
    }
  }
}
