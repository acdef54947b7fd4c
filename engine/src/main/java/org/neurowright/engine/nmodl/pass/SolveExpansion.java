package org.neurowright.engine.nmodl.pass;

import static org.neurowright.engine.nmodl.pass.Trees.assign;
import static org.neurowright.engine.nmodl.pass.Trees.compare;
import static org.neurowright.engine.nmodl.pass.Trees.minus;
import static org.neurowright.engine.nmodl.pass.Trees.name;
import static org.neurowright.engine.nmodl.pass.Trees.number;
import static org.neurowright.engine.nmodl.pass.Trees.over;
import static org.neurowright.engine.nmodl.pass.Trees.plus;
import static org.neurowright.engine.nmodl.pass.Trees.times;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.NmodlPrinter;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Replaces {@code SOLVE block METHOD m} by the statements of the method.
 *
 * <p>For cnexp, {@code m' = (minf - m)/mtau} becomes {@code m = m + (1 -
 * exp(dt*(-1/mtau)))*(-(minf/mtau)/(-1/mtau) - m)}, the form in which NEURON computes it; each
 * equation is replaced where it stands, so later ones see the new values of earlier ones.
 */
final class SolveExpansion {
  /** NEURON takes this step, not a long one, so the states hardly move. */
  private static final String STEADY_STEP_MS = "1e-9";

  private static final String RATES =
      "Use METHOD cnexp, derivimplicit, euler or runge for DERIVATIVE, sparse for KINETIC.";

  private final SymbolTable symbols;
  private final Effects effects;
  private final Diagnostics diagnostics;

  SolveExpansion(SymbolTable symbols, Effects effects, Diagnostics diagnostics) {
    this.symbols = symbols;
    this.effects = effects;
    this.diagnostics = diagnostics;
  }

  /** The statements with every SOLVE replaced. */
  List<Stmt> expand(List<Stmt> statements) {
    return Trees.replace(
        statements,
        s -> s instanceof Stmt.Solve solve ? Optional.of(List.of(solve(solve))) : Optional.empty());
  }

  /**
   * True when a SOLVE uses a method that, with secondorder set, takes half of dt and extrapolates
   * to the other half; dt then is halved for all statements of the state phase, as in NEURON.
   */
  boolean halvesStep(List<Stmt> statements) {
    return Trees.any(
        statements,
        s ->
            s instanceof Stmt.Solve solve
                && symbols.solvables().get(solve.block()) instanceof Block.Solvable block
                && switch (block.kind()) {
                  case KINETIC -> true;
                  case DERIVATIVE -> !solve.method().equals("cnexp");
                  case LINEAR, NONLINEAR, DISCRETE, PARTIAL -> false;
                });
  }

