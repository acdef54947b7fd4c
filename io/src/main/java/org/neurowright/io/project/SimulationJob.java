package org.neurowright.io.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.task.RunControl;

/**
 * One run of a model from description to files: compiles mechanisms, builds the network, simulates,
 * writes results and provenance. Blocks the calling thread; start it on a background executor.
 */
public final class SimulationJob {

  /**
   * What the user changed for this run.
   *
   * @param outputDir other output folder than the configuration's
   * @param tstopMs other end of the run, ms
   * @param threads worker threads, 0 for as many as there are processors
   */
  public record Options(Optional<Path> outputDir, OptionalDouble tstopMs, int threads) {
    public static final Options DEFAULT = new Options(Optional.empty(), OptionalDouble.empty(), 0);
  }

  /**
   * Runs the model.
   *
   * @param model what to run
   * @param configFile the configuration it came from (copied beside the results)
   * @param options changes for this run
   * @param control progress, pause and stop
   * @param observers more sinks, for instance a live view; called on the simulation thread
   * @return what happened; a stopped run returns normally
   * @throws org.neurowright.engine.problem.ModelException if the model is wrong; nothing was overwritten
   * @throws java.io.UncheckedIOException if results could not be written
   */
  public RunReport run(
      ModelDescription model, Path configFile, Options options, RunControl control, List<ResultSink> observers) {
    throw new UnsupportedOperationException("being written");
  }
}
