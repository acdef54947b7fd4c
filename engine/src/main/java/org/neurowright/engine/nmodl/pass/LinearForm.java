package org.neurowright.engine.nmodl.pass;

import java.util.Optional;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;

/**
 * An expression as {@code slope * x + rest}, found by looking at its form alone.
 *
 * <p>The two parts keep the form in which NEURON's translator writes them, because the order of
 * operations decides the last bit: for {@code (inf - x)/tau} the slope is {@code -1/tau} and the
 * rest {@code inf/tau}.
 *
 * @param slope factor of x, empty when x does not occur
 * @param rest what remains for x = 0, empty when nothing does
 */
record LinearForm(Optional<Expr> slope, Optional<Expr> rest) {

  /** Why an expression is not linear in x. */
  static final class NotLinear extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Position at;
    private final boolean product;

    NotLinear(Position at, boolean product) {
      super(null, null, false, false);
      this.at = at;
      this.product = product;
    }

    Position at() {
      return at;
    }

    /** True when two factors that both contain x are multiplied. */
    boolean isProduct() {
      return product;
    }
  }

  /**
   * Splits an expression.
   *
   * @param variable x, a name or an element
   * @throws NotLinear when the form is not linear in x
   */
  static LinearForm of(Expr expression, Expr variable) throws NotLinear {
    if (expression.equals(variable)) {
      return new LinearForm(Optional.of(Trees.number(expression.at(), "1.0")), Optional.empty());
    }
    if (!depends(expression, variable)) {
      return new LinearForm(Optional.empty(), Optional.of(expression));
    }
    return switch (expression) {
      case Expr.Unary u when u.operator() == Expr.UnaryOperator.MINUS -> {
        LinearForm inner = of(u.operand(), variable);
        yield new LinearForm(
            inner.slope.map(LinearForm::negate), inner.rest.map(LinearForm::negate));
      }
      case Expr.Binary b ->
          switch (b.operator()) {
            case PLUS -> sum(of(b.left(), variable), of(b.right(), variable));
            case MINUS -> difference(of(b.left(), variable), of(b.right(), variable));
            case TIMES -> {
              if (depends(b.left(), variable) && depends(b.right(), variable)) {
                throw new NotLinear(b.at(), true);
              }
              if (depends(b.left(), variable)) {
                LinearForm left = of(b.left(), variable);
                yield new LinearForm(
                    left.slope.map(s -> product(s, b.right())),
                    left.rest.map(r -> product(r, b.right())));
              }
              LinearForm right = of(b.right(), variable);
              yield new LinearForm(
                  right.slope.map(s -> product(b.left(), s)),
                  right.rest.map(r -> product(b.left(), r)));
            }
            case DIVIDE -> {
              if (depends(b.right(), variable)) {
                throw new NotLinear(b.at(), false);
              }
              LinearForm left = of(b.left(), variable);
              yield new LinearForm(
                  left.slope.map(s -> Trees.over(s, b.right())),
                  left.rest.map(r -> Trees.over(r, b.right())));
            }
            case POWER, OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                throw new NotLinear(b.at(), false);
          };
      case Expr.Unary u -> throw new NotLinear(u.at(), false);
      case Expr.Call c -> throw new NotLinear(c.at(), false);
      case Expr.Element e -> throw new NotLinear(e.at(), false);
      case Expr.Num n -> throw new NotLinear(n.at(), false);
      case Expr.Name n -> throw new NotLinear(n.at(), false);
      case Expr.Prime p -> throw new NotLinear(p.at(), false);
      case Expr.Lagged l -> throw new NotLinear(l.at(), false);
      case Expr.Text t -> throw new NotLinear(t.at(), false);
      case Expr.AddressOf a -> throw new NotLinear(a.at(), false);
    };
  }

  static boolean depends(Expr expression, Expr variable) {
    boolean[] found = {false};
    Trees.walk(expression, e -> found[0] |= e.equals(variable));
    return found[0];
  }

  private static LinearForm sum(LinearForm a, LinearForm b) {
    return new LinearForm(add(a.slope, b.slope), add(a.rest, b.rest));
  }

  private static Optional<Expr> add(Optional<Expr> a, Optional<Expr> b) {
    if (a.isEmpty()) {
      return b;
    }
    return b.isEmpty() ? a : Optional.of(Trees.plus(a.get(), b.get()));
  }

  private static LinearForm difference(LinearForm a, LinearForm b) {
    return new LinearForm(subtract(a.slope, b.slope), subtract(a.rest, b.rest));
  }

  private static Optional<Expr> subtract(Optional<Expr> a, Optional<Expr> b) {
    if (b.isEmpty()) {
      return a;
    }
    return a.isEmpty() ? Optional.of(negate(b.get())) : Optional.of(Trees.minus(a.get(), b.get()));
  }

  private static Expr negate(Expr e) {
    return Trees.minus(e);
  }

  /** Multiplying by one is exact and left out. */
  private static Expr product(Expr a, Expr b) {
    if (Trees.isNumber(a, 1.0)) {
      return b;
    }
    return Trees.isNumber(b, 1.0) ? a : Trees.times(a, b);
  }
}
