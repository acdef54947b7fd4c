package org.neurowright.app.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.neurowright.app.explore.ReportSource;
import org.neurowright.app.explore.ResultsReader;
import org.neurowright.app.explore.RunResults;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.engine.task.RunControl;

/** What made-up runs left behind: their spikes, and traces computed from them when asked for. */
public final class FakeResults implements ResultsReader {
  private final Map<Path, RunResults> byFolder = new ConcurrentHashMap<>();

  void ended(Path folder, double durationMs, RunLayout layout, List<SpikeBlock> blocks) {
    Map<String, RunResults.Spikes> spikes = new HashMap<>();
    for (int p = 0; p < layout.populations().size(); p++) {
      List<Integer> rows = new ArrayList<>();
      List<Double> times = new ArrayList<>();
      for (SpikeBlock block : blocks) {
        for (int i = 0; i < block.size(); i++) {
          if (block.population()[i] == p) {
            rows.add(block.row()[i]);
            times.add(block.tMs()[i]);
          }
        }
      }
      spikes.put(
          layout.populations().get(p).name(),
          new RunResults.Spikes(
              rows.stream().mapToLong(Integer::longValue).toArray(),
              times.stream().mapToDouble(Double::doubleValue).toArray()));
    }
    List<ReportSource> reports = new ArrayList<>();
    for (ReportLayout report : layout.reports()) {
      reports.add(new Trace(report, spikes.get(report.population())));
    }
    byFolder.put(folder, new RunResults(folder, durationMs, spikes, reports, List.of()));
  }

  @Override
  public RunResults read(Path folder, RunControl control) {
    return byFolder.getOrDefault(
        folder, new RunResults(folder, 1000, Map.of(), List.of(), List.of()));
  }

  private record Trace(ReportLayout layout, RunResults.Spikes spikes) implements ReportSource {
    @Override
    public String name() {
      return layout.name();
    }

    @Override
    public String population() {
      return layout.population();
    }

    @Override
    public String variable() {
      return layout.variable();
    }

    @Override
    public String unit() {
      return layout.unit();
    }

    @Override
    public long[] nodeIds() {
      return layout.nodeIds();
    }

    @Override
    public List<ReportColumn> columnsOf(long nodeId) {
      return List.of(new ReportColumn((int) nodeId, 0, 0.5));
    }

    @Override
    public double startMs() {
      return layout.startMs();
    }

    @Override
    public double dtMs() {
      return layout.intervalMs();
    }

    @Override
    public long rows() {
      return layout.rows();
    }

    @Override
    public Samples read(double t0Ms, double t1Ms, int column, int maxPoints) {
      int points = Math.max(2, maxPoints);
      double from = Math.max(t0Ms, startMs());
      double to = Math.min(t1Ms, endMs());
      double step = Math.max(dtMs(), (to - from) / (points - 1));
      int count = Math.max(1, (int) Math.floor((to - from) / step) + 1);
      double[] values = new double[count];
      boolean voltage = layout.variable().equals("v");
      double[] mine =
          IntStream.range(0, spikes.tMs().length)
              .filter(i -> spikes.nodeIds()[i] == column)
              .mapToDouble(i -> spikes.tMs()[i])
              .sorted()
              .toArray();
      int next = 0;
      for (int i = 0; i < count; i++) {
        double now = from + i * step;
        boolean spiked = false;
        while (next < mine.length && mine[next] <= now) {
          spiked = mine[next] > now - step;
          next++;
        }
        double since = next == 0 ? 1e9 : now - mine[next - 1];
        values[i] =
            voltage
                ? spiked ? 32 : -66 - 8 * Math.exp(-since / 14) + 1.5 * Math.sin(now / 37 + column)
                : 1e-4 + 7e-5 * Math.exp(-since / 60);
      }
      return new Samples(from, step, values);
    }
  }
}
