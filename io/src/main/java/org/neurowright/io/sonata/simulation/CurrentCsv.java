package org.neurowright.io.sonata.simulation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.format.ReadResult;

/**
 * A current as a table of times and amplitudes, each held until the next time. Times at unequal
 * distances are put on their greatest common divisor, in decimal arithmetic, so that no time is
 * moved. (BMTK does this in whole milliseconds and loses the current when the spacing is shorter.)
 */
final class CurrentCsv {
  private static final int MOST_SAMPLES = 20_000_000;

  /**
   * Distances may differ by this part and still count as equal: times written with a few digits.
   */
  private static final double EQUAL = 1e-6;

  /**
   * The current on a regular grid.
   *
   * @param startMs time of the first sample
   * @param intervalMs time between samples
   */
  record Trace(double startMs, double intervalMs, double[] ampNa) {}

  private CurrentCsv() {}

  static Optional<Trace> read(
      Path file, char separator, String timeColumn, String ampColumn, Problems problems) {
    ReadResult<CsvTable> result = CsvReader.read(file, separator);
    problems.addAll(result.problems());
    if (result.hasErrors()) {
      return Optional.empty();
    }
    CsvTable table = result.value().get();
    OptionalInt time = column(table, timeColumn, "timestamps_column", problems);
    OptionalInt amp = column(table, ampColumn, "amplitudes_column", problems);
    if (time.isEmpty() || amp.isEmpty()) {
      return Optional.empty();
    }
    if (table.size() < 2) {
      problems.add(
          Problem.error(
                  "input.current-table",
                  Location.of(file),
                  "The current has " + table.size() + " rows")
              .expected("two rows or more"));
      return Optional.empty();
    }
    List<BigDecimal> times = new ArrayList<>();
    double[] amps = new double[table.size()];
    for (int row = 0; row < table.size(); row++) {
      String timeText = table.cell(row, time.getAsInt());
      String ampText = table.cell(row, amp.getAsInt());
      if (!isFinite(timeText) || !isFinite(ampText)) {
        problems.add(
            Problem.error(
                    "input.current-table",
                    table.where(row),
                    "The time or the amplitude is not a number")
                .expected("two numbers"));
        return Optional.empty();
      }
      times.add(new BigDecimal(timeText));
      amps[row] = CsvTable.number(ampText);
      if (row > 0 && times.get(row).compareTo(times.get(row - 1)) <= 0) {
        problems.add(
            Problem.error(
                    "input.current-table",
                    table.where(row),
                    "The time "
                        + timeText
                        + " ms does not come after "
                        + times.get(row - 1).toPlainString()
                        + " ms")
                .expected("ascending times"));
        return Optional.empty();
      }
    }
    if (times.getFirst().signum() < 0) {
      problems.add(
          Problem.error(
                  "input.current-table",
                  table.where(0),
                  "The current begins at " + times.getFirst() + " ms")
              .expected("a time of 0 ms or later"));
      return Optional.empty();
    }
    if (amps[amps.length - 1] != 0) {
      problems.add(
          Problem.info(
              "input.current-end",
              table.where(table.size() - 1),
              "The last amplitude is not 0; it is held for one more interval"));
    }
    return onGrid(table, times, amps, problems);
  }

  private static boolean isFinite(String text) {
    return text != null && CsvTable.isNumber(text) && !Double.isInfinite(CsvTable.number(text));
  }

  private static OptionalInt column(CsvTable table, String name, String key, Problems problems) {
    OptionalInt column = table.column(name);
    if (column.isEmpty()) {
      problems.add(
          Problem.error(
                  "input.current-table",
                  Location.of(Path.of(table.file()), 1),
                  "The table has no column \"" + name + '"')
              .expected("the columns timestamps and amps, or others named by " + key)
              .hint(NearestName.hint(name, table.columns())));
    }
    return column;
  }

  private static Optional<Trace> onGrid(
      CsvTable table, List<BigDecimal> times, double[] amps, Problems problems) {
    double start = times.getFirst().doubleValue();
    double mean = times.getLast().subtract(times.getFirst()).doubleValue() / (amps.length - 1);
    boolean regular = true;
    for (int i = 1; i < amps.length; i++) {
      double distance = times.get(i).subtract(times.get(i - 1)).doubleValue();
      regular &= Math.abs(distance - mean) <= EQUAL * mean;
    }
    if (regular) {
      // Distances that differ only by the digits written are equal to the mean; otherwise take the
      // exact one.
      double first = times.get(1).subtract(times.getFirst()).doubleValue();
      return Optional.of(
          new Trace(start, Math.abs(first - mean) <= 1e-12 * mean ? first : mean, amps));
    }
    return resampled(table, times, amps, problems);
  }

  private static Optional<Trace> resampled(
      CsvTable table, List<BigDecimal> times, double[] amps, Problems problems) {
    int scale =
        Math.max(0, times.stream().mapToInt(t -> t.stripTrailingZeros().scale()).max().orElse(0));
    BigInteger divisor = BigInteger.ZERO;
    for (int i = 1; i < amps.length; i++) {
      divisor =
          divisor.gcd(times.get(i).subtract(times.get(i - 1)).setScale(scale).unscaledValue());
    }
    BigDecimal interval = new BigDecimal(divisor, scale);
    // The last amplitude is held as long as the interval before it.
    BigDecimal tail = times.getLast().subtract(times.get(amps.length - 2));
    BigDecimal length =
        times.getLast().add(tail).subtract(times.getFirst()).divideToIntegralValue(interval);
    if (length.compareTo(BigDecimal.valueOf(MOST_SAMPLES)) > 0) {
      problems.add(
          Problem.error(
                  "input.current-table",
                  Location.of(Path.of(table.file())),
                  "The times are unequal; on their common grid of "
                      + interval.toPlainString()
                      + " ms the current has "
                      + length.toPlainString()
                      + " samples")
              .expected("at most " + MOST_SAMPLES)
              .hint("Round the times, for instance to 0.01 ms"));
      return Optional.empty();
    }
    double[] samples = new double[length.intValueExact()];
    for (int i = 0; i < amps.length; i++) {
      BigDecimal end = i + 1 < amps.length ? times.get(i + 1) : times.getLast().add(tail);
      int from =
          times.get(i).subtract(times.getFirst()).divideToIntegralValue(interval).intValueExact();
      int to = end.subtract(times.getFirst()).divideToIntegralValue(interval).intValueExact();
      Arrays.fill(samples, from, to, amps[i]);
    }
    problems.add(
        Problem.info(
                "input.unequal-times",
                Location.of(Path.of(table.file())),
                "The times are not at equal distances; amplitudes are held on a grid of "
                    + interval.toPlainString()
                    + " ms")
            .hint("BMTK takes the shortest distance for all of them, which is another current"));
    return Optional.of(new Trace(times.getFirst().doubleValue(), interval.doubleValue(), samples));
  }
}
