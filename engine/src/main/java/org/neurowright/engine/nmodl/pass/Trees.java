package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;

/** Walking and rewriting of trees. */
public final class Trees {
  private Trees() {}

  // ---------------------------------------------------------------- building

  static Expr number(Position at, String text) {
    return new Expr.Num(at, text, "");
  }

  static Expr name(Position at, String name) {
    return new Expr.Name(at, name);
  }

  static Expr minus(Expr e) {
    return new Expr.Unary(e.at(), Expr.UnaryOperator.MINUS, e);
  }

  static Expr plus(Expr a, Expr b) {
    return new Expr.Binary(a.at(), Expr.BinaryOperator.PLUS, a, b);
  }

  static Expr minus(Expr a, Expr b) {
    return new Expr.Binary(a.at(), Expr.BinaryOperator.MINUS, a, b);
  }

  static Expr times(Expr a, Expr b) {
    return new Expr.Binary(a.at(), Expr.BinaryOperator.TIMES, a, b);
  }

  static Expr over(Expr a, Expr b) {
    return new Expr.Binary(a.at(), Expr.BinaryOperator.DIVIDE, a, b);
  }

  static Expr compare(Expr a, Expr.BinaryOperator operator, Expr b) {
    return new Expr.Binary(a.at(), operator, a, b);
  }

  static Stmt assign(Expr target, Expr value) {
    return new Stmt.Assign(target.at(), target, value);
  }

  static boolean isNumber(Expr e, double value) {
    return e instanceof Expr.Num num && num.value() == value;
  }

  // ---------------------------------------------------------------- walking

  /** Visits the expression and its parts, outermost first. */
  public static void walk(Expr expression, Consumer<Expr> visitor) {
    visitor.accept(expression);
    switch (expression) {
      case Expr.Num ignored -> {}
      case Expr.Name ignored -> {}
      case Expr.Text ignored -> {}
      case Expr.Element e -> walk(e.index(), visitor);
      case Expr.Prime p -> p.index().ifPresent(i -> walk(i, visitor));
      case Expr.Lagged l -> l.index().ifPresent(i -> walk(i, visitor));
      case Expr.Call c -> c.arguments().forEach(a -> walk(a, visitor));
      case Expr.AddressOf a -> walk(a.variable(), visitor);
      case Expr.Unary u -> walk(u.operand(), visitor);
      case Expr.Binary b -> {
        walk(b.left(), visitor);
        walk(b.right(), visitor);
      }
    }
  }

  /** Visits all statements, outermost first. */
  public static void walk(List<Stmt> statements, Consumer<Stmt> visitor) {
    for (Stmt statement : statements) {
      visitor.accept(statement);
      inner(statement).forEach(list -> walk(list, visitor));
    }
  }

  /** Visits every expression of the statements, assignment targets included. */
  public static void walkExpressions(List<Stmt> statements, Consumer<Expr> visitor) {
    walk(statements, s -> expressions(s).forEach(e -> walk(e, visitor)));
  }

  /** Whether some statement looks into a table. */
  public static boolean mentionsTable(List<Stmt> statements) {
    return any(statements, s -> s instanceof Stmt.TableLookup);
  }

  /** The statement lists inside a statement. */
  static List<List<Stmt>> inner(Stmt statement) {
    return switch (statement) {
      case Stmt.If i -> List.of(i.then(), i.otherwise());
      case Stmt.While w -> List.of(w.body());
      case Stmt.From f -> List.of(f.body());
      case Stmt.ForAll f -> List.of(f.body());
      case Stmt.Group g -> List.of(g.body());
      case Stmt.Solve s -> List.of(s.ifError());
      case Stmt.ForNetCons f -> List.of(f.body());
      case Stmt.NestedInitial n -> List.of(n.body());
      case Stmt.Repeat r -> List.of(r.body());
      case Stmt.Newton n -> List.of(n.body());
      case Stmt.TableLookup t -> List.of(t.direct());
      case Stmt.Labelled l -> List.of(l.body());
      case Stmt.Protect p -> List.of(List.of(p.assignment()));
      case Stmt.Local ignored -> List.of();
      case Stmt.Assign ignored -> List.of();
      case Stmt.Invoke ignored -> List.of();
      case Stmt.Conductance ignored -> List.of();
      case Stmt.Verbatim ignored -> List.of();
      case Stmt.Table ignored -> List.of();
      case Stmt.UnitsSwitch ignored -> List.of();
      case Stmt.Watch ignored -> List.of();
      case Stmt.Reaction ignored -> List.of();
      case Stmt.Equation ignored -> List.of();
      case Stmt.Conserve ignored -> List.of();
      case Stmt.Compartment ignored -> List.of();
      case Stmt.Mutex ignored -> List.of();
      case Stmt.Obsolete ignored -> List.of();
      case Stmt.Fail ignored -> List.of();
      case Stmt.LinearSolve ignored -> List.of();
      case Stmt.Arm ignored -> List.of();
      case Stmt.Leave ignored -> List.of();
      case Stmt.Return ignored -> List.of();
    };
  }

