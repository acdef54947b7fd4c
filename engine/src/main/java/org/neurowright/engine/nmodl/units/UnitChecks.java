package org.neurowright.engine.nmodl.units;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.problem.Problem;

/**
 * Checks units as NEURON's {@code modlunit} does, but tells everything it finds.
 *
 * <p>What holds: both sides of assignments, sums and comparisons have the same unit, factor
 * included; arguments have the declared units, those of mathematical functions none; powers of what
 * has a unit are whole numbers. What is forgiven: a number without unit fits everything; locals
 * have the unit of what was assigned to them last in the text. A number alone in parentheses is a
 * conversion factor: {@code (1000)*x} of seconds has milliseconds.
 */
public final class UnitChecks {
  private final Program program;
  private final UnitReport report = new UnitReport();
  private final DeclaredUnits declared;
  private final Deque<Map<String, Measure>> scopes = new ArrayDeque<>();
  private final Map<String, Measure> compartments = new HashMap<>();

  /** Names of the file itself that statements use. */
  private final Set<String> used = new HashSet<>();

  private List<Measure> receiveArguments = List.of();

  /** The function whose body is being read: its name stands for its result there. */
  private String function = "";

  private UnitChecks(Program program) {
    this.program = program;
    this.declared = new DeclaredUnits(program, report);
  }

  /**
   * Warnings about units, in the order of the file.
   *
   * @param program as parsed, with C code still in it
   */
  public static List<Problem> of(Program program) {
    UnitChecks checks = new UnitChecks(program);
    checks.report.silently(checks::blocks);
    checks.declared.requireNeuronsUnits(checks.used);
    checks.blocks();
    return checks.report.problems().stream()
        .sorted(
            Comparator.comparing((Problem p) -> !p.location().path().equals(program.path()))
                .thenComparing(p -> p.location().path())
                .thenComparing(p -> p.location().line())
                .thenComparing(p -> p.location().column()))
        .toList();
  }

  private void blocks() {
    scopes.clear();
    scopes.push(new HashMap<>());
    program.blocks().forEach(this::block);
  }

  // ---------------------------------------------------------------- blocks

  private void block(Block block) {
    switch (block) {
      case Block.UnitsSwitch s -> report.unitsOn(s.on());
      case Block.FileLocal local -> locals(local.names());
      case Block.Plain plain -> body(plain.body());
      case Block.Solvable solvable -> solvable(solvable);
      case Block.Function f -> {
        function = f.name();
        routine(f.arguments(), f.body());
        function = "";
      }
      case Block.Procedure p -> routine(p.arguments(), p.body());
      case Block.NetReceive receive -> {
        receiveArguments =
            receive.arguments().stream().map(a -> declared.of(a.unit(), a.at())).toList();
        scopes.push(new HashMap<>(Map.of("flag", Measure.NONE)));
        routine(receive.arguments(), receive.body());
        scopes.pop();
      }
      case Block.FunctionTable ignored -> {}
      case Block.Title ignored -> {}
      case Block.Verbatim ignored -> {}
      case Block.Define ignored -> {}
      case Block.Neuron ignored -> {}
      case Block.Units ignored -> {}
      case Block.Variables ignored -> {}
      case Block.Independent ignored -> {}
      case Block.Obsolete ignored -> {}
    }
  }

  private void routine(List<Stmt.Argument> arguments, List<Stmt> body) {
    Map<String, Measure> scope = new HashMap<>();
    arguments.forEach(a -> scope.put(a.name(), declared.of(a.unit(), a.at())));
    scopes.push(scope);
    body(body);
    scopes.pop();
  }

  /** Compartments count for all reactions of a KINETIC block, wherever they stand. */
  private void solvable(Block.Solvable block) {
    if (block.kind() == Block.SolvableKind.KINETIC) {
      report.silently(() -> body(block.body()));
    }
    body(block.body());
    compartments.clear();
  }

  // ---------------------------------------------------------------- statements

