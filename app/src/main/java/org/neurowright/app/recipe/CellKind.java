package org.neurowright.app.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** Cells to begin with: the columns that make a population of them. */
public enum CellKind {
  /** Built in; its parameters are a file of the starter components. */
  POINT(
      "point cells (IntFire1)",
      texts(
          "model_type",
          "point_neuron",
          "model_template",
          "nrn:IntFire1",
          "dynamics_params",
          "intfire1.json")),
  /** Files of the starter components, see {@code Scaffold}. */
  CABLE(
      "cable cells (cell.swc)",
      texts(
          "model_type",
          "biophysical",
          "model_template",
          "ctdb:Biophys1.hoc",
          "model_processing",
          "aibs_perisomatic",
          "dynamics_params",
          "cell.json",
          "morphology",
          "cell.swc")),
  /** They only send spikes. */
  VIRTUAL("virtual cells", texts("model_type", "virtual")),
  /** Whatever else its columns say. */
  OTHER("as the columns say", Map.of());

  private static final List<String> COLUMNS = List.copyOf(CABLE.columns.keySet());

  private final String words;
  private final Map<String, ValueRule> columns;

  CellKind(String words, Map<String, ValueRule> columns) {
    this.words = words;
    this.columns = columns;
  }

  private static Map<String, ValueRule> texts(String... keysAndTexts) {
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    for (int k = 0; k < keysAndTexts.length; k += 2) {
      columns.put(keysAndTexts[k], ValueRule.of(keysAndTexts[k + 1]));
    }
    return columns;
  }

  @Override
  public String toString() {
    return words;
  }

  /** The columns that make cells of this kind. */
  public Map<String, ValueRule> columns() {
    return Collections.unmodifiableMap(columns);
  }

  /** What a population is of. */
  public static CellKind of(PopulationRecipe population) {
    for (CellKind kind : List.of(POINT, CABLE, VIRTUAL)) {
      if (COLUMNS.stream()
          .allMatch(c ->
              Optional.ofNullable(kind.columns.get(c))
                  .equals(Optional.ofNullable(population.columns().get(c))))) {
        return kind;
      }
    }
    return OTHER;
  }

  /** Makes the cells of a population others; columns that have nothing to do with it stay. */
  public RecipeChange make(String network, PopulationRecipe population) {
    List<RecipeChange> changes = new ArrayList<>();
    for (String column : COLUMNS) {
      if (columns.containsKey(column)) {
        changes.add(RecipeEdits.setColumn(network, population.name(), column, columns.get(column)));
      } else if (population.columns().containsKey(column)) {
        changes.add(RecipeEdits.removeColumn(network, population.name(), column));
      }
    }
    return RecipeChange.together("Make " + population.name() + " " + words, changes);
  }

  /** Whether a selection may have cells with a shape among its network's. */
  public static boolean mayBeCables(Recipe recipe, Selection selection) {
    ValueRule biophysical = ValueRule.of("biophysical");
    return recipe.network(selection.network()).map(NetworkRecipe::populations).stream()
        .flatMap(List::stream)
        .anyMatch(p -> biophysical.equals(p.columns().get("model_type")));
  }
}