  /** The expressions that stand directly in a statement. */
  static List<Expr> expressions(Stmt statement) {
    return switch (statement) {
      case Stmt.Assign a -> List.of(a.target(), a.value());
      case Stmt.Invoke i -> List.of(i.call());
      case Stmt.If i -> List.of(i.condition());
      case Stmt.While w -> List.of(w.condition());
      case Stmt.From f -> {
        List<Expr> list = new ArrayList<>(List.of(f.from(), f.to()));
        f.by().ifPresent(list::add);
        yield list;
      }
      case Stmt.Watch w -> List.of(w.left(), w.right(), w.flag());
      case Stmt.Reaction r -> {
        List<Expr> list = new ArrayList<>();
        r.left().forEach(x -> list.add(x.variable()));
        r.right().forEach(x -> list.add(x.variable()));
        list.add(r.forward());
        r.backward().ifPresent(list::add);
        yield list;
      }
      case Stmt.Equation e -> List.of(e.left(), e.right());
      case Stmt.Conserve c -> {
        List<Expr> list = new ArrayList<>();
        c.terms().forEach(x -> list.add(x.variable()));
        list.add(c.total());
        yield list;
      }
      case Stmt.Compartment c -> List.of(c.size());
      case Stmt.Table t -> List.of(t.from(), t.to(), t.with());
      case Stmt.Repeat r -> List.of(r.condition());
      case Stmt.LinearSolve l -> {
        List<Expr> list = new ArrayList<>();
        l.coefficients().forEach(row -> row.forEach(c -> c.ifPresent(list::add)));
        list.addAll(l.constants());
        list.addAll(l.unknowns());
        yield list;
      }
      case Stmt.Newton n -> {
        List<Expr> list = new ArrayList<>(n.unknowns());
        list.addAll(n.residuals());
        yield list;
      }
      case Stmt.TableLookup t -> List.of(t.argument());
      case Stmt.Arm a -> List.of(a.difference(), a.flag());
      case Stmt.Return r -> r.value().map(List::of).orElse(List.of());
      case Stmt.Local ignored -> List.of();
      case Stmt.Protect ignored -> List.of();
      case Stmt.ForAll ignored -> List.of();
      case Stmt.Group ignored -> List.of();
      case Stmt.Solve ignored -> List.of();
      case Stmt.Conductance ignored -> List.of();
      case Stmt.Verbatim ignored -> List.of();
      case Stmt.UnitsSwitch ignored -> List.of();
      case Stmt.ForNetCons ignored -> List.of();
      case Stmt.NestedInitial ignored -> List.of();
      case Stmt.Mutex ignored -> List.of();
      case Stmt.Obsolete ignored -> List.of();
      case Stmt.Fail ignored -> List.of();
      case Stmt.Labelled ignored -> List.of();
      case Stmt.Leave ignored -> List.of();
    };
  }

  static boolean any(List<Stmt> statements, Function<Stmt, Boolean> test) {
    boolean[] found = {false};
    walk(statements, s -> found[0] |= test.apply(s));
    return found[0];
  }

  static boolean mentions(Expr expression, String name) {
    boolean[] found = {false};
    walk(
        expression,
        e ->
            found[0] |=
                e instanceof Expr.Name n && n.name().equals(name)
                    || e instanceof Expr.Element x && x.name().equals(name));
    return found[0];
  }

  // ---------------------------------------------------------------- rewriting

