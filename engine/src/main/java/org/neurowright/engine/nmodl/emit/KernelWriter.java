package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.pass.Body;
import org.neurowright.engine.nmodl.pass.DiffusionSpec;
import org.neurowright.engine.nmodl.pass.Flow;
import org.neurowright.engine.nmodl.pass.Lowered;
import org.neurowright.engine.nmodl.pass.TableSpec;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/** Writes the class of a mechanism. */
public final class KernelWriter {
  /** Package of generated classes: that of their host. */
  public static final String PACKAGE = "org.neurowright.engine.nmodl.kernel";

  private static final Position NOWHERE = new Position("", 0, 0);

  private final KernelContext context;
  private final SourceText out;
  private final SymbolTable symbols;
  private final Lowered lowered;
  private final Set<Phase> phases = EnumSet.noneOf(Phase.class);

  private KernelWriter(SymbolTable symbols, Lowered lowered, boolean blocks) {
    this.context = new KernelContext(symbols, lowered, blocks);
    this.out = context.out;
    this.symbols = symbols;
    this.lowered = lowered;
  }

  /**
   * Writes a mechanism without problems.
   *
   * @param blocks whether phases are also written as loops over blocks of instances, which
   *     processors run with vector instructions
   */
  public static GeneratedKernel write(SymbolTable symbols, Lowered lowered, boolean blocks) {
    return new KernelWriter(symbols, lowered, blocks).kernel();
  }

  private GeneratedKernel kernel() {
    String className = symbols.name() + "Kernel";
    SourceText methods = out;
    initial();
    lowered
        .current()
        .ifPresent(body -> {
          phases.add(Phase.CURRENT);
          new PhaseWriter(context, true).current(body, lowered.currentAgain().orElseThrow());
        });
    lowered.state().ifPresent(body -> phase(Phase.STATE, "state", body));
    lowered.rates().ifPresent(body -> phase(Phase.RATES, "stateRates", body));
    lowered.phases().forEach(this::beforeAfter);
    netReceive();
    diffusions();
    tables();
    functions();
    derived();
    rehearse();
    LargeMethods.Split split = LargeMethods.of(methods.toString());

    SourceText file = new SourceText();
    file.line("package " + PACKAGE + ";");
    file.line("");
    if (context.blockBuffers > 0) {
      file.line("import static org.neurowright.engine.numeric.vector.Lanes.LANES;");
      file.line("import static org.neurowright.engine.numeric.vector.Lanes.SPECIES;");
      file.line("");
    }
    for (String name : imports()) {
      file.line("import org.neurowright.engine.mechanism." + name + ";");
    }
    if (context.blockBuffers > 0) {
      for (String name : List.of("DoubleVector", "VectorOperators")) {
        file.line("import jdk.incubator.vector." + name + ";");
      }
    }
    file.line("");
    file.line("/** " + symbols.name() + ", generated from NMODL. */");
    file.open(
        "final class "
            + className
            + " extends MechanismKernel"
            + (context.blockBuffers > 0 ? " implements WarmUp.Loops" : ""));
    fields(file);
    split.fields().forEach(file::line);
    bound(file);
    split.methods().lines().forEach(file::line);
    file.close();
    return new GeneratedKernel(
        className, file.toString(), context.storage.variables(), context.storage.globals(), phases);
  }

  private Set<String> imports() {
    Set<String> names =
        new TreeSet<>(List.of("Clock", "EventPort", "IonArrays", "MechanismKernel", "NodeArrays"));
    if (!lowered.diffusions().isEmpty()) {
      names.add("Diffusion");
    }
    if (!symbols.functionTables().isEmpty()) {
      names.add("FunctionTable");
    }
    if (!pointers().isEmpty()) {
      names.add("References");
    }
    return names;
  }

  // ---------------------------------------------------------------- fields

