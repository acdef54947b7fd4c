package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * The spikes an input gives, read for drawing.
 *
 * @param populations who sends them, in the order of the rows
 * @param sizes number of rows of each population
 * @param size number of spikes; the arrays may be longer
 * @param tMs times
 * @param row rows counted through the populations
 * @param complete false when there are more than can be drawn, or reading was stopped
 */
record GivenSpikes(
    List<String> populations, int[] sizes, int size, double[] tMs, int[] row, boolean complete) {
  /** More would not be told apart, and would take long to read. */
  private static final int MAX_SPIKES = 2_000_000;

  static GivenSpikes read(
      InputDescription.Spikes input, ModelDescription model, RunControl control) {
    List<NodePopulation> populations =
        input.populations().stream().flatMap(name -> model.population(name).stream()).toList();
    List<String> names = new ArrayList<>();
    int[] sizes = new int[populations.size()];
    double[] times = new double[1024];
    int[] rows = new int[1024];
    int size = 0;
    int firstRow = 0;
    boolean complete = true;
    int total = populations.stream().mapToInt(NodePopulation::size).sum();
    for (int p = 0; p < populations.size(); p++) {
      NodePopulation population = populations.get(p);
      names.add(population.name());
      sizes[p] = population.size();
      for (int row = 0; row < population.size() && complete; row++) {
        if ((row & 0xff) == 0) {
          control.progress(
              new Progress("Reading spikes of " + input.name(), firstRow + row, total, "nodes"));
        }
        double[] mine = input.source().timesMs(population.nodeIds()[row]);
        complete = !control.stopRequested() && size + mine.length <= MAX_SPIKES;
        if (complete) {
          if (size + mine.length > times.length) {
            int capacity = Math.max(size + mine.length, 2 * times.length);
            times = Arrays.copyOf(times, capacity);
            rows = Arrays.copyOf(rows, capacity);
          }
          System.arraycopy(mine, 0, times, size, mine.length);
          Arrays.fill(rows, size, size + mine.length, firstRow + row);
          size += mine.length;
        }
      }
      firstRow += population.size();
    }
    return new GivenSpikes(List.copyOf(names), sizes, size, times, rows, complete);
  }
}
