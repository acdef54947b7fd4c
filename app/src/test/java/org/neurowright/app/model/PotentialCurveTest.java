package org.neurowright.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.SynapseModel;

class PotentialCurveTest {

  @Test
  void peaksWhereTheEquationsSay() {
    // dv/dt = -v/tm + exp(-t/ts) peaks at ln(tm/ts) / (1/ts - 1/tm).
    PotentialCurve curve = curve("ExpSyn", Map.of("tau", 5.0, "e", 0.0));
    double peak = Math.log(20 / 5.0) / (1 / 5.0 - 1 / 20.0);
    assertThat(curve.peakMs()).isCloseTo(peak, within(curve.durationMs() / 399));
    assertThat(curve.inhibitory()).isFalse();
  }

  /** The sum of exponentials solves the equation: compared with steps of Euler. */
  @Test
  void solvesTheMembraneEquation() {
    for (double[] taus : new double[][] {{0.5, 3}, {2, 20}, {20, 60}, {3, 3}}) {
      PotentialCurve curve = curve("Exp2Syn", Map.of("tau1", taus[0], "tau2", taus[1], "e", 0.0));
      double dt = 0.002;
      double v = 0;
      double top = 0;
      double at = 0;
      double rise = Math.min(taus[0], 0.9999 * taus[1]);
      for (double t = 0; t < curve.durationMs(); t += dt) {
        v += dt * (-v / 20 + Math.exp(-t / taus[1]) - Math.exp(-t / rise));
        if (v > top) {
          top = v;
          at = t;
        }
      }
      assertThat(curve.peakMs()).isCloseTo(at, within(2 * curve.durationMs() / 399));
    }
  }

  @Test
  void goesDownBelowRest() {
    PotentialCurve curve = curve("Exp2Syn", Map.of("tau1", 1.0, "tau2", 5.0, "e", -75.0));
    assertThat(curve.inhibitory()).isTrue();
    assertThat(DoubleStream.of(curve.values())).allMatch(v -> v >= -1 && v <= 0).contains(-1.0);
  }

  @Test
  void saysNothingAboutOthers() {
    assertThat(PotentialCurve.of(new SynapseModel("Gap", Map.of("g", 1.0)))).isEmpty();
    assertThat(PotentialCurve.of(new SynapseModel("ExpSyn", Map.of("tau", -1.0)))).isEmpty();
  }

  private static PotentialCurve curve(String mechanism, Map<String, Double> parameters) {
    return PotentialCurve.of(new SynapseModel(mechanism, parameters)).orElseThrow();
  }
}
