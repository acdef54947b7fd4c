package org.neurowright.engine.nmodl.units;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.NmodlPrinter;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** Words for what is wrong with units, each thing once. */
final class UnitReport {
  private static final int LONGEST = 70;

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> said = new HashSet<>();

  private boolean unitsOn = true;
  private boolean silent;

  boolean unitsOn() {
    return unitsOn;
  }

  /** UNITSON or UNITSOFF: only unknown units are told between the latter and the former. */
  void unitsOn(boolean on) {
    unitsOn = on;
  }

  /** Runs something that only looks ahead: what it finds is not told. */
  void silently(Runnable work) {
    boolean before = silent;
    boolean on = unitsOn;
    silent = true;
    work.run();
    silent = before;
    unitsOn = on;
  }

  List<Problem> problems() {
    return problems;
  }

  void unknownUnit(Position at, String name, String text, Optional<Unit> meant) {
    String definition = meant.isPresent() && name.equals(text) ? meaning(name, meant.get()) : "...";
    add(
        "nmodl.unit-unknown",
        at,
        "the unit (" + name + ") is not defined" + (name.equals(text) ? "" : " in (" + text + ")"),
        name.matches("\\w+")
            ? "Write (%s) = (%s) into a UNITS block.".formatted(name, definition)
            : "Join units with blanks or -, put powers behind them as in cm2, and divide with one /.");
  }

  /** How people define the usual ones. */
  private static String meaning(String name, Unit unit) {
    return switch (name) {
      case "mV" -> "millivolt";
      case "mA" -> "milliamp";
      case "nA" -> "nanoamp";
      case "pA" -> "picoamp";
      case "uA" -> "microamp";
      case "S" -> "siemens";
      case "mS" -> "millisiemens";
      case "uS" -> "microsiemens";
      case "nS" -> "nanosiemens";
      case "pS" -> "picosiemens";
      case "um" -> "micron";
      case "uF" -> "microfarad";
      case "molar", "M" -> "1/liter";
      case "mM" -> "milli/liter";
      case "uM" -> "micro/liter";
      default -> unit.inBaseUnits();
    };
  }

  void redefined(Position at, String name) {
    add(
        "nmodl.unit-redefined",
        at,
        "(" + name + ") has a meaning already, which stays",
        "Remove the definition, or give the unit another name.");
  }

  void required(Position at, String name, Measure found, Measure wanted, String unit) {
    add(
        "nmodl.unit-required",
        at,
        name + " has " + UnitNames.of(found) + " and must have " + UnitNames.of(wanted),
        "Declare it as " + name + " (" + unit + "), or in another name for the same unit.");
  }

  /**
   * Two things that must have the same unit.
   *
   * @param where text of the whole construct
   * @param expected unit of the first, which the second must have
   */
  void disagree(Position at, String where, String first, Unit expected, String second, Unit found) {
    if (expected.conforms(found)) {
      String factor = Unit.digits(found.factor() / expected.factor());
      add(
          "nmodl.unit-factor",
          at,
          "a conversion factor is missing in %s: %s has %s, %s has %s"
              .formatted(where, first, UnitNames.of(expected), second, UnitNames.of(found)),
          "Multiply " + second + " by the factor in parentheses: (" + factor + ") * ...");
    } else {
      add(
          "nmodl.unit-mismatch",
          at,
          "the units in %s do not agree: %s has %s, %s has %s"
              .formatted(where, first, UnitNames.of(expected), second, UnitNames.of(found)),
          found.isDimensionless() || expected.isDimensionless()
              ? "Declare the unit of what has none, or give a factor one, as in 1 "
                  + UnitNames.of(found.isDimensionless() ? expected : found.over(expected))
                  + "."
              : "Declare the right units, or multiply by a constant with the unit that is missing.");
    }
  }

  /**
   * Something must be a pure number.
   *
   * @param what "the argument of exp"
   */
  void mustBeNumber(Position at, String what, String text, Unit found) {
    if (found.isDimensionless()) {
      String factor = Unit.digits(found.factor());
      add(
          "nmodl.unit-factor",
          at,
          "%s, %s, contains the conversion factor %s".formatted(what, text, factor),
          "A number alone in parentheses is a conversion factor: take the parentheses away, or"
              + " multiply by (%s).".formatted(factor));
    } else {
      add(
          "nmodl.unit-dimension",
          at,
          "%s must have no unit: %s has %s".formatted(what, text, UnitNames.of(found)),
          "Divide it by something with that unit, for instance 1 " + UnitNames.of(found) + ".");
    }
  }

  void other(String code, Position at, String message, String hint) {
    add(code, at, message, hint);
  }

  private void add(String code, Position at, String message, String hint) {
    boolean always = code.equals("nmodl.unit-unknown");
    if ((unitsOn && !silent || always) && said.add(at.toString() + message)) {
      problems.add(
          Problem.warning(code, Location.of(at.path(), at.line(), at.column()), message)
              .hint(hint));
    }
  }

  static String shown(Expr expression) {
    String text = NmodlPrinter.print(expression);
    return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "'";
  }
}
