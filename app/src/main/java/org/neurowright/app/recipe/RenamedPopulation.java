package org.neurowright.app.recipe;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** Makes conditions and expressions follow a population that got another name. */
record RenamedPopulation(String network, String oldName, String newName) {
  private static final String COLUMN = "pop_name";
  private static final String SOURCE = "pre.";
  private static final String TARGET = "post.";

  Recipe follow(Recipe recipe) {
    return recipe
        .withConnections(recipe.connections().stream().map(this::connection).toList())
        .withInputs(
            recipe.inputs().stream()
                .map(input ->
                    input.network().equals(network)
                        ? input
                            .withNodes(network, text(input.where(), Set.of(COLUMN)))
                            .withRate(text(input.rateHz(), Set.of(COLUMN)))
                        : input)
                .toList());
  }

  private ConnectionRecipe connection(ConnectionRecipe connection) {
    Set<String> columns = new LinkedHashSet<>();
    if (connection.source().network().equals(network)) {
      columns.add(SOURCE + COLUMN);
    }
    if (connection.target().network().equals(network)) {
      columns.add(TARGET + COLUMN);
    }
    if (columns.isEmpty()) {
      return connection;
    }
    Map<String, ValueRule> attributes = new LinkedHashMap<>();
    connection.attributes().forEach((name, rule) -> attributes.put(name, values(rule, columns)));
    return connection
        .withSelections(selection(connection.source()), selection(connection.target()))
        .withRule(rule(connection.rule(), columns))
        .withSynapses(values(connection.synapses(), columns))
        .withAttributes(attributes);
  }

  private Selection selection(Selection selection) {
    return selection.network().equals(network)
        ? new Selection(network, text(selection.where(), Set.of(COLUMN)))
        : selection;
  }

  private ValueRule values(ValueRule rule, Set<String> columns) {
    return rule instanceof ValueRule.Expression(String text)
        ? new ValueRule.Expression(text(text, columns))
        : rule;
  }

  private PairRule rule(PairRule rule, Set<String> c) {
    return switch (rule) {
      case PairRule.Probability(var p) -> new PairRule.Probability(text(p, c));
      case PairRule.FixedInDegree(var count, var within, var multapses) ->
          new PairRule.FixedInDegree(text(count, c), text(within, c), multapses);
      case PairRule.FixedOutDegree(var count, var within, var multapses) ->
          new PairRule.FixedOutDegree(text(count, c), text(within, c), multapses);
      case PairRule.Reciprocal(var to, var back, var both, var correlation, var estimate) ->
          new PairRule.Reciprocal(
              text(to, c), text(back, c), both.map(t -> text(t, c)), correlation, estimate);
      case PairRule.Unordered(var p) -> new PairRule.Unordered(text(p, c));
      case PairRule.Correlated(var chemical, var none, var one, var both) ->
          new PairRule.Correlated(chemical, text(none, c), text(one, c), text(both, c));
      case PairRule.GroupTable(var file, var source, var target, var factor) ->
          new PairRule.GroupTable(file, source, target, text(factor, c));
      case PairRule.All r -> r;
      case PairRule.FixedTotal r -> r;
      case PairRule.OneToOne r -> r;
      case PairRule.OneToOneSequential r -> r;
      case PairRule.RandomSynapses r -> r;
      case PairRule.LinearDistance r -> r;
      case PairRule.SmallWorld r -> r;
      case PairRule.FromCsv r -> r;
      case PairRule.Matrix r -> r;
    };
  }

  private String text(String expression, Set<String> columns) {
    return PopulationNames.renamed(expression, oldName, newName, columns);
  }
}
