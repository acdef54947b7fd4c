package org.neurowright.engine.nmodl.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.NmodlPrinter;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

final class NmodlParserTest {
  private static final IncludeResolver PART =
      (from, name) -> Optional.of(new IncludeResolver.Included(name, "LOCAL included\n"));

  private static Program parse(String text) {
    Problems problems = new Problems();
    Program program = NmodlParser.parse("test.mod", text, PART, problems);
    assertThat(problems.toList()).isEmpty();
    return program;
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream =
        NmodlParserTest.class.getResourceAsStream("/org/neurowright/engine/nmodl/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRoundTrip(String text) {
    Program program = parse(text);
    String printed = NmodlPrinter.print(program);
    assertThat(parse(printed)).isEqualTo(program);
  }

  @Test
  void everyConstructSurvivesPrintingAndParsing() throws IOException {
    assertRoundTrip(resource("grammar/everything.mod"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ref/RefCaBuf.mod",
        "ref/RefCaGHK.mod",
        "ref/RefKTab.mod",
        "ref/RefNaKin.mod",
        "ref/RefSTP.mod",
        "ref/RefWatch.mod",
        "ref/RefNMDA.mod",
        "features/FeatLoops.mod",
        "features/FeatShells.mod",
        "features/FeatTable.mod",
        "features/FeatPhases.mod",
        "features/FeatRandom.mod"
      })
  void mechanismFilesSurvivePrintingAndParsing(String name) throws IOException {
    assertRoundTrip(resource(name));
  }

  @ParameterizedTest
  @MethodSource("builtins")
  void builtinsSurvivePrintingAndParsing(String name) {
    assertRoundTrip(BuiltinMechanisms.source(name).text());
  }

  static List<String> builtins() {
    return BuiltinMechanisms.names();
  }

  /** Random trees: printing must put parentheses exactly where the grouping needs them. */
  @Test
  void randomExpressionsSurvivePrintingAndParsing() {
    Random random = new Random(20240611);
    for (int i = 0; i < 2000; i++) {
      Expr expression = randomExpression(random, 5);
      String text = "PROCEDURE p() { x = " + NmodlPrinter.print(expression) + " }";
      Block.Procedure procedure =
          parse(text).blocks(Block.Procedure.class).findFirst().orElseThrow();
      assertThat(((Stmt.Assign) procedure.body().getFirst()).value())
          .as(text)
          .isEqualTo(expression);
    }
  }

  private static Expr randomExpression(Random random, int depth) {
    Position at = new Position("", 1, 1);
    if (depth == 0 || random.nextInt(5) == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new Expr.Num(at, Integer.toString(random.nextInt(100)), "");
        case 1 -> new Expr.Name(at, "abc".substring(random.nextInt(3), 3));
        default -> new Expr.Element(at, "arr", randomExpression(random, 0));
      };
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Expr.Unary(at, Expr.UnaryOperator.MINUS, randomExpression(random, depth - 1));
      case 1 -> new Expr.Unary(at, Expr.UnaryOperator.NOT, randomExpression(random, depth - 1));
      case 2 -> new Expr.Call(at, "exp", List.of(randomExpression(random, depth - 1)));
      default ->
          new Expr.Binary(
              at,
              Expr.BinaryOperator.values()[random.nextInt(Expr.BinaryOperator.values().length)],
              randomExpression(random, depth - 1),
              randomExpression(random, depth - 1));
    };
  }

  @Test
  void powerBindsToTheRightAndAboveUnaryMinus() {
    Program program = parse("PROCEDURE p() { x = -a^b^c }");
    Stmt.Assign assign =
        (Stmt.Assign)
            program.blocks(Block.Procedure.class).findFirst().orElseThrow().body().getFirst();
    Expr.Unary minus = (Expr.Unary) assign.value();
    Expr.Binary outer = (Expr.Binary) minus.operand();
    assertThat(outer.left()).isInstanceOf(Expr.Name.class);
    assertThat(outer.right()).isInstanceOf(Expr.Binary.class);
  }

  @Test
  void numbersMayCarryUnitsWithoutBecomingCalls() {
    Program program = parse("PROCEDURE p() { x = 0.062(/mV)*v y = (1e4)*x }");
    Block.Procedure procedure = program.blocks(Block.Procedure.class).findFirst().orElseThrow();
    assertThat(procedure.body()).hasSize(2);
    Expr.Binary product = (Expr.Binary) ((Stmt.Assign) procedure.body().getFirst()).value();
    assertThat(product.left()).isEqualTo(new Expr.Num(new Position("", 0, 0), "0.062", "/mV"));
  }

  @Test
  void allSyntaxErrorsAreFoundWithTheirPlaces() {
    Problems problems = new Problems();
    NmodlParser.parse(
        "bad.mod",
        """
        NEURON {
          SUFFIX bad
          RANGE 3
        }
        BREAKPOINT {
          i = g*(v - e
          x = 4
          y = * 2
          if (x > ) { z = 1 }
        }
        PROCEDURE ok() { a = 1 }
        FUNCTION broken( { b = 1 }
        """,
        IncludeResolver.NONE,
        problems);

    assertThat(problems.toList())
        .extracting(p -> p.location().line(), p -> p.location().column())
        .contains(tuple(3, 9), tuple(7, 3), tuple(8, 7), tuple(9, 11), tuple(12, 18));
    assertThat(problems.toList())
        .allMatch(Problem::isError)
        .allMatch(p -> p.location().path().equals("bad.mod"));
  }

  @Test
  void aBlockAfterABrokenOneIsStillRead() {
    Problems problems = new Problems();
    Program program =
        NmodlParser.parse(
            "bad.mod",
            "BREAKPOINT {\n  i = = 2\n}\nPROCEDURE ok() { a = 1 }\n",
            IncludeResolver.NONE,
            problems);

    assertThat(problems.toList()).hasSize(1);
    assertThat(program.blocks(Block.Procedure.class)).hasSize(1);
  }

  @Test
  void anUnclosedCommentIsReportedWhereItBegins() {
    Problems problems = new Problems();
    NmodlParser.parse(
        "c.mod", "NEURON { SUFFIX c }\nCOMMENT\nnever closed\n", IncludeResolver.NONE, problems);

    assertThat(problems.toList()).hasSize(1);
    assertThat(problems.toList().getFirst().location().line()).isEqualTo(2);
    assertThat(problems.toList().getFirst().expected()).isEqualTo("ENDCOMMENT");
  }

  @Test
  void aMissingIncludeIsReported() {
    Problems problems = new Problems();
    NmodlParser.parse("i.mod", "\nINCLUDE \"no.inc\"\n", IncludeResolver.NONE, problems);

    assertThat(problems.toList()).hasSize(1);
    assertThat(problems.toList().getFirst().code()).isEqualTo("nmodl.missing-include");
    assertThat(problems.toList().getFirst().location().line()).isEqualTo(2);
  }

  /** Any prefix of a file is bad input, never a crash and never an endless loop. */
  @Test
  void noPrefixOfAFileBreaksTheParser() throws IOException {
    String text = resource("grammar/everything.mod");
    for (int end = 0; end < text.length(); end += 7) {
      Program program = NmodlParser.parse("p.mod", text.substring(0, end), PART, new Problems());
      assertThat(program.path()).isEqualTo("p.mod");
    }
  }
}
