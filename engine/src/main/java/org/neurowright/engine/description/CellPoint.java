package org.neurowright.engine.description;

import java.util.Map;
import java.util.Objects;

/**
 * A point process that belongs to a cell: an electrode or a synapse that the cell's own code made.
 *
 * @param mechanism name of a POINT_PROCESS
 * @param section index of the section
 * @param x where on the section, 0 to 1
 * @param parameters values that differ from the defaults; {@code name[k]} is one element of an
 *     array
 */
public record CellPoint(String mechanism, int section, double x, Map<String, Double> parameters) {
  public CellPoint {
    Objects.requireNonNull(mechanism, "mechanism");
    parameters = Map.copyOf(parameters);
  }
}
