package org.neurowright.app.task;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * One piece of work that is going on. All properties change on the interface thread only; {@link
 * #stop}, {@link #pause} and {@link #resume} may be called from any thread.
 */
public final class BackgroundTask<T> {

  /** Where a task stands. A task that was stopped ends as FINISHED with what it has. */
  public enum State {
    RUNNING,
    PAUSED,
    STOPPING,
    FINISHED,
    FAILED;

    public boolean isOver() {
      return this == FINISHED || this == FAILED;
    }
  }

  /** Least time between two reports of progress to the interface: faster than this nobody reads. */
  private static final long REPORT_INTERVAL_NANOS = 40_000_000L;

  private final String title;
  private final boolean pausable;
  private final Executor ui;
  private final LongSupplier nanoClock;
  private final Control control = new Control();
  private final TimeLeft timeLeft = new TimeLeft();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
  private final ReadOnlyObjectWrapper<Progress> progress;
  private final ReadOnlyDoubleWrapper secondsLeft = new ReadOnlyDoubleWrapper(Double.NaN);
  private final ReadOnlyBooleanWrapper stopRequested = new ReadOnlyBooleanWrapper(false);

  BackgroundTask(String title, boolean pausable, Executor ui, LongSupplier nanoClock) {
    this.title = title;
    this.pausable = pausable;
    this.ui = ui;
    this.nanoClock = nanoClock;
    this.progress = new ReadOnlyObjectWrapper<>(new Progress(title, 0, Double.NaN, ""));
  }

  /** What the user asked for, for instance "Open bio_14cells". */
  public String title() {
    return title;
  }

  /** Whether the work honours pauses. */
  public boolean isPausable() {
    return pausable;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public State state() {
    return state.get();
  }

  /** The latest progress; never null. */
  public ReadOnlyObjectProperty<Progress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Estimated time left, s; NaN when unknown. */
  public ReadOnlyDoubleProperty secondsLeftProperty() {
    return secondsLeft.getReadOnlyProperty();
  }

  /** True from the moment somebody asked the work to stop. */
  public ReadOnlyBooleanProperty stopRequestedProperty() {
    return stopRequested.getReadOnlyProperty();
  }

  /** Asks the work to end soon and to keep what it has. */
  public void stop() {
    control.requestStop();
    ui.execute(() -> {
      stopRequested.set(true);
      if (!state.get().isOver()) {
        state.set(State.STOPPING);
      }
    });
  }

  /** Holds the work at its next boundary. */
  public void pause() {
    if (!pausable) {
      return;
    }
    control.setPaused(true);
    ui.execute(() -> {
      if (state.get() == State.RUNNING) {
        state.set(State.PAUSED);
        timeLeft.pause();
      }
    });
  }

  /** Lets paused work go on. */
  public void resume() {
    control.setPaused(false);
    ui.execute(() -> {
      if (state.get() == State.PAUSED) {
        state.set(State.RUNNING);
      }
    });
  }

  RunControl control() {
    return control;
  }

  /** On the interface thread: nothing more will come. */
  void over(State finalState) {
    control.publish();
    secondsLeft.set(Double.NaN);
    state.set(finalState);
  }

  private final class Control implements RunControl {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private final AtomicReference<Progress> latest = new AtomicReference<>();
    private final AtomicBoolean reportPending = new AtomicBoolean();
    private volatile boolean stop;
    private boolean paused;
    private volatile long lastReportNanos = Long.MIN_VALUE;

    @Override
    public boolean stopRequested() {
      return stop;
    }

    @Override
    public void awaitResumed() {
      lock.lock();
      try {
        while (paused && !stop) {
          resumed.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void progress(Progress value) {
      latest.set(value);
      long now = nanoClock.getAsLong();
      if (lastReportNanos != Long.MIN_VALUE && now - lastReportNanos < REPORT_INTERVAL_NANOS) {
        return;
      }
      // One report at a time: a busy interface thread gets the newest value, not a queue of old
      // ones.
      if (reportPending.compareAndSet(false, true)) {
        lastReportNanos = now;
        ui.execute(this::publish);
      }
    }

    void publish() {
      reportPending.set(false);
      Progress value = latest.get();
      if (value == null || value.equals(progress.get())) {
        return;
      }
      if (!value.activity().equals(progress.get().activity())) {
        timeLeft.restart();
      }
      progress.set(value);
      secondsLeft.set(timeLeft.update(value.fraction(), nanoClock.getAsLong()));
    }

    void requestStop() {
      stop = true;
      lock.lock();
      try {
        resumed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void setPaused(boolean value) {
      lock.lock();
      try {
        paused = value;
        resumed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
