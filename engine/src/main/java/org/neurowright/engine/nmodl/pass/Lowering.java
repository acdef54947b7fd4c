package org.neurowright.engine.nmodl.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;
import org.neurowright.engine.nmodl.verbatim.VerbatimTranslation;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/** Runs the passes for every block of a mechanism. */
public final class Lowering {
  /** More intervals than any model has; beyond lies only damage. */
  private static final int LONGEST_TABLE = 1_000_000;

  private static final Inliner.Context ORDINARY = new Inliner.Context(false, false, true);

  private final Program program;
  private final SymbolTable symbols;
  private final Effects effects;
  private final Diagnostics diagnostics;
  private final SolveExpansion solves;
  private final List<Expr> watches = new ArrayList<>();
  private final Map<String, Integer> tableIndex = new LinkedHashMap<>();
  private final List<TableSpec> tables = new ArrayList<>();
  private final Set<String> functions = new LinkedHashSet<>();
  private final Set<String> called = new HashSet<>();

  private Lowering(Program program, SymbolTable symbols, Problems problems) {
    this.program = program;
    this.symbols = symbols;
    this.effects = new Effects(symbols);
    this.diagnostics = new Diagnostics(problems);
    this.solves = new SolveExpansion(symbols, effects, diagnostics);
  }

  /** Lowers all blocks; what cannot be translated goes to {@code problems}. */
  public static Lowered lower(Program program, SymbolTable symbols, Problems problems) {
    return new Lowering(program, symbols, problems).run();
  }

  private Lowered run() {
    reportIgnoredBlocks();
    Map<Block.Kind, Body> plain = new LinkedHashMap<>();
    Optional<Body> initial = Optional.empty();
    List<Stmt> initialStatements =
        program.plain(Block.Kind.INITIAL).flatMap(b -> b.body().stream()).toList();
    if (!initialStatements.isEmpty()) {
      initial =
          Optional.of(
              inline(solves.expand(initialStatements), new Inliner.Context(false, true, true)));
    }
    List<Stmt> breakpoint =
        program.plain(Block.Kind.BREAKPOINT).flatMap(b -> b.body().stream()).toList();
    Optional<Body> state = Optional.empty();
    Optional<Body> rates = Optional.empty();
    Optional<Body> current = Optional.empty();
    Optional<Body> currentAgain = Optional.empty();
    if (symbols.currents().isEmpty()) {
      if (!breakpoint.isEmpty()) {
        state = Optional.of(stateBody(breakpoint));
      }
    } else {
      List<Stmt> solved = breakpoint.stream().filter(Stmt.Solve.class::isInstance).toList();
      List<Stmt> rest = breakpoint.stream().filter(s -> !(s instanceof Stmt.Solve)).toList();
      reportNestedSolves(rest);
      if (!solved.isEmpty()) {
        state = Optional.of(stateBody(solved));
        rates = ratesBody(solved);
      }
      current = Optional.of(inline(rest, ORDINARY));
      currentAgain =
          usesDiscontinuity(rest)
              ? Optional.of(inline(rest, new Inliner.Context(false, false, false)))
              : current;
    }
    for (Block.Kind kind : Block.Kind.values()) {
      List<Stmt> body =
          new ArrayList<>(program.plain(kind).flatMap(b -> b.body().stream()).toList());
      if (kind == Block.Kind.BEFORE_INITIAL) {
        body.addAll(0, constructorStatements());
      }
      if (!body.isEmpty() && isPhase(kind)) {
        plain.put(kind, inline(body, ORDINARY));
      }
    }
    Optional<Block.NetReceive> receive = program.blocks(Block.NetReceive.class).findFirst();
    Optional<Body> receiveBody = Optional.empty();
    Optional<Body> receiveInitial = Optional.empty();
    List<String> arguments =
        receive
            .map(r ->
                r.arguments().stream()
                    .map(a -> a.name().equals("flag") ? "flag_argument" : a.name())
                    .toList())
            .orElse(List.of());
    if (receive.isPresent()) {
      List<String> names = new ArrayList<>(arguments);
      names.add("flag");
      receiveBody =
          Optional.of(inline(receive.get().body(), new Inliner.Context(true, true, true), names));
      List<Stmt> initialBody =
          receive.get().body().stream()
              .filter(Stmt.NestedInitial.class::isInstance)
              .flatMap(s -> ((Stmt.NestedInitial) s).body().stream())
              .toList();
      if (receive.get().body().stream().anyMatch(Stmt.NestedInitial.class::isInstance)) {
        receiveInitial =
            Optional.of(inline(initialBody, new Inliner.Context(false, false, true), arguments));
      }
    }
    List<DiffusionSpec> diffusions = diffusions();
    checkUncalled();
    return new Lowered(
        initial,
        current,
        currentAgain,
        state,
        rates,
        plain,
        receiveBody,
        receiveInitial,
        receive.isPresent() ? Optional.of(arguments) : Optional.empty(),
        watches,
        tables,
        diffusions,
        functionBodies(),
        effects);
  }

