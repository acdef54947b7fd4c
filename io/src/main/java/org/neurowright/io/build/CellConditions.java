package org.neurowright.io.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * Conditions under which the cells of a model were made, as their parameter files say: a new
 * configuration begins with them. Channels of a cell that was fitted at another temperature may
 * make no spikes at all.
 */
final class CellConditions {
  private static final String FOLDER = "components/biophysical_neuron_models";
  private final List<JsonObject> conditions;

  private CellConditions(List<JsonObject> conditions) {
    this.conditions = conditions;
  }

  /** Of all parameter files that whole populations name. */
  static CellConditions of(Recipe recipe, Path modelFolder) {
    Set<String> files = new TreeSet<>();
    recipe.networks().stream()
        .flatMap(network -> network.populations().stream())
        .forEach(population -> {
          if (population.columns().get("dynamics_params")
              instanceof ValueRule.Constant(Value.Text(String file))) {
            files.add(file);
          }
        });
    return new CellConditions(
        files.stream()
            .map(file -> modelFolder.resolve(FOLDER).resolve(file))
            .filter(Files::isRegularFile)
            .flatMap(file -> JsonReader.read(file).value().stream())
            .flatMap(json -> first(json).stream())
            .toList());
  }

  private static Optional<JsonObject> first(JsonValue json) {
    return json instanceof JsonObject cell
            && cell.get("conditions").orElse(null) instanceof JsonArray(var items, var _)
            && !items.isEmpty()
            && items.getFirst() instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  /** A number that all say alike. */
  OptionalDouble get(String key) {
    double[] said =
        conditions.stream()
            .flatMap(c -> c.get(key).stream())
            .filter(JsonNumber.class::isInstance)
            .mapToDouble(v -> ((JsonNumber) v).value())
            .distinct()
            .toArray();
    return said.length == 1 ? OptionalDouble.of(said[0]) : OptionalDouble.empty();
  }
}
