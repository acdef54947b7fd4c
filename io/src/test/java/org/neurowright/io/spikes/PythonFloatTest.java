package org.neurowright.io.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonFloatTest {

  /** {@code repr.py} beside the table says how Python was asked. */
  @Test
  void printsLikePython() throws IOException, URISyntaxException {
    List<String> lines = Files.readAllLines(Path.of(getClass().getResource("repr.txt").toURI()));
    assertThat(lines).hasSizeGreaterThan(700);
    for (String line : lines) {
      int space = line.indexOf(' ');
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, space), 16));
      assertThat(PythonFloat.repr(value)).isEqualTo(line.substring(space + 1));
    }
  }

  @Test
  void specialValues() {
    assertThat(PythonFloat.repr(0.0)).isEqualTo("0.0");
    assertThat(PythonFloat.repr(-0.0)).isEqualTo("-0.0");
    assertThat(PythonFloat.repr(Double.NaN)).isEqualTo("nan");
    assertThat(PythonFloat.repr(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
  }
}
