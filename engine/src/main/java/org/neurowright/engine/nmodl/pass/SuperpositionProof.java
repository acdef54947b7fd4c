package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.Superposition;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Decides whether instances of a synapse on one node, with equal parameters, can be replaced by one
 * that receives the events of all of them.
 *
 * <p>Every variable that an instance keeps must be one of two kinds. A <i>common</i> one has the
 * same value in all these instances, because it follows from parameters, the node and the time
 * alone, and no event changes it. An <i>additive</i> one starts at 0; between events it becomes a
 * linear combination of additive variables with common coefficients; an event adds something to it
 * that depends on the event and on common variables alone. Then the additive variables of one
 * instance that gets all events are the sums of those of many, and so is a current that is a linear
 * combination of them. How a factor depends on the potential does not matter: all instances are on
 * one node. What a connection keeps for itself (further arguments of NET_RECEIVE) may change in any
 * way that does not look at additive variables.
 *
 * <p>The lowered statements are executed with kinds in place of numbers, and repeated until no
 * variable changes its kind. Whatever is not understood counts as neither kind, so that a proof is
 * certain and a refusal may be over-cautious.
 */
public final class SuperpositionProof {
  private final SymbolTable symbols;
  private final Lowered lowered;

  /** Kinds of what instances keep from one block to the next. */
  private final Map<String, Value> kept = new LinkedHashMap<>();

  private final Map<String, Value> currents = new LinkedHashMap<>();

  /** Locals of the block that is followed, with their array lengths. */
  private Map<String, Integer> locals = Map.of();

  /** What a number is. */
  private sealed interface Value {
    /** Exactly 0. */
    record Zero() implements Value {}

    /** The same in all instances, or known from the event. */
    record Common() implements Value {}

    /** A linear combination of additive variables with common coefficients. */
    record Additive() implements Value {}

    /** An additive variable as it was before the event, plus something common. */
    record Raised(Expr variable) implements Value {}

    /** Neither. */
    record Other(String why) implements Value {}
  }

  private static final Position NOWHERE = new Position("", 0, 0);
  private static final Value ZERO = new Value.Zero();
  private static final Value COMMON = new Value.Common();
  private static final Value ADDITIVE = new Value.Additive();

  /** Ends the search with a reason. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  private SuperpositionProof(SymbolTable symbols, Lowered lowered) {
    this.symbols = symbols;
    this.lowered = lowered;
  }

  /** Examines a mechanism without problems. */
  public static Superposition of(SymbolTable symbols, Lowered lowered) {
    try {
      new SuperpositionProof(symbols, lowered).prove();
      return Superposition.PROVED;
    } catch (Refused e) {
      return Superposition.refused(e.getMessage());
    }
  }

  // ---------------------------------------------------------------- the proof

  private void prove() throws Refused {
    checkDeclarations();
    Body receive = lowered.receive().orElseThrow();
    findKept(receive);
    Map<String, Value> before;
    do {
      before = Map.copyOf(kept);
      initial();
      for (Body body : lowered.phases().values()) {
        keep(follow(body, false), body);
      }
      current();
      if (lowered.state().isPresent()) {
        keep(follow(lowered.state().get(), false), lowered.state().get());
      }
    } while (!kept.equals(before));
    for (Map.Entry<String, Value> entry : kept.entrySet()) {
      if (entry.getValue() instanceof Value.Other other) {
        throw new Refused(entry.getKey() + " does not add up: " + other.why());
      }
    }
    checkCurrents();
    received(receive);
    if (lowered.receiveInitial().isPresent()) {
      received(lowered.receiveInitial().get());
    }
  }

  private void checkDeclarations() throws Refused {
    if (symbols.kind() != MechanismKind.POINT_PROCESS || lowered.receive().isEmpty()) {
      throw new Refused("it is no point process that receives events");
    }
    if (symbols.currents().isEmpty()) {
      throw new Refused("it has no current");
    }
    for (IonUse ion : symbols.ions()) {
      if (ion.writesConcentration() || ion.writesReversal()) {
        throw new Refused("it writes a concentration or reversal potential of " + ion.ion());
      }
      if (ion.reads().contains("i" + ion.ion())) {
        throw new Refused("it reads the current of " + ion.ion());
      }
    }
    if (!lowered.diffusions().isEmpty()) {
      throw new Refused("it has LONGITUDINAL_DIFFUSION");
    }
    if (!lowered.watches().isEmpty()) {
      throw new Refused("it uses WATCH");
    }
    if (!lowered.current().equals(lowered.currentAgain())) {
      throw new Refused("it uses state_discontinuity");
    }
    for (Symbol symbol : symbols.symbols().values()) {
      if (symbol instanceof Symbol.Stream) {
        throw new Refused("it draws random numbers");
      }
      if (symbol instanceof Symbol.Pointer) {
        throw new Refused("it has the POINTER " + symbol.name());
      }
      if (symbol instanceof Symbol.Untranslated u) {
        throw new Refused("it uses the " + u.keyword() + " " + u.name());
      }
    }
  }

