package org.neurowright.engine.description;

import java.util.Optional;

/**
 * One attribute of all rows of a table; a row may lack it (its group does not have the column).
 * Arrays handed over are owned by the column.
 */
public sealed interface Column {

  int size();

  /** False when the row's group does not have this column. */
  boolean isPresent(int row);

  /** The value, empty when not present. Vector columns give their text form. */
  Optional<Value> value(int row);

  /** Integers and reals; a row without the attribute holds NaN and is absent. */
  record Numbers(double[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isPresent(int row) {
      return !Double.isNaN(values[row]);
    }

    @Override
    public Optional<Value> value(int row) {
      return isPresent(row) ? Optional.of(new Value.Num(values[row])) : Optional.empty();
    }
  }

  /** Text; a row without the attribute holds null. */
  record Texts(String[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isPresent(int row) {
      return values[row] != null;
    }

    @Override
    public Optional<Value> value(int row) {
      return Optional.ofNullable(values[row]).map(Value.Text::new);
    }
  }

  /** Fixed-width vectors, row-major: {@code values[row * width + k]}; absent rows hold NaN. */
  record Vectors(double[] values, int width) implements Column {
    @Override
    public int size() {
      return values.length / width;
    }

    @Override
    public boolean isPresent(int row) {
      return !Double.isNaN(values[row * width]);
    }

    @Override
    public Optional<Value> value(int row) {
      if (!isPresent(row)) {
        return Optional.empty();
      }
      StringBuilder text = new StringBuilder("[");
      for (int k = 0; k < width; k++) {
        text.append(k == 0 ? "" : ", ").append(values[row * width + k]);
      }
      return Optional.of(new Value.Text(text.append(']').toString()));
    }
  }
}
