package org.neurowright.io.builder;

import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.network.connect.Stored;
import org.neurowright.engine.recipe.PairRule;

/** Which cells are connected; made by {@link Rules}. */
public sealed interface Rule {
  /** As a model document says it; a cell is not its own source unless the connection allows it. */
  record Written(PairRule rule) implements Rule {}

  /**
   * As a function; pairs of a cell with itself are asked about too, as in BMTK, unless the
   * connection forbids them.
   */
  record Called(Function function) implements Rule {}

  /** Goes through pairs and tells those that are connected. */
  @FunctionalInterface
  interface Function {
    /**
     * Calls {@code each} with positions in the pools and the number of synapses.
     *
     * @param random numbers of the connection
     * @param where the connection in words, for messages
     */
    void connect(Pool sources, Pool targets, RandomNumbers random, String where, Stored.Each each);
  }
}