  private List<Body> bodies() {
    List<Body> all = new ArrayList<>(lowered.phases().values());
    lowered.initial().ifPresent(all::add);
    lowered.current().ifPresent(all::add);
    lowered.state().ifPresent(all::add);
    lowered.receive().ifPresent(all::add);
    lowered.receiveInitial().ifPresent(all::add);
    return all;
  }

  /** Variables that some block may read before it assigns them, with what they are at the start. */
  private void findKept(Body receive) throws Refused {
    Set<String> needed = new HashSet<>();
    Set<String> assigned = new HashSet<>();
    for (Body body : bodies()) {
      Flow flow = new Flow(lowered.effects());
      Set<String> known = flow.follow(body.statements(), Set.of());
      if (lowered.current().isPresent() && lowered.current().get() == body) {
        for (String current : symbols.currents()) {
          flow.read(new Expr.Name(NOWHERE, current), known);
        }
      }
      Set<String> outer = new HashSet<>(flow.needed());
      outer.removeAll(body.locals().keySet());
      needed.addAll(outer);
      assigned.addAll(flow.assigned());
    }
    Set<String> byEvents = new HashSet<>();
    for (Optional<Body> body : List.of(Optional.of(receive), lowered.receiveInitial())) {
      if (body.isPresent()) {
        Flow flow = new Flow(lowered.effects());
        flow.follow(body.get().statements(), Set.of());
        byEvents.addAll(flow.assigned());
        byEvents.removeAll(body.get().locals().keySet());
      }
    }
    for (Symbol symbol : symbols.symbols().values()) {
      String name = symbol.name();
      switch (symbol) {
        case Symbol.Instance i -> {
          boolean state = i.role() == MechanismVariable.Role.STATE;
          if (state || needed.contains(name)) {
            Value start = i.role() == MechanismVariable.Role.PARAMETER ? COMMON : ZERO;
            kept.put(name, byEvents.contains(name) ? join(start, ADDITIVE) : start);
          }
        }
        case Symbol.Shared ignored -> {
          if (assigned.contains(name) && needed.contains(name)) {
            throw new Refused("all instances share " + name + ", which its blocks write");
          }
        }
        case Symbol.Ion ion -> {
          if (!ion.loaded() && needed.contains(name)) {
            throw new Refused(name + " is read before it is assigned");
          }
        }
        case Symbol.Engine ignored -> {}
        case Symbol.Constant ignored -> {}
        case Symbol.Stream ignored -> {}
        case Symbol.Pointer ignored -> {}
        case Symbol.Untranslated ignored -> {}
      }
    }
  }

  private void initial() throws Refused {
    Body body = lowered.initial().orElse(new Body(List.of(), Map.of(), false));
    locals = body.locals();
    Map<String, Value> env = entry(false);
    // The states start from the globals x0, which users may set.
    symbols.states().forEach(s -> env.put(s.name(), COMMON));
    keep(followed(body.statements(), env), body);
    for (Symbol.Instance state : symbols.states()) {
      if (lowered.initial().isEmpty()) {
        merge(state.name(), COMMON);
      }
    }
  }

  private void current() throws Refused {
    Body body = lowered.current().orElseThrow();
    Map<String, Value> after = follow(body, false);
    keep(after, body);
    symbols.currents().forEach(c -> currents.put(c, value(c, after)));
  }

  private void checkCurrents() throws Refused {
    for (Map.Entry<String, Value> entry : currents.entrySet()) {
      String current = "the current " + entry.getKey();
      switch (entry.getValue()) {
        case Value.Zero ignored -> {}
        case Value.Additive ignored -> {}
        case Value.Common ignored ->
            throw new Refused(current + " has a part that no state is a factor of");
        case Value.Raised ignored -> throw new IllegalStateException(current);
        case Value.Other other -> throw new Refused(current + " does not add up: " + other.why());
      }
    }
  }

