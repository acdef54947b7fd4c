package org.neurowright.plugins.host;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.plugins.spi.Measure;
import org.neurowright.plugins.spi.RunAnalysis;
import org.neurowright.plugins.spi.RunMeasurement;

/**
 * A measurement that cannot spoil the run it listens to: after its first failure it is no longer
 * called, and {@link #problem()} says why.
 */
public final class GuardedMeasurement implements ResultSink {
  private final RunAnalysis analysis;
  private RunMeasurement measurement;
  private Problem problem;

  public GuardedMeasurement(RunAnalysis analysis) {
    this.analysis = analysis;
    attempt(() -> measurement = analysis.begin());
  }

  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }

  /** What was measured; empty after a failure. */
  public List<Measure> measures() {
    List<Measure> measures = new java.util.ArrayList<>();
    attempt(() -> measures.addAll(measurement.measures()));
    return List.copyOf(measures);
  }

  @Override
  public void begin(RunLayout layout) {
    attempt(() -> measurement.begin(layout));
  }

  @Override
  public void spikes(SpikeBlock block) {
    attempt(() -> measurement.spikes(block));
  }

  @Override
  public void samples(SampleBlock block) {
    attempt(() -> measurement.samples(block));
  }

  @Override
  public void flush(double reachedMs) {
    attempt(() -> measurement.flush(reachedMs));
  }

  @Override
  public void end(RunOutcome outcome) {
    attempt(() -> measurement.end(outcome));
  }

  @Override
  public void close() {
    attempt(() -> measurement.close());
  }

  private void attempt(Runnable call) {
    if (problem != null) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      problem =
          Problem.warning(
              "extension.failed",
              Location.NOWHERE,
              "The extension '%s' failed and was left out: %s".formatted(analysis.id(), e));
    }
  }
}
