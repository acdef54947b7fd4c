package org.neurowright.engine.nmodl.symbol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable.Role;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.NeuronStatement;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.nmodl.units.UnitTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/** Collects the declarations of a program into a {@link SymbolTable}. */
public final class Declarations {
  private final Program program;
  private final Problems problems;

  private String name = "";
  private MechanismKind kind = MechanismKind.DENSITY;
  private final Map<String, Position> range = new LinkedHashMap<>();
  private final Map<String, Position> global = new LinkedHashMap<>();
  private final Set<String> ownCurrents = new HashSet<>();
  private final List<IonUse> ions = new ArrayList<>();
  private final List<String> currents = new ArrayList<>();
  private boolean electrode;
  private final Map<String, Double> constants = new HashMap<>();
  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final Map<String, Declared> declared = new LinkedHashMap<>();
  private final Map<String, IonVariable> ionVariables = new LinkedHashMap<>();

  private record Declared(Block.Section section, Block.Declaration declaration) {}

  private record IonVariable(
      int use, Symbol.Quantity quantity, boolean read, boolean written, Position at) {}

  private Declarations(Program program, Problems problems) {
    this.program = program;
    this.problems = problems;
  }

  /** Reads the declarations; what is wrong with them goes to {@code problems}. */
  public static SymbolTable of(Program program, Problems problems) {
    return new Declarations(program, problems).table();
  }

  private SymbolTable table() {
    program.blocks(Block.Neuron.class).forEach(this::neuron);
    if (name.isEmpty()) {
      name = nameFromPath();
    }
    program.blocks(Block.Define.class).forEach(d -> constants.put(d.name(), number(d.value(), 0)));
    constants.forEach((n, value) -> symbols.put(n, new Symbol.Constant(n, value)));
    units();
    program.blocks(Block.Variables.class).forEach(this::collect);
    variables();
    undeclaredIonVariablesAndCurrents();
    engineSymbols();
    fileLocals();
    initialValues();
    checkLists();

    Map<String, Block.Function> functions = new LinkedHashMap<>();
    Map<String, Block.Procedure> procedures = new LinkedHashMap<>();
    Map<String, Block.Solvable> solvables = new LinkedHashMap<>();
    Map<String, Block.FunctionTable> functionTables = new LinkedHashMap<>();
    program
        .blocks(Block.Function.class)
        .forEach(b -> unique(functions.put(b.name(), b), b.name(), b.at()));
    program
        .blocks(Block.Procedure.class)
        .forEach(b -> unique(procedures.put(b.name(), b), b.name(), b.at()));
    program
        .blocks(Block.Solvable.class)
        .forEach(b -> unique(solvables.put(b.name(), b), b.name(), b.at()));
    program.blocks(Block.FunctionTable.class).forEach(b -> functionTables.put(b.name(), b));
    if (hasTables() && !symbols.containsKey("usetable")) {
      symbols.put("usetable", new Symbol.Shared("usetable", start(), "", 1, 0, true));
    }
    return new SymbolTable(
        name,
        kind,
        symbols,
        ions,
        currents,
        electrode,
        functions,
        procedures,
        solvables,
        functionTables);
  }

  private boolean hasTables() {
    return program
            .blocks(Block.Procedure.class)
            .anyMatch(p -> p.body().stream().anyMatch(Stmt.Table.class::isInstance))
        || program
            .blocks(Block.Function.class)
            .anyMatch(f -> f.body().stream().anyMatch(Stmt.Table.class::isInstance));
  }

  private String nameFromPath() {
    String file = program.path().substring(program.path().replace('\\', '/').lastIndexOf('/') + 1);
    return file.endsWith(".mod") ? file.substring(0, file.length() - 4) : file;
  }

  private Position start() {
    return new Position(program.path(), 1, 1);
  }

  private void unique(Object previous, String block, Position at) {
    if (previous != null) {
      problem(
          "nmodl.duplicate",
          at,
          "there are two blocks called " + block,
          "Rename or remove one of them.");
    }
  }

  // ---------------------------------------------------------------- NEURON