  /** What an event may do: add to additive variables, change what belongs to its connection. */
  private void received(Body body) throws Refused {
    Map<String, Value> after = follow(body, true);
    Flow flow = new Flow(lowered.effects());
    flow.follow(body.statements(), Set.of());
    if (flow.assigned().contains("v")) {
      throw new Refused("NET_RECEIVE sets the potential");
    }
    for (String name : flow.assigned()) {
      if (body.locals().containsKey(name)) {
        if (lowered.receiveArguments().orElse(List.of()).contains(name)
            && !isCommon(value(name, after))) {
          throw new Refused("what NET_RECEIVE keeps in " + name + " depends on the states");
        }
        continue;
      }
      if (!kept.containsKey(name)) {
        continue;
      }
      switch (value(name, after)) {
        case Value.Raised raised when nameOf(raised.variable()).equals(name) -> {}
        case Value.Other other ->
            throw new Refused("NET_RECEIVE does not just add to " + name + ": " + other.why());
        case Value.Raised ignored -> throw new Refused("NET_RECEIVE does not just add to " + name);
        case Value.Zero ignored -> throw new Refused("NET_RECEIVE sets " + name);
        case Value.Common ignored -> throw new Refused("NET_RECEIVE sets " + name);
        case Value.Additive ignored -> throw new Refused("NET_RECEIVE sets " + name);
      }
    }
  }

  // ---------------------------------------------------------------- blocks

  private Map<String, Value> follow(Body body, boolean event) throws Refused {
    locals = body.locals();
    return followed(body.statements(), entry(event));
  }

  private Map<String, Value> followed(List<Stmt> statements, Map<String, Value> env)
      throws Refused {
    Map<String, Value> now = new HashMap<>(env);
    for (Stmt statement : statements) {
      follow(statement, now);
    }
    return now;
  }

  /** Values at the start of a block. */
  private Map<String, Value> entry(boolean event) {
    Map<String, Value> env = new HashMap<>();
    kept.forEach((name, value) -> {
      boolean raised = event && value instanceof Value.Additive;
      env.put(name, raised ? new Value.Raised(new Expr.Name(NOWHERE, name)) : value);
    });
    if (event) {
      lowered.receiveArguments().orElse(List.of()).forEach(a -> env.put(a, COMMON));
      env.put("flag", COMMON);
    }
    return env;
  }

  private void keep(Map<String, Value> after, Body body) {
    for (String name : List.copyOf(kept.keySet())) {
      if (!body.locals().containsKey(name)) {
        merge(name, after.getOrDefault(name, kept.get(name)));
      }
    }
  }

  private void merge(String name, Value value) {
    kept.put(name, join(kept.get(name), value));
  }

  private void follow(Stmt statement, Map<String, Value> env) throws Refused {
    switch (statement) {
      case Stmt.Assign a -> assign(a.target(), value(a.value(), env), env);
      case Stmt.Group g -> replace(env, followed(g.body(), env));
      case Stmt.If i -> {
        condition(i.condition(), env);
        Map<String, Value> then = followed(i.then(), env);
        replace(env, joined(then, followed(i.otherwise(), env)));
      }
      case Stmt.While w -> loop(w.condition(), w.body(), env);
      case Stmt.Repeat r -> {
        replace(env, followed(r.body(), env));
        loop(r.condition(), r.body(), env);
      }
      case Stmt.From f -> {
        condition(f.from(), env);
        condition(f.to(), env);
        if (f.by().isPresent()) {
          condition(f.by().get(), env);
        }
        env.put(f.index(), COMMON);
        loop(f.to(), f.body(), env);
      }
      case Stmt.LinearSolve l -> linearSolve(l, env);
      case Stmt.TableLookup t -> table(t, env);
      case Stmt.UnitsSwitch ignored -> {}
      case Stmt.Conductance ignored -> {}
      case Stmt.Mutex ignored -> {}
      case Stmt.Newton n -> throw new Refused("states are solved by Newton's iteration" + at(n));
      case Stmt.Invoke i -> throw new Refused("it calls " + i.call().name() + at(i));
      case Stmt.Arm a -> throw new Refused("it uses WATCH" + at(a));
      default -> throw new Refused("a statement is too involved" + at(statement));
    }
  }

  private void condition(Expr condition, Map<String, Value> env) throws Refused {
    if (!isCommon(value(condition, env))) {
      throw new Refused("a condition depends on the states" + at(condition.at()));
    }
  }

  private void loop(Expr condition, List<Stmt> body, Map<String, Value> env) throws Refused {
    Map<String, Value> before;
    do {
      before = Map.copyOf(env);
      condition(condition, env);
      replace(env, joined(env, followed(body, env)));
    } while (!env.equals(before));
  }

  private static void replace(Map<String, Value> env, Map<String, Value> by) {
    env.clear();
    env.putAll(by);
  }

