package org.neurowright.app.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.neurowright.io.project.SimulationJob;

/**
 * What the user wants different from the configuration for the next run.
 *
 * @param tstopMs other end of the run, ms
 * @param threads worker threads, 0 for as many as there are processors
 * @param outputDir other output folder
 */
public record RunOverrides(OptionalDouble tstopMs, int threads, Optional<Path> outputDir) {
  public static final RunOverrides NONE =
      new RunOverrides(OptionalDouble.empty(), 0, Optional.empty());

  SimulationJob.Options options() {
    return new SimulationJob.Options(outputDir, tstopMs, threads);
  }
}
