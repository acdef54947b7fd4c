package org.neurowright.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a request to stop. The Java machine ends as soon as its shutdown hooks have
 * returned, so the hook waits here until the work has closed its files and said so.
 */
final class StopSignal implements AutoCloseable {
  /** Results are closed long before; this only bounds the wait should the work hang. */
  private static final long PATIENCE_S = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop on Ctrl-C");
  private volatile boolean requested;

  /** Listens from now on. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  boolean requested() {
    return requested;
  }

  void request() {
    requested = true;
  }

  private void stopAndWait() {
    requested = true;
    try {
      finished.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done, its files are closed, and the user has been told. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is already shutting down: the hook has just been released and ends by itself.
      return;
    }
  }
}
