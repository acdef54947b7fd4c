package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.neurowright.engine.expression.Function;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;

/** What can be written into an expression at some place: the list that completion offers. */
public final class ExpressionNames {
  private static final List<String> DISTANCES =
      List.of("dist", "dist_xy", "dist_xz", "dist_yz", "dist_x", "dist_y", "dist_z");

  private ExpressionNames() {}

  /**
   * Something to be completed to.
   *
   * @param insert what is written
   * @param shown how it is listed
   * @param about what it is, in a line
   */
  public record Completion(String insert, String shown, String about) {}

  /** Names of the cells of a network. */
  public static List<String> cells(Recipe recipe, String network) {
    Set<String> names = new LinkedHashSet<>();
    recipe
        .network(network)
        .map(NetworkRecipe::populations)
        .orElse(List.of())
        .forEach(p -> {
          names.add("pop_name");
          names.addAll(p.columns().keySet());
          p.places()
              .ifPresent(rule -> {
                if (rule instanceof PlaceRule.Layered) {
                  names.add("layer");
                }
                names.addAll(List.of("x", "y", "z"));
              });
          p.rotation().keySet().forEach(axis -> names.add("rotation_angle_" + axis + "axis"));
        });
    names.addAll(List.of("node_id", "index"));
    return List.copyOf(names);
  }

  /** Names of a cell while its population is made: what stands in its other columns. */
  public static List<String> column(PopulationRecipe population) {
    Set<String> names = new LinkedHashSet<>(List.of("index", "count"));
    population.places().ifPresent(_ -> names.addAll(List.of("x", "y", "z")));
    names.addAll(population.columns().keySet());
    return List.copyOf(names);
  }

  /** Names of a pair of cells. */
  public static List<String> pair(Recipe recipe, String source, String target) {
    List<String> names = new ArrayList<>(DISTANCES);
    cells(recipe, source).forEach(name -> names.add("pre." + name));
    cells(recipe, target).forEach(name -> names.add("post." + name));
    return names;
  }

  /** What begins like the word before a place in a text; everything after a blank. */
  public static List<Completion> at(String text, int place, List<String> names) {
    String begun = word(text, place).toLowerCase(Locale.ROOT);
    List<Completion> found = new ArrayList<>();
    names.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begun))
        .forEach(name -> found.add(new Completion(name, name, unit(name))));
    Arrays.stream(Function.values())
        .filter(f -> f.word().startsWith(begun))
        .forEach(f -> found.add(new Completion(f.word() + "(", f.signature(), f.summary())));
    return found;
  }

  private static String unit(String name) {
    String unit =
        name.startsWith("dist") ? "µm" : Units.of(name.substring(name.lastIndexOf('.') + 1));
    return unit;
  }

  /** The begun name before a place. */
  public static String word(String text, int place) {
    int start = Math.min(place, text.length());
    while (start > 0 && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, Math.min(place, text.length()));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