  private void body(List<Stmt> statements) {
    scopes.push(new HashMap<>());
    statements.forEach(this::statement);
    scopes.pop();
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Local local -> locals(local.names());
      case Stmt.Assign assign -> assign(assign);
      case Stmt.Protect protect -> assign(protect.assignment());
      case Stmt.Invoke invoke -> of(invoke.call());
      case Stmt.If choice -> {
        of(choice.condition());
        body(choice.then());
        body(choice.otherwise());
      }
      case Stmt.While loop -> {
        of(loop.condition());
        body(loop.body());
      }
      case Stmt.From loop -> {
        scopes.push(new HashMap<>(Map.of(loop.index(), Measure.NONE)));
        body(loop.body());
        scopes.pop();
      }
      case Stmt.ForAll loop -> body(loop.body());
      case Stmt.Group group -> body(group.body());
      case Stmt.Solve solve -> body(solve.ifError());
      case Stmt.Verbatim ignored -> forgetLocals();
      case Stmt.UnitsSwitch s -> report.unitsOn(s.on());
      case Stmt.Watch watch ->
          agree(
              watch.at(),
              () -> "WATCH",
              shown(watch.left()),
              of(watch.left()),
              shown(watch.right()),
              of(watch.right()));
      case Stmt.ForNetCons loop -> forNetCons(loop);
      case Stmt.NestedInitial initial -> body(initial.body());
      case Stmt.Reaction reaction -> reaction(reaction);
      case Stmt.Equation equation ->
          agree(
              equation.at(),
              () -> "the equation",
              shown(equation.left()),
              of(equation.left()),
              shown(equation.right()),
              of(equation.right()));
      case Stmt.Conserve conserve -> conserve(conserve);
      case Stmt.Compartment compartment -> compartment(compartment);
      case Stmt.Table table -> {
        of(table.from());
        of(table.to());
      }
      case Stmt.Conductance ignored -> {}
      case Stmt.Mutex ignored -> {}
      case Stmt.Obsolete ignored -> {}
      case Stmt.Return ignored -> {}
      case Stmt.Lowered ignored -> {}
    }
  }

  private void locals(List<Stmt.Declarator> names) {
    names.forEach(n -> scopes.peek().put(n.name(), Measure.NONE));
  }

  /** C code may have assigned anything to the locals of its block. */
  private void forgetLocals() {
    for (Map<String, Measure> scope : scopes) {
      if (scope != scopes.peekLast()) {
        scope.replaceAll((name, measure) -> new Measure.Open());
      }
    }
  }

  private void assign(Stmt.Assign assign) {
    Measure value = of(assign.value());
    String name = nameOf(assign.target());
    Optional<Map<String, Measure>> local = scopeOf(assign.target());
    if (local.isPresent()) {
      local.get().put(name, value.kept());
      return;
    }
    agree(
        assign.at(),
        () -> "the assignment to " + name,
        () -> name,
        of(assign.target()),
        shown(assign.value()),
        value);
  }

  private void forNetCons(Stmt.ForNetCons loop) {
    Map<String, Measure> scope = new HashMap<>();
    for (int i = 0; i < loop.arguments().size(); i++) {
      Stmt.Argument argument = loop.arguments().get(i);
      Measure own = declared.of(argument.unit(), argument.at());
      Measure wanted = i < receiveArguments.size() ? receiveArguments.get(i) : own;
      if (!argument.unit().isEmpty()) {
        agree(
            argument.at(),
            () -> "FOR_NETCONS",
            () -> "the argument of NET_RECEIVE",
            wanted,
            argument::name,
            own);
      }
      scope.put(argument.name(), wanted);
    }
    scopes.push(scope);
    body(loop.body());
    scopes.pop();
  }

  // ---------------------------------------------------------------- KINETIC

  /** Amount of a state: its unit, times that of its compartment. */
  private Measure amount(Expr state) {
    Measure size = compartments.get(nameOf(state));
    return size == null ? of(state) : of(state).times(size, 1);
  }

  private void reaction(Stmt.Reaction reaction) {
    Measure forward = of(reaction.forward());
    Optional<Measure> backward = reaction.backward().map(this::of);
    List<Stmt.Reactant> all = new ArrayList<>(reaction.left());
    all.addAll(reaction.right());
    Expr first = all.getFirst().variable();
    Measure amount = amount(first);
    for (Stmt.Reactant reactant : all.subList(1, all.size())) {
      agree(
          reactant.at(),
          () -> "the reaction, whose amounts need the COMPARTMENTs they are in,",
          () -> "the amount of " + nameOf(first),
          amount,
          () -> "the amount of " + nameOf(reactant.variable()),
          amount(reactant.variable()));
    }
    Measure flux = amount.times(declared.variable("t"), -1);
    switch (reaction.arrow()) {
      case SOURCE ->
          agree(
              reaction.at(),
              () -> "the reaction",
              () -> "the flux of " + nameOf(first),
              flux,
              shown(reaction.forward()),
              forward);
      case BOTH, SINK -> {
        rate(reaction.at(), "forward", flux, reaction.left(), reaction.forward(), forward);
        backward.ifPresent(b ->
            rate(
                reaction.at(),
                "backward",
                flux,
                reaction.right(),
                reaction.backward().orElseThrow(),
                b));
      }
    }
    Measure known = flux;
    List.of("f_flux", "b_flux").forEach(f -> scopes.peekLast().put(f, known));
  }

  private void rate(
      Position at,
      String which,
      Measure flux,
      List<Stmt.Reactant> side,
      Expr rate,
      Measure measure) {
    Measure wanted = flux;
    for (Stmt.Reactant reactant : side) {
      for (int i = 0; i < Math.min(Math.abs(reactant.count()), 9); i++) {
        wanted = wanted.times(of(reactant.variable()), -1);
      }
    }
    agree(
        at,
        () -> "the reaction",
        () -> "the " + which + " rate it needs",
        wanted,
        shown(rate),
        measure);
  }

  private void conserve(Stmt.Conserve conserve) {
    Measure total = of(conserve.total());
    Expr first = conserve.terms().getFirst().variable();
    Supplier<String> amountOfFirst = () -> "the amount of " + nameOf(first);
    Measure sum = amount(first);
    for (Stmt.Reactant term : conserve.terms().subList(1, conserve.terms().size())) {
      sum =
          agree(
              term.at(),
              () -> "CONSERVE",
              amountOfFirst,
              sum,
              () -> "the amount of " + nameOf(term.variable()),
              amount(term.variable()));
    }
    agree(conserve.at(), () -> "CONSERVE", amountOfFirst, sum, shown(conserve.total()), total);
  }

  private void compartment(Stmt.Compartment compartment) {
    scopes.push(new HashMap<>());
    if (!compartment.index().isEmpty()) {
      scopes.peek().put(compartment.index(), Measure.NONE);
    }
    Measure size = of(compartment.size());
    scopes.pop();
    if (!compartment.diffusion()) {
      compartment.names().forEach(n -> compartments.putIfAbsent(n, size.kept()));
      return;
    }
    agree(
        compartment.at(),
        () -> "LONGITUDINAL_DIFFUSION",
        () -> "area times diffusion constant",
        declared.of("micron4/ms", compartment.at()),
        shown(compartment.size()),
        size.kept());
    for (String name : compartment.names()) {
      Measure volume = compartments.get(name);
      if (volume == null) {
        report.other(
            "nmodl.unit-compartment",
            compartment.at(),
            name + " diffuses along the cell but is in no COMPARTMENT",
            "Write COMPARTMENT with the volume per length in micron2 before it.");
      } else {
        agree(
            compartment.at(),
            () -> "LONGITUDINAL_DIFFUSION",
            () -> "volume per length",
            declared.of("micron2", compartment.at()),
            () -> "the COMPARTMENT of " + name,
            volume);
      }
    }
  }

  // ---------------------------------------------------------------- expressions

  private Measure of(Expr expression) {
    return switch (expression) {
      case Expr.Num num -> number(num);
      case Expr.Name name -> variable(name.name());
      case Expr.Element element -> variable(element.name());
      case Expr.Lagged lagged -> variable(lagged.name());
      case Expr.Prime prime -> declared.derivative(prime.name(), prime.order());
      case Expr.Call call -> call(call);
      case Expr.Text ignored -> new Measure.Open();
      case Expr.AddressOf ignored -> new Measure.Open();
      case Expr.Unary unary ->
          switch (unary.operator()) {
            case MINUS -> of(unary.operand());
            case NOT -> {
              of(unary.operand());
              yield Measure.NONE;
            }
          };
      case Expr.Binary binary -> binary(binary);
    };
  }

  private Measure number(Expr.Num num) {
    if (num.alone() && num.value() != 0) {
      return new Measure.Known(Unit.number(1 / num.value()));
    }
    return num.unit().isEmpty() ? new Measure.Bare() : declared.of(num.unit(), num.at());
  }

  private Measure binary(Expr.Binary binary) {
    return switch (binary.operator()) {
      case PLUS, MINUS -> agree(binary);
      case TIMES -> of(binary.left()).times(of(binary.right()), 1);
      case DIVIDE -> of(binary.left()).times(of(binary.right()), -1);
      case POWER -> power(binary);
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        agree(binary);
        yield Measure.NONE;
      }
      case OR, AND -> {
        of(binary.left());
        of(binary.right());
        yield Measure.NONE;
      }
    };
  }

  private Measure agree(Expr.Binary binary) {
    return agree(
        binary.at(),
        shown(binary),
        shown(binary.left()),
        of(binary.left()),
        shown(binary.right()),
        of(binary.right()));
  }

  private Measure power(Expr.Binary power) {
    Measure base = of(power.left());
    mustBeNumber(power.right(), "the exponent");
    if (power.right() instanceof Expr.Num num
        && !num.alone()
        && num.unit().isEmpty()
        && num.text().matches("\\d{1,2}")) {
      return base instanceof Measure.Known known
          ? new Measure.Known(known.unit().power(Integer.parseInt(num.text())))
          : base;
    }
    if (base instanceof Measure.Known known && !known.unit().sameAs(Unit.ONE)) {
      report.mustBeNumber(
          power.left().at(),
          "the base of a power that is no whole number",
          UnitReport.shown(power.left()),
          known.unit());
    }
    return Measure.NONE;
  }

  private Measure call(Expr.Call call) {
    Optional<DeclaredUnits.Routine> routine = declared.routine(call.name());
    boolean prints = call.name().equals("printf") || call.name().equals("fprintf");
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      if (argument instanceof Expr.Text) {
        continue;
      }
      if (prints) {
        of(argument);
      } else if (routine.isPresent() && !routine.get().arguments().isEmpty()) {
        List<Measure> formals = routine.get().arguments();
        Measure found = of(argument);
        int number = i + 1;
        if (i < formals.size()) {
          agree(
              argument.at(),
              () -> "the call of " + call.name(),
              () -> "argument " + number,
              formals.get(i),
              shown(argument),
              found);
        }
      } else {
        mustBeNumber(argument, "the argument of " + call.name());
      }
    }
    return routine.map(DeclaredUnits.Routine::result).orElse(Measure.NONE);
  }

  private void mustBeNumber(Expr expression, String what) {
    if (of(expression) instanceof Measure.Known known && !known.unit().sameAs(Unit.ONE)) {
      report.mustBeNumber(expression.at(), what, UnitReport.shown(expression), known.unit());
    }
  }

  /** Reports two units that differ; gives the one to go on with. */
  private Measure agree(
      Position at,
      Supplier<String> where,
      Supplier<String> first,
      Measure expected,
      Supplier<String> second,
      Measure found) {
    if (found instanceof Measure.Bare || found instanceof Measure.Open) {
      return expected;
    }
    if (expected instanceof Measure.Bare || expected instanceof Measure.Open) {
      return found;
    }
    if (!expected.factor().sameAs(found.factor())) {
      report.disagree(
          at, where.get(), first.get(), expected.factor(), second.get(), found.factor());
    }
    return expected;
  }

  private static Supplier<String> shown(Expr expression) {
    return () -> UnitReport.shown(expression);
  }

  // ---------------------------------------------------------------- names

  private Measure variable(String name) {
    for (Map<String, Measure> scope : scopes) {
      Measure local = scope.get(name);
      if (local != null) {
        return local;
      }
    }
    if (name.equals(function)) {
      return declared.routine(name).orElseThrow().result();
    }
    used.add(name);
    return declared.isInteger(name) ? new Measure.Bare() : declared.variable(name);
  }

  private Optional<Map<String, Measure>> scopeOf(Expr target) {
    if (target instanceof Expr.Prime) {
      return Optional.empty();
    }
    String name = nameOf(target);
    return scopes.stream().filter(s -> s.containsKey(name)).findFirst();
  }

  private static String nameOf(Expr variable) {
    return switch (variable) {
      case Expr.Name name -> name.name();
      case Expr.Element element -> element.name();
      case Expr.Prime prime -> prime.name() + "'".repeat(Math.min(prime.order(), 9));
      case Expr.Lagged lagged -> lagged.name();
      case Expr.Num ignored -> "?";
      case Expr.Call ignored -> "?";
      case Expr.Text ignored -> "?";
      case Expr.AddressOf ignored -> "?";
      case Expr.Unary ignored -> "?";
      case Expr.Binary ignored -> "?";
    };
  }
}
