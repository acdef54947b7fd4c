package org.neurowright.engine.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.problem.Problem;

class ExpressionParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "1 - 2 - 3 * 4                | (- (- 1 2) (* 3 4))",
        "-2 ^ 2                       | (neg (^ 2 2))",
        "2 ^ -x ** y                  | (^ 2 (neg (^ x y)))",
        "(1 + 2) * 3                  | (* (+ 1 2) 3)",
        "+x % 2                       | (% x 2)",
        "0 < x <= 10                  | (chain 0 < x <= 10)",
        "a == 1 and not b < 2 or c    | (or (and (chain a == 1) (not (chain b < 2))) c)",
        "ei in ['a', \"b\"]           | (in ei 'a' 'b')",
        "ei not in [pre.ei]           | (not in ei pre.ei)",
        "!a && b                       | (and (not a) b)",
        "a if b else c if d else f    | (if b a (if d c f))",
        "if(b, a, c) + 1              | (+ (if b a c) 1)",
        "max(1e-3, .5, 2.)            | (call max 0.001 0.5 2)",
        "`odd name` + `if`            | (+ odd name if)",
        "choice([1, 2], [0.5, 0.5])   | (call choice [1 2] [0.5 0.5])",
        "True != false                | (chain true != false)"
      })
  void treesAreAsTheGrammarSays(String text, String expected) {
    Parsed parsed = ExpressionParser.parse(text);
    assertThat(parsed.problems()).isEmpty();
    assertThat(dump(parsed.tree())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      value = {
        "(a+b)*((c));(a + b) * c",
        "a and(b or c);a and (b or c)",
        "if(x<1,2,3)**2;(2 if x < 1 else 3)^2",
        "\"it's\"==`a b`;'it\\'s' == `a b`",
        "(0<x)<y;(0 < x) < y",
        "2e10*0.00001;2e10 * 1e-5"
      })
  void theCanonicalFormHasSpacesAndNoNeedlessParentheses(String text, String expected) {
    assertThat(CanonicalText.of(ExpressionParser.parse(text).tree())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsPrintedIsReadAsTheSameTree(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      Tree tree = tree(random, 5);
      String text = CanonicalText.of(tree);
      Parsed parsed = ExpressionParser.parse(text);
      assertThat(parsed.problems()).as(text).isEmpty();
      assertThat(dump(parsed.tree())).as(text).isEqualTo(dump(tree));
      assertThat(CanonicalText.of(parsed.tree())).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      value = {
        "§§;1;expression.empty;no expression",
        "1 +;4;expression.syntax;Behind \"+\" stands the end",
        "(1 + 2;7;expression.syntax;is not closed",
        "1 2;3;expression.syntax;Behind the end of the expression stands \"2\"",
        "a = 1;3;expression.single-equals;does not compare",
        "2x;2;expression.syntax;operator is missing",
        "'abc;1;expression.text-end;has no end",
        "1 if x;7;expression.syntax;no \"else\"",
        "if(x, 1);1;expression.arguments;2 arguments",
        "a in 3;6;expression.syntax;stands \"3\"",
        "a ≤ 3;3;expression.character;≤",
        "a # 3;3;expression.character;#",
        "1e999;1;expression.number;too large",
        "* 3;1;expression.syntax;begins with",
        "a < b in [c];7;expression.syntax;another comparison"
      })
  void problemsAreLocatedAndSaidInWords(String text, int column, String code, String words) {
    List<Problem> problems = ExpressionParser.parse(text).problems();
    assertThat(problems).isNotEmpty();
    Problem first = problems.getFirst();
    assertThat(first.code()).isEqualTo(code);
    assertThat(first.location().line()).isEqualTo(1);
    assertThat(first.location().column()).isEqualTo(column);
    assertThat(first.message()).contains(words);
    assertThat(first.expected() + first.hint() + first.message()).isNotBlank();
  }

  @Test
  void severalProblemsAreFoundAtOnce() {
    assertThat(ExpressionParser.parse("max(1 +, a = 2) + 'x").problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "expression.syntax", "expression.single-equals", "expression.text-end");
  }

  @Test
  void noTextIsTooWildOrTooDeep() {
    Random random = new Random(7);
    String signs = "+-*/%^=!<>()[],'\"`.0129abe if else and or not in &|~\\\n";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(30); k > 0; k--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      assertThat(ExpressionParser.parse(text.toString()).tree()).isNotNull();
    }
    for (String part : new String[] {"(", "-", "not ", "2^", "f(", "1+", "a if b else "}) {
      assertThat(ExpressionParser.parse(part.repeat(900) + "1").tree()).isNotNull();
      assertThat(ExpressionParser.parse(part.repeat(90_000)).problems()).isNotEmpty();
    }
  }

  private static final Span NOWHERE = new Span(0, 0);

  private static Tree tree(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(4) : random.nextInt(16);
    return switch (kind) {
      case 0 -> new Tree.Number(Math.abs(random.nextGaussian()) * random.nextInt(3), NOWHERE);
      case 1 ->
          new Tree.Text(List.of("", "e", "it's", "a\\b\n", "\"").get(random.nextInt(5)), NOWHERE);
      case 2 -> new Tree.Truth(random.nextBoolean(), NOWHERE);
      case 3 ->
          new Tree.Name(List.of("x", "pre.ei", "a b", "if", "e.").get(random.nextInt(5)), NOWHERE);
      case 4 -> new Tree.Negation(tree(random, depth - 1), NOWHERE);
      case 5, 6, 7, 8 ->
          new Tree.Operation(
              Arithmetic.values()[random.nextInt(6)],
              tree(random, depth - 1),
              tree(random, depth - 1),
              NOWHERE);
      case 9 -> {
        int n = 1 + random.nextInt(3);
        List<Tree> operands = trees(random, depth, n + 1);
        List<Comparison> signs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          signs.add(Comparison.values()[random.nextInt(6)]);
        }
        yield new Tree.Chain(operands, signs, NOWHERE);
      }
      case 10 ->
          new Tree.Member(
              tree(random, depth - 1),
              trees(random, depth, random.nextInt(3)),
              random.nextBoolean(),
              NOWHERE);
      case 11 -> new Tree.And(tree(random, depth - 1), tree(random, depth - 1), NOWHERE);
      case 12 -> new Tree.Or(tree(random, depth - 1), tree(random, depth - 1), NOWHERE);
      case 13 -> new Tree.Not(tree(random, depth - 1), NOWHERE);
      case 14 ->
          new Tree.Conditional(
              tree(random, depth - 1), tree(random, depth - 1), tree(random, depth - 1), NOWHERE);
      default -> new Tree.Call("f", trees(random, depth, random.nextInt(3)), NOWHERE, NOWHERE);
    };
  }

  private static List<Tree> trees(Random random, int depth, int count) {
    List<Tree> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(tree(random, depth - 1));
    }
    return list;
  }

  private static String dump(Tree tree) {
    return switch (tree) {
      case Tree.Number n -> CanonicalText.number(n.value());
      case Tree.Text t -> CanonicalText.text(t.value());
      case Tree.Truth t -> String.valueOf(t.value());
      case Tree.Name n -> n.name();
      case Tree.Negation n -> "(neg " + dump(n.operand()) + ")";
      case Tree.Operation o ->
          "(" + o.operator().sign() + " " + dump(o.left()) + " " + dump(o.right()) + ")";
      case Tree.Chain c -> {
        StringBuilder text = new StringBuilder("(chain " + dump(c.operands().getFirst()));
        for (int i = 0; i < c.signs().size(); i++) {
          text.append(' ').append(c.signs().get(i).sign()).append(' ');
          text.append(dump(c.operands().get(i + 1)));
        }
        yield text + ")";
      }
      case Tree.Member m ->
          (m.negated() ? "(not in " : "(in ") + dump(m.value()) + dumps(m.elements()) + ")";
      case Tree.And a -> "(and " + dump(a.left()) + " " + dump(a.right()) + ")";
      case Tree.Or o -> "(or " + dump(o.left()) + " " + dump(o.right()) + ")";
      case Tree.Not n -> "(not " + dump(n.operand()) + ")";
      case Tree.Conditional c ->
          "(if " + dump(c.condition()) + " " + dump(c.then()) + " " + dump(c.otherwise()) + ")";
      case Tree.Call c -> "(call " + c.function() + dumps(c.arguments()) + ")";
      case Tree.Listing l -> "[" + dumps(l.elements()).strip() + "]";
      case Tree.Missing m -> "?";
    };
  }

  private static String dumps(List<Tree> trees) {
    return trees.stream().map(t -> " " + dump(t)).collect(Collectors.joining());
  }
}