  private List<DiffusionSpec> diffusions() {
    List<DiffusionSpec> specs = new ArrayList<>();
    for (Block.Solvable block : symbols.solvables().values()) {
      if (block.kind() != Block.SolvableKind.KINETIC) {
        continue;
      }
      List<Stmt.Compartment> statements = new ArrayList<>();
      Trees.walk(
          block.body(),
          s -> {
            if (s instanceof Stmt.Compartment c) {
              statements.add(c);
            }
          });
      for (Stmt.Compartment diffusion : statements) {
        if (!diffusion.diffusion()) {
          continue;
        }
        for (String state : diffusion.names()) {
          if (!symbols.isState(state)) {
            diagnostics.error(
                "nmodl.not-a-state",
                diffusion.at(),
                state + " is not a STATE",
                "Declare it in the STATE block.");
            continue;
          }
          int size = symbols.find(state).map(Symbol::size).orElse(0);
          for (int k = 0; k < Math.max(1, size); k++) {
            specs.add(diffusion(statements, diffusion, state, k));
          }
        }
      }
    }
    return specs;
  }

  private DiffusionSpec diffusion(
      List<Stmt.Compartment> statements, Stmt.Compartment diffusion, String state, int element) {
    Expr volume =
        statements.stream()
            .filter(c -> !c.diffusion() && c.names().contains(state))
            .findFirst()
            .map(c -> element(c, element))
            .orElse(Trees.number(diffusion.at(), "1.0"));
    List<Stmt> body =
        List.of(
            Trees.assign(Trees.name(diffusion.at(), DiffusionSpec.VOLUME), volume),
            Trees.assign(
                Trees.name(diffusion.at(), DiffusionSpec.COEFFICIENT),
                element(diffusion, element)));
    return new DiffusionSpec(
        state,
        element,
        inline(body, ORDINARY, List.of(DiffusionSpec.VOLUME, DiffusionSpec.COEFFICIENT)));
  }

  private static Expr element(Stmt.Compartment c, int element) {
    return c.index().isEmpty()
        ? c.size()
        : Trees.map(
            c.size(),
            e ->
                e instanceof Expr.Name n && n.name().equals(c.index())
                    ? Trees.number(n.at(), Integer.toString(element))
                    : e);
  }

  private Body stateBody(List<Stmt> statements) {
    Body body = inline(solves.expand(statements), ORDINARY);
    return new Body(body.statements(), body.locals(), solves.halvesStep(statements));
  }

