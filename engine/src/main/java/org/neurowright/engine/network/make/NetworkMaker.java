package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * Makes networks of recipes. Nodes are made at once, edges when they are asked for.
 *
 * <p>Random numbers belong to the seed, the name of the connection (or network, population and
 * column) and the cells: other rules, their order and the number of threads change nothing.
 */
public final class NetworkMaker {
  private static final String NSYNS = "nsyns";

  private NetworkMaker() {}

  /** The nodes of a recipe; the same ones can be connected by changed rules again and again. */
  public static final class Nodes {
    private final List<NodeTable> tables;
    private final List<Problem> problems;
    private final Map<String, NodeFields> fields = new LinkedHashMap<>();

    /** Nodes that were made or read before, and what was wrong with them. */
    public Nodes(List<NodeTable> tables, List<Problem> problems) {
      this.tables = List.copyOf(tables);
      this.problems = List.copyOf(problems);
      tables.forEach(table -> fields.put(table.name(), new NodeFields(table)));
    }

    /** A table for each network, in order. */
    public List<NodeTable> tables() {
      return tables;
    }

    public List<Problem> problems() {
      return problems;
    }

    Map<String, NodeFields> fields() {
      return fields;
    }
  }

  /** Makes everything. */
  public static Made make(Recipe recipe, RecipeFiles files, RunControl control) {
    return connect(recipe, nodes(recipe, files, control), files, control);
  }

  /** Makes the nodes only, which stay the same as long as networks and seed do. */
  public static Nodes nodes(Recipe recipe, RecipeFiles files, RunControl control) {
    Findings findings = new Findings();
    List<NodeTable> tables = new ArrayList<>();
    NodeMaker maker = new NodeMaker(recipe.seed(), files, findings);
    for (int n = 0; n < recipe.networks().size() && !control.stopRequested(); n++) {
      NetworkRecipe network = recipe.networks().get(n);
      control.progress(new Progress("Placing cells", n, recipe.networks().size(), "networks"));
      String path = "$.networks[" + n + "]";
      if (tables.stream().anyMatch(t -> t.name().equals(network.name()))) {
        findings.error(
            "network.duplicate-name",
            path + ".name",
            "There are two networks called \"" + network.name() + '"',
            "another name for each",
            "");
        continue;
      }
      tables.add(maker.make(network, path));
    }
    return new Nodes(tables, findings.toList());
  }

  /**
   * Makes rules and inputs for nodes that exist. Rules that have to know all their pairs (lists,
   * out-degrees, correlated pairs) go through them here.
   *
   * @param control when it asks to stop, the rules behind are left out
   */
  public static Made connect(Recipe recipe, Nodes nodes, RecipeFiles files, RunControl control) {
    return connect(recipe, nodes, files, Map.of(), control);
  }

  /**
   * Makes rules and inputs for nodes that exist, with parts of connections as functions.
   *
   * @param functions by name of connection
   */
  public static Made connect(
      Recipe recipe,
      Nodes nodes,
      RecipeFiles files,
      Map<String, ConnectionFunctions> functions,
      RunControl control) {
    Findings findings = new Findings();
    ConnectionMaker maker = new ConnectionMaker(recipe, nodes.fields(), files, functions, findings);
    List<MadeConnection> connections = new ArrayList<>();
    for (int c = 0; c < recipe.connections().size() && !control.stopRequested(); c++) {
      control.progress(
          new Progress("Reading rules", c, recipe.connections().size(), "connections"));
      connections.add(maker.make(c));
    }
    List<MadeInput> inputs = new ArrayList<>();
    for (int i = 0; i < recipe.inputs().size(); i++) {
      maker.input(i).ifPresent(inputs::add);
    }
    List<Problem> problems = new ArrayList<>(nodes.problems());
    problems.addAll(findings.toList());
    return new Made(nodes.tables(), edges(connections), connections, inputs, problems);
  }

  /** One source of edges for each pair of networks. */
  private static List<EdgeSource> edges(List<MadeConnection> connections) {
    Map<String, List<MadeKind>> byName = new LinkedHashMap<>();
    Map<String, NodeTable[]> ends = new HashMap<>();
    for (MadeConnection connection : connections) {
      for (MadeKind kind : connection.kinds()) {
        NodeTable source = kind.pairs().source().table();
        NodeTable target = kind.pairs().target().table();
        String name = source.name() + "_to_" + target.name();
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(kind);
        ends.put(name, new NodeTable[] {source, target});
      }
    }
    List<EdgeSource> edges = new ArrayList<>();
    byName.forEach((name, kinds) ->
        edges.add(new RuleEdges(name, ends.get(name)[0], ends.get(name)[1], numbered(kinds))));
    return edges;
  }

  /**
   * If one type says a number of synapses, all do: BMTK reads a column with gaps as real numbers,
   * and cannot count with them. Columns of the rows go before those of the types.
   */
  private static List<MadeKind> numbered(List<MadeKind> kinds) {
    if (kinds.stream().noneMatch(k -> k.attributes().containsKey(NSYNS))) {
      return kinds;
    }
    return kinds.stream().map(k -> k.withAttribute(NSYNS, new Value.Num(1))).toList();
  }
}
