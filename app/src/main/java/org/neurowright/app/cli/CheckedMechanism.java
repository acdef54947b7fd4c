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
 * @param type the mechanism, if it could be compiled
 * @param javaSource the generated source, as far as the compiler got
 * @param spikePlayer true for a file that only plays given event times: the engine's own player replaces it
 * @param problems everything it found
 */
public record CheckedMechanism(
    Path file,
    Optional<MechanismType> type,
    Optional<String> javaSource,
    boolean spikePlayer,
    List<Problem> problems) {
  /** The result for a file that is translated. */
  public CheckedMechanism(
      Path file, Optional<MechanismType> type, Optional<String> javaSource, List<Problem> problems) {
    this(file, type, javaSource, false, problems);
  }

  public CheckedMechanism {
    problems = List.copyOf(problems);
  }

  boolean isUsable() {
    return (type.isPresent() || spikePlayer) && problems.stream().noneMatch(Problem::isError);
  }
}
