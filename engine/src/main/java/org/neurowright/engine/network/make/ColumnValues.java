package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.NodeColumn;

/** Columns from lists and csv files. */
final class ColumnValues {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");
  private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");

  private ColumnValues() {}

  /** Whole numbers, numbers, or texts if there is one among them. */
  static NodeColumn of(List<Value> values) {
    if (values.stream().allMatch(Value.Num.class::isInstance)) {
      double[] numbers = values.stream().mapToDouble(v -> ((Value.Num) v).value()).toArray();
      boolean whole = true;
      for (double number : numbers) {
        whole &= number == Math.rint(number) && Math.abs(number) < 0x1p53;
      }
      return whole ? integers(numbers) : new NodeColumn.Reals(numbers);
    }
    return texts(values.stream().map(Value::toString).toList());
  }

  /** A column of a csv file: whole numbers when all are written so, else numbers, else texts. */
  static NodeColumn of(RecipeFiles.Table table, int column) {
    List<String> cells = new ArrayList<>(table.size());
    table.rows().forEach(row -> cells.add(row[column]));
    boolean whole = cells.stream().allMatch(c -> c != null && WHOLE.matcher(c).matches());
    if (whole) {
      return new NodeColumn.Integers(
          cells.stream().mapToLong(c -> Long.parseLong(c.strip())).toArray());
    }
    return numbers(table, column)
        .<NodeColumn>map(NodeColumn.Reals::new)
        .orElseGet(() -> texts(cells));
  }

  /** The cells as numbers, NaN where missing; empty when one of them is something else. */
  static Optional<double[]> numbers(RecipeFiles.Table table, int column) {
    double[] numbers = new double[table.size()];
    for (int row = 0; row < numbers.length; row++) {
      String cell = table.rows().get(row)[column];
      if (cell != null && !NUMBER.matcher(cell).matches()) {
        return Optional.empty();
      }
      numbers[row] = cell == null ? Double.NaN : Double.parseDouble(cell);
    }
    return Optional.of(numbers);
  }

  static NodeColumn integers(double[] numbers) {
    long[] values = new long[numbers.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = (long) numbers[k];
    }
    return new NodeColumn.Integers(values);
  }

  /** Texts, null where missing. */
  static NodeColumn.Texts texts(List<String> values) {
    Map<String, Integer> codes = new HashMap<>();
    List<String> dictionary = new ArrayList<>();
    int[] code = new int[values.size()];
    for (int k = 0; k < code.length; k++) {
      String text = values.get(k);
      code[k] =
          text == null
              ? -1
              : codes.computeIfAbsent(
                  text,
                  t -> {
                    dictionary.add(t);
                    return dictionary.size() - 1;
                  });
    }
    return new NodeColumn.Texts(code, dictionary);
  }
}
