package org.neurowright.engine.nmodl.ast;

import java.util.List;
import java.util.Optional;

/** A statement. */
public sealed interface Stmt {
  Position at();

  /** {@code LOCAL a, b[3]}. */
  record Local(Position at, List<Declarator> names) implements Stmt {
    public Local {
      names = List.copyOf(names);
    }
  }

  /**
   * A name with an optional array length.
   *
   * @param size a number or a DEFINEd name
   */
  record Declarator(Position at, String name, Optional<Expr> size) {}

  /** {@code target = value}; the target is a name, an element, a prime or a lagged name. */
  record Assign(Position at, Expr target, Expr value) implements Stmt {}

  /** PROTECT assignment: atomic for other threads. */
  record Protect(Position at, Assign assignment) implements Stmt {}

  /** A call as a statement. */
  record Invoke(Position at, Expr.Call call) implements Stmt {}

  record If(Position at, Expr condition, List<Stmt> then, List<Stmt> otherwise) implements Stmt {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  record While(Position at, Expr condition, List<Stmt> body) implements Stmt {
    public While {
      body = List.copyOf(body);
    }
  }

  /** {@code FROM index = from TO to BY step { }}, upper bound included. */
  record From(Position at, String index, Expr from, Expr to, Optional<Expr> by, List<Stmt> body)
      implements Stmt {
    public From {
      body = List.copyOf(body);
    }
  }

  /** {@code FORALL name { }} (obsolete). */
  record ForAll(Position at, String name, List<Stmt> body) implements Stmt {
    public ForAll {
      body = List.copyOf(body);
    }
  }

  /** A nested {@code { }}. */
  record Group(Position at, List<Stmt> body) implements Stmt {
    public Group {
      body = List.copyOf(body);
    }
  }

  /**
   * {@code SOLVE block [STEADYSTATE] METHOD method [IFERROR { }]}.
   *
   * @param method empty when none is given
   */
  record Solve(Position at, String block, String method, boolean steadyState, List<Stmt> ifError)
      implements Stmt {
    public Solve {
      ifError = List.copyOf(ifError);
    }
  }

  /** {@code CONDUCTANCE g [USEION ion]}: a hint, without effect on numbers. */
  record Conductance(Position at, String name, String ion) implements Stmt {}

  /** Raw C. */
  record Verbatim(Position at, String text) implements Stmt {}

  /** {@code TABLE names DEPEND names FROM low TO high WITH intervals}. */
  record Table(Position at, List<String> names, List<String> depend, Expr from, Expr to, Expr with)
      implements Stmt {
    public Table {
      names = List.copyOf(names);
      depend = List.copyOf(depend);
    }
  }

  /** UNITSON or UNITSOFF: for the unit checker only. */
  record UnitsSwitch(Position at, boolean on) implements Stmt {}

  /** {@code WATCH (left > right) flag}. */
  record Watch(Position at, Expr left, boolean greater, Expr right, Expr flag) implements Stmt {}

  /** {@code FOR_NETCONS (args) { }}. */
  record ForNetCons(Position at, List<Argument> arguments, List<Stmt> body) implements Stmt {
    public ForNetCons {
      arguments = List.copyOf(arguments);
      body = List.copyOf(body);
    }
  }

  /** {@code INITIAL { }} inside NET_RECEIVE. */
  record NestedInitial(Position at, List<Stmt> body) implements Stmt {
    public NestedInitial {
      body = List.copyOf(body);
    }
  }

  /** Argument of a function or procedure with its unit text. */
  record Argument(Position at, String name, String unit) {}

  /** One side of a reaction: {@code 2 A + B}. */
  record Reactant(Position at, int count, Expr variable) {}

  /** Which arrow a reaction has. */
  enum Arrow {
    /** {@code <->} with a forward and a backward rate. */
    BOTH("<->"),
    /** {@code ->} into nothing. */
    SINK("->"),
    /** {@code <<} a flux from outside. */
    SOURCE("<<");

    private final String symbol;

