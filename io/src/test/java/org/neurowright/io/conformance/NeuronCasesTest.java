package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Small models with the traces NEURON 8.2.2 computed for them (fixed step, one thread). Tolerances
 * are those of the reference's own description: geometry 1e-13 relative, passive potentials 1e-11
 * mV, potentials with Hodgkin-Huxley kinetics 1e-8 mV, events equal to the step.
 */
@Tag("conformance")
class NeuronCasesTest {
  private static final List<String> CASES =
      List.of(
          "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15",
          "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30",
          "31");

  static Stream<Path> cases() throws IOException {
    String shared = System.getProperty("neurowright.shared", "");
    assumeTrue(
        !shared.isEmpty(), "set -Dneurowright.shared to the folder with the reference cases");
    try (Stream<Path> list = Files.list(Path.of(shared, "reference", "neuron-cases"))) {
      return list
          .filter(p -> CASES.contains(p.getFileName().toString().substring(0, 2)))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesWhatNeuronComputes(Path folder) throws IOException {
    NeuronCase model = new NeuronCase(folder, catalogue(folder));
    checkGeometry(model);
    model.run();
    checkTrace(model);
    checkSpikes(model);
  }

  private static MechanismCatalogue catalogue(Path folder) throws IOException {
    NmodlCompiler compiler = new NmodlCompiler();
    MechanismCatalogue builtin = BuiltinMechanisms.catalogue(compiler);
    JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("case.json")));
    List<NmodlSource> sources = new ArrayList<>();
    for (JsonNode mod : json.path("mod")) {
      sources.add(NmodlSource.read(folder.resolveSibling("mod").resolve(mod.asString())));
    }
    sources.sort((a, b) -> a.path().compareTo(b.path()));
    var result = compiler.compile(sources);
    assertThat(result.problems()).filteredOn(p -> p.isError()).isEmpty();
    return builtin.with(result.types());
  }

  private static void checkGeometry(NeuronCase model) throws IOException {
    JsonNode expect =
        new ObjectMapper().readTree(Files.readString(model.folder.resolve("expect.json")));
    Blueprint blueprint = model.blueprint;
    for (JsonNode segment : expect.path("segments")) {
      int section = model.sectionIndex.get(segment.get("section").asString());
      double x = segment.get("x").asDouble();
      if (segment.has("area")) {
        assertRelative(
            "area", blueprint.areaUm2(section, x), segment.get("area").asDouble(), 1e-13);
        assertRelative("diam", blueprint.diamUm(section, x), segment.get("diam").asDouble(), 1e-13);
      }
      assertRelative(
          "ri", blueprint.resistanceMohm(section, x), segment.get("ri").asDouble(), 1e-13);
    }
  }

  private static void assertRelative(String what, double value, double expected, double tolerance) {
    assertThat(Math.abs(value - expected))
        .as(what)
        .isLessThanOrEqualTo(tolerance * Math.abs(expected));
  }

  private static void checkTrace(NeuronCase model) throws IOException {
    List<String> lines = Files.readAllLines(model.folder.resolve("trace.csv"));
    int every = model.json.path("record_every").asInt(1);
    boolean active = model.json.toString().contains("\"hh\"") || model.json.has("mod");
    double tolerance = active ? 1e-8 : 1e-11;
    boolean vclamp = model.folder.getFileName().toString().startsWith("09");
    String[] header = lines.getFirst().split(",");
    Map<String, Double> worst = new TreeMap<>();
    for (int k = 1; k < lines.size(); k++) {
      String[] expected = lines.get(k).split(",");
      double[] row = model.rows.get((k - 1) * every);
      for (int c = 0; c < header.length; c++) {
        double e = Double.parseDouble(expected[c]);
        double difference = Math.abs(row[c] - e) / Math.max(1, Math.abs(e));
        // The amplifier's gain of 1e5 magnifies rounding in the clamp's own current.
        double allowed = vclamp && header[c].equals("i") ? 1e-5 : tolerance;
        worst.merge(
            header[c],
            Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / allowed,
            Math::max);
      }
    }
    System.Logger log = System.getLogger(NeuronCasesTest.class.getName());
    log.log(
        System.Logger.Level.INFO,
        model.folder.getFileName() + " worst differences, in units of the tolerance " + worst);
    assertThat(worst)
        .allSatisfy((label, value) -> assertThat(value).as(label).isLessThanOrEqualTo(1));
    assertThat((lines.size() - 2) * every).isLessThan(model.rows.size());
  }

  private static void checkSpikes(NeuronCase model) throws IOException {
    Path file = model.folder.resolve("spikes.csv");
    if (!Files.exists(file)) {
      return;
    }
    Map<String, List<Double>> expected = new TreeMap<>();
    model.spikes.keySet().forEach(label -> expected.put(label, new ArrayList<>()));
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      String[] parts = line.split(",");
      expected
          .computeIfAbsent(parts[0], label -> new ArrayList<>())
          .add(Double.parseDouble(parts[1]));
    }
    for (var entry : expected.entrySet()) {
      List<Double> found = model.spikes.get(entry.getKey());
      assertThat(found).as("number of spikes of " + entry.getKey()).hasSameSizeAs(entry.getValue());
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i))
            .as("spike " + i + " of " + entry.getKey())
            .isCloseTo(entry.getValue().get(i), org.assertj.core.api.Assertions.within(1e-9));
      }
    }
  }
}
