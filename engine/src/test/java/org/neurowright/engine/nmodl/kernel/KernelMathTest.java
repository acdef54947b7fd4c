package org.neurowright.engine.nmodl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KernelMathTest {
  @Test
  void differencesPerShiftHaveTheBitsOfTheDivision() {
    SplittableRandom random = new SplittableRandom(3);
    for (int k = 0; k < 3_000_000; k++) {
      // Any sign and digits, exponents from -300 to 300 of two.
      long exponent = 1023 - 300 + random.nextInt(601);
      double x = Double.longBitsToDouble(random.nextLong() & 0x800fffffffffffffL | exponent << 52);

      assertThat(KernelMath.perShift(x) == x / 0.001).as("%s", x).isTrue();
    }
    for (double x : new double[] {0, 1, -1, 0.001, 1e-3 / 3, 1e200, 1e-280, 5e-5}) {
      assertThat(KernelMath.perShift(x)).isEqualTo(x / 0.001);
    }
  }

  @Test
  void differencesStandBehindTheValuesOfATable() {
    double[] rows = {1, 0, 10, 0, 3, 0, 20, 0, 2, 0, 50, 0};

    KernelMath.differences(rows, 4);

    assertThat(rows).containsExactly(1, 2, 10, 10, 3, -1, 20, 30, 2, 0, 50, 0);
  }
}
