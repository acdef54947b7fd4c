package org.neurowright.engine.expression.syntax;

/** An operator between two numbers. */
public enum Arithmetic {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  /** The remainder has the sign of the divisor, as in Python. */
  REMAINDER("%"),
  POWER("^");

  private final String sign;

  Arithmetic(String sign) {
    this.sign = sign;
  }

  /** How it is written. */
  public String sign() {
    return sign;
  }
}
