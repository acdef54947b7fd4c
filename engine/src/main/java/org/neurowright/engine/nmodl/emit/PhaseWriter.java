package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Body;
import org.neurowright.engine.nmodl.pass.CommonExpressions;
import org.neurowright.engine.nmodl.pass.Flow;
import org.neurowright.engine.nmodl.pass.Invariants;
import org.neurowright.engine.nmodl.pass.TableSpec;
import org.neurowright.engine.nmodl.pass.Trees;
import org.neurowright.engine.nmodl.symbol.Symbol;

/**
 * Writes one method: loads, statements, stores.
 *
 * <p>In a loop method everything that is the same for all instances comes before the loop; inside,
 * variables are locals. A method for one instance (NET_RECEIVE) has the same shape without the
 * loop.
 */
final class PhaseWriter {
  private final KernelContext context;
  private final SourceText out;
  private final ExprWriter expressions;
  private final boolean loop;
  private final Map<String, Integer> locals = new LinkedHashMap<>();

  private Flow flow;
  private Set<String> after;
  private final Set<String> hoisted = new HashSet<>();
  private boolean inCurrent;
  private boolean halvesStep;

  PhaseWriter(KernelContext context, boolean loop) {
    this.context = context;
    this.out = context.out;
    this.expressions = context.expressions;
    this.loop = loop;
  }

  // ---------------------------------------------------------------- the methods

  /** A loop over instances around a block. */
  void loop(String method, Body body, Set<String> known) {
    analyse(List.of(body), known, List.of());
    halvesStep = body.halvesStep();
    override();
    out.open("public void " + method + "()");
    checkTables(body.statements());
    Invariants invariants = beforeLoop(body.locals().keySet());
    List<Stmt> statements = shareCommon(invariants.hoist(body.statements()));
    openLoop(invariants);
    loadAndRun(statements, "-1");
    stores();
    closeLoop();
    out.close();
    out.line("");
  }

  /** The current method. */
  void current(Body first, Body second) {
    List<String> currents = context.symbols.currents();
    List<Body> bodies = first == second ? List.of(first) : List.of(first, second);
    analyse(first == second ? List.of(first, first) : bodies, Set.of(), currents);
    boolean once = dependsOnlyOnItself(first, second);
    override();
    out.open("public void current()");
    checkTables(first.statements());
    out.line("final double[] rhs = this.rhs;");
    if (!once) {
      out.line("final double[] d = this.d;");
    }
    boolean point = context.symbols.kind() == MechanismKind.POINT_PROCESS;
    inCurrent = true;
    Invariants invariants = beforeLoop(locals.keySet(), !once, point);
    List<Stmt> one = first.statements();
    List<Stmt> two = second.statements();
    if (first == second) {
      one = shareCommon(invariants.hoist(one));
      two = one;
    }
    openLoop(invariants, true);
    loads();
    StatementWriter writer = registers(one, "-1", List.of());
    if (once) {
      writer.write(one);
    } else {
      out.line("double v = vMv[at] + 0.001;");
      writer.write(one);
      out.line("final double totalShifted = " + sum(currents) + ";");
      for (String ion : accumulated()) {
        out.line("final double " + ion + "Shifted = " + JavaNames.of(ion) + ";");
      }
      out.line("v = vMv[at];");
      writer.write(two);
    }
    accumulate(currents, once, point);
    stores();
    closeLoop();
    out.close();
    out.line("");
  }

