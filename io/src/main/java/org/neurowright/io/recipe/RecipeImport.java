package org.neurowright.io.recipe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neurowright.engine.description.Column;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.format.ReadResult;

/**
 * Makes a recipe of a SONATA model that was built elsewhere. The rules it was built by are not in
 * its files, and none are invented: what differs from cell to cell and every edge goes into csv
 * tables beside the document, which the recipe refers to, so that each part can be replaced by a
 * rule when its author knows one. Cells of one type and {@code pop_name} become a population; their
 * node ids are those of the new order where types are mixed, and edges follow them. Clamps, spike
 * files and reports belong to the configuration and are not part of a recipe.
 */
public final class RecipeImport {
  private static final int BATCH = 1 << 16;
  private static final String POP_NAME = "pop_name";

  private final ModelDescription model;
  private final Path folder;
  private final long mostEdges;
  private final Problems problems = new Problems();
  private final Map<String, int[]> newRows = new HashMap<>();
  private final Set<String> files = new HashSet<>();

  private RecipeImport(ModelDescription model, Path folder, long mostEdges) {
    this.model = model;
    this.folder = folder;
    this.mostEdges = mostEdges;
  }

  /**
   * Makes the recipe and writes its tables.
   *
   * @param folder of the document to be; tables go into {@code tables/} there
   * @param mostEdges edge populations with more rows are left out with a problem, since csv is no
   *     place for them
   * @throws IOException if a table cannot be written
   */
  public static ReadResult<Recipe> read(ModelDescription model, Path folder, long mostEdges)
      throws IOException {
    RecipeImport reading = new RecipeImport(model, folder, mostEdges);
    Recipe recipe = reading.recipe();
    return ReadResult.of(recipe, reading.problems.toList());
  }

  private Recipe recipe() throws IOException {
    Files.createDirectories(folder.resolve("tables"));
    List<NetworkRecipe> networks = new ArrayList<>();
    for (NodePopulation nodes : model.nodes()) {
      networks.add(network(nodes));
    }
    List<ConnectionRecipe> connections = new ArrayList<>();
    for (EdgePopulation edges : model.edges()) {
      connections(edges, connections);
    }
    return Recipe.empty(model.name()).withNetworks(networks).withConnections(connections);
  }

  // ---- nodes

  private NetworkRecipe network(NodePopulation nodes) throws IOException {
    Map<List<String>, List<Integer>> parts = new LinkedHashMap<>();
    for (int row = 0; row < nodes.size(); row++) {
      String pop = nodes.attribute(row, POP_NAME).map(Value::toString).orElse("");
      parts
          .computeIfAbsent(
              List.of(Long.toString(nodes.type(row).id()), pop), key -> new ArrayList<>())
          .add(row);
    }
    int[] position = new int[nodes.size()];
    int next = 0;
    Set<String> names = new LinkedHashSet<>();
    List<PopulationRecipe> populations = new ArrayList<>();
    Set<Long> types = new TreeSet<>();
    for (Map.Entry<List<String>, List<Integer>> part : parts.entrySet()) {
      String pop = part.getKey().get(1);
      String id = part.getKey().get(0);
      String name = pop.isBlank() ? "type " + id : pop;
      if (!names.add(name)) {
        name = name + " (type " + id + ")";
        names.add(name);
      }
      int[] rows = part.getValue().stream().mapToInt(Integer::intValue).toArray();
      for (int row : rows) {
        position[row] = next++;
      }
      // A type whose cells have several names becomes several types: only the first keeps its id.
      boolean keepsId = types.add(nodes.type(rows[0]).id());
      populations.add(population(nodes, name, pop, rows, keepsId));
    }
    newRows.put(nodes.name(), position);
    return new NetworkRecipe(nodes.name(), populations);
  }

  private PopulationRecipe population(
      NodePopulation nodes, String name, String pop, int[] rows, boolean keepsId)
      throws IOException {
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    new TreeMap<>(nodes.type(rows[0]).attributes())
        .forEach((column, value) -> columns.put(column, new ValueRule.Constant(value)));
    Table table = table(nodes.name() + "_" + name);
    Optional<PlaceRule> places = Optional.empty();
    Map<String, ValueRule> rotation = new LinkedHashMap<>();
    boolean placed = false;
    for (Map.Entry<String, Column> entry : new TreeMap<>(nodes.columns()).entrySet()) {
      String column = entry.getKey();
      if (Set.of("positions", "position", "x", "y", "z").contains(column)) {
        placed |= Arrays.stream(rows).anyMatch(entry.getValue()::isPresent);
      } else if (column.matches("rotation_angle_[xyz]axis")) {
        String axis = column.substring("rotation_angle_".length(), "rotation_angle_".length() + 1);
        values(entry.getValue(), rows, column, table).ifPresent(rule -> rotation.put(axis, rule));
      } else {
        values(entry.getValue(), rows, column, table).ifPresent(rule -> columns.put(column, rule));
      }
    }
    if (placed) {
      for (int axis = 0; axis < 3; axis++) {
        List<String> cells = new ArrayList<>();
        for (int row : rows) {
          cells.add(JsonLayout.shortest(nodes.positionUm()[3 * row + axis]));
        }
        table.columns.put(List.of("x", "y", "z").get(axis), cells);
      }
      places = Optional.of(new PlaceRule.FromCsv(table.file, "x", "y", "z"));
    }
    if (pop.isBlank()) {
      columns.put(POP_NAME, new ValueRule.Absent());
    } else if (pop.equals(name)) {
      columns.remove(POP_NAME);
      table.columns.remove(POP_NAME);
    }
    table.write(folder, rows.length);
    return new PopulationRecipe(
        name,
        OptionalInt.of(rows.length),
        keepsId ? OptionalLong.of(nodes.type(rows[0]).id()) : OptionalLong.empty(),
        columns,
        places,
        rotation);
  }

