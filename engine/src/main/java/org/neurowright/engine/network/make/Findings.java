package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.expression.Checked;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** The problems found so far, each at a JSON path of the document. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();

  List<Problem> toList() {
    return List.copyOf(problems);
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  int errors() {
    return (int) problems.stream().filter(Problem::isError).count();
  }

  static Location at(String path) {
    return new Location("", 0, 0, path);
  }

  void error(String code, String path, String message, String expected, String hint) {
    problems.add(Problem.error(code, at(path), message).expected(expected).hint(hint));
  }

  void warning(String code, String path, String message, String hint) {
    problems.add(Problem.warning(code, at(path), message).hint(hint));
  }

  void info(String code, String path, String message, String hint) {
    problems.add(Problem.info(code, at(path), message).hint(hint));
  }

  /** Problems found elsewhere, whose place is known here. */
  void addAll(List<Problem> found, String path) {
    for (Problem p : found) {
      problems.add(
          new Problem(p.severity(), p.code(), at(path), p.message(), p.expected(), p.hint()));
    }
  }

  /** Checks an expression that may give numbers or texts; tells what is wrong with it. */
  Optional<Expression> check(String text, Scope scope, String path, String what) {
    return told(Expression.check(text, scope), text, path, what);
  }

  /** Checks an expression that has to give something. */
  Optional<Expression> check(String text, Scope scope, Type wanted, String path, String what) {
    return told(Expression.check(text, scope, wanted), text, path, what);
  }

  private Optional<Expression> told(Checked checked, String text, String path, String what) {
    for (Problem p : checked.problems()) {
      String place = p.location().column() > 1 ? " (character " + p.location().column() + ")" : "";
      problems.add(
          new Problem(
              p.severity(),
              p.code(),
              at(path),
              what + ", `" + text + "`" + place + ": " + p.message(),
              p.expected(),
              p.hint()));
    }
    return checked.expression();
  }
}
