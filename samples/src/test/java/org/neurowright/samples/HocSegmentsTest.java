package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.io.project.ProjectReader;

/**
 * What {@code dL} does to cells of hoc templates. The numbers of segments are those of the sections
 * in {@code hobj.all} after {@code BioNetwork.from_config} of BMTK 1.2.0 with NEURON 9.0.2, for the
 * sample with each of these configurations.
 */
class HocSegmentsTest {
  private static final String GIVEN = "\"dL\": 20.0,";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'', 5 1 3 5 3 5 3 1 1 3 3 3 5 5 1 1 3 3 1 3 3 1 1 3 3 3 1 1 5 3 1 3 3 1 3 1 3 3, 1 3 3 3 3 3",
    "'\"dL\": null,',"
        + " 1 1 3 7 5 7 5 1 3 5 5 3 5 5 1 3 5 3 1 3 5 1 3 5 3 3 1 3 5 3 3 3 5 1 3 3 3 3,"
        + " 1 3 3 3 3 3",
    "'\"dL\": 5.0,',"
        + " 21 5 13 17 13 17 13 5 7 13 15 9 17 19 5 7 15 9 5 15 15 7 7 15 11 15 7 7 17 11 7 11 13"
        + " 7 11 7 13 13,"
        + " 3 13 13 13 13 13"
  })
  void absentIs20AndNullKeepsWhatTheTemplateSays(String dl, String stellate, String chain)
      throws IOException {
    Path folder = SampleCatalogue.find().folder().orElseThrow().resolve("hoc-cells");
    String config = Files.readString(folder.resolve("simulation_config.json"));
    assertThat(config).contains(GIVEN).contains("${configdir}");
    Path changed = temp.resolve("simulation_config.json");
    Files.writeString(
        changed,
        config
            .replace(GIVEN, dl)
            .replace("${configdir}", folder.toAbsolutePath().toString().replace('\\', '/')));
    NodePopulation row =
        new ProjectReader().read(changed, List.of()).orThrow().population("row").orElseThrow();
    assertThat(segments(row.cellModel(0))).isEqualTo(segments(row.cellModel(1)));
    assertThat(segments(row.cellModel(0))).isEqualTo(stellate);
    assertThat(segments(row.cellModel(2))).isEqualTo(chain);
  }

  private static String segments(CellModel model) {
    assertThat(model).isInstanceOf(CellModel.Cable.class);
    return ((CellModel.Cable) model)
        .cell().sections().stream()
            .map(SectionModel::nseg)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
  }
}
