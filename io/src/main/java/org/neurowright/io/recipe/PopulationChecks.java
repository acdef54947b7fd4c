package org.neurowright.io.recipe;

import java.util.Map;
import java.util.OptionalInt;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.recipe.ObjectForm.Found;

/** Whether the numbers in a population fit each other. */
final class PopulationChecks {
  private PopulationChecks() {}

  static void check(PopulationRecipe population, Found found) {
    new Sizes(population, found).check();
    for (String id : new String[] {"node_type_id", "node_group_id", "node_group_index"}) {
      if (population.columns().containsKey(id)) {
        found.error(
            "recipe.reserved-column",
            "columns",
            "The column \"" + id + "\" is written by the program",
            "",
            id.equals("node_type_id") ? "Give \"node_type_id\" beside \"columns\"" : "Remove it");
      }
    }
  }

  private record Sizes(PopulationRecipe population, Found found) {
    void check() {
      boolean told = population.count().isPresent();
      OptionalInt count = population.count();
      String says = "\"count\" says ";
      if (population.places().isPresent()) {
        JsonValue at = found.at("places");
        OptionalInt places =
            switch (population.places().get()) {
              case PlaceRule.Listed(var points) -> OptionalInt.of(points.size());
              case PlaceRule.FromCsv csv -> lines(csv.file());
              case PlaceRule.Within w -> OptionalInt.empty();
              case PlaceRule.Layered l -> OptionalInt.empty();
              case PlaceRule.Lattice l -> OptionalInt.empty();
              case PlaceRule.GridChoice g -> OptionalInt.empty();
              case PlaceRule.Computed c -> OptionalInt.empty();
            };
        told |=
            population.places().get() instanceof PlaceRule.Listed
                || population.places().get() instanceof PlaceRule.FromCsv;
        if (population.places().get() instanceof PlaceRule.Lattice lattice) {
          lattice(lattice);
        }
        if (count.isEmpty() && places.isPresent()) {
          count = places;
          says = "\"places\" has ";
        } else {
          compare(at, "places", places, count, says);
        }
      }
      for (boolean columns : new boolean[] {true, false}) {
        Map<String, ValueRule> rules = columns ? population.columns() : population.rotation();
        String key = columns ? "columns" : "rotation";
        for (Map.Entry<String, ValueRule> rule : rules.entrySet()) {
          OptionalInt size =
              switch (rule.getValue()) {
                case ValueRule.Listed(var values) -> OptionalInt.of(values.size());
                case ValueRule.FromCsv csv -> lines(csv.file());
                case ValueRule.Constant c -> OptionalInt.empty();
                case ValueRule.Absent a -> OptionalInt.empty();
                case ValueRule.Expression e -> OptionalInt.empty();
              };
          told |=
              rule.getValue() instanceof ValueRule.Listed
                  || rule.getValue() instanceof ValueRule.FromCsv;
          if (count.isEmpty() && size.isPresent()) {
            count = size;
            says = "\"" + rule.getKey() + "\" has ";
          } else {
            compare(member(key, rule.getKey()), rule.getKey(), size, count, says);
          }
        }
      }
      if (!told) {
        found.error(
            "recipe.missing-count",
            "name",
            "Nothing says how many cells \"" + population.name() + "\" has",
            "\"count\", or places or values in a list or a csv file",
            "");
      }
    }

    private JsonValue member(String key, String name) {
      return found.at(key) instanceof JsonObject object
          ? object.get(name).orElse(object)
          : found.json();
    }

    private OptionalInt lines(String file) {
      return found
          .reading()
          .known(file)
          .map(table -> OptionalInt.of(table.size()))
          .orElse(OptionalInt.empty());
    }

    private void compare(
        JsonValue at, String what, OptionalInt size, OptionalInt count, String says) {
      if (size.isPresent() && count.isPresent() && size.getAsInt() != count.getAsInt()) {
        found
            .reading()
            .add(
                Problem.error(
                        "recipe.count",
                        at.where(),
                        "\""
                            + what
                            + "\" has "
                            + size.getAsInt()
                            + " values, but "
                            + says
                            + count.getAsInt())
                    .expected("one for each cell"));
      }
    }

    private void lattice(PlaceRule.Lattice lattice) {
      long points = (long) lattice.columns() * lattice.rows() * lattice.layers();
      if (population.count().isPresent() && population.count().getAsInt() > points) {
        found.error(
            "recipe.count",
            "places",
            "The lattice has " + points + " points for " + population.count().getAsInt() + " cells",
            "a point for each cell",
            "Give it more columns, rows or layers");
      }
    }
  }
}
