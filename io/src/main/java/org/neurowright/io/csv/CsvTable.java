package org.neurowright.io.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Location;

/**
 * A table of text cells; missing cells are null.
 *
 * @param file path for messages
 * @param columns names in the order of the file
 * @param rows cells, each row as long as {@code columns}
 * @param lines line number of each row in the file, counted from 1
 */
public record CsvTable(String file, List<String> columns, List<String[]> rows, int[] lines) {

  /**
   * A number as CPython and pandas would read it (Java alone would also take {@code 1d} or {@code
   * 0x1p3}).
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(\\d+\\.?\\d*([eE][+-]?\\d+)?|\\.\\d+([eE][+-]?\\d+)?|inf|infinity|Inf|Infinity)");

  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  public int size() {
    return rows.size();
  }

  public OptionalInt column(String name) {
    int index = columns.indexOf(name);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The cell's text, or null. */
  public String cell(int row, int column) {
    return rows.get(row)[column];
  }

  public Location where(int row) {
    return new Location(file, lines[row], 0, "");
  }

  /** True when every cell that is not missing is a number, and there is at least one. */
  public boolean isNumeric(int column) {
    boolean any = false;
    for (String[] row : rows) {
      if (row[column] != null) {
        any = true;
        if (!isNumber(row[column])) {
          return false;
        }
      }
    }
    return any;
  }

  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** Value of a text for which {@link #isNumber} holds. */
  public static double number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsvTable that
        && file.equals(that.file)
        && columns.equals(that.columns)
        && Arrays.equals(lines, that.lines)
        && Arrays.deepEquals(rows.toArray(), that.rows.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + columns.hashCode();
  }
}
