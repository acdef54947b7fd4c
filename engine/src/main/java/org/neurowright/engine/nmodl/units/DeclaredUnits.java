package org.neurowright.engine.nmodl.units;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.NeuronStatement;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;

/** Which units a file gives its variables, and which NEURON wants some of them to have. */
final class DeclaredUnits {
  private final Program program;
  private final UnitReport report;
  private final UnitTable table = new UnitTable();
  private final Map<String, Measure> read = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private final Map<String, Declared> variables = new LinkedHashMap<>();
  private final Set<String> states = new HashSet<>();
  private final Set<String> integers = new HashSet<>();
  private final Map<String, Routine> routines = new HashMap<>();

  /** A declared variable: where, and its unit. */
  private record Declared(Position at, Measure measure) {}

  /** Units of what a function or procedure takes and gives. */
  record Routine(List<Measure> arguments, Measure result) {}

  DeclaredUnits(Program program, UnitReport report) {
    this.program = program;
    this.report = report;
    program.blocks(Block.Define.class).forEach(d -> integers.add(d.name()));
    program
        .blocks(Block.Units.class)
        .flatMap(b -> b.definitions().stream())
        .forEach(this::definition);
    program.blocks(Block.Variables.class).forEach(this::variables);
    program
        .blocks(Block.Independent.class)
        .flatMap(b -> b.declarations().stream())
        .forEach(d -> put(d.name(), d.at(), of(d.unit(), d.at())));
    engineFunctions();
    program
        .blocks(Block.Function.class)
        .forEach(f -> routine(f.name(), f.arguments(), f.unit(), f.at()));
    program
        .blocks(Block.FunctionTable.class)
        .forEach(f -> routine(f.name(), f.arguments(), f.unit(), f.at()));
    program
        .blocks(Block.Procedure.class)
        .forEach(p -> routine(p.name(), p.arguments(), "", p.at()));
  }

  /** The unit a text stands for; one that is unknown is reported once. */
  Measure of(String text, Position at) {
    Measure known = read.get(text);
    if (known != null) {
      return known;
    }
    UnitTable.Reading reading = table.read(text);
    Measure measure;
    if (reading.unit().isPresent()) {
      measure = new Measure.Known(reading.unit().get());
    } else {
      Optional<Unit> meant = table.lenient(text);
      if (unknown.add(reading.unknown())) {
        report.unknownUnit(at, reading.unknown(), text, meant);
      }
      measure = meant.<Measure>map(Measure.Known::new).orElse(new Measure.Open());
    }
    read.put(text, measure);
    return measure;
  }

  private Unit unitOf(String text) {
    return of(text, new Position("", 1, 1)) instanceof Measure.Known known
        ? known.unit()
        : Unit.ONE;
  }

  private void definition(Block.UnitDefinition d) {
    if (d.name().isEmpty()) {
      Measure meant = of(d.right(), d.at());
      if (UnitTable.isBuiltIn(d.left())) {
        report.redefined(d.at(), d.left());
      } else {
        read.remove(d.left());
        unknown.remove(d.left());
        table.defineAs(d.left(), meant.factor());
      }
    } else if (!d.number().isEmpty()) {
      put(d.name(), d.at(), of(d.left(), d.at()));
    } else {
      // A constant made of two units has the second; foot2inch = (foot) -> (inch) is read as one
      // too, so what it multiplies keeps its steps: the two differ in a factor only.
      of(d.left(), d.at());
      put(d.name(), d.at(), of(d.right(), d.at()));
    }
  }

  private void variables(Block.Variables block) {
    for (Block.Declaration d : block.declarations()) {
      put(d.name(), d.at(), of(d.unit(), d.at()));
      if (block.section() == Block.Section.STATE) {
        states.add(d.name());
      }
    }
  }

  private void put(String name, Position at, Measure measure) {
    variables.putIfAbsent(name, new Declared(at, measure));
  }

  private void routine(String name, List<Stmt.Argument> arguments, String unit, Position at) {
    routines.putIfAbsent(
        name,
        new Routine(arguments.stream().map(a -> of(a.unit(), a.at())).toList(), of(unit, at)));
  }

  private void engineFunctions() {
    Measure time = new Measure.Known(unitOf("ms"));
    Measure potential = new Measure.Known(unitOf("millivolt"));
    Measure concentration = new Measure.Known(unitOf("milli/liter"));
    Measure any = new Measure.Open();
    routines.put("at_time", new Routine(List.of(time), Measure.NONE));
    routines.put("net_send", new Routine(List.of(time, any), Measure.NONE));
    routines.put("net_event", new Routine(List.of(time), Measure.NONE));
    routines.put("net_move", new Routine(List.of(time), Measure.NONE));
    routines.put("state_discontinuity", new Routine(List.of(any, any), Measure.NONE));
    routines.put(
        "nrn_ghk",
        new Routine(
            List.of(potential, concentration, concentration, Measure.NONE),
            new Measure.Known(unitOf("millicoulomb/cm3"))));
  }