  private void neuron(Block.Neuron neuron) {
    for (NeuronStatement statement : neuron.statements()) {
      switch (statement) {
        case NeuronStatement.Identity identity -> {
          name = identity.name();
          kind =
              switch (identity.kind()) {
                case SUFFIX -> MechanismKind.DENSITY;
                case POINT_PROCESS -> MechanismKind.POINT_PROCESS;
                case ARTIFICIAL_CELL -> MechanismKind.ARTIFICIAL_CELL;
              };
        }
        case NeuronStatement.UseIon use -> useIon(use);
        case NeuronStatement.Names names -> names(names);
        case NeuronStatement.ThreadSafe ignored -> {}
        case NeuronStatement.Represents ignored -> {}
      }
    }
  }

  private void names(NeuronStatement.Names names) {
    for (NeuronStatement.Named named : names.names()) {
      switch (names.role()) {
        case RANGE -> range.put(named.name(), named.at());
        case GLOBAL -> global.put(named.name(), named.at());
        case NONSPECIFIC_CURRENT, ELECTRODE_CURRENT -> {
          currents.add(named.name());
          ownCurrents.add(named.name());
          electrode |= names.role() == NeuronStatement.Role.ELECTRODE_CURRENT;
        }
        case POINTER, BBCOREPOINTER ->
            symbols.put(named.name(), new Symbol.Pointer(named.name(), named.at()));
        case EXTERNAL ->
            symbols.put(
                named.name(),
                new Symbol.Untranslated(named.name(), named.at(), names.role().name()));
        case RANDOM -> symbols.put(named.name(), new Symbol.Stream(named.name(), named.at()));
        case SECTION -> {}
      }
    }
  }

  private void useIon(NeuronStatement.UseIon use) {
    if (ions.stream().anyMatch(known -> known.ion().equals(use.ion()))) {
      problem(
          "nmodl.repeated-ion",
          use.at(),
          "a second USEION for " + use.ion(),
          "Name everything that is read and written in one USEION " + use.ion() + ".");
      return;
    }
    OptionalDouble valence =
        use.valence().map(v -> OptionalDouble.of(number(v, 1))).orElse(OptionalDouble.empty());
    double charge = IonUse.knownValence(use.ion()).orElse(valence.orElse(0));
    if (valence.isPresent() && valence.getAsDouble() != charge) {
      problem(
          "nmodl.valence",
          use.at(),
          "VALENCE "
              + (int) valence.getAsDouble()
              + " for "
              + use.ion()
              + ", whose charge is "
              + (int) charge,
          "Leave VALENCE out, or give the ion another name.");
    }
    IonUse ion =
        new IonUse(
            use.ion(),
            new LinkedHashSet<>(use.reads()),
            new LinkedHashSet<>(use.writes()),
            valence);
    if (ions.stream().anyMatch(i -> i.ion().equals(use.ion()))) {
      problem(
          "nmodl.duplicate",
          use.at(),
          "there are two USEION statements for the ion " + use.ion(),
          "Write its READ and WRITE lists in one.");
      return;
    }
    int index = ions.size();
    ions.add(ion);
    Set<String> all = new LinkedHashSet<>(use.reads());
    all.addAll(use.writes());
    for (String variable : all) {
      Optional<Symbol.Quantity> quantity = quantity(use.ion(), variable);
      if (quantity.isEmpty()) {
        problem(
            "nmodl.ion-variable",
            use.at(),
            variable + " is no variable of the ion " + use.ion(),
            "Use e" + use.ion() + ", i" + use.ion() + ", " + use.ion() + "i or " + use.ion()
                + "o.");
        continue;
      }
      boolean written = use.writes().contains(variable);
      ionVariables.put(
          variable,
          new IonVariable(
              index, quantity.get(), use.reads().contains(variable), written, use.at()));
      if (written && quantity.get() == Symbol.Quantity.CURRENT) {
        currents.add(variable);
      }
    }
  }

