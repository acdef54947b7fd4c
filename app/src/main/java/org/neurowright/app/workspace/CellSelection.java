package org.neurowright.app.workspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.neurowright.engine.description.NodeSelection;

/**
 * The cells that are selected, the same in every view, and the one under the pointer. Used on the
 * interface thread only.
 */
public final class CellSelection {
  private static final String TEXT = "selected cells";

  private final ReadOnlyObjectWrapper<NodeSelection> selected =
      new ReadOnlyObjectWrapper<>(new NodeSelection(TEXT, List.of()));
  private final ObjectProperty<Optional<CellRef>> hovered =
      new SimpleObjectProperty<>(Optional.empty());

  /** The selected rows, ascending per population; never null. */
  public ReadOnlyObjectProperty<NodeSelection> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public NodeSelection selected() {
    return selected.get();
  }

  /** The cell under the pointer, in whatever view. */
  public ObjectProperty<Optional<CellRef>> hoveredProperty() {
    return hovered;
  }

  public boolean isEmpty() {
    return selected.get().size() == 0;
  }

  public void clear() {
    selected.set(new NodeSelection(TEXT, List.of()));
  }

  /** Selects one cell only. */
  public void select(CellRef cell) {
    set(Map.of(cell.population(), new int[] {cell.row()}));
  }

  /** Selects exactly these rows; they are copied and need not be in order. */
  public void set(Map<String, int[]> rowsByPopulation) {
    Map<String, int[]> sorted = new LinkedHashMap<>();
    rowsByPopulation.forEach((population, rows) -> {
      if (rows.length > 0) {
        sorted.put(population, Arrays.stream(rows).sorted().distinct().toArray());
      }
    });
    selected.set(NodeSelection.of(TEXT, sorted));
  }

  /** Adds the cell, or takes it out when it is in. */
  public void toggle(CellRef cell) {
    Map<String, int[]> rows = asMap();
    int[] before = rows.getOrDefault(cell.population(), new int[0]);
    int at = Arrays.binarySearch(before, cell.row());
    if (at >= 0) {
      int[] less = new int[before.length - 1];
      System.arraycopy(before, 0, less, 0, at);
      System.arraycopy(before, at + 1, less, at, less.length - at);
      rows.put(cell.population(), less);
    } else {
      int[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = cell.row();
      rows.put(cell.population(), more);
    }
    set(rows);
  }

  /** Adds rows to what is selected. */
  public void add(Map<String, int[]> rowsByPopulation) {
    Map<String, int[]> rows = asMap();
    rowsByPopulation.forEach((population, more) ->
        rows.merge(
            population,
            more,
            (a, b) -> IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray()));
    set(rows);
  }

  /** Takes rows out of what is selected. */
  public void subtract(Map<String, int[]> rowsByPopulation) {
    Map<String, int[]> rows = asMap();
    rowsByPopulation.forEach((population, less) -> {
      int[] sorted = Arrays.stream(less).sorted().toArray();
      rows.computeIfPresent(
          population,
          (_, from) ->
              Arrays.stream(from).filter(row -> Arrays.binarySearch(sorted, row) < 0).toArray());
    });
    set(rows);
  }

  public boolean contains(CellRef cell) {
    return selected.get().rows().stream()
        .anyMatch(rows ->
            rows.population().equals(cell.population())
                && Arrays.binarySearch(rows.rows(), cell.row()) >= 0);
  }

  /** Up to {@code limit} selected cells, in order. */
  public List<CellRef> first(int limit) {
    List<CellRef> cells = new ArrayList<>();
    for (NodeSelection.Rows rows : selected.get().rows()) {
      for (int row : rows.rows()) {
        if (cells.size() == limit) {
          return cells;
        }
        cells.add(new CellRef(rows.population(), row));
      }
    }
    return cells;
  }

  private Map<String, int[]> asMap() {
    Map<String, int[]> rows = new LinkedHashMap<>();
    selected.get().rows().forEach(entry -> rows.put(entry.population(), entry.rows()));
    return rows;
  }
}
