package org.neurowright.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;

/**
 * An opened model.
 *
 * @param config the simulation configuration it was read from, absolute
 * @param model what it says
 * @param problems everything that was found while reading
 */
public record Project(Path config, ModelDescription model, List<Problem> problems) {
  public Project {
    Objects.requireNonNull(model, "model");
    config = config.toAbsolutePath().normalize();
    problems = List.copyOf(problems);
  }

  /** Folder of the configuration. */
  public Path folder() {
    return config.getParent();
  }

  public String name() {
    return model.name();
  }

  /** Whether it can be run: no problem is an error. */
  public boolean isRunnable() {
    return problems.stream().noneMatch(Problem::isError);
  }
}
