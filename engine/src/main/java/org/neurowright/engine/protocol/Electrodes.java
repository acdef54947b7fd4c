package org.neurowright.engine.protocol;

import org.neurowright.engine.bench.Place;

/**
 * Where the potential is recorded and where something is put into the cell.
 *
 * @param record the recording electrode
 * @param inject the current electrode or synapse
 */
public record Electrodes(Place record, Place inject) {
  /** Both in the middle of the soma. */
  public static final Electrodes SOMA = new Electrodes(Place.SOMA, Place.SOMA);
}