  /** True for names of DEFINE, which are numbers. */
  boolean isInteger(String name) {
    return integers.contains(name);
  }

  Optional<Routine> routine(String name) {
    return Optional.ofNullable(routines.get(name));
  }

  /** The unit of a variable declared outside blocks; what is declared nowhere has none. */
  Measure variable(String name) {
    Declared declared = variables.get(name);
    if (declared != null) {
      return declared.measure();
    }
    if (name.equals("t")) {
      return new Measure.Known(unitOf("ms"));
    }
    String base = name.endsWith("0") ? name.substring(0, name.length() - 1) : "";
    return states.contains(base) ? variables.get(base).measure() : Measure.NONE;
  }

  /** The unit of a state's derivative. */
  Measure derivative(String state, int order) {
    Measure measure = variable(state);
    for (int i = 0; i < Math.min(order, 9); i++) {
      measure = measure.times(variable("t"), -1);
    }
    return measure;
  }

  // ---------------------------------------------------------------- what NEURON wants

  /**
   * Compares units of NEURON's own variables with what they must be; from here on they have the
   * right ones, so that nothing else is said because of them.
   *
   * @param used variables that the file's statements name
   */
  void requireNeuronsUnits(Set<String> used) {
    boolean point = false;
    boolean membrane = true;
    for (NeuronStatement s : neuron()) {
      if (s instanceof NeuronStatement.Identity identity) {
        point = identity.kind() != NeuronStatement.Kind.SUFFIX;
        membrane = identity.kind() != NeuronStatement.Kind.ARTIFICIAL_CELL;
      }
    }
    require("t", "ms", used);
    require("dt", "ms", used);
    require("celsius", "degC", used);
    if (membrane) {
      require("v", "millivolt", used);
      require("diam", "micron", used);
      require("area", "micron2", used);
    }
    String current = point ? "nanoamp" : "milliamp/cm2";
    boolean checksCurrents = !hasConductanceOfLocals();
    for (NeuronStatement s : neuron()) {
      switch (s) {
        case NeuronStatement.Names names -> {
          boolean isCurrent =
              names.role() == NeuronStatement.Role.NONSPECIFIC_CURRENT
                  || names.role() == NeuronStatement.Role.ELECTRODE_CURRENT;
          if (isCurrent && checksCurrents) {
            names.names().forEach(n -> require(n.name(), n.at(), current));
          }
        }
        case NeuronStatement.UseIon use -> {
          for (List<String> list : List.of(use.reads(), use.writes())) {
            for (String name : list) {
              if (name.equals("i" + use.ion())) {
                if (checksCurrents) {
                  require(name, use.at(), current);
                }
              } else if (name.equals("e" + use.ion())) {
                require(name, use.at(), "millivolt");
              } else {
                require(name, use.at(), "milli/liter");
              }
            }
          }
        }
        case NeuronStatement.Identity ignored -> {}
        case NeuronStatement.ThreadSafe ignored -> {}
        case NeuronStatement.Represents ignored -> {}
      }
    }
  }

  private List<NeuronStatement> neuron() {
    return program.blocks(Block.Neuron.class).flatMap(b -> b.statements().stream()).toList();
  }

  /**
   * Files written by tools for CONDUCTANCE often leave units out of currents; so it is accepted.
   */
  private boolean hasConductanceOfLocals() {
    return program
        .plain(Block.Kind.BREAKPOINT)
        .anyMatch(b ->
            b.body().stream().anyMatch(Stmt.Conductance.class::isInstance)
                && b.body().stream().anyMatch(Stmt.Local.class::isInstance));
  }

  private void require(String name, String unit, Set<String> used) {
    Declared declared = variables.get(name);
    if (declared != null || used.contains(name) && !name.equals("t")) {
      require(name, new Position(program.path(), 1, 1), unit);
    }
  }

  private void require(String name, Position use, String unit) {
    Declared declared = variables.get(name);
    Measure wanted = new Measure.Known(unitOf(unit));
    Measure found = variable(name);
    if (found instanceof Measure.Known known && !known.unit().sameAs(unitOf(unit))) {
      report.required(declared == null ? use : declared.at(), name, found, wanted, unit);
    }
    variables.put(name, new Declared(declared == null ? use : declared.at(), wanted));
  }
}
