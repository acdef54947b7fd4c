package org.neurowright.engine.nmodl.ast;

import java.util.List;
import java.util.Optional;

/** An expression. Parentheses are not kept: the tree is the grouping (but see {@link Num}). */
public sealed interface Expr {
  Position at();

  /**
   * A number.
   *
   * @param text as written
   * @param unit text of the unit behind it, empty when none; units never change the value
   * @param alone true when it stands alone in parentheses, which makes it a conversion factor for
   *     the unit checks. As a position, this is no part of the number's identity
   */
  record Num(Position at, String text, String unit, boolean alone) implements Expr {
    /** A number that is no conversion factor. */
    public Num(Position at, String text, String unit) {
      this(at, text, unit, false);
    }

    public double value() {
      return Double.parseDouble(text);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Num num && text.equals(num.text) && unit.equals(num.unit);
    }

    @Override
    public int hashCode() {
      return 31 * text.hashCode() + unit.hashCode();
    }
  }

  /** A variable. */
  record Name(Position at, String name) implements Expr {}

  /** An element of an array. */
  record Element(Position at, String name, Expr index) implements Expr {}

  /**
   * A time derivative {@code x'}.
   *
   * @param order number of primes
   */
  record Prime(Position at, String name, int order, Optional<Expr> index) implements Expr {}

  /** An earlier value {@code x@1} in a DISCRETE block. */
  record Lagged(Position at, String name, int steps, Optional<Expr> index) implements Expr {}

  /** A call of a function or procedure. */
  record Call(Position at, String name, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A string, only as an argument. */
  record Text(Position at, String value) implements Expr {}

  /** {@code &x}, only as an argument of code that wants a pointer. */
  record AddressOf(Position at, Expr variable) implements Expr {}

  record Unary(Position at, UnaryOperator operator, Expr operand) implements Expr {}

  record Binary(Position at, BinaryOperator operator, Expr left, Expr right) implements Expr {}

  /** Operators with one operand. */
  enum UnaryOperator {
    MINUS("-"),
    NOT("!");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** Operators with two operands; a higher level binds more tightly. */
  enum BinaryOperator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 3),
    LESS_EQUAL("<=", 3),
    GREATER(">", 3),
    GREATER_EQUAL(">=", 3),
    PLUS("+", 4),
    MINUS("-", 4),
    TIMES("*", 5),
    DIVIDE("/", 5),
    POWER("^", 7);

    private final String symbol;
    private final int level;

    BinaryOperator(String symbol, int level) {
      this.symbol = symbol;
      this.level = level;
    }

    public String symbol() {
      return symbol;
    }

    public int level() {
      return level;
    }

    /** True for comparisons and {@code && ||}, whose value is 0 or 1. */
    public boolean isLogical() {
      return level <= 3;
    }
  }
}
