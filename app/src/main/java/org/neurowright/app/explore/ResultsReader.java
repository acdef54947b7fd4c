package org.neurowright.app.explore;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/** Reads the results of a run; called on a background thread. */
@FunctionalInterface
public interface ResultsReader {

  /**
   * Reads all spikes and opens the reports, without reading their values.
   *
   * @param folder output folder of a run
   * @return what could be read, with the problems that were met; never throws for bad files
   */
  RunResults read(Path folder, RunControl control);

  /**
   * Whether the folder is of a run whose program ended in the middle (or that is still going on).
   */
  default boolean isInterrupted(Path folder) {
    return false;
  }

  /**
   * Puts in order what an interrupted run left, so that it reads like any other.
   *
   * @return what was wrong; nothing is changed while the run is still going on, and the problem
   *     then says so
   */
  default List<Problem> recover(Path folder) {
    return List.of();
  }
}
