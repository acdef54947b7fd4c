package org.neurowright.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResidualTest {
  @Test
  void theRecordingIsTakenOnStraightLinesAndHasGapsWhereItHasNone() {
    double[] t = {0, 1, 2, 3, 4};
    double[] v = {10, 10, 10, 10, 10};
    Residual residual = Residual.of(t, v, new double[] {.5, 2.5, 3}, new double[] {0, 8, 6});
    assertThat(residual.differenceMv()[0]).isNaN();
    assertThat(residual.differenceMv()[1]).isCloseTo(8, within(1e-12));
    assertThat(residual.differenceMv()[2]).isCloseTo(4, within(1e-12));
    assertThat(residual.differenceMv()[3]).isEqualTo(4);
    assertThat(residual.differenceMv()[4]).isNaN();
    assertThat(residual.rmsMv()).isCloseTo(Math.sqrt((64 + 16 + 16) / 3.0), within(1e-12));
    assertThat(residual.rmsMv(2, 3)).isCloseTo(4, within(1e-12));
    assertThat(residual.rmsMv(4, 9)).isNaN();
    assertThat(residual.isEmpty()).isFalse();
  }

  @Test
  void recordingsBesideTheRunLeaveNothing() {
    Residual residual =
        Residual.of(
            new double[] {0, 1}, new double[] {0, 0}, new double[] {5, 6}, new double[] {1, 1});
    assertThat(residual.isEmpty()).isTrue();
    assertThat(residual.rmsMv()).isNaN();
    assertThat(
            Residual.of(new double[] {0}, new double[] {0}, new double[0], new double[0]).isEmpty())
        .isTrue();
  }
}
