package org.neurowright.io.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one thread that writes the results of a run, so that the simulation never waits for a disk
 * unless the disk cannot keep up, and so that interrupting the simulation cannot close a file. Work
 * is done in the order it was handed over. After a failure nothing more is written; the failure is
 * thrown at the next call.
 */
public final class WriterThread implements AutoCloseable {

  /** Something to write. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  private final ExecutorService thread;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  public WriterThread(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
  }

  /**
   * Hands over work and returns at once.
   *
   * @param file for messages
   * @param always done last, even when the work is skipped or fails
   * @throws WriteFailedException if earlier work failed
   */
  public void submit(Path file, Work work, Runnable always) {
    check();
    thread.execute(() -> {
      try {
        attempt(file, work);
      } finally {
        always.run();
      }
    });
  }

  /**
   * Does work and everything handed over before it, and waits for it; an interrupt waits, too.
   *
   * @throws WriteFailedException if this or earlier work failed
   */
  public void await(Path file, Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        attempt(file, work);
      } finally {
        done.complete(null);
      }
    });
    done.join();
    check();
  }

  /** Throws the failure of earlier work, if there was one. */
  public void check() {
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /** Whether all work so far succeeded. */
  public boolean isHealthy() {
    return failure.get() == null;
  }

  private void attempt(Path file, Work work) {
    if (failure.get() != null) {
      return;
    }
    try {
      work.run();
    } catch (IOException e) {
      failure.compareAndSet(null, new WriteFailedException(file, e));
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  /**
   * Runs clean-up after everything else, even after a failure, and ends the thread. Never throws.
   */
  public void close(Work cleanUp) {
    if (thread.isShutdown()) {
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        cleanUp.run();
      } catch (IOException | RuntimeException e) {
        // the result is what it is; the failure that matters was thrown before
      } finally {
        done.complete(null);
      }
    });
    done.join();
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(() -> {});
  }
}
