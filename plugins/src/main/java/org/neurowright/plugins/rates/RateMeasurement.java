package org.neurowright.plugins.rates;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunLayout.SpikingPopulation;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.plugins.spi.Measure;
import org.neurowright.plugins.spi.RunMeasurement;

/** Counts the spikes of every cell. */
final class RateMeasurement implements RunMeasurement {
  private static final double MS_PER_S = 1000;

  private List<SpikingPopulation> populations = List.of();

  /** Spikes of each cell, per population. */
  private long[][] counts = {};

  private double reachedMs;

  @Override
  public void begin(RunLayout layout) {
    populations = layout.populations();
    counts = new long[populations.size()][];
    for (int p = 0; p < counts.length; p++) {
      counts[p] = new long[populations.get(p).nodeIds().length];
    }
  }

  @Override
  public void spikes(SpikeBlock block) {
    for (int i = 0; i < block.size(); i++) {
      counts[block.population()[i]][block.row()[i]]++;
    }
  }

  @Override
  public void end(RunOutcome outcome) {
    reachedMs = outcome.reachedMs();
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    for (int p = 0; p < counts.length; p++) {
      String population = populations.get(p).name();
      long spikes = 0;
      int active = 0;
      for (long count : counts[p]) {
        spikes += count;
        active += count > 0 ? 1 : 0;
      }
      int cells = counts[p].length;
      measures.add(new Measure(population, "spikes", spikes, ""));
      measures.add(new Measure(population, "active cells", active, ""));
      measures.add(new Measure(population, "mean rate", meanRateHz(spikes, cells), "Hz"));
    }
    return measures;
  }

  /** Spikes per cell and second; NaN where there is no cell or no time. */
  private double meanRateHz(long spikes, int cells) {
    return cells > 0 && reachedMs > 0 ? spikes * MS_PER_S / (cells * reachedMs) : Double.NaN;
  }
}
