package org.neurowright.io.builder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.ValueRule;

/**
 * Cells that were added together; they share a type. {@link #set} gives what all have in common and
 * stands in the type table, everything else belongs to the single cells.
 */
public final class AddedNodes {
  private final NetworkBuilder builder;
  private final String name;
  private final int count;
  private final Map<String, ValueRule> columns = new LinkedHashMap<>();
  private final Map<String, ValueRule> rotation = new LinkedHashMap<>();
  private final Map<String, double[][]> vectors = new LinkedHashMap<>();
  private OptionalLong typeId = OptionalLong.empty();
  private Optional<PlaceRule> places = Optional.empty();

  AddedNodes(NetworkBuilder builder, String name, int count) {
    this.builder = builder;
    this.name = name;
    this.count = count;
  }

  String name() {
    return name;
  }

  int count() {
    return count;
  }

  boolean hasIds() {
    return columns.containsKey("node_id");
  }

  boolean hasTypeId() {
    return typeId.isPresent();
  }

  Map<String, double[][]> vectors() {
    return vectors;
  }

  private AddedNodes column(String attribute, ValueRule rule) {
    columns.put(attribute, rule);
    builder.changed();
    return this;
  }

  /** A number of all these cells. */
  public AddedNodes set(String attribute, double value) {
    return column(attribute, ValueRule.of(value));
  }

  /** A text of all these cells. */
  public AddedNodes set(String attribute, String value) {
    return column(attribute, ValueRule.of(value));
  }

  /** A number for each cell in order. */
  public AddedNodes values(String attribute, double... values) {
    size(attribute, values.length);
    return column(attribute, listed(Arrays.stream(values).boxed().toList()));
  }

  /** A number or text for each cell in order. */
  public AddedNodes values(String attribute, List<?> values) {
    size(attribute, values.size());
    return column(attribute, listed(values));
  }

  /** A number or text for each cell, by its index from 0. */
  public AddedNodes each(String attribute, IntFunction<?> value) {
    List<Object> values = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      values.add(value.apply(k));
    }
    return column(attribute, listed(values));
  }

  /** An expression of {@code index}, {@code count} and columns before this one. */
  public AddedNodes expression(String attribute, String expression) {
    return column(attribute, ValueRule.expression(expression));
  }

  /** Several numbers for each cell: a row for each, all of one length. */
  public AddedNodes vectors(String attribute, double[][] rows) {
    size(attribute, rows.length);
    for (double[] row : rows) {
      if (row.length == 0 || row.length != rows[0].length) {
        throw new IllegalArgumentException(attribute + ": rows differ in length");
      }
    }
    vectors.put(attribute, Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new));
    builder.changed();
    return this;
  }

  /** Where the cells are, see {@link Positions}. */
  public AddedNodes positions(PlaceRule rule) {
    places = Optional.of(rule);
    builder.changed();
    return this;
  }

  /**
   * Angles about an axis in radians.
   *
   * @param axis {@code x}, {@code y} or {@code z}
   * @param expression of {@code index} and {@code count}
   */
  public AddedNodes rotation(String axis, String expression) {
    if (!List.of("x", "y", "z").contains(axis)) {
      throw new IllegalArgumentException("no axis " + axis);
    }
    rotation.put(axis, ValueRule.expression(expression));
    builder.changed();
    return this;
  }

  /** Own node ids, different whole numbers from 0. */
  public AddedNodes nodeIds(long... ids) {
    return values("node_id", Arrays.stream(ids).boxed().toList());
  }

  /** Own {@code node_type_id}. */
  public AddedNodes nodeTypeId(long id) {
    typeId = OptionalLong.of(id);
    builder.changed();
    return this;
  }

  private void size(String attribute, int values) {
    if (values != count) {
      throw new IllegalArgumentException(
          "%s of %s: %d values for %d cells".formatted(attribute, name, values, count));
    }
  }

  private static ValueRule listed(List<?> values) {
    return new ValueRule.Listed(values.stream().map(AddedNodes::value).toList());
  }

  static Value value(Object value) {
    return switch (value) {
      case Number number -> new Value.Num(number.doubleValue());
      case Boolean truth -> new Value.Text(truth ? "True" : "False");
      case String text -> new Value.Text(text);
      case null -> throw new IllegalArgumentException("a cell without a value");
      default -> throw new IllegalArgumentException(value + " is neither a number nor a text");
    };
  }

  PopulationRecipe recipe(boolean named) {
    Map<String, ValueRule> all = new LinkedHashMap<>(columns);
    if (!named) {
      all.putIfAbsent("pop_name", new ValueRule.Absent());
    }
    return new PopulationRecipe(name, OptionalInt.of(count), typeId, all, places, rotation);
  }
}
