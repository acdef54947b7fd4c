package org.neurowright.engine.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.neurowright.engine.expression.syntax.CanonicalText;
import org.neurowright.engine.expression.syntax.ExpressionParser;
import org.neurowright.engine.expression.syntax.Parsed;
import org.neurowright.engine.expression.syntax.Tree;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/**
 * An expression that has been checked: ready to be evaluated, bounded and explained. Immutable.
 * {@code docs/expressions.md} describes the language.
 */
public final class Expression {
  /**
   * Below this a value is nothing for {@link #support}: among 10¹² pairs of cells less than one
   * connection is lost by not testing pairs with such a probability.
   */
  public static final double NEGLIGIBLE = 1e-12;

  /** A part of a condition that has to hold together with the others. */
  record Conjunct(Tree tree, Node node) {}

  private final String text;
  private final Tree tree;
  private final Node root;
  private final List<String> names;
  private final boolean random;
  private final boolean constant;
  private final List<Conjunct> conjuncts;

  private Expression(String text, Tree tree, Node root, Checker checker, List<Conjunct> conjuncts) {
    this.text = text;
    this.tree = tree;
    this.root = root;
    this.names = List.copyOf(checker.names);
    this.random = checker.random;
    this.constant = root.rate() == Rate.CONSTANT;
    this.conjuncts = List.copyOf(conjuncts);
  }

  /** Reads and checks an expression that may give any type. */
  public static Checked check(String text, Scope scope) {
    return check(text, scope, Optional.empty());
  }

  /**
   * Reads and checks an expression.
   *
   * @param wanted what it has to give; where a number is wanted, true and false are 1 and 0
   */
  public static Checked check(String text, Scope scope, Type wanted) {
    return check(text, scope, Optional.of(wanted));
  }

  private static Checked check(String text, Scope scope, Optional<Type> wanted) {
    Parsed parsed = ExpressionParser.parse(text);
    List<Problem> problems = new ArrayList<>(parsed.problems());
    Checker checker = new Checker(text, scope, problems);
    List<Conjunct> conjuncts = new ArrayList<>();
    Node root = null;
    if (parsed.tree() instanceof Tree.And) {
      List<Tree> parts = new ArrayList<>();
      flatten(parsed.tree(), parts);
      for (Tree part : parts) {
        Node node = checker.wanted(part, Type.BOOLEAN, ", beside and");
        if (node != null) {
          conjuncts.add(new Conjunct(part, node));
          root = root == null ? node : Checker.and(root, node);
        }
      }
      if (wanted.isPresent() && wanted.get() == Type.TEXT && root != null) {
        checker.notWanted(parsed.tree(), Type.BOOLEAN, Type.TEXT);
      }
    } else {
      root =
          wanted.isPresent()
              ? checker.wanted(parsed.tree(), wanted.get(), "")
              : checker.check(parsed.tree());
      if (root != null) {
        conjuncts.add(new Conjunct(parsed.tree(), root));
      }
    }
    problems.sort(
        Comparator.comparing(
            Problem::location,
            Comparator.comparingInt(Location::line).thenComparingInt(Location::column)));
    if (root == null || problems.stream().anyMatch(Problem::isError)) {
      return new Checked(Optional.empty(), problems);
    }
    return new Checked(
        Optional.of(new Expression(text, parsed.tree(), root, checker, conjuncts)), problems);
  }