  private void fields(SourceText file) {
    file.line("private int count;");
    file.line("private Clock clock;");
    file.line("private EventPort events;");
    file.line("private double[] globals;");
    if (symbols.kind() != MechanismKind.ARTIFICIAL_CELL) {
      file.line("private int[] nodeOf;");
      file.line("private double[] vMv;");
      file.line("private double[] areaUm2;");
      file.line("private double[] diamUm;");
      file.line("private double[] rhs;");
      file.line("private double[] d;");
    }
    for (IonUse ion : symbols.ions()) {
      file.line("private int[] " + ion.ion() + "Of;");
      for (String array : ionArrayNames(ion)) {
        file.line("private double[] " + array + ";");
      }
    }
    context
        .storage
        .columns()
        .keySet()
        .forEach(name -> file.line("private double[] " + name + "Column;"));
    pointers().forEach(p -> file.line("private References " + ExprWriter.referencesName(p) + ";"));
    symbols
        .functionTables()
        .keySet()
        .forEach(f -> file.line("private FunctionTable " + ExprWriter.functionTable(f) + ";"));
    for (DerivedColumns derived : context.derived) {
      derived.columns().forEach(c -> file.line("private double[] " + derived.field(c) + ";"));
      derived.shared().forEach(n -> file.line("private double " + derived.sharedField(n) + ";"));
      file.line("private boolean " + derived.fresh() + ";");
      file.line("private boolean " + derived.varies() + ";");
      file.line("private double " + derived.phase() + "AtDtMs;");
      file.line("private double " + derived.phase() + "AtCelsius;");
      file.line("private int " + derived.phase() + "AtOrder;");
    }
    if (context.blockBuffers > 0) {
      file.line(
          "private static final WarmUp WARM_UP = new WarmUp("
              + Math.max(1, context.scratchArrays)
              + ");");
      file.line("private double[][] buffers;");
      context.runs.forEach(index -> file.line("private int " + BlockWriter.run(index) + ";"));
    }
    for (int i = 0; i < context.newtonSizes.size(); i++) {
      file.line(
          "private final NewtonSolver newton"
              + i
              + " = new NewtonSolver("
              + context.newtonSizes.get(i)
              + ");");
    }
    for (int i = 0; i < context.linearSizes.size(); i++) {
      file.line(
          "private final LinearSystem linear"
              + i
              + " = new LinearSystem("
              + context.linearSizes.get(i)
              + ");");
    }
    if (!lowered.watches().isEmpty()) {
      file.line("private static final double[] NO_WEIGHTS = {};");
      file.line("private Watches watches;");
    }
    for (int i = 0; i < lowered.tables().size(); i++) {
      TableSpec table = lowered.tables().get(i);
      file.line(
          "private final double[] table"
              + i
              + "Rows = new double["
              + (table.intervals() + 1) * table.width()
              + "];");
      file.line("private double table" + i + "Low;");
      file.line("private double table" + i + "Scale;");
      file.line("private boolean table" + i + "Built;");
      for (String name : dependencies(table)) {
        file.line("private double table" + i + "At_" + name + ";");
      }
    }
    file.line("");
  }

  private List<String> pointers() {
    return symbols.symbols().values().stream()
        .filter(Symbol.Pointer.class::isInstance)
        .map(Symbol::name)
        .toList();
  }

  private static List<String> ionArrayNames(IonUse ion) {
    List<String> names = new ArrayList<>();
    for (Symbol.Quantity quantity : Symbol.Quantity.values()) {
      names.add(PhaseWriter.ionArray(ion, quantity));
    }
    names.add(ion.ion() + "Conductance");
    return names;
  }

