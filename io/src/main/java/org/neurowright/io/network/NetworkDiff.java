package org.neurowright.io.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;

/**
 * In what two networks differ. Nodes are compared by id, edges as a collection of rows in which
 * order means nothing: a row is its source, target, type and the values of its columns.
 *
 * @param nodes by population, in alphabetical order
 * @param edges likewise
 */
public record NetworkDiff(List<Nodes> nodes, List<Edges> edges) {
  private static final int TARGETS = 512;
  private static final List<String> AXES = List.of("x", "y", "z");

  public NetworkDiff {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * Nodes of one population.
   *
   * @param countA number in the first network, -1 when it has no such population
   * @param countB number in the second network, likewise
   * @param onlyA ids that only the first network has
   * @param onlyB ids that only the second network has
   * @param otherType common nodes whose type has another id
   * @param types differences of the types, in words
   * @param columns by name: common nodes with another value
   */
  public record Nodes(
      String population,
      long countA,
      long countB,
      long onlyA,
      long onlyB,
      long otherType,
      List<String> types,
      Map<String, Long> columns) {
    public Nodes {
      types = List.copyOf(types);
      columns = new LinkedHashMap<>(columns);
    }

    public boolean same() {
      return countA == countB
          && onlyA == 0
          && onlyB == 0
          && otherType == 0
          && types.isEmpty()
          && columns.values().stream().allMatch(count -> count == 0);
    }
  }

  /**
   * Edges of one population.
   *
   * @param countA number in the first network, -1 when it has no such population
   * @param countB number in the second network, likewise
   * @param onlyA rows that the second network does not have
   * @param onlyB rows that the first network does not have
   * @param types differences of the types, in words
   * @param statistics by what is counted: in-degree, out-degree, then the columns
   */
  public record Edges(
      String population,
      long countA,
      long countB,
      long onlyA,
      long onlyB,
      List<String> types,
      Map<String, Pair> statistics) {
    public Edges {
      types = List.copyOf(types);
      statistics = new LinkedHashMap<>(statistics);
    }

    public boolean same() {
      return countA == countB && onlyA == 0 && onlyB == 0 && types.isEmpty();
    }
  }

  /** The same quantity in both networks. */
  public record Pair(Statistics a, Statistics b) {}

  /**
   * What values are like.
   *
   * @param deviation standard deviation of the population
   */
  public record Statistics(long count, double mean, double deviation, double least, double most) {
    static final Statistics NONE =
        new Statistics(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  public boolean same() {
    return nodes.stream().allMatch(Nodes::same) && edges.stream().allMatch(Edges::same);
  }

  /** Compares two networks; edges are read target by target. */
  public static NetworkDiff of(NetworkFiles.Network a, NetworkFiles.Network b) {
    Map<String, NodeTable> nodesA = byName(a.nodes(), NodeTable::name);
    Map<String, NodeTable> nodesB = byName(b.nodes(), NodeTable::name);
    List<Nodes> nodes = new ArrayList<>();
    for (String name : names(nodesA, nodesB)) {
      nodes.add(nodes(name, nodesA.get(name), nodesB.get(name)));
    }
    Map<String, EdgeSource> edgesA = byName(a.edges(), EdgeSource::name);
    Map<String, EdgeSource> edgesB = byName(b.edges(), EdgeSource::name);
    List<Edges> edges = new ArrayList<>();
    for (String name : names(edgesA, edgesB)) {
      edges.add(edges(name, edgesA.get(name), edgesB.get(name)));
    }
    return new NetworkDiff(nodes, edges);
  }

  private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
    return list.stream().collect(Collectors.toMap(name, x -> x, (x, _) -> x, TreeMap::new));
  }

  private static <T> Set<String> names(Map<String, T> a, Map<String, T> b) {
    Set<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }

  private static Nodes nodes(String name, NodeTable a, NodeTable b) {
    if (a == null || b == null) {
      long countA = a == null ? -1 : a.size();
      long countB = b == null ? -1 : b.size();
      return new Nodes(
          name, countA, countB, Math.max(0, countA), Math.max(0, countB), 0, List.of(), Map.of());
    }
    NodeRows rowsB = new NodeRows(b);
    long common = 0;
    long otherType = 0;
    Map<String, NodeColumn> columnsA = alongAxes(a.columns());
    Map<String, NodeColumn> columnsB = alongAxes(b.columns());
    Map<String, Long> columns = new LinkedHashMap<>();
    names(columnsA, columnsB).forEach(column -> columns.put(column, 0L));
    for (int row = 0; row < a.size(); row++) {
      int other = rowsB.row(a.nodeIds()[row]);
      if (other >= 0) {
        common++;
        otherType += typeId(a, row) == typeId(b, other) ? 0 : 1;
        for (Map.Entry<String, Long> column : columns.entrySet()) {
          boolean equal =
              value(columnsA.get(column.getKey()), row)
                  .equals(value(columnsB.get(column.getKey()), other));
          column.setValue(column.getValue() + (equal ? 0 : 1));
        }
      }
    }
    Map<Long, Map<String, Value>> typesA = new TreeMap<>();
    Map<Long, Map<String, Value>> typesB = new TreeMap<>();
    a.types().forEach((NodeType type) -> typesA.put(type.id(), type.attributes()));
    b.types().forEach((NodeType type) -> typesB.put(type.id(), type.attributes()));
    return new Nodes(
        name,
        a.size(),
        b.size(),
        a.size() - common,
        b.size() - common,
        otherType,
        types(typesA, typesB),
        columns);
  }

  /** SONATA has two ways of saying where cells are; here {@code positions} are x, y and z. */
  private static Map<String, NodeColumn> alongAxes(Map<String, NodeColumn> columns) {
    if (!(columns.get("positions") instanceof NodeColumn.Vectors(double[] values, int width))
        || width != AXES.size()
        || AXES.stream().anyMatch(columns::containsKey)) {
      return columns;
    }
    Map<String, NodeColumn> along = new LinkedHashMap<>(columns);
    along.remove("positions");
    for (int axis = 0; axis < width; axis++) {
      double[] one = new double[values.length / width];
      for (int row = 0; row < one.length; row++) {
        one[row] = values[row * width + axis];
      }
      along.put(AXES.get(axis), new NodeColumn.Reals(one));
    }
    return along;
  }

  private static long typeId(NodeTable nodes, int row) {
    return nodes.types().get(nodes.typeIndex()[row]).id();
  }

  /** A value that equals others of the same content: whole and real numbers are not told apart. */
  private static Object value(NodeColumn column, int row) {
    if (column == null || !column.isPresent(row)) {
      return "";
    }
    return switch (column) {
      case NodeColumn.Reals(double[] values) -> values[row] + 0.0;
      case NodeColumn.Integers(long[] values, boolean[] _) -> values[row] + 0.0;
      case NodeColumn.Texts(int[] codes, List<String> dictionary) -> dictionary.get(codes[row]);
      case NodeColumn.Vectors(double[] values, int width) ->
          Arrays.stream(values, row * width, (row + 1) * width).boxed().toList();
    };
  }

  private static List<String> types(
      Map<Long, Map<String, Value>> a, Map<Long, Map<String, Value>> b) {
    List<String> differences = new ArrayList<>();
    Set<Long> ids = new TreeSet<>(a.keySet());
    ids.addAll(b.keySet());
    for (long id : ids) {
      if (!a.containsKey(id) || !b.containsKey(id)) {
        differences.add("type " + id + " only in the " + (a.containsKey(id) ? "first" : "second"));
        continue;
      }
      for (String column : names(a.get(id), b.get(id))) {
        Value valueA = a.get(id).get(column);
        Value valueB = b.get(id).get(column);
        if (!same(valueA, valueB)) {
          differences.add(
              "type %d: %s is %s and %s"
                  .formatted(
                      id,
                      column,
                      valueA == null ? "NULL" : valueA,
                      valueB == null ? "NULL" : valueB));
        }
      }
    }
    return differences;
  }

  /**
   * Lists are texts in tables of types; {@code [0, 1e20]} and {@code [0.0, 1e+20]} are the same.
   */
  private static boolean same(Value a, Value b) {
    if (a instanceof Value.Text(String textA)
        && b instanceof Value.Text(String textB)
        && textA.startsWith("[")
        && textB.startsWith("[")) {
      return items(textA).equals(items(textB));
    }
    return Objects.equals(a, b);
  }

  private static List<Object> items(String list) {
    List<Object> items = new ArrayList<>();
    for (String item : list.substring(1).split("[,\\]]")) {
      String trimmed = item.strip();
      try {
        items.add(Double.parseDouble(trimmed) + 0.0);
      } catch (NumberFormatException e) {
        items.add(trimmed);
      }
    }
    return items;
  }

  private static Edges edges(String name, EdgeSource a, EdgeSource b) {
    Map<String, Tally> tallyA = new LinkedHashMap<>();
    Map<String, Tally> tallyB = new LinkedHashMap<>();
    Set<String> columns = new TreeSet<>();
    columns(a, columns);
    columns(b, columns);
    List<String> columnNames = List.copyOf(columns);
    Side sideA = a == null ? null : new Side(a, columnNames, tallyA);
    Side sideB = b == null ? null : new Side(b, columnNames, tallyB);
    TreeSet<Long> targets = new TreeSet<>();
    long[] only = new long[2];
    if (a != null) {
      Arrays.stream(a.target().nodeIds()).forEach(targets::add);
    }
    if (b != null) {
      Arrays.stream(b.target().nodeIds()).forEach(targets::add);
    }
    for (long target : targets) {
      compare(
          sideA == null ? NO_ROWS : sideA.rows(target),
          sideB == null ? NO_ROWS : sideB.rows(target),
          only);
    }
    Map<String, Pair> statistics = new LinkedHashMap<>();
    for (Side side : new Side[] {sideA, sideB}) {
      if (side != null) {
        side.finish();
      }
    }
    Set<String> measured = new LinkedHashSet<>(tallyA.keySet());
    measured.addAll(tallyB.keySet());
    for (String what : measured) {
      statistics.put(what, new Pair(statistics(tallyA.get(what)), statistics(tallyB.get(what))));
    }
    return new Edges(
        name,
        sideA == null ? -1 : sideA.count,
        sideB == null ? -1 : sideB.count,
        only[0],
        only[1],
        a == null || b == null ? List.of() : types(attributes(a), attributes(b)),
        statistics);
  }

  private static final double[][] NO_ROWS = {};

  private static void columns(EdgeSource edges, Set<String> into) {
    if (edges != null) {
      for (EdgeGroup group : edges.groups()) {
        group.columns().forEach(column -> into.add(column.name()));
      }
    }
  }

  private static Map<Long, Map<String, Value>> attributes(EdgeSource edges) {
    Map<Long, Map<String, Value>> attributes = new TreeMap<>();
    for (EdgeKind kind : edges.kinds()) {
      attributes.put(kind.id(), kind.attributes());
    }
    return attributes;
  }

  private static Statistics statistics(Tally tally) {
    return tally == null ? Statistics.NONE : tally.statistics();
  }

  private static void compare(double[][] a, double[][] b, long[] only) {
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int order = Arrays.compare(a[i], b[j]);
      if (order < 0) {
        only[0]++;
        i++;
      } else if (order > 0) {
        only[1]++;
        j++;
      } else {
        i++;
        j++;
      }
    }
    only[0] += a.length - i;
    only[1] += b.length - j;
  }

  /** The edges of one network, target by target. */
  private static final class Side {
    private final EdgeSource edges;
    private final int width;
    private final int[][] slots;
    private final EdgeBlock block;
    private final NodeRows targets;
    private final Map<String, Tally> tallies;
    private final Tally inDegree;
    private final Tally[] values;
    private final long[] outDegree;
    private int blockFirst;
    private int blockEnd;
    private int[] startInBlock = new int[0];
    private int[] rowInGroup = new int[0];
    private long count;

    Side(EdgeSource edges, List<String> columns, Map<String, Tally> tallies) {
      this.edges = edges;
      this.tallies = tallies;
      width = 2 + columns.size();
      slots = new int[edges.groups().size()][];
      values = new Tally[columns.size()];
      tallies.put("in-degree", inDegree = new Tally());
      tallies.put("out-degree", new Tally());
      for (int g = 0; g < slots.length; g++) {
        List<EdgeColumn> own = edges.groups().get(g).columns();
        slots[g] = own.stream().mapToInt(column -> columns.indexOf(column.name())).toArray();
        for (int slot : slots[g]) {
          values[slot] = tallies.computeIfAbsent(columns.get(slot), _ -> new Tally());
        }
      }
      block = new EdgeBlock(edges.groups());
      targets = new NodeRows(edges.target());
      outDegree = new long[edges.source().size()];
    }

    /** Rows of a target as numbers, sorted: source, type, columns (NaN where there is none). */
    double[][] rows(long targetId) {
      int target = targets.row(targetId);
      if (target < 0) {
        return NO_ROWS;
      }
      if (target < blockFirst || target >= blockEnd) {
        load(target);
      }
      int first = startInBlock[target - blockFirst];
      int end = startInBlock[target - blockFirst + 1];
      double[][] rows = new double[end - first][width];
      for (int i = first; i < end; i++) {
        double[] row = rows[i - first];
        EdgeKind kind = edges.kinds().get(block.kind()[i]);
        Arrays.fill(row, Double.NaN);
        row[0] = edges.source().nodeIds()[block.source()[i]];
        row[1] = kind.id();
        int group = kind.group();
        for (int c = 0; c < slots[group].length; c++) {
          double value = block.column(group, c)[rowInGroup[i]];
          row[2 + slots[group][c]] = value;
          values[slots[group][c]].add(value);
        }
        outDegree[block.source()[i]]++;
      }
      inDegree.add(end - first);
      count += end - first;
      Arrays.sort(rows, Arrays::compare);
      return rows;
    }

    private void load(int target) {
      blockFirst = target;
      blockEnd = Math.min(edges.target().size(), target + TARGETS);
      edges.rows(blockFirst, blockEnd, block);
      startInBlock = new int[blockEnd - blockFirst + 1];
      rowInGroup = new int[block.size()];
      int[] next = new int[slots.length];
      for (int i = 0; i < block.size(); i++) {
        startInBlock[block.target()[i] - blockFirst + 1]++;
        rowInGroup[i] = next[edges.kinds().get(block.kind()[i]).group()]++;
      }
      for (int i = 1; i < startInBlock.length; i++) {
        startInBlock[i] += startInBlock[i - 1];
      }
    }

    void finish() {
      Tally out = tallies.get("out-degree");
      for (long degree : outDegree) {
        out.add(degree);
      }
    }
  }

  /** Mean and deviation as values come (Welford 1962, Technometrics 4:419). */
  private static final class Tally {
    private long count;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    void add(double value) {
      count++;
      double off = value - mean;
      mean += off / count;
      squares += off * (value - mean);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }

    Statistics statistics() {
      return count == 0
          ? Statistics.NONE
          : new Statistics(count, mean, Math.sqrt(squares / count), least, most);
    }
  }

  /** The differences in words, a line each; what is equal is said in one line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Nodes n : nodes) {
      lines.add(
          String.format(
              Locale.ROOT, "nodes %s: %s", n.population, n.same() ? same(n.countA) : counts(n)));
      if (n.otherType > 0) {
        lines.add(String.format(Locale.ROOT, "  %,d nodes have another type", n.otherType));
      }
      n.types.forEach(difference -> lines.add("  " + difference));
      n.columns.forEach((column, count) -> {
        if (count > 0) {
          lines.add(String.format(Locale.ROOT, "  column %s differs in %,d nodes", column, count));
        }
      });
    }
    for (Edges e : edges) {
      lines.add(
          "edges %s: %s"
              .formatted(
                  e.population,
                  e.same() ? same(e.countA) : differs(e.countA, e.countB, e.onlyA, e.onlyB)));
      e.types.forEach(difference -> lines.add("  " + difference));
      if (!e.same()) {
        e.statistics.forEach((what, pair) ->
            lines.add(
                String.format(Locale.ROOT, "  %s: %s and %s", what, words(pair.a), words(pair.b))));
      }
    }
    return lines;
  }

  private static String same(long count) {
    return String.format(Locale.ROOT, "same, %,d", count);
  }

  private static String counts(Nodes n) {
    return differs(n.countA, n.countB, n.onlyA, n.onlyB);
  }

  private static String differs(long countA, long countB, long onlyA, long onlyB) {
    if (countA < 0 || countB < 0) {
      return "only in the " + (countB < 0 ? "first" : "second");
    }
    return String.format(
        Locale.ROOT,
        "%,d and %,d, %,d only in the first, %,d only in the second",
        countA,
        countB,
        onlyA,
        onlyB);
  }

  private static String words(Statistics s) {
    return s.count == 0
        ? "none"
        : String.format(
            Locale.ROOT, "%.6g ± %.6g (%.6g to %.6g)", s.mean, s.deviation, s.least, s.most);
  }
}
