package org.neurowright.io.swc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sections, topology and points against NEURON 8.2.2 (both Import3d versions); see the README
 * beside the files.
 */
class Import3dReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"soma1", "soma2", "soma3", "soma3b", "multisoma", "wire"})
  void ownImportEqualsNeuron(String name) throws IOException {
    check(new Import3dNeuron(), name, name + ".json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soma1", "soma2", "soma3", "soma3b", "multisoma", "wire"})
  void bmtkImportEqualsItsCopyOfImport3d(String name) throws IOException {
    check(new Import3dBmtk(), name, name + ".bmtk.json");
  }

  private static void check(SwcImport variant, String name, String reference) throws IOException {
    Morphology morphology =
        variant.sections(name, new SwcReader().parse(Path.of(name), text(name + ".swc")).orThrow());
    JsonNode sections = new JsonMapper().readTree(text(reference)).get("sections");

    assertThat(morphology.sections()).hasSize(sections.size());
    for (int i = 0; i < sections.size(); i++) {
      JsonNode expected = sections.get(i);
      ImportedSection actual = morphology.sections().get(i);
      assertThat(actual.name()).isEqualTo(expected.get("name").asString());
      assertThat(actual.lengthUm())
          .as("L of %s", actual.name())
          .isEqualTo(expected.get("L").asDouble());
      assertThat(actual.logicalConnection().isPresent() ? 1 : 0)
          .isEqualTo(expected.get("pt3dstyle").asInt());
      if (expected.get("parent").isNull()) {
        assertThat(actual.parent()).isEqualTo(-1);
      } else {
        assertThat(morphology.sections().get(actual.parent()).name())
            .isEqualTo(expected.get("parent").asString());
        assertThat(actual.parentX()).isEqualTo(expected.get("parent_x").asDouble());
      }
      JsonNode points = expected.get("pt3d");
      SectionGeometry.Points own = actual.points();
      assertThat(own.size()).as("points of %s", actual.name()).isEqualTo(points.size());
      for (int k = 0; k < own.size(); k++) {
        assertThat(new double[] {own.x()[k], own.y()[k], own.z()[k], own.diameter()[k]})
            .as("point %d of %s", k, actual.name())
            .containsExactly(
                points.get(k).get(0).asDouble(),
                points.get(k).get(1).asDouble(),
                points.get(k).get(2).asDouble(),
                points.get(k).get(3).asDouble());
      }
    }
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Import3dReferenceTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
