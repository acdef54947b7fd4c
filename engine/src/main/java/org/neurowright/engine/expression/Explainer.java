package org.neurowright.engine.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurowright.engine.expression.syntax.CanonicalText;
import org.neurowright.engine.expression.syntax.Comparison;
import org.neurowright.engine.problem.NearestName;

/** Counts what each condition leaves, and looks for what is present instead. */
final class Explainer {
  private static final int LISTED = 5;

  private final List<String> names;
  private final List<Expression.Conjunct> conjuncts;
  private final Rows rows;
  private final int count;

  Explainer(List<String> names, List<Expression.Conjunct> conjuncts, Rows rows, int count) {
    this.names = names;
    this.conjuncts = conjuncts;
    this.rows = rows;
    this.count = count;
  }

  Explanation explain() {
    boolean[] left = new boolean[count];
    Arrays.fill(left, true);
    int together = count;
    boolean emptied = count == 0;
    double[] holds = new double[count];
    List<Explanation.Condition> conditions = new ArrayList<>();
    for (Expression.Conjunct conjunct : conjuncts) {
      Node node = conjunct.node();
      boolean random = RandomParts.in(node);
      if (random) {
        Arrays.fill(holds, 1);
      } else {
        new Evaluator(node, false).evaluate(rows, count, holds);
      }
      int alone = 0;
      int both = 0;
      for (int i = 0; i < count; i++) {
        alone += holds[i] != 0 ? 1 : 0;
        both += holds[i] != 0 && left[i] ? 1 : 0;
      }
      boolean emptiesNow = !emptied && both == 0;
      boolean[] among = alone == 0 ? null : left;
      conditions.add(
          new Explanation.Condition(
              CanonicalText.of(conjunct.tree()),
              alone,
              both,
              random,
              emptiesNow ? saying(node) : "",
              emptiesNow ? present(node, among) : ""));
      emptied |= emptiesNow;
      together = both;
      if (together > 0) {
        for (int i = 0; i < count; i++) {
          left[i] &= holds[i] != 0;
        }
      }
    }
    return new Explanation(count, conditions);
  }

  /** The condition as a comparison of a name with a value, the name on the left side. */
  private record Simple(Node.Variable name, Comparison sign, List<Node> values) {}

  private static Simple simple(Node node) {
    return switch (node) {
      case Node.TextEquality e ->
          simple(e.left(), e.negated() ? Comparison.NOT_EQUAL : Comparison.EQUAL, e.right());
      case Node.Chain c when c.signs().size() == 1 ->
          simple(c.operands().get(0), c.signs().getFirst(), c.operands().get(1));
      case Node.Member m when m.value() instanceof Node.Variable v ->
          new Simple(v, m.negated() ? Comparison.NOT_EQUAL : Comparison.EQUAL, m.elements());
      default -> null;
    };
  }

  private static Simple simple(Node left, Comparison sign, Node right) {
    if (left instanceof Node.Variable v && right.rate() == Rate.CONSTANT) {
      return new Simple(v, sign, List.of(right));
    }
    if (right instanceof Node.Variable v && left.rate() == Rate.CONSTANT) {
      return new Simple(v, sign.mirrored(), List.of(left));
    }
    return null;
  }

  private static String saying(Node node) {
    Simple simple = simple(node);
    if (simple == null || !simple.values().stream().allMatch(v -> v.rate() == Rate.CONSTANT)) {
      return "";
    }
    String values =
        simple.values().stream()
            .map(Explainer::written)
            .map(v -> "`" + v + "`")
            .collect(Collectors.joining(" or "));
    String sign = simple.sign() == Comparison.EQUAL ? "=" : simple.sign().sign();
    return "`" + simple.name().name() + "` " + sign + " " + values;
  }

  private static String written(Node value) {
    return switch (value) {
      case Node.TextConstant t -> t.value();
      case Node.Constant c when c.type() == Type.BOOLEAN -> c.value() != 0 ? "true" : "false";
      case Node.Constant c -> CanonicalText.number(c.value());
      default -> "?";
    };
  }

  /**
   * What the name has instead.
   *
   * @param among the rows to look at; null for all
   */
  private String present(Node node, boolean[] among) {
    List<Node.Variable> variables =
        switch (node) {
          case Node.Chain c ->
              c.operands().stream()
                  .filter(Node.Variable.class::isInstance)
                  .map(Node.Variable.class::cast)
                  .toList();
          default -> Stream.ofNullable(simple(node)).map(Simple::name).toList();
        };
    if (variables.isEmpty()) {
      return "";
    }
    Simple simple = simple(node);
    return variables.stream()
        .map(v -> v.type() == Type.TEXT ? texts(v, simple, among) : numbers(v, simple, among))
        .collect(Collectors.joining("; "));
  }

  private String texts(Node.Variable v, Simple simple, boolean[] among) {
    int[] codes = new int[count];
    if (v.rate() == Rate.PER_ROW) {
      rows.codes(v.index(), 0, count, codes);
    } else {
      Arrays.fill(codes, rows.code(v.index()));
    }
    String[] dictionary = rows.dictionary(v.index());
    boolean[] seen = new boolean[dictionary.length];
    for (int i = 0; i < count; i++) {
      if (codes[i] >= 0 && (among == null || among[i])) {
        seen[codes[i]] = true;
      }
    }
    TreeSet<String> present = new TreeSet<>();
    for (int k = 0; k < seen.length; k++) {
      if (seen[k]) {
        present.add(dictionary[k]);
      }
    }
    if (present.isEmpty()) {
      return "no `" + names.get(v.index()) + "` is given at all";
    }
    String wanted =
        simple != null && simple.values().getFirst() instanceof Node.TextConstant t
            ? t.value()
            : "";
    List<String> nearest =
        present.stream()
            .sorted(
                Comparator.<String>comparingInt(p -> NearestName.distance(wanted, p))
                    .thenComparing(Comparator.naturalOrder()))
            .map(p -> "`" + p + "`")
            .toList();
    return "there is " + listed(nearest);
  }

  private static String listed(List<String> values) {
    String first = String.join(", ", values.stream().limit(LISTED).toList());
    int more = values.size() - LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private String numbers(Node.Variable v, Simple simple, boolean[] among) {
    double[] values = new double[count];
    if (v.rate() == Rate.PER_ROW) {
      rows.numbers(v.index(), 0, count, values);
    } else {
      Arrays.fill(values, rows.number(v.index()));
    }
    TreeSet<Double> present = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(values[i]) && (among == null || among[i])) {
        present.add(values[i]);
      }
    }
    String name = names.get(v.index());
    if (present.isEmpty()) {
      return "no `" + name + "` is given at all";
    }
    boolean equality = simple != null && !simple.sign().isOrder();
    if (equality && simple.values().getFirst() instanceof Node.Constant wanted) {
      return "there is "
          + listed(
              present.stream()
                  .sorted(Comparator.comparingDouble(p -> Math.abs(p - wanted.value())))
                  .map(p -> v.type() == Type.BOOLEAN ? p != 0 ? "true" : "false" : number(p))
                  .map(p -> "`" + p + "`")
                  .toList());
    }
    return present.size() == 1
        ? "`" + name + "` is " + number(present.first())
        : "`" + name + "` goes from " + number(present.first()) + " to " + number(present.last());
  }

  private static String number(double value) {
    return CanonicalText.number(value);
  }
}
