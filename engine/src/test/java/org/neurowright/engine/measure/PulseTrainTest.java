package org.neurowright.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PulseTrainTest {
  private static final double DT_MS = .1;

  /**
   * Provenance: {@code SynapseTuner._calc_ppr_induction_recovery} of bmtool 0.8.7 on these
   * amplitudes.
   */
  @Test
  void theMeasuresOfAmplitudesAreBmtools() {
    double[] amplitudes = {1, .8, .7, .6, .55, .5, .48, .46, .6, .5, .45, .4};
    PulseTrain train = PulseTrain.of(1, amplitudes, new int[12], amplitudes, 8);
    assertThat(train.percentile90()).isCloseTo(.79, within(1e-12));
    assertThat(train.ppr()).isCloseTo(-.253165, within(1e-6));
    assertThat(train.induction()).isCloseTo(-.658228, within(1e-6));
    assertThat(train.recovery()).isCloseTo(-.363924, within(1e-6));
    assertThat(train.simplePpr()).isCloseTo(.8, within(1e-12));
  }

  @Test
  void shortTrainsHaveNoMeasuresThatNeedMorePulses() {
    double[] one = {2};
    PulseTrain single = PulseTrain.of(1, one, new int[1], one, 1);
    assertThat(single.simplePpr()).isNaN();
    assertThat(single.induction()).isNaN();
    double[] three = {2, 1, 1};
    PulseTrain recovered = PulseTrain.of(1, three, new int[3], three, 2);
    assertThat(recovered.simplePpr()).isEqualTo(.5);
    assertThat(recovered.recovery()).isCloseTo((1 - 2) / 1.8, within(1e-12));
  }

  /** Two negative exponentials that overlap: 10 at 10 ms and 5 at 20 ms, tau 10 ms, delay 1 ms. */
  @Test
  void amplitudesAreFromTheFirstBaselineOrFromTheirOwn() {
    double[] y = new double[500];
    for (int k = 0; k < y.length; k++) {
      double t = k * DT_MS;
      y[k] =
          3
              - (t > 11.05 ? 10 * Math.exp(-(t - 11.1) / 10) : 0)
              - (t > 21.05 ? 5 * Math.exp(-(t - 21.1) / 10) : 0);
    }
    PulseTrain train = PulseTrain.of(y, DT_MS, new double[] {10, 20}, 1, 2);
    assertThat(train.sign()).isEqualTo(-1);
    assertThat(train.amplitudes()[0]).isCloseTo(10, within(1e-12));
    assertThat(train.amplitudes()[1]).isCloseTo(5 + 10 / Math.E, within(1e-9));
    double left = 10 * Math.exp(-.99);
    assertThat(train.ownAmplitudes()[1]).isCloseTo(5 + 10 / Math.E - left, within(1e-9));
    assertThat(train.ownPpr()).isLessThan(train.simplePpr());
    assertThat(train.peaks()).containsExactly(111, 211);
  }

  @Test
  void pulsesAfterTheEndAreLeftOut() {
    double[] y = new double[100];
    Arrays.fill(y, 50, 100, 1);
    PulseTrain train = PulseTrain.of(y, DT_MS, new double[] {4, 9, 20}, 0, 3);
    assertThat(train.amplitudes()).containsExactly(1, 1);
  }
}
