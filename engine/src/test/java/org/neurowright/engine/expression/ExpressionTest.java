package org.neurowright.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.expression.syntax.Comparison;
import org.neurowright.engine.expression.syntax.ExpressionParser;
import org.neurowright.engine.expression.syntax.Tree;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.random.RandomStream;

class ExpressionTest {
  private static final Scope SCOPE =
      Scope.of(
          Map.of(
              "dist", new Scope.Entry(Type.NUMBER, Rate.PER_ROW),
              "x", new Scope.Entry(Type.NUMBER, Rate.PER_ROW),
              "pre.ei", new Scope.Entry(Type.TEXT, Rate.PER_ROW),
              "post.ei", new Scope.Entry(Type.TEXT, Rate.PER_BLOCK),
              "post.x", new Scope.Entry(Type.NUMBER, Rate.PER_BLOCK),
              "pop_name", new Scope.Entry(Type.TEXT, Rate.PER_ROW),
              "flag", new Scope.Entry(Type.BOOLEAN, Rate.PER_ROW)));

  private static Expression expression(String text) {
    Checked checked = Expression.check(text, SCOPE);
    assertThat(checked.problems()).as(text).isEmpty();
    return checked.expression().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      value = {
        "0.1 * dits;7;expression.unknown-name;There is dist",
        "ei == 'e';1;expression.unknown-name;There is post.ei and pre.ei",
        "PYR == pop_name;1;expression.unknown-name;'PYR'",
        "exp + 1;1;expression.unknown-name;exp(x)",
        "gausian(dist, 3);1;expression.unknown-function;gaussian(d, sigma)",
        "dist(3);1;expression.unknown-function;without parentheses",
        "exp(1, 2);1;expression.arguments;exp(x)",
        "uniform(1);1;expression.arguments;uniform",
        "pre.ei == 3;1;expression.type;'3'",
        "dist < '150';1;expression.type;without quotes",
        "pre.ei < 'e';1;expression.type;== or !=",
        "1 + pre.ei;5;expression.type;a number",
        "dist and flag;1;expression.type;dist != 0",
        "1 if dist else 2;6;expression.type;dist != 0",
        "1 if flag else 'a';1;expression.type;same kind",
        "pre.ei in ['e', 2];17;expression.type;'2'",
        "lower(3);7;expression.type;'3'",
        "has(3 + 1);5;expression.arguments;has(x)",
        "[1, 2] + 1;1;expression.type;choice",
        "choice(dist);8;expression.arguments;choice([",
        "choice([dist, 1]);9;expression.arguments;bernoulli",
        "choice([1, 'a']);8;expression.type;one kind",
        "choice([1, 2], [1]);16;expression.arguments;weight for each",
        "choice([1, 2], [1, -1]);16;expression.value;from 0",
        "choice([1, 2], [0, 0]);16;expression.value;above 0",
        "normal(0, -1);11;expression.value;from 0",
        "bernoulli(1.5);11;expression.value;between 0 and 1",
        "gamma(0, 1);7;expression.value;above 0",
        "uniform(2, 1);1;expression.value;Exchange"
      })
  void problemsHavePlaceAndRemedy(String text, int column, String code, String remedy) {
    Checked checked = Expression.check(text, SCOPE);
    assertThat(checked.expression()).isEmpty();
    assertThat(checked.problems()).hasSize(1);
    Problem problem = checked.problems().getFirst();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.location().column()).isEqualTo(column);
    assertThat(problem.expected() + problem.hint()).contains(remedy);
  }

  @Test
  void allProblemsAreToldAtOnceAndInOrder() {
    Checked checked =
        Expression.check("foo1 < 3 and gaus(dist) and pre.ei = 2 and exp(1, bar1)", SCOPE);
    assertThat(checked.problems())
        .extracting(p -> p.location().column())
        .isSorted()
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void theWantedTypeIsChecked() {
    assertThat(Expression.check("dist", SCOPE, Type.BOOLEAN).problems()).hasSize(1);
    assertThat(Expression.check("dist < 3", SCOPE, Type.NUMBER).problems()).isEmpty();
    assertThat(Expression.check("flag and dist < 3", SCOPE, Type.TEXT).problems()).hasSize(1);
    assertThat(Expression.check("dist", SCOPE, Type.TEXT).problems()).hasSize(1);
  }

  @Test
  void namesConstantsAndRandomnessAreKnown() {
    Expression e = expression("dist * post.x + dist");
    assertThat(e.names()).containsExactly("dist", "post.x");
    assertThat(e.isConstant()).isFalse();
    assertThat(e.isRandom()).isFalse();
    assertThat(expression("2 * max(3, 4) if 'a' in ['a'] else 0").constant()).isEqualTo(8);
    assertThat(expression("lower('AB')").constantText()).contains("ab");
    assertThat(expression("normal(0, 1)").isRandom()).isTrue();
    assertThat(expression("normal(0, 1)").isConstant()).isFalse();
  }

  /** 1,000 random conditions and numbers over 1,300 rows, against a value at a time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void blocksGiveWhatOneValueAtATimeGives(long seed) {
    Random random = new Random(seed);
    int n = 1300;
    double[] dist = random.doubles(n, 0, 200).toArray();
    double[] x = random.doubles(n, -3, 3).toArray();
    double[] flag = random.doubles(n).map(v -> v < 0.1 ? Double.NaN : Math.rint(v)).toArray();
    int[] ei = random.ints(n, -1, 3).toArray();
    int[] pop = random.ints(n, -1, 4).toArray();
    for (int i = 0; i < n; i += 7) {
      x[i] = Double.NaN;
    }
    String[] eis = {"i", "e", "E"};
    String[] pops = {"e4", "PYR", "i5", "e"};
    for (int round = 0; round < 250; round++) {
      boolean truth = random.nextBoolean();
      String text = truth ? condition(random, 4) : number(random, 4);
      Expression e = expression(text);
      Rows rows =
          new ColumnRows(e)
              .numbers("dist", dist)
              .numbers("x", x)
              .numbers("flag", flag)
              .codes("pre.ei", ei, eis)
              .codes("pop_name", pop, pops)
              .number("post.x", 1.5)
              .text("post.ei", "e");
      double[] out = new double[n];
      e.evaluator().evaluate(rows, n, out);
      Tree tree = ExpressionParser.parse(text).tree();
      for (int i = 0; i < n; i++) {
        int row = i;
        Object value =
            reference(
                tree,
                name ->
                    switch (name) {
                      case "dist" -> dist[row];
                      case "x" -> x[row];
                      case "flag" -> flag[row] == 1;
                      case "pre.ei" -> ei[row] < 0 ? "" : eis[ei[row]];
                      case "pop_name" -> pop[row] < 0 ? "" : pops[pop[row]];
                      case "post.x" -> 1.5;
                      default -> "e";
                    });
        assertThat(out[i]).as("%s in row %d", text, i).isEqualTo((Double) numeric(value));
      }
      Interval range =
          e.range(name ->
              switch (name) {
                case "dist" -> Interval.of(0, 200);
                case "x" -> new Interval(-3, 3, true);
                case "post.x" -> Interval.of(1.5, 1.5);
                default -> Interval.ANY;
              });
      for (double v : out) {
        assertThat(Double.isNaN(v) || (v >= range.low() && v <= range.high()))
            .as("%s gives %s, outside of %s", text, v, range)
            .isTrue();
      }
    }
  }

  private static String number(Random r, int depth) {
    String[] leaves = {"dist", "x", "post.x", "0.5", "3", "150", "flag"};
    if (depth == 0) {
      return leaves[r.nextInt(leaves.length)];
    }
    String a = number(r, depth - 1);
    String b = number(r, depth - 1);
    return switch (r.nextInt(13)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> a + " * (" + b + ")";
      case 3 -> "(" + a + ") / (" + b + ")";
      case 4 -> "(" + a + ") % (" + b + ")";
      case 5 -> "abs(" + a + ")^0.5";
      case 6 -> "(" + a + " if " + condition(r, depth - 1) + " else " + b + ")";
      case 7 -> "min(" + a + ", " + b + ", 7)";
      case 8 -> "gaussian(" + a + ", 40)";
      case 9 -> "exp(-abs(" + a + "))";
      case 10 -> "clip(" + a + ", -1, 5)";
      case 11 -> "-(" + a + ")";
      default -> "step(" + a + ") * linear(" + b + ", 0, 1, 100, 0)";
    };
  }

  private static String condition(Random r, int depth) {
    if (depth == 0) {
      return "flag";
    }
    String a = number(r, depth - 1);
    return switch (r.nextInt(12)) {
      case 0 -> "(" + a + ") < (" + number(r, depth - 1) + ")";
      case 1 -> "0 < (" + a + ") <= 10 != 3";
      case 2 -> "x != 1";
      case 3 -> "pre.ei == post.ei";
      case 4 -> "lower(pre.ei) != 'e'";
      case 5 -> "pop_name in ['PYR', pre.ei]";
      case 6 -> "pop_name not in ['PYR', pre.ei]";
      case 7 -> "(" + condition(r, depth - 1) + " and " + condition(r, depth - 1) + ")";
      case 8 -> "(" + condition(r, depth - 1) + " or " + condition(r, depth - 1) + ")";
      case 9 -> "not (" + condition(r, depth - 1) + ")";
      case 10 -> "startswith(pop_name, 'e')";
      default -> "(" + a + ") in [0.5, 3, " + number(r, depth - 1) + "]";
    };
  }

  /** Numbers are doubles, missing texts are empty ones. */
  private static Object reference(Tree tree, Function<String, Object> names) {
    return switch (tree) {
      case Tree.Number n -> n.value();
      case Tree.Text t -> t.value();
      case Tree.Truth t -> t.value();
      case Tree.Name n -> names.apply(n.name());
      case Tree.Negation n -> -numeric(reference(n.operand(), names));
      case Tree.Operation o ->
          Formulas.operate(
              o.operator(),
              numeric(reference(o.left(), names)),
              numeric(reference(o.right(), names)));
      case Tree.Chain c -> {
        boolean all = true;
        for (int i = 0; i < c.signs().size(); i++) {
          all &=
              compare(
                  c.signs().get(i),
                  reference(c.operands().get(i), names),
                  reference(c.operands().get(i + 1), names));
        }
        yield all;
      }
      case Tree.Member m -> {
        Object value = reference(m.value(), names);
        Comparison sign = m.negated() ? Comparison.NOT_EQUAL : Comparison.EQUAL;
        yield m.negated()
            ? m.elements().stream().allMatch(e -> compare(sign, value, reference(e, names)))
            : m.elements().stream().anyMatch(e -> compare(sign, value, reference(e, names)));
      }
      case Tree.And a ->
          (Boolean) reference(a.left(), names) & (Boolean) reference(a.right(), names);
      case Tree.Or o ->
          (Boolean) reference(o.left(), names) | (Boolean) reference(o.right(), names);
      case Tree.Not n -> !(Boolean) reference(n.operand(), names);
      case Tree.Conditional c ->
          (Boolean) reference(c.condition(), names)
              ? reference(c.then(), names)
              : reference(c.otherwise(), names);
      case Tree.Call c when c.function().equals("lower") ->
          ((String) reference(c.arguments().getFirst(), names)).toLowerCase(java.util.Locale.ROOT);
      case Tree.Call c when c.function().equals("startswith") ->
          ((String) reference(c.arguments().get(0), names))
              .startsWith((String) reference(c.arguments().get(1), names));
      case Tree.Call c -> {
        double[] x =
            c.arguments().stream().mapToDouble(a -> numeric(reference(a, names))).toArray();
        yield Formulas.apply(
            org.neurowright.engine.expression.Function.named(c.function()).orElseThrow(),
            x,
            x.length);
      }
      case Tree.Listing l -> throw new AssertionError(l);
      case Tree.Missing m -> throw new AssertionError(m);
    };
  }

  private static boolean compare(Comparison sign, Object a, Object b) {
    if (a instanceof String s && b instanceof String t) {
      return !s.isEmpty() && !t.isEmpty() && s.equals(t) == (sign == Comparison.EQUAL);
    }
    return sign.holds(numeric(a), numeric(b));
  }

  private static double numeric(Object value) {
    return value instanceof Boolean truth ? (truth ? 1 : 0) : (Double) value;
  }

  private static final String RANDOM =
      "uniform() + normal(x, 2) + truncated_normal(0, 1, 2, 3) + lognormal(0, 1) + poisson(20)"
          + " + gamma(0.5, 2) + integer(1, 6) + random_exponential(3) + choice([1, 2], [3, 1])"
          + " + (1 if bernoulli(0.3) else uniform(5, 6))";

  @Test
  void randomNumbersDoNotDependOnBlocks() {
    Expression e = expression(RANDOM);
    int n = 2000;
    double[] x = new Random(1).doubles(n).toArray();
    double[] whole = new double[n];
    RandomStream stream = new RandomStream(5, 6, 7);
    e.evaluator().evaluate(new ColumnRows(e).numbers("x", x), n, whole, stream, 0);
    Evaluator evaluator = e.evaluator();
    Random random = new Random(3);
    for (int from = 0; from < n; ) {
      int count = Math.min(n - from, 1 + random.nextInt(700));
      double[] piece = new double[count];
      Rows rows = new ColumnRows(e).numbers("x", Arrays.copyOfRange(x, from, from + count));
      evaluator.evaluate(rows, count, piece, new RandomStream(5, 6, 7), from);
      assertThat(piece).isEqualTo(Arrays.copyOfRange(whole, from, from + count));
      from += count;
    }
    int[] places = random.ints(900, 0, n).toArray();
    double[] scattered = new double[900];
    double[] someX = Arrays.stream(places).mapToDouble(p -> x[p]).toArray();
    evaluator.evaluate(
        new ColumnRows(e).numbers("x", someX).places(places), 900, scattered, stream, 99);
    for (int i = 0; i < 900; i++) {
      assertThat(scattered[i]).isEqualTo(whole[places[i]]);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluator.evaluate(new ColumnRows(e).numbers("x", x), n, whole));
  }

  /** Means and standard deviations by formula; five standard errors. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "uniform();0.5;0.28868",
        "uniform(2, 6);4;1.1547",
        "normal(3, 2);3;2",
        "lognormal(0.1, 0.5);1.25232;0.66740",
        "random_exponential(3);3;3",
        "gamma(2, 3);6;4.24264",
        "poisson(4);4;2",
        "poisson(40);40;6.32456",
        "integer(1, 6);3.5;1.70783",
        "choice([1, 2, 5], [1, 2, 1]);2.5;1.5",
        "choice([0, 1]);0.5;0.5",
        "bernoulli(0.2);0.2;0.4",
        "truncated_normal(1, 2, 0, 2);1;0.56887"
      })
  void randomFunctionsHaveTheirMeanAndDeviation(String text, double mean, double sd) {
    int n = 200_000;
    double[] out = new double[n];
    Expression e = expression(text);
    e.evaluator().evaluate(new ColumnRows(e), n, out, new RandomStream(1, 2, 3), 0);
    double m = Arrays.stream(out).average().orElseThrow();
    double s = Math.sqrt(Arrays.stream(out).map(v -> (v - m) * (v - m)).average().orElseThrow());
    assertThat(m).isCloseTo(mean, within(5 * sd / Math.sqrt(n)));
    assertThat(s).isCloseTo(sd, within(0.02 * sd));
  }

  @Test
  void textsAreComputedToo() {
    Expression e = expression("choice(['e', 'i'], [0.8, 0.2]) if has(pop_name) else lower('NONE')");
    String[] pops = new String[1000];
    Arrays.fill(pops, 0, 900, "PYR");
    int[] codes = new int[1000];
    Evaluator evaluator = e.evaluator();
    Rows rows = new ColumnRows(e).texts("pop_name", pops);
    evaluator.evaluateTexts(rows, 1000, codes, new RandomStream(1, 2, 3), 0);
    long excitatory = Arrays.stream(codes).filter(c -> evaluator.text(c).equals("e")).count();
    assertThat(excitatory).isBetween(660L, 780L);
    assertThat(evaluator.text(codes[950])).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      value = {
        "0.1 if dist < 150 else 0;150",
        "0.1 if dist < 150 and pre.ei == 'e' else 0;150",
        "(dist < 150) * 0.2 * exp(-dist / 80);150",
        "step(150 - dist) * 0.3;150.00000000000003",
        "gaussian(dist, 30);223",
        "0 if dist >= 99 else uniform();99",
        "dist < 50 or 20 < dist < 80;80",
        "linear(dist, 0, 1, 120, 0);120",
        "0.1;Infinity",
        "0.3 * exp(-dist / 80) if pre.ei == 'e' else 0.1;Infinity"
      })
  void theSupportIsWhereTheLastConnectionCanBe(String text, double expected) {
    Expression e = expression(text);
    double support = e.support("dist", ExpressionTest::ranges);
    if (expected == Double.POSITIVE_INFINITY) {
      assertThat(support).isGreaterThan(1e300);
    } else {
      assertThat(support).isCloseTo(expected, within(0.01 * expected));
      assertThat(e.range(n -> n.equals("dist") ? Interval.of(support, 1e6) : Interval.ANY).high())
          .isLessThanOrEqualTo(Expression.NEGLIGIBLE);
    }
  }

  private static Interval ranges(String name) {
    return name.equals("dist") ? Interval.of(0, Double.POSITIVE_INFINITY) : Interval.ANY;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      value = {
        "0.3 * exp(-dist / 80) if pre.ei == 'e' else 0.1;0.3",
        "0.5 * gaussian(dist, 100);0.5",
        "0.3 if dist < 50 else dist / 1000;0.3",
        "dist / 1000 if dist < 50 else 0;0.05",
        "clip(post.x, 0, 0.7);0.7",
        "0.9 - dist^2;0.9"
      })
  void theUpperBoundOfAProbabilityIsTight(String text, double expected) {
    assertThat(
            expression(text).upperBound(n -> n.equals("dist") ? Interval.of(0, 200) : Interval.ANY))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void nothingMatchingIsExplained() {
    Expression e = expression("dist < 100 and pop_name == 'PYRR' and x > 5");
    Rows rows =
        new ColumnRows(e)
            .numbers("dist", 10, 20, 300)
            .texts("pop_name", "PV", "PYR", null)
            .numbers("x", 1, 2, 7);
    Explanation why = e.explain(rows, 3);
    assertThat(why.conditions()).extracting(Explanation.Condition::alone).containsExactly(2, 0, 1);
    assertThat(why.conditions())
        .extracting(Explanation.Condition::together)
        .containsExactly(2, 0, 0);
    assertThat(why.emptying().orElseThrow().text()).isEqualTo("pop_name == 'PYRR'");
    assertThat(why.message("cell"))
        .isEqualTo("no cell has `pop_name` = `PYRR`; there is `PYR`, `PV`");
    Expression later = expression("dist < 100 and x > 5");
    Rows laterRows = new ColumnRows(later).numbers("dist", 10, 20, 300).numbers("x", 1, 2, 7);
    assertThat(later.explain(laterRows, 3).message("cell"))
        .isEqualTo(
            "no cell left by the conditions before has `x` > `5`; `x` goes from 1 to 2"
                + " (1 cell fulfils this condition alone)");
    assertThat(
            expression("dist < 1000")
                .explain(new ColumnRows(expression("dist < 1000")).numbers("dist", 1), 1)
                .message("cell"))
        .isEmpty();
  }

  /** Computed by Python's math.erf. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1124629160182849",
    "-1, -0.8427007929497149",
    "2.9, 0.9999589021219005",
    "3.1, 0.9999883513426328",
    "5, 0.9999999999984626",
    "30, 1"
  })
  void theErrorFunctionIsExactToTheLastDigits(double x, double expected) {
    assertThat(Formulas.erf(x)).isCloseTo(expected, within(4e-16));
  }
}
