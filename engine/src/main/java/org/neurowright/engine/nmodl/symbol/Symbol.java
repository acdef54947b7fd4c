package org.neurowright.engine.nmodl.symbol;

import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Position;

/** What a name outside blocks stands for. */
public sealed interface Symbol {
  String name();

  /** Array length, 0 for a scalar. */
  default int size() {
    return 0;
  }

  /** One value per instance. */
  record Instance(
      String name,
      Position at,
      String unit,
      MechanismVariable.Role role,
      boolean visible,
      double defaultValue,
      int size)
      implements Symbol {}

  /**
   * One value for all instances.
   *
   * @param parameter false when only code writes it
   */
  record Shared(
      String name, Position at, String unit, double defaultValue, int size, boolean parameter)
      implements Symbol {}

  /**
   * A variable of an ion.
   *
   * @param use index of the USEION statement
   * @param kept true when the instance's own copy is visible (RANGE)
   */
  record Ion(
      String name,
      Position at,
      int use,
      Quantity quantity,
      boolean read,
      boolean written,
      boolean kept,
      boolean state)
      implements Symbol {
    /** True when a block starts with the value the ion has. */
    public boolean loaded() {
      return read || (written && (quantity == Quantity.INSIDE || quantity == Quantity.OUTSIDE));
    }
  }

  /** Which variable of an ion. */
  enum Quantity {
    REVERSAL,
    INSIDE,
    OUTSIDE,
    CURRENT
  }

  /** Something the engine provides. */
  record Engine(String name, Kind kind) implements Symbol {}

  /** Kinds of {@link Engine} symbols. */
  enum Kind {
    VOLTAGE,
    TIME,
    STEP,
    /** {@code secondorder}: 0 for implicit Euler. */
    ORDER,
    TEMPERATURE,
    AREA,
    DIAMETER
  }

  /** A number known at compile time. */
  record Constant(String name, double value) implements Symbol {}

  /** A POINTER: a variable elsewhere. */
  record Pointer(String name, Position at) implements Symbol {}

  /** A RANDOM stream. */
  record Stream(String name, Position at) implements Symbol {}

  /**
   * Declared, but of a kind that is not translated; using it is a problem.
   *
   * @param keyword EXTERNAL
   */
  record Untranslated(String name, Position at, String keyword) implements Symbol {}
}
