package org.neurowright.app.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neurowright.app.mechanism.NmodlHighlighter.Part;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

class NmodlHighlighterTest {

  @Test
  void everyKindOfPartIsFound() {
    String text =
        """
        TITLE sodium
        COMMENT free text ENDCOMMENT
        NEURON { SUFFIX na USEION na READ ena WRITE ina } : density
        PARAMETER { gbar = 1.5e-3 (S/cm2) }
        VERBATIM int x; ENDVERBATIM
        BREAKPOINT { SOLVE states METHOD cnexp ina = gbar*exp(2)*(v - ena) }
        INCLUDE "units.inc"
        """;
    assertThat(named(text))
        .contains(
            "BLOCK TITLE",
            "TEXT  sodium",
            "COMMENT COMMENT free text ENDCOMMENT",
            "WORD SUFFIX",
            "COMMENT : density",
            "NUMBER 1.5e-3",
            "UNIT (S/cm2)",
            "FOREIGN VERBATIM int x; ENDVERBATIM",
            "FUNCTION cnexp",
            "FUNCTION exp",
            "TEXT \"units.inc\"")
        .doesNotContain("UNIT (v - ena)", "NUMBER 2 ");
  }

  @Test
  void partsAreInOrderAndInsideTheTextWhateverIsTyped() {
    Random random = new Random(7);
    String source =
        BuiltinMechanisms.names().stream()
            .map(name -> BuiltinMechanisms.source(name).text())
            .collect(Collectors.joining("\n"));
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(source.length());
      int to = from + random.nextInt(source.length() - from);
      StringBuilder text = new StringBuilder(source.substring(from, to));
      for (int k = 0; k < 5 && !text.isEmpty(); k++) {
        text.setCharAt(
            random.nextInt(text.length()), "\"(){}:?\u00e9 V\n".charAt(random.nextInt(11)));
      }
      int at = 0;
      for (Part part : NmodlHighlighter.parts(text.toString())) {
        assertThat(part.start()).isGreaterThanOrEqualTo(at);
        assertThat(part.end()).isGreaterThan(part.start()).isLessThanOrEqualTo(text.length());
        at = part.end();
      }
    }
  }

  private static List<String> named(String text) {
    return NmodlHighlighter.parts(text).stream()
        .map(part -> part.kind() + " " + text.substring(part.start(), part.end()))
        .toList();
  }
}
