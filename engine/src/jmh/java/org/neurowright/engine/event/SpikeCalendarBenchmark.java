package org.neurowright.engine.event;

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
 * What does it cost to keep spikes until they arrive? A number of them waits; each that arrives is
 * followed by another, 1 to 5 ms later, as in a network in which the number in flight stays the
 * same. One operation takes one out and puts one in.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpikeCalendarBenchmark {
  private static final double HALF_STEP_MS = .05;
  private static final int DELAYS = 1 << 16;

  @Param({"100", "10000", "1000000"})
  private int waiting;

  private final double[] delayMs = new double[DELAYS];
  private final EventQueue queue = new EventQueue();
  private final SpikeCalendar calendar = new SpikeCalendar(2 * HALF_STEP_MS, 1024);
  private int at;
  private double nowMs;

  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < DELAYS; i++) {
      delayMs[i] = 1 + 4 * random.nextDouble();
    }
    for (int i = 0; i < waiting; i++) {
      queue.add(delayMs[i % DELAYS] + 1e-9 * i, 0, 0, i, 0, 0, 0);
      calendar.add(delayMs[i % DELAYS] + 1e-9 * i, 0, i, 0, 0);
    }
  }

  @Benchmark
  public double heap() {
    queue.pop();
    double t = queue.timeMs();
    queue.add(t + delayMs[at++ & (DELAYS - 1)], t, 0, queue.a(), 0, 0, 0);
    return t;
  }

  @Benchmark
  public double calendar() {
    while (!calendar.isDue(nowMs)) {
      nowMs += HALF_STEP_MS;
    }
    double t = calendar.timeMs();
    int source = calendar.source();
    calendar.remove();
    calendar.add(t + delayMs[at++ & (DELAYS - 1)], t, source, 0, 0);
    return t;
  }
}
