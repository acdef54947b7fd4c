package org.neurowright.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.measure.BoltzmannFit;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

class GatingTest {
  private static final Sweep.OverVoltage SWEEP = Sweep.voltage(-120, 60, 91);

  static MechanismType builtIn(String name) {
    return BuiltinMechanisms.catalogue(new NmodlCompiler()).find(name).orElseThrow();
  }

  static MechanismType compiled(String text) {
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("test.mod", text)));
    assertThat(result.problems()).noneMatch(p -> p.isError());
    return result.types().getFirst();
  }

  /** The published rates (Hodgkin and Huxley 1952, in today's sign and with rest at -65 mV). */
  @Test
  void hodgkinAndHuxley() {
    Surroundings cold = Surroundings.NEURON.withCelsius(6.3).withParameter("usetable", 0);
    Gating gating = Gating.of(builtIn("hh"), cold, SWEEP);
    check(
        gating,
        "m",
        v -> v == -40 ? 1 : .1 * -(v + 40) / (Math.exp(-(v + 40) / 10) - 1),
        v -> 4 * Math.exp(-(v + 65) / 18));
    check(
        gating, "h", v -> .07 * Math.exp(-(v + 65) / 20), v -> 1 / (Math.exp(-(v + 35) / 10) + 1));
    check(
        gating,
        "n",
        v -> v == -55 ? .1 : .01 * -(v + 55) / (Math.exp(-(v + 55) / 10) - 1),
        v -> .125 * Math.exp(-(v + 65) / 80));
    assertThat(gating.linear()).isTrue();
    assertThat(gating.schemes()).isEmpty();
    assertThat(gating.state("m").orElseThrow().startsElsewhere()).isFalse();
    // three currents with three reversal potentials are not one ohmic current
    assertThat(gating.conductance()).isEmpty();
    // ten degrees warmer: three times as fast, the same steady states
    Gating warm = Gating.of(builtIn("hh"), cold.withCelsius(16.3), SWEEP);
    for (int p = 0; p < SWEEP.size(); p++) {
      assertThat(warm.states().get(0).tauMs().orElseThrow()[p] * 3)
          .isCloseTo(gating.states().get(0).tauMs().orElseThrow()[p], within(1e-9));
      assertThat(warm.states().get(0).steady()[p])
          .isCloseTo(gating.states().get(0).steady()[p], within(1e-12));
    }
  }

  private static void check(
      Gating gating, String state, DoubleUnaryOperator alpha, DoubleUnaryOperator beta) {
    Gating.State found = gating.state(state).orElseThrow();
    for (int p = 0; p < SWEEP.size(); p++) {
      double v = SWEEP.vMv(p);
      double a = alpha.applyAsDouble(v);
      double b = beta.applyAsDouble(v);
      // the built-in file rounds nothing, but 1/(a+b) and a small step each cost a few digits
      assertThat(found.steady()[p]).as("%s at %s", state, v).isCloseTo(a / (a + b), within(1e-10));
      assertThat(found.tauMs().orElseThrow()[p])
          .as("tau of %s at %s", state, v)
          .isCloseTo(1 / (a + b), within(1e-8 / (a + b)));
    }
  }

  /** With its table, hh has what lies on the straight lines between whole millivolts. */
  @Test
  void tablesAreWhatRuns() {
    Gating table = Gating.of(builtIn("hh"), Surroundings.NEURON, Sweep.voltage(-64.5, -63.5, 5));
    Gating exact =
        Gating.of(
            builtIn("hh"),
            Surroundings.NEURON.withParameter("usetable", 0),
            Sweep.voltage(-64.5, -63.5, 5));
    double[] m = table.states().getFirst().steady();
    assertThat(m[2]).isCloseTo(exact.states().getFirst().steady()[2], within(1e-12));
    assertThat(m[0]).isNotCloseTo(exact.states().getFirst().steady()[0], within(1e-7));
  }

  private static String gate(String method, String equation) {
    return """
    NEURON { SUFFIX test  NONSPECIFIC_CURRENT i  RANGE gbar, e, vh, minf }
    PARAMETER { gbar = 0.01 (S/cm2)  e = -30 (mV)  vh = -40 (mV) }
    ASSIGNED { v (mV)  i (mA/cm2)  minf  mtau (ms) }
    STATE { m }
    INITIAL { rates(v)  m = 0.3 }
    BREAKPOINT { SOLVE states METHOD %s  i = gbar*m*m*(v - e) }
    DERIVATIVE states { rates(v)  m' = %s }
    PROCEDURE rates(v (mV)) {
      minf = 1/(1 + exp(-(v - vh)/7))
      mtau = 0.02 + 300/(1 + exp((v + 20)/6))
    }
    """
        .formatted(method, equation);
  }

  /** The step's method must not show: the same curve comes out of all of them. */
  @Test
  void everyMethodGivesTheTimeConstantOfTheEquation() {
    for (String method : List.of("cnexp", "derivimplicit", "euler", "runge")) {
      Gating gating =
          Gating.of(compiled(gate(method, "(minf - m)/mtau")), Surroundings.NEURON, SWEEP);
      Gating.State m = gating.state("m").orElseThrow();
      // Newton iterations and the fourth-order rule are not exact in the step
      double accuracy = method.equals("cnexp") || method.equals("euler") ? 1e-8 : 1e-3;
      for (int p = 0; p < SWEEP.size(); p++) {
        double v = SWEEP.vMv(p);
        double tau = .02 + 300 / (1 + Math.exp((v + 20) / 6));
        assertThat(m.tauMs().orElseThrow()[p])
            .as("%s at %s", method, v)
            .isCloseTo(tau, within(accuracy * tau));
        assertThat(m.steady()[p])
            .as("%s at %s", method, v)
            .isCloseTo(1 / (1 + Math.exp(-(v + 40) / 7)), within(1e-8));
      }
      assertThat(m.startsElsewhere()).isTrue();
      assertThat(m.initial()[7]).isEqualTo(.3);
      assertThat(gating.reversalMv()).hasValue(-30);
      assertThat(gating.conductance().orElseThrow()[90])
          .isCloseTo(.01 * m.steady()[90] * m.steady()[90], within(1e-9));
      assertThat(gating.assigned().getFirst().name()).isEqualTo("minf");
      assertThat(gating.assigned().getFirst().values()[40]).isCloseTo(m.steady()[40], within(1e-9));
    }
  }

  /** m' = k (1 - m) - m²/2 at rest has the slope -k - m. */
  @Test
  void nonlinearEquationsHaveTheTimeConstantOfSmallDeviations() {
    MechanismType type =
        compiled(gate("derivimplicit", "minf*(1 - m) - 0.5*m*m").replace("m = 0.3", "m = 0"));
    Gating gating = Gating.of(type, Surroundings.NEURON, SWEEP);
    assertThat(gating.linear()).isFalse();
    Gating.State m = gating.state("m").orElseThrow();
    for (int p = 0; p < SWEEP.size(); p += 6) {
      double k = 1 / (1 + Math.exp(-(SWEEP.vMv(p) + 40) / 7));
      double rest = -k + Math.sqrt(k * k + 2 * k);
      assertThat(m.steady()[p]).isCloseTo(rest, within(1e-6));
      assertThat(m.tauMs().orElseThrow()[p]).isCloseTo(1 / (k + rest), within(1e-3 / (k + rest)));
    }
  }

  private static final String SCHEME =
      """
      NEURON { SUFFIX scheme  USEION k READ ek WRITE ik  RANGE gbar }
      PARAMETER { gbar = 0.01 (S/cm2) }
      ASSIGNED { v (mV)  ek (mV)  ik (mA/cm2)  a (/ms)  b (/ms) }
      STATE { c1 c2 o }
      INITIAL { %s }
      BREAKPOINT { SOLVE kin METHOD sparse  ik = gbar*o*(v - ek) }
      KINETIC kin {
        rates(v)
        ~ c1 <-> c2 (2*a, b)
        ~ c2 <-> o (a, 2*b)
        %s
      }
      PROCEDURE rates(v (mV)) {
        a = 0.3*exp((v + 30)/25)
        b = 0.1*exp(-(v + 30)/40)
      }
      """;

  /** Two independent gates as one scheme: 1/τ is a + b and 2 (a + b), the open state is m². */
  @Test
  void kineticSchemesHaveTheirEigenvalues() {
    for (String[] kind :
        List.of(
            new String[] {"SOLVE kin STEADYSTATE sparse", "CONSERVE c1 + c2 + o = 1"},
            new String[] {"c1 = 1  c2 = 0  o = 0", ""})) {
      Gating gating =
          Gating.of(compiled(SCHEME.formatted(kind[0], kind[1])), Surroundings.NEURON, SWEEP);
      assertThat(gating.schemes()).hasSize(1);
      assertThat(gating.schemes().getFirst().states()).containsExactly("c1", "c2", "o");
      List<double[]> taus = gating.schemes().getFirst().tausMs();
      assertThat(taus).hasSize(2);
      for (int p = 0; p < SWEEP.size(); p++) {
        double v = SWEEP.vMv(p);
        double a = .3 * Math.exp((v + 30) / 25);
        double b = .1 * Math.exp(-(v + 30) / 40);
        assertThat(taus.get(0)[p]).isCloseTo(1 / (a + b), within(1e-7 / (a + b)));
        assertThat(taus.get(1)[p]).isCloseTo(.5 / (a + b), within(1e-7 / (a + b)));
        assertThat(gating.state("o").orElseThrow().steady()[p])
            .isCloseTo(a * a / (a + b) / (a + b), within(1e-9));
      }
      assertThat(gating.reversalMv()).hasValue(-77);
    }
  }

  @Test
  void followsCalcium() {
    MechanismType type =
        compiled(
            """
            NEURON { SUFFIX sk  USEION ca READ cai  USEION k READ ek WRITE ik  RANGE gbar }
            PARAMETER { gbar = 0.01 (S/cm2)  tau = 4 (ms) }
            ASSIGNED { v (mV)  cai (mM)  ek (mV)  ik (mA/cm2) }
            STATE { z }
            INITIAL { z = zinf(cai) }
            BREAKPOINT { SOLVE states METHOD cnexp  ik = gbar*z*(v - ek) }
            DERIVATIVE states { z' = (zinf(cai) - z)/tau }
            FUNCTION zinf(c (mM)) { zinf = 1/(1 + (0.00043/c)^4.8) }
            """);
    Sweep.OverIon calcium = Sweep.ion("cai", 1e-5, 1e-2, 61, -60);
    Gating gating = Gating.of(type, Surroundings.NEURON, calcium);
    Gating.State z = gating.state("z").orElseThrow();
    for (int p = 0; p < calcium.size(); p++) {
      assertThat(z.steady()[p])
          .isCloseTo(1 / (1 + Math.pow(.00043 / calcium.values()[p], 4.8)), within(1e-10));
      assertThat(z.tauMs().orElseThrow()[p]).isCloseTo(4, within(1e-8));
    }
    assertThat(z.fit(calcium)).isEmpty();
    double[] overV =
        Gating.of(type, Surroundings.NEURON.withIon("cai", .00043), SWEEP).states().get(0).steady();
    assertThat(overV[0]).isCloseTo(.5, within(1e-12));
    assertThat(overV[90]).isCloseTo(.5, within(1e-12));
  }

  @Test
  void poolsAreStatesToo() {
    MechanismType type =
        compiled(
            """
            NEURON { SUFFIX pool  USEION ca READ ica WRITE cai  RANGE decay, rest }
            PARAMETER { decay = 80 (ms)  rest = 1e-4 (mM) }
            ASSIGNED { ica (mA/cm2) }
            STATE { cai (mM) }
            INITIAL { cai = rest }
            BREAKPOINT { SOLVE states METHOD cnexp }
            DERIVATIVE states { cai' = -0.1*ica - (cai - rest)/decay }
            """);
    Gating gating = Gating.of(type, Surroundings.NEURON.withIon("ica", -.001), SWEEP);
    Gating.State cai = gating.state("cai").orElseThrow();
    assertThat(cai.tauMs().orElseThrow()[3]).isCloseTo(80, within(1e-5));
    assertThat(cai.steady()[3]).isCloseTo(1e-4 + .008, within(1e-9));
    assertThat(cai.initial()[3]).isEqualTo(1e-4);
    assertThat(gating.current()).containsOnly(0);
  }

  @Test
  void fitsBoltzmannCurves() {
    MechanismType type = compiled(gate("cnexp", "(minf - m)/mtau"));
    BoltzmannFit fit =
        Gating.of(type, Surroundings.NEURON, SWEEP).states().getFirst().fit(SWEEP).orElseThrow();
    assertThat(fit.vHalfMv()).isCloseTo(-40, within(1e-7));
    assertThat(fit.slopeMv()).isCloseTo(7, within(1e-7));
    assertThat(fit.rms()).isLessThan(1e-9);
    double[] falling = new double[91];
    for (int p = 0; p < 91; p++) {
      falling[p] = .2 + .7 / (1 + Math.exp((SWEEP.vMv(p) + 71) / 5));
    }
    BoltzmannFit part = BoltzmannFit.of(SWEEP.values(), falling).orElseThrow();
    assertThat(part.vHalfMv()).isCloseTo(-71, within(1e-5));
    assertThat(part.slopeMv()).isCloseTo(-5, within(1e-5));
    // in the falling form floor is where it comes from at high potentials
    assertThat(Math.min(part.floor(), part.ceiling())).isCloseTo(.2, within(1e-6));
    assertThat(Math.max(part.floor(), part.ceiling())).isCloseTo(.9, within(1e-6));
    assertThat(BoltzmannFit.of(SWEEP.values(), new double[91])).isEmpty();
  }

  @Test
  void findsTheParameterThatShifts() {
    MechanismType type = compiled(gate("cnexp", "(minf - m)/mtau"));
    List<VoltageShift> shifts = VoltageShift.of(type, Surroundings.NEURON, -120, 60);
    assertThat(shifts).containsExactly(new VoltageShift("vh", false, "m", 1, true));
    // hh has no such parameter
    assertThat(VoltageShift.of(builtIn("hh"), Surroundings.NEURON, -120, 60)).isEmpty();
  }

  /**
   * Peak currents of hh at 6.3 °C without table after a step from -90 mV, by the formulas: m and h
   * relax exponentially from their values at -90 mV.
   */
  @Test
  void currentsAfterAStep() {
    Surroundings noOthers =
        Surroundings.NEURON
            .withParameter("usetable", 0)
            .withParameter("gkbar", 0)
            .withParameter("gl", 0);
    double[] v = {-60, -30, 0, 20};
    CurrentVoltage curve = CurrentVoltage.of(builtIn("hh"), noOthers, v, -90, 50);
    Gating at = Gating.of(builtIn("hh"), noOthers, new Sweep.OverVoltage(v));
    Gating held = Gating.of(builtIn("hh"), noOthers, new Sweep.OverVoltage(new double[] {-90}));
    for (int p = 0; p < v.length; p++) {
      double[] x = new double[2];
      double peak = 0;
      double when = 0;
      for (double t = 0; t <= 50; t += .001) {
        for (int k = 0; k < 2; k++) {
          double end = at.states().get(k).steady()[p];
          double start = held.states().get(k).steady()[0];
          x[k] = end + (start - end) * Math.exp(-t / at.states().get(k).tauMs().orElseThrow()[p]);
        }
        double i = .12 * x[0] * x[0] * x[0] * x[1] * (v[p] - 50);
        if (Math.abs(i) > Math.abs(peak)) {
          peak = i;
          when = t;
        }
      }
      assertThat(curve.peak()[p]).isCloseTo(peak, within(2e-5 * Math.abs(peak)));
      assertThat(curve.peakMs()[p]).isCloseTo(when, within(5e-3 * when + 2e-3));
      double m = held.states().get(0).steady()[0];
      double h = held.states().get(1).steady()[0];
      assertThat(curve.instantaneous()[p])
          .isCloseTo(.12 * m * m * m * h * (v[p] - 50), within(1e-12));
    }
  }
}
