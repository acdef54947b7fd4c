package org.neurowright.engine.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.neurowright.engine.group.CellGroup;
import org.neurowright.engine.group.SampleBuffer;
import org.neurowright.engine.group.SpikeBuffer;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * Runs groups of cells from 0 to tstop in epochs no longer than the shortest delay between cells.
 * Between epochs spikes are exchanged in an order that does not depend on how cells were spread
 * over groups, so results are the same for any number of threads.
 */
public final class Simulation {
  /** Longest epoch in wall time, so that a stop is obeyed quickly, ns. */
  private static final long LONGEST_EPOCH_NS = 40_000_000L;

  private static final int LONGEST_EPOCH_STEPS = 4096;

  private final RunLayout layout;
  private final List<? extends CellGroup> groups;
  private final int threads;
  private final boolean lockstep;
  private final List<SampleBuffer> buffers;
  private final SpikeTable spikeTable;
  private final int stepsPerBlock;
  private final int stepsPerEpoch;
  private final LongSupplier nanoTime;
  private final SpikeBuffer exchanged = new SpikeBuffer();
  private int[] blockPopulation = new int[256];
  private int[] blockRow = new int[256];
  private double[] blockTimeMs = new double[256];
  private long spikes;

  /**
   * A simulation ready to run once.
   *
   * @param layout what will be produced
   * @param groups the cells
   * @param threads threads that advance them, at least 1
   * @param buffers one per report of the layout, filled by the groups
   * @param spikeTable which cell each source is
   * @param stepsPerBlock steps between two flushes
   * @param shortestDelayMs shortest delay between cells of different groups, +infinity when none
   * @param nanoTime clock for measuring the loop and its parts and bounding epochs, called by
   *     several threads; results do not depend on it
   */
  public Simulation(
      RunLayout layout,
      List<? extends CellGroup> groups,
      int threads,
      List<SampleBuffer> buffers,
      SpikeTable spikeTable,
      int stepsPerBlock,
      double shortestDelayMs,
      LongSupplier nanoTime) {
    this.layout = layout;
    this.groups = List.copyOf(groups);
    this.threads = threads;
    lockstep = groups.stream().anyMatch(CellGroup::lockstep);
    this.buffers = List.copyOf(buffers);
    this.spikeTable = spikeTable;
    this.stepsPerBlock = Math.max(1, stepsPerBlock);
    // One step is kept in reserve against rounding of the accumulated time.
    this.stepsPerEpoch =
        (int)
            Math.max(
                1, Math.min(LONGEST_EPOCH_STEPS, Math.floor(shortestDelayMs / layout.dtMs()) - 1));
    this.nanoTime = nanoTime;
  }

  public RunLayout layout() {
    return layout;
  }

  /**
   * Runs until tstop or until told to stop.
   *
   * @param control progress, pause, stop
   * @param sinks receive the results; all of them are closed on return
   * @return how the run ended
   */
  public RunOutcome run(RunControl control, List<? extends ResultSink> sinks) {
    List<ResultSink> open = new ArrayList<>(sinks);
    try (Crew crew = new Crew(groups, threads, nanoTime)) {
      for (ResultSink sink : open) {
        sink.begin(layout);
      }
      RunOutcome outcome = loop(control, open, crew);
      for (ResultSink sink : open) {
        sink.end(outcome);
      }
      return outcome;
    } finally {
      closeAll(open);
    }
  }

