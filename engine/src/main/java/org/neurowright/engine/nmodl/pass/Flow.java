package org.neurowright.engine.nmodl.pass;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;

/**
 * Which scalar variables a block may read before it has certainly assigned them, and which it may
 * assign.
 *
 * <p>A variable that no block reads before assigning carries nothing from call to call: it needs no
 * storage and can live in a register.
 */
public final class Flow {
  private final Effects effects;
  private final Set<String> needed = new LinkedHashSet<>();
  private final Set<String> assigned = new LinkedHashSet<>();
  private final Set<String> mentioned = new LinkedHashSet<>();

  public Flow(Effects effects) {
    this.effects = effects;
  }

  /**
   * Follows the statements.
   *
   * @param before variables that have a value already
   * @return variables that certainly have a value afterwards
   */
  public Set<String> follow(List<Stmt> statements, Set<String> before) {
    Set<String> known = new HashSet<>(before);
    for (Stmt statement : statements) {
      known = follow(statement, known);
    }
    return known;
  }

  /** Variables read before they are certainly assigned. */
  public Set<String> needed() {
    return needed;
  }

  /** Variables that may be assigned. */
  public Set<String> assigned() {
    return assigned;
  }

  /** All variables that occur. */
  public Set<String> mentioned() {
    return mentioned;
  }

  /** Records the variables an expression needs. */
  public void read(Expr expression, Set<String> known) {
    Set<String> names = new LinkedHashSet<>();
    effects.reads(expression, names);
    mentioned.addAll(names);
    for (String name : names) {
      if (!known.contains(name)) {
        needed.add(name);
      }
    }
  }

  private void write(Expr target, Set<String> known) {
    switch (target) {
      case Expr.Name n -> {
        known.add(n.name());
        assigned.add(n.name());
        mentioned.add(n.name());
      }
      case Expr.Element e -> {
        read(e.index(), known);
        assigned.add(e.name());
        mentioned.add(e.name());
      }
      default -> read(target, known);
    }
  }

  private Set<String> follow(Stmt statement, Set<String> known) {
    switch (statement) {
      case Stmt.Assign a -> {
        read(a.value(), known);
        write(a.target(), known);
        return known;
      }
      case Stmt.If i -> {
        read(i.condition(), known);
        Set<String> then = follow(i.then(), known);
        Set<String> otherwise = follow(i.otherwise(), known);
        if (leaves(i.then())) {
          return otherwise;
        }
        if (leaves(i.otherwise())) {
          return then;
        }
        then.retainAll(otherwise);
        return then;
      }
      case Stmt.While w -> {
        read(w.condition(), known);
        follow(w.body(), known);
        return known;
      }
      case Stmt.From f -> {
        read(f.from(), known);
        read(f.to(), known);
        f.by().ifPresent(b -> read(b, known));
        Set<String> inside = new HashSet<>(known);
        inside.add(f.index());
        follow(f.body(), inside);
        return known;
      }
      case Stmt.ForNetCons f -> {
        Set<String> inside = new HashSet<>(known);
        for (Stmt.Argument argument : f.arguments()) {
          inside.add(argument.name());
          mentioned.add(argument.name());
        }
        follow(f.body(), inside);
        return known;
      }
      case Stmt.Repeat r -> {
        Set<String> after = follow(r.body(), known);
        read(r.condition(), after);
        return after;
      }
      case Stmt.LinearSolve l -> {
        Trees.expressions(l).stream()
            .filter(e -> !l.unknowns().contains(e))
            .forEach(e -> read(e, known));
        l.unknowns().forEach(u -> write(u, known));
        return known;
      }
      case Stmt.Newton n -> {
        n.unknowns().forEach(u -> read(u, known));
        Set<String> inside = new HashSet<>(known);
        n.unknowns().forEach(u -> write(u, inside));
        Set<String> after = follow(n.body(), inside);
        n.residuals().forEach(r -> read(r, after));
        return after;
      }
      case Stmt.TableLookup t -> {
        read(t.argument(), known);
        needed.add("usetable");
        mentioned.add("usetable");
        follow(t.direct(), known);
        for (String output : t.outputs()) {
          known.add(output);
          assigned.add(output);
          mentioned.add(output);
        }
        return known;
      }
      case Stmt.Labelled l -> {
        follow(l.body(), known);
        return known;
      }
      case Stmt.Invoke i -> {
        i.call().arguments().forEach(a -> read(a, known));
        return known;
      }
      case Stmt.Arm a -> {
        read(a.difference(), known);
        read(a.flag(), known);
        return known;
      }
      case Stmt.Group g -> {
        return follow(g.body(), known);
      }
      case Stmt.Fail ignored -> {
        return known;
      }
      case Stmt.Leave ignored -> {
        return known;
      }
      default -> throw new IllegalStateException("not lowered: " + statement);
    }
  }

  private static boolean leaves(List<Stmt> statements) {
    return !statements.isEmpty()
        && (statements.getLast() instanceof Stmt.Leave
            || statements.getLast() instanceof Stmt.Fail);
  }
}
