package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/** Writes out FROM loops with constant bounds, so that every equation names its states plainly. */
final class Unroll {
  private static final int MAXIMUM_TURNS = 4096;

  private Unroll() {}

  /**
   * Unrolls the loops that contain a statement of the given kind, and turns constant indices to
   * numbers.
   */
  static List<Stmt> loopsAround(
      List<Stmt> statements, SymbolTable symbols, Predicate<Stmt> wanted) {
    List<Stmt> unrolled =
        Trees.replace(
            statements,
            s -> {
              if (s instanceof Stmt.From loop && Trees.any(loop.body(), wanted::test)) {
                return unroll(loop, symbols).map(list -> loopsAround(list, symbols, wanted));
              }
              return Optional.empty();
            });
    return Trees.mapExpressions(
        unrolled,
        e ->
            e instanceof Expr.Element x && constant(x.index(), symbols).isPresent()
                ? new Expr.Element(
                    x.at(), x.name(), index(x.at(), constant(x.index(), symbols).getAsInt()))
                : e);
  }

  private static Optional<List<Stmt>> unroll(Stmt.From loop, SymbolTable symbols) {
    OptionalInt from = constant(loop.from(), symbols);
    OptionalInt to = constant(loop.to(), symbols);
    OptionalInt by = loop.by().isPresent() ? constant(loop.by().get(), symbols) : OptionalInt.of(1);
    if (from.isEmpty() || to.isEmpty() || by.isEmpty() || by.getAsInt() <= 0) {
      return Optional.empty();
    }
    if ((to.getAsInt() - from.getAsInt()) / by.getAsInt() > MAXIMUM_TURNS) {
      return Optional.empty();
    }
    List<Stmt> result = new ArrayList<>();
    for (int i = from.getAsInt(); i <= to.getAsInt(); i += by.getAsInt()) {
      int turn = i;
      List<Stmt> body =
          Trees.mapExpressions(
              loop.body(),
              e ->
                  e instanceof Expr.Name n && n.name().equals(loop.index())
                      ? index(n.at(), turn)
                      : e);
      result.add(new Stmt.Group(loop.at(), body));
    }
    return Optional.of(result);
  }

  private static Expr index(Position at, int value) {
    return new Expr.Num(at, Integer.toString(value), "");
  }

  /** The value of an integer expression of numbers and DEFINEd names. */
  static OptionalInt constant(Expr expression, SymbolTable symbols) {
    return switch (expression) {
      case Expr.Num n -> OptionalInt.of((int) n.value());
      case Expr.Name n ->
          symbols.symbols().get(n.name()) instanceof Symbol.Constant c
              ? OptionalInt.of((int) c.value())
              : OptionalInt.empty();
      case Expr.Unary u -> {
        OptionalInt inner = constant(u.operand(), symbols);
        yield u.operator() == Expr.UnaryOperator.MINUS && inner.isPresent()
            ? OptionalInt.of(-inner.getAsInt())
            : OptionalInt.empty();
      }
      case Expr.Binary b -> {
        OptionalInt l = constant(b.left(), symbols);
        OptionalInt r = constant(b.right(), symbols);
        if (l.isEmpty() || r.isEmpty()) {
          yield OptionalInt.empty();
        }
        yield switch (b.operator()) {
          case PLUS -> OptionalInt.of(l.getAsInt() + r.getAsInt());
          case MINUS -> OptionalInt.of(l.getAsInt() - r.getAsInt());
          case TIMES -> OptionalInt.of(l.getAsInt() * r.getAsInt());
          case DIVIDE ->
              r.getAsInt() == 0 ? OptionalInt.empty() : OptionalInt.of(l.getAsInt() / r.getAsInt());
          case POWER, OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
              OptionalInt.empty();
        };
      }
      case Expr.Element e -> OptionalInt.empty();
      case Expr.Prime p -> OptionalInt.empty();
      case Expr.Lagged l -> OptionalInt.empty();
      case Expr.Call c -> OptionalInt.empty();
      case Expr.Text t -> OptionalInt.empty();
      case Expr.AddressOf a -> OptionalInt.empty();
    };
  }
}
