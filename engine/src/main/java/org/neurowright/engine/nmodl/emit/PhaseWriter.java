package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Body;
import org.neurowright.engine.nmodl.pass.Builtins;
import org.neurowright.engine.nmodl.pass.CommonExpressions;
import org.neurowright.engine.nmodl.pass.DiffusionSpec;
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
  /** Factor from absolute currents to those per area, constant for each point. */
  private static final String PER_AREA = "perArea";

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
  private DerivedColumns derived;
  private String refusal;

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
    boolean steps = method.equals("state");
    int mark = out.mark();
    Invariants invariants = beforeLoop(body.locals().keySet());
    List<Stmt> statements = invariants.hoist(body.statements());
    Invariants constants = constants(invariants, steps);
    statements = shareCommon(constants.hoist(statements));
    once(invariants);
    List<String> preamble = out.cut(mark);
    List<String> kept = steps ? shared(invariants) : List.of();
    derive(method, constants, statements, List.of(), kept, preamble);
    preamble = withShared(preamble);
    follow(List.of(statements), known, List.of());
    Optional<BlockWriter> blocks = steps ? stateInBlocks(statements) : Optional.empty();
    override();
    out.open("public void " + method + "()");
    begin(method, body.statements(), blocks);
    preamble.forEach(out::line);
    openLoop(needsNode(), blocks.isPresent());
    loadAndRun(statements, "-1");
    stores();
    closeLoop();
    out.close();
    out.line("");
    inBlocks(method, blocks, preamble);
  }

  /** A loop that gives two values per instance: volume and coefficient of a diffusing state. */
  void diffusion(String method, Body body) {
    analyse(List.of(body), Set.of(), List.of());
    out.open("private void " + method + "(double[] volume, double[] coefficient)");
    checkTables(body.statements());
    Invariants invariants = beforeLoop(body.locals().keySet());
    once(invariants);
    openLoop(needsNode());
    loadAndRun(body.statements(), "-1");
    out.line("volume[instance] = " + DiffusionSpec.VOLUME + ";");
    out.line("coefficient[instance] = " + DiffusionSpec.COEFFICIENT + ";");
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
    boolean point = context.symbols.kind() == MechanismKind.POINT_PROCESS;
    inCurrent = true;
    int mark = out.mark();
    out.line("final double[] rhs = this.rhs;");
    if (!once) {
      out.line("final double[] d = this.d;");
    }
    Invariants invariants = beforeLoop(locals.keySet(), !once, point);
    List<Stmt> one = first.statements();
    List<Stmt> two = second.statements();
    if (first == second) {
      one = invariants.hoist(one);
    }
    Invariants constants = constants(invariants, first == second);
    if (first == second) {
      one = shareCommon(constants.hoist(one));
      two = one;
    }
    once(invariants);
    List<String> preamble = out.cut(mark);
    List<String> kept = first == second ? shared(invariants) : List.of();
    derive("current", constants, one, point ? List.of(PER_AREA) : List.of(), kept, preamble);
    preamble = withShared(preamble);
    if (first == second) {
      follow(List.of(one, one), Set.of(), currents);
    }
    Optional<BlockWriter> blocks =
        first == second ? currentInBlocks(one, currents, once, point) : Optional.empty();
    override();
    out.open("public void current()");
    begin("current", first.statements(), blocks);
    preamble.forEach(out::line);
    openLoop(true, blocks.isPresent());
    loads();
    StatementWriter writer = registers(one, "-1", List.of());
    if (once) {
      writer.write(one);
    } else {
      if (first == second) {
        Set<String> same = sameAtBothVoltages(one);
        List<Stmt> shared = one.stream().filter(s -> assigns(s, same)).toList();
        writer.write(shared);
        one = one.stream().filter(s -> !assigns(s, same)).toList();
        two = one;
      }
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
    inBlocks("current", blocks, preamble);
  }

  private static boolean assigns(Stmt statement, Set<String> names) {
    return statement instanceof Stmt.Assign a
        && a.target() instanceof Expr.Name n
        && names.contains(n.name());
  }

  /**
   * Variables whose only assignment gives the same value at both voltages; the assignment may stand
   * before all others.
   */
  private Set<String> sameAtBothVoltages(List<Stmt> statements) {
    Map<String, Integer> assignments = new HashMap<>();
    for (Stmt statement : statements) {
      Flow inside = new Flow(context.lowered.effects());
      inside.follow(List.of(statement), Set.of());
      inside.assigned().forEach(n -> assignments.merge(n, 1, Integer::sum));
    }
    Set<String> same = new HashSet<>();
    Set<String> mentioned = new HashSet<>();
    for (Stmt statement : statements) {
      if (statement instanceof Stmt.Assign a
          && a.target() instanceof Expr.Name n
          && assignments.get(n.name()) == 1
          && !mentioned.contains(n.name())
          && names(List.of(new Stmt.Invoke(a.at(), new Expr.Call(a.at(), "", List.of(a.value())))))
              .stream()
              .allMatch(r -> !r.equals("v") && (same.contains(r) || !assignments.containsKey(r)))
          && !draws(a.value())) {
        same.add(n.name());
      }
      mentioned.addAll(names(List.of(statement)));
    }
    return same;
  }

  private static boolean draws(Expr value) {
    boolean[] found = {false};
    Trees.walk(
        value,
        e ->
            found[0] |=
                e instanceof Expr.Element || e instanceof Expr.Call c && hasEffects(c.name()));
    return found[0];
  }

  // ---------------------------------------------------------------- constants of an instance

  /** Variables that keep their value from step to step, unless the engine tells otherwise. */
  private Set<String> fixed(Invariants invariants) {
    Set<String> fixed = new HashSet<>();
    for (Symbol symbol : context.symbols.symbols().values()) {
      String name = symbol.name();
      if (locals.containsKey(name) || context.changing.contains(name)) {
        continue;
      }
      switch (symbol) {
        case Symbol.Constant c -> fixed.add(name);
        case Symbol.Shared s when s.size() == 0 -> fixed.add(name);
        case Symbol.Instance i
            when i.size() == 0
                && i.role() != MechanismVariable.Role.STATE
                && context.storage.hasColumn(name) ->
            fixed.add(name);
        case Symbol.Engine e ->
            fixed.addAll(
                switch (e.kind()) {
                  case STEP, ORDER, TEMPERATURE, AREA, DIAMETER -> Set.of(name);
                  case TIME, VOLTAGE -> Set.of();
                });
        default -> {}
      }
    }
    for (Stmt.Assign a : invariants.before()) {
      if (a.target() instanceof Expr.Name n && fixed.containsAll(namesIn(a))) {
        fixed.add(n.name());
      }
    }
    return fixed;
  }

  private Set<String> namesIn(Stmt.Assign a) {
    return names(List.of(new Stmt.Invoke(a.at(), new Expr.Call(a.at(), "", List.of(a.value())))));
  }

  /**
   * Names of the values before the loop that are worth keeping from step to step: those with
   * functions, powers and divisions, such as the factor of a temperature.
   */
  private List<String> shared(Invariants invariants) {
    Set<String> fixed = fixed(invariants);
    return invariants.before().stream()
        .filter(a -> Invariants.isCostly(a.value()) && fixed.containsAll(namesIn(a)))
        .map(a -> ((Expr.Name) a.target()).name())
        .toList();
  }

  /** The lines before the loop, with values that are kept instead of computed. */
  private List<String> withShared(List<String> preamble) {
    if (derived == null) {
      return preamble;
    }
    Map<String, String> fields = new HashMap<>();
    for (String name : derived.shared()) {
      fields.put("final double " + JavaNames.of(name) + " = ", derived.sharedField(name));
    }
    return preamble.stream()
        .map(line -> {
          String head = line.substring(0, line.indexOf(" = ") + 3);
          return fields.containsKey(head) ? head + "this." + fields.get(head) + ";" : line;
        })
        .toList();
  }

  /** Finds what depends on constant parameters only. */
  private Invariants constants(Invariants invariants, boolean wanted) {
    Set<String> fixed = wanted ? fixed(invariants) : Set.of();
    Set<String> used = new HashSet<>(locals.keySet());
    used.addAll(context.symbols.symbols().keySet());
    return new Invariants(
        context.symbols,
        context.lowered.effects(),
        fixed,
        n -> wanted && isRegister(n),
        used,
        "constant_");
  }

  /** Writes the method that fills the derived columns of a phase, if there are any. */
  private void derive(
      String phase,
      Invariants constants,
      List<Stmt> statements,
      List<String> more,
      List<String> shared,
      List<String> preamble) {
    Set<String> stay = names(statements);
    List<Stmt> before = new ArrayList<>(constants.before());
    List<String> columns = new ArrayList<>();
    for (Stmt.Assign a : constants.before()) {
      String name = ((Expr.Name) a.target()).name();
      locals.remove(name);
      hoisted.add(name);
      if (stay.contains(name)) {
        columns.add(name);
      }
    }
    columns.addAll(more);
    if (columns.isEmpty() && shared.isEmpty()) {
      return;
    }
    Set<String> sources = new LinkedHashSet<>(names(before));
    derived = new DerivedColumns(phase, columns, sources, shared);
    context.derived.add(derived);
    boolean node = !more.isEmpty() || sources.stream().anyMatch(n -> isNodeQuantity(symbol(n)));
    out.open("private void " + derived.method() + "()");
    out.line(derived.fresh() + " = true;");
    out.line(phase + "AtDtMs = clock.dtMs;");
    out.line(phase + "AtCelsius = clock.celsius;");
    out.line(phase + "AtOrder = clock.secondOrder;");
    preamble.forEach(out::line);
    for (String name : shared) {
      out.line("this." + derived.sharedField(name) + " = " + JavaNames.of(name) + ";");
    }
    if (columns.isEmpty()) {
      out.close();
      out.line("");
      return;
    }
    out.open("for (int instance = 0; instance < count; instance++)");
    if (node) {
      out.line("final int at = nodeOf[instance];");
    }
    for (String name : sources) {
      switch (symbol(name)) {
        case Symbol.Instance i when context.storage.hasColumn(name) ->
            out.line("final double " + JavaNames.of(name) + " = " + name + "Column[instance];");
        case Symbol.Engine e when e.kind() == Symbol.Kind.AREA ->
            out.line("final double area = areaUm2[at];");
        case Symbol.Engine e when e.kind() == Symbol.Kind.DIAMETER ->
            out.line("final double diam = diamUm[at];");
        case null, default -> {}
      }
    }
    for (Stmt.Assign a : constants.before()) {
      out.line(
          "final double "
              + expressions.number(a.target())
              + " = "
              + expressions.number(a.value())
              + ";");
    }
    for (String column : columns) {
      String value = more.contains(column) ? "1e2 / areaUm2[at]" : JavaNames.of(column);
      out.line(derived.field(column) + "[instance] = " + value + ";");
    }
    out.close();
    out.close();
    out.line("");
  }

  /** What a phase does before its loops. */
  private void begin(String method, List<Stmt> statements, Optional<BlockWriter> blocks) {
    if (derived != null) {
      out.open(
          "if (!"
              + derived.fresh()
              + " || "
              + derived.varies()
              + " || "
              + method
              + "AtDtMs != clock.dtMs || "
              + method
              + "AtCelsius != clock.celsius || "
              + method
              + "AtOrder != clock.secondOrder)");
      out.line(derived.method() + "();");
      out.close();
    }
    checkTables(statements);
    if (blocks.isPresent()) {
      boolean table = Trees.mentionsTable(statements);
      String usetable =
          table ? " && globals[" + context.storage.globalOffset("usetable") + "] != 0.0" : "";
      out.line("int done = 0;");
      out.open(
          "if (count >= BlockMath.WORTHWHILE"
              + blocks.get().runs()
              + " && WARM_UP.isOver(count, this)"
              + usetable
              + ")");
      out.line("done = " + method + "InBlocks();");
      out.open("if (done == count)");
      out.line("return;");
      out.close();
      out.close();
    } else if (refusal != null) {
      out.line("// One instance after the other, as " + refusal + ".");
    }
  }

  // ---------------------------------------------------------------- blocks

  private void inBlocks(String method, Optional<BlockWriter> blocks, List<String> preamble) {
    blocks.ifPresent(writer -> {
      out.open("private int " + method + "InBlocks()");
      preamble.forEach(out::line);
      writer.write();
      out.close();
      out.line("");
      writer.writeLoops();
    });
  }

  private Optional<BlockWriter> stateInBlocks(List<Stmt> statements) {
    return blocks((program, environment, writer) -> {
      program.run(statements, environment);
      blockStores(program, environment, writer);
    });
  }

  private Optional<BlockWriter> currentInBlocks(
      List<Stmt> statements, List<String> currents, boolean once, boolean point) {
    return blocks((program, environment, writer) -> {
      boolean electrode = context.symbols.electrodeCurrent();
      Map<String, BlockProgram.Value> shifted = new HashMap<>();
      BlockProgram.Value totalShifted = null;
      BlockProgram.Value step = program.uniform("0.001");
      if (!once) {
        BlockProgram.Value v = program.gather("vMv", "nodeOf");
        environment.put("v", program.arithmetic("+", v, step));
        program.run(statements, environment);
        totalShifted = total(program, environment, currents);
        shifted.putAll(environment);
        environment.put("v", v);
      }
      program.run(statements, environment);
      BlockProgram.Value total = total(program, environment, currents);
      for (String current : accumulated()) {
        Symbol.Ion symbol = (Symbol.Ion) context.symbols.symbols().get(current);
        String ion = context.symbols.ions().get(symbol.use()).ion();
        if (point && symbol.loaded()) {
          throw new BlockProgram.Refusal("points of one node see each other's " + current);
        }
        if (!once) {
          writer.scatter(
              ion + "Of",
              ion + "Conductance[at] +=",
              perArea(
                  program,
                  program.perShift(
                      program.arithmetic(
                          "-", program.read(current, shifted), program.read(current, environment))),
                  point));
        }
        writer.scatter(
            ion + "Of",
            ion + "Current[at] +=",
            perArea(program, program.read(current, environment), point));
      }
      BlockProgram.Value scale = point ? program.column(derived.field(PER_AREA)) : null;
      writer.scatter(
          "nodeOf",
          "rhs[at] " + (electrode ? "+=" : "-="),
          point ? program.arithmetic("*", total, scale) : total);
      if (!once) {
        BlockProgram.Value conductance =
            program.perShift(program.arithmetic("-", totalShifted, total));
        writer.scatter(
            "nodeOf",
            "d[at] " + (electrode ? "-=" : "+="),
            point ? program.arithmetic("*", conductance, scale) : conductance);
      }
      blockStores(program, environment, writer);
    });
  }

  private static BlockProgram.Value perArea(
      BlockProgram program, BlockProgram.Value value, boolean point) {
    return point
        ? program.arithmetic(
            "/",
            program.arithmetic("*", value, program.uniform("1e2")),
            program.gather("areaUm2", "nodeOf"))
        : value;
  }

  private static BlockProgram.Value total(
      BlockProgram program, Map<String, BlockProgram.Value> environment, List<String> currents)
      throws BlockProgram.Refusal {
    BlockProgram.Value sum = program.read(currents.getFirst(), environment);
    for (String current : currents.subList(1, currents.size())) {
      sum = program.arithmetic("+", sum, program.read(current, environment));
    }
    return sum;
  }

  /** What a phase puts into a block writer. */
  private interface BlockContent {
    void put(BlockProgram program, Map<String, BlockProgram.Value> environment, BlockWriter writer)
        throws BlockProgram.Refusal;
  }

  private Optional<BlockWriter> blocks(BlockContent content) {
    if (!context.blocks) {
      return Optional.empty();
    }
    if (context.symbols.kind() == MechanismKind.ARTIFICIAL_CELL) {
      refusal = "it is an artificial cell";
      return Optional.empty();
    }
    BlockProgram[] program = new BlockProgram[1];
    program[0] = new BlockProgram(context, name -> beforeBlock(program[0], name));
    BlockWriter writer = new BlockWriter(context);
    try {
      content.put(program[0], new HashMap<>(), writer);
      if (!writer.pays()) {
        if (!inCurrent || context.symbols.kind() == MechanismKind.POINT_PROCESS) {
          refusal = "it has no exponentials, for which blocks pay";
          return Optional.empty();
        }
        writer.inRunsOnly();
      }
      return Optional.of(writer);
    } catch (BlockProgram.Refusal e) {
      refusal = e.getMessage();
      return Optional.empty();
    }
  }

  /** Value of a variable before a phase assigns it. */
  private BlockProgram.Value beforeBlock(BlockProgram program, String name) {
    if (derived != null && derived.columns().contains(name)) {
      return program.column(derived.field(name));
    }
    if (hoisted.contains(name)) {
      return program.uniform(JavaNames.of(name));
    }
    return switch (symbol(name)) {
      case null -> locals.getOrDefault(name, 0) == 0 ? program.uniform("0.0") : null;
      case Symbol.Constant c -> program.uniform(expressions.name(name));
      case Symbol.Shared s ->
          s.size() == 0 && !flow.assigned().contains(name)
              ? program.uniform(JavaNames.of(name))
              : null;
      case Symbol.Engine e ->
          switch (e.kind()) {
            case VOLTAGE -> program.gather("vMv", "nodeOf");
            case AREA -> program.gather("areaUm2", "nodeOf");
            case DIAMETER -> program.gather("diamUm", "nodeOf");
            case TIME, STEP, ORDER, TEMPERATURE -> program.uniform(JavaNames.of(name));
          };
      case Symbol.Ion ion when ion.loaded() -> {
        IonUse use = context.symbols.ions().get(ion.use());
        yield program.gather(ionArray(use, ion.quantity()), use.ion() + "Of");
      }
      case Symbol s when s instanceof Symbol.Instance || s instanceof Symbol.Ion -> {
        if (s.size() > 0) {
          yield null;
        }
        yield context.storage.hasColumn(name)
            ? program.column(name + "Column")
            : program.uniform("0.0");
      }
      case Symbol ignored -> null;
    };
  }

  /** What {@link #stores} does, for a block. */
  private void blockStores(
      BlockProgram program, Map<String, BlockProgram.Value> environment, BlockWriter writer)
      throws BlockProgram.Refusal {
    for (String name : flow.assigned()) {
      Symbol symbol = symbol(name);
      if (symbol instanceof Symbol.Shared || symbol != null && symbol.size() > 0) {
        throw new BlockProgram.Refusal("it assigns " + name);
      }
      if (symbol instanceof Symbol.Ion ion && storesIon(ion)) {
        if (context.symbols.kind() == MechanismKind.POINT_PROCESS) {
          throw new BlockProgram.Refusal("points of one node see each other's " + name);
        }
        IonUse use = context.symbols.ions().get(ion.use());
        writer.scatter(
            use.ion() + "Of",
            ionArray(use, ion.quantity()) + "[at] =",
            program.read(name, environment));
      }
      if (symbol != null && context.storage.hasColumn(name)) {
        writer.store(name + "Column", program.read(name, environment));
      }
    }
    for (String name : shownIons()) {
      if (!flow.assigned().contains(name)) {
        writer.store(name + "Column", program.read(name, environment));
      }
    }
  }

  /** Ion variables named in RANGE, which are shown as the mechanism last read them. */
  private List<String> shownIons() {
    return flow.needed().stream()
        .filter(n -> symbol(n) instanceof Symbol.Ion ion && ion.kept() && ion.loaded())
        .toList();
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
    loads();
    List<String> given = new ArrayList<>(arguments);
    given.add("flag");
    StatementWriter writer = registers(body.statements(), "weightOffset", given);
    Map<String, Integer> own = new LinkedHashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      if (flow.mentioned().contains(arguments.get(k))) {
        own.put(arguments.get(k), k);
      }
    }
    writer.receiveArguments(own);
    writer.write(body.statements());
    stores();
    if (flow.assigned().contains("v") && symbol("v") instanceof Symbol.Engine) {
      out.line("vMv[at] = v;");
    }
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
    analyse(List.of(body), Set.of(table.argument()), table.outputs());
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
    for (int k = 0; k < table.outputs().size(); k++) {
      out.line(
          prefix
              + "Rows[row * "
              + table.width()
              + " + "
              + 2 * k
              + "] = "
              + expressions.name(table.outputs().get(k))
              + ";");
    }
    keepOthers(table);
    out.line("gridValue += step;");
    out.close();
    out.line("KernelMath.differences(" + prefix + "Rows, " + table.width() + ");");
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
    bodies.forEach(body -> locals.putAll(body.locals()));
    follow(bodies.stream().map(Body::statements).toList(), known, readAtEnd);
  }

  /** What statements, one list after the other, read and write. */
  private void follow(List<List<Stmt>> lists, Set<String> known, List<String> readAtEnd) {
    flow = new Flow(context.lowered.effects());
    after = known;
    for (List<Stmt> statements : lists) {
      after = flow.follow(statements, after);
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
    boolean[] changes = {false};
    Trees.walkExpressions(
        first.statements(), e -> changes[0] |= e instanceof Expr.Call c && hasEffects(c.name()));
    if (changes[0]) {
      return false;
    }
    Set<String> carried = new HashSet<>(flow.needed());
    carried.retainAll(flow.assigned());
    return carried.isEmpty();
  }

  /** Calls that must happen as often and in the order in which they are written. */
  private static boolean hasEffects(String call) {
    return call.equals(Builtins.POINTER_PUT)
        || Builtins.RANDOM.containsKey(call)
        || Builtins.SCOP_RANDOM.containsKey(call);
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
      case Symbol.Pointer ignored -> false;
      case Symbol.Untranslated ignored -> false;
    };
  }

  /** What is computed before the loop. */
  private void once(Invariants invariants) {
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
  }

  private void openLoop(boolean node) {
    openLoop(node, false);
  }

  /**
   * @param rest whether blocks may have done the first instances
   */
  private void openLoop(boolean node, boolean rest) {
    out.open("for (int instance = " + (rest ? "done" : "0") + "; instance < count; instance++)");
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
    if (derived != null) {
      for (String column : derived.columns()) {
        out.line(
            "final double "
                + (column.equals(PER_AREA) ? column : JavaNames.of(column))
                + " = "
                + derived.field(column)
                + "[instance];");
      }
    }
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
    loads();
    registers(statements, weightOffset, List.of()).write(statements);
  }

  /** Declares the registers that cannot be declared at their first assignment. */
  private StatementWriter registers(
      List<Stmt> statements, String weightOffset, List<String> given) {
    Set<String> undeclared = new LinkedHashSet<>();
    for (String name : flow.mentioned()) {
      if (!given.contains(name) && !hoisted.contains(name) && needsDeclaration(name)) {
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
      case Symbol.Pointer ignored -> false;
      case Symbol.Untranslated ignored -> false;
    };
  }

  private void stores() {
    Set<String> kept = new LinkedHashSet<>(flow.assigned());
    kept.addAll(shownIons());
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
      out.line("final double conductance = KernelMath.perShift(totalShifted - total);");
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
                + "At] += KernelMath.perShift("
                + current
                + "Shifted - "
                + JavaNames.of(current)
                + ")"
                + scale
                + ";");
      }
      out.line(ion + "Current[" + ion + "At] += " + JavaNames.of(current) + scale + ";");
    }
    String factor = "";
    if (point) {
      factor = " * perArea";
    }
    out.line("rhs[at] " + (electrode ? "+=" : "-=") + " total" + factor + ";");
    if (!once) {
      out.line("d[at] " + (electrode ? "-=" : "+=") + " conductance" + factor + ";");
    }
  }
}