  private void bound(SourceText file) {
    file.line("@Override");
    file.open("protected void bound()");
    file.line("count = binding.count();");
    file.line("clock = binding.clock();");
    file.line("events = binding.events();");
    file.line("globals = binding.globals();");
    if (symbols.kind() != MechanismKind.ARTIFICIAL_CELL) {
      file.line("nodeOf = binding.node();");
      file.line("final NodeArrays nodes = binding.nodes();");
      file.line("vMv = nodes.vMv();");
      file.line("areaUm2 = nodes.areaUm2();");
      file.line("diamUm = nodes.diamUm();");
      file.line("rhs = nodes.rhs();");
      file.line("d = nodes.d();");
    }
    for (int i = 0; i < symbols.ions().size(); i++) {
      String ion = symbols.ions().get(i).ion();
      String arrays = ion + "Arrays";
      file.line("final IonArrays " + arrays + " = binding.ions()[" + i + "];");
      file.line(ion + "Of = binding.ionIndex()[" + i + "];");
      file.line(ion + "ErevMv = " + arrays + ".erevMv();");
      file.line(ion + "InsideMm = " + arrays + ".insideMm();");
      file.line(ion + "OutsideMm = " + arrays + ".outsideMm();");
      file.line(ion + "Current = " + arrays + ".current();");
      file.line(ion + "Conductance = " + arrays + ".conductance();");
    }
    for (Map.Entry<String, Integer> column : context.storage.columns().entrySet()) {
      file.line(column.getKey() + "Column = binding.columns()[" + column.getValue() + "];");
    }
    for (String pointer : pointers()) {
      file.line(
          ExprWriter.referencesName(pointer)
              + " = references("
              + context.storage.columns().get(pointer)
              + ");");
    }
    symbols
        .functionTables()
        .keySet()
        .forEach(f -> file.line(ExprWriter.functionTable(f) + " = functionTable(\"" + f + "\");"));
    for (DerivedColumns derived : context.derived) {
      derived.columns().forEach(c -> file.line(derived.field(c) + " = new double[count];"));
    }
    if (context.blockBuffers > 0) {
      file.open("if (count >= BlockMath.WORTHWHILE)");
      file.line("buffers = new double[" + context.blockBuffers + "][BlockMath.SIZE];");
      context.runs.forEach(
          index -> file.line(BlockWriter.run(index) + " = BlockMath.runs(" + index + ");"));
      file.close();
    }
    if (!lowered.watches().isEmpty()) {
      file.line("watches = new Watches(count, " + lowered.watches().size() + ");");
    }
    file.close();
    file.line("");
  }

  // ---------------------------------------------------------------- phases

