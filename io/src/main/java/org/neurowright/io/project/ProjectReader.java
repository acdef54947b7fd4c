package org.neurowright.io.project;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.io.format.ReadResult;

/** Opens a model folder or a configuration file. */
public final class ProjectReader {

  /**
   * Reads everything a run needs except the rows of the edges and the spike times, which stay on disk.
   *
   * @param configOrFolder a simulation configuration, or a folder that holds one (names are tried in the
   *     order of {@link #configurationsIn})
   * @param extraMechanismDirs folders with more NMODL files, compiled after the model's own
   * @return the model and all problems found; the value is empty only when nothing could be shown
   */
  public ReadResult<ModelDescription> read(Path configOrFolder, List<Path> extraMechanismDirs) {
    throw new UnsupportedOperationException("being written");
  }

  /** Simulation configurations of a folder, likeliest first; empty when there is none. */
  public List<Path> configurationsIn(Path folder) {
    throw new UnsupportedOperationException("being written");
  }
}