  private Map<String, Value> joined(Map<String, Value> one, Map<String, Value> other) {
    Set<String> names = new HashSet<>(one.keySet());
    names.addAll(other.keySet());
    Map<String, Value> result = new HashMap<>();
    names.forEach(n -> result.put(n, join(value(n, one), value(n, other))));
    return result;
  }

  private static Value join(Value a, Value b) {
    if (a instanceof Value.Other) {
      return a;
    }
    if (b instanceof Value.Other || a instanceof Value.Zero) {
      // Zero joined with a raised variable is no longer that variable.
      return a instanceof Value.Zero && b instanceof Value.Raised ? mixed() : b;
    }
    if (b instanceof Value.Zero) {
      return a instanceof Value.Raised ? mixed() : a;
    }
    return a.equals(b) ? a : mixed();
  }

  private static Value mixed() {
    return new Value.Other("it is a sum of states in one case and something else in another");
  }

  private void assign(Expr target, Value value, Map<String, Value> env) throws Refused {
    switch (target) {
      case Expr.Name n -> env.put(n.name(), value);
      case Expr.Element e -> {
        if (!isCommon(value(e.index(), env))) {
          throw new Refused("an index depends on the states" + at(e.at()));
        }
        Value old = value(e.name(), env);
        boolean raisesItself =
            old instanceof Value.Raised
                && value instanceof Value.Raised r
                && r.variable().equals(e)
                && e.index() instanceof Expr.Num;
        env.put(e.name(), raisesItself ? old : join(old, value));
      }
      default -> throw new Refused("a statement is too involved" + at(target.at()));
    }
  }

  private void linearSolve(Stmt.LinearSolve l, Map<String, Value> env) throws Refused {
    for (List<Optional<Expr>> row : l.coefficients()) {
      for (Optional<Expr> coefficient : row) {
        if (coefficient.isPresent() && !isCommon(value(coefficient.get(), env))) {
          throw new Refused("a coefficient of equations depends on the states" + at(l));
        }
      }
    }
    Value solution = ZERO;
    for (Expr constant : l.constants()) {
      solution = join(solution, value(constant, env));
    }
    for (Expr unknown : l.unknowns()) {
      assign(unknown, solution, env);
    }
  }

  /** A table is the same for all instances when it is made from shared values alone. */
  private void table(Stmt.TableLookup t, Map<String, Value> env) throws Refused {
    TableSpec table = lowered.tables().get(t.table());
    Flow inside = new Flow(lowered.effects());
    inside.follow(table.body().statements(), Set.of(table.argument()));
    inside.read(table.from(), Set.of());
    inside.read(table.to(), Set.of());
    for (String name : inside.needed()) {
      boolean shared =
          table.body().locals().containsKey(name)
              || symbols.symbols().get(name) instanceof Symbol s
                  && (s instanceof Symbol.Shared || s instanceof Symbol.Constant)
              || symbols.symbols().get(name) instanceof Symbol.Engine e
                  && e.kind() == Symbol.Kind.TEMPERATURE;
      if (!shared) {
        throw new Refused("a TABLE depends on " + name + at(t));
      }
    }
    condition(t.argument(), env);
    Map<String, Value> direct = followed(t.direct(), env);
    Map<String, Value> looked = new HashMap<>(env);
    t.outputs().forEach(o -> looked.put(o, COMMON));
    replace(env, joined(direct, looked));
  }

  // ---------------------------------------------------------------- expressions

  private static boolean isCommon(Value value) {
    return value instanceof Value.Common || value instanceof Value.Zero;
  }

  private static String at(Stmt statement) {
    return at(statement.at());
  }

  private static String at(Position at) {
    return at.line() > 0 ? " (line " + at.line() + ")" : "";
  }

  private static String nameOf(Expr variable) {
    return variable instanceof Expr.Name n
        ? n.name()
        : variable instanceof Expr.Element e ? e.name() : "";
  }

  /** What a variable is. */
  private Value value(String name, Map<String, Value> env) {
    Value known = env.get(name);
    if (known != null) {
      return known;
    }
    if (locals.containsKey(name)) {
      // Locals that no statement has assigned are 0; local arrays outlive an instance's turn.
      return locals.get(name) == 0 ? ZERO : new Value.Other("the array " + name + " is local");
    }
    return switch (symbols.symbols().get(name)) {
      case Symbol.Instance ignored -> new Value.Other(name + " is read before it is assigned");
      case Symbol.Shared ignored -> COMMON;
      case Symbol.Ion ignored -> COMMON;
      case Symbol.Engine ignored -> COMMON;
      case Symbol.Constant ignored -> COMMON;
      case Symbol.Stream ignored -> new Value.Other("it draws random numbers");
      case Symbol.Pointer ignored -> new Value.Other("it follows a POINTER");
      case Symbol.Untranslated u -> new Value.Other("it uses the " + u.keyword() + " " + u.name());
      case null -> new Value.Other("the meaning of " + name + " is not known");
    };
  }

