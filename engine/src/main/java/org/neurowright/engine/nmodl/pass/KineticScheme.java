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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * A KINETIC block solved with METHOD sparse: one step of implicit Euler of the reaction system.
 *
 * <p>For each state i, {@code size_i*(s_i - old_i)/h = sum of fluxes}, or its conservation law.
 * Newton's iteration with the exact derivatives of the mass-action terms; the matrix is eliminated
 * by statements written out for the pattern of the scheme, in an order that keeps it sparse,
 * conservation laws last (the remaining matrix is diagonally dominant, so no pivoting is needed). A
 * linear scheme takes one pass. Rates count as constants within a pass; states that become negative
 * are set to 0.
 *
 * <p>In STEADYSTATE the step is one of 1e9 ms.
 */
final class KineticScheme {
  private static final String MAXIMUM_PASSES = "20";
  private static final String LINEAR_PASSES = "7";
  private static final String LOWEST_STATE = "-1e-6";
  private static final String STEADY_STEP_MS = "1e9";
  private static final String TOLERANCE = "1e-6";
  private static final int UNROLLED_ELIMINATION_LIMIT = 400;

  private final SymbolTable symbols;
  private final Effects effects;
  private final Diagnostics diagnostics;
  private final Block.Solvable block;
  private final Position at;

  private final List<Stmt> source;
  private final List<Expr> states = new ArrayList<>();
  private final Map<Integer, Stmt.Conserve> conserved = new LinkedHashMap<>();
  private final Map<Integer, String> sizes = new LinkedHashMap<>();
  private final Set<String> locals = new LinkedHashSet<>();
  private final List<Set<Integer>> pattern = new ArrayList<>();
  private Expr step;
  private int reactionNumber;
  private boolean usesFluxes;

  /** Fluxes without their derivatives. */
  private boolean onlyFluxes;

  KineticScheme(
      SymbolTable symbols, Effects effects, Diagnostics diagnostics, Block.Solvable block) {
    this.symbols = symbols;
    this.effects = effects;
    this.diagnostics = diagnostics;
    this.block = block;
    this.at = block.at();
    this.source =
        Unroll.loopsAround(
            block.body(), symbols, s -> s instanceof Stmt.Reaction || s instanceof Stmt.Conserve);
  }

  List<Stmt> statements(boolean steadyState) {
    collectStates();
    if (states.isEmpty()) {
      diagnostics.error(
          "nmodl.no-reactions",
          at,
          "the KINETIC block " + block.name() + " has no reactions",
          "Write some, or use a PROCEDURE.");
      return List.of();
    }
    collectConservation();
    collectSizes();
    usesFluxes = mentionsFluxes();
    for (int i = 0; i < states.size(); i++) {
      pattern.add(new TreeSet<>(Set.of(i)));
    }

    step = steadyState ? number(at, STEADY_STEP_MS) : name(at, "dt");
    List<Stmt> linearPass = new ArrayList<>(assembly());
    linearPass.addAll(elimination());
    List<Stmt> pass = new ArrayList<>(linearPass);
    pass.addAll(noNegativeStates());
    List<Stmt> solved = steadyState ? steady(linearPass, pass) : advanced(pass);
    if (readsStatesOutsideReactants()) {
      solved.addAll(bodyOnly());
    }
    if (!steadyState) {
      List<Stmt> second = new ArrayList<>();
      states.forEach(s -> second.add(assign(s, plus(s, minus(s, old(s))))));
      solved.add(SolveExpansion.ifSecondOrder(at, second));
    }
    List<Stmt> result = new ArrayList<>();
    result.add(new Stmt.Local(at, SolveExpansion.declarators(at, List.copyOf(locals))));
    result.addAll(solved);
    return result;
  }

