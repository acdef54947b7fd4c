package org.neurowright.io.hoc.lang;

/** An operator between two values, or in front of one. */
public enum Operator {
  OR("||", 1),
  AND("&&", 2),
  GREATER(">", 3),
  GREATER_EQUAL(">=", 3),
  LESS("<", 3),
  LESS_EQUAL("<=", 3),
  EQUAL("==", 3),
  NOT_EQUAL("!=", 3),
  ADD("+", 4),
  SUBTRACT("-", 4),
  MULTIPLY("*", 5),
  DIVIDE("/", 5),
  REMAINDER("%", 5),
  NEGATE("-", 6),
  NOT("!", 6),
  POWER("^", 7);

  private final String text;
  private final int precedence;

  Operator(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  public String text() {
    return text;
  }

  int precedence() {
    return precedence;
  }

  /** The operator between two values that is written so; null for other texts. */
  static Operator between(String text) {
    for (Operator operator : values()) {
      if (operator != NEGATE && operator != NOT && operator.text.equals(text)) {
        return operator;
      }
    }
    return null;
  }
}
