package org.neurowright.io.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/**
 * Leaves out problems that go away by themselves when another one is mended, so that the user reads
 * about causes only. Readers go on after a problem, and whatever refers to what could not be read
 * is then missing, too.
 */
final class FollowUps {
  /** Said of populations that are missing when their nodes file cannot be read. */
  private static final Set<String> OF_MISSING_NODES =
      Set.of("sonata.unknown-population", "nodeset.unknown-population", "nodeset.unknown");

  /** Said of selections that are empty when cells cannot be read. */
  private static final Set<String> OF_MISSING_CELLS =
      Set.of("input.nobody", "nodeset.empty", "nodeset.no-match", "report.no-cells");

  /** Codes of problems with cells and their types. */
  private static final List<String> CELL_PROBLEMS =
      List.of("sonata.unknown-node-type", "sonata.missing-component", "swc.", "cell.");

  private static final String UNKNOWN_VARIABLE = "config.unknown-variable";

  /** What follows from another problem at the same place, with the code of that one. */
  private static final Map<String, String> AT_THE_SAME_PLACE =
      Map.of(
          "sonata.missing-target-sections",
          "sonata.target-sections",
          "input.nobody",
          "nodeset.empty");

  private FollowUps() {}

  /**
   * The causes among the problems of a model, in the same order.
   *
   * @param allNodesRead false when a nodes file could not be read
   */
  static List<Problem> leaveOut(List<Problem> problems, boolean allNodesRead) {
    boolean cellsFailed =
        problems.stream()
            .anyMatch(p -> p.isError() && CELL_PROBLEMS.stream().anyMatch(p.code()::startsWith));
    Map<Location, Problem> variables = new HashMap<>();
    problems.stream()
        .filter(p -> p.code().equals(UNKNOWN_VARIABLE))
        .forEach(p -> variables.put(p.location(), p));
    List<Problem> causes = new ArrayList<>();
    for (Problem problem : problems) {
      boolean ofNodes = !allNodesRead && OF_MISSING_NODES.contains(problem.code());
      boolean ofCells = (cellsFailed || !allNodesRead) && OF_MISSING_CELLS.contains(problem.code());
      String before = AT_THE_SAME_PLACE.get(problem.code());
      boolean ofSamePlace =
          before != null
              && problems.stream()
                  .anyMatch(
                      p -> p.code().equals(before) && p.location().equals(problem.location()));
      boolean ofVariable =
          !problem.code().equals(UNKNOWN_VARIABLE) && variables.containsKey(problem.location());
      if (!ofNodes && !ofCells && !ofSamePlace && !ofVariable) {
        causes.add(leadsToError(problem, problems) ? asError(problem) : problem);
      }
    }
    return causes;
  }

  /** Whether an undefined variable made a path wrong; otherwise it is only left as text. */
  private static boolean leadsToError(Problem problem, List<Problem> all) {
    return problem.code().equals(UNKNOWN_VARIABLE)
        && all.stream().anyMatch(p -> p.isError() && p.location().equals(problem.location()));
  }

  private static Problem asError(Problem problem) {
    return Problem.error(problem.code(), problem.location(), problem.message())
        .expected(problem.expected())
        .hint(problem.hint());
  }
}
