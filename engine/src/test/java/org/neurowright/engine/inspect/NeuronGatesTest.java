package org.neurowright.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;

/**
 * Gates of hh, of the sample channels and of BMTK's Allen channels against NEURON 8.2.4, which was
 * clamped by make_gates.py (beside gates.tsv in the test resources). The sample's files and BMTK's
 * are compiled from their folders.
 */
class NeuronGatesTest {

  private record Row(String mechanism, double celsius, double vMv, String quantity, double value) {}

  private static List<Row> rows() throws IOException {
    try (InputStream stream = NeuronGatesTest.class.getResourceAsStream("gates.tsv")) {
      List<Row> rows = new ArrayList<>();
      for (String line :
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
        String[] cells = line.split("\t");
        rows.add(
            new Row(
                cells[0],
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                cells[3],
                Double.parseDouble(cells[4])));
      }
      return rows;
    }
  }

  @Test
  void hodgkinAndHuxley() throws IOException {
    assertThat(check(Map.of("hh", GatingTest.builtIn("hh")))).isGreaterThan(100);
  }

  @Test
  void sampleChannels() throws IOException {
    Path folder = Path.of("../samples/single-cells/modfiles");
    Assumptions.assumeTrue(Files.isDirectory(folder), "the samples are not beside the engine");
    assertThat(check(compiled(folder))).isGreaterThan(150);
  }

  @Test
  @Tag("conformance")
  void allenChannels() throws IOException {
    String property = System.getProperty("neurowright.mechanisms");
    Assumptions.assumeTrue(
        property != null, "set -Dneurowright.mechanisms=... to BMTK's folder modfiles");
    assertThat(check(compiled(Path.of(property)))).isGreaterThan(800);
  }

  private static Map<String, MechanismType> compiled(Path folder) throws IOException {
    List<NmodlSource> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mod")).sorted().toList()) {
        sources.add(NmodlSource.read(file));
      }
    }
    Map<String, MechanismType> types = new HashMap<>();
    new NmodlCompiler().compile(sources).types().forEach(t -> types.put(t.name(), t));
    return types;
  }

  /** Compares every row of the mechanisms; returns how many. */
  private static int check(Map<String, MechanismType> types) throws IOException {
    int compared = 0;
    Map<String, Gating> known = new HashMap<>();
    for (Row row : rows()) {
      MechanismType type = types.get(row.mechanism());
      if (type == null) {
        continue;
      }
      Surroundings surroundings =
          Surroundings.NEURON
              .withCelsius(row.celsius())
              .withParameter("usetable", 0)
              .withIon("cai", row.mechanism().equals("SK") ? 3e-4 : 5e-5);
      String[] words = row.quantity().split(" ");
      Sweep.OverVoltage at = new Sweep.OverVoltage(new double[] {row.vMv()});
      if (words[0].equals("peak")) {
        Surroundings alone =
            row.mechanism().equals("hh")
                ? surroundings.withParameter("gkbar", 0).withParameter("gl", 0)
                : surroundings;
        double peak = CurrentVoltage.of(type, alone, at.values(), -90, 20).peak()[0];
        // NEURON looks every 0.002 ms; the fastest peak (hh at 34 °C) comes 0.03 ms after the step
        assertThat(peak)
            .as(row.toString())
            .isCloseTo(row.value(), within(2e-3 * Math.abs(row.value())));
      } else {
        Gating gating =
            known.computeIfAbsent(
                row.mechanism() + row.celsius() + row.vMv(),
                _ -> Gating.of(type, surroundings, at));
        Gating.State state = gating.state(words[1]).orElseThrow();
        if (words[0].equals("inf")) {
          assertThat(state.initial()[0])
              .as(row.toString())
              .isCloseTo(row.value(), within(1e-9 + 1e-9 * Math.abs(row.value())));
          // NaV's INITIAL solves equations with a slip (I4*bi3 for I4*b13), so it does not rest
          if (!row.mechanism().equals("NaV")) {
            assertThat(state.steady()[0])
                .as(row.toString())
                .isCloseTo(row.value(), within(1e-9 + 1e-9 * Math.abs(row.value())));
          }
        } else if (Double.isFinite(row.value()) && row.value() > 2e-3 && row.value() < 1e6) {
          // a step of 0.025 ms from 0 and 1 tells time constants to some eight digits
          assertThat(state.tauMs().orElseThrow()[0])
              .as(row.toString())
              .isCloseTo(row.value(), within(1e-6 * row.value()));
        }
      }
      compared++;
    }
    return compared;
  }
}