  /** Rewrites bottom-up. */
  static Expr map(Expr expression, UnaryOperator<Expr> change) {
    Expr rebuilt =
        switch (expression) {
          case Expr.Num n -> n;
          case Expr.Name n -> n;
          case Expr.Text t -> t;
          case Expr.Element e -> new Expr.Element(e.at(), e.name(), map(e.index(), change));
          case Expr.Prime p ->
              new Expr.Prime(p.at(), p.name(), p.order(), p.index().map(i -> map(i, change)));
          case Expr.Lagged l ->
              new Expr.Lagged(l.at(), l.name(), l.steps(), l.index().map(i -> map(i, change)));
          case Expr.Call c ->
              new Expr.Call(
                  c.at(), c.name(), c.arguments().stream().map(a -> map(a, change)).toList());
          case Expr.AddressOf a -> new Expr.AddressOf(a.at(), map(a.variable(), change));
          case Expr.Unary u -> new Expr.Unary(u.at(), u.operator(), map(u.operand(), change));
          case Expr.Binary b ->
              new Expr.Binary(b.at(), b.operator(), map(b.left(), change), map(b.right(), change));
        };
    return change.apply(rebuilt);
  }

  /**
   * Rewrites top-down: where {@code change} gives an expression it replaces the old one with all
   * its parts; where it gives null the parts are looked at.
   */
  static Expr mapTopDown(Expr expression, UnaryOperator<Expr> change) {
    Expr replacement = change.apply(expression);
    if (replacement != null) {
      return replacement;
    }
    UnaryOperator<Expr> down = e -> mapTopDown(e, change);
    return switch (expression) {
      case Expr.Num n -> n;
      case Expr.Name n -> n;
      case Expr.Text t -> t;
      case Expr.Element e -> new Expr.Element(e.at(), e.name(), down.apply(e.index()));
      case Expr.Prime p -> new Expr.Prime(p.at(), p.name(), p.order(), p.index().map(down));
      case Expr.Lagged l -> new Expr.Lagged(l.at(), l.name(), l.steps(), l.index().map(down));
      case Expr.Call c ->
          new Expr.Call(c.at(), c.name(), c.arguments().stream().map(down).toList());
      case Expr.AddressOf a -> new Expr.AddressOf(a.at(), down.apply(a.variable()));
      case Expr.Unary u -> new Expr.Unary(u.at(), u.operator(), down.apply(u.operand()));
      case Expr.Binary b ->
          new Expr.Binary(b.at(), b.operator(), down.apply(b.left()), down.apply(b.right()));
    };
  }

  /** Rewrites the expressions of statements bottom-up. */
  static List<Stmt> mapExpressions(List<Stmt> statements, UnaryOperator<Expr> change) {
    return mapWhole(statements, e -> map(e, change));
  }

  /** Rewrites the expressions of statements top-down. */
  static List<Stmt> mapExpressionsTopDown(List<Stmt> statements, UnaryOperator<Expr> change) {
    return mapWhole(statements, e -> mapTopDown(e, change));
  }

  private static List<Stmt> mapWhole(List<Stmt> statements, UnaryOperator<Expr> f) {
    return statements.stream().map(s -> mapWhole(s, f)).toList();
  }

