package org.neurowright.app.build.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** A small cortex: excitatory and inhibitory cells, point cells without rules, a virtual input. */
final class Recipes {
  static final PopulationKey EXC = new PopulationKey("v1", "exc");
  static final PopulationKey INH = new PopulationKey("v1", "inh");
  static final PopulationKey FAR = new PopulationKey("v1", "far");
  static final PopulationKey LGN = new PopulationKey("lgn", "tc");

  private Recipes() {}

  static Recipe cortex() {
    return Recipe.empty("cortex")
        .withSeed(3)
        .withNetworks(
            List.of(
                new NetworkRecipe(
                    "v1",
                    List.of(
                        population("exc", 80, "biophysical", "e"),
                        population("inh", 20, "biophysical", "i"),
                        population("far", 10, "point_neuron", "e"))),
                new NetworkRecipe("lgn", List.of(population("tc", 30, "virtual", "e")))))
        .withConnections(
            List.of(
                rule("recurrent", "v1", "pop_name == 'exc'", "v1", "pop_name == 'exc'", 0.1, 2),
                rule("drive", "v1", "pop_name == 'exc'", "v1", "pop_name == 'inh'", 0.5, 1),
                rule("inhibition", "v1", "ei == 'i'", "v1", "pop_name == 'exc'", 1, 3),
                rule("thalamus", "lgn", "", "v1", "pop_name in ['exc', 'inh']", 0.3, 1)));
  }

  private static PopulationRecipe population(String name, int count, String type, String ei) {
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    columns.put("model_type", ValueRule.of(type));
    columns.put("ei", ValueRule.of(ei));
    return new PopulationRecipe(
        name, OptionalInt.of(count), OptionalLong.empty(), columns, Optional.empty(), Map.of());
  }

  private static ConnectionRecipe rule(
      String name, String from, String where, String to, String whom, double p, int synapses) {
    return new ConnectionRecipe(
        name,
        new Selection(from, where),
        new Selection(to, whom),
        new PairRule.Probability(Double.toString(p)),
        ValueRule.of(synapses),
        false,
        ConnectionRecipe.Kind.CHEMICAL,
        OptionalLong.empty(),
        Map.of("syn_weight", ValueRule.of(0.001 * synapses)));
  }
}
