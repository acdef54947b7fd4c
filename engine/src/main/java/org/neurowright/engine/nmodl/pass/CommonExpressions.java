package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;

/**
 * Computes costly expressions that occur several times only once.
 *
 * <p>Before: {@code a = 4*exp(v/x1) b = 3*exp(v/x1)}; after: {@code same_1 = exp(v/x1) a = 4*same_1
 * b = 3*same_1}. Only expressions of the same form with the same values of the same variables are
 * taken for the same, so numbers do not change. Looks at assignments in sequence, not into branches
 * or loops.
 */
public final class CommonExpressions {
  private final Effects effects;
  private final Set<String> used;
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<Key, Integer> count = new HashMap<>();
  private final Map<Key, String> names = new HashMap<>();
  private final Set<String> locals = new LinkedHashSet<>();

  /** An expression and the versions of its variables. */
  private record Key(Expr expression, Map<String, Integer> versions) {}

  /**
   * Looks at nothing yet.
   *
   * @param used names that must not be taken for new locals
   */
  public CommonExpressions(Effects effects, Set<String> used) {
    this.effects = effects;
    this.used = new HashSet<>(used);
  }

  /** Names of the new locals. */
  public Set<String> locals() {
    return locals;
  }

  /** The statements with repeated expressions computed once. */
  public List<Stmt> share(List<Stmt> statements) {
    for (Stmt statement : statements) {
      if (statement instanceof Stmt.Assign a) {
        Trees.walk(a.value(), this::countOne);
      }
      advance(statement);
    }
    versions.clear();
    List<Stmt> result = new ArrayList<>();
    for (Stmt statement : statements) {
      if (statement instanceof Stmt.Assign a) {
        result.add(
            new Stmt.Assign(
                a.at(), a.target(), Trees.mapTopDown(a.value(), e -> replace(e, result))));
      } else {
        result.add(statement);
      }
      advance(statement);
    }
    return result;
  }

  private void countOne(Expr e) {
    if (isCostly(e)) {
      count.merge(key(e), 1, Integer::sum);
    }
  }

  private Expr replace(Expr e, List<Stmt> before) {
    if (!isCostly(e)) {
      return null;
    }
    Key key = key(e);
    if (count.getOrDefault(key, 0) < 2) {
      return null;
    }
    String name = names.get(key);
    if (name == null) {
      name = "same_" + (names.size() + 1);
      while (!used.add(name)) {
        name = name + "_";
      }
      names.put(key, name);
      locals.add(name);
      before.add(new Stmt.Assign(e.at(), new Expr.Name(e.at(), name), e));
    }
    return new Expr.Name(e.at(), name);
  }

  private Key key(Expr e) {
    Set<String> reads = new HashSet<>();
    effects.reads(e, reads);
    Map<String, Integer> now = new TreeMap<>();
    reads.forEach(r -> now.put(r, versions.getOrDefault(r, 0)));
    return new Key(e, now);
  }

  /** After a statement, whatever it may assign has a new version. */
  private void advance(Stmt statement) {
    Flow flow = new Flow(effects);
    flow.follow(List.of(statement), Set.of());
    flow.assigned().forEach(name -> versions.merge(name, 1, Integer::sum));
  }

  /**
   * A call of a mathematical function, a power, or a simple function; elements of arrays may alias.
   */
  private boolean isCostly(Expr e) {
    boolean head =
        switch (e) {
          case Expr.Call c ->
              Builtins.PURE.containsKey(c.name()) || effects.isSimpleFunction(c.name());
          case Expr.Binary b -> b.operator() == Expr.BinaryOperator.POWER;
          case Expr.Num ignored -> false;
          case Expr.Name ignored -> false;
          case Expr.Element ignored -> false;
          case Expr.Prime ignored -> false;
          case Expr.Lagged ignored -> false;
          case Expr.Text ignored -> false;
          case Expr.AddressOf ignored -> false;
          case Expr.Unary ignored -> false;
        };
    if (!head) {
      return false;
    }
    boolean[] pure = {true};
    Trees.walk(
        e,
        part ->
            pure[0] &=
                !(part instanceof Expr.Element)
                    && (!(part instanceof Expr.Call c)
                        || Builtins.PURE.containsKey(c.name())
                        || effects.isSimpleFunction(c.name())));
    return pure[0];
  }
}
