package org.neurowright.app.build.view;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.Recipe;

/**
 * What the rules of a recipe make between its populations, as far as it is known. It may be about
 * an older recipe than the one shown: rules that are others now are left out then.
 *
 * @param networks populations it is about
 * @param connections rules it is about
 * @param pairs numbers of every rule for every two populations that it may join
 */
public record RuleNumbers(
    List<NetworkRecipe> networks, List<ConnectionRecipe> connections, List<Pair> pairs) {
  /** Nothing is known yet. */
  public static final RuleNumbers NONE = new RuleNumbers(List.of(), List.of(), List.of());

  public RuleNumbers {
    networks = List.copyOf(networks);
    connections = List.copyOf(connections);
    pairs = List.copyOf(pairs);
  }

  /**
   * One rule between two populations.
   *
   * @param rule name of the connection
   * @param cellPairs pairs of cells that the rule selects
   * @param connections pairs that it connects
   * @param synapses it makes
   * @param meanWeight of the synapses, {@code syn_weight}; NaN when it differs from synapse to
   *     synapse or there is none
   * @param exact whether everything was counted; else sampled
   */
  public record Pair(
      String rule,
      PopulationKey source,
      PopulationKey target,
      double cellPairs,
      double connections,
      double synapses,
      double meanWeight,
      boolean exact) {}

  /** Numbers of a rule, if it is still as it was when they were found. */
  Optional<List<Pair>> of(ConnectionRecipe connection, Recipe recipe) {
    return networks.equals(recipe.networks()) && connections.contains(connection)
        ? Optional.of(pairs.stream().filter(p -> p.rule().equals(connection.name())).toList())
        : Optional.empty();
  }
}
