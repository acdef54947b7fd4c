package org.neurowright.app.build.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.ValueRule;

/** Which populations the rules of a recipe join, with numbers where they are known. */
final class RecipeLinks {
  private final List<PopulationKey> populations;
  private final Map<Ends, List<Link>> byEnds = new LinkedHashMap<>();

  /** Two populations. */
  record Ends(PopulationKey source, PopulationKey target) {}

  /**
   * A rule between two populations.
   *
   * @param numbers empty as long as they are not known
   */
  record Link(ConnectionRecipe rule, Ends ends, Optional<RuleNumbers.Pair> numbers) {}

  RecipeLinks(Recipe recipe, RuleNumbers numbers) {
    populations = PopulationKey.of(recipe);
    for (ConnectionRecipe rule : recipe.connections()) {
      Optional<List<RuleNumbers.Pair>> known =
          numbers.of(rule, recipe).filter(pairs -> !pairs.isEmpty());
      if (known.isPresent()) {
        for (RuleNumbers.Pair pair : known.get()) {
          add(new Link(rule, new Ends(pair.source(), pair.target()), Optional.of(pair)));
        }
        continue;
      }
      for (PopulationKey source : RecipeFacts.mayMatch(rule.source(), recipe)) {
        for (PopulationKey target : RecipeFacts.mayMatch(rule.target(), recipe)) {
          add(new Link(rule, new Ends(source, target), Optional.empty()));
        }
      }
    }
  }

  private void add(Link link) {
    List<Link> there = byEnds.computeIfAbsent(link.ends(), _ -> new ArrayList<>());
    // A reciprocal rule within a population has two types of edges there.
    for (int k = 0; k < there.size(); k++) {
      Link other = there.get(k);
      if (other.rule() == link.rule() && other.numbers().isPresent()) {
        there.set(k, new Link(link.rule(), link.ends(), Optional.of(sum(other, link))));
        return;
      }
    }
    there.add(link);
  }

  private static RuleNumbers.Pair sum(Link one, Link other) {
    RuleNumbers.Pair a = one.numbers().orElseThrow();
    RuleNumbers.Pair b = other.numbers().orElseThrow();
    return new RuleNumbers.Pair(
        a.rule(),
        a.source(),
        a.target(),
        Math.max(a.cellPairs(), b.cellPairs()),
        a.connections() + b.connections(),
        a.synapses() + b.synapses(),
        a.meanWeight() == b.meanWeight() ? a.meanWeight() : Double.NaN,
        a.exact() && b.exact());
  }

  List<PopulationKey> populations() {
    return populations;
  }

  List<Link> between(PopulationKey source, PopulationKey target) {
    return byEnds.getOrDefault(new Ends(source, target), List.of());
  }

  Map<Ends, List<Link>> all() {
    return byEnds;
  }

  /** The weight of a rule's synapses, NaN when they differ or have none. */
  static double weight(Link link) {
    return link.numbers()
        .map(RuleNumbers.Pair::meanWeight)
        .orElseGet(() ->
            link.rule().attributes().get("syn_weight")
                    instanceof ValueRule.Constant(Value.Num(double weight))
                ? weight
                : Double.NaN);
  }
}
