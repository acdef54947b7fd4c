package org.neurowright.engine.nmodl;

import java.util.List;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Problem;

/**
 * What became of a list of files.
 *
 * @param types a mechanism for every file without errors that is no spike player, in the order of
 *     the files
 * @param spikePlayers names of mechanisms that only play given event times (VecStim): the engine's
 *     own spike player takes their place
 * @param problems everything found, in the order of the files
 */
public record NmodlResult(
    List<MechanismType> types, List<String> spikePlayers, List<Problem> problems) {
  public NmodlResult {
    types = List.copyOf(types);
    spikePlayers = List.copyOf(spikePlayers);
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}
