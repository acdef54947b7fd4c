package org.neurowright.io.neurolucida;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

/** Bad files; what good ones give is compared with NEURON in {@code HocReferenceTest}. */
class NeurolucidaReaderTest {
  private static final String SQUARE = "(0 0 %s 1) (9 0 %s 1) (9 9 %s 1) (0 9 %s 1)";

  @ParameterizedTest
  @CsvSource({
    "'', neurolucida.empty, 0",
    "'( (Dendrite) (0 0 0 1) (1 1 1 1)', neurolucida.syntax, 1",
    "'( (Dendrite) (0 0 0 1) | (1 1 1 1) )', neurolucida.syntax, 1",
    "'( (Dendrite)\n(0 x 0 1) )', neurolucida.syntax, 2",
    "'5', neurolucida.syntax, 1",
    "'(Sections (S1)', neurolucida.syntax, 1",
  })
  void whatIsWrongIsSaidWithItsPlace(String text, String code, int line) {
    ReadResult<List<ImportedSection>> read = NeurolucidaReader.parse("cell.asc", text);
    assertThat(read.value()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.location().line()).isEqualTo(line);
        });
  }

  @Test
  void stacksOfOutlinesAreRefused() {
    String text =
        "(\"Soma\" " + SQUARE.replace("%s", "0") + ") (\"Soma\" " + SQUARE.replace("%s", "2") + ")";
    assertThat(NeurolucidaReader.parse("cell.asc", text).problems())
        .extracting(Problem::code)
        .containsExactly("neurolucida.soma-stack");
  }

  @Test
  void damagedFilesGiveProblemsOrSections() throws Exception {
    Path file =
        Path.of(getClass().getResource("/org/neurowright/io/hoc/templates/traced.asc").toURI());
    String good = Files.readString(file, StandardCharsets.UTF_8);
    Random random = new Random(7);
    String marks = "()|<>,;\"x5 \n";
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int k = 0; k <= i % 4; k++) {
        int at = random.nextInt(text.length());
        text.replace(at, at + 1, "" + marks.charAt(random.nextInt(marks.length())));
      }
      ReadResult<List<ImportedSection>> read =
          NeurolucidaReader.parse("cell.asc", text.substring(0, random.nextInt(text.length()) + 1));
      assertThat(read.value().isPresent() || read.hasErrors()).isTrue();
    }
  }
}
