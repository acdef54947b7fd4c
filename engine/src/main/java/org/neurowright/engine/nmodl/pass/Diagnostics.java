package org.neurowright.engine.nmodl.pass;

import java.util.HashSet;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/** Reports problems of the passes; the same problem at the same place once only. */
public final class Diagnostics {
  private final Problems problems;
  private final Set<String> reported = new HashSet<>();

  public Diagnostics(Problems problems) {
    this.problems = problems;
  }

  void error(String code, Position at, String message, String hint) {
    add(Problem.error(code, location(at), message).hint(hint));
  }

  void warning(String code, Position at, String message, String hint) {
    add(Problem.warning(code, location(at), message).hint(hint));
  }

  void info(String code, Position at, String message) {
    add(Problem.info(code, location(at), message));
  }

  /** A construct that is understood but has no translation. */
  void untranslated(Position at, String construct, String hint) {
    error("nmodl.untranslated", at, construct + " is not translated", hint);
  }

  void add(Problem problem) {
    if (reported.add(problem.code() + problem.location() + problem.message())) {
      problems.add(problem);
    }
  }

  private static Location location(Position at) {
    return Location.of(at.path(), at.line(), at.column());
  }
}
