package org.neurowright.engine.numeric;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjIntConsumer;

/**
 * Runs the vector loops of a class on scratch arrays, in the background, until they are
 * compiled.
 *
 * <p>Vector operations are objects until the optimising compiler has seen to them, and a hundred
 * times slower. Compiled loops allocate nothing, so that is how their end is recognised; loops that
 * never come to that stay unused. Until then their scalar twins do the work. As both ways
 * give the same bits, the moment of the change cannot be seen in results.
 */
public final class WarmUp {
  private static final int MAXIMUM_REHEARSALS = 60_000;
  private static final int LANES = 64;
  private static final int SCRATCH = 256;

  /** More bytes than this in one rehearsal are boxed vectors. */
  private static final long ALLOCATION_LIMIT = 2_000;

  /** Property that, when true, lets loops be used before they are compiled: for tests. */
  public static final String AT_ONCE = "neurowright.vectors.atOnce";

  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean over = Boolean.getBoolean(AT_ONCE);

  /** Whether the loops may be used. */
  public boolean isOver() {
    return over;
  }

  /**
   * Begins in the background when called for the first time.
   *
   * @param arrays how many scratch arrays the loops need
   * @param rehearsal runs all loops once on scratch arrays and a number of elements
   */
  public void begin(int arrays, ObjIntConsumer<double[][]> rehearsal) {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .name("kernel warm-up")
          .priority(3)
          .start(() -> {
            // One class after the other.
            synchronized (WarmUp.class) {
              rehearse(arrays, rehearsal);
            }
          });
    }
  }

  private void rehearse(int arrays, ObjIntConsumer<double[][]> rehearsal) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[][] scratch = new double[arrays][SCRATCH];
    for (int k = 0; k < MAXIMUM_REHEARSALS && !over; k++) {
      for (double[] array : scratch) {
        Arrays.fill(array, 0.5);
      }
      long before = memory.getCurrentThreadAllocatedBytes();
      rehearsal.accept(scratch, LANES);
      over = memory.getCurrentThreadAllocatedBytes() - before < ALLOCATION_LIMIT;
    }
  }
}
