package org.neurowright.engine.network.make;

/** An attribute of all nodes of a network as expressions see it. */
sealed interface Field {
  /** Numbers by row; NaN where missing. */
  record Numbers(double[] values) implements Field {}

  /** Texts by row as indices of the dictionary; -1 where missing. */
  record Texts(int[] codes, String[] dictionary) implements Field {}

  /** The text at a row as a modeller would write it; empty where missing. */
  default String text(int row) {
    return switch (this) {
      case Numbers(double[] values) ->
          Double.isNaN(values[row])
              ? ""
              : new org.neurowright.engine.description.Value.Num(values[row]).toString();
      case Texts(int[] codes, String[] dictionary) -> codes[row] < 0 ? "" : dictionary[codes[row]];
    };
  }
}
