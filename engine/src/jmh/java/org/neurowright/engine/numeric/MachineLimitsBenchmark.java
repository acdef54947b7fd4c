package org.neurowright.engine.numeric;

import java.util.Arrays;
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
 * What the machine can do at best, to say which part of it a step of the cable reaches: 24 bytes of
 * memory traffic per element in {@link #triad} (as in McCalpin's STREAM), one dependent division
 * per element in {@link #chain}, which bounds a tree solved node after node.
 *
 * <p>1,000 elements stay in the first cache, 4,000,000 come from memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MachineLimitsBenchmark {
  @Param({"1000", "100000", "4000000"})
  private int size;

  private double[] a;
  private double[] b;
  private double[] c;

  @Setup
  public void fill() {
    a = new double[size];
    b = new double[size];
    c = new double[size];
    Arrays.fill(b, 1.5);
    Arrays.fill(c, .25);
  }

  /** a = b + 3 c. */
  @Benchmark
  public double[] triad() {
    for (int i = 0; i < size; i++) {
      a[i] = b[i] + 3 * c[i];
    }
    return a;
  }

  /** Each division waits for the one before. */
  @Benchmark
  public double chain() {
    double x = 1;
    for (int i = 0; i < size; i++) {
      x = b[i] - c[i] / x;
    }
    return x;
  }
}
