package org.neurowright.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurowright.engine.random.RandomStream;

/** The examples of docs/expressions.md give what stands beside them. */
class ExpressionDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/expressions.md");

  /** Two last columns of a table: an expression, and one result or two bounds. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^\\|.*\\| (?:`` (?<quoted>.*?) ``|`(?<plain>[^`]+)`)"
              + " \\| `(?<result>[^`]+)`(?: to `(?<high>[^`]+)`)? \\|$");

  private static final Scope SCOPE =
      Scope.of(
          Map.of(
              "x", new Scope.Entry(Type.NUMBER, Rate.PER_ROW),
              "dist", new Scope.Entry(Type.NUMBER, Rate.PER_ROW),
              "ei", new Scope.Entry(Type.TEXT, Rate.PER_ROW),
              "flag", new Scope.Entry(Type.BOOLEAN, Rate.PER_BLOCK),
              "gone", new Scope.Entry(Type.NUMBER, Rate.PER_ROW),
              "lost", new Scope.Entry(Type.TEXT, Rate.PER_ROW)));

  static List<String> examples() throws Exception {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      return lines.filter(line -> EXAMPLE.matcher(line).matches()).toList();
    }
  }

  @Test
  void thereIsAnExampleInEveryLineOfEveryTable() throws Exception {
    long rows = Files.lines(DOCUMENT).filter(l -> l.startsWith("| ")).count();
    long headings = Files.lines(DOCUMENT).filter(l -> l.startsWith("| write ")).count();
    assertThat((long) examples().size()).isEqualTo(rows - headings).isGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionIsDocumented(Function function) throws Exception {
    assertThat(Files.readString(DOCUMENT)).contains("\n| " + function.word() + "(");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesGiveWhatStandsBesideThem(String line) {
    Matcher m = EXAMPLE.matcher(line);
    assertThat(m.matches()).isTrue();
    String text = m.group("quoted") != null ? m.group("quoted") : m.group("plain");
    Checked checked = Expression.check(text, SCOPE);
    assertThat(checked.problems()).isEmpty();
    Expression expression = checked.expression().orElseThrow();
    int n = m.group("high") == null ? 1 : 1000;
    double[] x = new double[n];
    double[] dist = new double[n];
    double[] gone = new double[n];
    String[] ei = new String[n];
    java.util.Arrays.fill(x, 2);
    java.util.Arrays.fill(dist, 50);
    java.util.Arrays.fill(gone, Double.NaN);
    java.util.Arrays.fill(ei, "e");
    Rows rows =
        new ColumnRows(expression)
            .numbers("x", x)
            .numbers("dist", dist)
            .numbers("gone", gone)
            .texts("ei", ei)
            .texts("lost", new String[n])
            .number("flag", 1);
    RandomStream stream = new RandomStream(1, RandomStream.purpose(text), 0);
    if (expression.type() == Type.TEXT) {
      int[] code = new int[1];
      Evaluator evaluator = expression.evaluator();
      evaluator.evaluateTexts(rows, 1, code, stream, 0);
      assertThat(evaluator.text(code[0])).isEqualTo(m.group("result"));
      return;
    }
    double[] out = new double[n];
    expression.evaluator().evaluate(rows, n, out, stream, 0);
    if (n > 1) {
      for (double value : out) {
        assertThat(value)
            .isBetween(Double.parseDouble(m.group("result")), Double.parseDouble(m.group("high")));
      }
    } else if (expression.type() == Type.BOOLEAN) {
      assertThat(out[0] == 1 ? "true" : "false").isEqualTo(m.group("result"));
    } else {
      assertThat(out[0]).isEqualTo(Double.valueOf(m.group("result")));
    }
  }
}
