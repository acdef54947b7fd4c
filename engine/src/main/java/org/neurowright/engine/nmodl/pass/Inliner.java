package org.neurowright.engine.nmodl.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Puts procedures, and functions that are more than a formula, in place of their calls.
 *
 * <p>Before: {@code rates(v) m' = ...}; after: the statements of {@code rates} with its argument
 * and its locals renamed apart. So all variables of a block are in one method and can live in
 * registers. Functions without side effects stay calls. Names and constructs without meaning or
 * translation are reported here.
 */
final class Inliner {
  private final SymbolTable symbols;
  private final Effects effects;
  private final Diagnostics diagnostics;
  private final Lowering owner;
  private final FreshNames fresh;
  private final Map<String, Integer> locals = new LinkedHashMap<>();
  private final Set<String> loopIndices = new HashSet<>();
  private final Deque<String> active = new ArrayDeque<>();
  private final Context context;

  /**
   * Where the block stands.
   *
   * @param netReceive events may be sent and watched
   * @param mayNetSend net_send is allowed (INITIAL and NET_RECEIVE)
   * @param discontinuities state_discontinuity assigns
   */
  record Context(boolean netReceive, boolean mayNetSend, boolean discontinuities) {}

  /**
   * What names mean at a place: locals by their unique names, arguments perhaps by their values.
   */
  private record Scope(Map<String, Expr> names, Optional<String> exit) {
    Scope inner() {
      return new Scope(new HashMap<>(names), exit);
    }
  }

  Inliner(
      SymbolTable symbols,
      Effects effects,
      Diagnostics diagnostics,
      Lowering owner,
      Context context) {
    this.symbols = symbols;
    this.effects = effects;
    this.diagnostics = diagnostics;
    this.owner = owner;
    this.context = context;
    this.fresh = new FreshNames(symbols.symbols().keySet());
    symbols.functions().keySet().forEach(fresh::reserve);
  }

  /**
   * Inlines a block.
   *
   * @param arguments names that are locals from the start (NET_RECEIVE arguments, {@code flag})
   */
  Body inline(List<Stmt> statements, List<String> arguments) {
    Map<String, Expr> names = new HashMap<>();
    for (String argument : arguments) {
      fresh.reserve(argument);
      locals.put(argument, 0);
      names.put(argument, new Expr.Name(new Position("", 0, 0), argument));
    }
    boolean returns = Trees.any(statements, Inliner::isReturn);
    String label = "block";
    Scope scope = new Scope(names, returns ? Optional.of(label) : Optional.empty());
    List<Stmt> out = new ArrayList<>();
    statements(statements, scope, out);
    if (returns) {
      out = List.of(new Stmt.Labelled(statements.getFirst().at(), label, out));
    }
    return new Body(out, locals, false);
  }

  private static boolean isReturn(Stmt statement) {
    return statement instanceof Stmt.Return;
  }

  // ---------------------------------------------------------------- statements

  private void statements(List<Stmt> list, Scope outer, List<Stmt> out) {
    Scope scope = outer.inner();
    for (Stmt statement : list) {
      statement(statement, scope, out);
    }
  }

  private List<Stmt> nested(List<Stmt> list, Scope scope) {
    List<Stmt> out = new ArrayList<>();
    statements(list, scope, out);
    return out;
  }

  private void statement(Stmt statement, Scope scope, List<Stmt> out) {
    switch (statement) {
      case Stmt.Local local -> local.names().forEach(d -> declare(d, scope));
      case Stmt.Assign a -> {
        Expr value = expression(a.value(), scope, out);
        if (a.target() instanceof Expr.Name n && isPointer(n.name(), scope)) {
          out.add(
              new Stmt.Invoke(
                  a.at(),
                  new Expr.Call(
                      a.at(),
                      Builtins.POINTER_PUT,
                      List.of(new Expr.Text(a.at(), n.name()), value))));
        } else {
          out.add(new Stmt.Assign(a.at(), target(a.target(), scope, out), value));
        }
      }
      case Stmt.Protect p -> statement(p.assignment(), scope, out);
      case Stmt.Invoke invoke -> invoke(invoke.call(), scope, out);
      case Stmt.If i -> {
        Expr condition = expression(i.condition(), scope, out);
        out.add(
            new Stmt.If(i.at(), condition, nested(i.then(), scope), nested(i.otherwise(), scope)));
      }
      case Stmt.While w -> whileLoop(w, scope, out);
      case Stmt.From f -> from(f, scope, out);
      case Stmt.Group g -> statements(g.body(), scope, out);
      case Stmt.Watch w -> watch(w, scope, out);
      case Stmt.Verbatim v -> verbatim(v);
      case Stmt.Return r -> leave(r, scope, out);
      case Stmt.UnitsSwitch ignored -> {}
      case Stmt.Conductance ignored -> {}
      case Stmt.Mutex ignored -> {}
      case Stmt.NestedInitial ignored -> {}
      case Stmt.Table t ->
          diagnostics.error(
              "nmodl.table-place",
              t.at(),
              "TABLE stands outside a procedure or function",
              "Move it into the procedure.");
      case Stmt.Solve s ->
          diagnostics.untranslated(
              s.at(),
              "SOLVE inside a procedure or another block",
              "Move it to BREAKPOINT or INITIAL.");
      case Stmt.ForAll f -> diagnostics.untranslated(f.at(), "FORALL", "Use FROM with an index.");
      case Stmt.ForNetCons f -> forNetCons(f, scope, out);
      case Stmt.Obsolete o ->
          diagnostics.untranslated(o.at(), o.keyword(), "Remove the statement; it is obsolete.");
      case Stmt.Reaction r -> misplaced(r.at(), "a reaction", "KINETIC");
      case Stmt.Conserve c -> misplaced(c.at(), "CONSERVE", "KINETIC");
      case Stmt.Compartment c -> misplaced(c.at(), "COMPARTMENT", "KINETIC");
      case Stmt.Equation e -> misplaced(e.at(), "an equation", "LINEAR or NONLINEAR");
      case Stmt.Repeat r ->
          out.add(
              new Stmt.Repeat(
                  r.at(), nested(r.body(), scope), expression(r.condition(), scope, out)));
      case Stmt.Fail f -> out.add(f);
      case Stmt.LinearSolve l ->
          out.add(
              new Stmt.LinearSolve(
                  l.at(),
                  l.coefficients().stream()
                      .map(row ->
                          row.stream().map(c -> c.map(e -> expression(e, scope, out))).toList())
                      .toList(),
                  l.constants().stream().map(e -> expression(e, scope, out)).toList(),
                  l.unknowns().stream().map(e -> target(e, scope, out)).toList()));
      case Stmt.Newton n -> {
        List<Stmt> body = nested(n.body(), scope);
        out.add(
            new Stmt.Newton(
                n.at(),
                n.unknowns().stream().map(e -> target(e, scope, out)).toList(),
                body,
                n.residuals().stream().map(e -> expression(e, scope, body)).toList()));
      }
      case Stmt.TableLookup t -> out.add(t);
      case Stmt.Arm a -> out.add(a);
      case Stmt.Labelled l ->
          out.add(new Stmt.Labelled(l.at(), l.label(), nested(l.body(), scope)));
      case Stmt.Leave l -> out.add(l);
    }
  }

  private boolean isPointer(String name, Scope scope) {
    return !scope.names().containsKey(name)
        && symbols.symbols().get(name) instanceof Symbol.Pointer;
  }

  private void misplaced(Position at, String what, String where) {
    diagnostics.error(
        "nmodl.misplaced", at, what + " stands outside a " + where + " block", "Move it there.");
  }

  private String declare(Stmt.Declarator declarator, Scope scope) {
    String unique = fresh.take(declarator.name());
    int size =
        declarator
            .size()
            .map(s -> {
              OptionalInt n = Unroll.constant(s, symbols);
              if (n.isEmpty()) {
                diagnostics.error(
                    "nmodl.not-constant",
                    s.at(),
                    "the length of a LOCAL array must be a constant",
                    "Write a number.");
              } else if (n.getAsInt() < 1 || n.getAsInt() > SymbolTable.LONGEST_ARRAY) {
                diagnostics.error(
                    "nmodl.array-length",
                    s.at(),
                    "the array " + declarator.name() + " has a length of " + n.getAsInt(),
                    "Write a length from 1 to " + SymbolTable.LONGEST_ARRAY + ".");
                return 1;
              }
              return n.orElse(1);
            })
            .orElse(0);
    locals.put(unique, size);
    scope.names().put(declarator.name(), new Expr.Name(declarator.at(), unique));
    return unique;
  }

  private void whileLoop(Stmt.While w, Scope scope, List<Stmt> out) {
    List<Stmt> before = new ArrayList<>();
    Expr condition = expression(w.condition(), scope, before);
    List<Stmt> body = nested(w.body(), scope);
    if (before.isEmpty()) {
      out.add(new Stmt.While(w.at(), condition, body));
      return;
    }
    String label = fresh.take("loop");
    List<Stmt> all = new ArrayList<>(before);
    all.add(
        new Stmt.If(
            w.at(),
            new Expr.Unary(w.at(), Expr.UnaryOperator.NOT, condition),
            List.of(new Stmt.Leave(w.at(), label)),
            List.of()));
    all.addAll(body);
    out.add(
        new Stmt.Labelled(
            w.at(), label, List.of(new Stmt.While(w.at(), new Expr.Num(w.at(), "1", ""), all))));
  }

  private void from(Stmt.From f, Scope outer, List<Stmt> out) {
    Expr from = expression(f.from(), outer, out);
    Expr to = expression(f.to(), outer, out);
    Optional<Expr> by = f.by().map(b -> expression(b, outer, out));
    Scope scope = outer.inner();
    String unique = fresh.take(f.index());
    loopIndices.add(unique);
    scope.names().put(f.index(), new Expr.Name(f.at(), unique));
    out.add(new Stmt.From(f.at(), unique, from, to, by, nested(f.body(), scope)));
  }

  private void forNetCons(Stmt.ForNetCons f, Scope outer, List<Stmt> out) {
    if (!context.netReceive()) {
      diagnostics.error(
          "nmodl.fornetcons-place",
          f.at(),
          "FOR_NETCONS stands outside NET_RECEIVE",
          "Move it there.");
      return;
    }
    if (f.arguments().size() != owner.receiveArguments()) {
      diagnostics.error(
          "nmodl.arguments",
          f.at(),
          "FOR_NETCONS has "
              + f.arguments().size()
              + " arguments, NET_RECEIVE has "
              + owner.receiveArguments(),
          "Give FOR_NETCONS the arguments of NET_RECEIVE, perhaps under other names.");
      return;
    }
    Scope scope = outer.inner();
    List<Stmt.Argument> arguments = new ArrayList<>();
    for (Stmt.Argument argument : f.arguments()) {
      String unique = fresh.take(argument.name());
      locals.put(unique, 0);
      scope.names().put(argument.name(), new Expr.Name(argument.at(), unique));
      arguments.add(new Stmt.Argument(argument.at(), unique, argument.unit()));
    }
    out.add(new Stmt.ForNetCons(f.at(), arguments, nested(f.body(), scope)));
  }

  private void watch(Stmt.Watch w, Scope scope, List<Stmt> out) {
    if (!context.netReceive()) {
      diagnostics.error(
          "nmodl.watch-place", w.at(), "WATCH stands outside NET_RECEIVE", "Move it there.");
      return;
    }
    List<Stmt> before = new ArrayList<>();
    Expr left = expression(w.left(), scope, before);
    Expr right = expression(w.right(), scope, before);
    Expr difference = w.greater() ? Trees.minus(left, right) : Trees.minus(right, left);
    if (!before.isEmpty()
        || locals.keySet().stream().anyMatch(l -> Trees.mentions(difference, l))) {
      diagnostics.untranslated(
          w.at(),
          "a WATCH condition of locals, arguments or functions with side effects",
          "Compare variables of the instance.");
      return;
    }
    Expr flag = expression(w.flag(), scope, out);
    out.add(new Stmt.Arm(w.at(), owner.watch(difference), difference, flag));
  }

  private void verbatim(Stmt.Verbatim v) {
    owner
        .refusal(v)
        .ifPresent(r ->
            diagnostics.untranslated(
                r.line() == v.at().line() ? v.at() : new Position(v.at().path(), r.line(), 1),
                "C code in VERBATIM (" + r.text() + ": " + r.why() + ")",
                "Write it in NMODL; random numbers have RANDOM, event times the engine's own spike players."));
  }

  private void leave(Stmt.Return r, Scope scope, List<Stmt> out) {
    String function = active.peek();
    if (r.value().isPresent() && function != null && symbols.functions().containsKey(function)) {
      Expr value = expression(r.value().get(), scope, out);
      if (scope.names().get(function) instanceof Expr.Name result) {
        out.add(new Stmt.Assign(r.at(), result, value));
      }
    }
    scope.exit().ifPresent(label -> out.add(new Stmt.Leave(r.at(), label)));
  }

  // ---------------------------------------------------------------- calls

  private void invoke(Expr.Call call, Scope scope, List<Stmt> out) {
    String name = call.name();
    owner.called(name);
    if (Builtins.SILENT.contains(name)) {
      diagnostics.info("nmodl.output-ignored", call.at(), name + " has no effect here");
    } else if (name.equals(Builtins.STOP)) {
      out.add(new Stmt.Invoke(call.at(), call));
    } else if (name.equals("state_discontinuity") && call.arguments().size() == 2) {
      if (context.discontinuities()) {
        Expr value = expression(call.arguments().get(1), scope, out);
        out.add(new Stmt.Assign(call.at(), target(call.arguments().get(0), scope, out), value));
      }
    } else if (Builtins.EVENTS.contains(name)) {
      event(call, scope, out);
    } else if (symbols.procedures().containsKey(name)) {
      Block.Procedure p = symbols.procedures().get(name);
      inlineCall(call, p.arguments(), p.body(), Optional.empty(), scope, out);
    } else if (Builtins.RANDOM.containsKey(name) || Builtins.SCOP_RANDOM.containsKey(name)) {
      if (expression(call, scope, out) instanceof Expr.Call random) {
        out.add(new Stmt.Invoke(call.at(), random));
      }
    } else {
      expression(call, scope, out);
    }
  }

  private void event(Expr.Call call, Scope scope, List<Stmt> out) {
    boolean allowed = call.name().equals("net_send") ? context.mayNetSend() : context.netReceive();
    int wanted = call.name().equals("net_send") ? 2 : 1;
    if (!allowed) {
      diagnostics.error(
          "nmodl.event-place",
          call.at(),
          call.name() + " cannot be used in this block",
          call.name().equals("net_send")
              ? "Use it in INITIAL or NET_RECEIVE."
              : "Use it in NET_RECEIVE.");
    } else if (call.arguments().size() != wanted) {
      arguments(call, wanted);
    } else {
      out.add(
          new Stmt.Invoke(
              call.at(),
              new Expr.Call(
                  call.at(),
                  call.name(),
                  call.arguments().stream().map(a -> expression(a, scope, out)).toList())));
    }
  }

  private void arguments(Expr.Call call, int wanted) {
    diagnostics.error(
        "nmodl.arguments",
        call.at(),
        call.name()
            + " is called with "
            + call.arguments().size()
            + " arguments and takes "
            + wanted,
        "Give " + wanted + ".");
  }

  /**
   * The body in place of the call.
   *
   * @param result local that takes a function's value
   */
  private void inlineCall(
      Expr.Call call,
      List<Stmt.Argument> formals,
      List<Stmt> body,
      Optional<String> result,
      Scope callScope,
      List<Stmt> out) {
    if (active.contains(call.name())) {
      diagnostics.untranslated(call.at(), "recursion of " + call.name(), "Use a loop.");
      return;
    }
    if (call.arguments().size() != formals.size()) {
      arguments(call, formals.size());
      return;
    }
    Optional<Stmt.Table> table =
        body.stream().filter(Stmt.Table.class::isInstance).map(Stmt.Table.class::cast).findFirst();
    if (table.isPresent()) {
      lookUp(call, table.get(), result, callScope, out);
      return;
    }
    active.push(call.name());
    Map<String, Expr> names = new HashMap<>();
    Set<String> assigned = assignedNames(body);
    for (int i = 0; i < formals.size(); i++) {
      Expr actual = expression(call.arguments().get(i), callScope, out);
      String formal = formals.get(i).name();
      boolean stable =
          actual instanceof Expr.Num
              || actual instanceof Expr.Name n && isStable(n.name(), call.name());
      if (stable && !assigned.contains(formal)) {
        names.put(formal, actual);
      } else {
        String unique = fresh.take(formal);
        locals.put(unique, 0);
        names.put(formal, new Expr.Name(call.at(), unique));
        out.add(new Stmt.Assign(call.at(), new Expr.Name(call.at(), unique), actual));
      }
    }
    result.ifPresent(r -> {
      names.put(call.name(), new Expr.Name(call.at(), r));
      out.add(
          new Stmt.Assign(
              call.at(), new Expr.Name(call.at(), r), new Expr.Num(call.at(), "0.0", "")));
    });
    if (Trees.any(body, Inliner::isReturn)) {
      String label = fresh.take(call.name() + "_body");
      Scope scope = new Scope(names, Optional.of(label));
      out.add(new Stmt.Labelled(call.at(), label, nested(body, scope)));
    } else {
      statements(body, new Scope(names, Optional.empty()), out);
    }
    active.pop();
  }

  /** True when the callee cannot change the variable while it uses it as an argument. */
  private boolean isStable(String variable, String callee) {
    return loopIndices.contains(variable)
        || locals.containsKey(variable) && locals.get(variable) == 0
        || symbols.find(variable).isPresent() && !effects.of(callee).writes().contains(variable);
  }

  private static Set<String> assignedNames(List<Stmt> body) {
    Set<String> names = new HashSet<>();
    Trees.walk(
        body,
        s -> {
          if (s instanceof Stmt.Assign a && a.target() instanceof Expr.Name n) {
            names.add(n.name());
          }
        });
    return names;
  }

  private void lookUp(
      Expr.Call call, Stmt.Table table, Optional<String> result, Scope callScope, List<Stmt> out) {
    if (call.arguments().size() != 1) {
      diagnostics.error(
          "nmodl.table-argument",
          table.at(),
          "TABLE needs a procedure with exactly one argument; "
              + call.name()
              + " has "
              + call.arguments().size(),
          "Remove the TABLE statement or the other arguments.");
      return;
    }
    int index = owner.table(call.name(), table);
    Expr argument = expression(call.arguments().getFirst(), callScope, out);
    String local = fresh.take("table_argument");
    locals.put(local, 0);
    Expr argumentName = new Expr.Name(call.at(), local);
    out.add(new Stmt.Assign(call.at(), argumentName, argument));
    List<Stmt> direct = new ArrayList<>();
    List<Stmt> body;
    List<Stmt.Argument> formals;
    List<String> outputs;
    if (result.isPresent()) {
      Block.Function f = symbols.functions().get(call.name());
      body = f.body();
      formals = f.arguments();
      outputs = List.of(result.get());
    } else {
      Block.Procedure p = symbols.procedures().get(call.name());
      body = p.body();
      formals = p.arguments();
      outputs = table.names();
    }
    inlineCall(
        new Expr.Call(call.at(), call.name(), List.of(new Expr.Name(call.at(), local))),
        formals,
        body.stream().filter(s -> !(s instanceof Stmt.Table)).toList(),
        result,
        new Scope(Map.of(local, argumentName), Optional.empty()),
        direct);
    out.add(new Stmt.TableLookup(call.at(), index, argumentName, outputs, direct));
  }

  // ---------------------------------------------------------------- expressions

  private Expr target(Expr target, Scope scope, List<Stmt> out) {
    switch (target) {
      case Expr.Name n -> {
        Expr meaning = scope.names().get(n.name());
        if (meaning instanceof Expr.Name local) {
          return new Expr.Name(n.at(), local.name());
        }
        switch (symbols.symbols().get(n.name())) {
          case null -> unknown(n.at(), n.name());
          case Symbol.Constant c ->
              diagnostics.error(
                  "nmodl.assign-constant",
                  n.at(),
                  n.name() + " is a constant and cannot be assigned",
                  "Use another variable.");
          case Symbol.Engine e when e.kind() != Symbol.Kind.VOLTAGE ->
              diagnostics.error(
                  "nmodl.assign-engine",
                  n.at(),
                  n.name() + " belongs to the engine and cannot be assigned",
                  "Use another variable.");
          case Symbol.Engine ignored -> {}
          case Symbol.Untranslated u -> untranslatedVariable(n.at(), u);
          case Symbol.Pointer ignored -> {}
          case Symbol.Stream s ->
              diagnostics.error(
                  "nmodl.assign-random",
                  n.at(),
                  n.name() + " is a RANDOM stream and cannot be assigned",
                  "Use random_setseq.");
          case Symbol.Instance ignored -> {}
          case Symbol.Shared ignored -> {}
          case Symbol.Ion ignored -> {}
        }
        return n;
      }
      case Expr.Element e -> {
        Expr index = expression(e.index(), scope, out);
        return element(e, index, scope);
      }
      case Expr.Prime p -> {
        diagnostics.error(
            "nmodl.prime-place",
            p.at(),
            p.name() + "' is assigned outside a DERIVATIVE block",
            "Move it there.");
        return new Expr.Name(p.at(), p.name());
      }
      default -> {
        diagnostics.untranslated(target.at(), "an assignment to this", "Assign to a variable.");
        return target;
      }
    }
  }

  private Expr element(Expr.Element e, Expr index, Scope scope) {
    if (scope.names().get(e.name()) instanceof Expr.Name local) {
      return new Expr.Element(e.at(), local.name(), index);
    }
    Symbol symbol = symbols.symbols().get(e.name());
    if (symbol == null) {
      unknown(e.at(), e.name());
    } else if (symbol instanceof Symbol.Untranslated u) {
      untranslatedVariable(e.at(), u);
    } else if (symbol.size() == 0) {
      diagnostics.error(
          "nmodl.not-an-array", e.at(), e.name() + " is not an array", "Declare it with a length.");
    }
    return new Expr.Element(e.at(), e.name(), index);
  }

  private void unknown(Position at, String name) {
    diagnostics.error(
        "nmodl.undeclared",
        at,
        name + " is not declared",
        "Declare it in PARAMETER, ASSIGNED, STATE or LOCAL.");
  }

  private void untranslatedVariable(Position at, Symbol.Untranslated symbol) {
    diagnostics.untranslated(
        at,
        "the " + symbol.keyword() + " " + symbol.name(),
        "Use a GLOBAL parameter of this mechanism, or a POINTER.");
  }

  private Expr expression(Expr expression, Scope scope, List<Stmt> out) {
    return switch (expression) {
      case Expr.Num n -> n;
      case Expr.Text t -> t;
      case Expr.Name n -> name(n, scope);
      case Expr.Element e -> element(e, expression(e.index(), scope, out), scope);
      case Expr.Unary u ->
          new Expr.Unary(u.at(), u.operator(), expression(u.operand(), scope, out));
      case Expr.Binary b -> {
        Expr left = expression(b.left(), scope, out);
        yield new Expr.Binary(b.at(), b.operator(), left, expression(b.right(), scope, out));
      }
      case Expr.Call c -> call(c, scope, out);
      case Expr.Prime p -> {
        String rate = "D" + p.name();
        if (p.order() > 1 || symbols.find(rate).isEmpty()) {
          diagnostics.untranslated(
              p.at(),
              p.order() > 1 ? "a derivative of order " + p.order() : "the derivative of no STATE",
              "Write equations of first order and read their x'.");
          yield new Expr.Num(p.at(), "0.0", "");
        }
        yield p.index()
            .<Expr>map(i -> new Expr.Element(p.at(), rate, expression(i, scope, out)))
            .orElse(new Expr.Name(p.at(), rate));
      }
      case Expr.Lagged l -> {
        diagnostics.untranslated(
            l.at(),
            "the lagged variable " + l.name() + "@" + l.steps(),
            "Keep the value in ASSIGNED.");
        yield l;
      }
      case Expr.AddressOf a -> {
        diagnostics.untranslated(a.at(), "the address of a variable", "Pass the value.");
        yield a;
      }
    };
  }

  private Expr name(Expr.Name n, Scope scope) {
    Expr meaning = scope.names().get(n.name());
    if (meaning != null) {
      return meaning instanceof Expr.Name local ? new Expr.Name(n.at(), local.name()) : meaning;
    }
    switch (symbols.symbols().get(n.name())) {
      case null -> unknown(n.at(), n.name());
      case Symbol.Untranslated u -> untranslatedVariable(n.at(), u);
      case Symbol.Pointer pointer -> {
        return new Expr.Call(
            n.at(), Builtins.POINTER_GET, List.of(new Expr.Text(n.at(), pointer.name())));
      }
      case Symbol s when s.size() > 0 ->
          diagnostics.error(
              "nmodl.array",
              n.at(),
              n.name() + " is an array and needs an index",
              "Write " + n.name() + "[i].");
      case Symbol ignored -> {}
    }
    return n;
  }

  private Expr call(Expr.Call call, Scope scope, List<Stmt> out) {
    String name = call.name();
    owner.called(name);
    if (name.equals(Builtins.POINTER_SET)) {
      return call;
    }
    if (Builtins.RANDOM.containsKey(name)
        && !call.arguments().isEmpty()
        && call.arguments().getFirst() instanceof Expr.Name stream
        && symbols.symbols().get(stream.name()) instanceof Symbol.Stream) {
      int given = call.arguments().size();
      if (given != Builtins.RANDOM.get(name)
          && !(given == 1 && Builtins.STANDARD_DRAWS.contains(name))) {
        arguments(call, Builtins.RANDOM.get(name));
      }
      List<Expr> arguments = new ArrayList<>(List.of(stream));
      call.arguments().stream().skip(1).forEach(a -> arguments.add(expression(a, scope, out)));
      List<String> standard =
          switch (name) {
            case "random_uniform", "random_normal" -> List.of("0.0", "1.0");
            case "random_negexp" -> List.of("1.0");
            default -> List.of();
          };
      if (arguments.size() == 1) {
        standard.forEach(value -> arguments.add(Trees.number(call.at(), value)));
      }
      if (arguments.size() != Builtins.RANDOM.get(name)) {
        arguments(call, Builtins.RANDOM.get(name));
      }
      return new Expr.Call(call.at(), name, arguments);
    }
    if (Builtins.SCOP_RANDOM.containsKey(name)
        && !symbols.functions().containsKey(name)
        && !symbols.procedures().containsKey(name)) {
      if (call.arguments().size() != Builtins.SCOP_RANDOM.get(name)) {
        arguments(call, Builtins.SCOP_RANDOM.get(name));
      }
      List<Expr> arguments = new ArrayList<>();
      arguments.add(new Expr.Name(call.at(), Builtins.SCOP_STREAM));
      call.arguments().forEach(a -> arguments.add(expression(a, scope, out)));
      return new Expr.Call(call.at(), name, arguments);
    }
    if (name.equals("threshold")
        && call.arguments().size() == 3
        && call.arguments().get(2) instanceof Expr.Text mode
        && !symbols.functions().containsKey(name)) {
      Expr.BinaryOperator operator =
          mode.value().equalsIgnoreCase("max")
              ? Expr.BinaryOperator.LESS_EQUAL
              : Expr.BinaryOperator.GREATER_EQUAL;
      Expr left = expression(call.arguments().get(0), scope, out);
      return new Expr.Binary(
          call.at(), operator, left, expression(call.arguments().get(1), scope, out));
    }
    Integer wanted = Builtins.PURE.getOrDefault(name, Builtins.ENGINE.get(name));
    Block.Function function = symbols.functions().get(name);
    if (function != null) {
      if (effects.isSimpleFunction(name)) {
        if (call.arguments().size() != function.arguments().size()) {
          arguments(call, function.arguments().size());
        }
        owner.needFunction(name);
        return new Expr.Call(
            call.at(),
            name,
            call.arguments().stream().map(a -> expression(a, scope, out)).toList());
      }
      String result = fresh.take(name + "_value");
      locals.put(result, 0);
      inlineCall(call, function.arguments(), function.body(), Optional.of(result), scope, out);
      return new Expr.Name(call.at(), result);
    }
    if (symbols.procedures().containsKey(name)) {
      invoke(call, scope, out);
      return new Expr.Num(call.at(), "0.0", "");
    }
    if (wanted != null) {
      if (call.arguments().size() != wanted) {
        arguments(call, wanted);
      }
      return new Expr.Call(
          call.at(), name, call.arguments().stream().map(a -> expression(a, scope, out)).toList());
    }
    Block.FunctionTable table = symbols.functionTables().get(name);
    if (table != null) {
      if (call.arguments().size() != table.arguments().size()) {
        arguments(call, table.arguments().size());
      }
      if (table.arguments().size() > 2) {
        diagnostics.untranslated(
            call.at(),
            "a FUNCTION_TABLE of more than two arguments",
            "Write it as a FUNCTION of tables of one or two arguments.");
      }
      return new Expr.Call(
          call.at(), name, call.arguments().stream().map(a -> expression(a, scope, out)).toList());
    }
    if (Builtins.REFUSED.contains(name)) {
      diagnostics.untranslated(
          call.at(),
          "the library function " + name + ", which works on files, matrices or functions,",
          "Compute the value in NMODL, or play it into a RANGE variable.");
    } else if (Builtins.SILENT.contains(name)) {
      diagnostics.info("nmodl.output-ignored", call.at(), name + " has no effect here");
    } else if (Builtins.isBuiltin(name)) {
      diagnostics.error(
          "nmodl.call-place",
          call.at(),
          name + " cannot be used like this",
          "See the NMODL page of the manual.");
    } else {
      diagnostics.error(
          "nmodl.unknown-function",
          call.at(),
          "there is no function " + name,
          "Define it with FUNCTION or PROCEDURE, or correct the name.");
    }
    return new Expr.Num(call.at(), "0.0", "");
  }
}
