package org.neurowright.io.builder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.make.ConnectionFunctions;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.CsvFiles;
import org.neurowright.io.network.NetworkCsv;
import org.neurowright.io.network.NetworkFiles;

/**
 * Builds a network as a program: the verbs of BMTK's {@code NetworkBuilder}, and every rule of the
 * model document.
 *
 * <pre>{@code
 * NetworkBuilder net = new NetworkBuilder("v1", 42);
 * net.addNodes("exc", 80).set("ei", "e").positions(Positions.columnar(center, 100, 0, 250));
 * net.addNodes("inh", 20).set("ei", "i").positions(Positions.columnar(center, 100, 0, 250));
 * net.addEdges(net.nodes("ei == 'e'"), net.nodes("ei == 'i'"), Rules.probability("exp(-dist / 90)"))
 *     .name("exc to inh")
 *     .set("syn_weight", 0.001)
 *     .addProperties("delay", "0.8 + dist / 300");
 * net.save(Path.of("network"));
 * }</pre>
 *
 * <p>An edge belongs to the builder that adds it and is saved by it, also between networks; the
 * other builder's nodes are saved by the other one. Random numbers belong to the seed, the name of
 * the connection (or network, nodes and attribute) and the cells. What is wrong is told when the
 * network is built, as a {@link ModelException} with all problems. Not thread-safe.
 */
public final class NetworkBuilder implements AutoCloseable {
  private static final double GAP_RANGE_UM = 300;

  private final String name;
  private final long seed;
  private final List<AddedNodes> nodes = new ArrayList<>();
  private final List<Boolean> named = new ArrayList<>();
  private final List<ConnectionMap> connections = new ArrayList<>();
  private final List<NetworkFiles.Network> open = new ArrayList<>();
  private final List<EdgeSource> importedEdges = new ArrayList<>();
  private Optional<NodeTable> imported = Optional.empty();
  private Path folder = Path.of("");
  private Point periodUm = Point.ORIGIN;
  private Optional<NodeTable> table = Optional.empty();
  private Optional<List<EdgeSource>> edges = Optional.empty();

