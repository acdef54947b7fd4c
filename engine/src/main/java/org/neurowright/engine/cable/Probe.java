package org.neurowright.engine.cable;

/**
 * Where the value of a recorded variable stands while the simulation runs.
 *
 * @param array array of the group; only the group's own thread may read it during an epoch
 * @param index position in it
 * @param unit unit of the value, empty when unknown
 */
public record Probe(double[] array, int index, String unit) {
  public double value() {
    return array[index];
  }
}
