package org.neurowright.engine.recipe;

import java.util.List;
import org.neurowright.engine.description.Value;

/** Where the values of a column come from. */
public sealed interface ValueRule {

  /** The same for all: belongs to the type. */
  record Constant(Value value) implements ValueRule {}

  /** No value; {@code NULL} in the types table. */
  record Absent() implements ValueRule {}

  /** One for each cell, or for each row of edges, in order. */
  record Listed(List<Value> values) implements ValueRule {
    public Listed {
      values = List.copyOf(values);
    }
  }

  /**
   * Computed for each.
   *
   * @param text in the language of {@code engine.expression}
   */
  record Expression(String text) implements ValueRule {}

  /**
   * A column of a csv file, one line for each.
   *
   * @param file relative to the document's folder
   * @param column name in its first line
   */
  record FromCsv(String file, String column) implements ValueRule {}

  static ValueRule of(double number) {
    return new Constant(new Value.Num(number));
  }

  static ValueRule of(String text) {
    return new Constant(new Value.Text(text));
  }

  static ValueRule expression(String text) {
    return new Expression(text);
  }
}
