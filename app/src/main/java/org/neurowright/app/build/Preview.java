package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;

/**
 * What a document would make.
 *
 * @param recipe the document as it was then
 * @param nodes its cells
 * @param made its rules; empty while they are still being read
 * @param problems everything wrong with it, with lines of its text
 */
public record Preview(
    Recipe recipe, NetworkMaker.Nodes nodes, Optional<Made> made, List<Problem> problems) {
  public Preview {
    problems = List.copyOf(problems);
  }
}
