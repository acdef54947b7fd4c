package org.neurowright.engine.nmodl.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/**
 * What is warned about and what is not. For every case of the tables NEURON 9.0.2's {@code
 * modlunit} was asked, too: it accepts what stands under "accepted" and complains about the others
 * (but for printf, see {@code printingIsFree}).
 */
final class UnitChecksTest {
  private static final String HEAD =
      """
      NEURON { SUFFIX m NONSPECIFIC_CURRENT i RANGE g, e, x, y }
      UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) (mM) = (milli/liter)
        FARADAY = (faraday) (10000 coulomb) R = (k-mole) (joule/degC) }
      PARAMETER { g = 0.001 (S/cm2) e = -65 (mV) celsius = 6.3 (degC) k = 3 (mV) tau = 5 (ms) rate = 2 (/ms) }
      ASSIGNED { v (mV) i (mA/cm2) x y (mV) sec (s) c (mM) b (volt) }
      STATE { n p (mM) }
      """;

  private static final String TAIL =
      """

      DERIVATIVE states { n' = (1 - n)/tau }
      FUNCTION twice(a (mV)) (mV) { twice = 2*a }
      PROCEDURE take(a, q (ms)) { x = a }
      """;

  private static List<Problem> warnings(String text) {
    return new NmodlCompiler().unitWarnings(new NmodlSource("m.mod", text));
  }

  private static List<Problem> inBreakpoint(String statements) {
    return warnings(
        HEAD + "BREAKPOINT { LOCAL a SOLVE states METHOD cnexp\n" + statements + " }" + TAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "i = g*(v - e)",
        "y = v + 3",
        "y = 3",
        "x = v/k",
        "x = exp((v + 40)/k)",
        "x = exp((v + 40)/10(mV))",
        "y = (1000)*b",
        "sec = (1e-3)*tau",
        "sec = (.001)*(tau + 1)",
        "x = 3^((celsius - 23)/10(degC))",
        "x = (v/k)^2.5",
        "y = v^2/k",
        "a = v y = a + k",
        "y = twice(v)",
        "take(3, tau)",
        "if (v > -40) { x = 1 }",
        "if (x > 1 && v < 3) { x = 1 }",
        "y = -v + -3",
        "y = (1e3)*R*(celsius + 273.15)/(FARADAY*(1e4))",
        "UNITSOFF x = v y = g UNITSON",
        "x = pow(v/k, 2)",
        "at_time(tau)",
      })
  void accepted(String statements) {
    assertThat(inBreakpoint(statements)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x = v             | mismatch  | x has no unit",
        "i = g*v*1000(mM)  | mismatch  | i has (mA/cm2)",
        "y = v + g         | mismatch  | 'g' has (S/cm2)",
        "y = b             | factor    | y has (mV), 'b' has (volt)",
        "y = 1000*b        | factor    | '1000 * b' has (volt)",
        "x = exp(v)        | dimension | 'v' has (mV)",
        "x = exp(v/(5 (mV))/(0.5)) | factor | the conversion factor 0.5",
        "x = 2^v           | dimension | the exponent",
        "x = v^0.5         | dimension | the base of a power",
        "x = v^(-2)        | dimension | the base of a power",
        "x = sqrt(v)       | dimension | the argument of sqrt",
        "a = 5 y = a + v   | mismatch  | 'a' has no unit, 'v' has (mV)",
        "y = twice(tau)    | mismatch  | argument 1 has (mV), 'tau' has (ms)",
        "take(v, tau)      | mismatch  | argument 1 has no unit",
        "if (v > tau) { x = 1 } | mismatch | 'v' has (mV), 'tau' has (ms)",
        "UNITSOFF x = v UNITSON y = g | mismatch | y has (mV), 'g' has (S/cm2)",
        "y = 3 (furlongs per week) | unknown | (furlongs)",
        "at_time(v)        | mismatch | argument 1 has (ms)",
      })
  void warned(String statements, String kind, String words) {
    List<Problem> found = inBreakpoint(statements);

    assertThat(found)
        .anySatisfy(p -> {
          assertThat(p.code()).isEqualTo("nmodl.unit-" + kind);
          assertThat(p.message()).contains(words);
        });
    assertThat(found)
        .allSatisfy(p -> {
          assertThat(p.severity()).isEqualTo(Severity.WARNING);
          assertThat(p.location().line()).isEqualTo(8);
          assertThat(p.location().column()).isPositive();
          assertThat(p.hint()).isNotEmpty();
        });
  }

  @Test
  void aMissingFactorIsNamed() {
    assertThat(inBreakpoint("y = b").getFirst().hint()).contains("(1000)");
    assertThat(inBreakpoint("y = (1000)*b")).isEmpty();
  }

