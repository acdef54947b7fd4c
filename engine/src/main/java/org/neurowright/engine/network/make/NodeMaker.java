package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.expression.ColumnRows;
import org.neurowright.engine.expression.Evaluator;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Rate;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.place.Places;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.ValueRule;

/**
 * Makes the nodes of a network. The values of a cell depend on seed, network, population, column
 * and number of the cell, so that other columns and populations do not change them.
 */
final class NodeMaker {
  private static final int FIRST_TYPE_ID = 100;
  private static final int MOST_CELLS = 200_000_000;
  private static final List<String> AXES = List.of("x", "y", "z");

  private final long seed;
  private final RecipeFiles files;
  private final Findings findings;

  NodeMaker(long seed, RecipeFiles files, Findings findings) {
    this.seed = seed;
    this.files = files;
    this.findings = findings;
  }

  /** A population by itself. */
  private record Part(
      int count, Map<String, Value> attributes, Map<String, NodeColumn> columns, long[] ids) {}

  /** A count and who said it. */
  private record Told(int count, String by) {}

  NodeTable make(NetworkRecipe network, String path) {
    Places places = new Places(seed);
    List<Part> parts = new ArrayList<>();
    for (int k = 0; k < network.populations().size(); k++) {
      parts.add(
          part(network, network.populations().get(k), path + ".populations[" + k + "]", places));
    }
    return merged(network, parts, path);
  }

  private Part part(
      NetworkRecipe network, PopulationRecipe population, String path, Places places) {
    int count = count(population, path);
    String key = network.name() + "/" + population.name();
    Cells cells = new Cells(count);
    if (population.places().isPresent()) {
      place(population.places().get(), key, path + ".places", places, cells);
    }
    if (!population.columns().containsKey("pop_name")) {
      cells.attribute("pop_name", new Value.Text(population.name()));
    }
    // Constants first: they are known whatever stands before them in the document.
    population
        .columns()
        .forEach((name, rule) -> {
          if (rule instanceof ValueRule.Constant(Value value)) {
            cells.attribute(name, value);
          }
        });
    population
        .columns()
        .forEach((name, rule) -> fill(name, rule, key, path + ".columns." + name, cells));
    population
        .rotation()
        .forEach((axis, rule) ->
            fill("rotation_angle_" + axis + "axis", rule, key, path + ".rotation." + axis, cells));
    long[] ids = new long[0];
    NodeColumn given = cells.columns.remove("node_id");
    if (given instanceof NodeColumn.Integers integers) {
      ids = integers.values();
    } else if (given != null || cells.attributes.containsKey("node_id")) {
      cells.attributes.remove("node_id");
      findings.error(
          "network.node-id",
          path + ".columns.node_id",
          "The node ids of " + key + " are not whole numbers, one for each cell",
          "a list of different whole numbers from 0",
          "");
    }
    return new Part(count, cells.attributes, cells.columns, ids);
  }

  // ---------------------------------------------------------------------------------------- counts

