package org.neurowright.engine.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Cells that share a type.
 *
 * @param name unique in its network; kept as the column {@code pop_name} unless {@code columns} has
 *     one
 * @param count number of cells; empty when places or lists of values say it
 * @param nodeTypeId id of the type; empty for the next free one from 100
 * @param columns attributes by name, in order; constants belong to the type, everything else to the
 *     single cells
 * @param places where the cells are; empty for no positions
 * @param rotation angles about x, y and z in radians by the names {@code x}, {@code y}, {@code z};
 *     empty for none
 * @param extras as of {@link Recipe}
 */
public record PopulationRecipe(
    String name,
    OptionalInt count,
    OptionalLong nodeTypeId,
    Map<String, ValueRule> columns,
    Optional<PlaceRule> places,
    Map<String, ValueRule> rotation,
    Map<String, String> extras) {
  public PopulationRecipe {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    rotation = Collections.unmodifiableMap(new LinkedHashMap<>(rotation));
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  public PopulationRecipe(
      String name,
      OptionalInt count,
      OptionalLong nodeTypeId,
      Map<String, ValueRule> columns,
      Optional<PlaceRule> places,
      Map<String, ValueRule> rotation) {
    this(name, count, nodeTypeId, columns, places, rotation, Map.of());
  }

  public PopulationRecipe withName(String newName) {
    return new PopulationRecipe(newName, count, nodeTypeId, columns, places, rotation, extras);
  }

  public PopulationRecipe withCount(OptionalInt newCount) {
    return new PopulationRecipe(name, newCount, nodeTypeId, columns, places, rotation, extras);
  }

  public PopulationRecipe withNodeTypeId(OptionalLong newNodeTypeId) {
    return new PopulationRecipe(name, count, newNodeTypeId, columns, places, rotation, extras);
  }

  public PopulationRecipe withColumns(Map<String, ValueRule> newColumns) {
    return new PopulationRecipe(name, count, nodeTypeId, newColumns, places, rotation, extras);
  }

  public PopulationRecipe withPlaces(Optional<PlaceRule> newPlaces) {
    return new PopulationRecipe(name, count, nodeTypeId, columns, newPlaces, rotation, extras);
  }

  public PopulationRecipe withRotation(Map<String, ValueRule> newRotation) {
    return new PopulationRecipe(name, count, nodeTypeId, columns, places, newRotation, extras);
  }
}
