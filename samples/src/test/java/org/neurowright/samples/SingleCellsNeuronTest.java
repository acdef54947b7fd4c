package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.protocol.Attenuation;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Features;
import org.neurowright.engine.protocol.VoltageClamp;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Voltage clamp and impedances against NEURON 8.2.4, spike features against eFEL 5.7.34, on the
 * cell FourChannels; the numbers come from {@code single-cells/provenance/make_neuron_reference.py}
 * and {@code add_efel.py}.
 */
class SingleCellsNeuronTest {
  private static JsonNode reference;
  private static Benches benches;

  @BeforeAll
  static void open() throws Exception {
    Path folder = SampleCatalogue.find().folder().orElseThrow().resolve("single-cells");
    reference =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("expected/neuron.json")));
    benches =
        new Benches(
            new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
                .open(LabRequest.of(folder.resolve("cells")).withTemplate("FourChannels"))
                .orThrow()
                .preparation(),
            2);
  }

  @Test
  void singleElectrodeClampGivesNeuronsCurrents() {
    clamp(VoltageClamp.Amplifier.SINGLE_ELECTRODE, "SEClamp", 1e-9);
  }

  /** The amplifier's gain of 1e5 magnifies rounding. */
  @Test
  void twoElectrodeClampGivesNeuronsCurrents() {
    clamp(VoltageClamp.Amplifier.TWO_ELECTRODES, "VClamp", 1e-5);
  }

  private static void clamp(VoltageClamp.Amplifier amplifier, String name, double tolerance) {
    JsonNode rows = reference.get(name);
    for (JsonNode row : rows) {
      double command = row.get("command_mV").asDouble();
      VoltageClamp.Result result =
          VoltageClamp.run(
              benches,
              new VoltageClamp.Settings(
                  Place.SOMA,
                  amplifier,
                  .01,
                  -80,
                  20,
                  command,
                  command,
                  10,
                  50,
                  -60,
                  20,
                  .5,
                  Optional.of("ik")),
              RunControl.none());
      VoltageClamp.Step step = result.steps().getFirst();
      for (int k = 0; k < row.get("i_nA").size(); k++) {
        double i = row.get("i_nA").get(k).asDouble();
        double ik = row.get("ik_mA_per_cm2").get(k).asDouble();
        assertThat(step.clampNa()[40 * k])
            .as(name + " " + command + " mV, sample " + k)
            .isCloseTo(i, within(tolerance * Math.max(1, Math.abs(i))));
        assertThat(step.membraneMaPerCm2()[40 * k]).isCloseTo(ik, within(tolerance));
      }
    }
  }

  @Test
  void impedancesAreNeurons() {
    for (JsonNode one : reference.get("impedance")) {
      Attenuation.Result result =
          Attenuation.run(
              benches,
              new Attenuation.Settings(
                  Place.SOMA,
                  one.get("frequency_Hz").asDouble(),
                  one.get("settle_ms").asDouble(),
                  false),
              RunControl.none());
      assertThat(result.sites()).hasSize(one.get("rows").size());
      for (int k = 0; k < result.sites().size(); k++) {
        JsonNode row = one.get("rows").get(k);
        relative(result.inputMohm()[k], row.get(0).asDouble(), 1e-6);
        relative(result.transferMohm()[k], row.get(1).asDouble(), 1e-6);
        assertThat(result.transferPhaseRad()[k]).isCloseTo(row.get(2).asDouble(), within(1e-6));
        relative(1 / result.attenuationIn()[k], row.get(3).asDouble(), 1e-6);
      }
    }
  }

  @Test
  void featuresAreThoseOfEfel() {
    for (JsonNode one : reference.get("features")) {
      Map<String, double[]> features =
          Features.run(
                  benches,
                  new CurrentClamp.Settings(
                      Electrodes.SOMA,
                      one.get("amp_nA").asDouble() * 1000,
                      200,
                      500,
                      800,
                      OptionalDouble.empty()),
                  RunControl.none())
              .features();
      int compared = 0;
      for (Map.Entry<String, double[]> feature : features.entrySet()) {
        JsonNode expected = one.get("values").get(feature.getKey());
        if (expected == null) {
          continue;
        }
        compared++;
        assertThat(feature.getValue()).as(feature.getKey()).hasSize(expected.size());
        // eFEL's window of this mean lies one sample later, by rounding of its own times
        boolean mean =
            feature.getKey().equals("steady_state_voltage_stimend")
                || feature.getKey().startsWith("ohmic")
                || feature.getKey().startsWith("sag");
        double tolerance = mean ? 1e-4 : 1e-6;
        for (int k = 0; k < expected.size(); k++) {
          assertThat(feature.getValue()[k])
              .as(feature.getKey() + " " + k)
              .isCloseTo(
                  expected.get(k).asDouble(),
                  within(tolerance * Math.max(1, Math.abs(expected.get(k).asDouble()))));
        }
      }
      assertThat(compared).isGreaterThanOrEqualTo(features.size());
    }
  }

  private static void relative(double found, double expected, double tolerance) {
    assertThat(found).isCloseTo(expected, within(tolerance * Math.abs(expected)));
  }
}