  private static void flatten(Tree tree, List<Tree> parts) {
    if (tree instanceof Tree.And and) {
      flatten(and.left(), parts);
      flatten(and.right(), parts);
    } else {
      parts.add(tree);
    }
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** In the usual form, see {@link CanonicalText}; it means the same. */
  public String canonicalText() {
    return CanonicalText.of(tree);
  }

  /** What it gives. */
  public Type type() {
    return root.type();
  }

  /** The names it reads, in the order of their first mention; {@link Rows} counts by this list. */
  public List<String> names() {
    return names;
  }

  /** Whether it draws random numbers, so that evaluators need a stream. */
  public boolean isRandom() {
    return random;
  }

  /** Whether it gives the same value for every row, whatever the names are. */
  public boolean isConstant() {
    return constant;
  }

  /**
   * The value of a constant expression; true and false are 1 and 0.
   *
   * @throws IllegalStateException when it is not constant, or a text
   */
  public double constant() {
    if (root instanceof Node.Constant constant) {
      return constant.value();
    }
    throw new IllegalStateException(text + " is not a constant number");
  }

  /** The value of an expression that is a constant text; empty for others. */
  public Optional<String> constantText() {
    return root instanceof Node.TextConstant constant
        ? Optional.of(constant.value())
        : Optional.empty();
  }

  /** Something that computes it; one per thread. */
  public Evaluator evaluator() {
    return new Evaluator(root, random);
  }

  /**
   * Bounds of what it gives, true and false as 1 and 0. They are never too narrow, and often wider
   * than they could be.
   *
   * @param ranges bounds of each name; {@link Interval#ANY} where nothing is known
   */
  public Interval range(Function<String, Interval> ranges) {
    return Bounds.of(root, intervals(ranges));
  }

  /** The upper one of the bounds: for instance the largest probability of a rule. */
  public double upperBound(Function<String, Interval> ranges) {
    return range(ranges).high();
  }

  /**
   * From where on an expression is nothing: the smallest bound such that for all values of a name
   * from there on it is at most {@link #NEGLIGIBLE}, as far as interval arithmetic can tell. {@code
   * 0.1 if dist < 150 else 0} has the support 150.
   *
   * @param name the name, usually a distance; is searched within its range
   * @param ranges bounds of all names, this one included
   * @return infinity when there is no such bound; the lower end of the range when it is nothing
   *     everywhere
   */
  public double support(String name, Function<String, Interval> ranges) {
    Interval[] intervals = intervals(ranges);
    int index = names.indexOf(name);
    if (index < 0) {
      boolean nothing = Bounds.of(root, intervals).high() <= NEGLIGIBLE;
      return nothing ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    Interval whole = intervals[index];
    if (negligibleFrom(whole.low(), whole, index, intervals)) {
      return whole.low();
    }
    if (!negligibleFrom(whole.high(), whole, index, intervals)) {
      return Double.POSITIVE_INFINITY;
    }
    // Bisection over all doubles between the two: at most 64 steps, and exact at jumps.
    long low = ordinal(whole.low());
    long high = ordinal(whole.high());
    while (high - 1 > low) {
      long middle = (low & high) + ((low ^ high) >> 1);
      if (negligibleFrom(value(middle), whole, index, intervals)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return value(high);
  }

  private boolean negligibleFrom(double from, Interval whole, int index, Interval[] intervals) {
    intervals[index] = new Interval(from, whole.high(), whole.maybeMissing());
    boolean negligible = Bounds.of(root, intervals).high() <= NEGLIGIBLE;
    intervals[index] = whole;
    return negligible;
  }

  /** A number for each double, in the order of the doubles. */
  private static long ordinal(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits >= 0 ? bits : Long.MIN_VALUE - bits;
  }

  private static double value(long ordinal) {
    return Double.longBitsToDouble(ordinal >= 0 ? ordinal : Long.MIN_VALUE - ordinal);
  }

  private Interval[] intervals(Function<String, Interval> ranges) {
    return names.stream().map(ranges).toArray(Interval[]::new);
  }

  /**
   * Which of the conditions that {@code and} connects leave how many rows, and what is present
   * where the first of them leaves none.
   *
   * @param count how many rows
   * @throws IllegalStateException when the expression gives no true or false
   */
  public Explanation explain(Rows rows, int count) {
    if (type() != Type.BOOLEAN) {
      throw new IllegalStateException(text + " is not a condition");
    }
    return new Explainer(names, conjuncts, rows, count).explain();
  }

  @Override
  public String toString() {
    return canonicalText();
  }
}
