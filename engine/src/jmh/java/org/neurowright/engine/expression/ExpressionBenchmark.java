package org.neurowright.engine.expression;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.neurowright.engine.random.RandomStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a row cost? The probability of a distance rule for the 12,500 possible sources of one
 * target cell, the draw that decides, and a column of normal numbers.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExpressionBenchmark {
  private static final int ROWS = 12_500;

  @Param({
    "0.3*exp(-dist/80) if pre.ei=='e' else 0.1",
    "bernoulli(0.1)",
    "bernoulli(0.3*exp(-dist/80) if pre.ei=='e' else 0.1)",
    "normal(1, 0.2)"
  })
  public String text;

  private Evaluator evaluator;
  private Rows rows;
  private RandomStream stream;
  private final double[] out = new double[ROWS];

  @org.openjdk.jmh.annotations.Setup
  public void check() {
    Scope scope =
        Scope.of(
            Map.of(
                "dist", new Scope.Entry(Type.NUMBER, Rate.PER_ROW),
                "pre.ei", new Scope.Entry(Type.TEXT, Rate.PER_ROW)));
    Expression expression = Expression.check(text, scope).expression().orElseThrow();
    Random random = new Random(1);
    evaluator = expression.evaluator();
    stream = new RandomStream(1, 2, 3);
    rows =
        new ColumnRows(expression)
            .numbers("dist", random.doubles(ROWS, 0, 500).toArray())
            .codes("pre.ei", random.ints(ROWS, 0, 2).toArray(), new String[] {"e", "i"});
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] row() {
    evaluator.evaluate(rows, ROWS, out, stream, 0);
    return out;
  }
}