  private static Optional<Symbol.Quantity> quantity(String ion, String variable) {
    if (variable.equals("e" + ion)) {
      return Optional.of(Symbol.Quantity.REVERSAL);
    }
    if (variable.equals(ion + "i")) {
      return Optional.of(Symbol.Quantity.INSIDE);
    }
    if (variable.equals(ion + "o")) {
      return Optional.of(Symbol.Quantity.OUTSIDE);
    }
    return variable.equals("i" + ion) ? Optional.of(Symbol.Quantity.CURRENT) : Optional.empty();
  }

  // ---------------------------------------------------------------- UNITS

  private void units() {
    UnitTable table = new UnitTable();
    program
        .blocks(Block.Units.class)
        .flatMap(b -> b.definitions().stream())
        .forEach(d -> {
          if (d.name().isEmpty()) {
            table.define(d.left(), d.right());
          } else if (!d.number().isEmpty()) {
            symbols.put(d.name(), new Symbol.Constant(d.name(), unitNumber(d)));
          } else {
            Optional<Double> ratio = table.ratio(d.left(), d.right());
            if (ratio.isEmpty()) {
              problem(
                  "nmodl.units",
                  d.at(),
                  "(" + d.left() + ") cannot be expressed in (" + d.right() + ")",
                  "Use units that measure the same thing, or give " + d.name() + " as a number.");
            }
            symbols.put(d.name(), new Symbol.Constant(d.name(), ratio.orElse(0.0)));
          }
        });
  }

  private double unitNumber(Block.UnitDefinition d) {
    try {
      return Double.parseDouble(d.number());
    } catch (NumberFormatException e) {
      if (!constants.containsKey(d.number())) {
        problem(
            "nmodl.not-constant",
            d.at(),
            d.number() + " is not a constant",
            "DEFINE it, or write the number itself.");
      }
      return constants.getOrDefault(d.number(), 0.0);
    }
  }

  // ---------------------------------------------------------------- variables

  private void collect(Block.Variables block) {
    for (Block.Declaration declaration : block.declarations()) {
      if (block.section() == Block.Section.CONSTANT) {
        double value = declaration.value().map(v -> number(v, 0)).orElse(0.0);
        constants.put(declaration.name(), value);
        symbols.put(declaration.name(), new Symbol.Constant(declaration.name(), value));
        continue;
      }
      Declared previous = declared.get(declaration.name());
      if (previous != null && !isIonOrEngine(declaration.name())) {
        problem(
            "nmodl.duplicate",
            declaration.at(),
            declaration.name()
                + " is declared in "
                + previous.section()
                + " and again in "
                + block.section(),
            "Declare it once.");
      }
      if (previous == null || block.section() == Block.Section.STATE) {
        declared.put(declaration.name(), new Declared(block.section(), declaration));
      }
    }
  }

  private boolean isIonOrEngine(String variable) {
    return ionVariables.containsKey(variable) || engineKind(variable).isPresent();
  }

  private void variables() {
    declared.forEach((variable, d) -> {
      if (symbols.get(variable) instanceof Symbol.Untranslated
          || symbols.get(variable) instanceof Symbol.Pointer
          || symbols.get(variable) instanceof Symbol.Stream) {
        return;
      }
      IonVariable ion = ionVariables.get(variable);
      if (ion != null) {
        putIon(variable, ion, d.section() == Block.Section.STATE);
      } else if (engineKind(variable).isEmpty()) {
        symbols.put(variable, plain(variable, d));
      }
    });
  }

  private void putIon(String variable, IonVariable ion, boolean state) {
    symbols.put(
        variable,
        new Symbol.Ion(
            variable,
            ion.at(),
            ion.use(),
            ion.quantity(),
            ion.read(),
            ion.written(),
            range.containsKey(variable),
            state));
  }

