package org.neurowright.io.network;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeKind;
import org.neurowright.io.spikes.PythonFloat;

/**
 * Tables of types in the dialect that BMTK writes with Python's csv module: one space between
 * cells, quotes only where needed, lines ended by CR LF, {@code NULL} for no value.
 */
final class TypesCsv {
  private static final String NULL = "NULL";

  /** From here on a whole number is not told from its neighbours. */
  private static final double LARGEST_WHOLE = 1e15;

  private TypesCsv() {}

  /**
   * The table of node types; {@code node_type_id}, then the other columns in alphabetical order.
   */
  static byte[] nodeTypes(List<NodeType> types) {
    SequencedSet<String> columns = new TreeSet<>();
    types.forEach(type -> columns.addAll(type.attributes().keySet()));
    columns.remove("node_type_id");
    StringBuilder text = new StringBuilder("node_type_id");
    header(columns, text);
    for (NodeType type : types) {
      text.append(type.id());
      row(columns, type.attributes(), text);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The table of edge types; {@code edge_type_id}, {@code target_query}, {@code source_query}, then
   * the other columns in order of their first appearance. Kinds with equal id are one row.
   */
  static byte[] edgeTypes(List<EdgeKind> kinds) {
    SequencedSet<String> columns = new LinkedHashSet<>();
    kinds.forEach(kind -> columns.addAll(kind.attributes().keySet()));
    columns.removeAll(List.of("edge_type_id", "target_query", "source_query"));
    StringBuilder text = new StringBuilder("edge_type_id target_query source_query");
    header(columns, text);
    SequencedSet<Long> written = new LinkedHashSet<>();
    for (EdgeKind kind : kinds) {
      if (written.add(kind.id())) {
        text.append(kind.id());
        text.append(' ').append(cell(kind.targetQuery()));
        text.append(' ').append(cell(kind.sourceQuery()));
        row(columns, kind.attributes(), text);
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void header(SequencedSet<String> columns, StringBuilder text) {
    columns.forEach(column -> text.append(' ').append(cell(column)));
    text.append("\r\n");
  }

  private static void row(
      SequencedSet<String> columns, Map<String, Value> attributes, StringBuilder text) {
    for (String column : columns) {
      text.append(' ')
          .append(
              switch (attributes.get(column)) {
                case null -> NULL;
                case Value.Num(double number) -> number(number);
                case Value.Text(String value) -> cell(value);
              });
    }
    text.append("\r\n");
  }

  /** Whole numbers without a point, others as Python prints them. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return NULL;
    }
    return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
        ? Long.toString((long) value)
        : PythonFloat.repr(value);
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ' ' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
