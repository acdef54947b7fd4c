package org.neurowright.engine.expression.syntax;

import java.util.List;

/** What an expression says, without knowing whether its names mean anything. */
public sealed interface Tree {
  /** Where it stands in the text. */
  Span span();

  /** A number without sign. */
  record Number(double value, Span span) implements Tree {}

  /** A text in quotes. */
  record Text(String value, Span span) implements Tree {}

  /** {@code true} or {@code false}. */
  record Truth(boolean value, Span span) implements Tree {}

  /** A column, another value or a constant; with its qualifier, as {@code pre.ei}. */
  record Name(String name, Span span) implements Tree {}

  /** Minus a number. */
  record Negation(Tree operand, Span span) implements Tree {}

  /** Two numbers and an operator. */
  record Operation(Arithmetic operator, Tree left, Tree right, Span span) implements Tree {}

  /** Comparisons of neighbours, all of which have to hold; one operand more than signs. */
  record Chain(List<Tree> operands, List<Comparison> signs, Span span) implements Tree {
    public Chain {
      operands = List.copyOf(operands);
      signs = List.copyOf(signs);
    }
  }

  /** {@code value in [...]}, or {@code not in}. */
  record Member(Tree value, List<Tree> elements, boolean negated, Span span) implements Tree {
    public Member {
      elements = List.copyOf(elements);
    }
  }

  /** Both have to hold. */
  record And(Tree left, Tree right, Span span) implements Tree {}

  /** One has to hold at least. */
  record Or(Tree left, Tree right, Span span) implements Tree {}

  /** The operand must not hold. */
  record Not(Tree operand, Span span) implements Tree {}

  /** {@code then if condition else otherwise}. */
  record Conditional(Tree condition, Tree then, Tree otherwise, Span span) implements Tree {}

  /** A function with its arguments. */
  record Call(String function, List<Tree> arguments, Span nameSpan, Span span) implements Tree {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Values in brackets, as an argument. */
  record Listing(List<Tree> elements, Span span) implements Tree {
    public Listing {
      elements = List.copyOf(elements);
    }
  }

  /** A place where something should stand; a problem has told so. */
  record Missing(Span span) implements Tree {}
}
