package org.neurowright.app.build.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neurowright.app.recipe.SynapseKind;
import org.neurowright.app.workspace.PopulationPalette;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** What pictures want to know of a recipe. */
final class RecipeFacts {
  private static final Pattern EQUALS =
      Pattern.compile("(\\w+)\\s*==\\s*(?:'([^']*)'|\"([^\"]*)\")");

  private RecipeFacts() {}

  /** What a population is made of, as far as its picture tells. */
  public enum Kind {
    CABLE("biophysical cells"),
    POINT("point cells"),
    VIRTUAL("virtual cells"),
    OTHER("cells of no kind yet");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Kind kind(PopulationRecipe population) {
    return switch (constant(population, "model_type")) {
      case "biophysical" -> Kind.CABLE;
      case "virtual" -> Kind.VIRTUAL;
      case "" -> Kind.OTHER;
      default -> Kind.POINT;
    };
  }

  /** The text all cells of a population have in a column; empty when there is none. */
  static String constant(PopulationRecipe population, String column) {
    return population.columns().get(column) instanceof ValueRule.Constant(Value.Text(String text))
        ? text
        : "";
  }

  /** Colours by {@link PopulationKey#toString()}. */
  static PopulationPalette palette(Recipe recipe) {
    Predicate<PopulationKey> isVirtual = key -> kind(key.in(recipe).orElseThrow()) == Kind.VIRTUAL;
    Map<Boolean, List<String>> names =
        PopulationKey.of(recipe).stream()
            .collect(
                Collectors.partitioningBy(
                    isVirtual, Collectors.mapping(PopulationKey::toString, Collectors.toList())));
    return PopulationPalette.of(names.get(false), names.get(true));
  }

  /**
   * Populations that a selection may be about, told from its text alone: equalities with constants
   * are looked at, every other condition may be met by any cell.
   */
  static List<PopulationKey> mayMatch(Selection selection, Recipe recipe) {
    List<PopulationKey> matched = new ArrayList<>();
    recipe
        .network(selection.network())
        .ifPresent(network ->
            network.populations().stream()
                .filter(p -> mayMatch(selection.where(), p))
                .forEach(p -> matched.add(new PopulationKey(network.name(), p.name()))));
    return matched;
  }

  private static boolean mayMatch(String where, PopulationRecipe population) {
    if (where.matches("(?s).*\\b(or|not)\\b.*")) {
      return true;
    }
    Matcher equality = EQUALS.matcher(where);
    while (equality.find()) {
      String column = equality.group(1);
      String wanted = equality.group(2) != null ? equality.group(2) : equality.group(3);
      ValueRule rule = population.columns().get(column);
      boolean ownName = column.equals("pop_name") && rule == null;
      if (ownName && !population.name().equals(wanted)
          || rule instanceof ValueRule.Constant(Value value) && !value.toString().equals(wanted)) {
        return false;
      }
    }
    return true;
  }

  /** A rule that connects two populations at random, to be changed. */
  static ConnectionRecipe newRule(Recipe recipe, PopulationKey source, PopulationKey target) {
    boolean cables = kind(target.in(recipe).orElseThrow()) == Kind.CABLE;
    return new ConnectionRecipe(
        freeName(recipe, source.population() + " to " + target.population()),
        selection(recipe, source),
        selection(recipe, target),
        new PairRule.Probability("0.1"),
        ValueRule.of(1),
        false,
        ConnectionRecipe.Kind.CHEMICAL,
        OptionalLong.empty(),
        (cables ? SynapseKind.EXCITATION : SynapseKind.DIRECT).initial());
  }

  private static Selection selection(Recipe recipe, PopulationKey key) {
    PopulationRecipe population = key.in(recipe).orElseThrow();
    if (recipe.network(key.network()).orElseThrow().populations().size() == 1) {
      return Selection.all(key.network());
    }
    String own = constant(population, "pop_name");
    String name = own.isEmpty() ? population.name() : own;
    char quote = name.indexOf('\'') < 0 ? '\'' : '"';
    return new Selection(key.network(), "pop_name == " + quote + name + quote);
  }

  private static String freeName(Recipe recipe, String wanted) {
    Set<String> taken =
        recipe.connections().stream().map(ConnectionRecipe::name).collect(Collectors.toSet());
    String name = wanted;
    for (int n = 2; taken.contains(name); n++) {
      name = wanted + " " + n;
    }
    return name;
  }
}