  /**
   * Statements that put the derivatives of the states, 1/ms, in their place. Conservation laws
   * replace no equation: they hold as long as the fluxes keep them.
   */
  List<Stmt> derivatives() {
    collectStates();
    collectSizes();
    usesFluxes = mentionsFluxes();
    onlyFluxes = true;
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      result.add(assign(residual(i), number(at, "0.0")));
    }
    result.addAll(reactions(source));
    for (int i = 0; i < states.size(); i++) {
      Expr flux = residual(i);
      result.add(
          assign(states.get(i), sizes.containsKey(i) ? over(flux, name(at, sizes.get(i))) : flux));
    }
    result.addFirst(new Stmt.Local(at, SolveExpansion.declarators(at, List.copyOf(locals))));
    return states.isEmpty() ? List.of() : result;
  }

  // ---------------------------------------------------------------- time stepping

  private List<Stmt> advanced(List<Stmt> pass) {
    List<Stmt> result = new ArrayList<>();
    states.forEach(s -> result.add(assign(old(s), s)));
    if (isLinear()) {
      result.addAll(pass);
    } else {
      result.addAll(iterate(pass));
    }
    return result;
  }

  private List<Stmt> iterate(List<Stmt> pass) {
    Expr count = local("passes");
    Expr change = local("change");
    List<Stmt> body = new ArrayList<>(pass);
    Expr sum = null;
    for (int i = 0; i < states.size(); i++) {
      Expr size = new Expr.Call(at, "fabs", List.of(delta(i)));
      sum = sum == null ? size : plus(sum, size);
    }
    body.add(assign(change, sum));
    body.add(assign(count, plus(count, number(at, "1"))));
    Expr unfinished = compare(change, Expr.BinaryOperator.GREATER, number(at, TOLERANCE));
    Expr more =
        new Expr.Binary(
            at,
            Expr.BinaryOperator.AND,
            unfinished,
            compare(count, Expr.BinaryOperator.LESS, number(at, MAXIMUM_PASSES)));
    return List.of(
        assign(count, number(at, "0")),
        new Stmt.Repeat(at, body, more),
        new Stmt.If(
            at,
            unfinished,
            List.of(new Stmt.Fail(at, "SOLVE " + block.name() + " did not converge")),
            List.of()));
  }

  /** Where terms are products, a start is found by linear passes until no state is negative. */
  private List<Stmt> steady(List<Stmt> linearPass, List<Stmt> pass) {
    List<Stmt> result = new ArrayList<>();
    List<Stmt> keep = new ArrayList<>();
    states.forEach(s -> keep.add(assign(old(s), s)));
    if (!isMonomolecular()) {
      Expr count = local("linear_passes");
      List<Stmt> body = new ArrayList<>(keep);
      body.addAll(linearPass);
      body.add(assign(count, plus(count, number(at, "1"))));
      Expr negative = null;
      for (Expr s : states) {
        Expr test = compare(s, Expr.BinaryOperator.LESS, number(at, LOWEST_STATE));
        negative =
            negative == null ? test : new Expr.Binary(at, Expr.BinaryOperator.OR, negative, test);
      }
      Expr more = compare(count, Expr.BinaryOperator.LESS, number(at, LINEAR_PASSES));
      result.add(assign(count, number(at, "0")));
      result.add(
          new Stmt.Repeat(at, body, new Expr.Binary(at, Expr.BinaryOperator.AND, negative, more)));
    }
    result.addAll(keep);
    result.addAll(isLinear() ? pass : iterate(pass));
    return result;
  }

  // ---------------------------------------------------------------- what the block says

  private void collectStates() {
    Trees.walk(
        source,
        s -> {
          if (s instanceof Stmt.Reaction reaction) {
            reaction.left().forEach(r -> addState(r.variable()));
            reaction.right().forEach(r -> addState(r.variable()));
          }
        });
  }

  private void addState(Expr variable) {
    String base =
        variable instanceof Expr.Element e
            ? e.name()
            : variable instanceof Expr.Name n ? n.name() : "";
    if (variable instanceof Expr.Element e && Unroll.constant(e.index(), symbols).isEmpty()) {
      diagnostics.untranslated(
          variable.at(),
          "a reaction of a state with a variable index",
          "Use a FROM loop with constant bounds.");
    }
    if (symbols.isState(base) && !states.contains(variable)) {
      states.add(variable);
    }
  }

  /** A law replaces the equation of its last state that no other law has taken. */
  private void collectConservation() {
    Trees.walk(
        source,
        s -> {
          if (s instanceof Stmt.Conserve law) {
            for (int i = law.terms().size() - 1; i >= 0; i--) {
              int state = states.indexOf(law.terms().get(i).variable());
              if (state >= 0 && !conserved.containsKey(state)) {
                conserved.put(state, law);
                return;
              }
            }
            diagnostics.error(
                "nmodl.conserve",
                law.at(),
                "CONSERVE names no state that is still free",
                "Remove the redundant law.");
          }
        });
  }

  private void collectSizes() {
    Trees.walk(
        source,
        s -> {
          if (s instanceof Stmt.Compartment c) {
            if (c.diffusion()) {
              return;
            }
            for (int i = 0; i < states.size(); i++) {
              if (c.names().contains(baseName(states.get(i)))) {
                sizes.put(
                    i,
                    SolveExpansion.plainName(
                        local("size_" + SolveExpansion.plainName(states.get(i)))));
              }
            }
          }
        });
  }

  private boolean mentionsFluxes() {
    boolean[] found = {false};
    Trees.walkExpressions(
        source,
        e ->
            found[0] |=
                e instanceof Expr.Name n
                    && (n.name().equals("f_flux") || n.name().equals("b_flux")));
    return found[0];
  }

  private boolean isLinear() {
    return isMonomolecular() && !readsStatesOutsideReactants();
  }

  /** True when no flux is a product of states. */
  private boolean isMonomolecular() {
    boolean[] linear = {true};
    Trees.walk(
        source,
        s -> {
          if (s instanceof Stmt.Reaction r) {
            linear[0] &= order(r.left()) <= 1 && order(r.right()) <= 1;
          }
        });
    return linear[0];
  }

  private static int order(List<Stmt.Reactant> side) {
    return side.stream().mapToInt(Stmt.Reactant::count).sum();
  }

  /** True when rates, sizes or other statements depend on the states. */
  private boolean readsStatesOutsideReactants() {
    Set<String> read = new HashSet<>();
    Trees.walk(
        source,
        s -> {
          switch (s) {
            case Stmt.Reaction r -> {
              effects.reads(r.forward(), read);
              r.backward().ifPresent(b -> effects.reads(b, read));
            }
            case Stmt.Conserve c -> effects.reads(c.total(), read);
            case Stmt.Assign a -> effects.reads(a.value(), read);
            default -> Trees.expressions(s).forEach(e -> effects.reads(e, read));
          }
        });
    return read.contains("f_flux")
        || read.contains("b_flux")
        || states.stream().anyMatch(s -> read.contains(baseName(s)));
  }

  private static String baseName(Expr state) {
    return state instanceof Expr.Element e ? e.name() : SolveExpansion.plainName(state);
  }

  // ---------------------------------------------------------------- assembly of one pass

  private List<Stmt> assembly() {
    List<Stmt> body = new ArrayList<>(reactions(source));
    List<Stmt> start = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      start.add(assign(residual(i), number(at, "0.0")));
      for (int j : pattern.get(i)) {
        start.add(assign(entry(i, j), number(at, "0.0")));
      }
    }
    start.addAll(body);
    for (int i = 0; i < states.size(); i++) {
      if (!conserved.containsKey(i)) {
        Expr s = states.get(i);
        Expr size = sizes.containsKey(i) ? name(at, sizes.get(i)) : number(at, "1.0");
        start.add(
            assign(residual(i), minus(residual(i), over(times(size, minus(s, old(s))), step))));
        start.add(assign(entry(i, i), plus(entry(i, i), over(size, step))));
      }
    }
    return start;
  }

  private List<Stmt> reactions(List<Stmt> statements) {
    return Trees.replace(
        statements,
        s ->
            switch (s) {
              case Stmt.Reaction r -> Optional.of(reaction(r));
              case Stmt.Conserve c -> Optional.of(conservation(c));
              case Stmt.Compartment c -> Optional.of(compartment(c));
              default -> Optional.empty();
            });
  }

  private List<Stmt> compartment(Stmt.Compartment c) {
    List<Stmt> result = new ArrayList<>();
    sizes.forEach((i, size) -> {
      Expr state = states.get(i);
      if (!c.diffusion() && c.names().contains(baseName(state))) {
        Expr value = c.size();
        if (!c.index().isEmpty() && state instanceof Expr.Element e) {
          value =
              Trees.map(
                  value,
                  x -> x instanceof Expr.Name n && n.name().equals(c.index()) ? e.index() : x);
        }
        result.add(assign(name(at, size), value));
      }
    });
    return result;
  }

  private List<Stmt> reaction(Stmt.Reaction r) {
    int number = ++reactionNumber;
    List<Stmt> result = new ArrayList<>();
    Expr forward = local("kf_" + number);
    result.add(assign(forward, r.forward()));
    if (r.arrow() == Stmt.Arrow.SOURCE) {
      for (Stmt.Reactant target : r.left()) {
        addToResidual(result, target.variable(), target.count(), forward);
      }
      if (usesFluxes) {
        result.add(assign(local("f_flux"), forward));
        result.add(assign(local("b_flux"), number(at, "0.0")));
      }
      return result;
    }
    Expr net = local("net_" + number);
    Expr forwardFlux = product(forward, r.left(), null);
    if (r.arrow() == Stmt.Arrow.SINK) {
      result.add(assign(net, forwardFlux));
      fluxes(result, forwardFlux, number(at, "0.0"));
    } else {
      Expr backward = local("kb_" + number);
      result.add(assign(backward, r.backward().orElseThrow()));
      Expr backwardFlux = product(backward, r.right(), null);
      result.add(assign(net, minus(forwardFlux, backwardFlux)));
      fluxes(result, forwardFlux, backwardFlux);
    }
    for (Stmt.Reactant reactant : r.left()) {
      addToResidual(result, reactant.variable(), -reactant.count(), net);
    }
    for (Stmt.Reactant reactant : r.right()) {
      addToResidual(result, reactant.variable(), reactant.count(), net);
    }
    if (onlyFluxes) {
      return result;
    }
    jacobian(result, r, r.left(), forward, 1, "df_" + number);
    if (r.arrow() == Stmt.Arrow.BOTH) {
      jacobian(result, r, r.right(), local("kb_" + number), -1, "db_" + number);
    }
    return result;
  }

  private void fluxes(List<Stmt> result, Expr forward, Expr backward) {
    if (usesFluxes) {
      result.add(assign(local("f_flux"), forward));
      result.add(assign(local("b_flux"), backward));
    }
  }

  /**
   * Rate times each reactant as often as it takes part, leaving one factor of {@code without} out.
   */
  private Expr product(Expr rate, List<Stmt.Reactant> side, Stmt.Reactant without) {
    Expr result = rate;
    for (Stmt.Reactant reactant : side) {
      int count = reactant == without ? reactant.count() - 1 : reactant.count();
      for (int i = 0; i < count; i++) {
        result = times(result, reactant.variable());
      }
    }
    return result;
  }

  private void addToResidual(List<Stmt> result, Expr state, int count, Expr flux) {
    int i = states.indexOf(state);
    if (i < 0 || conserved.containsKey(i)) {
      return;
    }
    Expr amount =
        Math.abs(count) == 1 ? flux : times(number(at, Integer.toString(Math.abs(count))), flux);
    result.add(
        assign(residual(i), count < 0 ? minus(residual(i), amount) : plus(residual(i), amount)));
  }

  /** Adds minus the derivative of the fluxes of one direction to the matrix. */
  private void jacobian(
      List<Stmt> result,
      Stmt.Reaction r,
      List<Stmt.Reactant> side,
      Expr rate,
      int sign,
      String prefix) {
    for (Stmt.Reactant varied : side) {
      int j = states.indexOf(varied.variable());
      if (j < 0) {
        continue;
      }
      Expr slope = product(rate, side, varied);
      if (varied.count() > 1) {
        slope = times(number(at, Integer.toString(varied.count())), slope);
      }
      Expr slopeLocal = rate;
      if (!slope.equals(rate)) {
        slopeLocal = local(prefix + "_" + SolveExpansion.plainName(varied.variable()));
        result.add(assign(slopeLocal, slope));
      }
      for (Stmt.Reactant reactant : r.left()) {
        addToMatrix(result, reactant.variable(), j, sign * reactant.count(), slopeLocal);
      }
      for (Stmt.Reactant reactant : r.right()) {
        addToMatrix(result, reactant.variable(), j, -sign * reactant.count(), slopeLocal);
      }
    }
  }

  private void addToMatrix(List<Stmt> result, Expr state, int j, int count, Expr slope) {
    int i = states.indexOf(state);
    if (i < 0 || conserved.containsKey(i)) {
      return;
    }
    pattern.get(i).add(j);
    Expr amount =
        Math.abs(count) == 1 ? slope : times(number(at, Integer.toString(Math.abs(count))), slope);
    result.add(
        assign(entry(i, j), count < 0 ? minus(entry(i, j), amount) : plus(entry(i, j), amount)));
  }

  /** {@code total - sum} as residual; sizes weigh the terms. */
  private List<Stmt> conservation(Stmt.Conserve law) {
    int row =
        conserved.entrySet().stream()
            .filter(e -> e.getValue() == law)
            .findFirst()
            .map(Map.Entry::getKey)
            .orElse(-1);
    List<Stmt> result = new ArrayList<>();
    if (row < 0) {
      return result;
    }
    Expr sum = law.total();
    for (Stmt.Reactant term : law.terms()) {
      int j = states.indexOf(term.variable());
      Expr weight =
          term.count() == 1 ? number(at, "1.0") : number(at, Integer.toString(term.count()));
      if (j >= 0 && sizes.containsKey(j)) {
        weight = term.count() == 1 ? name(at, sizes.get(j)) : times(weight, name(at, sizes.get(j)));
      }
      sum =
          minus(sum, Trees.isNumber(weight, 1) ? term.variable() : times(weight, term.variable()));
      if (j >= 0) {
        pattern.get(row).add(j);
        result.add(assign(entry(row, j), weight));
      }
    }
    result.add(assign(residual(row), sum));
    return result;
  }

  // ---------------------------------------------------------------- elimination

  private List<Stmt> elimination() {
    List<Set<Integer>> filled = new ArrayList<>();
    pattern.forEach(row -> filled.add(new TreeSet<>(row)));
    List<Integer> order = eliminationOrder(filled);
    List<Stmt> result = new ArrayList<>();
    Set<Integer> remaining = new LinkedHashSet<>(order);
    for (int p : order) {
      remaining.remove(p);
      for (int i : remaining) {
        if (!filled.get(i).contains(p)) {
          continue;
        }
        Expr factor = local("factor");
        result.add(assign(factor, over(entry(i, p), entry(p, p))));
        for (int j : filled.get(p)) {
          if (remaining.contains(j)) {
            Expr product = times(factor, entry(p, j));
            result.add(
                assign(
                    entry(i, j),
                    filled.get(i).contains(j) ? minus(entry(i, j), product) : minus(product)));
            filled.get(i).add(j);
          }
        }
        result.add(assign(residual(i), minus(residual(i), times(factor, residual(p)))));
      }
    }
    if (result.size() > UNROLLED_ELIMINATION_LIMIT) {
      return withPivoting();
    }
    for (int k = order.size() - 1; k >= 0; k--) {
      int p = order.get(k);
      Expr sum = residual(p);
      for (int later : order.subList(k + 1, order.size())) {
        if (filled.get(p).contains(later)) {
          sum = minus(sum, times(entry(p, later), delta(later)));
        }
      }
      result.add(assign(delta(p), over(sum, entry(p, p))));
    }
    updates(result);
    return result;
  }

  /** Large schemes: a general solver instead of thousands of statements. */
  private List<Stmt> withPivoting() {
    List<List<Optional<Expr>>> rows = new ArrayList<>();
    List<Expr> constants = new ArrayList<>();
    List<Expr> unknowns = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      List<Optional<Expr>> row = new ArrayList<>();
      for (int j = 0; j < states.size(); j++) {
        row.add(pattern.get(i).contains(j) ? Optional.of(entry(i, j)) : Optional.empty());
      }
      rows.add(row);
      constants.add(residual(i));
      unknowns.add(delta(i));
    }
    List<Stmt> result = new ArrayList<>();
    result.add(new Stmt.LinearSolve(at, rows, constants, unknowns));
    updates(result);
    return result;
  }

  private void updates(List<Stmt> result) {
    for (int i = 0; i < states.size(); i++) {
      Expr s = states.get(i);
      result.add(assign(s, plus(s, delta(i))));
    }
  }

  private List<Stmt> noNegativeStates() {
    List<Stmt> result = new ArrayList<>();
    for (Expr s : states) {
      Expr negative = compare(s, Expr.BinaryOperator.LESS, number(at, "0"));
      result.add(new Stmt.If(at, negative, List.of(assign(s, number(at, "0"))), List.of()));
    }
    return result;
  }

  /** Minimum degree first; rows with conservation laws last. */
  private List<Integer> eliminationOrder(List<Set<Integer>> matrix) {
    List<Set<Integer>> work = new ArrayList<>();
    matrix.forEach(row -> work.add(new TreeSet<>(row)));
    List<Integer> order = new ArrayList<>();
    Set<Integer> remaining = new TreeSet<>();
    for (int i = 0; i < states.size(); i++) {
      remaining.add(i);
    }
    while (!remaining.isEmpty()) {
      int best = -1;
      long bestCost = Long.MAX_VALUE;
      for (int p : remaining) {
        long columns = work.get(p).stream().filter(remaining::contains).count() - 1;
        long rows = remaining.stream().filter(i -> i != p && work.get(i).contains(p)).count();
        long cost = columns * rows + (conserved.containsKey(p) ? 1_000_000L : 0);
        if (cost < bestCost) {
          bestCost = cost;
          best = p;
        }
      }
      remaining.remove(best);
      order.add(best);
      for (int i : remaining) {
        if (work.get(i).contains(best)) {
          work.get(i).addAll(work.get(best));
        }
      }
    }
    return order;
  }

  // ---------------------------------------------------------------- after the last pass

  /** The statements between the reactions once more, so that they see the final states. */
  private List<Stmt> bodyOnly() {
    return Trees.replace(
        source,
        s ->
            switch (s) {
              case Stmt.Reaction r -> Optional.of(usesFluxes ? finalFluxes(r) : List.of());
              case Stmt.Conserve c -> Optional.of(List.of());
              case Stmt.Compartment c -> Optional.of(List.of());
              default -> Optional.empty();
            });
  }

  private List<Stmt> finalFluxes(Stmt.Reaction r) {
    List<Stmt> result = new ArrayList<>();
    Expr forward =
        r.arrow() == Stmt.Arrow.SOURCE ? r.forward() : product(r.forward(), r.left(), null);
    result.add(assign(local("f_flux"), forward));
    result.add(
        assign(
            local("b_flux"),
            r.backward().map(b -> product(b, r.right(), null)).orElse(number(at, "0.0"))));
    return result;
  }

  // ---------------------------------------------------------------- names

  private Expr local(String wish) {
    boolean flux = wish.equals("f_flux") || wish.equals("b_flux");
    String free = flux ? wish : SolveExpansion.free(wish, symbols, block);
    locals.add(free);
    return name(at, free);
  }

  private Expr old(Expr state) {
    return local(SolveExpansion.plainName(state) + "_old");
  }

  private Expr residual(int i) {
    return local("r_" + SolveExpansion.plainName(states.get(i)));
  }

  private Expr delta(int i) {
    return local("delta_" + SolveExpansion.plainName(states.get(i)));
  }

  private Expr entry(int i, int j) {
    return local(
        "a_"
            + SolveExpansion.plainName(states.get(i))
            + "_"
            + SolveExpansion.plainName(states.get(j)));
  }
}
