package org.neurowright.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;

/** Notes when a run comes to its first step, everything before it being the start. */
final class FirstStep implements ResultSink {
  private volatile Instant begun;

  @Override
  public void begin(RunLayout layout) {
    begun = Instant.now();
  }

  /**
   * Wall time since the process was started, the launcher included, to about 0.01 s; empty before
   * the first step and where the system does not tell.
   */
  OptionalDouble secondsFromStart() {
    Instant first = begun;
    if (first == null) {
      return OptionalDouble.empty();
    }
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(started -> Duration.between(started, first).toNanos() * 1e-9)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }
}
