package org.neurowright.engine.cable;

import java.util.List;
import java.util.Optional;

/**
 * A cable network spread over groups.
 *
 * @param groups the groups, ready to be initialised
 * @param groupOfCell group of each cell
 * @param groupOfPoint group of each point process and artificial cell
 * @param shortestDelayMs shortest delay between cells, +infinity when they are not connected, ms
 * @param lockstep whether gap junctions join cells of different groups: such groups wait for each
 *     other in every step and at initialisation, so each needs a thread of its own
 */
public record CablePartition(
    List<CableGroup> groups, int[] groupOfCell, int[] groupOfPoint, double shortestDelayMs,
    boolean lockstep) {

  /** A variable of the membrane, of a mechanism or of an ion at x of a section. */
  public Optional<Probe> probe(int cell, int section, double x, String variable) {
    return groups.get(groupOfCell[cell]).probe(cell, section, x, variable);
  }

  /** A variable of a point process or artificial cell. */
  public Optional<Probe> probe(int point, String variable) {
    return groups.get(groupOfPoint[point]).probe(point, variable);
  }

  /** Group whose thread may read a cell's probes. */
  public CableGroup groupOf(int cell) {
    return groups.get(groupOfCell[cell]);
  }
}
