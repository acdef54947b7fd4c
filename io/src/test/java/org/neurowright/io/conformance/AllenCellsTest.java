package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.cell.BmtkCellModels;
import org.neurowright.io.cell.CellRequest;
import org.neurowright.io.swc.Import3dBmtk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Whole perisomatic cells of the Allen Cell Types Database with current into the soma, as BMTK
 * builds them, against the traces NEURON 8.2.2 computed. Away from spikes the traces agree to 1e-6
 * mV; within one step of a spike a difference in the last bit of {@code exp} is amplified, so only
 * the spike's step is compared.
 */
@Tag("conformance")
class AllenCellsTest {

  @ParameterizedTest
  @ValueSource(strings = {"40", "41", "42", "43", "44", "45"})
  void firesAsInNeuron(String number) throws IOException {
    Path folder;
    try (Stream<Path> list = Files.list(Conformance.shared().resolve("reference/neuron-cases"))) {
      folder =
          list.filter(p -> p.getFileName().toString().startsWith(number)).findFirst().orElseThrow();
    }
    JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("case.json")));
    CableCell cell = load(json).withMaximalSegmentLength(20);
    assertThat(cell.sections()).hasSize(json.get("sections").asInt());
    Problems problems = new Problems();
    MechanismCatalogue catalogue = catalogue();
    Blueprint blueprint = Blueprint.of(cell, catalogue, problems);
    problems.throwIfErrors();
    assertThat(blueprint.segments()).isEqualTo(json.get("segments").asInt());
    checkArea(json, cell, blueprint);
    List<double[]> rows = new ArrayList<>();
    List<Double> spikes = run(json, cell, blueprint, catalogue, rows);
    compare(folder, json, rows, spikes);
  }

  private static CableCell load(JsonNode json) {
    Path scripts = Conformance.bmtkScripts();
    return new BmtkCellModels(new Import3dBmtk())
        .load(
            new CellRequest(
                "ctdb:Biophys1.hoc",
                Optional.of(scripts.resolve("morphologies").resolve(json.get("swc").asString())),
                Optional.of(
                    scripts
                        .resolve("biophysical_neuron_models")
                        .resolve(json.get("fit").asString())),
                Optional.empty(),
                List.of("aibs_perisomatic"),
                Location.NOWHERE))
        .orThrow();
  }

  static MechanismCatalogue catalogue() throws IOException {
    NmodlCompiler compiler = new NmodlCompiler();
    List<NmodlSource> sources = new ArrayList<>();
    try (Stream<Path> list = Files.list(Conformance.bmtkMechanisms())) {
      for (Path mod : (Iterable<Path>) list.sorted()::iterator) {
        sources.add(NmodlSource.read(mod));
      }
    }
    var result = compiler.compile(sources);
    assertThat(result.problems()).filteredOn(Problem::isError).isEmpty();
    return BuiltinMechanisms.catalogue(compiler).with(result.types());
  }

  private static void checkArea(JsonNode json, CableCell cell, Blueprint blueprint) {
    double total = 0;
    for (int s = 0; s < cell.sections().size(); s++) {
      int nseg = cell.sections().get(s).nseg();
      for (int k = 0; k < nseg; k++) {
        total += blueprint.areaUm2(s, (k + .5) / nseg);
      }
    }
    double expected = json.get("area_total").asDouble();
    assertThat(Math.abs(total - expected)).isLessThan(1e-12 * expected);
  }

  private static List<Double> run(
      JsonNode json,
      CableCell cell,
      Blueprint blueprint,
      MechanismCatalogue catalogue,
      List<double[]> rows) {
    CableNetwork network = new CableNetwork(catalogue);
    int one = network.addCell(blueprint);
    int soma = cell.somaIndex();
    JsonNode clamp = json.get("iclamp");
    int template =
        network.addTemplate(
            new CableNetwork.PointTemplate(
                catalogue.find("IClamp").orElseThrow(),
                Map.of(
                    "del", clamp.get("del").asDouble(),
                    "dur", clamp.get("dur").asDouble(),
                    "amp", clamp.get("amp").asDouble())));
    network.addPoint(one, soma, .5, template);
    network.addDetector(one, soma, .5, json.get("spike_threshold").asDouble());
    int far = 0;
    for (int s = 0; s < cell.sections().size(); s++) {
      if (cell.sections().get(s).name().equals(json.get("longest_section").asString())) {
        far = s;
      }
    }
    double dt = json.get("dt").asDouble();
    CablePartition partition =
        network.partition(
            1,
            new CableSettings(
                dt, json.get("v_init").asDouble(), json.get("celsius").asDouble(), 0, Map.of()));
    CableGroup group = partition.groups().getFirst();
    List<Probe> probes =
        List.of(
            partition.probe(one, soma, .5, "v").orElseThrow(),
            partition.probe(one, soma, .5, "cai").orElseThrow(),
            partition.probe(one, far, .9, "v").orElseThrow());
    Runnable sample =
        () ->
            rows.add(
                new double[] {
                  group.tMs(), probes.get(0).value(), probes.get(1).value(), probes.get(2).value()
                });
    group.initialise();
    sample.run();
    group.onSample(sample);
    group.advance(0, (int) Math.round(json.get("tstop").asDouble() / dt));
    List<Double> spikes = new ArrayList<>();
    for (int i = 0; i < group.outgoing().size(); i++) {
      spikes.add(group.outgoing().tMs(i));
    }
    return spikes;
  }

  private static void compare(Path folder, JsonNode json, List<double[]> rows, List<Double> spikes)
      throws IOException {
    List<Double> expectedSpikes =
        Files.readAllLines(folder.resolve("spikes.csv")).stream()
            .skip(1)
            .map(Double::valueOf)
            .toList();
    assertThat(spikes).hasSameSizeAs(expectedSpikes);
    for (int i = 0; i < spikes.size(); i++) {
      assertThat(spikes.get(i)).isCloseTo(expectedSpikes.get(i), within(1e-9));
    }
    List<String> lines = Files.readAllLines(folder.resolve("trace.csv"));
    int every = (int) Math.max(1, Math.round(.5 / json.get("dt").asDouble()));
    double worstV = 0;
    double worstCai = 0;
    for (int k = 1; k < lines.size(); k++) {
      String[] expected = lines.get(k).split(",");
      double[] row = rows.get((k - 1) * every);
      boolean nearSpike =
          expectedSpikes.stream()
              .anyMatch(t -> Math.abs(t - row[0]) <= 1.5 * json.get("dt").asDouble());
      if (!nearSpike) {
        worstV = Math.max(worstV, Math.abs(row[1] - Double.parseDouble(expected[1])));
        worstV = Math.max(worstV, Math.abs(row[3] - Double.parseDouble(expected[3])));
        worstCai = Math.max(worstCai, Math.abs(row[2] - Double.parseDouble(expected[2])));
      }
    }
    System.getLogger(AllenCellsTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            folder.getFileName() + " worst dv " + worstV + " mV, dcai " + worstCai + " mM");
    assertThat(worstV).isLessThan(1e-6);
    assertThat(worstCai).isLessThan(1e-9);
  }
}
