package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Recordable;
import org.neurowright.engine.bench.Recordables;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.protocol.DetailedClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be recorded at places of the cell FourChannels, against NEURON 8.2.4; the numbers come
 * from {@code single-cells/provenance/make_currents_reference.py}.
 */
class SingleCellsCurrentsTest {
  private final Path folder = SampleCatalogue.find().folder().orElseThrow().resolve("single-cells");
  private final Benches benches =
      new Benches(
          new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
              .open(LabRequest.of(folder.resolve("cells")).withTemplate("FourChannels"))
              .orThrow()
              .preparation(),
          1);

  @ParameterizedTest
  @CsvSource({"soma,0.5,14", "dend[1],0.9,3"})
  void everythingAtAPlaceIsNeurons(String section, double x, int leastCompared) throws Exception {
    JsonNode reference =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("expected/currents.json")));
    Place place = new Place(SectionAddress.parse(section), x);
    List<Recordable> all =
        Recordables.at(benches.specimen(), benches.specimen().site(place, "electrode"));
    DetailedClamp.Result result = run(place, all);
    int every = reference.get("every").asInt();
    int compared = 0;
    for (Map.Entry<Recordable, double[]> entry : result.watched().entrySet()) {
      JsonNode expected = reference.get("rows").get(section + " " + entry.getKey().variable());
      if (expected == null) {
        continue;
      }
      compared++;
      for (int k = 0; k < expected.size(); k++) {
        double value = expected.get(k).asDouble();
        assertThat(entry.getValue()[k * every])
            .as(entry.getKey().variable() + ", sample " + k * every)
            .isCloseTo(value, within(1e-9 * Math.max(1e-3, Math.abs(value))));
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(leastCompared);
    assertThat(result.areaUm2())
        .isCloseTo(reference.get("area_um2").get(section).asDouble(), within(1e-6));
  }

  /** Every current of a mechanism is found, and the sum over mechanisms is that of the ion. */
  @Test
  void theCurrentsOfTheMechanismsAddUpToThoseOfTheIons() {
    List<Recordable> all =
        Recordables.at(benches.specimen(), benches.specimen().site(Place.SOMA, "electrode"));
    assertThat(all)
        .filteredOn(r -> r.kind() == Recordable.Kind.MECHANISM_CURRENT)
        .extracting(Recordable::variable)
        .containsExactlyInAnyOrder("i_pas", "i_labh", "ina(labnat)", "ik(labkdr)", "ik(labkm)");
    List<Recordable> watched = new ArrayList<>(all);
    Recordable clamp = Recordables.current("IClamp");
    watched.add(clamp);
    DetailedClamp.Result result = run(Place.SOMA, watched);
    double[] na = of(result, "ina");
    double[] k = of(result, "ik");
    for (int n = 0; n < na.length; n++) {
      assertThat(of(result, "ina(labnat)")[n]).isEqualTo(na[n]);
      assertThat(of(result, "ik(labkdr)")[n] + of(result, "ik(labkm)")[n])
          .isCloseTo(k[n], within(1e-15));
      double t = result.trace().tMs()[n];
      double injected = t > 20.02 && t < 80 ? .15 : t < 19.99 || t > 80.05 ? 0 : Double.NaN;
      if (!Double.isNaN(injected)) {
        assertThat(-result.watched().get(clamp)[n] * result.areaUm2() * .01)
            .isCloseTo(injected, within(1e-9));
      }
    }
  }

  private static double[] of(DetailedClamp.Result result, String variable) {
    return result.watched().entrySet().stream()
        .filter(e -> e.getKey().variable().equals(variable))
        .findFirst()
        .orElseThrow(() -> new AssertionError(variable))
        .getValue();
  }

  @Test
  void aCurrentCanFollowAWaveform() {
    Electrodes electrodes = Electrodes.SOMA;
    double[] pulse = run(Place.SOMA, List.of()).trace().vMv();
    // Half-way between the samples the current jumps, as the pulse does between steps.
    DetailedClamp.Result played =
        DetailedClamp.run(
            benches,
            new DetailedClamp.Settings(
                electrodes,
                new DetailedClamp.Stimulus.Waveform(
                    new double[] {0, 20.0, 20.000001, 80.0, 80.000001, 100},
                    new double[] {0, 0, 150, 150, 0, 0}),
                100),
            List.of(),
            RunControl.none());
    assertThat(played.trace().vMv()).containsExactly(pulse, within(1e-6));
  }

  private DetailedClamp.Result run(Place record, List<Recordable> watched) {
    return DetailedClamp.run(
        benches,
        new DetailedClamp.Settings(
            new Electrodes(record, Place.SOMA), new DetailedClamp.Stimulus.Pulse(150, 20, 60), 100),
        watched,
        RunControl.none());
  }
}
