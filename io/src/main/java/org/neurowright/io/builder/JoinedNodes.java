package org.neurowright.io.builder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** Nodes that were imported, then nodes that were added. */
final class JoinedNodes {
  private static final long FIRST_TYPE = 100;

  private JoinedNodes() {}

  /**
   * Both in one table; rows of the first stay as they are.
   *
   * @param ownIds for each row of {@code added}, whether it has an id of its own; others get the
   *     next free ones
   * @param ownTypes the same for types
   */
  static NodeTable of(NodeTable imported, NodeTable added, boolean[] ownIds, boolean[] ownTypes) {
    long[] ids = Arrays.copyOf(imported.nodeIds(), imported.size() + added.size());
    Set<Long> taken = new HashSet<>();
    Arrays.stream(imported.nodeIds()).forEach(taken::add);
    for (int row = 0; row < added.size(); row++) {
      if (ownIds[row] && !taken.add(added.nodeIds()[row])) {
        throw twice(added.name(), "node_id", added.nodeIds()[row]);
      }
    }
    long next = 0;
    for (int row = 0; row < added.size(); row++) {
      long id = added.nodeIds()[row];
      if (!ownIds[row]) {
        while (!taken.add(next)) {
          next++;
        }
        id = next;
      }
      ids[imported.size() + row] = id;
    }
    int[] typeIndex = Arrays.copyOf(imported.typeIndex(), ids.length);
    for (int row = 0; row < added.size(); row++) {
      typeIndex[imported.size() + row] = imported.types().size() + added.typeIndex()[row];
    }
    Map<String, NodeColumn> columns = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>(imported.columns().keySet());
    names.addAll(added.columns().keySet());
    for (String name : names) {
      columns.put(name, column(name, imported, added));
    }
    return new NodeTable(
        imported.name(), ids, typeIndex, types(imported, added, ownTypes), columns);
  }

  private static List<NodeType> types(NodeTable imported, NodeTable added, boolean[] own) {
    List<NodeType> types = new ArrayList<>(imported.types());
    Set<Long> taken = new HashSet<>();
    types.forEach(type -> taken.add(type.id()));
    for (int t = 0; t < added.types().size(); t++) {
      if (own[t] && !taken.add(added.types().get(t).id())) {
        throw twice(added.name(), "node_type_id", added.types().get(t).id());
      }
    }
    long next = FIRST_TYPE;
    for (int t = 0; t < added.types().size(); t++) {
      NodeType type = added.types().get(t);
      if (!own[t]) {
        while (!taken.add(next)) {
          next++;
        }
        type = new NodeType(next, type.attributes());
      }
      types.add(type);
    }
    return types;
  }

  private static ModelException twice(String network, String what, long id) {
    return new ModelException(
        Problem.error(
            "builder.duplicate-id",
            Location.NOWHERE,
            "The %s %d of %s exists already".formatted(what, id, network)));
  }

  /** A column with several numbers for some rows; none for the others. */
  static NodeColumn vectors(int rows, int first, double[][] values) {
    int width = values[0].length;
    double[] all = new double[rows * width];
    Arrays.fill(all, Double.NaN);
    for (int k = 0; k < values.length; k++) {
      System.arraycopy(values[k], 0, all, (first + k) * width, width);
    }
    return new NodeColumn.Vectors(all, width);
  }

  private static NodeColumn column(String name, NodeTable imported, NodeTable added) {
    NodeColumn a = imported.columns().get(name);
    NodeColumn b = added.columns().get(name);
    int first = imported.size();
    int rows = first + added.size();
    if (a instanceof NodeColumn.Vectors || b instanceof NodeColumn.Vectors) {
      int width = a instanceof NodeColumn.Vectors(_, int w) ? w : width(b);
      double[] values = new double[rows * width];
      Arrays.fill(values, Double.NaN);
      for (NodeColumn one : new NodeColumn[] {a, b}) {
        if (one instanceof NodeColumn.Vectors(double[] own, int w) && w == width) {
          System.arraycopy(own, 0, values, one == a ? 0 : first * width, own.length);
        } else if (one != null) {
          throw mixed(imported.name(), name);
        }
      }
      return new NodeColumn.Vectors(values, width);
    }
    if (a instanceof NodeColumn.Texts || b instanceof NodeColumn.Texts) {
      return texts(name, imported, added);
    }
    if (isWhole(a) && isWhole(b)) {
      long[] values = new long[rows];
      boolean[] present = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        NodeColumn one = row < first ? a : b;
        int at = row < first ? row : row - first;
        if (one instanceof NodeColumn.Integers integers && one.isPresent(at)) {
          values[row] = integers.values()[at];
          present[row] = true;
        }
      }
      return new NodeColumn.Integers(values, present);
    }
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = row < first ? real(a, row) : real(b, row - first);
    }
    return new NodeColumn.Reals(values);
  }

  private static boolean isWhole(NodeColumn column) {
    return column == null || column instanceof NodeColumn.Integers;
  }

  private static int width(NodeColumn column) {
    return column instanceof NodeColumn.Vectors(_, int width) ? width : 0;
  }

  private static double real(NodeColumn column, int row) {
    return switch (column) {
      case null -> Double.NaN;
      case NodeColumn.Reals(double[] values) -> values[row];
      case NodeColumn.Integers integers ->
          integers.isPresent(row) ? integers.values()[row] : Double.NaN;
      case NodeColumn.Texts _, NodeColumn.Vectors _ -> Double.NaN;
    };
  }

  private static NodeColumn texts(String name, NodeTable imported, NodeTable added) {
    Map<String, Integer> dictionary = new LinkedHashMap<>();
    int[] codes = new int[imported.size() + added.size()];
    Arrays.fill(codes, -1);
    for (NodeTable table : List.of(imported, added)) {
      NodeColumn column = table.columns().get(name);
      if (column == null) {
        continue;
      }
      if (!(column instanceof NodeColumn.Texts texts)) {
        throw mixed(imported.name(), name);
      }
      int first = table == imported ? 0 : imported.size();
      for (int row = 0; row < table.size(); row++) {
        if (texts.isPresent(row)) {
          codes[first + row] =
              dictionary.computeIfAbsent(
                  texts.dictionary().get(texts.codes()[row]), _ -> dictionary.size());
        }
      }
    }
    return new NodeColumn.Texts(codes, List.copyOf(dictionary.keySet()));
  }

  private static ModelException mixed(String network, String column) {
    return new ModelException(
        Problem.error(
                "builder.mixed-column",
                Location.NOWHERE,
                "The column %s of %s is of another sort in the nodes added than in those imported"
                    .formatted(column, network))
            .expected("numbers, texts or vectors of equal length in both"));
  }
}
