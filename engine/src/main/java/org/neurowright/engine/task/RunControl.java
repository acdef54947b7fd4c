package org.neurowright.engine.task;

/**
 * The two-way line between long work and whoever started it. Work polls it at natural boundaries
 * (an epoch, a chunk of rows, a compiler pass) and at least every 50 ms. Implementations are
 * thread-safe.
 */
public interface RunControl {

  /** True once the work should end soon, keeping what it has; a stopped run is a normal outcome. */
  boolean stopRequested();

  /** Returns at once, or blocks while the user has paused; returns when stop is requested, too. */
  default void awaitResumed() {}

  /** Says how far the work is; cheap, may be called often. */
  default void progress(Progress progress) {}

  /** Never stops, tells nobody. */
  static RunControl none() {
    return () -> false;
  }
}
