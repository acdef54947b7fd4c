package org.neurowright.engine.expression;

/**
 * The values of names in the rows that an expression is evaluated for. A name is given by its index
 * in {@link Expression#names}; only names of the expression are asked for, each by the methods that
 * fit its type and rate. {@link ColumnRows} does for columns that stand in arrays.
 */
public interface Rows {
  /**
   * Numbers (or true and false as 1 and 0) that change with the row; NaN is missing.
   *
   * @param from first row wanted
   * @param count how many rows
   * @param out receives them from its beginning
   */
  void numbers(int name, int from, int count, double[] out);

  /** Texts that change with the row, as indices of {@link #dictionary}; -1 is missing. */
  void codes(int name, int from, int count, int[] out);

  /** A number that is the same for all rows; NaN is missing. */
  double number(int name);

  /** A text that is the same for all rows; -1 is missing. */
  int code(int name);

  /**
   * The texts that codes stand for. Evaluators translate an array once: give the same array again
   * as long as its contents are the same, and another when they are not.
   */
  String[] dictionary(int name);

  /**
   * What identifies each row for random numbers, or null when row k is place k (from the first
   * place that the evaluation is given). Rows found by a search give the number of the cell here,
   * so that the numbers do not depend on how it was found.
   */
  default int[] places() {
    return null;
  }
}
