package org.neurowright.io.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.cell.CellRequest;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Writer;
import org.neurowright.io.sonata.simulation.SpikeSourceOpener;

/**
 * A small model folder written by a test: biophysical population {@code net} of three cells and a
 * point neuron, virtual population {@code ext} of two nodes, edges {@code ext_to_net}. Each test
 * changes what it is about, then reads.
 */
final class ModelFolder {
  static final String RUN = "\"run\": {\"tstop\": 10.0, \"dt\": 0.1, \"nsteps_block\": 100}";
  static final String CONDITIONS = "\"conditions\": {\"v_init\": -80.0, \"celsius\": 34.0}";
  static final String OUTPUT =
      "\"output\": {\"output_dir\": \"$OUT\", \"spikes_file\": \"spikes.h5\"}";

  final Path dir;
  ModelFunctions functions = BmtkFunctions.all();
  final List<CellRequest> requests = new ArrayList<>();
  final List<SpikeSourceOpener.Request> spikeRequests = new ArrayList<>();

  /** Sections of the configuration by name, as JSON text with the name. */
  final Map<String, String> sections = new LinkedHashMap<>();

  /** Datasets of the files by path: long[], double[] or String[]; 2-d arrays as Table. */
  final Map<String, Object> nodes = new LinkedHashMap<>();

  final Map<String, Object> extNodes = new LinkedHashMap<>();
  final Map<String, Object> edges = new LinkedHashMap<>();
  final Map<String, String> edgeAttributes = new LinkedHashMap<>();

  /** Type of the id columns of all files. */
  ElementType ids = ElementType.UINT64;

  String nodeTypes =
      """
      node_type_id model_type model_template morphology dynamics_params model_processing pop_name x
      100 biophysical ctdb:Biophys1.hoc cell.swc fit.json aibs_perisomatic PYR 7.5
      101 point_neuron nrn:IntFire1 NULL lif.json NULL LIF NULL
      """;
  String edgeTypes =
      """
      edge_type_id target_sections model_template syn_weight distance_range delay dynamics_params weight_function
      100 "['somatic', 'basal']" exp2syn 0.001 "[0.0, 150.0]" 2.0 ampa.json wmax
      101 NULL NULL 0.5 NULL 1.0 sign.json NULL
      """;

  /** Several values per row. */
  record Table(int columns, double... values) {}

  ModelFolder(Path dir) throws IOException {
    this.dir = dir.toRealPath();
    for (String folder :
        List.of(
            "network",
            "components/morphologies",
            "components/biophysical",
            "components/point",
            "components/synapses",
            "components/mechanisms/modfiles",
            "inputs")) {
      Files.createDirectories(this.dir.resolve(folder));
    }
    write("components/morphologies/cell.swc", "");
    write("components/biophysical/fit.json", "{}");
    write(
        "components/point/lif.json",
        "{\"tau\": 0.02, \"refrac\": 0.003, \"type\": \"NEURON_IntFire1\"}");
    write("components/synapses/ampa.json", "{\"tau1\": 1.0, \"tau2\": 3.0, \"erev\": 0.0}");
    write("components/synapses/sign.json", "{\"sign\": -1}");
    write("components/mechanisms/modfiles/b.mod", "");
    write("components/mechanisms/modfiles/a.mod", "");
    write("inputs/spikes.h5", "");

    nodes.put("/nodes/net/node_id", longs(0, 1, 2, 3));
    nodes.put("/nodes/net/node_type_id", longs(100, 100, 100, 101));
    nodes.put("/nodes/net/node_group_id", longs(0, 0, 0, 1));
    nodes.put("/nodes/net/node_group_index", longs(0, 1, 2, 0));
    nodes.put("/nodes/net/0/tuning", doubles(10, 20, 30));
    nodes.put("/nodes/net/1/depth", doubles(5));
    extNodes.put("/nodes/ext/node_id", longs(0, 1));
    extNodes.put("/nodes/ext/node_type_id", longs(1, 1));
    extNodes.put("/nodes/ext/node_group_id", longs(0, 0));
    extNodes.put("/nodes/ext/node_group_index", longs(0, 1));

    edges.put("/edges/ext_to_net/source_node_id", longs(0, 1, 0, 1, 0));
    edges.put("/edges/ext_to_net/target_node_id", longs(0, 0, 1, 3, 3));
    edges.put("/edges/ext_to_net/edge_type_id", longs(100, 100, 100, 101, 101));
    edges.put("/edges/ext_to_net/edge_group_id", longs(0, 0, 0, 0, 0));
    edges.put("/edges/ext_to_net/edge_group_index", longs(0, 1, 2, 3, 4));
    edges.put("/edges/ext_to_net/0/nsyns", longs(1, 2, 3, 4, 5));
    index(longs(0, 1, 1, 2, 0, 0, 2, 3), longs(0, 2, 2, 3, 3, 5));
    edgeAttributes.put("/edges/ext_to_net/source_node_id", "ext");
    edgeAttributes.put("/edges/ext_to_net/target_node_id", "net");

    sections.put(
        "manifest",
        "\"manifest\": {\"$NET\": \"./network\", \"$COMP\": \"components\", \"$OUT\": \"./output\"}");
    sections.put("run", RUN);
    sections.put("conditions", CONDITIONS);
    sections.put("output", OUTPUT);
    sections.put(
        "components",
        "\"components\": {\"morphologies_dir\": \"$COMP/morphologies\","
            + " \"biophysical_neuron_models_dir\": \"$COMP/biophysical\","
            + " \"point_neuron_models_dir\": \"$COMP/point\", \"synaptic_models_dir\": \"$COMP/synapses\","
            + " \"mechanisms_dir\": \"$COMP/mechanisms\"}");
    sections.put(
        "networks",
        "\"networks\": {\"nodes\": [{\"nodes_file\": \"$NET/net_nodes.h5\", \"node_types_file\":"
            + " \"$NET/net_types.csv\"},"
            + " {\"nodes_file\": \"$NET/ext_nodes.h5\", \"node_types_file\": \"$NET/ext_types.csv\"}],"
            + " \"edges\": [{\"edges_file\": \"$NET/edges.h5\", \"edge_types_file\": \"$NET/edge_types.csv\"}]}");
  }

