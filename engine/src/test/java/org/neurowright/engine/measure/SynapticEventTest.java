package org.neurowright.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynapticEventTest {
  private static final double DT_MS = .01;
  private static final int SPIKE = 1000;
  private static final int ARRIVAL = SPIKE + 130;

  /** Two exponentials, 1 and 5 ms, from 1.3 ms after the spike on; peak normalised to 1. */
  private static double[] trace(double amplitude, double driftPerMs) {
    double[] y = new double[9000];
    double peak = Math.log(5) * 5 / 4;
    double scale = Math.exp(-peak / 5) - Math.exp(-peak);
    for (int k = 0; k < y.length; k++) {
      double t = (k - ARRIVAL) * DT_MS;
      y[k] =
          -60
              + driftPerMs * (k - SPIKE) * DT_MS
              + (t > 0 ? amplitude * (Math.exp(-t / 5) - Math.exp(-t)) / scale : 0);
    }
    return y;
  }

  private static SynapticEvent measure(double[] y) {
    return SynapticEvent.of(y, DT_MS, SPIKE, ARRIVAL, y.length, .1, .9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, -.3})
  void measuresWhatTheCurveSays(double amplitude) {
    SynapticEvent event = measure(trace(amplitude, 0));
    assertThat(event.baseline()).isEqualTo(-60);
    assertThat(event.sign()).isEqualTo((int) Math.signum(amplitude));
    assertThat(event.amplitude()).isCloseTo(Math.abs(amplitude), within(1e-5));
    assertThat(event.peakMs()).isCloseTo(1.3 + Math.log(5) * 5 / 4, within(DT_MS));
    assertThat(event.latencyMs()).isCloseTo(1.31, within(1e-9));
    // ∫ = A·(5 - 1)/scale
    double peak = Math.log(5) * 5 / 4;
    double area = amplitude * 4 / (Math.exp(-peak / 5) - Math.exp(-peak));
    assertThat(event.area()).isCloseTo(area, within(1e-3 * Math.abs(area)));
    // by bisection of the curve
    assertThat(event.riseMs()).isCloseTo(at(.9, 0, peak) - at(.1, 0, peak), within(2 * DT_MS));
    assertThat(event.halfWidthMs())
        .isCloseTo(at(.5, peak, 40) - at(.5, 0, peak), within(2 * DT_MS));
    assertThat(event.decayMs()).isBetween(5.0, 7.0);
    assertThat(event.peaked()).isTrue();
  }

  /** Where the normalised curve has a value. */
  private static double at(double value, double from, double to) {
    double peak = Math.log(5) * 5 / 4;
    double scale = Math.exp(-peak / 5) - Math.exp(-peak);
    double low = from;
    double high = to;
    boolean rising = from == 0;
    for (int k = 0; k < 60; k++) {
      double middle = (low + high) / 2;
      boolean below = (Math.exp(-middle / 5) - Math.exp(-middle)) / scale < value;
      if (below == rising) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Test
  void anExponentialDecayHasItsTimeConstant() {
    double[] y = new double[5000];
    for (int k = ARRIVAL; k < y.length; k++) {
      y[k] = 4 * Math.exp(-(k - ARRIVAL) * DT_MS / 7);
    }
    assertThat(measure(y).decayMs()).isCloseTo(7, within(1e-6));
    assertThat(measure(y).amplitude()).isEqualTo(4);
  }

  @Test
  void aDriftBeforeTheSynapseAnswersIsNotTheResponse() {
    double[] y = trace(2, 1e-3);
    y[SPIKE + 50] += 1e-4;
    SynapticEvent event = measure(y);
    assertThat(event.latencyMs()).isCloseTo(1.31, within(1e-9));
    assertThat(event.amplitude()).isCloseTo(2, within(.01));
  }

  @Test
  void noResponseAndOneThatIsCutOffAreSaid() {
    assertThat(measure(new double[2000]).amplitude()).isZero();
    assertThat(measure(new double[2000]).peaked()).isFalse();
    double[] y = trace(2, 0);
    SynapticEvent cut = SynapticEvent.of(y, DT_MS, SPIKE, ARRIVAL, ARRIVAL + 50, .1, .9);
    assertThat(cut.peaked()).isFalse();
    assertThat(cut.amplitude()).isPositive();
    assertThat(cut.riseMs()).isNaN();
  }
}
