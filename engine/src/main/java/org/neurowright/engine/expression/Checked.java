package org.neurowright.engine.expression;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Problem;

/**
 * What a check found.
 *
 * @param expression present when there is no error
 * @param problems all of them, in the order of their places, located by line and column of the text
 */
public record Checked(Optional<Expression> expression, List<Problem> problems) {
  public Checked {
    problems = List.copyOf(problems);
  }
}
