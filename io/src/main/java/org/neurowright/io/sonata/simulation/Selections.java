package org.neurowright.io.sonata.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;

/** What is done with resolved selections: restrict them by cell model, find nodes by global id. */
final class Selections {
  private final Map<String, NodePopulation> populations;
  private final List<NodePopulation> order;

  Selections(List<NodePopulation> populations) {
    this.order = List.copyOf(populations);
    this.populations = populations.stream().collect(Collectors.toMap(NodePopulation::name, p -> p));
  }

  /** The nodes of a selection whose cell model passes. */
  NodeSelection where(NodeSelection selection, Predicate<CellModel> wanted) {
    List<NodeSelection.Rows> rows = new ArrayList<>();
    for (NodeSelection.Rows part : selection.rows()) {
      NodePopulation population = populations.get(part.population());
      int[] kept =
          Arrays.stream(part.rows())
              .filter(row -> wanted.test(population.cellModel(row)))
              .toArray();
      if (kept.length > 0) {
        rows.add(new NodeSelection.Rows(part.population(), kept));
      }
    }
    return new NodeSelection(selection.text(), rows);
  }

  NodeSelection cables(NodeSelection selection) {
    return where(selection, CellModel.Cable.class::isInstance);
  }

  /**
   * Whether the selection has cells that are biophysical by name but could not be read (already
   * said).
   */
  boolean hasFailedCells(NodeSelection selection) {
    for (NodeSelection.Rows part : selection.rows()) {
      NodePopulation population = populations.get(part.population());
      for (int row : part.rows()) {
        boolean meant =
            population
                .attribute(row, "model_type")
                .filter(type -> type.toString().equals("biophysical"))
                .isPresent();
        if (meant && population.cellModel(row) instanceof CellModel.Virtual) {
          return true;
        }
      }
    }
    return false;
  }

  /** All nodes of the model. */
  NodeSelection all(String text) {
    return new NodeSelection(text, order.stream().map(Selections::allOf).toList());
  }

  static NodeSelection.Rows allOf(NodePopulation population) {
    int[] rows = new int[population.size()];
    Arrays.setAll(rows, i -> i);
    return new NodeSelection.Rows(population.name(), rows);
  }

  /**
   * The node with a global id, or an empty selection: populations are numbered one after the other.
   */
  NodeSelection byGlobalId(long gid) {
    long offset = 0;
    for (NodePopulation population : order) {
      if (gid >= offset && gid < offset + population.size()) {
        return new NodeSelection(
            Long.toString(gid),
            List.of(new NodeSelection.Rows(population.name(), new int[] {(int) (gid - offset)})));
      }
      offset += population.size();
    }
    return new NodeSelection(Long.toString(gid), List.of());
  }

  /** The union; populations in the model's order, rows ascending. */
  NodeSelection union(String text, List<NodeSelection> parts) {
    List<NodeSelection.Rows> rows = new ArrayList<>();
    for (NodePopulation population : order) {
      int[] together =
          parts.stream()
              .flatMap(part -> part.rows().stream())
              .filter(r -> r.population().equals(population.name()))
              .flatMapToInt(r -> Arrays.stream(r.rows()))
              .distinct()
              .sorted()
              .toArray();
      if (together.length > 0) {
        rows.add(new NodeSelection.Rows(population.name(), together));
      }
    }
    return new NodeSelection(text, rows);
  }
}
