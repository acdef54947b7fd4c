package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0.009, under 0.01 s",
    "0.254, 0.25 s",
    "0.994, 0.99 s",
    "0.996, 1.0 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.6, 1 min 0 s",
    "200, 3 min 20 s",
    "3599.7, 1 h 0 min",
    "7500, 2 h 5 min"
  })
  void durationsUseTheUnitThatFits(double seconds, String text) {
    assertThat(Wording.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "3440000, 3.4 MB",
    "999600, 1.0 MB",
    "2.5e13, 25.0 TB"
  })
  void sizesUseTheUnitThatFits(double bytes, String text) {
    assertThat(Wording.size(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "3000, 3000",
    "0.1, 0.1",
    "-80, -80",
    "0.025, 0.025",
    "1234.5678, 1235",
    "1e-9, 1.00e-09",
    "5.30952, 5.31"
  })
  void numbersKeepAboutFourDigits(double value, String text) {
    assertThat(Wording.number(value)).isEqualTo(text);
  }

  @Test
  void fileFailuresNameTheFileInPlainWords() {
    assertThat(Wording.of(new NoSuchFileException("a/b"))).isEqualTo("there is no a/b");
    assertThat(Wording.of(new AccessDeniedException("a/b"))).isEqualTo("no permission for a/b");
    assertThat(Wording.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(Wording.of(new IOException())).isEqualTo("IOException");
  }
}
