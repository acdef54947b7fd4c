package org.neurowright.io.hoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;
import org.neurowright.io.hoc.cell.MechanismReader;
import org.neurowright.io.hoc.section.MechanismFacts;

/**
 * Own templates against what NEURON 9.0.2 makes of them: sections, connections, geometry, every
 * parameter of every segment, and 50 ms with a current. The files in {@code expected} were written
 * by {@code reference.py} beside them, once per line of {@link #TEMPLATES}: {@code python
 * reference.py templates/Tree.hoc Tree expected/Tree.txt 1 1.5 tag}.
 */
class HocReferenceTest {
  static final List<String> TEMPLATES =
      List.of(
          "Ball",
          "Tree 1 1.5 tag",
          "Points",
          "Numbers",
          "Imported cell.swc 1",
          "Electrodes",
          "Traced traced.asc",
          "Tilted tilted.asc");

  static final List<MechanismFacts> BUILT_IN = MechanismReader.read(List.of());

  private static MechanismCatalogue catalogue;

  static Path resource(String name) {
    try {
      return Path.of(HocReferenceTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static MechanismCatalogue catalogue() {
    if (catalogue == null) {
      catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    }
    return catalogue;
  }

  /** Words that are numbers become numbers. */
  static Object argument(String word) {
    try {
      return Double.valueOf(word);
    } catch (NumberFormatException notNumber) {
      return word;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ball",
        "Tree 1 1.5 tag",
        "Points",
        "Numbers",
        "Imported cell.swc 1",
        "Electrodes",
        "Traced traced.asc",
        "Tilted tilted.asc"
      })
  void makesWhatNeuronMakes(String call) throws IOException {
    List<String> words = List.of(call.split(" "));
    String name = words.getFirst();
    Path file = resource("templates/" + name + ".hoc");
    ReadResult<HocCell> cell =
        HocTemplates.in(file.getParent())
            .withMechanisms(BUILT_IN)
            .instantiate(
                file,
                name,
                words.subList(1, words.size()).stream().map(HocReferenceTest::argument).toList());
    assertThat(cell.problems()).filteredOn(Problem::isError).isEmpty();
    List<String> expected;
    try (InputStream in = getClass().getResourceAsStream("expected/" + name + ".txt")) {
      expected = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    CellComparison comparison =
        new CellComparison(cell.value().orElseThrow(), BUILT_IN, catalogue(), 1e-9);
    assertThat(comparison.differences(expected)).isEmpty();
  }
}
