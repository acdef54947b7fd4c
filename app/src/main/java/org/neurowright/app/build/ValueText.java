package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.ValueRule;

/**
 * Values of a column as they are typed into one cell of a table: {@code 3}, {@code exc.swc}, {@code
 * = normal(10, 2)}, {@code values: 1, 2, 3}, {@code csv: cells.csv, tau}, {@code null}. A text that
 * would mean something else stands in double quotes.
 */
public final class ValueText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final String VALUES = "values:";
  private static final String CSV = "csv:";
  private static final String NONE = "null";

  private ValueText() {}

  /** The values as text; {@link #parse} gives the same values back. */
  public static String of(ValueRule rule) {
    return switch (rule) {
      case ValueRule.Constant(Value value) -> of(value);
      case ValueRule.Absent() -> NONE;
      case ValueRule.Expression(String text) -> "= " + text;
      case ValueRule.Listed(List<Value> values) ->
          VALUES + " " + values.stream().map(ValueText::item).collect(Collectors.joining(", "));
      case ValueRule.FromCsv(String file, String column) -> CSV + " " + file + ", " + column;
    };
  }

  private static String of(Value value) {
    return switch (value) {
      case Value.Num number -> number.toString();
      case Value.Text(String text) -> isPlain(text) ? text : '"' + text + '"';
    };
  }

  private static String item(Value value) {
    return value instanceof Value.Text(String text) && text.indexOf(',') >= 0
        ? '"' + text + '"'
        : of(value);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.strip().equals(text)
        && !NUMBER.matcher(text).matches()
        && !text.startsWith("=")
        && !text.startsWith("\"")
        && !text.startsWith(VALUES)
        && !text.startsWith(CSV)
        && !text.equals(NONE);
  }

  /**
   * Values from text.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static ValueRule parse(String typed) {
    String text = typed.strip();
    if (text.startsWith("=")) {
      return new ValueRule.Expression(text.substring(1).strip());
    }
    if (text.equals(NONE)) {
      return new ValueRule.Absent();
    }
    if (text.startsWith(VALUES)) {
      return new ValueRule.Listed(items(text.substring(VALUES.length())));
    }
    if (text.startsWith(CSV)) {
      String rest = text.substring(CSV.length());
      int comma = rest.lastIndexOf(',');
      if (comma < 0) {
        throw new IllegalArgumentException(
            "After csv: the file and its column are needed, as in csv: cells.csv, tau");
      }
      return new ValueRule.FromCsv(
          rest.substring(0, comma).strip(), rest.substring(comma + 1).strip());
    }
    return new ValueRule.Constant(value(text));
  }

  private static Value value(String text) {
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return new Value.Text(text.substring(1, text.length() - 1));
    }
    return NUMBER.matcher(text).matches()
        ? new Value.Num(Double.parseDouble(text))
        : new Value.Text(text);
  }

  private static List<Value> items(String text) {
    List<Value> values = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      if (c == ',' && !quoted) {
        values.add(value(item.toString().strip()));
        item.setLength(0);
      } else {
        quoted ^= c == '"';
        item.append(c);
      }
    }
    if (!item.toString().isBlank() || !values.isEmpty()) {
      values.add(value(item.toString().strip()));
    }
    return values;
  }
}