  void index(long[] nodeToRange, long[] rangeToEdge) {
    String group = "/edges/ext_to_net/indices/target_to_source/";
    edges.put(
        group + "node_id_to_range",
        new Table(2, Arrays.stream(nodeToRange).asDoubleStream().toArray()));
    edges.put(
        group + "range_to_edge_id",
        new Table(2, Arrays.stream(rangeToEdge).asDoubleStream().toArray()));
  }

  void withoutIndex() {
    edges.keySet().removeIf(path -> path.contains("/indices/"));
  }

  static long[] longs(long... values) {
    return values;
  }

  static double[] doubles(double... values) {
    return values;
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  ReadResult<ModelDescription> read(Path... mechanisms) throws IOException {
    hdf5("network/net_nodes.h5", nodes, Map.of());
    hdf5("network/ext_nodes.h5", extNodes, Map.of());
    hdf5("network/edges.h5", edges, edgeAttributes);
    write("network/net_types.csv", nodeTypes);
    write("network/ext_types.csv", "node_type_id model_type\n1 virtual\n");
    write("network/edge_types.csv", edgeTypes);
    Path config = write("config.json", "{\n" + String.join(",\n", sections.values()) + "\n}");
    return reader().read(config, List.of(mechanisms));
  }

  ProjectReader reader() {
    return new ProjectReader(
        (oldImport, mechanisms) -> this::cell,
        functions,
        this::spikes,
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        dir.resolve("nowhere"));
  }

  /** The model, after a check that nothing but the given codes was said. */
  ModelDescription model(String... codes) throws IOException {
    ReadResult<ModelDescription> result = read();
    List<Problem> others =
        result.problems().stream().filter(p -> !List.of(codes).contains(p.code())).toList();
    if (!others.isEmpty()) {
      throw new AssertionError("unexpected problems " + others);
    }
    return result.value().orElseThrow();
  }

  /** The only problem of the given code. */
  Problem problem(String code) throws IOException {
    ReadResult<ModelDescription> result = read();
    List<Problem> found = result.problems().stream().filter(p -> p.code().equals(code)).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one " + code + " in " + result.problems());
    }
    return found.getFirst();
  }

  private ReadResult<CableCell> cell(CellRequest request) {
    requests.add(request);
    SectionModel soma =
        SectionModel.of("soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(10, 10), -1, 0);
    return ReadResult.of(new CableCell("cell " + requests.size(), List.of(soma)), List.of());
  }

  private ReadResult<SpikeSource> spikes(SpikeSourceOpener.Request request) {
    spikeRequests.add(request);
    return ReadResult.of(
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
        List.of());
  }

  void hdf5(String name, Map<String, Object> datasets, Map<String, String> attributes)
      throws IOException {
    Hdf5Plan plan = new Hdf5Plan();
    Map<Hdf5Plan.Slot, Object> slots = new LinkedHashMap<>();
    datasets.forEach((path, values) -> {
      switch (values) {
        case String[] texts -> plan.texts(path, Arrays.asList(texts));
        case long[] numbers -> slots.put(plan.dataset(path, ids, numbers.length), numbers);
        case double[] numbers ->
            slots.put(plan.dataset(path, ElementType.FLOAT64, numbers.length), numbers);
        case Table table -> {
          boolean index = path.contains("/indices/");
          slots.put(
              plan.dataset(
                  path,
                  index ? ElementType.INT64 : ElementType.FLOAT64,
                  table.values().length / table.columns(),
                  table.columns()),
              index
                  ? Arrays.stream(table.values()).mapToLong(v -> (long) v).toArray()
                  : table.values());
        }
        default -> throw new IllegalArgumentException(path);
      }
    });
    attributes.forEach((path, value) -> plan.attribute(path, "node_population", value));
    try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve(name), plan)) {
      for (Map.Entry<Hdf5Plan.Slot, Object> slot : slots.entrySet()) {
        switch (slot.getValue()) {
          case long[] numbers -> writer.write(slot.getKey(), numbers);
          case double[] numbers -> writer.write(slot.getKey(), numbers);
          default -> throw new IllegalArgumentException(slot.getKey().path());
        }
      }
      writer.commit();
    }
  }

  static Optional<Problem> find(List<Problem> problems, String code) {
    return problems.stream().filter(p -> p.code().equals(code)).findFirst();
  }
}
