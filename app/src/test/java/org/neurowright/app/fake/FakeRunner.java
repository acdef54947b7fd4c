package org.neurowright.app.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.neurowright.app.workspace.ModelRunner;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;

/**
 * Makes up spikes and membrane potentials that look like a driven network with a slow rhythm, at a
 * chosen pace.
 */
public final class FakeRunner implements ModelRunner {
  private static final double EPOCH_MS = 5;

  private final double simulatedMsPerWallSecond;
  private final FakeResults results;

  /** A runner as fast as given; infinity for without waiting. */
  public FakeRunner(double simulatedMsPerWallSecond, FakeResults results) {
    this.simulatedMsPerWallSecond = simulatedMsPerWallSecond;
    this.results = results;
  }

  @Override
  public RunReport run(
      Project project,
      SimulationJob.Options options,
      RunControl control,
      List<ResultSink> observers) {
    long startNanos = System.nanoTime();
    ModelDescription model = project.model();
    double endMs = options.tstopMs().orElse(model.run().tstopMs());
    for (int i = 0; i < 3 && !control.stopRequested(); i++) {
      control.progress(new Progress("Compiling mechanisms", i, 3, "files"));
      pause(0.02);
    }
    RunLayout layout = layout(model, endMs);
    observers.forEach(sink -> sink.begin(layout));
    Cells cells = new Cells(layout);
    long spikes = 0;
    List<SpikeBlock> kept = new ArrayList<>();
    double t = 0;
    long[] reportRow = new long[layout.reports().size()];
    double idle = 0;
    while (t < endMs - 1e-9 && !control.stopRequested()) {
      control.awaitResumed();
      SpikeBlock block = cells.epoch(t);
      spikes += block.size();
      kept.add(block);
      observers.forEach(sink -> sink.spikes(block));
      for (int r = 0; r < layout.reports().size(); r++) {
        SampleBlock samples = cells.samples(r, layout.reports().get(r), reportRow[r], t);
        reportRow[r] += samples.rows();
        observers.forEach(sink -> sink.samples(samples));
      }
      t += EPOCH_MS;
      control.progress(new Progress("Simulating", Math.min(t, endMs), endMs, "ms", spikes));
      idle += EPOCH_MS / simulatedMsPerWallSecond;
      if (idle > 0.004) {
        pause(idle);
        idle = 0;
      }
    }
    boolean stopped = t < endMs - 1e-9;
    double wallSeconds = (System.nanoTime() - startNanos) * 1e-9;
    RunOutcome outcome =
        new RunOutcome(
            stopped, Math.min(t, endMs), Math.round(t / layout.dtMs()), spikes, wallSeconds);
    observers.forEach(sink -> sink.end(outcome));
    observers.forEach(ResultSink::close);
    Path output = options.outputDir().orElse(Path.of(model.output().outputDir()));
    results.ended(output, outcome.reachedMs(), layout, kept);
    List<Path> files =
        new ArrayList<>(List.of(output.resolve("spikes.h5"), output.resolve("spikes.csv")));
    layout.reports().forEach(report -> files.add(output.resolve(report.fileName())));
    return new RunReport(
        outcome,
        output,
        files.stream().distinct().toList(),
        List.of(),
        wallSeconds,
        outcome.reachedMs() * 1e-3 / wallSeconds);
  }

  private static void pause(double seconds) {
    LockSupport.parkNanos((long) (seconds * 1e9));
  }

