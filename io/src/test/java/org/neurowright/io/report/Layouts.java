package org.neurowright.io.report;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.neurowright.engine.record.ReportLayout;

/** Layouts and values for tests. */
public final class Layouts {
  private Layouts() {}

  /** Nodes 3, 4, 5 ... with two columns each. */
  public static ReportLayout membrane(
      String file, String population, int nodes, double startMs, double intervalMs, long rows) {
    return new ReportLayout(
        "report",
        file,
        population,
        "v",
        "mV",
        LongStream.range(3, 3 + nodes).toArray(),
        LongStream.rangeClosed(0, nodes).map(i -> 2 * i).toArray(),
        IntStream.range(0, 2 * nodes).mapToLong(c -> c % 2).toArray(),
        IntStream.range(0, 2 * nodes).mapToDouble(c -> 0.25 + 0.5 * (c % 2)).toArray(),
        new long[0],
        new long[0],
        startMs,
        startMs + rows * intervalMs,
        intervalMs,
        rows);
  }

  /** Two nodes, the second a point cell with one of three columns. */
  public static ReportLayout netcon(String file, String population, long rows) {
    return new ReportLayout(
        "syn",
        file,
        population,
        "g",
        "",
        new long[] {10, 12},
        new long[] {0, 2, 3},
        new long[] {4, 0, -1},
        new double[] {0.5, 1, -1},
        new long[] {-1, 7, 3},
        new long[] {10, 10, 12},
        0,
        rows * 0.1,
        0.1,
        rows);
  }

  /** The value that belongs at a place. */
  public static double value(int population, long row, int column) {
    return population * 1e6 + row + column / 1024.0;
  }

  /** Rows of values. */
  public static double[] values(int population, long firstRow, int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> value(population, firstRow + i / columns, i % columns));
    return values;
  }
}
