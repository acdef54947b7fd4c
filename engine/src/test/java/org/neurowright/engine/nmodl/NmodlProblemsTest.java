package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/** Every construct without translation gives a located problem, never a guess. */
final class NmodlProblemsTest {
  private static List<Problem> check(String text) {
    return new NmodlCompiler().check(new NmodlSource("m.mod", text));
  }

  /** NEURON 9.0.2 refuses the first when it translates, the second when it loads the mechanism. */
  @Test
  void anIonIsNamedOnceAndKeepsItsCharge() {
    assertThat(check("NEURON { SUFFIX m USEION ca READ cai USEION ca WRITE ica RANGE x }"))
        .extracting(Problem::code)
        .contains("nmodl.repeated-ion");
    assertThat(check("NEURON { SUFFIX m USEION ca READ cai VALENCE 3 }"))
        .extracting(Problem::code)
        .contains("nmodl.valence");
    assertThat(check("NEURON { SUFFIX m USEION ca READ cai VALENCE 2 }")).isEmpty();
  }

  /** NEURON runs them; here procedures are written in place of their calls. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PROCEDURE down(n) { x = x + n if (n > 0) { down(n - 1) } } | INITIAL { down(3) } | down
          FUNCTION f(n) { x = n if (n > 0) { f = f(n - 1) } }        | INITIAL { x = f(3) } | f
          FUNCTION a(n) { x = n a = b(n) } FUNCTION b(n) { b = a(n) } | INITIAL { x = a(3) } | a
          """)
  void recursionWithSideEffectsIsRefusedWhereItHappens(String code, String use, String name) {
    List<Problem> problems = check("NEURON { SUFFIX m RANGE x }\nASSIGNED { x }\n" + code + use);

    assertThat(problems)
        .anySatisfy(p -> {
          assertThat(p.code()).isEqualTo("nmodl.untranslated");
          assertThat(p.message()).startsWith("recursion of " + name);
          assertThat(p.location().line()).isEqualTo(3);
          assertThat(p.isError()).isTrue();
        });
  }

  @Test
  void timeThatDoesNotMoveInsideAStepOfRungeIsAWarning() {
    List<Problem> problems =
        check(
            """
            NEURON { POINT_PROCESS m }
            STATE { x }
            BREAKPOINT { SOLVE drift METHOD runge }
            DERIVATIVE drift { x' = wave() }
            FUNCTION wave() { wave = sin(t) }
            """);

    assertThat(problems).extracting(Problem::code).containsExactly("nmodl.runge-time");
    assertThat(problems.getFirst().severity()).isEqualTo(Severity.WARNING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          C code           | VERBATIM double* a = makevector(3); ENDVERBATIM | nmodl.untranslated
          other mechanisms | x = ext                       | nmodl.untranslated
          tables           | x = tab(v, v, v)              | nmodl.arguments
          spline           | x = spline(v)                 | nmodl.untranslated
          unknown function | x = foo(v)                    | nmodl.unknown-function
          undeclared name  | x = nowhere                   | nmodl.undeclared
          arguments        | x = exp(1, 2)                 | nmodl.arguments
          constant         | K = 2                         | nmodl.assign-constant
          time             | t = 2                         | nmodl.assign-engine
          array            | x = arr                       | nmodl.array
          no array         | x = v[1]                      | nmodl.not-an-array
          prime            | s' = 3                        | nmodl.prime-place
          event            | net_event(t)                  | nmodl.event-place
          netcons          | FOR_NETCONS (w) { x = w }     | nmodl.fornetcons-place
          """)
  void aStatementThatCannotBeTranslatedIsReportedWhereItStands(
      String what, String statement, String code) {
    List<Problem> problems =
        check(
            """
            NEURON { SUFFIX m EXTERNAL ext NONSPECIFIC_CURRENT i }
            CONSTANT { K = 1 }
            ASSIGNED { v i x ext arr[3] }
            STATE { s }
            FUNCTION_TABLE tab(v)
            BREAKPOINT {
              i = 0
              %s
            }
            """
                .formatted(statement));

    assertThat(problems).as(what).hasSize(1);
    Problem problem = problems.getFirst();
    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.location().line()).isEqualTo(8);
    assertThat(problem.location().column()).isGreaterThanOrEqualTo(3);
    assertThat(problem.hint()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SOLVE b METHOD adams        | DERIVATIVE b { s' = -s }           | nmodl.method          | 4
          SOLVE b METHOD cnexp        | DERIVATIVE b { s' = -s*s }         | nmodl.cnexp-product   | 5
          SOLVE b METHOD cnexp        | KINETIC b { ~ s -> (1) }           | nmodl.method          | 4
          SOLVE b METHOD sparse | KINETIC b { LONGITUDINAL_DIFFUSION 1 { q } ~ s -> (1) } | nmodl.not-a-state  | 5
          SOLVE b                     | DISCRETE b { s = 1 }               | nmodl.untranslated    | 5
          SOLVE nothing METHOD cnexp  | DERIVATIVE b { s' = -s }           | nmodl.unknown-block   | 4
          SOLVE b                     | LINEAR b { ~ s*s = 1 }             | nmodl.not-linear      | 5
          SOLVE b                     | LINEAR b { ~ s = 1 ~ s = 2 }       | nmodl.equations       | 5
          SOLVE b METHOD cnexp        | DERIVATIVE b { s'' = -s }          | nmodl.untranslated    | 5
          SOLVE b METHOD cnexp        | DERIVATIVE b { x' = -x }           | nmodl.not-a-state     | 5
          """)
  void aSolverThatCannotWorkIsReported(String solve, String block, String code, int line) {
    List<Problem> problems =
        check(
            """
            NEURON { SUFFIX m }
            ASSIGNED { x }
            STATE { s }
            BREAKPOINT { %s }
            %s
            """
                .formatted(solve, block));

    assertThat(problems).extracting(Problem::code).contains(code);
    assertThat(problems)
        .filteredOn(p -> p.code().equals(code))
        .allMatch(p -> p.location().line() == line && p.location().path().equals("m.mod"));
  }

  @Test
  void allProblemsOfAFileComeTogether() {
    List<Problem> problems =
        check(
            """
            NEURON {
              SUFFIX m
              USEION na READ ek
              RANGE missing
            }
            UNITS { Q = (volt) (coul) }
            ASSIGNED { x }
            INITIAL {
              x = one
            }
            BREAKPOINT {
              x = two(3)
            }
            """);

    assertThat(problems)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "nmodl.ion-variable",
            "nmodl.undeclared",
            "nmodl.units",
            "nmodl.undeclared",
            "nmodl.unknown-function");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          NET_RECEIVE(w, w) { x = w }                                     | nmodl.duplicate
          FUNCTION f(a, a) { f = a }                                      | nmodl.duplicate
          BREAKPOINT { p(v) } PROCEDURE p(a) { TABLE x FROM 0 TO nowhere WITH 9 x = a } | nmodl.table-range
          BREAKPOINT { p(v) } PROCEDURE p(a) { TABLE x FROM r TO 2 WITH 9 x = a }       | nmodl.table-range
          BREAKPOINT { p(v) } PROCEDURE p(a) { TABLE x FROM 0 TO f(2) WITH 9 x = a }    | nmodl.table-range
          BREAKPOINT { p(v) } PROCEDURE p(a) { TABLE x FROM 0 TO 2*r[1] WITH 9 x = a }  | nmodl.table-range
          BREAKPOINT { p(v) } PROCEDURE p(a) { TABLE x FROM 0 TO 1 WITH 1e308 x = a }   | nmodl.table-size
          BREAKPOINT { p(v) } PROCEDURE p(a) { TABLE celsius FROM 0 TO 1 WITH 9 x = a } | nmodl.untranslated
          LOCAL a[1e308]                                                  | nmodl.array-length
          ASSIGNED { a[0] }                                               | nmodl.array-length
          BREAKPOINT { LOCAL a[1e9] a[1] = 2 }                            | nmodl.array-length
          """)
  void aBlockThatJavaWouldNotTakeIsReported(String block, String code) {
    List<Problem> problems =
        check(
            """
            NEURON { POINT_PROCESS m RANGE r }
            PARAMETER { r = 1 }
            ASSIGNED { v x }
            %s
            """
                .formatted(block));

    assertThat(problems)
        .filteredOn(Problem::isError)
        .extracting(Problem::code, p -> p.location().line())
        .contains(tuple(code, 4));
  }

  @ParameterizedTest
  @CsvSource({"down", "v", "array", "t"})
  void aCurrentMustBeAScalarVariable(String current) {
    List<Problem> problems =
        check(
            """
            DEFINE down 3
            NEURON { SUFFIX m NONSPECIFIC_CURRENT %s }
            ASSIGNED { v array[2] }
            BREAKPOINT { }
            """
                .formatted(current));

    assertThat(problems)
        .extracting(Problem::code, p -> p.location().line())
        .contains(tuple("nmodl.current", 2));
  }

  @Test
  void codeThatIsNeverCalledOnlyWarns() {
    List<Problem> problems =
        check(
            """
            NEURON { SUFFIX m RANGE x }
            ASSIGNED { x }
            BREAKPOINT { x = 1 }
            PROCEDURE setup() {
              VERBATIM
              x = matrix_of(3);
              ENDVERBATIM
            }
            PROCEDURE forHoc() {
              VERBATIM
              if (ifarg(1)) { x = *getarg(1); }
              ENDVERBATIM
            }
            """);

    assertThat(problems)
        .extracting(Problem::code, Problem::severity, p -> p.location().line())
        .containsExactly(
            tuple("nmodl.untranslated", Severity.WARNING, 6),
            tuple("nmodl.hoc-procedure", Severity.INFO, 10));
  }

  @Test
  void deadAndTrivialCIsDropped() {
    List<Problem> problems =
        check(
            """
            NEURON { POINT_PROCESS m NONSPECIFIC_CURRENT i }
            ASSIGNED { i x }
            VERBATIM
            #include <stdlib.h>
            extern double hoc_call();
            ENDVERBATIM
            BREAKPOINT { i = 0 }
            NET_RECEIVE (w) {
              if (w < 0) {
                VERBATIM
                return; /* nothing to do */
                ENDVERBATIM
              }
              x = x + w
            }
            """);

    assertThat(problems).isEmpty();
  }

  @Test
  void aNonlinearBlockWithCnexpFallsBackToDerivimplicitAndSaysSo() {
    List<Problem> problems =
        check(
            """
            NEURON { SUFFIX m }
            STATE { s }
            BREAKPOINT { SOLVE b METHOD cnexp }
            DERIVATIVE b { s' = 1/(1 + s) }
            """);

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(problems.getFirst().code()).isEqualTo("nmodl.cnexp-not-linear");
  }

  @Test
  void twoFilesOfTheSameNameAreReported() {
    NmodlSource a = new NmodlSource("a.mod", "NEURON { SUFFIX same }");
    NmodlSource b = new NmodlSource("b.mod", "NEURON { SUFFIX same }");

    NmodlResult result = new NmodlCompiler().compile(List.of(a, b));

    assertThat(result.types()).hasSize(1);
    assertThat(result.problems())
        .extracting(Problem::code)
        .containsExactly("nmodl.duplicate-mechanism");
    assertThat(result.problems().getFirst().location().path()).isEqualTo("b.mod");
  }

  @Test
  void oneBadFileDoesNotKeepTheOthersFromCompiling() {
    NmodlSource good = new NmodlSource("good.mod", "NEURON { SUFFIX good }");
    NmodlSource bad = new NmodlSource("bad.mod", "NEURON { SUFFIX bad } BREAKPOINT { x = ");

    NmodlResult result = new NmodlCompiler().compile(List.of(bad, good));

    assertThat(result.types()).extracting(t -> t.name()).containsExactly("good");
    assertThat(result.hasErrors()).isTrue();
  }
}
