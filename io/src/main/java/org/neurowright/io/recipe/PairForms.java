package org.neurowright.io.recipe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.io.recipe.ObjectForm.Found;
import org.neurowright.io.recipe.UnionForm.Variant;

/** Rules that say which pairs are connected. */
final class PairForms {
  static final UnionForm<PairRule> RULE =
      new UnionForm<>(
          "rule of pairs",
          "Which of all pairs of a source and a target are connected.",
          List.of(
              new Variant<>(
                  "all",
                  PairRule.All.class,
                  new ObjectForm<>(
                      "all pairs",
                      "Every pair.",
                      false,
                      form -> {
                        return values -> new PairRule.All();
                      })),
              new Variant<>(
                  "probability",
                  PairRule.Probability.class,
                  new ObjectForm<>(
                      "probability",
                      "Each pair by itself with a probability.",
                      false,
                      form -> {
                        var probability =
                            form.required(
                                "probability",
                                Forms.EXPRESSION,
                                PairRule.Probability::probability,
                                "0 to 1; a number or an expression.");
                        form.check(
                            (rule, found) -> probability(rule.probability(), "probability", found));
                        return values -> new PairRule.Probability(values.get(probability));
                      })),
              new Variant<>(
                  "in_degree",
                  PairRule.FixedInDegree.class,
                  new ObjectForm<>(
                      "in-degree",
                      "Each target has so many sources, drawn uniformly.",
                      false,
                      form -> {
                        var count =
                            form.required(
                                "count",
                                Forms.EXPRESSION,
                                PairRule.FixedInDegree::count,
                                "Number of sources, rounded; a number or an expression of post.");
                        var within =
                            form.optional(
                                "within",
                                Forms.CONDITION,
                                "",
                                PairRule.FixedInDegree::within,
                                "Condition on the pair; none without it.");
                        var multapses =
                            form.optional(
                                "multapses",
                                Forms.FLAG,
                                true,
                                PairRule.FixedInDegree::multapses,
                                "Whether the same pair may be drawn more than once.");
                        return values ->
                            new PairRule.FixedInDegree(
                                values.get(count), values.get(within), values.get(multapses));
                      })),
              new Variant<>(
                  "out_degree",
                  PairRule.FixedOutDegree.class,
                  new ObjectForm<>(
                      "out-degree",
                      "Each source has so many targets, drawn uniformly.",
                      false,
                      form -> {
                        var count =
                            form.required(
                                "count",
                                Forms.EXPRESSION,
                                PairRule.FixedOutDegree::count,
                                "Number of targets, rounded; a number or an expression of pre.");
                        var within =
                            form.optional(
                                "within",
                                Forms.CONDITION,
                                "",
                                PairRule.FixedOutDegree::within,
                                "Condition on the pair; none without it.");
                        var multapses =
                            form.optional(
                                "multapses",
                                Forms.FLAG,
                                true,
                                PairRule.FixedOutDegree::multapses,
                                "Whether the same pair may be drawn more than once.");
                        return values ->
                            new PairRule.FixedOutDegree(
                                values.get(count), values.get(within), values.get(multapses));
                      })),
              new Variant<>(
                  "total",
                  PairRule.FixedTotal.class,
                  new ObjectForm<>(
                      "total",
                      "So many connections in all, each drawn uniformly among all pairs.",
                      false,
                      form -> {
                        var count =
                            form.required(
                                "count",
                                Forms.LONG_COUNT,
                                PairRule.FixedTotal::count,
                                "Number of connections.");
                        var multapses =
                            form.optional(
                                "multapses",
                                Forms.FLAG,
                                true,
                                PairRule.FixedTotal::multapses,
                                "Whether the same pair may be drawn more than once.");
                        return values ->
                            new PairRule.FixedTotal(values.get(count), values.get(multapses));
                      })),
              new Variant<>(
                  "one_to_one",
                  PairRule.OneToOne.class,
                  new ObjectForm<>(
                      "one to one",
                      "The k-th source with the k-th target.",
                      false,
                      form -> {
                        var offset =
                            form.optional(
                                "offset",
                                Forms.whole(Integer.MIN_VALUE, "a whole number"),
                                0,
                                PairRule.OneToOne::offset,
                                "The target is so many behind, around the end.");
                        return values -> new PairRule.OneToOne(values.get(offset));
                      })),
              new Variant<>(
                  "one_to_one_sequential",
                  PairRule.OneToOneSequential.class,
                  new ObjectForm<>(
                      "one to one in sequence",
                      "The k-th cell of one side with the k-th of parts that follow each other.",
                      false,
                      form -> {
                        var sequence =
                            form.required(
                                "sequence",
                                Forms.NAME,
                                PairRule.OneToOneSequential::sequence,
                                "Name shared by the rules of all parts, which follow in their order.");
                        var partitionSource =
                            form.optional(
                                "partition_source",
                                Forms.FLAG,
                                false,
                                PairRule.OneToOneSequential::partitionSource,
                                "Whether the sources are the parts; otherwise the targets are.");
                        return values ->
                            new PairRule.OneToOneSequential(
                                values.get(sequence), values.get(partitionSource));
                      })),
              new Variant<>(
                  "random_synapses",
                  PairRule.RandomSynapses.class,
                  new ObjectForm<>(
                      "random synapses",
                      "A whole number of synapses from low up to but not including high for each pair.",
                      false,
                      form -> {
                        var low =
                            form.optional(
                                "low",
                                Forms.COUNT,
                                0,
                                PairRule.RandomSynapses::low,
                                "Smallest number.");
                        var high =
                            form.required(
                                "high",
                                Forms.COUNT,
                                PairRule.RandomSynapses::high,
                                "One more than the largest number.");
                        form.check(
                            (rule, found) -> ordered(rule.low(), rule.high() - 1, "high", found));
                        return values ->
                            new PairRule.RandomSynapses(values.get(low), values.get(high));
                      })),
              new Variant<>(
                  "linear_distance",
                  PairRule.LinearDistance.class,
                  new ObjectForm<>(
                      "linear distance",
                      "A probability that falls linearly with distance, and a random number of synapses.",
                      false,
                      form -> {
                        var weightMin =
                            form.required(
                                "weight_min",
                                Forms.NUMBER,
                                PairRule.LinearDistance::weightMin,
                                "Probability at the largest distance.");
                        var weightMax =
                            form.required(
                                "weight_max",
                                Forms.NUMBER,
                                PairRule.LinearDistance::weightMax,
                                "Probability at distance 0.");
                        var maxDistanceUm =
                            form.required(
                                "max_distance_um",
                                Forms.POSITIVE,
                                PairRule.LinearDistance::maxDistanceUm,
                                "None beyond it.");
                        var synapsesMin =
                            form.required(
                                "synapses_min",
                                Forms.COUNT,
                                PairRule.LinearDistance::synapsesMin,
                                "Smallest number of synapses.");
                        var synapsesMax =
                            form.required(
                                "synapses_max",
                                Forms.COUNT,
                                PairRule.LinearDistance::synapsesMax,
                                "Largest number of synapses, included.");
                        form.check((rule, found) ->
                            ordered(rule.synapsesMin(), rule.synapsesMax(), "synapses_max", found));
                        return values ->
                            new PairRule.LinearDistance(
                                values.get(weightMin),
                                values.get(weightMax),
                                values.get(maxDistanceUm),
                                values.get(synapsesMin),
                                values.get(synapsesMax));
                      })),
              new Variant<>(
                  "reciprocal",
                  PairRule.Reciprocal.class,
                  new ObjectForm<>(
                      "reciprocal",
                      "Both directions of a pair together.",
                      false,
                      form -> {
                        var forward =
                            form.required(
                                "forward",
                                Forms.EXPRESSION,
                                PairRule.Reciprocal::forward,
                                "Probability of source to target; a number or an expression.");
                        var backward =
                            form.required(
                                "backward",
                                Forms.EXPRESSION,
                                PairRule.Reciprocal::backward,
                                "Probability of target to source; as forward inside a population.");
                        var reciprocal =
                            form.maybe(
                                "reciprocal",
                                Forms.EXPRESSION,
                                PairRule.Reciprocal::reciprocal,
                                "Probability of both; this or correlation.");
                        var correlation =
                            form.maybe(
                                "correlation",
                                Forms.number(-1, 1, "a number from -1 to 1"),
                                PairRule.Reciprocal::correlation,
                                "Coefficient between both directions; this or reciprocal.");
                        var estimateCorrelation =
                            form.optional(
                                "estimate_correlation",
                                Forms.FLAG,
                                false,
                                PairRule.Reciprocal::estimateCorrelation,
                                "Whether reciprocal is an average over all possible pairs with one common correlation, instead of the probability of each pair.");
                        form.check(PairForms::reciprocal);
                        return values ->
                            new PairRule.Reciprocal(
                                values.get(forward),
                                values.get(backward),
                                values.maybe(reciprocal),
                                values.maybe(correlation),
                                values.get(estimateCorrelation));
                      })),
              new Variant<>(
                  "unordered",
                  PairRule.Unordered.class,
                  new ObjectForm<>(
                      "unordered pairs",
                      "Each unordered pair of a population with a probability, stored once.",
                      false,
                      form -> {
                        var probability =
                            form.required(
                                "probability",
                                Forms.EXPRESSION,
                                PairRule.Unordered::probability,
                                "0 to 1; a number or an expression.");
                        form.check(
                            (rule, found) -> probability(rule.probability(), "probability", found));
                        return values -> new PairRule.Unordered(values.get(probability));
                      })),
              new Variant<>(
                  "correlated",
                  PairRule.Correlated.class,
                  new ObjectForm<>(
                      "correlated pairs",
                      "Each unordered pair with a probability that depends on how many directions another rule has connected.",
                      false,
                      form -> {
                        var chemical =
                            form.required(
                                "chemical",
                                Forms.NAME,
                                PairRule.Correlated::chemical,
                                "Name of that connection.");
                        var neither =
                            form.required(
                                "none",
                                Forms.EXPRESSION,
                                PairRule.Correlated::none,
                                "Probability where it has connected neither direction.");
                        var one =
                            form.required(
                                "one",
                                Forms.EXPRESSION,
                                PairRule.Correlated::one,
                                "Probability where it has connected one.");
                        var both =
                            form.required(
                                "both",
                                Forms.EXPRESSION,
                                PairRule.Correlated::both,
                                "Probability where it has connected both.");
                        form.check((rule, found) -> {
                          probability(rule.none(), "none", found);
                          probability(rule.one(), "one", found);
                          probability(rule.both(), "both", found);
                        });
                        return values ->
                            new PairRule.Correlated(
                                values.get(chemical),
                                values.get(neither),
                                values.get(one),
                                values.get(both));
                      })),
              new Variant<>(
                  "small_world",
                  PairRule.SmallWorld.class,
                  new ObjectForm<>(
                      "small world",
                      "A ring in which each target has its nearest neighbours as sources, some replaced at random.",
                      false,
                      form -> {
                        var neighbours =
                            form.required(
                                "neighbours",
                                Forms.COUNT,
                                PairRule.SmallWorld::neighbours,
                                "On both sides together, even.");
                        var rewire =
                            form.required(
                                "rewire",
                                Forms.number(0, 1, "a number from 0 to 1"),
                                PairRule.SmallWorld::rewire,
                                "Probability of each to be replaced.");
                        form.check(PairForms::even);
                        return values ->
                            new PairRule.SmallWorld(values.get(neighbours), values.get(rewire));
                      })),
              new Variant<>(
                  "csv",
                  PairRule.FromCsv.class,
                  new ObjectForm<>(
                      "pairs from csv",
                      "The pairs of a csv file.",
                      false,
                      form -> {
                        var file =
                            form.required(
                                "file",
                                Forms.NAME,
                                PairRule.FromCsv::file,
                                "Named from the document's folder.");
                        var sourceColumn =
                            form.optional(
                                "source_column",
                                Forms.NAME,
                                "source_node_id",
                                PairRule.FromCsv::sourceColumn,
                                "Column of source ids.");
                        var targetColumn =
                            form.optional(
                                "target_column",
                                Forms.NAME,
                                "target_node_id",
                                PairRule.FromCsv::targetColumn,
                                "Column of target ids.");
                        var relative =
                            form.optional(
                                "relative",
                                Forms.FLAG,
                                true,
                                PairRule.FromCsv::relative,
                                "Whether ids count from 0 inside the selections; else they are node ids.");
                        var synapsesColumn =
                            form.maybe(
                                "synapses_column",
                                Forms.NAME,
                                PairRule.FromCsv::synapsesColumn,
                                "Number of synapses; that of the connection without it.");
                        form.check(PairForms::csv);
                        return values ->
                            new PairRule.FromCsv(
                                values.get(file),
                                values.get(sourceColumn),
                                values.get(targetColumn),
                                values.get(relative),
                                values.maybe(synapsesColumn));
                      })),
              new Variant<>(
                  "matrix",
                  PairRule.Matrix.class,
                  new ObjectForm<>(
                      "matrix",
                      "Numbers of synapses, a row for each source.",
                      false,
                      form -> {
                        var rows =
                            form.required(
                                "rows",
                                Forms.list(Forms.list(Forms.COUNT, false), true),
                                PairRule.Matrix::rows,
                                "As many as sources, each as long as there are targets.");
                        form.check(PairForms::matrix);
                        return values -> new PairRule.Matrix(values.get(rows));
                      })),
              new Variant<>(
                  "group_table",
                  PairRule.GroupTable.class,
                  new ObjectForm<>(
                      "group table",
                      "A table of probabilities for pairs of groups, as of cortical layers.",
                      false,
                      form -> {
                        var file =
                            form.required(
                                "file",
                                Forms.NAME,
                                PairRule.GroupTable::file,
                                "Csv: source groups in the first line, target groups in the first column.");
                        var sourceColumn =
                            form.required(
                                "source_column",
                                Forms.NAME,
                                PairRule.GroupTable::sourceColumn,
                                "Column of the sources that says their group.");
                        var targetColumn =
                            form.required(
                                "target_column",
                                Forms.NAME,
                                PairRule.GroupTable::targetColumn,
                                "Column of the targets that says their group.");
                        var factor =
                            form.optional(
                                "factor",
                                Forms.EXPRESSION,
                                "1",
                                PairRule.GroupTable::factor,
                                "A number or an expression by which each is multiplied.");
                        form.check((rule, found) -> found.csv("file", rule.file(), Map.of()));
                        return values ->
                            new PairRule.GroupTable(
                                values.get(file),
                                values.get(sourceColumn),
                                values.get(targetColumn),
                                values.get(factor));
                      }))));