  /**
   * NEURON's translator writes the defaults of parameters with six significant digits: whoever
   * writes 15.87301587 runs with 15.873. Numbers in UNITS, CONSTANT and in statements are kept.
   */
  private static double sixDigits(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN)).doubleValue()
        : value;
  }

  private Symbol plain(String variable, Declared d) {
    Block.Declaration declaration = d.declaration();
    int size = declaration.size().map(s -> length(s, variable)).orElse(0);
    double value = sixDigits(declaration.value().map(v -> number(v, 0)).orElse(0.0));
    Position at = declaration.at();
    String unit = declaration.unit();
    boolean visible = range.containsKey(variable) || ownCurrents.contains(variable);
    return switch (d.section()) {
      case PARAMETER ->
          visible
              ? new Symbol.Instance(variable, at, unit, Role.PARAMETER, true, value, size)
              : new Symbol.Shared(variable, at, unit, value, size, true);
      case ASSIGNED ->
          global.containsKey(variable)
              ? new Symbol.Shared(variable, at, unit, 0, size, false)
              : new Symbol.Instance(variable, at, unit, Role.ASSIGNED, visible, 0, size);
      case STATE -> new Symbol.Instance(variable, at, unit, Role.STATE, true, 0, size);
      case CONSTANT -> new Symbol.Constant(variable, value);
    };
  }

  private void undeclaredIonVariablesAndCurrents() {
    ionVariables.forEach((variable, ion) -> {
      if (!symbols.containsKey(variable)) {
        putIon(variable, ion, false);
      }
    });
    for (String current : ownCurrents) {
      symbols.computeIfAbsent(
          current, c -> new Symbol.Instance(c, start(), "", Role.ASSIGNED, true, 0, 0));
    }
  }

  private void engineSymbols() {
    for (String variable : List.of("v", "t", "dt", "secondorder", "celsius", "area", "diam")) {
      engineKind(variable)
          .ifPresent(k -> symbols.putIfAbsent(variable, new Symbol.Engine(variable, k)));
    }
  }

  /** An artificial cell has no membrane: there, v, area and diam are ordinary names. */
  private Optional<Symbol.Kind> engineKind(String variable) {
    boolean membrane = kind != MechanismKind.ARTIFICIAL_CELL;
    return switch (variable) {
      case "t" -> Optional.of(Symbol.Kind.TIME);
      case "dt" -> Optional.of(Symbol.Kind.STEP);
      case "secondorder" -> Optional.of(Symbol.Kind.ORDER);
      case "celsius" -> Optional.of(Symbol.Kind.TEMPERATURE);
      case "v" -> membrane ? Optional.of(Symbol.Kind.VOLTAGE) : Optional.empty();
      case "area" -> membrane ? Optional.of(Symbol.Kind.AREA) : Optional.empty();
      case "diam" -> membrane ? Optional.of(Symbol.Kind.DIAMETER) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void fileLocals() {
    program
        .blocks(Block.FileLocal.class)
        .flatMap(b -> b.names().stream())
        .forEach(d -> {
          int size = d.size().map(s -> length(s, d.name())).orElse(0);
          if (symbols.put(d.name(), new Symbol.Shared(d.name(), d.at(), "", 0, size, false))
              != null) {
            problem("nmodl.duplicate", d.at(), d.name() + " is declared twice", "Declare it once.");
          }
        });
  }

  /** Every state x that is no ion variable has an initial value x0, a global parameter. */
  private void initialValues() {
    for (Map.Entry<String, Declared> entry : declared.entrySet()) {
      if (entry.getValue().section() != Block.Section.STATE
          || ionVariables.containsKey(entry.getKey())) {
        continue;
      }
      String initial = entry.getKey() + "0";
      double value =
          sixDigits(entry.getValue().declaration().start().map(s -> number(s, 0)).orElse(0.0));
      symbols.putIfAbsent(
          initial,
          new Symbol.Shared(
              initial,
              entry.getValue().declaration().at(),
              entry.getValue().declaration().unit(),
              value,
              0,
              true));
    }
  }

  private void checkLists() {
    if (kind == MechanismKind.DENSITY) {
      program
          .blocks(Block.NetReceive.class)
          .findFirst()
          .ifPresent(block ->
              problem(
                  "nmodl.receive-without-point",
                  block.at(),
                  "NET_RECEIVE stands in a density mechanism, to which no event can be sent",
                  "Write POINT_PROCESS or ARTIFICIAL_CELL in place of SUFFIX, or remove the block."));
    }
    range.forEach((variable, at) -> checkDeclared("RANGE", variable, at));
    global.forEach((variable, at) -> checkDeclared("GLOBAL", variable, at));
    ownCurrents.forEach(this::checkCurrent);
    if (kind == MechanismKind.ARTIFICIAL_CELL && !(ions.isEmpty() && currents.isEmpty())) {
      problem(
          "nmodl.artificial-current",
          start(),
          "an ARTIFICIAL_CELL has no membrane and so neither ions nor currents",
          "Make it a POINT_PROCESS, or remove the ions and currents.");
    }
  }

  private void checkCurrent(String current) {
    boolean variable =
        switch (symbols.get(current)) {
          case Symbol.Instance i -> i.size() == 0;
          case Symbol.Shared shared -> shared.size() == 0;
          case Symbol.Ion ignored -> true;
          case null, default -> false;
        };
    if (!variable || engineKind(current).isPresent()) {
      problem(
          "nmodl.current",
          program.blocks(Block.Neuron.class).findFirst().map(Block.Neuron::at).orElse(start()),
          "the current " + current + " is no scalar variable of the mechanism",
          "Declare it in ASSIGNED, and give nothing else its name.");
    }
  }

  private void checkDeclared(String list, String variable, Position at) {
    if (!symbols.containsKey(variable)) {
      problems.add(
          Problem.warning(
                  "nmodl.undeclared",
                  location(at),
                  variable + " stands in the " + list + " list but is declared nowhere")
              .hint("Declare it in PARAMETER, ASSIGNED or STATE, or take it out of the list."));
    }
  }

  // ---------------------------------------------------------------- numbers and problems

  private int length(Expr expression, String array) {
    int length = (int) number(expression, 1);
    if (length < 1 || length > SymbolTable.LONGEST_ARRAY) {
      problem(
          "nmodl.array-length",
          expression.at(),
          "the array " + array + " has a length of " + length,
          "Write a length from 1 to " + SymbolTable.LONGEST_ARRAY + ".");
      return 1;
    }
    return length;
  }

  private double number(Expr expression, double otherwise) {
    return switch (expression) {
      case Expr.Num num -> num.value();
      case Expr.Name n -> {
        Double value = constants.get(n.name());
        if (value == null && symbols.get(n.name()) instanceof Symbol.Constant constant) {
          value = constant.value();
        }
        if (value == null) {
          problem(
              "nmodl.not-constant",
              n.at(),
              n.name() + " is not a constant",
              "DEFINE it, or write the number itself.");
          yield otherwise;
        }
        yield value;
      }
      case Expr.Unary u ->
          u.operator() == Expr.UnaryOperator.MINUS
              ? -number(u.operand(), otherwise)
              : notConstant(u, otherwise);
      case Expr.Binary b -> {
        double left = number(b.left(), otherwise);
        double right = number(b.right(), otherwise);
        yield switch (b.operator()) {
          case PLUS -> left + right;
          case MINUS -> left - right;
          case TIMES -> left * right;
          case DIVIDE -> left / right;
          case POWER -> Math.pow(left, right);
          case OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
              notConstant(b, otherwise);
        };
      }
      case Expr.Element e -> notConstant(e, otherwise);
      case Expr.Prime p -> notConstant(p, otherwise);
      case Expr.Lagged l -> notConstant(l, otherwise);
      case Expr.Call c -> notConstant(c, otherwise);
      case Expr.Text t -> notConstant(t, otherwise);
      case Expr.AddressOf a -> notConstant(a, otherwise);
    };
  }

  private double notConstant(Expr expression, double otherwise) {
    problem("nmodl.not-constant", expression.at(), "a constant is needed here", "Write a number.");
    return otherwise;
  }

  private void problem(String code, Position at, String message, String hint) {
    problems.add(Problem.error(code, location(at), message).hint(hint));
  }

  private static Location location(Position at) {
    return Location.of(at.path(), at.line(), at.column());
  }
}