  /**
   * Begins a network.
   *
   * @param name of the network and of its files
   * @param seed of everything random in it
   */
  public NetworkBuilder(String name, long seed) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a network needs a name");
    }
    this.name = name;
    this.seed = seed;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Folder from which csv files of rules are named; the working directory without it. */
  public NetworkBuilder csvFolder(Path newFolder) {
    folder = newFolder;
    changed();
    return this;
  }

  /** Lengths after which space repeats along each axis for distances, µm; 0 for none. */
  public NetworkBuilder periodUm(double x, double y, double z) {
    periodUm = new Point(x, y, z);
    changed();
    return this;
  }

  /** Forgets what was built, as something changes. */
  void changed() {
    table = Optional.empty();
    edges = Optional.empty();
  }

  // ---- nodes

  /**
   * Adds cells.
   *
   * @param popName their {@code pop_name}, unique in the network; keys their random numbers
   * @param count how many
   */
  public AddedNodes addNodes(String popName, int count) {
    return add(popName, count, true);
  }

  /** Adds cells without {@code pop_name}. */
  public AddedNodes addNodes(int count) {
    return add("nodes " + (nodes.size() + 1), count, false);
  }

  private AddedNodes add(String popName, int count, boolean isNamed) {
    if (count < 0) {
      throw new IllegalArgumentException(count + " cells");
    }
    if (nodes.stream().anyMatch(n -> n.name().equals(popName))) {
      throw new IllegalArgumentException(name + " has nodes called \"" + popName + "\" already");
    }
    AddedNodes added = new AddedNodes(this, popName, count);
    nodes.add(added);
    named.add(isNamed);
    changed();
    return added;
  }

  /** All cells. */
  public NodeSelection nodes() {
    return nodes("");
  }

  /**
   * Cells for which a condition on columns holds, for instance {@code ei == 'e' and x < 100}. Cells
   * without a value never match.
   */
  public NodeSelection nodes(String where) {
    return new NodeSelection(this, where, Optional.empty());
  }

  /** Cells whose attribute has a value. */
  public NodeSelection nodes(String attribute, String value) {
    return nodes(attribute + " == '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'");
  }

  /** Cells that a function chooses. */
  public NodeSelection nodes(Predicate<Node> predicate) {
    return new NodeSelection(this, "", Optional.of(predicate));
  }

  /**
   * The nodes as a table.
   *
   * @throws ModelException with everything that is wrong with them
   */
  public NodeTable nodeTable() {
    if (table.isEmpty()) {
      table = Optional.of(made());
    }
    return table.get();
  }

  private NodeTable made() {
    Recipe recipe = recipeOf(List.of());
    NetworkMaker.Nodes made =
        NetworkMaker.nodes(recipe, new CsvFiles(folder.toAbsolutePath()), RunControl.none());
    refuse(made.problems());
    NodeTable own = made.tables().getFirst();
    Map<String, NodeColumn> columns = new LinkedHashMap<>(own.columns());
    int first = 0;
    boolean[] ownIds = new boolean[own.size()];
    boolean[] ownTypes = new boolean[own.types().size()];
    for (int k = 0; k < nodes.size(); k++) {
      AddedNodes added = nodes.get(k);
      int from = first;
      added
          .vectors()
          .forEach((column, rows) -> {
            NodeColumn more = JoinedNodes.vectors(own.size(), from, rows);
            columns.merge(column, more, (a, b) -> overlaid(column, a, b));
          });
      Arrays.fill(ownIds, first, first + added.count(), added.hasIds());
      if (added.count() > 0) {
        ownTypes[own.typeIndex()[first]] = added.hasTypeId();
      }
      first += added.count();
    }
    NodeTable whole =
        new NodeTable(own.name(), own.nodeIds(), own.typeIndex(), own.types(), columns);
    return imported.map(i -> JoinedNodes.of(i, whole, ownIds, ownTypes)).orElse(whole);
  }

  private static NodeColumn overlaid(String column, NodeColumn a, NodeColumn b) {
    if (a instanceof NodeColumn.Vectors(double[] x, int width)
        && b instanceof NodeColumn.Vectors(double[] y, int other)
        && width == other) {
      double[] both = x.clone();
      for (int k = 0; k < both.length; k++) {
        both[k] = Double.isNaN(y[k]) ? x[k] : y[k];
      }
      return new NodeColumn.Vectors(both, width);
    }
    throw new IllegalArgumentException(
        column + " has one and several numbers, or differs in length");
  }

  /** Rows for which a condition holds. */
  int[] select(String where) {
    NodeTable nodeTable = nodeTable();
    if (where.isBlank()) {
      return IntStream.range(0, nodeTable.size()).toArray();
    }
    Recipe recipe =
        recipeOf(
            List.of(
                new ConnectionRecipe(
                    "selection",
                    new Selection(name, where),
                    Selection.all(name),
                    new PairRule.All(),
                    ValueRule.of(1),
                    true,
                    ConnectionRecipe.Kind.CHEMICAL,
                    OptionalLong.empty(),
                    Map.of())));
    Made made =
        NetworkMaker.connect(
            recipe,
            new NetworkMaker.Nodes(List.of(nodeTable), List.of()),
            new CsvFiles(folder.toAbsolutePath()),
            RunControl.none());
    refuse(made.problems());
    return made.connections().getFirst().source().rows();
  }

  // ---- edges

  /** Adds edges with so many synapses for every pair, also of a cell with itself, as BMTK does. */
  public ConnectionMap addEdges(NodeSelection source, NodeSelection target, int synapses) {
    return addEdges(source, target, Rules.all()).synapses(synapses).autapses(true);
  }

  /**
   * Adds edges.
   *
   * @param source cells of any builder
   * @param target cells of any builder
   * @param rule which pairs are connected, see {@link Rules}
   */
  public ConnectionMap addEdges(NodeSelection source, NodeSelection target, Rule rule) {
    return connect(source, target, rule, ConnectionRecipe.Kind.CHEMICAL);
  }

  /**
   * Adds gap junctions between cells of this network, on somata up to 300 µm away unless said
   * otherwise.
   *
   * @param resistanceMegaohm of one junction; its inverse is {@code syn_weight}, µS
   * @throws IllegalArgumentException if the cells are of two networks
   */
  public ConnectionMap addGapJunctions(
      NodeSelection source, NodeSelection target, double resistanceMegaohm, Rule rule) {
    if (source.builder() != this || target.builder() != this) {
      throw new IllegalArgumentException("gap junctions are inside one network");
    }
    return connect(source, target, rule, ConnectionRecipe.Kind.GAP_JUNCTION)
        .set("syn_weight", 1 / resistanceMegaohm)
        .targetSections("somatic")
        .distanceRange(0, GAP_RANGE_UM);
  }

  private ConnectionMap connect(
      NodeSelection source, NodeSelection target, Rule rule, ConnectionRecipe.Kind kind) {
    String plain = source + " to " + target;
    String unique = plain;
    for (int k = 2; isTaken(unique); k++) {
      unique = plain + " (" + k + ")";
    }
    ConnectionMap map = new ConnectionMap(unique, source, target, rule, kind);
    connections.add(map);
    changed();
    return map;
  }

  private boolean isTaken(String connection) {
    return connections.stream().anyMatch(c -> c.name().equals(connection));
  }

  // ---- import

  /**
   * Takes the nodes of this network, and the edges whose target they are, from SONATA files. Their
   * ids stay; what is added comes behind them. Edges stay in their files until they are saved, so
   * the files are open until {@link #close}.
   *
   * @param networkFolder with nodes and edges files, or a folder that has them in {@code network}
   * @throws ModelException if the files cannot be read, or have no nodes of this name
   */
  public NetworkBuilder importFrom(Path networkFolder) {
    if (imported.isPresent()) {
      throw new IllegalStateException(name + " has imported nodes already");
    }
    NetworkFiles.Network network = NetworkFiles.read(networkFolder).orThrow();
    open.add(network);
    imported = network.nodes().stream().filter(t -> t.name().equals(name)).findFirst();
    if (imported.isEmpty()) {
      throw new ModelException(
          Problem.error(
                  "builder.no-network",
                  Location.of(networkFolder),
                  "There are no nodes of a network \"" + name + '"')
              .expected(
                  "one of " + network.nodes().stream().map(t -> '"' + t.name() + '"').toList()));
    }
    network.edges().stream()
        .filter(e -> e.target().name().equals(name))
        .forEach(importedEdges::add);
    changed();
    return this;
  }

  /**
   * Takes nodes, and edges between them, from csv tables with commas, a row each: {@code node_id}
   * and {@code node_type_id} may be there, all other columns of nodes become columns; edges have
   * {@code source_node_id} and {@code target_node_id}, their texts make types, their numbers are
   * values of the single edges, {@code nsyns} among them.
   *
   * @param edges empty for nodes only
   * @throws ModelException if the tables cannot be read, with all problems and their lines
   */
  public NetworkBuilder importCsv(Path nodesFile, Optional<Path> edges) {
    if (imported.isPresent()) {
      throw new IllegalStateException(name + " has imported nodes already");
    }
    NodeTable read = NetworkCsv.readNodes(nodesFile, name, ',').orThrow();
    edges.ifPresent(
        file -> importedEdges.add(NetworkCsv.readEdges(file, read, read, ',').orThrow()));
    imported = Optional.of(read);
    changed();
    return this;
  }

  // ---- building and saving

  /**
   * Makes nodes and rules now; otherwise they are made when they are asked for. Functions are
   * called here. Building again without a change does nothing.
   *
   * @throws ModelException with everything that is wrong
   */
  public NetworkBuilder build() {
    edges();
    return this;
  }

  /**
   * The edges of this builder by pair of networks, imported ones included.
   *
   * @throws ModelException with everything that is wrong
   */
  public List<EdgeSource> edges() {
    if (edges.isEmpty()) {
      edges = Optional.of(connected());
    }
    return edges.get();
  }

  private List<EdgeSource> connected() {
    Map<String, NetworkBuilder> builders = new LinkedHashMap<>();
    builders.put(name, this);
    for (ConnectionMap connection : connections) {
      for (NodeSelection side : List.of(connection.source(), connection.target())) {
        NetworkBuilder before = builders.putIfAbsent(side.builder().name, side.builder());
        if (before != null && before != side.builder()) {
          throw new IllegalStateException("two builders are called " + side.builder().name);
        }
      }
    }
    List<NodeTable> tables = builders.values().stream().map(NetworkBuilder::nodeTable).toList();
    Map<String, ConnectionFunctions> functions = new HashMap<>();
    List<ConnectionRecipe> recipes = new ArrayList<>();
    long nextId =
        importedEdges.stream()
            .flatMap(e -> e.kinds().stream())
            .mapToLong(EdgeKind::id)
            .max()
            .orElse(-1);
    for (ConnectionMap connection : connections) {
      ConnectionRecipe recipe = connection.recipe();
      if (nextId >= 0 && recipe.edgeTypeId().isEmpty()) {
        recipe = recipe.withEdgeTypeId(OptionalLong.of(++nextId));
      }
      recipes.add(recipe);
      functions.put(connection.name(), connection.functions(seed));
    }
    Made made =
        NetworkMaker.connect(
            recipeOf(recipes),
            new NetworkMaker.Nodes(tables, List.of()),
            new CsvFiles(folder.toAbsolutePath()),
            functions,
            RunControl.none());
    refuse(made.problems());
    List<EdgeSource> all = new ArrayList<>();
    List<EdgeSource> rest = new ArrayList<>(made.edges());
    for (EdgeSource old : importedEdges) {
      List<EdgeSource> parts = new ArrayList<>(List.of(old));
      rest.stream()
          .filter(e -> e.source().name().equals(old.source().name()))
          .filter(e -> e.target().name().equals(name))
          .forEach(parts::add);
      rest.removeAll(parts);
      NodeTable source =
          old.source().name().equals(name)
              ? nodeTable()
              : parts.size() > 1 ? grown(old.source(), parts.get(1).source()) : old.source();
      all.add(new JoinedEdges(source, nodeTable(), parts));
    }
    all.addAll(rest);
    return all;
  }

  /** The larger table, which has to begin with the rows of the smaller one. */
  private static NodeTable grown(NodeTable before, NodeTable now) {
    if (now.size() < before.size()
        || !Arrays.equals(before.nodeIds(), Arrays.copyOf(now.nodeIds(), before.size()))) {
      throw new ModelException(
          Problem.error(
                  "builder.other-nodes",
                  Location.NOWHERE,
                  "The nodes of %s are others than those of the imported edges"
                      .formatted(before.name()))
              .hint("Let the builder of " + before.name() + " import them too"));
    }
    return now;
  }

  /** Number of nodes. */
  public int nodeCount() {
    return nodeTable().size();
  }

  /** Number of rows of edges. */
  public long edgeCount() {
    long all = 0;
    for (EdgeSource source : edges()) {
      long[] perGroup = new long[source.groups().size()];
      source.count(0, source.target().size(), perGroup);
      all += Arrays.stream(perGroup).sum();
    }
    return all;
  }

  /**
   * Saves nodes, edges, types and gap junctions; builds what is not built.
   *
   * @param networkFolder made if it is missing; files with the same names are replaced when the new
   *     ones are whole
   * @return the files and the number of rows of each edge population
   * @throws IOException if the folder cannot be written to
   * @throws ModelException with everything that is wrong
   */
  public NetworkFiles.Saved save(Path networkFolder) throws IOException {
    return save(networkFolder, Runtime.getRuntime().availableProcessors(), RunControl.none())
        .orElseThrow();
  }

  /**
   * Saves with progress; see {@link #save(Path)}.
   *
   * @param threads how many make edges; files do not depend on it
   * @return empty when stop was requested; then no file was changed
   */
  public Optional<NetworkFiles.Saved> save(Path networkFolder, int threads, RunControl control)
      throws IOException {
    return NetworkFiles.save(List.of(nodeTable()), edges(), networkFolder, threads, control);
  }

  /**
   * What was said, as a model document without inputs.
   *
   * @throws IllegalStateException if functions, vectors or imported nodes are part of it, or cells
   *     of other builders
   */
  public Recipe recipe() {
    boolean own =
        connections.stream()
            .allMatch(c -> c.source().builder() == this && c.target().builder() == this);
    if (!own
        || imported.isPresent()
        || nodes.stream().anyMatch(n -> !n.vectors().isEmpty())
        || connections.stream().anyMatch(c -> !c.isWritten())) {
      throw new IllegalStateException("a document cannot say all that " + name + " has");
    }
    return recipeOf(connections.stream().map(ConnectionMap::recipe).toList());
  }

  private Recipe recipeOf(List<ConnectionRecipe> rules) {
    NetworkRecipe network =
        new NetworkRecipe(
            name,
            IntStream.range(0, nodes.size())
                .mapToObj(k -> nodes.get(k).recipe(named.get(k)))
                .toList());
    return Recipe.empty(name)
        .withSeed(seed)
        .withPeriod(periodUm)
        .withNetworks(List.of(network))
        .withConnections(rules);
  }

  /** Problems as they concern a program: what it added instead of a path in a document. */
  private void refuse(List<Problem> problems) {
    if (problems.stream().noneMatch(Problem::isError)) {
      return;
    }
    throw new ModelException(
        problems.stream()
            .filter(Problem::isError)
            .map(p ->
                new Problem(
                    p.severity(),
                    p.code(),
                    new Location("", 0, 0, place(p.location().element())),
                    p.message(),
                    p.expected(),
                    p.hint()))
            .toList());
  }

  private String place(String path) {
    String text = path;
    for (int k = 0; k < connections.size(); k++) {
      text =
          replace(text, "$.connections[" + k + "]", "edges \"" + connections.get(k).name() + '"');
    }
    for (int k = 0; k < nodes.size(); k++) {
      text =
          replace(
              text, "$.networks[0].populations[" + k + "]", "nodes \"" + nodes.get(k).name() + '"');
    }
    return text;
  }

  private static String replace(String path, String begin, String words) {
    return path.startsWith(begin) ? words + path.substring(begin.length()) : path;
  }

  /** Closes imported files. */
  @Override
  public void close() {
    open.forEach(NetworkFiles.Network::close);
    open.clear();
  }
}