  @Test
  void derivativesArePerMillisecond() {
    assertThat(warnings(HEAD + "DERIVATIVE d { n' = (1 - n)*rate  p' = p/tau }")).isEmpty();
    List<Problem> wrong = warnings(HEAD + "DERIVATIVE d {\n n' = 1 - n\n p' = rate }");
    assertThat(wrong).extracting(p -> p.location().line()).containsExactly(8, 9);
    assertThat(wrong.getFirst().message()).contains("n' has (/ms), '1 - n' has no unit");
    assertThat(wrong.get(1).message()).contains("p' has (mM/ms), 'rate' has (/ms)");
  }

  @Test
  void neuronsOwnVariablesHaveTheirUnits() {
    String text =
        """
        NEURON { %s m NONSPECIFIC_CURRENT i USEION ca READ cai, eca }
        UNITS { (mV) = (millivolt) (nA) = (nanoamp) (mA) = (milliamp) }
        PARAMETER { celsius }
        ASSIGNED { v i (nA) eca (mV) cai (mV) diam (micron) }
        BREAKPOINT { i = 3 }
        """;
    assertThat(warnings(text.formatted("POINT_PROCESS")))
        .extracting(Problem::code, p -> p.message().replaceAll(" .*", ""))
        .containsOnly(
            org.assertj.core.api.Assertions.tuple("nmodl.unit-required", "celsius"),
            org.assertj.core.api.Assertions.tuple("nmodl.unit-required", "v"),
            org.assertj.core.api.Assertions.tuple("nmodl.unit-required", "cai"));
    assertThat(warnings(text.formatted("SUFFIX")))
        .extracting(Problem::message)
        .contains("i has (nA) and must have (mA/cm2)");
  }

  @Test
  void ratesOfReactionsFollowFromTheAmounts() {
    String text =
        """
        NEURON { SUFFIX m }
        UNITS { (mM) = (milli/liter) (um) = (micron) }
        PARAMETER { f = 1 (%s) b = 1 (/ms) d = 1 (um2/ms) }
        ASSIGNED { diam (um) }
        STATE { c (mM) s (mM) cs (mM) }
        KINETIC k {
          COMPARTMENT diam*diam {c s cs}
          LONGITUDINAL_DIFFUSION d*diam*diam {c}
          ~ c + s <-> cs (f*diam*diam, b*diam*diam)
          CONSERVE s + cs = 1 (mM-um2)
        }
        """;
    assertThat(warnings(text.formatted("/mM-ms"))).isEmpty();
    List<Problem> wrong = warnings(text.formatted("/ms"));
    assertThat(wrong).hasSize(1);
    assertThat(wrong.getFirst().message()).contains("the forward rate it needs");
    assertThat(wrong.getFirst().location().line()).isEqualTo(9);
    assertThat(warnings(text.formatted("/mM-ms").replace("(mM-um2)", "(mM)"))).hasSize(1);
  }

  /** {@code modlunit} wants arguments of printf without units; what is printed changes nothing. */
  @Test
  void printingIsFree() {
    assertThat(inBreakpoint("printf(\"%g\", v)")).isEmpty();
  }

  @Test
  void unitsThatAreNotDefinedAreToldOnceWithTheLineToAdd() {
    List<Problem> found =
        warnings("NEURON { SUFFIX m } PARAMETER { a (mS/cm2) b (mS) } PROCEDURE p() { a = b }");
    assertThat(found).hasSize(2);
    assertThat(found.getFirst().message()).contains("(mS)").contains("(mS/cm2)");
    assertThat(found.getFirst().code()).isEqualTo("nmodl.unit-unknown");
    assertThat(found.get(1).code()).isEqualTo("nmodl.unit-mismatch");
    assertThat(warnings("NEURON { SUFFIX m } PARAMETER { b (mV) }").getFirst().hint())
        .contains("(mV) = (millivolt)");
  }

  /** Long prefixes only nest so deep; trying all readings of such a name would take years. */
  @Test
  void oddUnitsTakeNoTime() {
    for (String unit :
        List.of(
            "da".repeat(200),
            "milli".repeat(100) + "s",
            "m".repeat(500),
            "1".repeat(400),
            "m" + "9".repeat(300),
            "/".repeat(99),
            "1-999999",
            "%",
            "-",
            "(",
            "e999",
            "m^")) {
      assertThat(warnings("NEURON { SUFFIX m } PARAMETER { a (" + unit + ") }"))
          .allSatisfy(p -> assertThat(p.severity()).isEqualTo(Severity.WARNING));
    }
  }

  @Test
  void syntaxErrorsAreNotAMatterOfUnits() {
    assertThat(warnings("NEURON { SUFFIX m } BREAKPOINT { x = }")).isEmpty();
  }

  @Test
  void compilingDoesNotLookForThem() {
    NmodlSource source =
        new NmodlSource("m.mod", "NEURON { SUFFIX m RANGE a } PARAMETER { a (mV) } ASSIGNED { v }");
    assertThat(new NmodlCompiler().check(source)).isEmpty();
    assertThat(new NmodlCompiler().examine(source).problems())
        .extracting(Problem::code)
        .contains("nmodl.unit-unknown");
  }
}