  /** A column of the table; empty where no cell has a value. */
  private Optional<ValueRule> values(Column column, int[] rows, String name, Table table) {
    List<String> cells = new ArrayList<>();
    int present = 0;
    for (int row : rows) {
      Optional<Value> value = column.value(row);
      present += value.isPresent() ? 1 : 0;
      cells.add(value.map(RecipeImport::cell).orElse("NULL"));
    }
    if (present == 0) {
      return Optional.empty();
    }
    if (column instanceof Column.Vectors) {
      problems.add(
          Problem.warning(
                  "recipe.import-vector",
                  Location.NOWHERE,
                  "The column " + name + " has several numbers for each cell")
              .hint("They are kept as text; a recipe has no such columns"));
    }
    table.columns.put(name, cells);
    return Optional.of(new ValueRule.FromCsv(table.file, name));
  }

  private static String cell(Value value) {
    return switch (value) {
      case Value.Num(double number) -> JsonLayout.shortest(number);
      case Value.Text(String text) ->
          text.matches("[^,\"\\s]+") ? text : '"' + text.replace("\"", "\"\"") + '"';
    };
  }

  // ---- edges

  private void connections(EdgePopulation edges, List<ConnectionRecipe> all) throws IOException {
    Optional<NodePopulation> source = model.population(edges.source());
    Optional<NodePopulation> target = model.population(edges.target());
    if (source.isEmpty() || target.isEmpty()) {
      return; // The reader has said so.
    }
    long size = edges.store().size();
    if (size > mostEdges) {
      problems.add(
          Problem.warning(
                  "recipe.import-too-large",
                  new Location(edges.file(), 0, 0, "/edges/" + edges.name()),
                  edges.name() + " has " + size + " rows and is left out")
              .expected("at most " + mostEdges)
              .hint("Write the rule by which it was made; its types are in the model"));
      return;
    }
    int[] sourceRows = byId(source.get());
    int[] targetRows = byId(target.get());
    List<Rows> rows = edges.types().stream().map(type -> new Rows(type)).toList();
    for (long first = 0; first < size; first += BATCH) {
      EdgeBatch batch = edges.store().rows(first, (int) Math.min(BATCH, size - first));
      for (int i = 0; i < batch.size(); i++) {
        int from = row(sourceRows, batch.sourceNodeId()[i]);
        int to = row(targetRows, batch.targetNodeId()[i]);
        if (from >= 0 && to >= 0) {
          rows.get(batch.typeIndex()[i]).add(batch, i, from, to);
        }
      }
    }
    Set<String> names = new LinkedHashSet<>();
    all.forEach(connection -> names.add(connection.name()));
    for (Rows ofType : rows) {
      if (!ofType.edges.isEmpty()) {
        String name = edges.name() + " " + ofType.type.id();
        while (!names.add(name)) {
          name = name + "'";
        }
        boolean idIsFree =
            all.stream()
                .filter(c -> c.source().network().equals(edges.source()))
                .filter(c -> c.target().network().equals(edges.target()))
                .noneMatch(c -> c.edgeTypeId().equals(OptionalLong.of(ofType.type.id())));
        all.add(ofType.connection(name, edges, idIsFree));
      }
    }
  }

  /** New row of each node id. */
  private int[] byId(NodePopulation nodes) {
    long largest = Arrays.stream(nodes.nodeIds()).max().orElse(-1);
    int[] rows = new int[Math.toIntExact(largest + 1)];
    Arrays.fill(rows, -1);
    int[] position = newRows.get(nodes.name());
    for (int row = 0; row < nodes.size(); row++) {
      rows[Math.toIntExact(nodes.nodeIds()[row])] = position[row];
    }
    return rows;
  }

  private static int row(int[] rows, long id) {
    return id >= 0 && id < rows.length ? rows[(int) id] : -1;
  }

  /** One row of edges: where from, where to, and what it has for itself. */
  private record Edge(int source, int target, int synapses, Map<String, Double> values) {}

