package org.neurowright.engine.expression;

import java.util.Arrays;
import java.util.List;

/** Rows whose columns stand in arrays. Names that the expression does not use are ignored. */
public final class ColumnRows implements Rows {
  private final List<String> names;
  private final double[][] numbers;
  private final int[][] codes;
  private final String[][] dictionaries;
  private int[] places;

  public ColumnRows(Expression expression) {
    names = expression.names();
    numbers = new double[names.size()][];
    codes = new int[names.size()][];
    dictionaries = new String[names.size()][];
  }

  /** A column of numbers, one per row. */
  public ColumnRows numbers(String name, double... values) {
    int index = names.indexOf(name);
    if (index >= 0) {
      numbers[index] = values;
    }
    return this;
  }

  /** A number for all rows. */
  public ColumnRows number(String name, double value) {
    return numbers(name, value);
  }

  /** A column of texts, one per row: indices of the dictionary, -1 where missing. */
  public ColumnRows codes(String name, int[] values, String[] dictionary) {
    int index = names.indexOf(name);
    if (index >= 0) {
      codes[index] = values;
      dictionaries[index] = dictionary;
    }
    return this;
  }

  /** A column of texts, null where missing. */
  public ColumnRows texts(String name, String... values) {
    String[] dictionary =
        Arrays.stream(values).filter(v -> v != null).distinct().toArray(String[]::new);
    List<String> list = Arrays.asList(dictionary);
    return codes(name, Arrays.stream(values).mapToInt(list::indexOf).toArray(), dictionary);
  }

  /** A text for all rows, null where missing. */
  public ColumnRows text(String name, String value) {
    return texts(name, value);
  }

  /** What identifies the rows for random numbers. */
  public ColumnRows places(int[] rows) {
    places = rows;
    return this;
  }

  @Override
  public void numbers(int name, int from, int count, double[] out) {
    System.arraycopy(column(numbers, name), from, out, 0, count);
  }

  @Override
  public void codes(int name, int from, int count, int[] out) {
    System.arraycopy(column(codes, name), from, out, 0, count);
  }

  @Override
  public double number(int name) {
    return column(numbers, name)[0];
  }

  @Override
  public int code(int name) {
    return column(codes, name)[0];
  }

  @Override
  public String[] dictionary(int name) {
    return column(dictionaries, name);
  }

  @Override
  public int[] places() {
    return places;
  }

  private <T> T column(T[] columns, int name) {
    if (columns[name] == null) {
      throw new IllegalStateException("no values given for " + names.get(name));
    }
    return columns[name];
  }
}
