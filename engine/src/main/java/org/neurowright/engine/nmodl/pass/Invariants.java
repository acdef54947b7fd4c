package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Finds what is the same for all instances, so that it is computed once before the loop over them.
 *
 * <p>Example: {@code qt = 2.3^((celsius - 21)/10)}. Only whole expressions move, with their form
 * unchanged, so every number stays the same to the last bit.
 */
public final class Invariants {
  private final Effects effects;
  private final SymbolTable symbols;
  private final Set<String> invariant;
  private final Predicate<String> register;
  private final List<Stmt.Assign> before = new ArrayList<>();
  private final Map<Expr, String> hoisted = new LinkedHashMap<>();
  private final Set<String> used;
  private final String prefix;

  /**
   * Looks at nothing yet; new names begin with {@code once_}.
   *
   * @param invariant names whose values do not change during the loop
   * @param register tells whether a name has no storage outside the block
   * @param used names that must not be taken for new locals
   */
  public Invariants(
      SymbolTable symbols,
      Effects effects,
      Set<String> invariant,
      Predicate<String> register,
      Set<String> used) {
    this(symbols, effects, invariant, register, used, "once_");
  }

  /**
   * Looks at nothing yet.
   *
   * @param invariant names whose values do not change
   * @param register tells whether a name has no storage outside the block
   * @param used names that must not be taken for new locals
   * @param prefix what new names begin with
   */
  public Invariants(
      SymbolTable symbols,
      Effects effects,
      Set<String> invariant,
      Predicate<String> register,
      Set<String> used,
      String prefix) {
    this.prefix = prefix;
    this.symbols = symbols;
    this.effects = effects;
    this.invariant = new HashSet<>(invariant);
    this.register = register;
    this.used = new HashSet<>(used);
  }

  /** Assignments to make before the loop, in order. */
  public List<Stmt.Assign> before() {
    return before;
  }

  /** The statements without what moved; call once for all statements of a loop together. */
  public List<Stmt> hoist(List<Stmt> statements) {
    Map<String, Integer> assignments = new HashMap<>();
    Trees.walk(statements, s -> targets(s).forEach(t -> assignments.merge(t, 1, Integer::sum)));
    Set<String> mentioned = new HashSet<>();
    List<Stmt> remaining = new ArrayList<>();
    for (Stmt statement : statements) {
      if (statement instanceof Stmt.Assign a
          && a.target() instanceof Expr.Name n
          && register.test(n.name())
          && assignments.get(n.name()) == 1
          && !mentioned.contains(n.name())
          && isInvariant(a.value())) {
        invariant.add(n.name());
        before.add(a);
      } else {
        remaining.add(statement);
        Trees.walkExpressions(List.of(statement), e -> addNames(e, mentioned));
      }
    }
    return Trees.mapExpressionsTopDown(remaining, this::replace);
  }

  private void addNames(Expr e, Set<String> into) {
    effects.reads(e, into);
  }

  private static List<String> targets(Stmt statement) {
    return switch (statement) {
      case Stmt.Assign a -> a.target() instanceof Expr.Name n ? List.of(n.name()) : List.of();
      case Stmt.LinearSolve l ->
          l.unknowns().stream()
              .filter(Expr.Name.class::isInstance)
              .map(e -> ((Expr.Name) e).name())
              .toList();
      case Stmt.Newton n ->
          n.unknowns().stream()
              .filter(Expr.Name.class::isInstance)
              .map(e -> ((Expr.Name) e).name())
              .toList();
      case Stmt.TableLookup t -> t.outputs();
      default -> List.of();
    };
  }

  /** The name of the hoisted expression, or null to look at its parts. */
  private Expr replace(Expr e) {
    if (!isCostly(e) || !isInvariant(e)) {
      return null;
    }
    String known = hoisted.get(e);
    if (known == null) {
      int number = hoisted.size() + 1;
      known = prefix + number;
      while (!used.add(known)) {
        known = known + "_";
      }
      hoisted.put(e, known);
      invariant.add(known);
      before.add(new Stmt.Assign(e.at(), new Expr.Name(e.at(), known), e));
    }
    return new Expr.Name(e.at(), known);
  }

  /** Whether an expression has functions, powers or divisions that are worth moving. */
  public static boolean isCostly(Expr e) {
    boolean[] costly = {false};
    boolean[] variable = {false};
    Trees.walk(
        e,
        part -> {
          costly[0] |=
              part instanceof Expr.Call
                  || part instanceof Expr.Binary b
                      && (b.operator() == Expr.BinaryOperator.POWER
                          || b.operator() == Expr.BinaryOperator.DIVIDE);
          variable[0] |=
              part instanceof Expr.Name
                  || part instanceof Expr.Call
                  || part instanceof Expr.Binary b && b.operator() == Expr.BinaryOperator.POWER;
        });
    return costly[0] && variable[0];
  }

  private boolean isInvariant(Expr e) {
    boolean[] ok = {true};
    Trees.walk(
        e,
        part -> {
          switch (part) {
            case Expr.Name n -> ok[0] &= invariant.contains(n.name());
            case Expr.Call c -> ok[0] &= isHoistable(c);
            case Expr.Num ignored -> {}
            case Expr.Unary ignored -> {}
            case Expr.Binary ignored -> {}
            case Expr.Element ignored -> ok[0] = false;
            case Expr.Prime ignored -> ok[0] = false;
            case Expr.Lagged ignored -> ok[0] = false;
            case Expr.Text ignored -> ok[0] = false;
            case Expr.AddressOf ignored -> ok[0] = false;
          }
        });
    return ok[0];
  }

  private boolean isHoistable(Expr.Call call) {
    if (Builtins.PURE.containsKey(call.name()) || Builtins.ENGINE.containsKey(call.name())) {
      Set<String> hidden = new HashSet<>();
      effects.reads(new Expr.Call(call.at(), call.name(), List.of()), hidden);
      return invariant.containsAll(hidden);
    }
    Block.Function function = symbols.functions().get(call.name());
    return function != null
        && effects.isSimpleFunction(call.name())
        && !effects.of(call.name()).recursive()
        && !Trees.any(function.body(), s -> s instanceof Stmt.While)
        && invariant.containsAll(effects.of(call.name()).reads());
  }
}