  private void initial() {
    List<Stmt> statements = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Symbol.Instance state : symbols.states()) {
      Expr value = new Expr.Name(NOWHERE, state.name() + "0");
      if (state.size() == 0) {
        statements.add(new Stmt.Assign(NOWHERE, new Expr.Name(NOWHERE, state.name()), value));
        known.add(state.name());
      } else {
        for (int k = 0; k < state.size(); k++) {
          Expr element =
              new Expr.Element(
                  NOWHERE, state.name(), new Expr.Num(NOWHERE, Integer.toString(k), ""));
          statements.add(new Stmt.Assign(NOWHERE, element, value));
        }
      }
    }
    Body body = lowered.initial().orElse(new Body(List.of(), Map.of(), false));
    statements.addAll(body.statements());
    if (statements.isEmpty()) {
      return;
    }
    phases.add(Phase.INITIAL);
    new PhaseWriter(context, true)
        .loop("initial", new Body(statements, body.locals(), false), Set.of());
  }

  private void phase(Phase phase, String method, Body body) {
    phases.add(phase);
    new PhaseWriter(context, true).loop(method, body, Set.of());
  }

  private void beforeAfter(Block.Kind kind, Body body) {
    switch (kind) {
      case BEFORE_INITIAL -> phase(Phase.BEFORE_INITIAL, "beforeInitial", body);
      case AFTER_INITIAL -> phase(Phase.AFTER_INITIAL, "afterInitial", body);
      case BEFORE_BREAKPOINT -> phase(Phase.BEFORE_BREAKPOINT, "beforeBreakpoint", body);
      case AFTER_SOLVE -> phase(Phase.AFTER_SOLVE, "afterSolve", body);
      case BEFORE_STEP -> phase(Phase.BEFORE_STEP, "beforeStep", body);
      case INITIAL,
          BREAKPOINT,
          CONSTRUCTOR,
          DESTRUCTOR,
          TERMINAL,
          BEFORE_SOLVE,
          AFTER_BREAKPOINT,
          AFTER_STEP ->
          throw new IllegalStateException("not a phase: " + kind);
    }
  }

  private void netReceive() {
    List<String> arguments = lowered.receiveArguments().orElse(List.of());
    lowered
        .receive()
        .ifPresent(body ->
            new PhaseWriter(context, false)
                .receive(
                    "receive(int instance, double[] weights, int weightOffset, double flag)",
                    body,
                    arguments));
    lowered
        .receiveInitial()
        .ifPresent(body -> {
          phases.add(Phase.RECEIVE_INITIAL);
          new PhaseWriter(context, false)
              .receive(
                  "receiveInitial(int instance, double[] weights, int weightOffset)",
                  body,
                  arguments);
        });
    if (lowered.receive().isPresent()) {
      receiveBatch(Math.max(1, arguments.size()));
      if (!changes(arguments)) {
        out.line("@Override");
        out.open("public boolean changesWeights()");
        out.line("return false;");
        out.close();
        out.line("");
      }
    }
    if (context.forNetCons) {
      phases.add(Phase.FOR_NETCONS);
    }
    if (lowered.watches().isEmpty()) {
      return;
    }
    phases.add(Phase.WATCH);
    for (int i = 0; i < lowered.watches().size(); i++) {
      new PhaseWriter(context, false).watch(i, lowered.watches().get(i));
    }
    out.line("@Override");
    out.open("public void checkWatches()");
    out.open("for (int instance = 0; instance < count; instance++)");
    out.open("if (!watches.any(instance))");
    out.line("continue;");
    out.close();
    for (int i = 0; i < lowered.watches().size(); i++) {
      out.open(
          "if (watches.isActive(instance, "
              + i
              + ") && watches.fires(instance, "
              + i
              + ", watch"
              + i
              + "(instance)))");
      out.line("receive(instance, NO_WEIGHTS, -1, watches.flag(instance, " + i + "));");
      out.close();
    }
    out.close();
    out.close();
    out.line("");
    out.line("@Override");
    out.open("public void clearWatches()");
    out.line("watches.clear();");
    out.close();
    out.line("");
  }

  // ---------------------------------------------------------------- diffusion

  private void diffusions() {
    List<DiffusionSpec> specs = lowered.diffusions();
    if (specs.isEmpty()) {
      return;
    }
    for (int i = 0; i < specs.size(); i++) {
      new PhaseWriter(context, true).diffusion("diffusion" + i, specs.get(i).body());
    }
    out.line("@Override");
    out.open("public java.util.List<Diffusion> diffusions()");
    out.line(
        "return java.util.List.of("
            + specs.stream()
                .map(s -> "new Diffusion(\"" + s.variable() + "\", " + s.element() + ")")
                .collect(Collectors.joining(", "))
            + ");");
    out.close();
    out.line("");
    out.line("@Override");
    out.open("public void diffusion(int diffusion, double[] volume, double[] coefficient)");
    out.open("switch (diffusion)");
    for (int i = 0; i < specs.size(); i++) {
      out.line("case " + i + " -> diffusion" + i + "(volume, coefficient);");
    }
    out.line("default -> throw new IllegalArgumentException();");
    out.close();
    out.close();
    out.line("");
  }

  // ---------------------------------------------------------------- events in one call

  /** Whether an event may assign one of its arguments, or those of other connections. */
  private boolean changes(List<String> arguments) {
    if (context.forNetCons) {
      return true;
    }
    Flow flow = new Flow(lowered.effects());
    lowered.receive().ifPresent(body -> flow.follow(body.statements(), Set.of()));
    lowered.receiveInitial().ifPresent(body -> flow.follow(body.statements(), Set.of()));
    return arguments.stream().anyMatch(flow.assigned()::contains);
  }

  /** The loop stands in the class itself, so that NET_RECEIVE becomes part of it. */
  private void receiveBatch(int weightsPerConnection) {
    out.line("@Override");
    out.open(
        "public void receiveBatch(int[] instances, int from, int to, double[] weights, int firstWeight)");
    out.line("int weightOffset = firstWeight;");
    out.open("for (int j = from; j < to; j++)");
    out.line("receive(instances[j], weights, weightOffset, 0.0);");
    out.line("weightOffset += " + weightsPerConnection + ";");
    out.close();
    out.close();
    out.line("");
  }

  // ---------------------------------------------------------------- derived columns

  private void derived() {
    if (context.derived.isEmpty()) {
      return;
    }
    out.line("@Override");
    out.open("public void parametersChanged()");
    context.derived.forEach(d -> out.line(d.fresh() + " = false;"));
    out.close();
    out.line("");
    out.line("@Override");
    out.open("public void variesDuringRun(int variable)");
    for (DerivedColumns derived : context.derived) {
      String test =
          derived.sources().stream()
              .filter(context.storage::hasColumn)
              .map(s -> "variable == " + context.storage.columns().get(s))
              .collect(Collectors.joining(" || "));
      if (!test.isEmpty()) {
        out.line(derived.varies() + " |= " + test + ";");
      }
    }
    out.close();
    out.line("");
  }

  private void rehearse() {
    if (context.blockBuffers == 0) {
      return;
    }
    out.line("@Override");
    out.open("public void rehearse(double[][] scratch, int lanes)");
    context.rehearsals.forEach(out::line);
    out.line("BlockMath.rehearse(scratch, lanes);");
    out.close();
    out.line("");
  }

  // ---------------------------------------------------------------- tables

  /**
   * Variables whose change makes a table stale. Of those that every instance has for itself the
   * first instance's counts: all share the table, which is built with its values.
   */
  private List<String> dependencies(TableSpec table) {
    return table.depend().stream()
        .filter(n ->
            switch (symbols.symbols().get(n)) {
              case Symbol.Shared s -> s.size() == 0;
              case Symbol.Instance i -> i.size() == 0 && context.storage.hasColumn(n);
              case Symbol.Engine e ->
                  switch (e.kind()) {
                    case TIME, STEP, TEMPERATURE, ORDER -> true;
                    case VOLTAGE, AREA, DIAMETER -> false;
                  };
              case null, default -> false;
            })
        .distinct()
        .toList();
  }

  private void tables() {
    for (int i = 0; i < lowered.tables().size(); i++) {
      table(i, lowered.tables().get(i));
    }
  }

  private void table(int index, TableSpec table) {
    String prefix = "table" + index;
    List<String> depend = dependencies(table);
    out.open("private void checkTable" + index + "()");
    out.open("if (globals[" + context.storage.globalOffset("usetable") + "] == 0.0)");
    out.line("return;");
    out.close();
    for (String name : depend) {
      out.line("final double now_" + name + " = " + shared(name) + ";");
    }
    String same =
        depend.stream()
            .map(n -> " && now_" + n + " == " + prefix + "At_" + n)
            .collect(Collectors.joining());
    out.open("if (" + prefix + "Built" + same + ")");
    out.line("return;");
    out.close();
    out.line(prefix + "Built = true;");
    depend.forEach(n -> out.line(prefix + "At_" + n + " = now_" + n + ";"));
    out.line("build" + capital(prefix) + "();");
    out.close();
    out.line("");

    PhaseWriter writer = new PhaseWriter(context, false);
    out.open("private void build" + capital(prefix) + "()");
    writer.tableBody(table, prefix);
    out.close();
    out.line("");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Java for what a table depends on, outside methods that hold it in a local. */
  private String shared(String name) {
    return switch (symbols.symbols().get(name)) {
      case Symbol.Engine e ->
          switch (e.kind()) {
            case TIME -> "clock.tMs";
            case STEP -> "clock.dtMs";
            case TEMPERATURE -> "clock.celsius";
            case ORDER -> "clock.secondOrder";
            case VOLTAGE, AREA, DIAMETER -> throw new IllegalStateException(name);
          };
      case Symbol.Instance i -> "count == 0 ? 0.0 : " + i.name() + "Column[0]";
      case null, default -> "globals[" + context.storage.globalOffset(name) + "]";
    };
  }

  // ---------------------------------------------------------------- functions

  private void functions() {
    lowered
        .functions()
        .forEach((name, body) -> {
          Block.Function function = symbols.functions().get(name);
          Set<String> parameters = new LinkedHashSet<>();
          function.arguments().forEach(a -> parameters.add(a.name()));
          parameters.addAll(context.expressions.captured(name));
          out.open(
              "private static double "
                  + ExprWriter.functionName(name)
                  + "("
                  + parameters.stream()
                      .map(p -> "double " + JavaNames.of(p))
                      .collect(Collectors.joining(", "))
                  + ")");
          Set<String> locals = new LinkedHashSet<>(body.locals().keySet());
          locals.removeAll(parameters);
          locals.forEach(l -> out.line("double " + JavaNames.of(l) + " = 0.0;"));
          new StatementWriter(context, "-1", Set.of()).write(body.statements());
          out.line("return " + JavaNames.of(name) + ";");
          out.close();
          out.line("");
        });
  }
}
