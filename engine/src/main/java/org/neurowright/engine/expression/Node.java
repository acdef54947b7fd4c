package org.neurowright.engine.expression;

import java.util.List;
import org.neurowright.engine.expression.syntax.Arithmetic;
import org.neurowright.engine.expression.syntax.Comparison;

/** A checked expression: names are columns, types agree, constants are computed. */
sealed interface Node {
  Type type();

  Rate rate();

  /** A number, or true (1) and false (0). */
  record Constant(double value, Type type) implements Node {
    @Override
    public Rate rate() {
      return Rate.CONSTANT;
    }

    boolean isTrue() {
      return type == Type.BOOLEAN && value != 0;
    }

    boolean isFalse() {
      return type == Type.BOOLEAN && value == 0;
    }
  }

  record TextConstant(String value) implements Node {
    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public Rate rate() {
      return Rate.CONSTANT;
    }
  }

  /** A name; {@code index} is its place in {@link Expression#names}. */
  record Variable(int index, String name, Type type, Rate rate) implements Node {}

  record Negation(Node operand) implements Number {
    @Override
    public Rate rate() {
      return operand.rate();
    }
  }

  record Operation(Arithmetic operator, Node left, Node right) implements Number {
    @Override
    public Rate rate() {
      return left.rate().with(right.rate());
    }
  }

  /** A function of numbers. */
  record Call(Function function, List<Node> arguments) implements Number {
    @Override
    public Rate rate() {
      return highest(arguments);
    }
  }

  record Chain(List<Node> operands, List<Comparison> signs) implements Truth {
    @Override
    public Rate rate() {
      return highest(operands);
    }
  }

  record TextEquality(Node left, Node right, boolean negated) implements Truth {
    @Override
    public Rate rate() {
      return left.rate().with(right.rate());
    }
  }

  /** Numbers or texts. */
  record Member(Node value, List<Node> elements, boolean negated) implements Truth {
    @Override
    public Rate rate() {
      return value.rate().with(highest(elements));
    }
  }

  record And(Node left, Node right) implements Truth {
    @Override
    public Rate rate() {
      return left.rate().with(right.rate());
    }
  }

  record Or(Node left, Node right) implements Truth {
    @Override
    public Rate rate() {
      return left.rate().with(right.rate());
    }
  }

  record Not(Node operand) implements Truth {
    @Override
    public Rate rate() {
      return operand.rate();
    }
  }

  record Conditional(Node condition, Node then, Node otherwise, Type type) implements Node {
    @Override
    public Rate rate() {
      return condition.rate().with(then.rate()).with(otherwise.rate());
    }
  }

  /** A random number; {@code call} is its sub-stream. */
  record Draw(Function function, int call, List<Node> arguments) implements Node {
    @Override
    public Type type() {
      return function == Function.BERNOULLI ? Type.BOOLEAN : Type.NUMBER;
    }

    @Override
    public Rate rate() {
      return Rate.PER_ROW;
    }
  }

  /** A random constant of a list; {@code cumulative} ends with 1. */
  record Choice(int call, List<Node> values, List<Double> cumulative, Type type) implements Node {
    @Override
    public Rate rate() {
      return Rate.PER_ROW;
    }
  }

  record Lower(Node text) implements Node {
    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public Rate rate() {
      return text.rate();
    }
  }

  /** {@code startswith} or {@code contains}. */
  record TextTest(Function function, Node text, Node part) implements Truth {
    @Override
    public Rate rate() {
      return text.rate().with(part.rate());
    }
  }

  record Has(Variable variable) implements Truth {
    @Override
    public Rate rate() {
      return variable.rate();
    }
  }

  /** What gives a number. */
  sealed interface Number extends Node {
    @Override
    default Type type() {
      return Type.NUMBER;
    }
  }

  /** What gives true or false. */
  sealed interface Truth extends Node {
    @Override
    default Type type() {
      return Type.BOOLEAN;
    }
  }

  private static Rate highest(List<Node> nodes) {
    Rate rate = Rate.CONSTANT;
    for (Node node : nodes) {
      rate = rate.with(node.rate());
    }
    return rate;
  }
}
