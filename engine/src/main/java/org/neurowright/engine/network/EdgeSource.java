package org.neurowright.engine.network;

import java.util.List;

/**
 * The edges between two networks (or inside one), made whenever they are asked for and always the
 * same. Rows are ordered by target row, then by kind, then by source row. Safe for use by several
 * threads, each with blocks of its own.
 */
public interface EdgeSource {

  /** Name of the edge population, by default {@code <source>_to_<target>}. */
  String name();

  NodeTable source();

  NodeTable target();

  /** The types of edges in the order in which they were added. */
  List<EdgeKind> kinds();

  /** Groups by number. */
  List<EdgeGroup> groups();

  /**
   * How many rows each group has for some targets.
   *
   * @param firstTarget row of the first target
   * @param endTarget row behind the last one
   * @param perGroup gets the numbers added
   */
  void count(int firstTarget, int endTarget, long[] perGroup);

  /**
   * Makes the rows of some targets.
   *
   * @param firstTarget row of the first target
   * @param endTarget row behind the last one
   * @param block cleared, then filled
   */
  void rows(int firstTarget, int endTarget, EdgeBlock block);

  /**
   * Counts as {@link #count(int, int, long[])} and keeps what was found.
   *
   * @param memory gets what {@link #again} needs for these targets
   * @return false when nothing is kept, so that {@link #rows} has to be asked
   */
  default boolean count(int firstTarget, int endTarget, long[] perGroup, EdgeMemory memory) {
    count(firstTarget, endTarget, perGroup);
    return false;
  }

  /**
   * Makes the rows of targets that were counted before, from what was kept then.
   *
   * @param memory with what was kept for just these targets
   * @param block gets the rows behind those that it has
   */
  default void again(int firstTarget, int endTarget, EdgeMemory memory, EdgeBlock block) {
    throw new UnsupportedOperationException(name() + " keeps nothing");
  }
}
