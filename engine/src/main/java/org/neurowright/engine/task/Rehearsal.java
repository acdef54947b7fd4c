package org.neurowright.engine.task;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs vector code in the background until it is compiled.
 *
 * <p>Vector operations are objects until the optimising compiler has seen to them, and a hundred
 * times slower. Compiled code allocates nothing, so that is how the end is recognised; code that
 * never comes to that stays unused.
 */
public final class Rehearsal {
  private static final int MOST = 60_000;

  /** More bytes than this in one go are boxed vectors. */
  private static final long ALLOCATION_LIMIT = 2_000;

  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean over;

  /**
   * A rehearsal that has not begun.
   *
   * @param over true to count as over from the start
   */
  public Rehearsal(boolean over) {
    this.over = over;
  }

  /** Whether the code may be used. */
  public boolean isOver() {
    return over;
  }

  /**
   * Begins, unless that has happened before. One rehearsal takes place at a time.
   *
   * @param code runs all of it once, on arrays of its own
   */
  public void begin(Runnable code) {
    if (!over && !begun.get() && begun.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .name("warm-up")
          .priority(3)
          .start(() -> {
            synchronized (Rehearsal.class) {
              repeat(code);
            }
          });
    }
  }

  private void repeat(Runnable code) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int k = 0; k < MOST && !over; k++) {
      long before = memory.getCurrentThreadAllocatedBytes();
      code.run();
      over = memory.getCurrentThreadAllocatedBytes() - before < ALLOCATION_LIMIT;
    }
  }
}
