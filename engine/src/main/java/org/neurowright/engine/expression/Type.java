package org.neurowright.engine.expression;

/** What kind of value an expression or a name has. */
public enum Type {
  /** A number; a missing one is NaN. */
  NUMBER("a number"),
  /** True or false. Where a number is wanted, 1 or 0. */
  BOOLEAN("true or false"),
  /** A text; may be missing. */
  TEXT("a text");

  private final String words;

  Type(String words) {
    this.words = words;
  }

  /** How to say it to a modeller. */
  public String words() {
    return words;
  }

  boolean isNumeric() {
    return this != TEXT;
  }
}
