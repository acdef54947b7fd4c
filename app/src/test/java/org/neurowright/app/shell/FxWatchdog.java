package org.neurowright.app.shell;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/**
 * Watches how long the interface thread is busy at a stretch. What counts is the time that thread
 * computes, so that a machine busy with other things gives the same answer.
 */
final class FxWatchdog implements AutoCloseable {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final AtomicLong longestNanos = new AtomicLong();
  private final Thread watcher;
  private volatile String busiest = "";
  private volatile boolean over;

  FxWatchdog() throws InterruptedException {
    Thread[] fx = new Thread[1];
    CountDownLatch known = new CountDownLatch(1);
    Platform.runLater(() -> {
      fx[0] = Thread.currentThread();
      known.countDown();
    });
    known.await();
    watcher = new Thread(() -> watch(fx[0]), "fx-watchdog");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch(Thread fx) {
    try {
      while (!over) {
        long before = threads.getThreadCpuTime(fx.threadId());
        CountDownLatch answered = new CountDownLatch(1);
        Platform.runLater(answered::countDown);
        String stack = "";
        while (!answered.await(60, TimeUnit.MILLISECONDS)) {
          stack = where(fx);
        }
        long busy = threads.getThreadCpuTime(fx.threadId()) - before;
        if (busy > longestNanos.get()) {
          longestNanos.set(busy);
          busiest = stack;
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String where(Thread fx) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement element : fx.getStackTrace()) {
      text.append("\n  ").append(element);
    }
    return text.toString();
  }

  /** The longest stretch, ms. */
  double longestMs() {
    return longestNanos.get() / 1e6;
  }

  /** What the thread was doing then; empty for stretches of less than 60 ms. */
  String busiest() {
    return busiest;
  }

  @Override
  public void close() {
    over = true;
  }
}
