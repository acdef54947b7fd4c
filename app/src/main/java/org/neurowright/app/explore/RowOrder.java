package org.neurowright.app.explore;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.neurowright.engine.description.NodePopulation;

/** Orders of the rows of a raster. Except by id, populations stay together. */
public enum RowOrder {
  POPULATION("Population", "Cell"),
  ID("Node id", "Cell by node id"),
  DEPTH("Depth (y)", "Cell by depth"),
  RATE("Firing rate", "Cell by rate"),
  FIRST_SPIKE("First spike", "Cell by first spike");

  private final String label;
  private final String axisTitle;

  RowOrder(String label, String axisTitle) {
    this.label = label;
    this.axisTitle = axisTitle;
  }

  public String axisTitle() {
    return axisTitle;
  }

  @Override
  public String toString() {
    return label;
  }

  /** Rank of each simulated cell, 0 at the bottom. Ties keep the order of the model. */
  int[] ranks(CellIndex index, SpikeTable spikes) {
    Comparator<Integer> within =
        switch (this) {
          case POPULATION -> Comparator.comparingInt(cell -> cell);
          case ID -> Comparator.comparingLong(index::nodeId);
          case DEPTH -> Comparator.comparingDouble(cell -> depth(index, cell));
          case RATE -> Comparator.comparingInt(cell -> spikes.counts()[cell]);
          case FIRST_SPIKE -> Comparator.comparingDouble(cell -> spikes.firstMs()[cell]);
        };
    Comparator<Integer> order =
        this == ID
            ? within
            : Comparator.<Integer>comparingInt(index::populationOf).thenComparing(within);
    int[] sorted =
        IntStream.range(0, index.simulatedCells())
            .boxed()
            .sorted(order.thenComparingInt(cell -> cell))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rank = new int[sorted.length];
    for (int position = 0; position < sorted.length; position++) {
      rank[sorted[position]] = position;
    }
    return rank;
  }

  private static double depth(CellIndex index, int cell) {
    NodePopulation population = index.population(cell);
    int at = 3 * index.row(cell) + 1;
    double y = at < population.positionUm().length ? population.positionUm()[at] : Double.NaN;
    return Double.isNaN(y) ? Double.NEGATIVE_INFINITY : y;
  }
}
