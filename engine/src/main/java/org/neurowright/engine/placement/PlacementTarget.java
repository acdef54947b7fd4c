package org.neurowright.engine.placement;

import java.util.Set;
import org.neurowright.engine.description.SectionKind;

/**
 * The part of a cell where a kind of synapse may sit.
 *
 * @param kinds kinds of sections
 * @param distanceMinUm smallest path distance from the soma's 0 end, µm
 * @param distanceMaxUm largest path distance, µm
 */
public record PlacementTarget(Set<SectionKind> kinds, double distanceMinUm, double distanceMaxUm) {
  public PlacementTarget {
    kinds = Set.copyOf(kinds);
  }
}
