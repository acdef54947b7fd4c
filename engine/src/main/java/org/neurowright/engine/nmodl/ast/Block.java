package org.neurowright.engine.nmodl.ast;

import java.util.List;
import java.util.Optional;

/** A top-level part of a file. */
public sealed interface Block {
  Position at();

  record Title(Position at, String text) implements Block {}

  record Verbatim(Position at, String text) implements Block {}

  record UnitsSwitch(Position at, boolean on) implements Block {}

  record Define(Position at, String name, Expr value) implements Block {}

  /** LOCAL outside blocks: variables shared by all instances. */
  record FileLocal(Position at, List<Stmt.Declarator> names) implements Block {
    public FileLocal {
      names = List.copyOf(names);
    }
  }

  record Neuron(Position at, List<NeuronStatement> statements) implements Block {
    public Neuron {
      statements = List.copyOf(statements);
    }
  }

  record Units(Position at, List<UnitDefinition> definitions) implements Block {
    public Units {
      definitions = List.copyOf(definitions);
    }
  }

  /**
   * A line of UNITS: {@code (mV) = (millivolt)} when name is empty, {@code R = (k-mole)
   * (joule/degC)} or {@code F = 96520 (coul)} otherwise.
   *
   * @param name constant defined, empty for a unit alias
   * @param number numeric value, empty when the constant is a unit ratio
   * @param left unit text (alias, or the unit to convert from)
   * @param right unit text
   */
  record UnitDefinition(Position at, String name, String number, String left, String right) {}

  /** PARAMETER, CONSTANT, ASSIGNED or STATE. */
  record Variables(Position at, Section section, List<Declaration> declarations) implements Block {
    public Variables {
      declarations = List.copyOf(declarations);
    }
  }

  /** Which declaration block. */
  enum Section {
    PARAMETER,
    CONSTANT,
    ASSIGNED,
    STATE
  }

  /**
   * One declared variable.
   *
   * @param size array length
   * @param value number after {@code =}
   * @param from lower end of {@code FROM a TO b}
   * @param to upper end
   * @param start number after START
   * @param unit unit text
   * @param low lower advisory limit, or the absolute tolerance of a state
   * @param high upper advisory limit
   */
  record Declaration(
      Position at,
      String name,
      Optional<Expr> size,
      Optional<Expr> value,
      Optional<Expr> from,
      Optional<Expr> to,
      Optional<Expr> start,
      String unit,
      Optional<Expr> low,
      Optional<Expr> high) {}

  /** INDEPENDENT: accepted, without meaning. */
  record Independent(Position at, List<Declaration> declarations, List<Integer> intervals)
      implements Block {
    public Independent {
      declarations = List.copyOf(declarations);
      intervals = List.copyOf(intervals);
    }
  }

  /** Blocks without a name of their own. */
  record Plain(Position at, Kind kind, List<Stmt> body) implements Block {
    public Plain {
      body = List.copyOf(body);
    }
  }

  /** Kinds of {@link Plain} blocks. */
  enum Kind {
    INITIAL("INITIAL"),
    BREAKPOINT("BREAKPOINT"),
    CONSTRUCTOR("CONSTRUCTOR"),
    DESTRUCTOR("DESTRUCTOR"),
    TERMINAL("TERMINAL"),
    BEFORE_INITIAL("BEFORE INITIAL"),
    BEFORE_BREAKPOINT("BEFORE BREAKPOINT"),
    BEFORE_SOLVE("BEFORE SOLVE"),
    BEFORE_STEP("BEFORE STEP"),
    AFTER_INITIAL("AFTER INITIAL"),
    AFTER_BREAKPOINT("AFTER BREAKPOINT"),
    AFTER_SOLVE("AFTER SOLVE"),
    AFTER_STEP("AFTER STEP");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Named equations that SOLVE refers to. */
  record Solvable(
      Position at, SolvableKind kind, String name, List<String> solveFor, List<Stmt> body)
      implements Block {
    public Solvable {
      solveFor = List.copyOf(solveFor);
      body = List.copyOf(body);
    }
  }

  /** Kinds of {@link Solvable} blocks. */
  enum SolvableKind {
    DERIVATIVE,
    KINETIC,
    LINEAR,
    NONLINEAR,
    DISCRETE,
    PARTIAL
  }

  record Function(
      Position at, String name, List<Stmt.Argument> arguments, String unit, List<Stmt> body)
      implements Block {
    public Function {
      arguments = List.copyOf(arguments);
      body = List.copyOf(body);
    }
  }

  record FunctionTable(Position at, String name, List<Stmt.Argument> arguments, String unit)
      implements Block {
    public FunctionTable {
      arguments = List.copyOf(arguments);
    }
  }

  record Procedure(
      Position at, String name, List<Stmt.Argument> arguments, String unit, List<Stmt> body)
      implements Block {
    public Procedure {
      arguments = List.copyOf(arguments);
      body = List.copyOf(body);
    }
  }

  record NetReceive(Position at, List<Stmt.Argument> arguments, List<Stmt> body) implements Block {
    public NetReceive {
      arguments = List.copyOf(arguments);
      body = List.copyOf(body);
    }
  }

  /** PLOT, STEPPED and other declarations that never had an effect here, kept as words. */
  record Obsolete(Position at, String keyword, List<String> words) implements Block {
    public Obsolete {
      words = List.copyOf(words);
    }
  }
}
