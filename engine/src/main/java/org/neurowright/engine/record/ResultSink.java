package org.neurowright.engine.record;

/**
 * Receives the results of a run. Calls come from one thread at a time, in the order: begin, then
 * spikes, samples and flush in any mixture, then end (also after a stop), then close (always). A
 * sink that cannot go on throws {@link java.io.UncheckedIOException}; the run then ends.
 */
public interface ResultSink extends AutoCloseable {

  void begin(RunLayout layout);

  default void spikes(SpikeBlock block) {}

  default void samples(SampleBlock block) {}

  /** End of a block of steps: what was handed over so far should be made durable. */
  default void flush(double reachedMs) {}

  default void end(RunOutcome outcome) {}

  @Override
  default void close() {}
}
