package org.neurowright.engine.numeric;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to have NEURON's bits? Sums of 4096 exponentials with arguments of the size
 * that rate functions see, with our function and with Java's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExponentialBenchmark {
  private double[] x;

  @Setup
  public void makeArguments() {
    Random random = new Random(2);
    x = random.doubles(4096, -8, 4).toArray();
  }

  @Benchmark
  public double ours() {
    double sum = 0;
    for (double argument : x) {
      sum += Exponential.exp(argument);
    }
    return sum;
  }

  @Benchmark
  public double javas() {
    double sum = 0;
    for (double argument : x) {
      sum += Math.exp(argument);
    }
    return sum;
  }
}
