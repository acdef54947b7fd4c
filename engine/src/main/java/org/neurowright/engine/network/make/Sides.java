package org.neurowright.engine.network.make;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.expression.ColumnRows;
import org.neurowright.engine.expression.Expression;

/** Expressions about single cells. */
final class Sides {
  private static final Pattern EQUALITY =
      Pattern.compile("(\\w+) == (?:'([^'\\\\]*)'|(-?[\\d.]+(?:[eE][+-]?\\d+)?))");

  private Sides() {}

  /** Some nodes as the rows of an expression whose names have a prefix; places are their rows. */
  static ColumnRows rows(Expression expression, NodeFields fields, String prefix, int[] rows) {
    ColumnRows columns = new ColumnRows(expression).places(rows);
    for (String name : expression.names()) {
      switch (fields.field(name.substring(prefix.length())).orElseThrow()) {
        case Field.Numbers(double[] values) ->
            columns.numbers(name, NodeFields.gather(values, rows));
        case Field.Texts(int[] codes, String[] dictionary) ->
            columns.codes(name, Arrays.stream(rows).map(row -> codes[row]).toArray(), dictionary);
      }
    }
    return columns;
  }

  /**
   * A condition as type tables have it: {@code pop_name=='PYR'&ei=='e'} where it is made of
   * equalities, as BMTK writes filters, else as it is.
   */
  static String query(Expression condition) {
    String text = condition.canonicalText();
    StringBuilder query = new StringBuilder();
    for (String part : text.split(" and ")) {
      Matcher matcher = EQUALITY.matcher(part);
      if (!matcher.matches()) {
        return text;
      }
      query
          .append(query.isEmpty() ? "" : "&")
          .append(matcher.group(1))
          .append("=='")
          .append(matcher.group(2) != null ? matcher.group(2) : matcher.group(3))
          .append('\'');
    }
    return query.toString();
  }
}
