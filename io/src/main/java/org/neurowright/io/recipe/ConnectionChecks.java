package org.neurowright.io.recipe;

import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.recipe.ObjectForm.Found;

/** Whether the parts of a connection fit each other. */
final class ConnectionChecks {
  private ConnectionChecks() {}

  static void check(ConnectionRecipe connection, Found found) {
    PairRule rule = connection.rule();
    boolean says =
        switch (rule) {
          case PairRule.RandomSynapses r -> true;
          case PairRule.LinearDistance l -> true;
          case PairRule.Matrix m -> true;
          case PairRule.FromCsv csv -> csv.synapsesColumn().isPresent();
          case PairRule.All a -> false;
          case PairRule.Probability p -> false;
          case PairRule.FixedInDegree d -> false;
          case PairRule.FixedOutDegree d -> false;
          case PairRule.FixedTotal t -> false;
          case PairRule.OneToOne o -> false;
          case PairRule.OneToOneSequential o -> false;
          case PairRule.Reciprocal r -> false;
          case PairRule.Unordered u -> false;
          case PairRule.Correlated c -> false;
          case PairRule.SmallWorld s -> false;
          case PairRule.GroupTable g -> false;
        };
    if (says && found.json().get("synapses").isPresent()) {
      found.warning(
          "recipe.unused-key",
          "synapses",
          "The rule says itself how many synapses a pair has",
          "Remove \"synapses\"");
    }
    if (connection.synapses() instanceof ValueRule.Absent
        || connection.synapses() instanceof ValueRule.Constant(Value value)
            && !(value instanceof Value.Num(double number) && number >= 0)) {
      found.error(
          "recipe.wrong-type",
          "synapses",
          "This is no number of synapses",
          "a number from 0, an expression, or values",
          "");
    }
    if (connection.attributes().containsKey("nsyns")) {
      found.warning(
          "recipe.reserved-column",
          "attributes",
          "\"nsyns\" is written by the program",
          "Say it as \"synapses\" beside \"attributes\"");
    }
    boolean pairsOfOne = rule instanceof PairRule.Unordered || rule instanceof PairRule.Correlated;
    if (connection.kind() == ConnectionRecipe.Kind.GAP_JUNCTION || pairsOfOne) {
      if (!connection.source().network().equals(connection.target().network())) {
        found.error(
            "recipe.two-networks",
            "target",
            pairsOfOne
                ? "Unordered pairs are inside one network"
                : "Gap junctions are inside one network",
            "\"" + connection.source().network() + "\" as of the source",
            "");
      }
    }
  }
}