  private int count(PopulationRecipe population, String path) {
    List<Told> told = new ArrayList<>();
    population.count().ifPresent(count -> told.add(new Told(count, path + ".count")));
    population
        .places()
        .ifPresent(rule -> {
          switch (rule) {
            case PlaceRule.Listed(List<Point> points) ->
                told.add(new Told(points.size(), path + ".places"));
            case PlaceRule.FromCsv csv ->
                table(csv.file(), path + ".places")
                    .ifPresent(t -> told.add(new Told(t.size(), path + ".places")));
            case PlaceRule.Within _,
                PlaceRule.Layered _,
                PlaceRule.Lattice _,
                PlaceRule.GridChoice _,
                PlaceRule.Computed _ -> {}
          }
        });
    population.columns().forEach((name, rule) -> told(rule, path + ".columns." + name, told));
    population.rotation().forEach((axis, rule) -> told(rule, path + ".rotation." + axis, told));
    if (told.isEmpty()) {
      findings.error(
          "network.missing-count",
          path,
          "Nothing says how many cells \"" + population.name() + "\" has",
          "a count, or places or values in a list or a csv file",
          "");
      return 0;
    }
    Told first = told.getFirst();
    for (Told other : told) {
      if (other.count != first.count) {
        findings.error(
            "network.count",
            other.by,
            "\"%s\" has %d values, but %s says %d cells"
                .formatted(last(other.by), other.count, last(first.by), first.count),
            "one for each cell of \"" + population.name() + '"',
            "");
      }
    }
    if (first.count < 0 || first.count > MOST_CELLS) {
      findings.error("network.count", first.by, first.count + " cells", "0 to " + MOST_CELLS, "");
      return 0;
    }
    return first.count;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private void told(ValueRule rule, String path, List<Told> told) {
    switch (rule) {
      case ValueRule.Listed(List<Value> values) -> told.add(new Told(values.size(), path));
      case ValueRule.FromCsv csv ->
          table(csv.file(), path).ifPresent(t -> told.add(new Told(t.size(), path)));
      case ValueRule.Constant _, ValueRule.Absent _, ValueRule.Expression _ -> {}
    }
  }

  private Optional<RecipeFiles.Table> table(String file, String path) {
    return Csv.table(files, file, path, findings);
  }

  // ---------------------------------------------------------------------------------------- places

  private void place(PlaceRule rule, String key, String path, Places places, Cells cells) {
    double[] points = new double[3 * cells.count];
    Arrays.fill(points, Double.NaN);
    switch (rule) {
      case PlaceRule.Listed(List<Point> listed) -> {
        for (int k = 0; k < Math.min(cells.count, listed.size()); k++) {
          points[3 * k] = listed.get(k).x();
          points[3 * k + 1] = listed.get(k).y();
          points[3 * k + 2] = listed.get(k).z();
        }
      }
      case PlaceRule.FromCsv csv ->
          table(csv.file(), path)
              .ifPresent(table -> {
                List<String> names = List.of(csv.xColumn(), csv.yColumn(), csv.zColumn());
                for (int axis = 0; axis < 3; axis++) {
                  Optional<double[]> values =
                      Csv.numbers(table, csv.file(), names.get(axis), path, findings);
                  for (int k = 0;
                      values.isPresent() && k < Math.min(cells.count, table.size());
                      k++) {
                    points[3 * k + axis] = values.get()[k];
                  }
                }
              });
      case PlaceRule.Computed(String x, String y, String z) -> {
        List<String> texts = List.of(x, y, z);
        for (int axis = 0; axis < 3; axis++) {
          String name = AXES.get(axis);
          double[] values = new double[cells.count];
          findings
              .check(
                  texts.get(axis), cells.scope(), Type.NUMBER, path + "." + name, "Place of " + key)
              .ifPresent(e -> cells.evaluate(e, stream("places " + key + " " + name), values));
          for (int k = 0; k < cells.count; k++) {
            points[3 * k + axis] = values[k];
          }
        }
      }
      case PlaceRule.Within _, PlaceRule.Layered _, PlaceRule.Lattice _, PlaceRule.GridChoice _ -> {
        try {
          Places.Placed placed = places.draw(key, cells.count, rule);
          cells.placed(placed.pointsUm());
          if (!placed.layers().isEmpty()) {
            cells.column("layer", ColumnValues.texts(placed.layers()));
          }
        } catch (ModelException e) {
          findings.addAll(e.problems(), path);
        }
        return;
      }
    }
    places.keepAwayFrom(points);
    cells.placed(points);
  }

  // --------------------------------------------------------------------------------------- columns

  private RandomStream stream(String purpose) {
    return new RandomStream(seed, RandomStream.purpose(purpose), 0);
  }

  private void fill(String name, ValueRule rule, String key, String path, Cells cells) {
    switch (rule) {
      case ValueRule.Constant(Value value) -> cells.attribute(name, value);
      case ValueRule.Absent _ -> {}
      case ValueRule.Listed(List<Value> values) -> {
        if (values.size() == cells.count) {
          cells.column(name, ColumnValues.of(values));
        }
      }
      case ValueRule.FromCsv csv ->
          Csv.column(files, csv, path, findings)
              .filter(column -> column.size() == cells.count)
              .ifPresent(column -> cells.column(name, column));
      case ValueRule.Expression(String text) ->
          findings
              .check(text, cells.scope(), path, "Column " + name + " of " + key)
              .ifPresent(
                  e -> cells.column(name, cells.values(e, stream("column " + key + "/" + name))));
    }
  }

  /** The cells of a population while their columns are being made. */
  private static final class Cells {
    final int count;
    final Map<String, Value> attributes = new LinkedHashMap<>();
    final Map<String, NodeColumn> columns = new LinkedHashMap<>();
    private double[] points;
    private final double[] index;

    Cells(int count) {
      this.count = count;
      index = new double[count];
      Arrays.setAll(index, k -> k);
    }

    void attribute(String name, Value value) {
      attributes.put(name, value);
    }

    void column(String name, NodeColumn values) {
      columns.put(name, values);
    }

    void placed(double[] newPoints) {
      points = newPoints;
      columns.put(NodeFields.POSITIONS, new NodeColumn.Vectors(newPoints, 3));
    }

    Scope scope() {
      Map<String, Scope.Entry> entries = new LinkedHashMap<>();
      entries.put("index", new Scope.Entry(Type.NUMBER, Rate.PER_ROW));
      entries.put("count", new Scope.Entry(Type.NUMBER, Rate.PER_BLOCK));
      if (points != null) {
        AXES.forEach(axis -> entries.put(axis, new Scope.Entry(Type.NUMBER, Rate.PER_ROW)));
      }
      attributes.forEach(
          (name, value) -> entries.put(name, new Scope.Entry(typeOf(value), Rate.PER_BLOCK)));
      columns.forEach((name, column) -> {
        if (!(column instanceof NodeColumn.Vectors)) {
          Type type = column instanceof NodeColumn.Texts ? Type.TEXT : Type.NUMBER;
          entries.put(name, new Scope.Entry(type, Rate.PER_ROW));
        }
      });
      return Scope.of(entries);
    }

    private static Type typeOf(Value value) {
      return value instanceof Value.Text ? Type.TEXT : Type.NUMBER;
    }

    private ColumnRows rows(Expression expression) {
      ColumnRows rows = new ColumnRows(expression).number("count", count).numbers("index", index);
      for (int axis = 0; axis < 3 && points != null; axis++) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
          values[k] = points[3 * k + axis];
        }
        rows.numbers(AXES.get(axis), values);
      }
      attributes.forEach((name, value) -> {
        switch (value) {
          case Value.Num(double number) -> rows.number(name, number);
          case Value.Text(String text) -> rows.text(name, text);
        }
      });
      columns.forEach((name, column) -> {
        switch (column) {
          case NodeColumn.Reals(double[] values) -> rows.numbers(name, values);
          case NodeColumn.Integers integers ->
              rows.numbers(name, Arrays.stream(integers.values()).asDoubleStream().toArray());
          case NodeColumn.Texts texts ->
              rows.codes(name, texts.codes(), texts.dictionary().toArray(String[]::new));
          case NodeColumn.Vectors _ -> {}
        }
      });
      return rows;
    }

