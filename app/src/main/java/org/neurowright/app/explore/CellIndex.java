package org.neurowright.app.explore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.app.view3d.Placement;
import org.neurowright.app.workspace.CellRef;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.spikes.SpikeFile;

/**
 * Numbers all cells of a model: first those that are simulated, population after population, then
 * those that only send given spikes and have a place, then the rest. Rows of the raster are the
 * first kind; the view in space has the first and second.
 */
public final class CellIndex {
  private final List<NodePopulation> populations;
  private final int[] first;
  private final int simulatedPopulations;
  private final int placedPopulations;
  private final List<Map<Long, Integer>> rowOfNodeId = new ArrayList<>();

  private CellIndex(
      List<NodePopulation> populations, int simulatedPopulations, int placedPopulations) {
    this.populations = populations;
    this.simulatedPopulations = simulatedPopulations;
    this.placedPopulations = placedPopulations;
    this.first = new int[populations.size() + 1];
    for (int p = 0; p < populations.size(); p++) {
      NodePopulation population = populations.get(p);
      first[p + 1] = first[p] + population.size();
      Map<Long, Integer> rows = new HashMap<>();
      for (int row = 0; row < population.size(); row++) {
        rows.put(population.nodeIds()[row], row);
      }
      rowOfNodeId.add(rows);
    }
  }

  /** Numbers the cells of populations. */
  public static CellIndex of(List<NodePopulation> nodes) {
    List<NodePopulation> ordered =
        new ArrayList<>(nodes.stream().filter(p -> !p.isVirtual()).toList());
    int simulated = ordered.size();
    List<NodePopulation> virtual = nodes.stream().filter(NodePopulation::isVirtual).toList();
    virtual.stream().filter(Placement::isKnown).forEach(ordered::add);
    int placed = ordered.size();
    virtual.stream().filter(p -> !Placement.isKnown(p)).forEach(ordered::add);
    return new CellIndex(List.copyOf(ordered), simulated, placed);
  }

  /** All populations, simulated ones first. */
  public List<NodePopulation> populations() {
    return populations;
  }

  /** Populations that are simulated. */
  public List<NodePopulation> simulated() {
    return populations.subList(0, simulatedPopulations);
  }

  /** Populations that are shown in space. */
  public List<NodePopulation> inSpace() {
    return populations.subList(0, placedPopulations);
  }

  /** Number of cells that are shown in space; they are the cells 0 to this minus 1. */
  public int cellsInSpace() {
    return first[placedPopulations];
  }

  public int cells() {
    return first[populations.size()];
  }

  /** Number of simulated cells; they are the cells 0 to this minus 1. */
  public int simulatedCells() {
    return first[simulatedPopulations];
  }

  /** Index of a cell's population. */
  public int populationOf(int cell) {
    int p = 0;
    while (cell >= first[p + 1]) {
      p++;
    }
    return p;
  }

  public NodePopulation population(int cell) {
    return populations.get(populationOf(cell));
  }

  /** Row of a cell in its population. */
  public int row(int cell) {
    return cell - first[populationOf(cell)];
  }

  public long nodeId(int cell) {
    return population(cell).nodeIds()[row(cell)];
  }

  public CellRef ref(int cell) {
    return new CellRef(population(cell).name(), row(cell));
  }

  /** How a read-out names a cell. */
  public String label(int cell) {
    return population(cell).name() + " " + nodeId(cell);
  }

  /** Number of the cell, or -1 if there is none. */
  public int cell(String population, int row) {
    for (int p = 0; p < populations.size(); p++) {
      if (populations.get(p).name().equals(population)) {
        return row >= 0 && row < populations.get(p).size() ? first[p] + row : -1;
      }
    }
    return -1;
  }

  /**
   * The population that results mean: old files do not name it, which leaves no doubt where only
   * one is simulated.
   *
   * @param name as the results call it
   */
  String meant(String name) {
    boolean isUnnamed = name.equals(SpikeFile.UNNAMED) || name.equals(ReportFile.UNNAMED);
    return isUnnamed && simulatedPopulations == 1 ? populations.getFirst().name() : name;
  }

  /** Number of the cell with a node id, or -1 if there is none. */
  public int cellOfNode(String population, long nodeId) {
    for (int p = 0; p < populations.size(); p++) {
      if (populations.get(p).name().equals(population)) {
        return Optional.ofNullable(rowOfNodeId.get(p).get(nodeId))
            .map(row -> cell(population, row))
            .orElse(-1);
      }
    }
    return -1;
  }

  /** The selected cells by number. */
  public BitSet cells(NodeSelection selection) {
    BitSet cells = new BitSet();
    for (NodeSelection.Rows rows : selection.rows()) {
      for (int row : rows.rows()) {
        int cell = cell(rows.population(), row);
        if (cell >= 0) {
          cells.set(cell);
        }
      }
    }
    return cells;
  }

  /** Rows by population of cells given by number. */
  public Map<String, int[]> rows(BitSet cells) {
    Map<String, int[]> rows = new LinkedHashMap<>();
    for (int p = 0; p < populations.size(); p++) {
      int from = first[p];
      int[] own = cells.get(from, first[p + 1]).stream().toArray();
      if (own.length > 0) {
        rows.put(populations.get(p).name(), own);
      }
    }
    return rows;
  }
}
