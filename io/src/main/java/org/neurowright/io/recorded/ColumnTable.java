package org.neurowright.io.recorded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

/** Columns of numbers with titles, the first one time: what text files of recordings hold. */
final class ColumnTable {
  private static final int MOST_PROBLEMS = 20;
  private static final Pattern IN_BRACKETS = Pattern.compile("(.*?)[(\\[]([^)\\]]*)[)\\]]\\s*");
  private static final Pattern AT_END = Pattern.compile("(.*?)[_ ]([A-Za-zµμ]{1,3})\\s*");

  private final Path path;
  private final List<String> titles;
  private final List<double[]> columns = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private ColumnTable(Path path, List<String> titles) {
    this.path = path;
    this.titles = titles;
  }

  /** How lines are cut into cells. */
  @FunctionalInterface
  interface Cutter {
    List<String> cells(String line);
  }

  /**
   * Reads rows of numbers.
   *
   * @param titles of the columns; as many cells each row must have
   * @param lines all lines of the file
   * @param first index of the first row
   */
  static ColumnTable read(
      Path path, List<String> titles, List<String> lines, int first, Cutter cutter) {
    ColumnTable table = new ColumnTable(path, titles);
    List<double[]> rows = new ArrayList<>();
    for (int n = first; n < lines.size(); n++) {
      if (lines.get(n).isBlank()) {
        continue;
      }
      List<String> cells = cutter.cells(lines.get(n));
      double[] row = new double[titles.size()];
      if (cells.size() != titles.size()) {
        table.say(
            Problem.error(
                    "recorded.columns",
                    Location.of(path, n + 1),
                    "The row has " + cells.size() + " cells")
                .expected(titles.size() + ", as many as there are columns"));
        continue;
      }
      for (int c = 0; c < row.length; c++) {
        row[c] = table.number(cells.get(c), n + 1, c);
      }
      if (!rows.isEmpty() && !(row[0] > rows.getLast()[0])) {
        table.say(
            Problem.error(
                    "recorded.time-order",
                    Location.of(path, n + 1),
                    "The time " + cells.getFirst() + " does not come after the one before")
                .expected("ascending times in the first column"));
      }
      rows.add(row);
    }
    if (rows.size() < 2) {
      table.say(
          Problem.error("recorded.empty", Location.of(path), "The file has no two rows of numbers")
              .expected("a column of times and at least one of values"));
    }
    for (int c = 0; c < titles.size(); c++) {
      int column = c;
      table.columns.add(rows.stream().mapToDouble(row -> row[column]).toArray());
    }
    return table;
  }

  private double number(String cell, int line, int column) {
    String text = cell.strip();
    if (column > 0 && (text.isEmpty() || text.equalsIgnoreCase("nan"))) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    say(
        Problem.error(
                "recorded.bad-number",
                Location.of(path, line),
                "'" + text + "' in the column " + titles.get(column) + " is not a number")
            .expected("a number"));
    return Double.NaN;
  }

  private void say(Problem problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  /** The unit in a title such as {@code Time (s)}, {@code v_mV}, {@code [pA]}; empty for none. */
  static String unit(String title) {
    Matcher brackets = IN_BRACKETS.matcher(title.strip());
    if (brackets.matches()) {
      return brackets.group(2).strip();
    }
    Matcher end = AT_END.matcher(title.strip());
    return end.matches() ? end.group(2) : "";
  }

  /** Sweeps from the columns after the first. */
  ReadResult<RecordedFile> file(String format, RecordedUnits assumed, boolean asked) {
    if (titles.size() < 2) {
      say(
          Problem.error("recorded.columns", Location.of(path), "The file has only one column")
              .expected("a column of times and at least one of values"));
    }
    if (problems.stream().anyMatch(Problem::isError)) {
      return ReadResult.failed(problems);
    }
    Optional<RecordedUnits.Time> time = RecordedUnits.Time.of(unit(titles.getFirst()));
    if (time.isEmpty() && !asked) {
      assumed(titles.getFirst(), assumed.time().label());
    }
    double toMs = time.orElse(assumed.time()).toMs();
    double[] tMs = scaled(columns.getFirst(), toMs);
    List<Integer> potentials = new ArrayList<>();
    List<Integer> currents = new ArrayList<>();
    double[] factors = new double[titles.size()];
    for (int c = 1; c < titles.size(); c++) {
      Optional<RecordedUnits.Value> value = RecordedUnits.Value.of(unit(titles.get(c)));
      if (value.isEmpty() && !asked) {
        assumed(titles.get(c), assumed.value().label());
      }
      RecordedUnits.Value taken = value.orElse(assumed.value());
      factors[c] = taken.factor();
      (taken.isPotential() ? potentials : currents).add(c);
    }
    if (potentials.isEmpty()) {
      return ReadResult.failed(
          List.of(
              Problem.error(
                      "recorded.no-potential",
                      Location.of(path),
                      "No column holds a potential, only currents")
                  .expected("a column in V, mV or µV")
                  .hint("Write the unit into the title of the column, for instance v (mV)")));
    }
    List<RecordedSweep> sweeps = new ArrayList<>();
    for (int s = 0; s < potentials.size(); s++) {
      OptionalInt current =
          currents.size() == potentials.size()
              ? OptionalInt.of(currents.get(s))
              : currents.size() == 1 ? OptionalInt.of(currents.getFirst()) : OptionalInt.empty();
      int c = potentials.get(s);
      sweeps.add(
          new RecordedSweep(
              titles.get(c).isBlank() ? "column " + (c + 1) : titles.get(c).strip(),
              tMs,
              scaled(columns.get(c), factors[c]),
              current.isPresent()
                  ? Optional.of(
                      scaled(columns.get(current.getAsInt()), factors[current.getAsInt()]))
                  : Optional.empty()));
    }
    return ReadResult.of(
        new RecordedFile(
            path,
            format,
            sweeps.stream().map(RecordedSweep::name).toList(),
            assumed,
            index -> ReadResult.of(sweeps.get(index), List.of())),
        problems);
  }

  private void assumed(String title, String unit) {
    say(
        Problem.warning(
                "recorded.unit-assumed",
                Location.of(path, 1),
                "The column '" + title + "' does not say its unit; it is taken for " + unit)
            .hint("Choose the units beside the sweep, or write them into the title: t (ms)"));
  }

  private static double[] scaled(double[] values, double factor) {
    double[] result = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      result[k] = values[k] * factor;
    }
    return result;
  }
}
