package org.neurowright.io.builder;

import java.util.Optional;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;

/** A cell as rules see it: its own attributes, then those of its type. */
public final class Node {
  private final NodeTable table;
  private final int row;

  Node(NodeTable table, int row) {
    this.table = table;
    this.row = row;
  }

  /** Its {@code node_id}. */
  public long id() {
    return table.nodeIds()[row];
  }

  /** Its {@code node_type_id}. */
  public long typeId() {
    return table.types().get(table.typeIndex()[row]).id();
  }

  /** Name of its network. */
  public String network() {
    return table.name();
  }

  /** Whether it has a value of an attribute. */
  public boolean has(String attribute) {
    return value(attribute).isPresent() || vector(attribute).isPresent();
  }

  /** A number or text of it; empty where it has none. */
  public Optional<Value> value(String attribute) {
    NodeColumn column = table.columns().get(attribute);
    if (column != null && column.isPresent(row)) {
      return switch (column) {
        case NodeColumn.Reals(double[] values) -> Optional.of(new Value.Num(values[row]));
        case NodeColumn.Integers integers -> Optional.of(new Value.Num(integers.values()[row]));
        case NodeColumn.Texts texts ->
            Optional.of(new Value.Text(texts.dictionary().get(texts.codes()[row])));
        case NodeColumn.Vectors _ -> Optional.empty();
      };
    }
    return table.typeAttribute(row, attribute);
  }

  /**
   * A number of it.
   *
   * @throws IllegalArgumentException if it has none, with its network and id
   */
  public double number(String attribute) {
    return value(attribute).orElse(null) instanceof Value.Num(double number)
        ? number
        : missing(attribute, "no number");
  }

  /**
   * An attribute as text.
   *
   * @throws IllegalArgumentException if it has none
   */
  public String text(String attribute) {
    return value(attribute)
        .map(Value::toString)
        .orElseGet(() -> {
          missing(attribute, "nothing");
          return "";
        });
  }

  /** Several numbers of it, such as {@code positions}; empty where it has none. */
  public Optional<double[]> vector(String attribute) {
    return table.columns().get(attribute) instanceof NodeColumn.Vectors vectors
            && vectors.isPresent(row)
        ? Optional.of(
            java.util.Arrays.copyOfRange(
                vectors.values(), row * vectors.width(), (row + 1) * vectors.width()))
        : Optional.empty();
  }

  /**
   * Where it is: {@code positions}, or {@code x}, {@code y} and {@code z}, µm.
   *
   * @throws IllegalArgumentException if it has no place
   */
  public double[] positionUm() {
    Optional<double[]> place = vector("positions").or(() -> vector("position"));
    if (place.isPresent()) {
      return place.get();
    }
    double x = number("x");
    return new double[] {x, has("y") ? number("y") : 0, has("z") ? number("z") : 0};
  }

  /** Distance to another cell, µm; straight, whatever period the space has. */
  public double distanceUm(Node other) {
    double[] a = positionUm();
    double[] b = other.positionUm();
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  private double missing(String attribute, String what) {
    throw new IllegalArgumentException(this + " has " + what + " called " + attribute);
  }

  /** Same network and id. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Node node && node.id() == id() && node.network().equals(network());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id()) * 31 + network().hashCode();
  }

  @Override
  public String toString() {
    return "node " + id() + " of " + network();
  }
}
