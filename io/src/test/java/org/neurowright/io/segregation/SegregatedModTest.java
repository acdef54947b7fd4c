package org.neurowright.io.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.inspect.Gating;
import org.neurowright.engine.inspect.Surroundings;
import org.neurowright.engine.inspect.Sweep;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.io.segregation.SegregatedMod.Cut;
import org.neurowright.io.segregation.SegregatedMod.Rewritten;

class SegregatedModTest {
  private static final Sweep.OverVoltage SWEEP = Sweep.voltage(-100, 20, 61);

  private static final String HEAD =
      """
      TITLE x : v stands in a title
      : comment about v and m
      NEURON {
        SUFFIX nat
        USEION na READ ena WRITE ina
        RANGE gbar, sh
      }
      PARAMETER {
        gbar = 0.01 (S/cm2)
        sh = %s (mV)
      }
      ASSIGNED { v (mV)  ena (mV)  ina (mA/cm2)  minf  mtau (ms)  alpha  beta }
      STATE { m }
      """;

  private static final String RATES =
      """
      INITIAL {
        rates(v)
        m = minf
      }
      BREAKPOINT { SOLVE states METHOD cnexp  ina = gbar*m^3*(v - ena) }
      DERIVATIVE states {
        rates(v)   : v again
        m' = (minf - m)/mtau
      }
      """;

  private static final String BOLTZMANN =
      "  minf = 1/(1 + exp(-(v + 40)/7))\n  mtau = 0.1 + 2/(1 + exp((v + 20)/6))\n";

