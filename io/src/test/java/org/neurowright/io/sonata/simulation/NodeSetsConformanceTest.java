package org.neurowright.io.sonata.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.project.ProjectReader;

/**
 * Node sets of BMTK's example {@code bio_14cells}; rows as BMTK 1.2.0 with pandas 2.2.3 selects
 * them.
 */
@Tag("conformance")
class NodeSetsConformanceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"population\": \"v1\", \"ei\": \"e\"} | 0,1,2,3,4,5,10,11",
        "{\"population\": \"v1\", \"pop_name\": [\"Scnn1a\", \"PV1\"]} | 0,1,6,7",
        "{\"population\": \"v1\", \"model_type\": \"biophysical\", \"ei\": \"i\"} | 6,7,8,9",
        "{\"population\": \"v1\", \"tuning_angle\": 25.0} | 1,6,7,8,9,12,13",
        "{\"population\": \"v1\", \"node_id\": [1, 5, 12]} | 1,5,12",
        "{\"population\": \"v1\", \"nosuch\": 3} | 0,1,2,3,4,5,6,7,8,9,10,11,12,13",
      })
  void selectTheRowsThatBmtkSelects(String json, String rows) {
    String shared = System.getProperty("neurowright.shared");
    Assumptions.assumeTrue(shared != null, "set -Dneurowright.shared=<folder with data/bmtk>");
    ModelDescription model =
        new ProjectReader(
                request -> ReadResult.of(new CableCell("cell", List.of()), List.of()),
                _ -> ReadResult.failed(List.of()))
            .read(Path.of(shared, "data/bmtk/bio_14cells"), List.of())
            .value()
            .orElseThrow();
    NodeSets sets = new NodeSets(Map.of(), model.nodes(), new Problems());
    NodeSelection selection =
        sets.resolve(JsonReader.read(json, Path.of("set.json")).orThrow(), "the test")
            .orElseThrow();
    assertThat(selection.rows())
        .singleElement()
        .satisfies(part ->
            assertThat(
                    Arrays.stream(part.rows())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")))
                .isEqualTo(rows));
  }
}