  /** What is wrong with the blocks has been said where the states are advanced. */
  private Optional<Body> ratesBody(List<Stmt> statements) {
    Diagnostics aside = new Diagnostics(new Problems());
    List<Stmt> rates = new SolveExpansion(symbols, effects, aside).rates(statements);
    return rates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Inliner(symbols, effects, aside, this, ORDINARY).inline(rates, List.of()));
  }

  private Body inline(List<Stmt> statements, Inliner.Context context) {
    return inline(statements, context, List.of());
  }

  private Body inline(List<Stmt> statements, Inliner.Context context, List<String> arguments) {
    return new Inliner(symbols, effects, diagnostics, this, context).inline(statements, arguments);
  }

  private static boolean isPhase(Block.Kind kind) {
    return switch (kind) {
      case BEFORE_INITIAL, AFTER_INITIAL, BEFORE_BREAKPOINT, AFTER_SOLVE, BEFORE_STEP -> true;
      case INITIAL,
          BREAKPOINT,
          CONSTRUCTOR,
          DESTRUCTOR,
          TERMINAL,
          BEFORE_SOLVE,
          AFTER_BREAKPOINT,
          AFTER_STEP ->
          false;
    };
  }

  private void reportIgnoredBlocks() {
    for (Block.Plain block : program.blocks(Block.Plain.class).toList()) {
      boolean empty =
          block.body().stream().allMatch(s -> s instanceof Stmt.Verbatim v && refusal(v).isEmpty());
      switch (block.kind()) {
        case BEFORE_SOLVE, AFTER_BREAKPOINT, AFTER_STEP -> {
          if (!empty) {
            diagnostics.untranslated(
                block.at(),
                "a " + block.kind().text() + " block (NEURON ends when it loads one)",
                "Use BEFORE BREAKPOINT, AFTER SOLVE or BEFORE STEP.");
          }
        }
        case CONSTRUCTOR -> constructor(block);
        case DESTRUCTOR, TERMINAL -> {
          if (!empty) {
            diagnostics.info(
                "nmodl.ignored-block",
                block.at(),
                "the " + block.kind().text() + " block is never run: nothing is left behind here");
          }
        }
        case INITIAL,
            BREAKPOINT,
            BEFORE_INITIAL,
            AFTER_INITIAL,
            BEFORE_BREAKPOINT,
            AFTER_SOLVE,
            BEFORE_STEP -> {}
      }
      if (symbols.kind() == MechanismKind.ARTIFICIAL_CELL
          && block.kind() == Block.Kind.BREAKPOINT) {
        diagnostics.error(
            "nmodl.artificial-breakpoint",
            block.at(),
            "an ARTIFICIAL_CELL has no BREAKPOINT",
            "Use NET_RECEIVE.");
      }
    }
    for (Block.Verbatim v : program.blocks(Block.Verbatim.class).toList()) {
      if (refusal(new Stmt.Verbatim(v.at(), v.text())).isEmpty()) {
        continue;
      }
      if (VerbatimTranslation.isSupport(v.text())) {
        diagnostics.info("nmodl.ignored-c", v.at(), "the C code outside blocks serves NEURON only");
      } else {
        diagnostics.warning(
            "nmodl.ignored-c",
            v.at(),
            "the C code outside blocks is ignored",
            "Code that needs it is reported where it stands.");
      }
    }
  }

  /** What a CONSTRUCTOR assigns must not override what the user has set since. */
  private void constructor(Block.Plain block) {
    Trees.walk(
        block.body(),
        s -> {
          if (s instanceof Stmt.Assign a
              && a.target() instanceof Expr.Name n
              && symbols.symbols().get(n.name()) instanceof Symbol.Instance i
              && i.role() == MechanismVariable.Role.PARAMETER) {
            diagnostics.untranslated(
                a.at(),
                "a CONSTRUCTOR that changes the parameter " + n.name(),
                "Give the value in PARAMETER.");
          }
        });
  }

  /** C code of a CONSTRUCTOR sets up what only other C code uses, which is refused where it is. */
  private List<Stmt> constructorStatements() {
    return program
        .plain(Block.Kind.CONSTRUCTOR)
        .flatMap(b -> b.body().stream())
        .filter(s -> !(s instanceof Stmt.Verbatim))
        .toList();
  }

  private void reportNestedSolves(List<Stmt> statements) {
    Trees.walk(
        statements,
        s -> {
          if (s instanceof Stmt.Solve solve) {
            diagnostics.untranslated(
                solve.at(),
                "a SOLVE inside another statement",
                "Put SOLVE directly into BREAKPOINT.");
          }
        });
  }

  /**
   * Functions and procedures that nothing calls are checked too; what is wrong in them does not
   * hinder a run.
   */
  private void checkUncalled() {
    Problems found = new Problems();
    Lowering aside = new Lowering(program, symbols, found);
    symbols
        .functions()
        .forEach((name, f) -> aside.checkUncalled(called, name, f.arguments(), f.body()));
    symbols
        .procedures()
        .forEach((name, p) -> aside.checkUncalled(called, name, p.arguments(), p.body()));
    for (Problem problem : found.toList()) {
      if (problem.code().equals("nmodl.hoc-procedure")) {
        diagnostics.add(problem);
      }
      if (problem.isError()) {
        diagnostics.add(
            Problem.warning(
                    problem.code(),
                    problem.location(),
                    problem.message() + " (in code that the mechanism never calls)")
                .hint(problem.hint()));
      }
    }
  }

  private void checkUncalled(
      Set<String> calledElsewhere, String name, List<Stmt.Argument> arguments, List<Stmt> body) {
    if (!calledElsewhere.contains(name)) {
      if (Trees.any(
          body, s -> s instanceof Stmt.Verbatim v && VerbatimTranslation.talksToHoc(v.text()))) {
        Position at = body.getFirst().at();
        diagnostics.info(
            "nmodl.hoc-procedure",
            at,
            name
                + " serves hoc and is left out: set what it sets as parameters, pointers or"
                + " random streams");
        return;
      }
      List<String> locals = new ArrayList<>(arguments.stream().map(Stmt.Argument::name).toList());
      locals.add(name);
      List<Stmt> plain = body.stream().filter(s -> !(s instanceof Stmt.Table)).toList();
      inline(plain, new Inliner.Context(true, true, true), locals);
    }
  }

  /** Number of arguments of NET_RECEIVE, 0 without. */
  int receiveArguments() {
    return program
        .blocks(Block.NetReceive.class)
        .findFirst()
        .map(r -> r.arguments().size())
        .orElse(0);
  }

  /** Why C code cannot be translated, empty when it means nothing. */
  Optional<VerbatimTranslation.Refusal> refusal(Stmt.Verbatim code) {
    return VerbatimTranslation.refusal(program, code);
  }

  /** Notes that a function or procedure is in use. */
  void called(String name) {
    called.add(name);
  }

  private static boolean usesDiscontinuity(List<Stmt> statements) {
    boolean[] found = {false};
    Trees.walkExpressions(
        statements,
        e -> found[0] |= e instanceof Expr.Call c && c.name().equals("state_discontinuity"));
    return found[0];
  }

  // ---------------------------------------------------------------- called by the inliner

  /** Index of a watch condition. */
  int watch(Expr difference) {
    watches.add(difference);
    return watches.size() - 1;
  }

  /** Index of the table of a procedure or function. */
  int table(String callable, Stmt.Table table) {
    Integer known = tableIndex.get(callable);
    if (known != null) {
      return known;
    }
    int index = tables.size();
    tableIndex.put(callable, index);
    tables.add(null);
    tables.set(index, tableSpec(callable, table));
    return index;
  }

  private TableSpec tableSpec(String callable, Stmt.Table table) {
    Block.Function function = symbols.functions().get(callable);
    Block.Procedure procedure = symbols.procedures().get(callable);
    List<Stmt> body = function != null ? function.body() : procedure.body();
    String argument =
        (function != null ? function.arguments() : procedure.arguments()).getFirst().name();
    OptionalInt intervals = Unroll.constant(table.with(), symbols);
    if (intervals.isEmpty() || intervals.getAsInt() < 1 || intervals.getAsInt() > LONGEST_TABLE) {
      diagnostics.error(
          "nmodl.table-size",
          table.at(),
          "the number of intervals of TABLE must be a constant from 1 to " + LONGEST_TABLE,
          "Write a number.");
    }
    for (String name : table.names()) {
      if (!canBeTabulated(name)) {
        diagnostics.untranslated(
            table.at(), "a TABLE of " + name, "Tabulate declared scalar variables only.");
      }
    }
    checkBound(table.from());
    checkBound(table.to());
    List<String> locals = new ArrayList<>(List.of(argument));
    List<String> outputs = table.names();
    if (function != null) {
      locals.add(callable);
      outputs = List.of(callable);
    }
    Body lowered =
        inline(
            body.stream().filter(s -> !(s instanceof Stmt.Table)).toList(),
            new Inliner.Context(false, false, true),
            locals);
    return new TableSpec(
        callable,
        argument,
        outputs,
        table.depend(),
        table.from(),
        table.to(),
        intervals.orElse(1),
        lowered);
  }

  private boolean canBeTabulated(String name) {
    return switch (symbols.symbols().get(name)) {
      case Symbol.Instance i -> i.size() == 0;
      case Symbol.Shared s -> s.size() == 0;
      case Symbol.Ion ignored -> true;
      case null, default -> false;
    };
  }

  /** All instances share a table, so its ends must be made of what they share. */
  private void checkBound(Expr bound) {
    switch (bound) {
      case Expr.Num ignored -> {}
      case Expr.Unary u -> checkBound(u.operand());
      case Expr.Binary b -> {
        checkBound(b.left());
        checkBound(b.right());
      }
      case Expr.Name n when isShared(n.name()) -> {}
      case Expr.Name n ->
          diagnostics.error(
              "nmodl.table-range",
              n.at(),
              n.name() + ", an end of a TABLE, is no number that all instances share",
              "Write a number, or the name of a GLOBAL parameter.");
      default ->
          diagnostics.error(
              "nmodl.table-range",
              bound.at(),
              "an end of a TABLE is neither a number nor a GLOBAL parameter",
              "Write a number, or the name of a GLOBAL parameter.");
    }
  }

  private boolean isShared(String name) {
    return switch (symbols.symbols().get(name)) {
      case Symbol.Constant ignored -> true;
      case Symbol.Shared s -> s.size() == 0;
      case Symbol.Engine e -> e.kind() == Symbol.Kind.TEMPERATURE || e.kind() == Symbol.Kind.STEP;
      case null, default -> false;
    };
  }

  /** Notes that a function stays a function of its own. */
  void needFunction(String name) {
    functions.add(name);
  }

  private Map<String, Body> functionBodies() {
    Map<String, Body> bodies = new LinkedHashMap<>();
    while (bodies.size() < functions.size()) {
      for (String name : List.copyOf(functions)) {
        if (!bodies.containsKey(name)) {
          Block.Function f = symbols.functions().get(name);
          List<String> locals =
              new ArrayList<>(f.arguments().stream().map(Stmt.Argument::name).toList());
          locals.add(name);
          bodies.put(name, inline(f.body(), ORDINARY, locals));
        }
      }
    }
    return bodies;
  }
}
