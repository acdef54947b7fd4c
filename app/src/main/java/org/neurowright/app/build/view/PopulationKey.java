package org.neurowright.app.build.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;

/** Names a population in a recipe. */
public record PopulationKey(String network, String population) {

  /** All populations of a recipe in order. */
  public static List<PopulationKey> of(Recipe recipe) {
    List<PopulationKey> all = new ArrayList<>();
    for (NetworkRecipe network : recipe.networks()) {
      network.populations().forEach(p -> all.add(new PopulationKey(network.name(), p.name())));
    }
    return all;
  }

  /** What it names. */
  public Optional<PopulationRecipe> in(Recipe recipe) {
    return recipe.network(network).flatMap(n -> n.population(population));
  }

  @Override
  public String toString() {
    return network + "/" + population;
  }
}
