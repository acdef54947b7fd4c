package org.neurowright.io.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.morphology.CellShape;
import org.neurowright.engine.morphology.Pose;
import org.neurowright.engine.problem.Location;
import org.neurowright.io.format.ReadResult;

/**
 * The five cells of the public BMTK examples: the Allen fit and its NeuroML export describe the
 * same membrane. Numbers of sections: NEURON 9.0.2 by way of BMTK 1.2.0.
 */
@Tag("conformance")
class AllenCellsConformanceTest {

  @ParameterizedTest
  @CsvSource({
    "472363762, Scnn1a_473845048_m, 122",
    "473863510, Rorb_325404214_m, 65",
    "473863035, Nr5a1_471087815_m, 39",
    "472912177, Pvalb_470522102_m, 39",
    "473862421, Pvalb_469628681_m, 43"
  })
  void fitAndNeuroMlGiveTheSameCell(String id, String morphology, int sections) {
    Path components = SharedData.folder("data/bmtk/bio_components");
    Path parameters = components.resolve("biophysical_neuron_templates");
    Path swc = components.resolve("morphologies").resolve(morphology + ".swc");
    BmtkCellModels models = new BmtkCellModels();
    ReadResult<CableCell> fromFit =
        models.load(
            new CellRequest(
                "ctdb:Biophys1.hoc",
                Optional.of(swc),
                Optional.of(parameters.resolve("ctdb/" + id + "_fit.json")),
                Optional.empty(),
                List.of("aibs_perisomatic"),
                Location.NOWHERE));
    ReadResult<CableCell> fromNeuroMl =
        models.load(
            new CellRequest(
                "nml:Cell_" + id + ".cell.nml",
                Optional.of(swc),
                Optional.empty(),
                Optional.of(parameters.resolve("nml/Cell_" + id + ".cell.nml")),
                List.of("aibs_perisomatic"),
                Location.NOWHERE));
    assertThat(fromFit.problems()).isEmpty();
    assertThat(fromNeuroMl.problems()).isEmpty();
    List<SectionModel> a = fromFit.orThrow().sections();
    List<SectionModel> b = fromNeuroMl.orThrow().sections();
    assertThat(a).hasSize(sections);
    assertThat(b).hasSize(sections);
    for (int i = 0; i < sections; i++) {
      compare(a.get(i), b.get(i));
    }
  }

  /**
   * Node 0 of the example bio_14cells; reference: coordinates of BMTK 1.2.0, which are 32-bit
   * inside.
   */
  @Test
  void segmentsLieWhereBmtkPutsThem() {
    Path components = SharedData.folder("data/bmtk/bio_components");
    CableCell cell =
        new BmtkCellModels()
            .load(
                new CellRequest(
                    "ctdb:Biophys1.hoc",
                    Optional.of(components.resolve("morphologies/Scnn1a_473845048_m.swc")),
                    Optional.of(
                        components.resolve("biophysical_neuron_templates/ctdb/472363762_fit.json")),
                    Optional.empty(),
                    List.of("aibs_perisomatic"),
                    Location.NOWHERE))
            .orThrow()
            .withMaximalSegmentLength(20);
    CellShape shape = CellShape.of(cell);
    Pose pose = Pose.of(28.753, -364.868, -161.705, 0, 3.55501, -3.646878266);
    double[] centres = shape.segmentCentresUm();
    double[] ends = shape.segmentEndsUm();
    pose.toWorld(centres, centres);
    pose.toWorld(ends, ends);
    assertThat(Arrays.copyOfRange(centres, 0, 6))
        .containsExactly(
            new double[] {
              28.753,
              -364.868,
              -161.705,
              25.457072929018565,
              -359.13654739906957,
              -151.91826600100885
            },
            within(1e-5));
    // the last segment is the far half of the axon stub
    assertThat(Arrays.copyOfRange(ends, 3 * 263, 3 * 264))
        .containsExactly(
            new double[] {71.972991549996, -401.91566152794576, -180.66561728550437}, within(1e-5));
  }

  private static void compare(SectionModel a, SectionModel b) {
    assertThat(b.name()).isEqualTo(a.name());
    assertThat(b.axialResistivityOhmCm()).isEqualTo(a.axialResistivityOhmCm());
    assertThat(b.capacitanceUfPerCm2()).isEqualTo(a.capacitanceUfPerCm2());
    assertThat(b.ionValues()).isEqualTo(a.ionValues());
    assertThat(b.mechanisms())
        .extracting(MechanismInsertion::mechanism)
        .containsExactlyInAnyOrderElementsOf(
            a.mechanisms().stream().map(MechanismInsertion::mechanism).toList());
    for (MechanismInsertion insertion : a.mechanisms()) {
      MechanismInsertion other =
          b.mechanisms().stream()
              .filter(m -> m.mechanism().equals(insertion.mechanism()))
              .findFirst()
              .orElseThrow();
      assertThat(other.parameters().keySet()).isEqualTo(insertion.parameters().keySet());
      insertion
          .parameters()
          .forEach( // the export is printed with 12 digits
              (name, value) ->
                  assertThat(other.parameters().get(name))
                      .isCloseTo(value, within(Math.abs(value) * 1e-10)));
    }
  }
}
