package org.neurowright.engine.description;

import java.util.List;
import java.util.Map;

/**
 * Nodes picked by a node set, resolved against the populations of the model.
 *
 * @param text how the user wrote it, for messages
 * @param rows rows (not node ids) per population, ascending; populations in the model's order
 */
public record NodeSelection(String text, List<Rows> rows) {
  /** Rows of one population; the array is owned by the record. */
  public record Rows(String population, int[] rows) {}

  public NodeSelection {
    rows = List.copyOf(rows);
  }

  public int size() {
    return rows.stream().mapToInt(r -> r.rows().length).sum();
  }

  /** Names of the populations that have at least one node in the selection. */
  public List<String> populations() {
    return rows.stream().filter(r -> r.rows().length > 0).map(Rows::population).toList();
  }

  public static NodeSelection of(String text, Map<String, int[]> rowsByPopulation) {
    return new NodeSelection(
        text,
        rowsByPopulation.entrySet().stream().map(e -> new Rows(e.getKey(), e.getValue())).toList());
  }
}
