package org.neurowright.engine.description;

import java.util.OptionalDouble;

/**
 * Sections {@code run} and {@code conditions} of a simulation configuration.
 *
 * @param tstopMs end of the simulation, ms
 * @param dtMs fixed step, ms
 * @param dlUm maximal segment length, µm; empty keeps each section's own nseg
 * @param spikeThresholdMv detection threshold at soma[0](0.5), mV
 * @param stepsPerBlock steps between two flushes of the results (at least 1)
 * @param vInitMv initial membrane potential, mV
 * @param celsius temperature, °C
 */
public record RunSettings(
    double tstopMs,
    double dtMs,
    OptionalDouble dlUm,
    double spikeThresholdMv,
    int stepsPerBlock,
    double vInitMv,
    double celsius) {

  public long steps() {
    return Math.round(tstopMs / dtMs);
  }

  public RunSettings withTstopMs(double newTstopMs) {
    return new RunSettings(
        newTstopMs, dtMs, dlUm, spikeThresholdMv, stepsPerBlock, vInitMv, celsius);
  }
}
