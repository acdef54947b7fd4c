package org.neurowright.engine.cable;

import java.util.List;
import java.util.Optional;

/**
 * A cable network spread over groups. Needed while a run is prepared; the groups go on without it.
 */
public final class CablePartition {
  private final List<CableGroup> groups;
  private final PartitionPlan plan;
  private final double shortestDelayMs;

  CablePartition(List<CableGroup> groups, PartitionPlan plan, double shortestDelayMs) {
    this.groups = List.copyOf(groups);
    this.plan = plan;
    this.shortestDelayMs = shortestDelayMs;
  }

  /** The groups, ready to be initialised. */
  public List<CableGroup> groups() {
    return groups;
  }

  /** Shortest delay between cells, +infinity when they are not connected, ms. */
  public double shortestDelayMs() {
    return shortestDelayMs;
  }

  /** A variable of the membrane, of a mechanism or of an ion at x of a section. */
  public Optional<Probe> probe(int cell, int section, double x, String variable) {
    return plan.probes[plan.groupOfCell[cell]].ofCell(cell, section, x, variable);
  }

  /** A variable of a point process or artificial cell. */
  public Optional<Probe> probe(int point, String variable) {
    return plan.probes[plan.groupOfPoint[point]].ofPoint(point, variable);
  }

  /** Group whose thread may read a cell's probes. */
  public CableGroup groupOf(int cell) {
    return groups.get(plan.groupOfCell[cell]);
  }

  /** Group of a point process or artificial cell. */
  public CableGroup groupOfPoint(int point) {
    return groups.get(plan.groupOfPoint[point]);
  }
}
