package org.neurowright.io.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunLayout.SpikingPopulation;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.io.report.Layouts;

/** Feeds a sink as a simulation would: spikes and samples that follow from place and time alone. */
final class FakeRun {
  static final double DT_MS = 0.1;
  static final int STEPS_PER_BLOCK = 50;

  private FakeRun() {}

  static OutputSettings output(boolean overwrite, SpikeOrder order) {
    return new OutputSettings(
        "",
        overwrite,
        Optional.empty(),
        Optional.of("spikes.h5"),
        Optional.of("spikes.csv"),
        order);
  }

  /**
   * Populations v1 (5 cells, ids from 100) and lgn (3 cells); one report of both and one of
   * synapses.
   */
  static RunLayout layout(int steps, OutputSettings output) {
    List<SpikingPopulation> populations =
        List.of(
            new SpikingPopulation("v1", 0, new long[] {100, 101, 102, 103, 104}),
            new SpikingPopulation("lgn", 5, new long[] {2, 1, 0}));
    List<ReportLayout> reports =
        List.of(
            Layouts.membrane("v.h5", "v1", 5, 0, DT_MS, steps),
            Layouts.membrane("v.h5", "lgn", 3, 0, DT_MS, steps),
            Layouts.netcon("sub/syn.h5", "v1", steps));
    return new RunLayout("fake", steps * DT_MS, DT_MS, steps, populations, reports, output);
  }

  /** Spikes of one step: cell r of population p in every (7 + r + 3 p)-th step. */
  static SpikeBlock spikes(long step) {
    int[] population = new int[8];
    int[] row = new int[8];
    double[] time = new double[8];
    int n = 0;
    // backwards, because sinks may rely on no order
    for (int p = 1; p >= 0; p--) {
      for (int r = 0; r < (p == 0 ? 5 : 3); r++) {
        if ((step + 1) % (7 + r + 3 * p) == 0) {
          population[n] = p;
          row[n] = r;
          time[n] = step * DT_MS + 1e-10;
          n++;
        }
      }
    }
    return new SpikeBlock(n, population, row, time);
  }

  /** Number of spikes in the first steps. */
  static long spikeCount(long steps) {
    long count = 0;
    for (long step = 0; step < steps; step++) {
      count += spikes(step).size();
    }
    return count;
  }

  /** Steps {@code from} to {@code to - 1}, with a flush after each block. */
  static void run(ResultSink sink, RunLayout layout, long from, long to) {
    List<double[]> buffers = new ArrayList<>();
    for (ReportLayout report : layout.reports()) {
      buffers.add(new double[report.columns()]);
    }
    for (long step = from; step < to; step++) {
      sink.spikes(spikes(step));
      for (int i = 0; i < buffers.size(); i++) {
        double[] row = buffers.get(i);
        for (int c = 0; c < row.length; c++) {
          row[c] = Layouts.value(i, step, c);
        }
        sink.samples(new SampleBlock(i, step, 1, row.length, row));
      }
      if ((step + 1) % STEPS_PER_BLOCK == 0) {
        sink.flush((step + 1) * DT_MS);
      }
    }
  }

  static RunOutcome outcome(boolean stopped, long steps) {
    return new RunOutcome(stopped, steps * DT_MS, steps, spikeCount(steps), 0.5);
  }
}
