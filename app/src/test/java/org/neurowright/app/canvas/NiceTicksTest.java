package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NiceTicksTest {

  @ParameterizedTest
  @CsvSource({
    "0, 100, 5, 20, 0, 6",
    "0, 3000, 6, 500, 0, 7",
    "-80.3, 40, 7, 20, -4, 7",
    "0.0013, 0.0049, 4, 0.001, 2, 3",
  })
  void picksRoundSteps(
      double lower, double upper, int maxCount, double step, long first, int count) {
    NiceTicks ticks = NiceTicks.of(lower, upper, maxCount, 0);
    assertThat(ticks.step()).isCloseTo(step, Offset.offset(1e-12));
    assertThat(ticks.firstIndex()).isEqualTo(first);
    assertThat(ticks.count()).isEqualTo(count);
  }

  @Test
  void staysInsideTheRangeAndWithinTheCount() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      double lower = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 7));
      double upper = lower + random.nextDouble() * Math.pow(10, random.nextInt(-6, 7)) + 1e-9;
      int most = random.nextInt(2, 12);
      NiceTicks ticks = NiceTicks.of(lower, upper, most, 0);
      double slack = 1e-6 * ticks.step();
      assertThat(ticks.count()).isLessThanOrEqualTo(most + 1);
      for (int k = 0; k < ticks.count(); k++) {
        assertThat(ticks.value(k)).isBetween(lower - slack, upper + slack);
      }
    }
  }

  @Test
  void keepsTheLeastStepForWholeThings() {
    assertThat(NiceTicks.of(0, 3, 10, 1).step()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "-20, 20, −20",
    "0.25, 0.05, 0.25",
    "-0.00001, 0.1, 0.0",
    "20000000, 10000000, 2.0e7"
  })
  void labelsHaveJustTheDecimalsTheyNeed(double value, double step, String label) {
    assertThat(NiceTicks.format(value, step)).isEqualTo(label.replace("e7", "e+07"));
  }

  @Test
  void anEmptyRangeHasNoTicks() {
    assertThat(NiceTicks.of(5, 5, 5, 0).count()).isZero();
  }
}
