package org.neurowright.io.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * Several threads that take numbered pieces of work in order until all are done, one fails or stop
 * is requested. No thread is ever interrupted, as that would close the files it writes.
 */
final class Workers {

  /** What one thread does; made once per thread, so that it can own buffers. */
  @FunctionalInterface
  interface Worker {
    /** Does one piece; false when it was left undone because the work is ending. */
    boolean work(int piece) throws IOException;
  }

  /** Makes the work of a thread. */
  @FunctionalInterface
  interface WorkerFactory {
    Worker make() throws IOException;
  }

  private final int threads;
  private final RunControl control;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Workers(int threads, RunControl control) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
    this.control = control;
  }

  RunControl control() {
    return control;
  }

  /** True when no more work should be begun. */
  boolean ending() {
    return failure.get() != null || control.stopRequested();
  }

  /**
   * Does all pieces.
   *
   * @return false when stop was requested before all were done
   */
  boolean run(int pieces, WorkerFactory factory) throws IOException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Runnable loop =
        () -> {
          try {
            Worker worker = factory.make();
            int piece;
            while (!ending() && (piece = next.getAndIncrement()) < pieces) {
              if (worker.work(piece)) {
                done.incrementAndGet();
              }
              control.awaitResumed();
            }
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      others.add(Thread.ofPlatform().name("network-file-" + i).daemon().start(loop));
    }
    loop.run();
    boolean interrupted = false;
    for (Thread thread : others) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IOException(e);
    }
    return done.get() == pieces;
  }

  /** Counts what is done and says so. */
  static final class Meter {
    private final AtomicLong done = new AtomicLong();
    private final RunControl control;
    private final String activity;
    private final double total;
    private final String unit;

    Meter(RunControl control, String activity, double total, String unit) {
      this.control = control;
      this.activity = activity;
      this.total = total;
      this.unit = unit;
    }

    void add(long amount) {
      control.progress(new Progress(activity, done.addAndGet(amount), total, unit));
    }
  }
}