  private Value value(Expr expression, Map<String, Value> env) {
    return switch (expression) {
      case Expr.Num n -> n.value() == 0 ? ZERO : COMMON;
      case Expr.Name n -> value(n.name(), env);
      case Expr.Element e -> element(e, env);
      case Expr.Unary u -> {
        Value operand = value(u.operand(), env);
        yield switch (u.operator()) {
          case MINUS -> operand instanceof Value.Raised ? other("is negated", u.at()) : operand;
          case NOT -> isCommon(operand) ? COMMON : other("decides a condition", u.at());
        };
      }
      case Expr.Binary b -> binary(b, value(b.left(), env), value(b.right(), env));
      case Expr.Call c -> call(c, env);
      case Expr.Prime p -> other("has a derivative that is read", p.at());
      case Expr.Lagged l -> other("is read as it was before", l.at());
      case Expr.Text t -> other("is a text", t.at());
      case Expr.AddressOf a -> other("is pointed to", a.at());
    };
  }

  private Value element(Expr.Element e, Map<String, Value> env) {
    if (!isCommon(value(e.index(), env))) {
      return other("is chosen by states", e.at());
    }
    return switch (value(e.name(), env)) {
      case Value.Raised ignored when e.index() instanceof Expr.Num -> new Value.Raised(e);
      case Value.Raised ignored -> other("is one of several, chosen by an index", e.at());
      case Value.Zero zero -> zero;
      case Value.Common common -> common;
      case Value.Additive additive -> additive;
      case Value.Other other -> other;
    };
  }

  private Value call(Expr.Call c, Map<String, Value> env) {
    boolean common = c.arguments().stream().allMatch(a -> isCommon(value(a, env)));
    if (Builtins.PURE.containsKey(c.name()) || Builtins.ENGINE.containsKey(c.name())) {
      return common ? COMMON : other("is an argument of " + c.name(), c.at());
    }
    if (lowered.effects().isSimpleFunction(c.name())) {
      Set<String> reads = lowered.effects().of(c.name()).reads();
      common &= reads.stream().allMatch(r -> isCommon(value(r, env)));
      return common ? COMMON : other("is an argument of " + c.name(), c.at());
    }
    return new Value.Other("it calls " + c.name() + at(c.at()));
  }

  private static Value other(String what, Position at) {
    return new Value.Other("a state " + what + at(at));
  }

  private static Value binary(Expr.Binary b, Value left, Value right) {
    if (left instanceof Value.Other) {
      return left;
    }
    if (right instanceof Value.Other) {
      return right;
    }
    boolean bothCommon = isCommon(left) && isCommon(right);
    return switch (b.operator()) {
      case PLUS -> sum(left, right, b);
      case MINUS ->
          right instanceof Value.Raised ? other("is subtracted", b.at()) : sum(left, right, b);
      case TIMES -> {
        if (left instanceof Value.Raised || right instanceof Value.Raised) {
          yield other("is a factor", b.at());
        }
        if (left instanceof Value.Zero || right instanceof Value.Zero) {
          yield ZERO;
        }
        if (bothCommon) {
          yield COMMON;
        }
        yield isCommon(left) || isCommon(right)
            ? ADDITIVE
            : other("is multiplied by a state", b.at());
      }
      case DIVIDE -> {
        if (left instanceof Value.Raised) {
          yield other("is divided", b.at());
        }
        yield isCommon(right) ? left : other("is a divisor", b.at());
      }
      case POWER -> bothCommon ? COMMON : other("is raised to a power", b.at());
      case OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          bothCommon ? COMMON : other("decides a condition", b.at());
    };
  }

  private static Value sum(Value left, Value right, Expr.Binary b) {
    if (left instanceof Value.Zero) {
      return right;
    }
    if (right instanceof Value.Zero) {
      return left;
    }
    if (left instanceof Value.Raised && isCommon(right)) {
      return left;
    }
    if (right instanceof Value.Raised && isCommon(left)) {
      return right;
    }
    if (left instanceof Value.Raised || right instanceof Value.Raised) {
      return other("is added to a state", b.at());
    }
    return left.equals(right) ? left : other("is added to something else", b.at());
  }
}
