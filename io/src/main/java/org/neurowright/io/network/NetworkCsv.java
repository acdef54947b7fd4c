package org.neurowright.io.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeGroup;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.format.ReadResult;

/**
 * Reads nodes and edges from csv tables, a row each. Columns whose cells are all whole numbers
 * become whole numbers, other numbers reals, anything else texts.
 */
public final class NetworkCsv {
  /** First id that BMTK's builder gives to a type. */
  private static final long FIRST_TYPE = 100;

  private static final double LARGEST_EXACT = 0x1p53;

  private static final List<String> SOURCE_NAMES = List.of("source_node_id", "source");
  private static final List<String> TARGET_NAMES = List.of("target_node_id", "target");

  private NetworkCsv() {}

  /**
   * Reads nodes. A column {@code node_id} gives the ids (0, 1, 2 ... without it), {@code
   * node_type_id} the types (one, 100, without it); all others become columns.
   */
  public static ReadResult<NodeTable> readNodes(Path file, String network, char separator) {
    ReadResult<CsvTable> read = CsvReader.read(file, separator);
    if (read.value().isEmpty()) {
      return ReadResult.failed(read.problems());
    }
    CsvTable table = read.value().get();
    Problems problems = new Problems();
    problems.addAll(read.problems());
    long[] ids = new long[table.size()];
    Arrays.setAll(ids, i -> i);
    OptionalInt idColumn = table.column("node_id");
    if (idColumn.isPresent()) {
      ids = wholes(table, idColumn.getAsInt(), problems);
      checkDistinct(table, ids, problems);
    }
    List<NodeType> types = new ArrayList<>();
    int[] typeIndex = new int[table.size()];
    OptionalInt typeColumn = table.column("node_type_id");
    if (typeColumn.isPresent()) {
      long[] typeIds = wholes(table, typeColumn.getAsInt(), problems);
      Map<Long, Integer> indexOf = new HashMap<>();
      for (int row = 0; row < typeIds.length; row++) {
        long id = typeIds[row];
        typeIndex[row] =
            indexOf.computeIfAbsent(
                id,
                _ -> {
                  types.add(new NodeType(id, Map.of()));
                  return types.size() - 1;
                });
      }
    } else {
      types.add(new NodeType(FIRST_TYPE, Map.of()));
    }
    Map<String, NodeColumn> columns = new LinkedHashMap<>();
    for (int c = 0; c < table.columns().size(); c++) {
      String name = table.columns().get(c);
      if (!name.equals("node_id") && !name.equals("node_type_id")) {
        columns.putIfAbsent(name, column(table, c));
      }
    }
    return problems.hasErrors()
        ? ReadResult.failed(problems.toList())
        : ReadResult.of(new NodeTable(network, ids, typeIndex, types, columns), problems.toList());
  }

  private static void checkDistinct(CsvTable table, long[] ids, Problems problems) {
    Map<Long, Integer> lineOf = new HashMap<>();
    for (int row = 0; row < ids.length; row++) {
      Integer before = lineOf.putIfAbsent(ids[row], table.lines()[row]);
      if (before != null) {
        problems.add(
            Problem.error(
                    "network.duplicate-id",
                    table.where(row),
                    "The node id " + ids[row] + " stands here and in line " + before)
                .expected("each id once"));
      }
    }
  }

  /** Whole numbers from 0; whatever else there is becomes a problem. */
  private static long[] wholes(CsvTable table, int column, Problems problems) {
    long[] values = new long[table.size()];
    for (int row = 0; row < values.length; row++) {
      String cell = table.cell(row, column);
      double value = cell != null && CsvTable.isNumber(cell) ? CsvTable.number(cell) : -1;
      if (value < 0 || value != Math.rint(value) || value > LARGEST_EXACT) {
        problems.add(
            Problem.error(
                    "network.not-an-id",
                    table.where(row),
                    table.columns().get(column) + " is " + (cell == null ? "empty" : cell))
                .expected("a whole number from 0"));
      }
      values[row] = (long) value;
    }
    return values;
  }

  private static NodeColumn column(CsvTable table, int column) {
    int size = table.size();
    if (!table.isNumeric(column)) {
      int[] codes = new int[size];
      Map<String, Integer> dictionary = new LinkedHashMap<>();
      for (int row = 0; row < size; row++) {
        String cell = table.cell(row, column);
        codes[row] = cell == null ? -1 : dictionary.computeIfAbsent(cell, _ -> dictionary.size());
      }
      return new NodeColumn.Texts(codes, List.copyOf(dictionary.keySet()));
    }
    double[] values = numbers(table, column);
    if (!isWhole(values)) {
      return new NodeColumn.Reals(values);
    }
    long[] whole = new long[size];
    boolean[] present = new boolean[size];
    boolean everywhere = true;
    for (int row = 0; row < size; row++) {
      whole[row] = (long) values[row];
      present[row] = !Double.isNaN(values[row]);
      everywhere &= present[row];
    }
    return everywhere ? new NodeColumn.Integers(whole) : new NodeColumn.Integers(whole, present);
  }

  private static double[] numbers(CsvTable table, int column) {
    double[] values = new double[table.size()];
    for (int row = 0; row < values.length; row++) {
      String cell = table.cell(row, column);
      values[row] = cell == null ? Double.NaN : CsvTable.number(cell);
    }
    return values;
  }

