package org.neurowright.app.task;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in the background and tells the interface how it goes. One instance per application;
 * handed to whoever starts work.
 */
public final class TaskService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskService.class);

  private static final int CLOSING_SECONDS = 5;

  private final Executor background;
  private final Executor ui;
  private final LongSupplier nanoClock;
  private final AutoCloseable closing;
  private final ObservableList<BackgroundTask<?>> active = FXCollections.observableArrayList();
  private final ObservableList<BackgroundTask<?>> activeView =
      FXCollections.unmodifiableObservableList(active);

  /**
   * A service with the executors of the caller's choice; tests pass ones that run at once.
   *
   * @param background runs the work
   * @param ui runs changes of properties and the callbacks, in order
   * @param nanoClock time, ns, any origin
   */
  public TaskService(Executor background, Executor ui, LongSupplier nanoClock) {
    this(background, ui, nanoClock, () -> {});
  }

  private TaskService(
      Executor background, Executor ui, LongSupplier nanoClock, AutoCloseable closing) {
    this.background = background;
    this.ui = ui;
    this.nanoClock = nanoClock;
    this.closing = closing;
  }

  /** A service with threads of its own; {@code ui} is usually {@code Platform::runLater}. */
  public static TaskService withThreads(Executor ui) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory threads =
        work -> {
          Thread thread = new Thread(work, "task-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    ExecutorService pool = Executors.newCachedThreadPool(threads);
    return new TaskService(
        pool,
        ui,
        System::nanoTime,
        () -> {
          pool.shutdown();
          // A stopped run still has to write what it has and to close its files.
          if (!pool.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Background work did not end in {} s", CLOSING_SECONDS);
          }
        });
  }

  /** Work that is going on, in the order of starting; changes on the interface thread. */
  public ObservableList<BackgroundTask<?>> active() {
    return activeView;
  }

  /**
   * Starts work that cannot be paused. Called on the interface thread.
   *
   * @param title what is being done, as the user would say it
   * @param finished gets the result on the interface thread, also after a stop
   * @param failed gets the reason on the interface thread
   */
  public <T> BackgroundTask<T> start(
      String title, Work<T> work, Consumer<T> finished, Consumer<Throwable> failed) {
    return start(title, false, work, finished, failed);
  }

  /**
   * Like {@link #start(String, Work, Consumer, Consumer)}; {@code pausable} work calls {@code
   * awaitResumed}.
   */
  public <T> BackgroundTask<T> start(
      String title,
      boolean pausable,
      Work<T> work,
      Consumer<T> finished,
      Consumer<Throwable> failed) {
    BackgroundTask<T> task = new BackgroundTask<>(title, pausable, ui, nanoClock);
    active.add(task);
    background.execute(() -> run(task, work, finished, failed));
    return task;
  }

  private <T> void run(
      BackgroundTask<T> task, Work<T> work, Consumer<T> finished, Consumer<Throwable> failed) {
    try {
      T result = work.run(task.control());
      ui.execute(() -> {
        active.remove(task);
        task.over(BackgroundTask.State.FINISHED);
        finished.accept(result);
      });
    } catch (Throwable reason) {
      // Errors too: a task that dies of a linkage or memory error must not leave the interface
      // waiting.
      LOG.debug("{} failed", task.title(), reason);
      ui.execute(() -> {
        active.remove(task);
        task.over(BackgroundTask.State.FAILED);
        failed.accept(reason);
      });
    }
  }

  /** Asks everything that is going on to stop. */
  public void stopAll() {
    active.forEach(BackgroundTask::stop);
  }

  /** Stops everything and takes no more work. */
  @Override
  public void close() {
    stopAll();
    try {
      closing.close();
    } catch (Exception e) {
      LOG.warn("background threads did not shut down", e);
    }
  }
}
