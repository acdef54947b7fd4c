package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.expression.Rate;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;

/**
 * The names under which expressions know the nodes of a network: its columns and the attributes of
 * types, {@code node_id}, {@code node_type_id}, {@code x}, {@code y}, {@code z} and {@code index},
 * the number of the cell in its population. Made when they are asked for. Safe for several threads.
 */
final class NodeFields {
  static final String POSITIONS = "positions";
  private static final List<String> AXES = List.of("x", "y", "z");

  private final NodeTable table;
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, Optional<Field>> fields = new ConcurrentHashMap<>();

  NodeFields(NodeTable table) {
    this.table = table;
    table
        .types()
        .forEach(type -> names.addAll(type.attributes().keySet().stream().sorted().toList()));
    table
        .columns()
        .forEach((name, column) -> {
          if (!(column instanceof NodeColumn.Vectors)) {
            names.add(name);
          }
        });
    names.addAll(List.of("node_id", "node_type_id", "index"));
    if (positions().isPresent()) {
      names.addAll(AXES);
    }
  }

  NodeTable table() {
    return table;
  }

  /** x, y, z by row; empty when the network has no positions at all. */
  Optional<double[]> positions() {
    for (String name : List.of(POSITIONS, "position")) {
      if (table.columns().get(name) instanceof NodeColumn.Vectors(double[] values, int width)
          && width == 3) {
        return Optional.of(values);
      }
    }
    return table.columns().containsKey("x") ? Optional.of(ownAxes()) : Optional.empty();
  }

  /** From columns x, y and z; a missing coordinate is 0, as in BMTK. */
  private double[] ownAxes() {
    double[] points = new double[3 * table.size()];
    for (int axis = 0; axis < 3; axis++) {
      Optional<Field> field =
          table.columns().containsKey(AXES.get(axis)) ? made(AXES.get(axis)) : Optional.empty();
      if (field.orElse(null) instanceof Field.Numbers(double[] values)) {
        for (int row = 0; row < values.length; row++) {
          points[3 * row + axis] = values[row];
        }
      }
    }
    return points;
  }

  Collection<String> names() {
    return names;
  }

  Optional<Field> field(String name) {
    return names.contains(name) ? fields.computeIfAbsent(name, this::made) : Optional.empty();
  }

  /** The names as a scope, each changing with the row. */
  Scope scope() {
    Map<String, Scope.Entry> entries = new LinkedHashMap<>();
    addTo(entries, "", Rate.PER_ROW);
    return Scope.of(entries);
  }

  void addTo(Map<String, Scope.Entry> entries, String prefix, Rate rate) {
    for (String name : names) {
      entries.put(prefix + name, new Scope.Entry(isText(name) ? Type.TEXT : Type.NUMBER, rate));
    }
  }

  private boolean isText(String name) {
    return table.columns().get(name) instanceof NodeColumn.Texts
        || !isOwn(name)
            && table.types().stream()
                .anyMatch(type -> type.attributes().get(name) instanceof Value.Text);
  }

  /** Made here rather than read. */
  private boolean isOwn(String name) {
    return !table.columns().containsKey(name)
        && (name.equals("node_id")
            || name.equals("node_type_id")
            || name.equals("index")
            || AXES.contains(name) && table.columns().containsKey(POSITIONS));
  }

  private Optional<Field> made(String name) {
    int size = table.size();
    double[] numbers = new double[size];
    if (isOwn(name)) {
      int[] next = new int[table.types().size()];
      double[] points = AXES.contains(name) ? positions().orElseThrow() : new double[0];
      for (int row = 0; row < size; row++) {
        numbers[row] =
            switch (name) {
              case "node_id" -> table.nodeIds()[row];
              case "node_type_id" -> table.types().get(table.typeIndex()[row]).id();
              case "index" -> next[table.typeIndex()[row]]++;
              default -> points[3 * row + AXES.indexOf(name)];
            };
      }
      return Optional.of(new Field.Numbers(numbers));
    }
    return Optional.of(isText(name) ? texts(name) : numbers(name, numbers));
  }

  private Field numbers(String name, double[] numbers) {
    NodeColumn column = table.columns().get(name);
    double[] ofType =
        table.types().stream()
            .mapToDouble(
                t -> t.attributes().get(name) instanceof Value.Num(double v) ? v : Double.NaN)
            .toArray();
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] =
          column == null || !column.isPresent(row)
              ? ofType[table.typeIndex()[row]]
              : switch (column) {
                case NodeColumn.Reals(double[] values) -> values[row];
                case NodeColumn.Integers integers -> integers.values()[row];
                case NodeColumn.Texts _, NodeColumn.Vectors _ -> Double.NaN;
              };
    }
    return new Field.Numbers(numbers);
  }

  private Field texts(String name) {
    NodeColumn column = table.columns().get(name);
    Map<String, Integer> dictionary = new LinkedHashMap<>();
    int[] ofType =
        table.types().stream()
            .mapToInt(t -> {
              Value value = t.attributes().get(name);
              return value == null ? -1 : code(dictionary, value.toString());
            })
            .toArray();
    int[] codes = new int[table.size()];
    List<Integer> translated = new ArrayList<>();
    if (column instanceof NodeColumn.Texts texts) {
      texts.dictionary().forEach(text -> translated.add(code(dictionary, text)));
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] =
          column == null || !column.isPresent(row)
              ? ofType[table.typeIndex()[row]]
              : switch (column) {
                case NodeColumn.Texts texts -> translated.get(texts.codes()[row]);
                case NodeColumn.Reals(double[] values) ->
                    code(dictionary, new Value.Num(values[row]).toString());
                case NodeColumn.Integers integers ->
                    code(dictionary, Long.toString(integers.values()[row]));
                case NodeColumn.Vectors _ -> -1;
              };
    }
    return new Field.Texts(codes, dictionary.keySet().toArray(String[]::new));
  }

  private static int code(Map<String, Integer> dictionary, String text) {
    return dictionary.computeIfAbsent(text, _ -> dictionary.size());
  }

  /** Values of a numeric field for some rows. */
  static double[] gather(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