  private static boolean isWhole(double[] values) {
    return Arrays.stream(values)
        .allMatch(v -> Double.isNaN(v) || v == Math.rint(v) && Math.abs(v) <= LARGEST_EXACT);
  }

  /**
   * Reads edges. The columns {@code source_node_id} and {@code target_node_id} (or {@code source},
   * {@code target}) are needed; {@code edge_type_id} and columns of text make the types, numbers
   * are values of the single edges, {@code nsyns} among them.
   */
  public static ReadResult<EdgeSource> readEdges(
      Path file, NodeTable source, NodeTable target, char separator) {
    ReadResult<CsvTable> read = CsvReader.read(file, separator);
    if (read.value().isEmpty()) {
      return ReadResult.failed(read.problems());
    }
    Problems problems = new Problems();
    problems.addAll(read.problems());
    CsvTable table = read.value().get();
    int sourceColumn = needed(table, SOURCE_NAMES, problems);
    int targetColumn = needed(table, TARGET_NAMES, problems);
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    int[] sources = rows(table, sourceColumn, source, problems);
    int[] targets = rows(table, targetColumn, target, problems);
    OptionalInt typeColumn = table.column("edge_type_id");
    long[] typeIds =
        typeColumn.isPresent() ? wholes(table, typeColumn.getAsInt(), problems) : new long[0];
    List<EdgeColumn> columns = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    List<Integer> texts = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      if (c == sourceColumn || c == targetColumn || typeColumn.equals(OptionalInt.of(c))) {
        continue;
      }
      if (table.isNumeric(c)) {
        double[] numbers = numbers(table, c);
        columns.add(new EdgeColumn(table.columns().get(c), storage(table, c, numbers, problems)));
        values.add(numbers);
      } else {
        texts.add(c);
      }
    }
    List<EdgeKind> kinds = new ArrayList<>();
    int[] kindOf = kinds(table, typeIds, texts, kinds, problems);
    if (problems.hasErrors()) {
      return ReadResult.failed(problems.toList());
    }
    return ReadResult.of(
        new EdgeTable(
            source,
            target,
            kinds,
            new EdgeGroup(columns),
            sources,
            targets,
            kindOf,
            values.toArray(double[][]::new)),
        problems.toList());
  }

  private static int needed(CsvTable table, List<String> names, Problems problems) {
    for (String name : names) {
      if (table.column(name).isPresent()) {
        return table.column(name).getAsInt();
      }
    }
    problems.add(
        Problem.error(
                "network.missing-column",
                new Location(table.file(), 1, 0, ""),
                "The table has no column " + names.getFirst())
            .expected("one of " + String.join(", ", names)));
    return -1;
  }

  private static int[] rows(CsvTable table, int column, NodeTable nodes, Problems problems) {
    int before = problems.toList().size();
    long[] ids = wholes(table, column, problems);
    NodeRows rows = new NodeRows(nodes);
    int[] found = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      found[i] = rows.row(ids[i]);
      if (found[i] < 0 && problems.toList().size() == before) {
        problems.add(
            Problem.error(
                    "network.unknown-node",
                    table.where(i),
                    "The node " + ids[i] + " is not in " + nodes.name())
                .expected("an id of one of its " + nodes.size() + " nodes"));
      }
    }
    return found;
  }

  private static Storage storage(CsvTable table, int column, double[] values, Problems problems) {
    for (int row = 0; row < values.length; row++) {
      if (Double.isNaN(values[row])) {
        problems.add(
            Problem.error(
                    "network.missing-value",
                    table.where(row),
                    table.columns().get(column) + " is empty")
                .expected("a number for every edge"));
        break;
      }
    }
    if (table.columns().get(column).equals("nsyns")) {
      return Storage.UINT32;
    }
    return isWhole(values) ? Storage.INT64 : Storage.FLOAT64;
  }

  /** A type for each id, or without ids for each combination of texts. */
  private static int[] kinds(
      CsvTable table,
      long[] typeIds,
      List<Integer> texts,
      List<EdgeKind> kinds,
      Problems problems) {
    Map<Object, Integer> indexOf = new HashMap<>();
    int[] kindOf = new int[table.size()];
    for (int row = 0; row < kindOf.length; row++) {
      Map<String, Value> attributes = new LinkedHashMap<>();
      for (int column : texts) {
        String cell = table.cell(row, column);
        if (cell != null) {
          attributes.put(table.columns().get(column), new Value.Text(cell));
        }
      }
      Object key = typeIds.length > 0 ? typeIds[row] : attributes;
      Integer index = indexOf.get(key);
      if (index == null) {
        index = kinds.size();
        indexOf.put(key, index);
        long id = typeIds.length > 0 ? typeIds[row] : FIRST_TYPE + index;
        kinds.add(new EdgeKind(id, "*", "*", attributes, 0));
      } else if (!kinds.get(index).attributes().equals(attributes)) {
        problems.add(
            Problem.error(
                    "network.different-type",
                    table.where(row),
                    "Edges of the type " + typeIds[row] + " have different texts")
                .expected("the same texts for all edges of a type")
                .hint("Leave out edge_type_id, or number the types apart"));
        return kindOf;
      }
      kindOf[row] = index;
    }
    return kindOf;
  }
}