  /** The edges of one type. */
  private final class Rows {
    private final EdgeType type;
    private final List<Edge> edges = new ArrayList<>();
    private final Set<String> columns = new TreeSet<>();

    private Rows(EdgeType type) {
      this.type = type;
    }

    private void add(EdgeBatch batch, int i, int source, int target) {
      Map<String, Double> values = new HashMap<>();
      own(values, "syn_weight", batch.synWeight()[i]);
      own(values, "delay", batch.delayMs()[i]);
      if (batch.sectionId()[i] >= 0) {
        values.put("afferent_section_id", (double) batch.sectionId()[i]);
        values.put("afferent_section_pos", batch.sectionX()[i]);
      }
      batch.columns().forEach((name, numbers) -> own(values, name, numbers[i]));
      columns.addAll(values.keySet());
      int synapses = batch.hasNsyns()[i] ? batch.nsyns()[i] : 1;
      edges.add(new Edge(source, target, synapses, values));
    }

    /** Keeps a number that is not just the type's. */
    private void own(Map<String, Double> values, String name, double number) {
      double ofType = type.number(name).orElse(Double.NaN);
      if (!Double.isNaN(number) && number != ofType && !name.equals("nsyns")) {
        values.put(name, number);
      }
    }

    private ConnectionRecipe connection(String name, EdgePopulation of, boolean idIsFree)
        throws IOException {
      // In the order in which edges are built, so that line k belongs to the k-th row.
      edges.sort(Comparator.comparingInt(Edge::target).thenComparingInt(Edge::source));
      Table table = table(name);
      List<String> sources = new ArrayList<>();
      List<String> targets = new ArrayList<>();
      List<String> synapses = new ArrayList<>();
      Map<String, List<String>> values = new LinkedHashMap<>();
      columns.forEach(column -> values.put(column, new ArrayList<>()));
      for (Edge edge : edges) {
        // With values of their own, synapses are rows.
        int copies = columns.isEmpty() ? 1 : edge.synapses();
        for (int k = 0; k < copies; k++) {
          sources.add(Integer.toString(edge.source()));
          targets.add(Integer.toString(edge.target()));
          synapses.add(Integer.toString(edge.synapses()));
          values.forEach((column, cells) -> {
            Double own = edge.values().get(column);
            double number = own != null ? own : type.number(column).orElse(Double.NaN);
            cells.add(Double.isNaN(number) ? "NULL" : JsonLayout.shortest(number));
          });
        }
      }
      table.columns.put("source_node_id", sources);
      table.columns.put("target_node_id", targets);
      boolean counts = columns.isEmpty() && edges.stream().anyMatch(e -> e.synapses() != 1);
      if (counts) {
        table.columns.put("nsyns", synapses);
      }
      table.columns.putAll(values);
      table.write(folder, sources.size());

      Map<String, ValueRule> attributes = new LinkedHashMap<>();
      new TreeMap<>(type.attributes())
          .forEach((attribute, value) -> {
            if (!Set.of("nsyns", "source_query", "target_query", "is_gap_junction")
                .contains(attribute)) {
              attributes.put(attribute, new ValueRule.Constant(value));
            }
          });
      columns.forEach(column -> attributes.put(column, new ValueRule.FromCsv(table.file, column)));
      return new ConnectionRecipe(
          name,
          Selection.all(of.source()),
          Selection.all(of.target()),
          new PairRule.FromCsv(
              table.file,
              "source_node_id",
              "target_node_id",
              true,
              counts ? Optional.of("nsyns") : Optional.empty()),
          ValueRule.of(1),
          true,
          type.gapJunction() ? ConnectionRecipe.Kind.GAP_JUNCTION : ConnectionRecipe.Kind.CHEMICAL,
          idIsFree ? OptionalLong.of(type.id()) : OptionalLong.empty(),
          attributes);
    }
  }

  /** A file in {@code tables/} that no other part has. */
  private Table table(String name) {
    String plain = "tables/" + name.replaceAll("[^A-Za-z0-9._-]+", "_");
    String file = plain + ".csv";
    for (int i = 2; !files.add(file); i++) {
      file = plain + "_" + i + ".csv";
    }
    return new Table(file);
  }

  /** A csv file that is about to be written. */
  private static final class Table {
    private final String file;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    private Table(String file) {
      this.file = file;
    }

    private void write(Path folder, int rows) throws IOException {
      if (columns.isEmpty()) {
        return;
      }
      List<List<String>> cells = List.copyOf(columns.values());
      try (BufferedWriter out =
          Files.newBufferedWriter(folder.resolve(file), StandardCharsets.UTF_8)) {
        out.write(String.join(",", columns.keySet()));
        out.write('\n');
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < cells.size(); column++) {
            out.write(column == 0 ? "" : ",");
            out.write(cells.get(column).get(row));
          }
          out.write('\n');
        }
      }
    }
  }
}