    Arrow(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** {@code ~ left arrow right (forward, backward)}. */
  record Reaction(
      Position at,
      List<Reactant> left,
      Arrow arrow,
      List<Reactant> right,
      Expr forward,
      Optional<Expr> backward)
      implements Stmt {
    public Reaction {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }
  }

  /** {@code ~ left = right} of a LINEAR or NONLINEAR block. */
  record Equation(Position at, Expr left, Expr right) implements Stmt {}

  /** {@code CONSERVE a + b = total}. */
  record Conserve(Position at, List<Reactant> terms, Expr total) implements Stmt {
    public Conserve {
      terms = List.copyOf(terms);
    }
  }

  /**
   * {@code COMPARTMENT [index,] size { names }}, or LONGITUDINAL_DIFFUSION of the same shape.
   *
   * @param index empty when there is none
   */
  record Compartment(Position at, String index, Expr size, List<String> names, boolean diffusion)
      implements Stmt {
    public Compartment {
      names = List.copyOf(names);
    }
  }

  /** MUTEXLOCK or MUTEXUNLOCK. */
  record Mutex(Position at, boolean lock) implements Stmt {}

  /**
   * Obsolete statements kept as text (SENS, LAG, PUTQ, GETQ, RESET, MATCH).
   *
   * @param keyword which one
   */
  record Obsolete(Position at, String keyword, List<String> words) implements Stmt {
    public Obsolete {
      words = List.copyOf(words);
    }
  }

  /**
   * Leaves the procedure or function, from C code.
   *
   * @param value what the function gives, empty in a procedure
   */
  record Return(Position at, Optional<Expr> value) implements Stmt {}

  /** Statements that no file contains: passes make them out of others. */
  sealed interface Lowered extends Stmt {}

  /** Runs the body, then again while the condition holds. */
  record Repeat(Position at, List<Stmt> body, Expr condition) implements Lowered {
    public Repeat {
      body = List.copyOf(body);
    }
  }

  /** Ends the run: a solver did not converge. */
  record Fail(Position at, String message) implements Lowered {}

  /**
   * Linear equations solved by elimination with partial pivoting.
   *
   * @param coefficients rows of the matrix, null-free; empty where the coefficient is zero
   * @param constants right-hand sides
   * @param unknowns variables that receive the solution
   */
  record LinearSolve(
      Position at,
      List<List<Optional<Expr>>> coefficients,
      List<Expr> constants,
      List<Expr> unknowns)
      implements Lowered {}

  /**
   * Newton iteration with a numeric Jacobian: the body computes the residuals from the unknowns.
   *
   * @param unknowns variables that are varied
   * @param body statements before the residuals
   * @param residuals what shall become zero
   */
  record Newton(Position at, List<Expr> unknowns, List<Stmt> body, List<Expr> residuals)
      implements Lowered {
    public Newton {
      unknowns = List.copyOf(unknowns);
      body = List.copyOf(body);
      residuals = List.copyOf(residuals);
    }
  }

  /**
   * Interpolation in a table, or the plain computation when tables are switched off.
   *
   * @param table index of the table
   * @param argument table argument
   * @param outputs variables set
   * @param direct the plain computation
   */
  record TableLookup(Position at, int table, Expr argument, List<String> outputs, List<Stmt> direct)
      implements Lowered {
    public TableLookup {
      outputs = List.copyOf(outputs);
      direct = List.copyOf(direct);
    }
  }

  /**
   * Activates a WATCH condition.
   *
   * @param watch index among the conditions of the mechanism
   * @param difference fires when it becomes positive
   */
  record Arm(Position at, int watch, Expr difference, Expr flag) implements Lowered {}

  /** A body that {@link Leave} can end early. */
  record Labelled(Position at, String label, List<Stmt> body) implements Lowered {
    public Labelled {
      body = List.copyOf(body);
    }
  }

  /** Jumps behind the {@link Labelled} statement of that label. */
  record Leave(Position at, String label) implements Lowered {}
}
