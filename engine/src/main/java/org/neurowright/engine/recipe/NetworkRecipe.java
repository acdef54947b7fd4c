package org.neurowright.engine.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network: one SONATA node population.
 *
 * @param name also the name of its files
 * @param populations in the order of their node ids
 * @param extras as of {@link Recipe}
 */
public record NetworkRecipe(
    String name, List<PopulationRecipe> populations, Map<String, String> extras) {
  public NetworkRecipe {
    populations = List.copyOf(populations);
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  public NetworkRecipe(String name, List<PopulationRecipe> populations) {
    this(name, populations, Map.of());
  }

  public Optional<PopulationRecipe> population(String population) {
    return populations.stream().filter(p -> p.name().equals(population)).findFirst();
  }

  public NetworkRecipe withName(String newName) {
    return new NetworkRecipe(newName, populations, extras);
  }

  public NetworkRecipe withPopulations(List<PopulationRecipe> newPopulations) {
    return new NetworkRecipe(name, newPopulations, extras);
  }
}
