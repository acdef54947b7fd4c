package org.neurowright.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;

/**
 * Results on their way from the simulation to the screen. The simulation's thread puts them in and
 * never waits for drawing; the screen takes what is new at its own pace. Memory is bounded: spikes
 * that the screen cannot take in time are counted but not drawn, traces are thinned out.
 */
public final class LiveSink implements ResultSink {
  /** Traces shown of each report. */
  static final int TRACES_PER_REPORT = 8;

  private static final int TRACE_BINS = 4096;
  private static final int MAX_WAITING_SPIKES = 1 << 20;

  /**
   * Spikes that came since the last look.
   *
   * @param size number of spikes; the arrays may be longer
   * @param tMs times
   * @param row rows counted through all simulated populations in the order of the layout
   * @param notDrawn spikes left out because there were too many to draw
   */
  public record NewSpikes(int size, double[] tMs, int[] row, long notDrawn) {}

  /**
   * One column of a report as far as it is known.
   *
   * @param population whose cell
   * @param nodeId which cell
   * @param sectionId section, -1 for point cells
   * @param t0Ms time of the first value
   * @param dtMs time between values
   * @param values a fresh array
   */
  public record LiveTrace(
      String population, long nodeId, long sectionId, double t0Ms, double dtMs, double[] values) {}

  private RunLayout layout;
  private int[] firstRow = {};
  private double[] waitingTimes = new double[1024];
  private int[] waitingRows = new int[1024];
  private int waiting;
  private long notDrawn;
  private long spikes;
  private long[] spikesPerPopulation = {};
  private int[][] columns = {};
  private DecimatedTrace[][] traces = {};
  private RunOutcome outcome;

  @Override
  public synchronized void begin(RunLayout newLayout) {
    layout = newLayout;
    firstRow = new int[newLayout.populations().size() + 1];
    for (int p = 0; p < newLayout.populations().size(); p++) {
      firstRow[p + 1] = firstRow[p] + newLayout.populations().get(p).nodeIds().length;
    }
    spikesPerPopulation = new long[newLayout.populations().size()];
    int reports = newLayout.reports().size();
    columns = new int[reports][];
    traces = new DecimatedTrace[reports][];
    for (int r = 0; r < reports; r++) {
      ReportLayout report = newLayout.reports().get(r);
      columns[r] = columnsToShow(report);
      traces[r] = new DecimatedTrace[columns[r].length];
      for (int i = 0; i < columns[r].length; i++) {
        traces[r][i] = new DecimatedTrace(TRACE_BINS, report.startMs(), report.intervalMs());
      }
    }
  }

  @Override
  public synchronized void spikes(SpikeBlock block) {
    spikes += block.size();
    for (int i = 0; i < block.size(); i++) {
      spikesPerPopulation[block.population()[i]]++;
    }
    int fits = Math.min(block.size(), MAX_WAITING_SPIKES - waiting);
    notDrawn += block.size() - fits;
    if (waiting + fits > waitingTimes.length) {
      int capacity =
          Math.min(MAX_WAITING_SPIKES, Math.max(waiting + fits, 2 * waitingTimes.length));
      waitingTimes = Arrays.copyOf(waitingTimes, capacity);
      waitingRows = Arrays.copyOf(waitingRows, capacity);
    }
    for (int i = 0; i < fits; i++) {
      waitingTimes[waiting] = block.tMs()[i];
      waitingRows[waiting] = firstRow[block.population()[i]] + block.row()[i];
      waiting++;
    }
  }

  @Override
  public synchronized void samples(SampleBlock block) {
    int[] shown = columns[block.report()];
    DecimatedTrace[] into = traces[block.report()];
    for (int row = 0; row < block.rows(); row++) {
      int at = row * block.columns();
      for (int i = 0; i < shown.length; i++) {
        into[i].add(block.values()[at + shown[i]]);
      }
    }
  }

  @Override
  public synchronized void end(RunOutcome newOutcome) {
    outcome = newOutcome;
  }

  /** What the run records; empty until its first step. */
  public synchronized Optional<RunLayout> layout() {
    return Optional.ofNullable(layout);
  }

  /** How it ended; empty while it runs. */
  public synchronized Optional<RunOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Spikes that came since the last call; the arrays are the caller's. */
  public synchronized NewSpikes takeSpikes() {
    NewSpikes taken = new NewSpikes(waiting, waitingTimes, waitingRows, notDrawn);
    waitingTimes = new double[Math.max(1024, Integer.highestOneBit(waiting + 1))];
    waitingRows = new int[waitingTimes.length];
    waiting = 0;
    notDrawn = 0;
    return taken;
  }

  /** All spikes so far. */
  public synchronized long spikeCount() {
    return spikes;
  }

  /** Spikes so far of each population, in the order of the layout. */
  public synchronized long[] spikesPerPopulation() {
    return spikesPerPopulation.clone();
  }

  /** The traces shown of one report as far as they are known. */
  public synchronized List<LiveTrace> traces(int report) {
    List<LiveTrace> list = new ArrayList<>();
    if (layout == null || report < 0 || report >= traces.length) {
      return list;
    }
    ReportLayout of = layout.reports().get(report);
    for (int i = 0; i < columns[report].length; i++) {
      DecimatedTrace.Snapshot snapshot = traces[report][i].snapshot();
      list.add(
          new LiveTrace(
              of.population(),
              nodeOf(of, columns[report][i]),
              of.elementIds()[columns[report][i]],
              snapshot.t0Ms(),
              snapshot.dtMs(),
              snapshot.values()));
    }
    return list;
  }

  /**
   * The first column of up to {@link #TRACES_PER_REPORT} cells, spread over all cells of the
   * report.
   */
  private static int[] columnsToShow(ReportLayout report) {
    int cells = report.nodeIds().length;
    if (cells == 1) {
      // One cell: show places along it instead.
      int shown = Math.min(TRACES_PER_REPORT, report.columns());
      int[] columns = new int[shown];
      for (int i = 0; i < shown; i++) {
        columns[i] = (int) ((long) i * report.columns() / shown);
      }
      return columns;
    }
    int shown = Math.min(TRACES_PER_REPORT, cells);
    int[] columns = new int[shown];
    int kept = 0;
    for (int i = 0; i < shown; i++) {
      int cell = (int) ((long) i * cells / shown);
      if (report.indexPointer()[cell + 1] > report.indexPointer()[cell]) {
        columns[kept++] = (int) report.indexPointer()[cell];
      }
    }
    return Arrays.copyOf(columns, kept);
  }

  private static long nodeOf(ReportLayout report, int column) {
    int at = Arrays.binarySearch(report.indexPointer(), column);
    int cell = at >= 0 ? at : -at - 2;
    // Cells without columns share a pointer with the next one, which owns the column.
    while (cell + 1 < report.nodeIds().length && report.indexPointer()[cell + 1] <= column) {
      cell++;
    }
    return report.nodeIds()[Math.min(cell, report.nodeIds().length - 1)];
  }
}
