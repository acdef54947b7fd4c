package org.neurowright.engine.cable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.task.Rehearsal;

class RehearsalTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    return condition.getAsBoolean();
  }

  @Test
  void isOverWhenNothingIsAllocatedAnyMore() throws InterruptedException {
    Rehearsal rehearsal = new Rehearsal(false);
    AtomicInteger times = new AtomicInteger();
    double[][] kept = new double[1][];
    rehearsal.begin(() -> {
      if (times.incrementAndGet() < 10) {
        kept[0] = new double[1000];
      }
    });
    assertThat(comesTrue(rehearsal::isOver)).isTrue();
    assertThat(times).hasValueGreaterThanOrEqualTo(10);
  }

  @Test
  void beginsOnce() throws InterruptedException {
    Rehearsal rehearsal = new Rehearsal(false);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger other = new AtomicInteger();
    rehearsal.begin(begun::countDown);
    rehearsal.begin(other::incrementAndGet);
    assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(comesTrue(rehearsal::isOver)).isTrue();
    assertThat(other).hasValue(0);
  }

  @Test
  void theSolverOfPacksGetsReady() throws InterruptedException {
    TreeVectors.prepare();
    assertThat(comesTrue(TreeVectors::areReady)).isTrue();
  }
}
