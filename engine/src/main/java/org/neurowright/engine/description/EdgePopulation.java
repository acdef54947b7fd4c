package org.neurowright.engine.description;

import java.util.List;

/**
 * A population of edges whose rows stay on disk until asked for.
 *
 * @param name population name, for instance {@code lgn_to_v1}
 * @param source name of the source node population
 * @param target name of the target node population
 * @param types the edge types; rows refer to them by index
 * @param store the rows
 * @param file path of the edges file, for messages
 */
public record EdgePopulation(
    String name, String source, String target, List<EdgeType> types, EdgeStore store, String file) {
  public EdgePopulation {
    types = List.copyOf(types);
  }
}