  private static RunLayout layout(ModelDescription model, double endMs) {
    List<RunLayout.SpikingPopulation> populations = new ArrayList<>();
    for (NodePopulation population : model.nodes()) {
      if (!population.isVirtual()) {
        populations.add(
            new RunLayout.SpikingPopulation(
                population.name(), model.gidOffset(population.name()), population.nodeIds()));
      }
    }
    List<ReportLayout> reports = new ArrayList<>();
    for (ReportDescription report : model.reports()) {
      for (NodeSelection.Rows rows : report.cells().rows()) {
        int n = rows.rows().length;
        long[] nodeIds = new long[n];
        long[] pointer = new long[n + 1];
        double[] pos = new double[n];
        for (int i = 0; i < n; i++) {
          nodeIds[i] = rows.rows()[i];
          pointer[i + 1] = i + 1;
          pos[i] = 0.5;
        }
        double interval = report.window().intervalMs();
        reports.add(
            new ReportLayout(
                report.name(),
                report.fileName(),
                rows.population(),
                report.variable(),
                report.variable().equals("v") ? "mV" : "mM",
                nodeIds,
                pointer,
                new long[n],
                pos,
                new long[0],
                new long[0],
                0,
                endMs,
                interval,
                Math.round(endMs / interval)));
      }
    }
    return new RunLayout(
        model.name(),
        endMs,
        model.run().dtMs(),
        Math.round(endMs / model.run().dtMs()),
        populations,
        reports,
        model.output());
  }

  /** Every cell with the time of its latest spike. */
  private static final class Cells {
    private final RunLayout layout;
    private final Random random = new Random(4);
    private final double[][] lastSpikeMs;
    private final double[][] level;

    Cells(RunLayout layout) {
      this.layout = layout;
      int n = layout.populations().size();
      lastSpikeMs = new double[n][];
      level = new double[n][];
      for (int p = 0; p < n; p++) {
        int cells = layout.populations().get(p).nodeIds().length;
        lastSpikeMs[p] = new double[cells];
        level[p] = new double[cells];
        Arrays.fill(lastSpikeMs[p], -1e9);
        Arrays.fill(level[p], -72);
      }
    }

    SpikeBlock epoch(double t) {
      List<double[]> spikes = new ArrayList<>();
      double drive =
          0.5 + 0.5 * Math.sin(2 * Math.PI * t / 380) + 0.35 * Math.sin(2 * Math.PI * t / 1700);
      for (int p = 0; p < layout.populations().size(); p++) {
        double rateHz = (p == 2 ? 26 : p == 1 ? 15 : 8) * Math.max(0.05, drive);
        for (int row = 0; row < lastSpikeMs[p].length; row++) {
          boolean ready = t - lastSpikeMs[p][row] > 6;
          if (ready && random.nextDouble() < rateHz * EPOCH_MS * 1e-3) {
            double at = t + EPOCH_MS * random.nextDouble();
            lastSpikeMs[p][row] = at;
            spikes.add(new double[] {p, row, at});
          }
        }
      }
      int[] population = spikes.stream().mapToInt(s -> (int) s[0]).toArray();
      int[] row = spikes.stream().mapToInt(s -> (int) s[1]).toArray();
      double[] times = spikes.stream().mapToDouble(s -> s[2]).toArray();
      return new SpikeBlock(times.length, population, row, times);
    }

    SampleBlock samples(int index, ReportLayout report, long firstRow, double t) {
      int rows = (int) Math.round(EPOCH_MS / report.intervalMs());
      int p = 0;
      while (!layout.populations().get(p).name().equals(report.population())) {
        p++;
      }
      double[] values = new double[rows * report.columns()];
      boolean voltage = report.variable().equals("v");
      for (int r = 0; r < rows; r++) {
        double now = t + r * report.intervalMs();
        for (int c = 0; c < report.columns(); c++) {
          double since = now - lastSpikeMs[p][c];
          values[r * report.columns() + c] = voltage ? voltage(p, c, since) : calcium(since);
        }
      }
      return new SampleBlock(index, firstRow, rows, report.columns(), values);
    }

    private double voltage(int p, int c, double since) {
      level[p][c] += 0.02 * (-66 + 4 * p - level[p][c]) + 0.25 * random.nextGaussian();
      if (since < 0) {
        return level[p][c] + 6 * Math.exp(since / 1.5);
      }
      double spike = 92 * Math.exp(-since / 0.35) * (since < 3 ? 1 : 0);
      double after = -9 * (1 - Math.exp(-since / 0.6)) * Math.exp(-since / 14);
      return level[p][c] + spike + after;
    }

    private double calcium(double since) {
      return 1e-4 + (since > 0 ? 7e-5 * Math.exp(-since / 60) : 0) + 1e-7 * random.nextGaussian();
    }
  }
}
