package org.neurowright.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Problem;

/**
 * What the compiler says of one mechanism file.
 *
 * @param file the file
 * @param type the mechanism; empty when there were errors, or when the engine has its own part for
 *     it (spike players)
 * @param javaSource the generated source, as far as the compiler got
 * @param problems everything it found, without units
 * @param unitWarnings units that do not agree; they change no number
 */
public record CheckedMechanism(
    Path file,
    Optional<MechanismType> type,
    Optional<String> javaSource,
    List<Problem> problems,
    List<Problem> unitWarnings) {
  public CheckedMechanism {
    problems = List.copyOf(problems);
    unitWarnings = List.copyOf(unitWarnings);
  }

  boolean isUsable() {
    return problems.stream().noneMatch(Problem::isError);
  }
}
