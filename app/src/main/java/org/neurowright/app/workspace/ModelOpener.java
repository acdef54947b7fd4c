package org.neurowright.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/** Reads models; called on a background thread. */
public interface ModelOpener {

  /**
   * What opening gave.
   *
   * @param project empty when nothing could be shown; the problems then say why
   * @param problems everything that was found
   */
  record Opened(Optional<Project> project, List<Problem> problems) {
    public Opened {
      problems = List.copyOf(problems);
    }
  }

  /** Opens a configuration, or a folder that holds one. */
  Opened open(Path configOrFolder, RunControl control);

  /** Simulation configurations of a folder, likeliest first; empty when there is none. */
  List<Path> configurationsIn(Path folder);
}