  private static Gating clamped(String text) {
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("test.mod", text)));
    assertThat(result.problems()).as(text).noneMatch(p -> p.isError());
    MechanismType type = result.types().getFirst();
    return Gating.of(type, Surroundings.NEURON, SWEEP);
  }

  private static void checkCut(String text) {
    Gating before = clamped(text);
    Rewritten made = SegregatedMod.rewrite("nat.mod", text, List.of(new Cut("m", false, -57)), 0);
    assertThat(made.suffix()).isEqualTo("natseg");
    assertThat(made.cutParameters()).containsEntry("m", "mseg");
    Gating after = clamped(made.text());
    for (int p = 0; p < SWEEP.size(); p++) {
      double wanted = SWEEP.vMv(p) < -57 ? 0 : before.states().getFirst().steady()[p];
      assertThat(after.states().getFirst().steady()[p])
          .as("%s", made.text())
          .isCloseTo(wanted, within(1e-9));
      assertThat(after.states().getFirst().initial()[p]).isCloseTo(wanted, within(1e-9));
      assertThat(after.states().getFirst().tauMs().orElseThrow()[p])
          .isCloseTo(before.states().getFirst().tauMs().orElseThrow()[p], within(1e-7));
    }
    assertThat(after.reversalMv()).hasValue(50);
  }

  @Test
  void cutsInTheProcedureOfTheRates() {
    String text = HEAD.formatted("0") + RATES + "PROCEDURE rates(v (mV)) {\n" + BOLTZMANN + "}\n";
    checkCut(text);
    String made = SegregatedMod.rewrite("", text, List.of(new Cut("m", false, -57)), 0).text();
    // everything else stays as it was
    assertThat(made.lines()).containsAll(text.lines().filter(l -> !l.contains("SUFFIX")).toList());
    assertThat(made).contains("  if (v < mseg) { minf = 0 }\n}").contains("RANGE mseg");
  }

  @Test
  void cutsAfterTheCallWhereATableOrAShiftStandsBetween() {
    checkCut(
        HEAD.formatted("0")
            + RATES
            + "PROCEDURE rates(v (mV)) {\n  TABLE minf, mtau FROM -120 TO 100 WITH 220\n"
            + BOLTZMANN
            + "}\n");
    checkCut(
        HEAD.formatted("10")
            + RATES.replace("rates(v) ", "rates(v - sh) ").replace("rates(v)\n", "rates(v - sh)\n")
            + "PROCEDURE rates(v (mV)) {\n"
            + BOLTZMANN
            + "}\n");
  }

  @Test
  void cutsEquationsWithAlphaAndBeta() {
    checkCut(
        HEAD.formatted("0")
            + """
            INITIAL { rates(v)  m = alpha/(alpha + beta) }
            BREAKPOINT { SOLVE states METHOD cnexp  ina = gbar*m^3*(v - ena) }
            DERIVATIVE states {
              rates(v)
              m' = alpha*(1 - m) - beta*m : m and beta
            }
            PROCEDURE rates(v (mV)) {
              alpha = 0.3*exp((v + 40)/20)
              beta = 0.3*exp(-(v + 40)/20)
            }
            """);
  }

  @Test
  void cutsEquationsOfFunctions() {
    checkCut(
        HEAD.formatted("0")
            + """
            INITIAL { m = inf(v) }
            BREAKPOINT { SOLVE states METHOD cnexp  ina = gbar*m^3*(v - ena) }
            DERIVATIVE states { m' = (inf(v) - m)/tau(v) }
            FUNCTION inf(v (mV)) { inf = 1/(1 + exp(-(v + 40)/7)) }
            FUNCTION tau(v (mV)) (ms) { tau = 0.1 + 2/(1 + exp((v + 20)/6)) }
            """);
  }

  @Test
  void shiftsRatesButNotCurrents() {
    for (String text :
        List.of(
            HEAD.formatted("0") + RATES + "PROCEDURE rates(v (mV)) {\n" + BOLTZMANN + "}\n",
            HEAD.formatted("0")
                + RATES.replace("rates(v)", "rates()")
                + "PROCEDURE rates() {\n"
                + BOLTZMANN
                + "}\n")) {
      Gating before = clamped(text);
      Rewritten made = SegregatedMod.rewrite("nat.mod", text, List.of(), 6);
      assertThat(made.shiftParameter()).hasValue("vshift");
      Gating after = clamped(made.text());
      for (int p = 3; p < SWEEP.size(); p++) {
        assertThat(after.states().getFirst().steady()[p])
            .isCloseTo(before.states().getFirst().steady()[p - 3], within(1e-9));
        assertThat(after.states().getFirst().tauMs().orElseThrow()[p])
            .isCloseTo(before.states().getFirst().tauMs().orElseThrow()[p - 3], within(1e-7));
      }
      assertThat(after.reversalMv()).hasValue(50);
    }
  }

  @Test
  void variablesThatStandInForStates() {
    String text =
        HEAD.formatted("0").replace("STATE { m }", "")
            + """
            BREAKPOINT { rates(v)  ina = gbar*minf*(v - ena) }
            PROCEDURE rates(v (mV)) {
            """
            + BOLTZMANN
            + "}\n";
    assertThat(SegregatedMod.instantaneous(text)).containsExactly("minf");
    Rewritten made =
        SegregatedMod.rewrite("nat.mod", text, List.of(new Cut("minf", false, -57)), 0);
    Gating after = clamped(SegregatedMod.exposing(made.text(), List.of("minf")));
    double[] minf =
        after.assigned().stream()
            .filter(a -> a.name().equals("minf"))
            .findFirst()
            .orElseThrow()
            .values();
    assertThat(minf[21]).isZero();
    assertThat(minf[22]).isCloseTo(1 / (1 + Math.exp(16 / 7.)), within(1e-12));
  }

  @Test
  void saysWhatItCannotDo() {
    assertThatThrownBy(() ->
            SegregatedMod.rewrite(
                "a.mod", "NEURON { POINT_PROCESS a }", List.of(new Cut("m", false, 0)), 0))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no SUFFIX");
    String scheme =
        HEAD.formatted("0") + "KINETIC k { ~ m <-> m (alpha, beta) }\nINITIAL { m = 1 }\n";
    assertThatThrownBy(
            () -> SegregatedMod.rewrite("a.mod", scheme, List.of(new Cut("m", false, 0)), 0))
        .hasMessageContaining("not given by an equation");
  }

  @Test
  void templatesNameTheNewMechanisms() {
    String hoc =
        """
        begintemplate Other
        endtemplate Other
        begintemplate Cell // insert nat
        proc init() {
          soma { insert nat insert nat2
            gbar_nat = 1  gbar_nat2 = 2  sh_nat(0:1) = 1:2
            if (ismembrane("nat")) print "nat or not"
          }
        }
        endtemplate Cell
        """;
    assertThat(SegregatedHoc.template(hoc, "Cell", List.of("nat")).orElseThrow().strip())
        .isEqualTo(
            """
            begintemplate CellSeg // insert nat
            proc init() {
              soma { insert natseg insert nat2
                gbar_natseg = 1  gbar_nat2 = 2  sh_natseg(0:1) = 1:2
                if (ismembrane("natseg")) print "nat or not"
              }
            }
            endtemplate CellSeg
            """
                .strip());
    assertThat(
            SegregatedHoc.json(
                "{\"section\": \"soma\", \"name\": \"gbar_NaTs\", \"mechanism\": \"NaTs\"}",
                List.of("NaTs")))
        .isEqualTo(
            "{\"section\": \"soma\", \"name\": \"gbar_NaTsseg\", \"mechanism\": \"NaTsseg\"}");
  }
}
