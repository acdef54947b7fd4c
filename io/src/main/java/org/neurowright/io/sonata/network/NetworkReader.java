package org.neurowright.io.sonata.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.cell.CellModelLoader;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.Fields;
import org.neurowright.io.sonata.config.FileLookup;

/** Reads section {@code networks} of a configuration with everything it refers to. */
public final class NetworkReader {

  /**
   * What was read.
   *
   * @param nodes in loading order: files as in the configuration, populations of a file by name
   * @param edges likewise, without the ones that are not enabled
   * @param allNodesRead false when a nodes file could not be read, so that populations are missing
   *     through no fault of those who refer to them
   */
  public record Network(
      List<NodePopulation> nodes, List<EdgePopulation> edges, boolean allNodesRead) {
    public Network {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }
  }

  private final Config config;
  private final FileLookup lookup;
  private final CellModelLoader cells;
  private final ModelFunctions functions;
  private final boolean simulated;
  private final Problems problems;
  private boolean allNodesRead;

  /**
   * A reader for one configuration.
   *
   * @param cells loads biophysical cells
   * @param functions synapse and weight functions by name
   * @param simulated false for networks of simulators whose cells and synapses are unknown here:
   *     then they are read as structure only, every cell a virtual one
   */
  public NetworkReader(
      Config config,
      FileLookup lookup,
      CellModelLoader cells,
      ModelFunctions functions,
      boolean simulated,
      Problems problems) {
    this.config = config;
    this.lookup = lookup;
    this.cells = cells;
    this.functions = functions;
    this.simulated = simulated;
    this.problems = problems;
  }

  /** Reads nodes, then edges. */
  public Network read() {
    Fields section = Fields.section(config, "networks", problems);
    section.reportUnknown(Set.of("nodes", "edges", "gap_juncs"));
    Components components = new Components(config, lookup, problems);
    List<NodePopulation> nodes =
        nodes(section, new CellModels(cells, components, simulated, problems));
    List<EdgePopulation> edges =
        edges(
            section,
            new EdgesReader(
                nodes,
                new EdgeTypes(components, functions, simulated, problems),
                simulated,
                problems));
    if (section.has("gap_juncs")) {
      problems.add(
          Problem.info(
              "sonata.gap-junction-files",
              section.where("gap_juncs"),
              "Files of gap_juncs are not needed; which cells are joined stands in the edges"));
    }
    return new Network(nodes, edges, allNodesRead);
  }

  private List<NodePopulation> nodes(Fields section, CellModels cellModels) {
    Map<String, NodePopulation> byName = new LinkedHashMap<>();
    NodesReader reader = new NodesReader(cellModels, problems);
    allNodesRead =
        entries(
            section,
            "nodes",
            "nodes_file",
            "node_types_file",
            (data, types) -> {
              List<NodePopulation> read = reader.read(data, types);
              for (NodePopulation population : read) {
                NodePopulation before = byName.putIfAbsent(population.name(), population);
                if (before != null) {
                  problems.add(
                      Problem.error(
                              "sonata.duplicate-population",
                              Location.of(data, "/nodes/" + population.name()),
                              "The population "
                                  + population.name()
                                  + " stands also in "
                                  + before.file())
                          .hint("Load each population once"));
                }
              }
              return !read.isEmpty();
            });
    if (!section
        .object()
        .get("nodes")
        .filter(JsonArray.class::isInstance)
        .map(v -> !((JsonArray) v).items().isEmpty())
        .orElse(false)) {
      problems.add(
          Problem.error(
                  "config.no-network", section.where(), "The configuration names no nodes files")
              .expected("networks.nodes with nodes_file and node_types_file")
              .hint("Is the key \"network\" with the circuit configuration missing?"));
    }
    List<NodePopulation> populations = new ArrayList<>(byName.values());
    populations.forEach(this::reportMixed);
    return populations;
  }

  private void reportMixed(NodePopulation population) {
    long virtual =
        population.cellModels().stream().filter(CellModel.Virtual.class::isInstance).count();
    boolean typesMixed =
        population.types().stream()
                .map(t -> t.text("model_type").orElse(""))
                .anyMatch("virtual"::equals)
            && population.types().stream()
                .map(t -> t.text("model_type").orElse(""))
                .anyMatch(t -> !t.equals("virtual"));
    if (virtual > 0 && virtual < population.cellModels().size() && typesMixed) {
      problems.add(
          Problem.warning(
                  "sonata.mixed-population",
                  Location.of(Path.of(population.file()), "/nodes/" + population.name()),
                  "The population " + population.name() + " has virtual and simulated nodes")
              .hint(
                  "BMTK cannot give spikes to the virtual ones; put them into a population of their own"));
    }
  }

  private List<EdgePopulation> edges(Fields section, EdgesReader reader) {
    List<EdgePopulation> populations = new ArrayList<>();
    entries(
        section,
        "edges",
        "edges_file",
        "edge_types_file",
        (data, types) -> populations.addAll(reader.read(data, types)));
    return populations;
  }

  /**
   * Calls for every entry of a list whose files are there; a types file may be absent or null.
   *
   * @param each says whether it could read anything
   * @return whether something was read from every entry
   */
  private boolean entries(
      Fields section,
      String key,
      String dataKey,
      String typesKey,
      BiPredicate<Path, Optional<Path>> each) {
    JsonValue list = section.value(key).orElse(null);
    if (list == null) {
      return true;
    }
    if (!(list instanceof JsonArray array)) {
      section.wrongType(key, list, "a list of files");
      return false;
    }
    boolean all = true;
    for (int i = 0; i < array.items().size(); i++) {
      String name = "networks." + key + "[" + i + "]";
      if (!(array.items().get(i) instanceof JsonObject object)) {
        section.wrongType(
            key, array.items().get(i), "an object with " + dataKey + " and " + typesKey);
        all = false;
        continue;
      }
      Fields entry = new Fields(object, name, problems);
      entry.reportUnknown(
          Set.of(dataKey, typesKey, "enabled", "name", "population", "populations"));
      if (!entry.flag("enabled", true)) {
        continue;
      }
      Optional<JsonText> data = entry.text(dataKey);
      if (data.isEmpty()) {
        entry.missing(dataKey, "the path of an HDF5 file");
        all = false;
        continue;
      }
      Optional<Path> dataFile = lookup.file(data.get(), words(dataKey));
      Optional<JsonText> types = entry.text(typesKey);
      Optional<Path> typesFile = types.flatMap(text -> lookup.file(text, words(typesKey)));
      boolean there = dataFile.isPresent() && (types.isEmpty() || typesFile.isPresent());
      all &= there && each.test(dataFile.get(), typesFile);
    }
    return all;
  }

  private static String words(String key) {
    return "the " + key.replace('_', ' ');
  }
}
