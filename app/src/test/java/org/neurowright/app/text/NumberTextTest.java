package org.neurowright.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "999, 999", "1234, 1234", "12345, 12_345", "-1234567, -1_234_567"})
  void groupsWholeNumbersFromFiveDigitsOn(long value, String expected) {
    assertThat(NumberText.count(value)).isEqualTo(expected.replace('_', '\u202f'));
  }

  @ParameterizedTest
  @CsvSource({
    "9999, 9999",
    "10000, 10k",
    "12499, 12.4k",
    "999999, 999k",
    "3100000, 3.1M",
    "2000000000, 2G"
  })
  void badgesNeverClaimMoreThanThereIs(long value, String expected) {
    assertThat(NumberText.shortCount(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 0.1",
    "34, 34",
    "-80.5, -80.5",
    "0.000478, 0.000478",
    "4.1e-5, 4.1e-5",
    "123456.7, 123457",
    "1e9, 1e9",
    "0.30000000000000004, 0.3"
  })
  void writesRealsWithSixDigitsAndNoTail(double value, String expected) {
    assertThat(NumberText.real(value)).isEqualTo(expected);
  }

  @Test
  void saysThatAValueIsNotKnown() {
    assertThat(NumberText.real(Double.NaN)).isEqualTo("–");
    assertThat(NumberText.real(Double.POSITIVE_INFINITY)).isEqualTo("∞");
    assertThat(NumberText.fixed(Double.NaN, 2)).isEqualTo("–");
  }

  @Test
  void countsInWords() {
    assertThat(NumberText.plural(1, "cell", "cells")).isEqualTo("1 cell");
    assertThat(NumberText.plural(0, "cell", "cells")).isEqualTo("0 cells");
  }

  @ParameterizedTest
  @CsvSource({
    "0.44, 0.4 s",
    "12.2, 12 s",
    "200, 3 min 20 s",
    "7500, 2 h 05 min",
    "-1, –",
    "NaN, –"
  })
  void writesDurations(double seconds, String expected) {
    assertThat(DurationText.seconds(seconds)).isEqualTo(expected);
  }

  @Test
  void putsUnitsIntoHeaders() {
    assertThat(AttributeUnits.header("delay")).isEqualTo("delay (ms)");
    assertThat(AttributeUnits.header("syn_weight")).isEqualTo("syn_weight (µS)");
    assertThat(AttributeUnits.header("pop_name")).isEqualTo("pop_name");
  }
}
