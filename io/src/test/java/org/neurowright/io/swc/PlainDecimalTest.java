package org.neurowright.io.swc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainDecimalTest {
  @Test
  void readsWhatJavaReadsToTheBit() {
    Random random = new Random(7);
    int quick = 0;
    for (int i = 0; i < 200_000; i++) {
      double number = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(9));
      String text = String.format(Locale.ROOT, "%." + random.nextInt(12) + "f", number);
      float single = PlainDecimal.toFloat(text);
      if (!Float.isNaN(single)) {
        quick++;
        assertThat(Float.floatToRawIntBits(single))
            .as(text)
            .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
      }
      double whole = PlainDecimal.toDouble(text);
      if (!Double.isNaN(whole)) {
        assertThat(Double.doubleToRawLongBits(whole))
            .as(text)
            .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
      }
    }
    assertThat(quick).isGreaterThan(50_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "-0.0", "1", "-1", "5.", ".5", "414.8144", "0012.50"})
  void readsPlainNumbers(String text) {
    assertThat(Float.floatToRawIntBits(PlainDecimal.toFloat(text)))
        .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
    assertThat(Double.doubleToRawLongBits(PlainDecimal.toDouble(text)))
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "1e3",
        "+1",
        "1.2.3",
        "NaN",
        "0x1",
        "12345678901234567890",
        "1 2"
      })
  void leavesOthersToJava(String text) {
    assertThat(PlainDecimal.toFloat(text)).isNaN();
    assertThat(PlainDecimal.toDouble(text)).isNaN();
  }

  @Test
  void leavesDigitsThatAFloatCannotHoldToJava() {
    assertThat(PlainDecimal.toFloat("16777.217")).isNaN();
    assertThat(PlainDecimal.toDouble("16777.217")).isEqualTo(16777.217);
  }
}
