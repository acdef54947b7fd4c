package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.protocol.Attenuation;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Impedances with held and with moving gates against NEURON 8.2.4 at 0, 1, 10 and 100 Hz, at v_init
 * and after 200 ms; the numbers come from {@code
 * single-cells/provenance/make_impedance_reference.py}.
 */
class ImpedanceTest {
  private static final double TOLERANCE = 1e-6;

  private static Path singleCells() {
    return SampleCatalogue.find().folder().orElseThrow().resolve("single-cells");
  }

  private static LabCells cells() {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all());
  }

  @ParameterizedTest
  @CsvSource({"FourChannels, four_channels", "Resonator, resonator", "PassiveCable, cable"})
  void impedancesOfOwnCellsAreNeurons(String template, String file) throws IOException {
    compare(
        cells()
            .open(LabRequest.of(singleCells().resolve("cells")).withTemplate(template))
            .orThrow(),
        file);
  }

  @Tag("conformance")
  @ParameterizedTest
  @CsvSource({
    "Scnn1a_473845048_m, 472363762_fit, aibs_perisomatic, scnn1a",
    "Pvalb_469628681_m, 485184849_fit, aibs_allactive, allactive"
  })
  void impedancesOfAllenCellsAreNeurons(String swc, String fit, String processing, String file)
      throws IOException {
    String shared = System.getProperty("neurowright.shared", "");
    assumeTrue(!shared.isEmpty(), "skipped: set -Dneurowright.shared to the reference data");
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(!python.isEmpty(), "skipped: set -Dneurowright.python to a Python that has BMTK");
    Path components = Path.of(shared).resolve("data/bmtk/bio_components");
    Path environment = Path.of(python).toAbsolutePath().getParent().getParent();
    Path mechanisms;
    try (Stream<Path> files =
        Files.find(environment, 6, (p, a) -> p.endsWith("site-packages/bmtk"))) {
      mechanisms =
          files.findFirst().orElseThrow().resolve("utils/scripts/bionet/mechanisms/modfiles");
    }
    compare(
        cells()
            .open(
                LabRequest.of(components.resolve("morphologies").resolve(swc + ".swc"))
                    .withParams(
                        components
                            .resolve("biophysical_neuron_templates/ctdb")
                            .resolve(fit + ".json"))
                    .withProcessing(processing)
                    .withMechanisms(List.of(mechanisms)))
            .orThrow(),
        file);
  }

  private static void compare(LabCell cell, String file) throws IOException {
    JsonNode reference =
        JsonMapper.shared()
            .readTree(
                Files.readString(singleCells().resolve("expected/impedance/" + file + ".json")));
    Benches benches =
        new Benches(
            cell.preparation()
                .with(
                    cell.conditions()
                        .withCelsius(reference.get("celsius").asDouble())
                        .withVInit(reference.get("v_init").asDouble())),
            1);
    double worst = 0;
    for (JsonNode one : reference.get("cases")) {
      double frequency = one.get("frequency_Hz").asDouble();
      boolean extended = one.get("extended").asBoolean();
      Attenuation.Result result =
          Attenuation.run(
              benches,
              new Attenuation.Settings(
                  Place.SOMA, frequency, one.get("settle_ms").asDouble(), extended),
              RunControl.none());
      int rows = one.get("rows").size();
      int each = result.sites().size() > 30 ? 7 : 1;
      assertThat(rows).isEqualTo((result.sites().size() + each - 1) / each);
      for (int r = 0; r < rows; r++) {
        JsonNode row = one.get("rows").get(r);
        int k = each * r;
        String what =
            file + " " + frequency + " Hz, extended " + extended + ", segment " + k + ", column ";
        double[] ours = {
          result.inputMohm()[k],
          result.inputPhaseRad()[k],
          result.transferMohm()[k],
          result.transferPhaseRad()[k],
          1 / result.attenuationIn()[k]
        };
        for (int c = 0; c < ours.length; c++) {
          double theirs = row.get(c).asDouble();
          // phases absolutely, all else relatively
          double scale = c == 1 || c == 3 ? 1 : Math.abs(theirs);
          worst = Math.max(worst, Math.abs(ours[c] - theirs) / scale);
          assertThat(ours[c]).as(what + c).isCloseTo(theirs, within(TOLERANCE * scale));
        }
      }
    }
    System.getLogger(ImpedanceTest.class.getName())
        .log(System.Logger.Level.INFO, file + ": largest difference " + worst);
  }
}
