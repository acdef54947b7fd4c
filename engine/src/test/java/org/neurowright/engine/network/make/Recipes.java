package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.engine.task.RunControl;

/** Small documents and what comes out of them. */
final class Recipes {
  private Recipes() {}

  static PopulationRecipe population(String name, int count, Map<String, ValueRule> columns) {
    return new PopulationRecipe(
        name,
        OptionalInt.of(count),
        OptionalLong.empty(),
        columns,
        Optional.of(
            new PlaceRule.Within(
                new PlaceRule.Body.Box(Point.ORIGIN, new Point(400, 400, 400)), 0)),
        Map.of());
  }

  /** Network "net": 60 cells "a" with ei 'e', 40 cells "b" with ei 'i'; 30 cells "v" in "ext". */
  static Recipe of(long seed, ConnectionRecipe... connections) {
    NetworkRecipe net =
        new NetworkRecipe(
            "net",
            List.of(
                population("a", 60, Map.of("ei", ValueRule.of("e"))),
                population("b", 40, Map.of("ei", ValueRule.of("i")))));
    NetworkRecipe ext = new NetworkRecipe("ext", List.of(population("v", 30, Map.of())));
    return new Recipe(
        "test", "", seed, Point.ORIGIN, List.of(net, ext), List.of(connections), List.of());
  }

  static ConnectionRecipe connection(
      String name, String source, String target, PairRule rule, Map<String, ValueRule> attributes) {
    return new ConnectionRecipe(
        name,
        selection(source),
        selection(target),
        rule,
        ValueRule.of(1),
        false,
        ConnectionRecipe.Kind.CHEMICAL,
        OptionalLong.empty(),
        attributes);
  }

  static ConnectionRecipe connection(String name, String source, String target, PairRule rule) {
    return connection(name, source, target, rule, Map.of());
  }

  /** Population "a" or "b", the network "net", or "ext". */
  private static Selection selection(String what) {
    return switch (what) {
      case "net", "ext", "nowhere" -> Selection.all(what);
      default -> new Selection("net", "pop_name == '" + what + "'");
    };
  }

  static Made make(Recipe recipe) {
    return make(recipe, Map.of());
  }

  static Made make(Recipe recipe, Map<String, RecipeFiles.Table> files) {
    return NetworkMaker.make(
        recipe, name -> Optional.ofNullable(files.get(name)), RunControl.none());
  }

  static RecipeFiles.Table table(String... lines) {
    List<String[]> rows = new ArrayList<>();
    for (int k = 1; k < lines.length; k++) {
      rows.add(lines[k].split(","));
    }
    return new RecipeFiles.Table(List.of(lines[0].split(",")), rows);
  }

  /** Rows by type id: source node id, target node id, values of the columns. */
  static Map<Long, List<double[]>> rows(Made made) {
    Map<Long, List<double[]>> rows = new HashMap<>();
    for (EdgeSource edges : made.edges()) {
      EdgeBlock block = new EdgeBlock(edges.groups());
      edges.rows(0, edges.target().size(), block);
      int[] next = new int[edges.groups().size()];
      for (int k = 0; k < block.size(); k++) {
        int group = edges.kinds().get(block.kind()[k]).group();
        int columns = edges.groups().get(group).columns().size();
        double[] row = new double[2 + columns];
        row[0] = edges.source().nodeIds()[block.source()[k]];
        row[1] = edges.target().nodeIds()[block.target()[k]];
        for (int c = 0; c < columns; c++) {
          row[2 + c] = block.column(group, c)[next[group]];
        }
        next[group]++;
        rows.computeIfAbsent(edges.kinds().get(block.kind()[k]).id(), _ -> new ArrayList<>())
            .add(row);
      }
      long[] counted = new long[edges.groups().size()];
      edges.count(0, edges.target().size(), counted);
      for (int g = 0; g < counted.length; g++) {
        if (counted[g] != next[g]) {
          throw new AssertionError("counted " + counted[g] + " of " + next[g]);
        }
      }
    }
    return rows;
  }

  /** Rows of the connection made as {@code recipe}'s only one. */
  static List<double[]> rowsOf(Recipe recipe) {
    Made made = make(recipe);
    if (made.hasErrors()) {
      throw new AssertionError(made.problems().toString());
    }
    return rows(made).values().stream().flatMap(List::stream).toList();
  }
}
