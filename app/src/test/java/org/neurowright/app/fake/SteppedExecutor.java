package org.neurowright.app.fake;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs nothing until told to, so that tests decide when what happens. */
public final class SteppedExecutor implements Executor {
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
  }

  /** Runs everything there is, also what comes in meanwhile. */
  public void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  public int size() {
    return waiting.size();
  }
}
