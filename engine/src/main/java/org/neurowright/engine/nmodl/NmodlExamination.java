package org.neurowright.engine.nmodl;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Problem;

/**
 * What can be said of a mechanism file without making it run.
 *
 * @param problems everything found, errors and less
 * @param type what the mechanism is: its variables, ions and currents; empty when the file has
 *     errors or only plays given event times. Its kernels cannot be made
 * @param javaSource the Java code made of it; present when {@code type} is
 */
public record NmodlExamination(
    List<Problem> problems, Optional<MechanismType> type, Optional<String> javaSource) {
  public NmodlExamination {
    problems = List.copyOf(problems);
  }
}
