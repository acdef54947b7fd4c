package org.neurowright.app.explore;

import java.nio.file.Path;
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
}
