package org.neurowright.engine.recipe;

import java.util.List;

/**
 * A network: one SONATA node population.
 *
 * @param name also the name of its files
 * @param populations in the order of their node ids
 */
public record NetworkRecipe(String name, List<PopulationRecipe> populations) {
  public NetworkRecipe {
    populations = List.copyOf(populations);
  }
}
