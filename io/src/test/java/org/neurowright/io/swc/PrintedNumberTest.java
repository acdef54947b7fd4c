package org.neurowright.io.swc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts printed by glibc's printf, read back by strtod. */
class PrintedNumberTest {
  @ParameterizedTest
  @CsvSource({
    "379.4648, 379.465, 379.4648",
    "1234567.891, 1.23457e6, 1234567.9",
    "0.1, 0.1, 0.1",
    "-0.000123456789, -0.000123457, -0.00012345679",
    "2.5000005, 2.5, 2.5000005",
    "1000005, 1e6, 1000005",
    "1000015, 1.00002e6, 1000015",
    "0, 0, 0"
  })
  void roundsAsPrintfDoes(double value, double sixDigits, double eightDigits) {
    assertThat(new PrintedNumber(6).reread(value)).isEqualTo(sixDigits);
    assertThat(new PrintedNumber(8).reread(value)).isEqualTo(eightDigits);
  }

  @Test
  void theQuickWayGivesTheBitsOfTheExactOne() {
    SplittableRandom random = new SplittableRandom(11);
    for (int digits : new int[] {6, 8}) {
      PrintedNumber number = new PrintedNumber(digits);
      for (int i = 0; i < 200_000; i++) {
        double size = Math.pow(10, random.nextDouble(-5, digits + 1));
        // Floats, whole numbers and halves are where ties and changes of the exponent happen.
        double value =
            switch (i % 4) {
              case 0 -> size;
              case 1 -> (float) -size;
              case 2 -> Math.rint(size * 8) / 8;
              default -> Math.rint(size) + 5 * Math.pow(10, -digits);
            };
        assertThat(number.reread(value)).as("%s", value).isEqualTo(number.exactly(value));
      }
    }
  }
}