  /** A method for one instance that handles an event. */
  void receive(String head, Body body, List<String> arguments) {
    Set<String> known = new HashSet<>(arguments);
    known.add("flag");
    analyse(List.of(body), known, List.of());
    override();
    out.open("public void " + head);
    checkTables(body.statements());
    methodValues();
    if (needsNode()) {
      out.line("final int at = nodeOf[instance];");
    }
    for (int k = 0; k < arguments.size(); k++) {
      if (flow.mentioned().contains(arguments.get(k))) {
        out.line(
            "double "
                + JavaNames.of(arguments.get(k))
                + " = weightOffset >= 0 ? weights["
                + offset(k)
                + "] : 0.0;");
      }
    }
    if (usesWatches(body)) {
      out.line("boolean rearmed = false;");
    }
    loadAndRun(body.statements(), "weightOffset", arguments);
    stores();
    List<Integer> changed = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      if (flow.assigned().contains(arguments.get(k))) {
        changed.add(k);
      }
    }
    if (!changed.isEmpty()) {
      out.open("if (weightOffset >= 0)");
      changed.forEach(
          k -> out.line("weights[" + offset(k) + "] = " + JavaNames.of(arguments.get(k)) + ";"));
      out.close();
    }
    out.close();
    out.line("");
  }

  /** Repeated expressions once; the new locals are declared like all others. */
  private List<Stmt> shareCommon(List<Stmt> statements) {
    Set<String> used = new HashSet<>(locals.keySet());
    used.addAll(hoisted);
    used.addAll(context.symbols.symbols().keySet());
    CommonExpressions common = new CommonExpressions(context.lowered.effects(), used);
    List<Stmt> shared = common.share(statements);
    for (String local : common.locals()) {
      locals.put(local, 0);
      flow.mentioned().add(local);
    }
    return shared;
  }

  private static String offset(int k) {
    return k == 0 ? "weightOffset" : "weightOffset + " + k;
  }

  private static boolean usesWatches(Body body) {
    boolean[] found = {false};
    Trees.walk(body.statements(), s -> found[0] |= s instanceof Stmt.Arm);
    return found[0];
  }

  /** A private method that gives the value of a WATCH condition. */
  void watch(int index, Expr difference) {
    flow = new Flow(context.lowered.effects());
    flow.read(difference, Set.of());
    after = Set.of();
    out.open("private double watch" + index + "(int instance)");
    methodValues();
    if (needsNode()) {
      out.line("final int at = nodeOf[instance];");
    }
    loads();
    out.line("return " + expressions.number(difference) + ";");
    out.close();
    out.line("");
  }

  /** The body of a method that fills a table: the block run for every argument of the grid. */
  void tableBody(TableSpec table, String prefix) {
    Body body = table.body();
    analyse(List.of(body), Set.of(table.argument()), List.of());
    flow.read(table.from(), Set.of());
    flow.read(table.to(), Set.of());
    methodValues();
    if (perInstance()) {
      out.open("if (count == 0)");
      out.line("return;");
      out.close();
      out.line("final int instance = 0;");
      if (needsNode()) {
        out.line("final int at = nodeOf[instance];");
      }
    }
    out.line("final double low = " + expressions.number(table.from()) + ";");
    out.line(
        "final double step = ("
            + expressions.number(table.to())
            + " - low) / "
            + table.intervals()
            + ".0;");
    out.line(prefix + "Low = low;");
    out.line(prefix + "Scale = 1.0 / step;");
    out.line("double gridValue = low;");
    out.open("for (int row = 0; row <= " + table.intervals() + "; row++)");
    loads();
    out.line("double " + JavaNames.of(table.argument()) + " = gridValue;");
    registers(body.statements(), "-1", List.of(table.argument())).write(body.statements());
    for (String output : table.outputs()) {
      out.line(prefix + "_" + output + "[row] = " + expressions.name(output) + ";");
    }
    keepOthers(table);
    out.line("gridValue += step;");
    out.close();
  }

  /**
   * What a tabulated block assigns besides the tabulated variables (a temperature factor, say)
   * keeps the value of the last row, as in NEURON, where only the first instance would get it when
   * it is no GLOBAL: here all do.
   */
  private void keepOthers(TableSpec table) {
    for (String name : flow.assigned()) {
      Symbol symbol = symbol(name);
      String java = JavaNames.of(name);
      if (symbol == null || symbol.size() > 0 || table.outputs().contains(name)) {
        continue;
      }
      if (symbol instanceof Symbol.Shared) {
        out.line("globals[" + context.storage.globalOffset(name) + "] = " + java + ";");
      } else if (symbol instanceof Symbol.Instance && context.storage.hasColumn(name)) {
        out.open("if (row == " + table.intervals() + ")");
        out.line("java.util.Arrays.fill(this." + name + "Column, " + java + ");");
        out.close();
      }
    }
  }

  // ---------------------------------------------------------------- analysis

  private void analyse(List<Body> bodies, Set<String> known, List<String> readAtEnd) {
    flow = new Flow(context.lowered.effects());
    after = known;
    for (Body body : bodies) {
      after = flow.follow(body.statements(), after);
      locals.putAll(body.locals());
    }
    for (String name : readAtEnd) {
      flow.read(new Expr.Name(new Position("", 0, 0), name), after);
    }
  }

  /**
   * True when the currents do not depend on v and the block carries nothing from one call to the
   * next.
   */
  private boolean dependsOnlyOnItself(Body first, Body second) {
    if (first != second || flow.mentioned().contains("v")) {
      return false;
    }
    Set<String> carried = new HashSet<>(flow.needed());
    carried.retainAll(flow.assigned());
    return carried.isEmpty();
  }

  private Symbol symbol(String name) {
    return locals.containsKey(name) ? null : context.symbols.symbols().get(name);
  }

  /** Ion currents that the current method adds to the ions. */
  private List<String> accumulated() {
    return !inCurrent
        ? List.of()
        : context.symbols.currents().stream()
            .filter(c -> context.symbols.symbols().get(c) instanceof Symbol.Ion)
            .toList();
  }

  private boolean needsNode() {
    return flow.mentioned().stream().anyMatch(n -> isNodeQuantity(symbol(n)));
  }

  private static boolean isNodeQuantity(Symbol symbol) {
    return symbol instanceof Symbol.Engine e
        && switch (e.kind()) {
          case VOLTAGE, AREA, DIAMETER -> true;
          case TIME, STEP, ORDER, TEMPERATURE -> false;
        };
  }

  private boolean perInstance() {
    return flow.mentioned().stream()
        .map(this::symbol)
        .anyMatch(
            s -> s instanceof Symbol.Instance || s instanceof Symbol.Ion || isNodeQuantity(s));
  }

  /** Variables with storage whose old value the statements may need. */
  private boolean isLoaded(String name) {
    return flow.needed().contains(name)
        || (flow.assigned().contains(name) && !after.contains(name));
  }

  // ---------------------------------------------------------------- before the loop

  private void override() {
    out.line("@Override");
  }

  private void checkTables(List<Stmt> statements) {
    Set<Integer> used = new TreeSet<>();
    Trees.walk(
        statements,
        s -> {
          if (s instanceof Stmt.TableLookup t) {
            used.add(t.table());
          }
        });
    used.forEach(t -> out.line("checkTable" + t + "();"));
  }

  /** Shared values: the clock's and the globals', as locals. */
  private void methodValues() {
    for (String name : flow.mentioned()) {
      String java = JavaNames.of(name);
      switch (symbol(name)) {
        case Symbol.Engine e -> {
          switch (e.kind()) {
            case TIME -> out.line("final double t = clock.tMs;");
            case STEP ->
                out.line(
                    halvesStep
                        ? "final double dt = clock.secondOrder > 0 ? 0.5 * clock.dtMs : clock.dtMs;"
                        : "final double dt = clock.dtMs;");
            case TEMPERATURE -> out.line("final double celsius = clock.celsius;");
            case ORDER -> out.line("final int secondorder = clock.secondOrder;");
            case VOLTAGE, AREA, DIAMETER -> {}
          }
        }
        case Symbol.Shared s when s.size() == 0 ->
            out.line(
                (flow.assigned().contains(name) ? "double " : "final double ")
                    + java
                    + " = globals["
                    + context.storage.globalOffset(name)
                    + "];");
        case null, default -> {}
      }
    }
  }

  private Invariants beforeLoop(Set<String> localNames) {
    return beforeLoop(localNames, false, false);
  }

  private Invariants beforeLoop(Set<String> localNames, boolean voltage, boolean area) {
    out.line("final int count = this.count;");
    if (needsNode() || inCurrent) {
      out.line("final int[] nodeOf = this.nodeOf;");
    }
    Set<String> arrays = new LinkedHashSet<>();
    if (voltage || uses(Symbol.Kind.VOLTAGE)) {
      arrays.add("vMv");
    }
    if (area || uses(Symbol.Kind.AREA)) {
      arrays.add("areaUm2");
    }
    if (uses(Symbol.Kind.DIAMETER)) {
      arrays.add("diamUm");
    }
    arrays.forEach(a -> out.line("final double[] " + a + " = this." + a + ";"));
    for (String name : flow.mentioned()) {
      if (symbol(name) instanceof Symbol s
          && context.storage.hasColumn(name)
          && (s.size() > 0 || isLoaded(name) || flow.assigned().contains(name))) {
        out.line("final double[] " + name + "Column = this." + name + "Column;");
      }
    }
    methodValues();
    for (String name : flow.mentioned()) {
      if (locals.getOrDefault(name, 0) > 0) {
        out.line(
            "final double[] " + JavaNames.of(name) + " = new double[" + locals.get(name) + "];");
      }
    }
    Set<String> fixed = new HashSet<>();
    for (String name : flow.mentioned()) {
      switch (symbol(name)) {
        case Symbol.Engine e when !isNodeQuantity(e) -> fixed.add(name);
        case Symbol.Shared s when !flow.assigned().contains(name) -> fixed.add(name);
        case Symbol.Constant c -> fixed.add(name);
        case null, default -> {}
      }
    }
    Set<String> used = new HashSet<>(localNames);
    used.addAll(context.symbols.symbols().keySet());
    return new Invariants(
        context.symbols, context.lowered.effects(), fixed, this::isRegister, used);
  }

  private boolean uses(Symbol.Kind kind) {
    return flow.mentioned().stream()
        .anyMatch(n -> symbol(n) instanceof Symbol.Engine e && e.kind() == kind);
  }

  private boolean isRegister(String name) {
    return switch (symbol(name)) {
      case null -> locals.getOrDefault(name, 0) == 0;
      case Symbol.Instance i -> !context.storage.hasColumn(name);
      case Symbol.Ion ignored -> false;
      case Symbol.Shared ignored -> false;
      case Symbol.Engine ignored -> false;
      case Symbol.Constant ignored -> false;
      case Symbol.Stream ignored -> false;
      case Symbol.Untranslated ignored -> false;
    };
  }

  private void openLoop(Invariants invariants) {
    openLoop(invariants, needsNode());
  }

  private void openLoop(Invariants invariants, boolean node) {
    for (Stmt.Assign a : invariants.before()) {
      if (a.target() instanceof Expr.Name n) {
        out.line(
            "final double "
                + expressions.name(n.name())
                + " = "
                + expressions.number(a.value())
                + ";");
        locals.remove(n.name());
        hoisted.add(n.name());
      }
    }
    ionArrays();
    out.open("for (int instance = 0; instance < count; instance++)");
    if (node) {
      out.line("final int at = nodeOf[instance];");
    }
  }

  private void closeLoop() {
    out.close();
    for (String name : flow.assigned()) {
      if (symbol(name) instanceof Symbol.Shared s && s.size() == 0) {
        out.line(
            "globals[" + context.storage.globalOffset(name) + "] = " + JavaNames.of(name) + ";");
      }
    }
  }

  // ---------------------------------------------------------------- loads and stores

  /** Names of an ion's arrays and index in the generated class. */
  static String ionArray(IonUse use, Symbol.Quantity quantity) {
    return use.ion()
        + switch (quantity) {
          case REVERSAL -> "ErevMv";
          case INSIDE -> "InsideMm";
          case OUTSIDE -> "OutsideMm";
          case CURRENT -> "Current";
        };
  }

  private Set<Integer> ionsUsed() {
    Set<Integer> used = new TreeSet<>();
    for (String name : flow.mentioned()) {
      if (symbol(name) instanceof Symbol.Ion ion && (ion.loaded() || storesIon(ion))) {
        used.add(ion.use());
      }
    }
    accumulated().forEach(c -> used.add(((Symbol.Ion) context.symbols.symbols().get(c)).use()));
    return used;
  }

  private boolean storesIon(Symbol.Ion ion) {
    return ion.written()
        && ion.quantity() != Symbol.Quantity.CURRENT
        && flow.assigned().contains(ion.name());
  }

  /** Local copies of the ion arrays in use. */
  private void ionArrays() {
    for (int use : ionsUsed()) {
      String ion = context.symbols.ions().get(use).ion();
      out.line("final int[] " + ion + "Of = this." + ion + "Of;");
    }
    Set<String> arrays = new TreeSet<>();
    for (String name : flow.mentioned()) {
      if (symbol(name) instanceof Symbol.Ion ion && (ion.loaded() || storesIon(ion))) {
        arrays.add(ionArray(context.symbols.ions().get(ion.use()), ion.quantity()));
      }
    }
    for (String current : accumulated()) {
      IonUse use =
          context.symbols.ions().get(((Symbol.Ion) context.symbols.symbols().get(current)).use());
      arrays.add(ionArray(use, Symbol.Quantity.CURRENT));
      if (flow.mentioned().contains("v")) {
        arrays.add(use.ion() + "Conductance");
      }
    }
    arrays.forEach(a -> out.line("final double[] " + a + " = this." + a + ";"));
  }

  private void loads() {
    for (int use : ionsUsed()) {
      String ion = context.symbols.ions().get(use).ion();
      out.line("final int " + ion + "At = " + ion + "Of[instance];");
    }
    for (String name : flow.mentioned()) {
      String java = JavaNames.of(name);
      switch (symbol(name)) {
        case Symbol.Engine e -> {
          switch (e.kind()) {
            case VOLTAGE -> {
              if (!inCurrent) {
                out.line("double v = vMv[at];");
              }
            }
            case AREA -> out.line("final double area = areaUm2[at];");
            case DIAMETER -> out.line("final double diam = diamUm[at];");
            case TIME, STEP, ORDER, TEMPERATURE -> {}
          }
        }
        case Symbol.Ion ion when ion.loaded() ->
            out.line(
                "double "
                    + java
                    + " = "
                    + ionArray(context.symbols.ions().get(ion.use()), ion.quantity())
                    + "["
                    + context.symbols.ions().get(ion.use()).ion()
                    + "At];");
        case Symbol s
            when context.storage.hasColumn(name)
                && s.size() == 0
                && !(s instanceof Symbol.Stream) -> {
          if (isLoaded(name)) {
            out.line("double " + java + " = " + name + "Column[instance];");
          }
        }
        case null, default -> {}
      }
    }
  }

  private void loadAndRun(List<Stmt> statements, String weightOffset) {
    loadAndRun(statements, weightOffset, List.of());
  }

  private void loadAndRun(List<Stmt> statements, String weightOffset, List<String> given) {
    loads();
    registers(statements, weightOffset, given).write(statements);
  }

  /** Declares the registers that cannot be declared at their first assignment. */
  private StatementWriter registers(
      List<Stmt> statements, String weightOffset, List<String> given) {
    Set<String> undeclared = new LinkedHashSet<>();
    for (String name : flow.mentioned()) {
      if (!given.contains(name)
          && !name.equals("flag")
          && !hoisted.contains(name)
          && needsDeclaration(name)) {
        undeclared.add(name);
      }
    }
    Set<String> here = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (Stmt statement : statements) {
      if (statement instanceof Stmt.Assign a
          && a.target() instanceof Expr.Name n
          && undeclared.contains(n.name())
          && !seen.contains(n.name())) {
        Set<String> inValue =
            names(List.of(new Stmt.Invoke(a.at(), new Expr.Call(a.at(), "", List.of(a.value())))));
        seen.addAll(inValue);
        if (!inValue.contains(n.name())) {
          here.add(n.name());
        }
        seen.add(n.name());
      } else {
        seen.addAll(names(List.of(statement)));
      }
    }
    List<String> first =
        undeclared.stream().filter(n -> !here.contains(n)).map(JavaNames::of).toList();
    for (String name : first) {
      out.line("double " + name + " = 0.0;");
    }
    return new StatementWriter(context, weightOffset, here);
  }

  private Set<String> names(List<Stmt> statements) {
    Flow inside = new Flow(context.lowered.effects());
    inside.follow(statements, Set.of());
    return inside.mentioned();
  }

  private boolean needsDeclaration(String name) {
    return switch (symbol(name)) {
      case null -> locals.containsKey(name) && locals.get(name) == 0;
      case Symbol.Instance i ->
          i.size() == 0 && !(context.storage.hasColumn(name) && isLoaded(name));
      case Symbol.Ion ion -> !ion.loaded() && !(context.storage.hasColumn(name) && isLoaded(name));
      case Symbol.Shared ignored -> false;
      case Symbol.Engine ignored -> false;
      case Symbol.Constant ignored -> false;
      case Symbol.Stream ignored -> false;
      case Symbol.Untranslated ignored -> false;
    };
  }

  private void stores() {
    Set<String> kept = new LinkedHashSet<>(flow.assigned());
    // An ion variable named in RANGE is shown as the mechanism last read it.
    flow.needed().stream()
        .filter(n -> symbol(n) instanceof Symbol.Ion ion && ion.kept() && ion.loaded())
        .forEach(kept::add);
    for (String name : kept) {
      String java = JavaNames.of(name);
      Symbol symbol = symbol(name);
      if (symbol instanceof Symbol.Ion ion && storesIon(ion)) {
        out.line(
            ionArray(context.symbols.ions().get(ion.use()), ion.quantity())
                + "["
                + context.symbols.ions().get(ion.use()).ion()
                + "At] = "
                + java
                + ";");
      }
      if (symbol != null
          && context.storage.hasColumn(name)
          && symbol.size() == 0
          && !(symbol instanceof Symbol.Stream)) {
        out.line(name + "Column[instance] = " + java + ";");
      }
      if (!loop && symbol instanceof Symbol.Shared s && s.size() == 0) {
        out.line("globals[" + context.storage.globalOffset(name) + "] = " + java + ";");
      }
    }
  }

  // ---------------------------------------------------------------- currents

  private static String sum(List<String> currents) {
    return currents.stream().map(JavaNames::of).collect(Collectors.joining(" + "));
  }

  private void accumulate(List<String> currents, boolean once, boolean point) {
    boolean electrode = context.symbols.electrodeCurrent();
    out.line("final double total = " + sum(currents) + ";");
    if (!once) {
      out.line("final double conductance = (totalShifted - total) / 0.001;");
    }
    for (String current : accumulated()) {
      Symbol.Ion symbol = (Symbol.Ion) context.symbols.symbols().get(current);
      String ion = context.symbols.ions().get(symbol.use()).ion();
      String scale = point ? " * 1e2 / areaUm2[at]" : "";
      if (!once) {
        out.line(
            ion
                + "Conductance["
                + ion
                + "At] += ("
                + current
                + "Shifted - "
                + JavaNames.of(current)
                + ") / 0.001"
                + scale
                + ";");
      }
      out.line(ion + "Current[" + ion + "At] += " + JavaNames.of(current) + scale + ";");
    }
    String factor = "";
    if (point) {
      out.line("final double perArea = 1e2 / areaUm2[at];");
      factor = " * perArea";
    }
    out.line("rhs[at] " + (electrode ? "+=" : "-=") + " total" + factor + ";");
    if (!once) {
      out.line("d[at] " + (electrode ? "-=" : "+=") + " conductance" + factor + ";");
    }
  }
}