    void evaluate(Expression expression, RandomStream stream, double[] out) {
      expression.evaluator().evaluate(rows(expression), count, out, stream, 0);
    }

    NodeColumn values(Expression expression, RandomStream stream) {
      if (expression.type() == Type.TEXT) {
        int[] codes = new int[count];
        Evaluator evaluator = expression.evaluator();
        evaluator.evaluateTexts(rows(expression), count, codes, stream, 0);
        List<String> texts = new ArrayList<>(count);
        for (int code : codes) {
          texts.add(code < 0 ? null : evaluator.text(code));
        }
        return ColumnValues.texts(texts);
      }
      double[] values = new double[count];
      evaluate(expression, stream, values);
      return expression.type() == Type.BOOLEAN
          ? ColumnValues.integers(values)
          : new NodeColumn.Reals(values);
    }
  }

  // ---------------------------------------------------------------------------------------- tables

  private NodeTable merged(NetworkRecipe network, List<Part> parts, String path) {
    long all = parts.stream().mapToLong(Part::count).sum();
    if (all > MOST_CELLS) {
      findings.error("network.count", path, all + " cells", "at most " + MOST_CELLS, "");
      return new NodeTable(network.name(), new long[0], new int[0], List.of(), Map.of());
    }
    int size = (int) all;
    int[] typeIndex = new int[size];
    List<NodeType> types = new ArrayList<>();
    long[] typeIds = typeIds(network, path);
    Map<String, List<NodeColumn>> byName = new LinkedHashMap<>();
    int first = 0;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      Arrays.fill(typeIndex, first, first + part.count, p);
      first += part.count;
      types.add(new NodeType(typeIds[p], part.attributes));
      for (Map.Entry<String, NodeColumn> column : part.columns.entrySet()) {
        byName
            .computeIfAbsent(
                column.getKey(),
                _ -> new ArrayList<>(java.util.Collections.nCopies(parts.size(), null)))
            .set(p, column.getValue());
      }
    }
    Map<String, NodeColumn> columns = new LinkedHashMap<>();
    byName.forEach(
        (name, pieces) -> columns.put(name, joined(name, pieces, parts, size, network, path)));
    return new NodeTable(
        network.name(), ids(network, parts, size, path), typeIndex, types, columns);
  }

  private long[] typeIds(NetworkRecipe network, String path) {
    List<PopulationRecipe> populations = network.populations();
    Set<Long> taken = new HashSet<>();
    for (int p = 0; p < populations.size(); p++) {
      if (populations.get(p).nodeTypeId().isPresent()
          && !taken.add(populations.get(p).nodeTypeId().getAsLong())) {
        findings.error(
            "network.duplicate-type-id",
            path + ".populations[" + p + "].node_type_id",
            "The node_type_id " + populations.get(p).nodeTypeId().getAsLong() + " is given twice",
            "another one for each population of \"" + network.name() + '"',
            "");
      }
    }
    long[] ids = new long[populations.size()];
    long next = FIRST_TYPE_ID;
    for (int p = 0; p < ids.length; p++) {
      if (populations.get(p).nodeTypeId().isPresent()) {
        ids[p] = populations.get(p).nodeTypeId().getAsLong();
      } else {
        while (!taken.add(next)) {
          next++;
        }
        ids[p] = next;
      }
    }
    return ids;
  }

  private long[] ids(NetworkRecipe network, List<Part> parts, int size, String path) {
    long[] ids = new long[size];
    Set<Long> taken = new HashSet<>();
    int first = 0;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      for (int k = 0; k < part.ids.length && k < part.count; k++) {
        ids[first + k] = part.ids[k];
        if (part.ids[k] < 0 || !taken.add(part.ids[k])) {
          findings.error(
              "network.node-id",
              path + ".populations[" + p + "].columns.node_id",
              "The node id " + part.ids[k] + (part.ids[k] < 0 ? " is negative" : " is given twice"),
              "different whole numbers from 0 in \"" + network.name() + '"',
              "");
          k = part.count;
        }
      }
      first += part.count;
    }
    long next = 0;
    first = 0;
    for (Part part : parts) {
      for (int k = 0; part.ids.length == 0 && k < part.count; k++) {
        while (!taken.isEmpty() && taken.contains(next)) {
          next++;
        }
        ids[first + k] = next++;
      }
      first += part.count;
    }
    return ids;
  }

  /** The pieces of all populations as one column; those without it lack its values. */
  private NodeColumn joined(
      String name,
      List<NodeColumn> pieces,
      List<Part> parts,
      int size,
      NetworkRecipe network,
      String path) {
    boolean texts = pieces.stream().anyMatch(NodeColumn.Texts.class::isInstance);
    boolean numbers = pieces.stream().anyMatch(c -> c != null && !(c instanceof NodeColumn.Texts));
    if (texts && numbers) {
      findings.error(
          "network.column-types",
          path,
          "The column \""
              + name
              + "\" of \""
              + network.name()
              + "\" has texts in one population and numbers in another",
          "one of both",
          "");
      return new NodeColumn.Reals(new double[size]);
    }
    if (pieces.stream().anyMatch(NodeColumn.Vectors.class::isInstance)) {
      return vectors(pieces, parts, size);
    }
    if (texts) {
      return texts(pieces, parts, size);
    }
    boolean whole = pieces.stream().noneMatch(NodeColumn.Reals.class::isInstance);
    return whole ? integers(pieces, parts, size) : reals(pieces, parts, size);
  }

  private static NodeColumn vectors(List<NodeColumn> pieces, List<Part> parts, int size) {
    double[] values = new double[3 * size];
    Arrays.fill(values, Double.NaN);
    int first = 0;
    for (int p = 0; p < pieces.size(); p++) {
      if (pieces.get(p) instanceof NodeColumn.Vectors(double[] own, int _)) {
        System.arraycopy(own, 0, values, 3 * first, own.length);
      }
      first += parts.get(p).count;
    }
    return new NodeColumn.Vectors(values, 3);
  }

  private static NodeColumn texts(List<NodeColumn> pieces, List<Part> parts, int size) {
    List<String> all = new ArrayList<>(size);
    for (int p = 0; p < pieces.size(); p++) {
      for (int k = 0; k < parts.get(p).count; k++) {
        all.add(
            pieces.get(p) instanceof NodeColumn.Texts own && own.codes()[k] >= 0
                ? own.dictionary().get(own.codes()[k])
                : null);
      }
    }
    return ColumnValues.texts(all);
  }

  private static NodeColumn integers(List<NodeColumn> pieces, List<Part> parts, int size) {
    long[] values = new long[size];
    boolean[] present = new boolean[size];
    boolean everywhere = true;
    int first = 0;
    for (int p = 0; p < pieces.size(); p++) {
      if (pieces.get(p) instanceof NodeColumn.Integers own) {
        System.arraycopy(own.values(), 0, values, first, own.size());
        Arrays.fill(present, first, first + own.size(), true);
      } else {
        everywhere &= parts.get(p).count == 0;
      }
      first += parts.get(p).count;
    }
    return everywhere ? new NodeColumn.Integers(values) : new NodeColumn.Integers(values, present);
  }

  private static NodeColumn reals(List<NodeColumn> pieces, List<Part> parts, int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    int first = 0;
    for (int p = 0; p < pieces.size(); p++) {
      switch (pieces.get(p)) {
        case NodeColumn.Reals(double[] own) -> System.arraycopy(own, 0, values, first, own.length);
        case NodeColumn.Integers own -> {
          for (int k = 0; k < own.size(); k++) {
            values[first + k] = own.values()[k];
          }
        }
        case null, default -> {}
      }
      first += parts.get(p).count;
    }
    return new NodeColumn.Reals(values);
  }
}
