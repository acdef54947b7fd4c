package org.neurowright.engine.placement;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.neurowright.engine.description.CableCell;

/**
 * The candidates of one cell blueprint for every target asked for so far. Shared by all cells of
 * the blueprint; thread-safe.
 */
public final class PlacementTable {
  private final SegmentIndex index;
  private final Map<PlacementTarget, Candidates> candidates = new ConcurrentHashMap<>();

  public PlacementTable(SegmentIndex index) {
    this.index = index;
  }

  public static PlacementTable of(CableCell cell) {
    return new PlacementTable(SegmentIndex.of(cell));
  }

  public SegmentIndex index() {
    return index;
  }

  /** The segments in a target; computed once. */
  public Candidates candidates(PlacementTarget target) {
    return candidates.computeIfAbsent(target, t -> new Candidates(index, t));
  }
}
