package org.neurowright.engine.expression;

/** How often a value changes; in the order of this enumeration. */
public enum Rate {
  /** Never: it is written in the expression. */
  CONSTANT,
  /**
   * Once for all rows of one evaluation, for instance a column of the target cell when the rows are
   * its possible sources. What depends on such values only is computed once.
   */
  PER_BLOCK,
  /** With every row. */
  PER_ROW;

  Rate with(Rate other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
