package org.neurowright.app.explore;

import java.util.Arrays;
import java.util.Map;
import org.neurowright.app.canvas.SpikeStore;

/**
 * The spikes of a run with cells by number, and what follows from them for each cell. Immutable.
 *
 * @param tMs time of each spike, ms, ascending; not to be changed
 * @param cell number of its cell; not to be changed
 * @param counts spikes of each simulated cell
 * @param firstMs time of each simulated cell's first spike, ms; infinite for a silent one
 * @param unknown spikes of cells that the model does not have
 */
record SpikeTable(double[] tMs, int[] cell, int[] counts, double[] firstMs, int unknown) {

  static SpikeTable of(CellIndex index, Map<String, RunResults.Spikes> spikes) {
    int total = spikes.values().stream().mapToInt(s -> s.tMs().length).sum();
    double[] t = new double[total];
    int[] cell = new int[total];
    int[] counts = new int[index.simulatedCells()];
    double[] first = new double[index.simulatedCells()];
    Arrays.fill(first, Double.POSITIVE_INFINITY);
    int n = 0;
    for (Map.Entry<String, RunResults.Spikes> entry : spikes.entrySet()) {
      RunResults.Spikes own = entry.getValue();
      String population = index.meant(entry.getKey());
      int number = -1;
      for (int i = 0; i < own.tMs().length; i++) {
        // Spikes of one node mostly follow each other.
        if (i == 0 || own.nodeIds()[i] != own.nodeIds()[i - 1]) {
          number = index.cellOfNode(population, own.nodeIds()[i]);
        }
        if (number >= 0 && number < counts.length) {
          t[n] = own.tMs()[i];
          cell[n++] = number;
          counts[number]++;
          first[number] = Math.min(first[number], own.tMs()[i]);
        }
      }
    }
    // Here, on a background thread, rather than in the raster, which would do it on the
    // interface's.
    SpikeStore.sortByTime(t, cell, n);
    return new SpikeTable(Arrays.copyOf(t, n), Arrays.copyOf(cell, n), counts, first, total - n);
  }

  static SpikeTable none(CellIndex index) {
    return of(index, Map.of());
  }

  /** Spikes of each simulated cell in a stretch of time. */
  int[] countsBetween(double t0Ms, double t1Ms) {
    int[] within = new int[counts.length];
    int from = Arrays.binarySearch(tMs, Math.nextDown(t0Ms));
    for (int i = from < 0 ? -from - 1 : from; i < tMs.length && tMs[i] <= t1Ms; i++) {
      if (tMs[i] >= t0Ms) {
        within[cell[i]]++;
      }
    }
    return within;
  }
}
