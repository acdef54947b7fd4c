package org.neurowright.app.workspace;

import java.util.List;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;

/** Runs models; called on a background thread. */
public interface ModelRunner {

  /**
   * Runs a model and writes its results; a stopped run returns normally.
   *
   * @param observers told of spikes and samples while it runs, on the simulation's thread
   * @throws org.neurowright.engine.problem.ModelException if the model is wrong
   * @throws java.io.UncheckedIOException if results could not be written
   */
  RunReport run(
      Project project,
      SimulationJob.Options options,
      RunControl control,
      List<ResultSink> observers);
}
