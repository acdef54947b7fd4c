package org.neurowright.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialFitTest {
  private static final int N = 20_001;
  private static final double DT = .025;

  private static double[] times() {
    double[] t = new double[N];
    for (int k = 0; k < N; k++) {
      t[k] = k * DT;
    }
    return t;
  }

  @Test
  void findsTheExponentialsThatAreThere() {
    double[] t = times();
    double[] one = new double[N];
    double[] two = new double[N];
    for (int k = 0; k < N; k++) {
      one[k] = -80 + 12 * Math.exp(-t[k] / 17);
      two[k] = -80 + 14 * Math.exp(-t[k] / 12) - 3 * Math.exp(-t[k] / 70);
    }
    ExponentialFit single = ExponentialFit.single(t, one, -68, -12, 15);
    assertThat(single.tausMs()[0]).isCloseTo(17, within(1e-8));
    assertThat(single.a0Mv()).isCloseTo(-80, within(1e-8));
    ExponentialFit twofold = ExponentialFit.twofold(t, two, -69, new double[] {-1.4, 12, 60, 13});
    assertThat(twofold.converged()).isTrue();
    assertThat(twofold.slowestTauMs(-11)).isCloseTo(70, within(1e-5));
    assertThat(twofold.doubt(-11, 500)).isEmpty();
  }

  /** One compartment without channels has one time constant; the second one means nothing. */
  @Test
  void leavesOutATermWithoutAmplitude() {
    double[] t = times();
    double[] v = new double[N];
    for (int k = 0; k < N; k++) {
      v[k] = -78 + 8 * Math.exp(-t[k] / 10);
    }
    ExponentialFit fit = ExponentialFit.twofold(t, v, -70, new double[] {0, 8, 500, 10.025});
    assertThat(fit.slowestTauMs(-8)).isCloseTo(10, within(1e-6));
    assertThat(fit.doubt(-8, 500)).isPresent();
  }

  @Test
  void takesThePulseInEitherDirection() {
    double[] t = times();
    for (double sign : new double[] {-1, 1}) {
      double[] v = new double[N];
      for (int k = 0; k < N; k++) {
        v[k] = -70 + sign * 8 * (1 - Math.exp(-t[k] / 10));
      }
      PassiveMeasure measure =
          PassiveMeasure.of(t, v, DT, sign * .01, 0, (N - 1) * DT, TauMethod.SIMPLE);
      assertThat(measure.tauMs()).isCloseTo(10, within(DT));
      assertThat(measure.rInMohm()).isCloseTo(800, within(1e-6));
    }
  }
}
