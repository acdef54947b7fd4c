package org.neurowright.plugins.spi;

import java.util.List;
import org.neurowright.engine.record.ResultSink;

/**
 * Listens to one run, then tells what it found. It is called on the simulation thread between
 * blocks of steps, so it must be quick: count and sum there, compute in {@link #measures()}.
 */
public interface RunMeasurement extends ResultSink {

  /** Results; called once, after {@link ResultSink#end}, also when the run was stopped. */
  List<Measure> measures();
}
