package org.neurowright.io.builder;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.neurowright.engine.network.NodeTable;

/**
 * Some cells of a builder: those that a condition or a function chooses. Which they are is found
 * when somebody asks, so cells that are added later count.
 */
public final class NodeSelection implements Iterable<Node> {
  private final NetworkBuilder builder;
  private final String where;
  private final Optional<Predicate<Node>> predicate;

  NodeSelection(NetworkBuilder builder, String where, Optional<Predicate<Node>> predicate) {
    this.builder = builder;
    this.where = where;
    this.predicate = predicate;
  }

  NetworkBuilder builder() {
    return builder;
  }

  String where() {
    return where;
  }

  /** Chosen rows, where a function chooses. */
  Optional<int[]> rows() {
    return predicate.map(wanted -> {
      NodeTable table = builder.nodeTable();
      return IntStream.range(0, table.size())
          .filter(row -> wanted.test(new Node(table, row)))
          .toArray();
    });
  }

  /** The cells in order of their rows. */
  public List<Node> toList() {
    NodeTable table = builder.nodeTable();
    int[] rows = rows().orElseGet(() -> builder.select(where));
    return IntStream.of(rows).mapToObj(row -> new Node(table, row)).toList();
  }

  /** Number of cells. */
  public int size() {
    return rows().orElseGet(() -> builder.select(where)).length;
  }

  @Override
  public Iterator<Node> iterator() {
    return toList().iterator();
  }

  @Override
  public String toString() {
    return builder.name() + (where.isEmpty() ? "" : "[" + where + "]");
  }
}
