package org.neurowright.io.hoc.lang;

import java.util.List;

/** Something with a value. Every node has its {@link Place}. */
public sealed interface Expr {
  int place();

  record Num(int place, double value) implements Expr {}

  record Text(int place, String value) implements Expr {}

  /**
   * Names joined by dots: {@code cell.soma[0].v(0.5)}.
   *
   * @param parts at least one
   */
  record Chain(int place, List<Part> parts) implements Expr {
    public Part last() {
      return parts.getLast();
    }

    /** As written, without arguments. */
    public String shown() {
      StringBuilder text = new StringBuilder();
      for (Part part : parts) {
        text.append(text.isEmpty() ? "" : ".").append(part.shown());
      }
      return text.toString();
    }
  }

  record Unary(int place, Operator operator, Expr operand) implements Expr {}

  record Binary(int place, Operator operator, Expr left, Expr right) implements Expr {}

  /**
   * {@code target = value}, {@code target += value}.
   *
   * @param operator null for {@code =}
   */
  record Assign(int place, Chain target, Operator operator, Expr value) implements Expr {}

  record New(int place, String template, List<Expr> arguments) implements Expr {}

  /** {@code &x}: the variable itself as an argument. */
  record Pointer(int place, Chain target) implements Expr {}

  /** {@code a:b} in {@code diam(0:1) = 2:1}. */
  record Ramp(int place, Expr from, Expr to) implements Expr {}

  /** What a part of a chain begins with. */
  enum Head {
    NAME,
    LOCAL,
    NUMBER_ARGUMENT,
    TEXT_ARGUMENT,
    OBJECT_ARGUMENT,
    POINTER_ARGUMENT
  }

  /**
   * One part of a chain.
   *
   * @param head a name, a local variable, an argument
   * @param name the name; {@code 1} of {@code $1}, {@code i} of {@code $i}
   * @param slot number of the local variable, or of {@code i} in {@code $i}
   * @param indices in brackets
   * @param arguments in parentheses; null without parentheses
   */
  record Part(
      int place, Head head, String name, int slot, List<Expr> indices, List<Expr> arguments) {
    public boolean isCall() {
      return arguments != null;
    }

    public String shown() {
      String sigil =
          switch (head) {
            case NAME, LOCAL -> "";
            case NUMBER_ARGUMENT -> "$";
            case TEXT_ARGUMENT -> "$s";
            case OBJECT_ARGUMENT -> "$o";
            case POINTER_ARGUMENT -> "$&";
          };
      return sigil + name;
    }
  }
}
