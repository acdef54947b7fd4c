package org.neurowright.app.lab.cell;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does work in the background one request at a time; a request that comes while another is worked
 * on replaces the one that waits.
 */
public final class LatestOnly<R> {
  private final Executor background;
  private final Consumer<R> work;
  private R waiting;
  private boolean working;

  public LatestOnly(Executor background, Consumer<R> work) {
    this.background = background;
    this.work = work;
  }

  public synchronized void submit(R request) {
    waiting = request;
    if (!working) {
      working = true;
      background.execute(this::loop);
    }
  }

  /** Forgets the request that waits. */
  public synchronized void clear() {
    waiting = null;
  }

  private void loop() {
    for (R next = take(); next != null; next = take()) {
      work.accept(next);
    }
  }

  private synchronized R take() {
    R next = waiting;
    waiting = null;
    working = next != null;
    return next;
  }
}