  /**
   * For every SOLVE of a DERIVATIVE or KINETIC block the statements that put the derivatives of its
   * states, 1/ms, in the place of the states. Other blocks have no derivatives and give nothing.
   */
  List<Stmt> rates(List<Stmt> solves) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt statement : solves) {
      if (statement instanceof Stmt.Solve solve
          && !solve.steadyState()
          && symbols.solvables().get(solve.block()) instanceof Block.Solvable block) {
        List<Stmt> rates =
            switch (block.kind()) {
              case DERIVATIVE -> rates(block);
              case KINETIC -> new KineticScheme(symbols, effects, diagnostics, block).derivatives();
              case LINEAR, NONLINEAR, DISCRETE, PARTIAL -> List.<Stmt>of();
            };
        if (!rates.isEmpty()) {
          result.add(new Stmt.Group(solve.at(), rates));
        }
      }
    }
    return result;
  }

  private List<Stmt> rates(Block.Solvable block) {
    Derivatives d = derivatives(block);
    if (d.rates.isEmpty()) {
      return List.of();
    }
    List<String> locals = new ArrayList<>();
    List<Stmt> puts = new ArrayList<>();
    d.rates.forEach((state, rate) -> {
      if (symbols.find(nameOf(rate)).isEmpty()) {
        locals.add(nameOf(rate));
      }
      puts.add(assign(state, rate));
    });
    List<Stmt> result = new ArrayList<>();
    result.add(new Stmt.Local(block.at(), declarators(block.at(), locals)));
    result.addAll(d.body);
    result.addAll(puts);
    return result;
  }

  private Stmt solve(Stmt.Solve solve) {
    if (symbols.procedures().containsKey(solve.block())) {
      if (!solve.method().isEmpty()
          && !solve.method().equals("after_cvode")
          && !solve.method().equals("cvode_t")) {
        diagnostics.error(
            "nmodl.method",
            solve.at(),
            "METHOD " + solve.method() + " cannot solve a PROCEDURE",
            "Use METHOD after_cvode, or none.");
      }
      return new Stmt.Invoke(solve.at(), new Expr.Call(solve.at(), solve.block(), List.of()));
    }
    Block.Solvable block = symbols.solvables().get(solve.block());
    if (block == null) {
      diagnostics.error(
          "nmodl.unknown-block",
          solve.at(),
          "SOLVE " + solve.block() + ": there is no block of that name",
          "Name a DERIVATIVE, KINETIC, LINEAR, NONLINEAR or PROCEDURE block of this file.");
      return new Stmt.Group(solve.at(), List.of());
    }
    List<Stmt> statements =
        switch (block.kind()) {
          case DERIVATIVE -> derivative(solve, block);
          case KINETIC -> kinetic(solve, block);
          case LINEAR -> linear(block);
          case NONLINEAR -> nonlinear(block);
          case DISCRETE, PARTIAL -> {
            diagnostics.untranslated(
                block.at(),
                "a " + block.kind() + " block",
                "Write it as a DERIVATIVE block or as a PROCEDURE.");
            yield List.of();
          }
        };
    return new Stmt.Group(solve.at(), statements);
  }

  // ---------------------------------------------------------------- DERIVATIVE

  private List<Stmt> derivative(Stmt.Solve solve, Block.Solvable block) {
    if (solve.steadyState()) {
      if (!solve.method().equals("derivimplicit") && !solve.method().equals("cnexp")) {
        diagnostics.error(
            "nmodl.method",
            solve.at(),
            "STEADYSTATE " + solve.method() + " cannot solve a DERIVATIVE block",
            "Use STEADYSTATE derivimplicit.");
        return List.of();
      }
      diagnostics.warning(
          "nmodl.steady-derivative",
          solve.at(),
          "STEADYSTATE of a DERIVATIVE block takes one step of 1e-9 ms, as in NEURON: the states"
              + " stay where they are",
          "Set the states to their steady values in INITIAL.");
      return Trees.mapExpressions(
          derivimplicit(block),
          e ->
              e instanceof Expr.Name n && n.name().equals("dt")
                  ? number(n.at(), STEADY_STEP_MS)
                  : e);
    }
    return switch (solve.method()) {
      case "cnexp" -> cnexp(block);
      case "derivimplicit", "", "after_cvode", "cvode_t" -> derivimplicit(block);
      case "euler" -> euler(block);
      case "runge" -> runge(block);
      default -> {
        diagnostics.error(
            "nmodl.method",
            solve.at(),
            "METHOD " + solve.method() + " cannot solve a DERIVATIVE block",
            RATES);
        yield List.of();
      }
    };
  }

  private List<Stmt> cnexp(Block.Solvable block) {
    List<Position> notLinear = new ArrayList<>();
    List<Stmt> result =
        Trees.replace(
            block.body(),
            s ->
                s instanceof Stmt.Assign a && a.target() instanceof Expr.Prime prime
                    ? Optional.of(cnexpUpdate(a, prime, notLinear))
                    : Optional.empty());
    if (notLinear.isEmpty()) {
      return result;
    }
    diagnostics.warning(
        "nmodl.cnexp-not-linear",
        notLinear.getFirst(),
        "cnexp needs equations linear in their own state; the block "
            + block.name()
            + " is solved with derivimplicit",
        "Write METHOD derivimplicit to say so, or make the equation linear in its state.");
    return derivimplicit(block);
  }

  private List<Stmt> cnexpUpdate(Stmt.Assign equation, Expr.Prime prime, List<Position> notLinear) {
    Expr state = state(prime);
    try {
      LinearForm form = LinearForm.of(equation.value(), state);
      Position at = equation.at();
      Expr dt = name(at, "dt");
      if (form.slope().isEmpty()) {
        return form.rest().isEmpty()
            ? List.of()
            : List.of(assign(state, plus(state, times(dt, form.rest().get()))));
      }
      Expr slope = form.slope().get();
      Expr decay = minus(number(at, "1.0"), new Expr.Call(at, "exp", List.of(times(dt, slope))));
      Expr toLimit =
          form.rest().map(rest -> minus(over(minus(rest), slope), state)).orElse(minus(state));
      return List.of(assign(state, plus(state, times(decay, toLimit))));
    } catch (LinearForm.NotLinear e) {
      if (e.isProduct()) {
        diagnostics.error(
            "nmodl.cnexp-product",
            e.at(),
            "cnexp cannot solve "
                + NmodlPrinter.print(prime)
                + " = "
                + NmodlPrinter.print(equation.value())
                + ": it multiplies terms that both contain "
                + NmodlPrinter.print(state),
            "Use METHOD derivimplicit for " + prime.name() + ".");
        return List.of();
      }
      notLinear.add(e.at());
      return List.of();
    }
  }

  private List<Stmt> euler(Block.Solvable block) {
    Derivatives d = derivatives(block);
    Position at = block.at();
    Expr dt = name(at, "dt");
    List<String> locals = new ArrayList<>();
    List<Stmt> updates = new ArrayList<>();
    d.rates.forEach((state, rate) -> {
      if (symbols.find(nameOf(rate)).isEmpty()) {
        locals.add(nameOf(rate));
      }
      updates.add(assign(state, plus(state, times(dt, rate))));
    });
    List<Stmt> result = new ArrayList<>();
    result.add(new Stmt.Local(at, declarators(at, locals)));
    result.addAll(d.body);
    result.addAll(updates);
    result.add(ifSecondOrder(at, updates));
    return result;
  }

  /** Implicit Euler: 0 = s'(s) - (s - s0)/dt, solved by Newton's iteration. */
  private List<Stmt> derivimplicit(Block.Solvable block) {
    Derivatives d = derivatives(block);
    if (d.rates.isEmpty()) {
      return block.body();
    }
    Position at = block.at();
    Expr dt = name(at, "dt");
    List<Stmt> result = new ArrayList<>();
    List<String> locals = new ArrayList<>();
    List<Expr> unknowns = new ArrayList<>();
    List<Expr> residuals = new ArrayList<>();
    List<Stmt> second = new ArrayList<>();
    d.rates.forEach((state, rate) -> {
      Expr old = name(at, free(plainName(state) + "_old", symbols, block));
      locals.add(nameOf(old));
      if (symbols.find(nameOf(rate)).isEmpty()) {
        locals.add(nameOf(rate));
      }
      result.add(assign(old, state));
      unknowns.add(state);
      residuals.add(minus(rate, over(minus(state, old), dt)));
      second.add(assign(state, plus(state, times(dt, rate))));
    });
    result.add(new Stmt.Newton(at, unknowns, d.body, residuals));
    result.add(ifSecondOrder(at, second));
    result.addFirst(new Stmt.Local(at, declarators(at, locals)));
    return result;
  }

  /** A DERIVATIVE block whose primes are plain variables. */
  private static final class Derivatives {
    private final Map<Expr, Expr> rates = new LinkedHashMap<>();
    private List<Stmt> body = List.of();
  }

  private Derivatives derivatives(Block.Solvable block) {
    Derivatives d = new Derivatives();
    d.body =
        Trees.replace(
            Unroll.loopsAround(
                block.body(),
                symbols,
                s -> s instanceof Stmt.Assign a && a.target() instanceof Expr.Prime),
            s -> {
              if (s instanceof Stmt.Assign a && a.target() instanceof Expr.Prime prime) {
                Expr state = state(prime);
                Expr rate = rate(prime, state, block);
                d.rates.put(state, rate);
                return Optional.of(List.of(assign(rate, a.value())));
              }
              return Optional.empty();
            });
    return d;
  }

  /** Where a derivative is kept: for good when something reads x', else in a local. */
  private Expr rate(Expr.Prime prime, Expr state, Block.Solvable block) {
    String kept = "D" + prime.name();
    if (symbols.find(kept).isPresent()) {
      return prime
          .index()
          .<Expr>map(i -> new Expr.Element(prime.at(), kept, i))
          .orElse(name(prime.at(), kept));
    }
    return name(prime.at(), free("d_" + plainName(state), symbols, block));
  }

  /**
   * The classical Runge-Kutta method of order 4. Where the block names t, it moves within the step
   * as in NEURON: from t0 + dt, which other solvers see, to t0 + 2 dt.
   */
  private List<Stmt> runge(Block.Solvable block) {
    Derivatives d = derivatives(block);
    Position at = block.at();
    Expr dt = name(at, "dt");
    List<String> locals = new ArrayList<>();
    List<Stmt> result = new ArrayList<>();
    Map<Expr, Expr> start = new LinkedHashMap<>();
    Map<Expr, Expr> sum = new LinkedHashMap<>();
    d.rates.forEach((state, rate) -> {
      Expr old = name(at, free(plainName(state) + "_old", symbols, block));
      Expr total = name(at, free(plainName(state) + "_sum", symbols, block));
      locals.add(nameOf(old));
      locals.add(nameOf(total));
      if (symbols.find(nameOf(rate)).isEmpty()) {
        locals.add(nameOf(rate));
      }
      start.put(state, old);
      sum.put(state, total);
      result.add(assign(old, state));
      result.add(assign(total, number(at, "0.0")));
    });
    String[] weights = {"6.0", "3.0", "3.0", "6.0"};
    String[] advances = {"2.0", "2.0", "1.0"};
    for (int stage = 0; stage < weights.length; stage++) {
      result.add(new Stmt.Group(at, stage == 0 ? d.body : later(d.body, stage)));
      for (Map.Entry<Expr, Expr> entry : d.rates.entrySet()) {
        Expr state = entry.getKey();
        Expr change = times(dt, entry.getValue());
        Expr total = sum.get(state);
        result.add(assign(total, plus(total, over(change, number(at, weights[stage])))));
        if (stage < advances.length) {
          result.add(
              assign(state, plus(start.get(state), over(change, number(at, advances[stage])))));
        } else {
          result.add(assign(state, plus(start.get(state), total)));
        }
      }
    }
    result.add(new Stmt.Group(at, d.body));
    result.addFirst(new Stmt.Local(at, declarators(at, locals)));
    return result;
  }

  /** The block as a later stage of runge evaluates it: t is half a step or a step further on. */
  private List<Stmt> later(List<Stmt> body, int stage) {
    return Trees.mapExpressions(
        body,
        e -> {
          if (e instanceof Expr.Call c
              && (symbols.functions().containsKey(c.name())
                  || symbols.procedures().containsKey(c.name()))
              && effects.of(c.name()).reads().contains("t")) {
            diagnostics.warning(
                "nmodl.runge-time",
                c.at(),
                c.name() + " uses t, which does not move inside a step of runge here",
                "Hand t over as an argument.");
          }
          if (e instanceof Expr.Name n && n.name().equals("t")) {
            Expr dt = name(n.at(), "dt");
            return plus(n, stage < 3 ? over(dt, number(n.at(), "2.0")) : dt);
          }
          return e;
        });
  }

  private Expr state(Expr.Prime prime) {
    if (prime.order() > 1) {
      diagnostics.untranslated(
          prime.at(),
          "a derivative of order " + prime.order(),
          "Write it as two equations of first order.");
    }
    if (!symbols.isState(prime.name())) {
      diagnostics.error(
          "nmodl.not-a-state",
          prime.at(),
          prime.name() + " is not a STATE",
          "Declare it in the STATE block.");
    }
    return prime
        .index()
        .<Expr>map(i -> new Expr.Element(prime.at(), prime.name(), i))
        .orElse(new Expr.Name(prime.at(), prime.name()));
  }

  // ---------------------------------------------------------------- KINETIC, LINEAR, NONLINEAR

  private List<Stmt> kinetic(Stmt.Solve solve, Block.Solvable block) {
    if (!solve.method().equals("sparse")) {
      diagnostics.error(
          "nmodl.method",
          solve.at(),
          solve.method().isEmpty()
              ? "SOLVE " + solve.block() + " names no METHOD"
              : "METHOD " + solve.method() + " cannot solve a KINETIC block",
          "Use METHOD sparse for " + solve.block() + ".");
      return List.of();
    }
    return new KineticScheme(symbols, effects, diagnostics, block).statements(solve.steadyState());
  }

  private List<Stmt> linear(Block.Solvable block) {
    Map<Expr, Integer> unknowns = unknowns(block);
    List<List<Optional<Expr>>> rows = new ArrayList<>();
    List<Expr> constants = new ArrayList<>();
    List<Stmt> result =
        new ArrayList<>(
            Trees.replace(
                Unroll.loopsAround(block.body(), symbols, Stmt.Equation.class::isInstance),
                s -> {
                  if (s instanceof Stmt.Equation equation) {
                    row(equation, unknowns, rows, constants);
                    return Optional.of(List.of());
                  }
                  return Optional.empty();
                }));
    if (rows.size() != unknowns.size()) {
      diagnostics.error(
          "nmodl.equations",
          block.at(),
          "the LINEAR block "
              + block.name()
              + " has "
              + rows.size()
              + " equations for "
              + unknowns.size()
              + " states",
          "Give as many equations as states.");
    }
    result.add(new Stmt.LinearSolve(block.at(), rows, constants, List.copyOf(unknowns.keySet())));
    return result;
  }

  private Map<Expr, Integer> unknowns(Block.Solvable block) {
    Map<Expr, Integer> unknowns = new LinkedHashMap<>();
    Trees.walk(
        Unroll.loopsAround(block.body(), symbols, Stmt.Equation.class::isInstance),
        s -> {
          if (s instanceof Stmt.Equation equation) {
            for (Expr side : List.of(equation.left(), equation.right())) {
              Trees.walk(
                  side,
                  e -> {
                    if (e instanceof Expr.Name n && symbols.isState(n.name())
                        || e instanceof Expr.Element x && symbols.isState(x.name())) {
                      unknowns.putIfAbsent(e, unknowns.size());
                    }
                  });
            }
          }
        });
    if (!block.solveFor().isEmpty()) {
      unknowns
          .keySet()
          .removeIf(e -> !(e instanceof Expr.Name n) || !block.solveFor().contains(n.name()));
    }
    return unknowns;
  }

  private void row(
      Stmt.Equation equation,
      Map<Expr, Integer> unknowns,
      List<List<Optional<Expr>>> rows,
      List<Expr> constants) {
    Expr zero = number(equation.at(), "0.0");
    Expr remaining =
        Trees.isNumber(equation.right(), 0)
            ? equation.left()
            : minus(equation.left(), equation.right());
    List<Optional<Expr>> row = new ArrayList<>();
    for (Expr unknown : unknowns.keySet()) {
      try {
        LinearForm form = LinearForm.of(remaining, unknown);
        form.slope()
            .ifPresent(slope -> {
              if (unknowns.keySet().stream().anyMatch(other -> LinearForm.depends(slope, other))) {
                notLinear(equation);
              }
            });
        row.add(form.slope());
        remaining = form.rest().orElse(zero);
      } catch (LinearForm.NotLinear e) {
        notLinear(equation);
        row.add(Optional.empty());
      }
    }
    rows.add(row);
    constants.add(Trees.isNumber(remaining, 0) ? zero : minus(remaining));
  }

  private void notLinear(Stmt.Equation equation) {
    diagnostics.error(
        "nmodl.not-linear",
        equation.at(),
        "this equation is not linear in the states",
        "Use a NONLINEAR block.");
  }

  private List<Stmt> nonlinear(Block.Solvable block) {
    Map<Expr, Integer> unknowns = unknowns(block);
    List<Expr> residuals = new ArrayList<>();
    List<Stmt> body =
        Trees.replace(
            Unroll.loopsAround(block.body(), symbols, Stmt.Equation.class::isInstance),
            s -> {
              if (s instanceof Stmt.Equation equation) {
                residuals.add(minus(equation.right(), equation.left()));
                return Optional.of(List.of());
              }
              return Optional.empty();
            });
    if (residuals.size() != unknowns.size()) {
      diagnostics.error(
          "nmodl.equations",
          block.at(),
          "the NONLINEAR block "
              + block.name()
              + " has "
              + residuals.size()
              + " equations for "
              + unknowns.size()
              + " states",
          "Give as many equations as states.");
    }
    return List.of(new Stmt.Newton(block.at(), List.copyOf(unknowns.keySet()), body, residuals));
  }

  // ---------------------------------------------------------------- pieces

  static Stmt ifSecondOrder(Position at, List<Stmt> then) {
    return new Stmt.If(
        at,
        compare(name(at, "secondorder"), Expr.BinaryOperator.GREATER, number(at, "0")),
        then,
        List.of());
  }

  static List<Stmt.Declarator> declarators(Position at, List<String> names) {
    return names.stream()
        .distinct()
        .map(n -> new Stmt.Declarator(at, n, Optional.empty()))
        .toList();
  }

  /** A name for a local that nothing in the mechanism or the block uses. */
  static String free(String wish, SymbolTable symbols, Block.Solvable block) {
    String name = wish;
    while (symbols.find(name).isPresent() || declares(block, name)) {
      name = name + "_";
    }
    return name;
  }

  private static boolean declares(Block.Solvable block, String name) {
    return Trees.any(
        block.body(),
        s ->
            s instanceof Stmt.Local local
                && local.names().stream().anyMatch(d -> d.name().equals(name)));
  }

  /** {@code ca[2]} as {@code ca_2}. */
  static String plainName(Expr state) {
    return switch (state) {
      case Expr.Name n -> n.name();
      case Expr.Element e ->
          e.name() + "_" + NmodlPrinter.print(e.index()).replaceAll("[^A-Za-z0-9]", "_");
      case Expr.Num n -> n.text();
      case Expr.Prime p -> p.name();
      case Expr.Lagged l -> l.name();
      case Expr.Call c -> c.name();
      case Expr.Text t -> t.value();
      case Expr.AddressOf a -> plainName(a.variable());
      case Expr.Unary u -> plainName(u.operand());
      case Expr.Binary b -> plainName(b.left());
    };
  }

  private static String nameOf(Expr local) {
    return plainName(local);
  }
}
