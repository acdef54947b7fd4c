package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

/**
 * Opens BMTK's example folders with a stand-in for cells and spike files. The numbers of edges,
 * weights and index orders were computed with h5py 3.16 and pandas 2.2.3 from the same files, by
 * BMTK's rules (group over type table; order of {@code target_to_source}).
 */
@Tag("conformance")
class BmtkFoldersConformanceTest {
  private Path data;

  @BeforeEach
  void data() {
    String shared = System.getProperty("neurowright.shared");
    Assumptions.assumeTrue(shared != null, "set -Dneurowright.shared=<folder with data/bmtk>");
    data = Path.of(shared, "data", "bmtk");
  }

  private static ProjectReader reader() {
    return new ProjectReader(
        request ->
            ReadResult.of(
                new CableCell(request.modelTemplate() + request.morphology(), List.of()),
                List.of()),
        _ ->
            ReadResult.of(
                new SpikeSource() {
                  @Override
                  public long size() {
                    return 0;
                  }

                  @Override
                  public double[] timesMs(long nodeId) {
                    return new double[0];
                  }
                },
                List.of()));
  }

  private ModelDescription read(String config, String... errors) {
    ReadResult<ModelDescription> result = reader().read(data.resolve(config), List.of());
    assertThat(result.problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsExactly(errors);
    return result.value().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bio_14cells",
        "bio_1cell",
        "bio_450cells",
        "bio_intfire_ring",
        "bio_stp_models",
        "bio_advanced_stimuli"
      })
  void allBiophysicalConfigurationsAreRead(String folder) {
    ProjectReader reader = reader();
    List<Path> configurations = reader.configurationsIn(data.resolve(folder));
    assertThat(configurations).isNotEmpty();
    for (Path configuration : configurations) {
      String name = configuration.getFileName().toString();
      // Inputs of these two are not supported yet.
      boolean unsupported = name.contains("xstim") || name.contains("nwb");
      ReadResult<ModelDescription> result = reader.read(configuration, List.of());
      assertThat(result.problems())
          .as(name)
          .filteredOn(Problem::isError)
          .extracting(Problem::code)
          .containsExactlyElementsOf(unsupported ? List.of("input.not-supported") : List.of());
      // The folders come without mechanisms; some have an old key, or reports that we cannot make.
      Set<String> codes =
          result.problems().stream()
              .map(Problem::code)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(codes)
          .as(name)
          .contains("config.missing-mechanisms")
          .isSubsetOf(
              "config.missing-mechanisms",
              "input.not-supported",
              "report.not-supported",
              "report.transform",
              "config.moved-key");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "point_120cells",
        "point_450glifs",
        "pop_2pops",
        "filter_graitings",
        "filter_graitings_preset"
      })
  void foldersOfOtherSimulatorsShowTheirStructure(String folder) {
    ProjectReader reader = reader();
    for (Path configuration : reader.configurationsIn(data.resolve(folder))) {
      ReadResult<ModelDescription> result = reader.read(configuration, List.of());
      assertThat(result.problems())
          .filteredOn(Problem::isError)
          .extracting(Problem::code)
          .as(configuration.toString())
          .containsExactly("config.target-simulator");
      assertThat(result.value().orElseThrow().nodes()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // folder, population, rows, synapses, sum of weights, of delays, of section ids, order of the
    // index
    "bio_14cells, v1_to_v1, 196, 980, 0.258456, 392.0, -196, 83009",
    "bio_14cells, lgn_to_v1, 660, 6600, 0.6882, 1320.0, -660, 4489516",
    "bio_14cells, tw_to_v1, 420, 2100, 4.1418, 840.0, -420, 693081",
    "bio_1cell/config.simulation_syns.json, virt_to_biocell, 12, 12, 0.42, 24.0, 752, 78",
    "bio_450cells, internal_to_internal, 48274, 48274, 36.90553999998931, 96548.0, 1207449, 112527499945",
    "bio_450cells, external_to_internal, 16329, 16329, 251.69292999996838, 32658.0, 317779, 6773627049",
    "bio_intfire_ring, v1_to_v1, 34, 34, 0.051, 170.0, 2107, 3117",
    "bio_intfire_ring, virtual_to_v1, 6, 6, 60.0, 0.0, -6, 112",
    "bio_advanced_stimuli/config.simulation_spikes.json, virt_to_bio, 358, 358, 0.12172, 716.0, 11544, 194631",
    "bio_advanced_stimuli/config.simulation_spont_activity.json, activator_to_bio, 45, 45, 0.0153, 90.0, 1930, 738",
    "bio_stp_models, EXT_to_slice, 10, 50, 0.02, 20.0, -10, 185",
  })
  void edgesAreThoseOfTheFile(
      String config,
      String population,
      long rows,
      long synapses,
      double weight,
      double delay,
      long sections,
      long order) {
    ModelDescription model = read(config);
    EdgePopulation edges =
        model.edges().stream().filter(e -> e.name().equals(population)).findFirst().orElseThrow();
    assertThat(edges.store().size()).isEqualTo(rows);
    EdgeBatch all = edges.store().rows(0, (int) rows);
    long synapseSum = 0;
    long sectionSum = 0;
    double weightSum = 0;
    double delaySum = 0;
    for (int i = 0; i < all.size(); i++) {
      synapseSum += all.nsyns()[i];
      sectionSum += all.sectionId()[i];
      weightSum += all.synWeight()[i];
      delaySum += all.delayMs()[i];
    }
    assertThat(synapseSum).isEqualTo(synapses);
    assertThat(sectionSum).isEqualTo(sections);
    assertThat(weightSum).isCloseTo(weight, within(1e-9 * weight));
    assertThat(delaySum).isEqualTo(delay);
    long orderSum = 0;
    for (long node : model.population(edges.target()).orElseThrow().nodeIds()) {
      EdgeBatch incoming = edges.store().incoming(node);
      for (int k = 0; k < incoming.size(); k++) {
        assertThat(incoming.targetNodeId()[k]).isEqualTo(node);
        orderSum += (node + 1) * (k + 1) * (incoming.sourceNodeId()[k] + 1);
      }
    }
    assertThat(orderSum).isEqualTo(order);
  }

  @Test
  void theFourteenCellsAreWhatTheirFilesSay() {
    ModelDescription model = read("bio_14cells");
    assertThat(model.nodes()).extracting(NodePopulation::name).containsExactly("v1", "lgn", "tw");
    assertThat(model.gidOffset("tw")).isEqualTo(104);
    NodePopulation v1 = model.population("v1").orElseThrow();
    assertThat(v1.size()).isEqualTo(14);
    assertThat(v1.cellModels().stream().filter(CellModel.Cable.class::isInstance)).hasSize(5);
    assertThat(v1.cellModel(10))
        .isEqualTo(new CellModel.Artificial("IntFire1", Map.of("tau", 24.0, "refrac", 3.0)));
    assertThat(v1.cellModel(12))
        .isEqualTo(new CellModel.Artificial("IntFire1", Map.of("tau", 7.0, "refrac", 3.0)));
    assertThat(v1.positionUm()).startsWith(28.753, -364.868, -161.705, 48.753);
    assertThat(v1.rotationRad()).startsWith(0, 3.55501, -3.646878266, 0, 3.81531);
    assertThat(v1.attribute(1, "tuning_angle"))
        .hasValueSatisfying(v -> assertThat(v).hasToString("25"));
    assertThat(v1.attribute(6, "tuning_angle")).isEmpty();
    assertThat(model.population("lgn").orElseThrow().isVirtual()).isTrue();
    assertThat(model.edges().stream().mapToLong(e -> synapses(e)).sum()).isEqualTo(9680);
    assertThat(model.inputs())
        .extracting(InputDescription::name)
        .containsExactly("LGN_spikes", "TW_spikes");
    assertThat(model.reports())
        .extracting(ReportDescription::fileName)
        .containsExactly("calcium_concentration.h5", "membrane_potential.h5", "syn_report.h5");
    assertThat(model.run().steps()).isEqualTo(30_000);
  }

  private static long synapses(EdgePopulation edges) {
    long sum = 0;
    EdgeBatch all = edges.store().rows(0, (int) edges.store().size());
    for (int i = 0; i < all.size(); i++) {
      sum += all.nsyns()[i];
    }
    return sum;
  }

  @Test
  void theCurrentOfTheTableStartsAtItsFirstTime() {
    ModelDescription model = read("bio_advanced_stimuli/config.simulation_iclamp.csv.json");
    InputDescription.CurrentTrace trace = (InputDescription.CurrentTrace) model.inputs().getFirst();
    assertThat(trace.startMs()).isEqualTo(800);
    assertThat(trace.intervalMs()).isEqualTo(500);
    assertThat(trace.ampNa()).containsExactly(0.15, 0, 0.175, 0, 0.2, 0);
    assertThat(trace.cells().size()).isEqualTo(5);
  }
}