  private PairForms() {}

  /** A plain number that is no probability is clipped later; an expression is looked at then. */
  private static void probability(String text, String key, Found found) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return;
    }
    if (!(value >= 0 && value <= 1)) {
      found.warning(
          "recipe.out-of-range",
          key,
          text + " is not a probability and counts as " + (value > 1 ? "1" : "0"),
          value > 1 && value <= 100 ? "Probabilities are from 0 to 1, not in percent" : "");
    }
  }

  private static void ordered(long low, long high, String key, Found found) {
    if (high < low) {
      found.error(
          "recipe.empty-range",
          key,
          "There is no number of synapses between " + low + " and " + high,
          "at least " + (low + (key.equals("high") ? 1 : 0)),
          "");
    }
  }

  private static void reciprocal(PairRule.Reciprocal rule, Found found) {
    probability(rule.forward(), "forward", found);
    probability(rule.backward(), "backward", found);
    rule.reciprocal().ifPresent(text -> probability(text, "reciprocal", found));
    if (rule.reciprocal().isPresent() == rule.correlation().isPresent()) {
      found.error(
          "recipe.reciprocal",
          rule.correlation().isPresent() ? "correlation" : "rule",
          rule.correlation().isPresent()
              ? "\"reciprocal\" and \"correlation\" say the same thing twice"
              : "Nothing says how often both directions of a pair are connected",
          "either \"reciprocal\" or \"correlation\"",
          "\"correlation\": 0 makes both directions independent");
    }
  }

  private static void even(PairRule.SmallWorld rule, Found found) {
    if (rule.neighbours() % 2 != 0) {
      found.error(
          "recipe.out-of-range",
          "neighbours",
          rule.neighbours() + " neighbours cannot stand evenly on both sides",
          "an even number",
          "");
    }
  }

  private static void csv(PairRule.FromCsv rule, Found found) {
    Map<String, String> columns = new HashMap<>();
    columns.put("source_column", rule.sourceColumn());
    columns.put("target_column", rule.targetColumn());
    rule.synapsesColumn().ifPresent(column -> columns.put("synapses_column", column));
    found.csv("file", rule.file(), columns);
  }

  private static void matrix(PairRule.Matrix rule, Found found) {
    for (int i = 1; i < rule.rows().size(); i++) {
      int width = rule.rows().get(i).size();
      int first = rule.rows().getFirst().size();
      if (width != first) {
        found.error(
            "recipe.matrix",
            "rows",
            "Row " + (i + 1) + " of the matrix has " + width + " numbers, the first one " + first,
            "rows of equal length, one number for each target",
            "");
        return;
      }
    }
  }
}
