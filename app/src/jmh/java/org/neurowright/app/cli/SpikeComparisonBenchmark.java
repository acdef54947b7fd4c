package org.neurowright.app.cli;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does comparing two spike files stay a matter of seconds for the largest runs? Spikes come in the
 * order of time, as simulators write them, at 5 Hz from 10,000 cells; one in a thousand of the
 * second file is moved by a step.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpikeComparisonBenchmark {
  private static final int CELLS = 10_000;
  private static final double RATE_PER_MS = 5e-3 * CELLS;
  private static final double DT_MS = 0.1;

  @Param({"10000", "1000000"})
  private int spikes;

  private List<SpikeTrains> first;
  private List<SpikeTrains> second;

  @Setup
  public void makeSpikes() {
    Random random = new Random(1);
    long[] nodeIds = random.longs(spikes, 0, CELLS).toArray();
    double[] timesMs = random.doubles(spikes, 0, spikes / RATE_PER_MS).sorted().toArray();
    double[] movedMs = timesMs.clone();
    for (int i = 0; i < spikes; i += 1000) {
      movedMs[i] += DT_MS;
    }
    first = List.of(new SpikeTrains("v1", nodeIds, timesMs));
    second = List.of(new SpikeTrains("v1", nodeIds, movedMs));
  }

  @Benchmark
  public List<SpikeComparison.Difference> compare() {
    return SpikeComparison.compare(first, second, DT_MS / 2);
  }
}