  private static Stmt mapWhole(Stmt statement, UnaryOperator<Expr> f) {
    return switch (statement) {
      case Stmt.Assign a -> new Stmt.Assign(a.at(), f.apply(a.target()), f.apply(a.value()));
      case Stmt.Protect p -> new Stmt.Protect(p.at(), (Stmt.Assign) mapWhole(p.assignment(), f));
      case Stmt.Invoke i ->
          f.apply(i.call()) instanceof Expr.Call call ? new Stmt.Invoke(i.at(), call) : i;
      case Stmt.If i ->
          new Stmt.If(
              i.at(), f.apply(i.condition()), mapWhole(i.then(), f), mapWhole(i.otherwise(), f));
      case Stmt.While w -> new Stmt.While(w.at(), f.apply(w.condition()), mapWhole(w.body(), f));
      case Stmt.From l ->
          new Stmt.From(
              l.at(),
              l.index(),
              f.apply(l.from()),
              f.apply(l.to()),
              l.by().map(f),
              mapWhole(l.body(), f));
      case Stmt.ForAll l -> new Stmt.ForAll(l.at(), l.name(), mapWhole(l.body(), f));
      case Stmt.Group g -> new Stmt.Group(g.at(), mapWhole(g.body(), f));
      case Stmt.Watch w ->
          new Stmt.Watch(
              w.at(), f.apply(w.left()), w.greater(), f.apply(w.right()), f.apply(w.flag()));
      case Stmt.ForNetCons l -> new Stmt.ForNetCons(l.at(), l.arguments(), mapWhole(l.body(), f));
      case Stmt.NestedInitial n -> new Stmt.NestedInitial(n.at(), mapWhole(n.body(), f));
      case Stmt.Reaction r ->
          new Stmt.Reaction(
              r.at(),
              mapReactants(r.left(), f),
              r.arrow(),
              mapReactants(r.right(), f),
              f.apply(r.forward()),
              r.backward().map(f));
      case Stmt.Equation e -> new Stmt.Equation(e.at(), f.apply(e.left()), f.apply(e.right()));
      case Stmt.Conserve c ->
          new Stmt.Conserve(c.at(), mapReactants(c.terms(), f), f.apply(c.total()));
      case Stmt.Compartment c ->
          new Stmt.Compartment(c.at(), c.index(), f.apply(c.size()), c.names(), c.diffusion());
      case Stmt.Repeat r -> new Stmt.Repeat(r.at(), mapWhole(r.body(), f), f.apply(r.condition()));
      case Stmt.LinearSolve l ->
          new Stmt.LinearSolve(
              l.at(),
              l.coefficients().stream()
                  .map(row -> row.stream().map(c -> c.map(f)).toList())
                  .toList(),
              l.constants().stream().map(f).toList(),
              l.unknowns().stream().map(f).toList());
      case Stmt.Newton n ->
          new Stmt.Newton(
              n.at(),
              n.unknowns().stream().map(f).toList(),
              mapWhole(n.body(), f),
              n.residuals().stream().map(f).toList());
      case Stmt.TableLookup t ->
          new Stmt.TableLookup(
              t.at(), t.table(), f.apply(t.argument()), t.outputs(), mapWhole(t.direct(), f));
      case Stmt.Arm a ->
          new Stmt.Arm(a.at(), a.watch(), f.apply(a.difference()), f.apply(a.flag()));
      case Stmt.Labelled l -> new Stmt.Labelled(l.at(), l.label(), mapWhole(l.body(), f));
      case Stmt.Table t -> t;
      case Stmt.Local l -> l;
      case Stmt.Solve s -> s;
      case Stmt.Conductance c -> c;
      case Stmt.Verbatim v -> v;
      case Stmt.UnitsSwitch u -> u;
      case Stmt.Mutex m -> m;
      case Stmt.Obsolete o -> o;
      case Stmt.Return r -> new Stmt.Return(r.at(), r.value().map(f));
      case Stmt.Fail x -> x;
      case Stmt.Leave x -> x;
    };
  }

  private static List<Stmt.Reactant> mapReactants(List<Stmt.Reactant> list, UnaryOperator<Expr> f) {
    return list.stream()
        .map(r -> new Stmt.Reactant(r.at(), r.count(), f.apply(r.variable())))
        .toList();
  }

  /**
   * Replaces statements; {@code change} returns empty to leave a statement (whose inner lists are
   * then rewritten).
   */
  static List<Stmt> replace(List<Stmt> statements, Function<Stmt, Optional<List<Stmt>>> change) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt statement : statements) {
      Optional<List<Stmt>> replacement = change.apply(statement);
      if (replacement.isPresent()) {
        result.addAll(replacement.get());
      } else {
        result.add(
            switch (statement) {
              case Stmt.If i ->
                  new Stmt.If(
                      i.at(),
                      i.condition(),
                      replace(i.then(), change),
                      replace(i.otherwise(), change));
              case Stmt.While w -> new Stmt.While(w.at(), w.condition(), replace(w.body(), change));
              case Stmt.From f ->
                  new Stmt.From(
                      f.at(), f.index(), f.from(), f.to(), f.by(), replace(f.body(), change));
              case Stmt.Group g -> new Stmt.Group(g.at(), replace(g.body(), change));
              case Stmt.Protect p -> p;
              case Stmt.ForAll f -> f;
              case Stmt.Local s -> s;
              case Stmt.Assign s -> s;
              case Stmt.Invoke s -> s;
              case Stmt.Solve s -> s;
              case Stmt.Conductance s -> s;
              case Stmt.Verbatim s -> s;
              case Stmt.Table s -> s;
              case Stmt.UnitsSwitch s -> s;
              case Stmt.Watch s -> s;
              case Stmt.ForNetCons s -> s;
              case Stmt.NestedInitial s -> s;
              case Stmt.Reaction s -> s;
              case Stmt.Equation s -> s;
              case Stmt.Conserve s -> s;
              case Stmt.Compartment s -> s;
              case Stmt.Mutex s -> s;
              case Stmt.Obsolete s -> s;
              case Stmt.Return s -> s;
              case Stmt.Lowered s -> s;
            });
      }
    }
    return result;
  }
}
