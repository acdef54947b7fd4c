package org.neurowright.engine.network.connect;

import java.util.Optional;

/**
 * Two pools and what may be connected between them: perhaps not a cell with itself, perhaps only
 * what is near.
 *
 * @param source the cells that send
 * @param target the cells that receive
 * @param autapses whether a cell may be connected with itself
 * @param geometry distances; empty when a network has no positions
 */
public record Pairs(Pool source, Pool target, boolean autapses, Optional<Geometry> geometry) {

  /** Position of the target among the sources if it may not be its own source, else -1. */
  public int excluded(int targetPosition) {
    return autapses || !source.isSameNetwork(target)
        ? -1
        : source.positionOf(target.rows()[targetPosition]);
  }

  /** Number of pairs that may be connected. */
  public long count() {
    long all = (long) source.size() * target.size();
    if (autapses || !source.isSameNetwork(target)) {
      return all;
    }
    long own = 0;
    for (int row : target.rows()) {
      own += source.positionOf(row) >= 0 ? 1 : 0;
    }
    return all - own;
  }

  /** The index by place for rules of this reach; empty when all pairs have to be looked at. */
  Optional<Neighbours> within(Reach reach) {
    return geometry.isPresent() && reach.isLimited()
        ? Optional.of(new Neighbours(geometry.get(), reach))
        : Optional.empty();
  }
}
