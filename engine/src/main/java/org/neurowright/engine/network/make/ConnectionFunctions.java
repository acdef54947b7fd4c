package org.neurowright.engine.network.make;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.network.connect.Stored;

/**
 * What a program says about a connection as functions, beside the recipe that says the rest. They
 * are called once, on one thread, in order of sources, then targets.
 *
 * @param sources rows of the cells that send, ascending, instead of the recipe's selection
 * @param targets rows of the cells that receive
 * @param pairing which pairs are connected, instead of the recipe's rule
 * @param columns of the synapses, behind those of the recipe
 */
public record ConnectionFunctions(
    Optional<int[]> sources,
    Optional<int[]> targets,
    Optional<Pairing> pairing,
    List<SynapseFunction> columns) {
  /** Nothing. */
  public static final ConnectionFunctions NONE =
      new ConnectionFunctions(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public ConnectionFunctions {
    columns = List.copyOf(columns);
  }

  /** Tells pairs with their numbers of synapses, in any order; a number of 0 is no connection. */
  @FunctionalInterface
  public interface Pairing {
    /**
     * Calls {@code each} for every connection, by positions in the pools. Connections of a cell
     * with itself are left out where the recipe has none.
     */
    void connect(Pool sources, Pool targets, Stored.Each each);
  }

  /** Numbers of each synapse. */
  public interface SynapseFunction {
    /** Their columns. */
    List<EdgeColumn> columns();

    /**
     * The numbers of one synapse.
     *
     * @param sourceRow row of its source in the table of nodes
     * @param targetRow row of its target
     * @param synapse its number in the pair, from 0
     * @param out gets a number for each column
     */
    void values(int sourceRow, int targetRow, int synapse, double[] out);
  }
}
