package org.neurowright.engine.expression.syntax;

import java.util.List;
import org.neurowright.engine.problem.Problem;

/**
 * What was read of a text.
 *
 * @param text the text
 * @param tree what it says; where something is wrong there are {@link Tree.Missing} parts
 * @param problems all problems of syntax
 */
public record Parsed(String text, Tree tree, List<Problem> problems) {
  public Parsed {
    problems = List.copyOf(problems);
  }
}