  private static void closeAll(List<ResultSink> sinks) {
    RuntimeException first = null;
    for (ResultSink sink : sinks) {
      try {
        sink.close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private RunOutcome loop(RunControl control, List<ResultSink> sinks, Crew crew) {
    control.progress(new Progress("Initialising", 0, layout.tstopMs(), "ms", 0));
    if (lockstep) {
      inTwoParts(crew, -1);
    } else {
      crew.forEach(CellGroup::initialise);
    }
    exchange(sinks);
    long started = nanoTime.getAsLong();
    long paused = 0;
    long done = 0;
    int quickSteps = 1;
    boolean stopped = false;
    while (done < layout.steps() && !stopped) {
      long pauseStart = nanoTime.getAsLong();
      control.awaitResumed();
      long epochStart = nanoTime.getAsLong();
      paused += epochStart - pauseStart;
      int steps = (int) Math.min(Math.min(stepsPerEpoch, quickSteps), stepsUntilBoundary(done));
      long from = done;
      if (lockstep) {
        crew.forEach(group -> group.accept(exchanged));
        for (long step = from; step < from + steps; step++) {
          inTwoParts(crew, step);
        }
      } else {
        crew.advance(
            steps,
            group -> {
              group.accept(exchanged);
              group.advance(from, steps);
            });
      }
      done += steps;
      exchange(sinks);
      boolean block = done % stepsPerBlock == 0 || done == layout.steps();
      stopped = control.stopRequested() && done < layout.steps();
      handOnSamples(done, block || stopped, sinks);
      if (block || stopped) {
        for (ResultSink sink : sinks) {
          sink.flush(timeMs(done));
        }
      }
      control.progress(new Progress("Simulating", timeMs(done), layout.tstopMs(), "ms", spikes));
      long perStep = Math.max(1, (nanoTime.getAsLong() - epochStart) / steps);
      quickSteps =
          (int)
              Math.clamp(LONGEST_EPOCH_NS / perStep, 1, Math.min(LONGEST_EPOCH_STEPS, 2L * steps));
    }
    double seconds = (nanoTime.getAsLong() - started - paused) * 1e-9;
    return new RunOutcome(stopped, timeMs(done), done, spikes, seconds);
  }

  /** A step or, with -1, the initialisation of groups that need values of each other within it. */
  private static void inTwoParts(Crew crew, long step) {
    crew.forEach(group -> group.begin(step));
    crew.forEach(group -> group.finish(step));
  }

  private double timeMs(long steps) {
    return Math.min(layout.tstopMs(), steps * layout.dtMs());
  }

  private long stepsUntilBoundary(long done) {
    long steps = Math.min(layout.steps() - done, stepsPerBlock - done % stepsPerBlock);
    for (SampleBuffer buffer : buffers) {
      steps = Math.min(steps, buffer.roomSteps(done));
    }
    return steps;
  }

  /** Collects the spikes of all groups for the next epoch, and tells the sinks. */
  private void exchange(List<ResultSink> sinks) {
    exchanged.clear();
    for (CellGroup group : groups) {
      exchanged.addAll(group.outgoing());
      group.outgoing().clear();
    }
    if (exchanged.size() == 0) {
      return;
    }
    exchanged.sort();
    int recorded = 0;
    for (int i = 0; i < exchanged.size(); i++) {
      int source = exchanged.source(i);
      if (spikeTable.population()[source] >= 0) {
        if (recorded == blockRow.length) {
          blockPopulation = java.util.Arrays.copyOf(blockPopulation, recorded * 2);
          blockRow = java.util.Arrays.copyOf(blockRow, recorded * 2);
          blockTimeMs = java.util.Arrays.copyOf(blockTimeMs, recorded * 2);
        }
        blockPopulation[recorded] = spikeTable.population()[source];
        blockRow[recorded] = spikeTable.row()[source];
        blockTimeMs[recorded++] = exchanged.tMs(i);
      }
    }
    if (recorded > 0) {
      spikes += recorded;
      SpikeBlock block = new SpikeBlock(recorded, blockPopulation, blockRow, blockTimeMs);
      for (ResultSink sink : sinks) {
        sink.spikes(block);
      }
    }
  }

  private void handOnSamples(long stepsDone, boolean all, List<ResultSink> sinks) {
    for (int r = 0; r < buffers.size(); r++) {
      SampleBuffer buffer = buffers.get(r);
      int rows = buffer.rowsReady(stepsDone);
      boolean nearlyFull = buffer.roomSteps(stepsDone) < stepsPerEpoch;
      if (rows == 0 || !(all || nearlyFull || isLive(rows, buffer))) {
        continue;
      }
      SampleBlock block =
          new SampleBlock(r, buffer.firstRow(), rows, buffer.columns(), buffer.values());
      for (ResultSink sink : sinks) {
        sink.samples(block);
      }
      buffer.consumed(rows);
    }
  }

  /** Narrow reports are handed on often, which costs little and lets live views follow. */
  private static boolean isLive(int rows, SampleBuffer buffer) {
    return rows * (long) buffer.columns() >= 512;
  }
}
