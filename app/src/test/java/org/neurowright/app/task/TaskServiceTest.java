package org.neurowright.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.neurowright.app.fake.SteppedExecutor;
import org.neurowright.engine.task.Progress;

class TaskServiceTest {
  private final SteppedExecutor background = new SteppedExecutor();
  private final SteppedExecutor ui = new SteppedExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final TaskService tasks = new TaskService(background, ui, nanos::get);
  private final List<String> told = new ArrayList<>();

  @Test
  void handsTheResultOverOnTheInterfaceThread() {
    BackgroundTask<String> task =
        tasks.start("Read", _ -> "done", told::add, _ -> told.add("failed"));
    assertThat(tasks.active()).containsExactly(task);
    background.runAll();
    assertThat(told).isEmpty();
    ui.runAll();
    assertThat(told).containsExactly("done");
    assertThat(task.state()).isEqualTo(BackgroundTask.State.FINISHED);
    assertThat(tasks.active()).isEmpty();
  }

  @Test
  void tellsOfAnErrorOfAnyKind() {
    BackgroundTask<String> task =
        tasks.start(
            "Read",
            _ -> {
              throw new LinkageError("no such class");
            },
            told::add,
            reason -> told.add(reason.getMessage()));
    background.runAll();
    ui.runAll();
    assertThat(told).containsExactly("no such class");
    assertThat(task.state()).isEqualTo(BackgroundTask.State.FAILED);
  }

  @Test
  void aStoppedTaskEndsWithWhatItHas() {
    BackgroundTask<String> task =
        tasks.start(
            "Read", control -> control.stopRequested() ? "half" : "all", told::add, _ -> {});
    task.stop();
    ui.runAll();
    assertThat(task.state()).isEqualTo(BackgroundTask.State.STOPPING);
    background.runAll();
    ui.runAll();
    assertThat(told).containsExactly("half");
    assertThat(task.stopRequestedProperty().get()).isTrue();
  }

  @Test
  void reportsToTheInterfaceAtMostTwentyFiveTimesPerSecondAndAlwaysTheLatest() {
    BackgroundTask<String> task =
        tasks.start(
            "Count",
            control -> {
              for (int i = 1; i <= 1000; i++) {
                nanos.addAndGet(1_000_000);
                control.progress(new Progress("Counting", i, 1000, "rows"));
              }
              return "";
            },
            _ -> {},
            _ -> {});
    background.runAll();
    // The interface did not come round to it once: one report waits, and the end.
    assertThat(ui.size()).isEqualTo(2);
    ui.runAll();
    assertThat(task.progressProperty().get().done()).isEqualTo(1000);
  }

  @Test
  void estimatesTheTimeLeftFromASteadyPace() {
    TimeLeft left = new TimeLeft();
    double seconds = Double.NaN;
    for (int i = 0; i <= 20; i++) {
      seconds = left.update(i * 0.01, i * 100_000_000L);
    }
    // 1 % each 0.1 s: 80 % take 8 s.
    assertThat(seconds).isCloseTo(8, within(1e-9));
  }

  @Test
  void aPauseIsNotTakenForSlowWork() {
    TimeLeft left = new TimeLeft();
    left.update(0, 0);
    left.update(0.1, 1_000_000_000L);
    left.pause();
    left.update(0.1, 60_000_000_000L);
    double seconds = left.update(0.2, 61_000_000_000L);
    assertThat(seconds).isCloseTo(8, within(1e-9));
  }

  @Test
  void pausedWorkWaitsAndStopWakesIt() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      TaskService real = new TaskService(threads, Runnable::run, System::nanoTime);
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch paused = new CountDownLatch(1);
      CountDownLatch over = new CountDownLatch(1);
      BackgroundTask<String> task =
          real.start(
              "Run",
              true,
              control -> {
                begun.countDown();
                paused.await();
                control.awaitResumed();
                return "";
              },
              _ -> over.countDown(),
              _ -> {});
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      task.pause();
      paused.countDown();
      assertThat(over.await(100, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(task.state()).isEqualTo(BackgroundTask.State.PAUSED);
      task.stop();
      assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }
}
