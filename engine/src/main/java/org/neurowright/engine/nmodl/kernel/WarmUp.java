package org.neurowright.engine.nmodl.kernel;

import java.util.Arrays;
import org.neurowright.engine.task.Rehearsal;

/**
 * Runs the vector loops of a kernel class on scratch arrays, in the background, until they are
 * compiled.
 *
 * <p>Vector operations are objects until the optimising compiler has seen to them, and a hundred
 * times slower. Compiled loops allocate nothing, so that is how their end is recognised; loops that
 * never come to that stay unused. Until then kernels run one instance after the other. As both ways
 * give the same bits, the moment of the change cannot be seen in results.
 *
 * <p>Compiling takes processor time that a short run would never get back. So it begins when a
 * class has done so much work one by one that vectors would have saved what compiling costs:
 * whatever the length of a run, no more than twice that is lost.
 */
public final class WarmUp {
  /**
   * Instances computed one by one before the loops of a class are compiled. Compiling takes up to a
   * second of processor time, and loops are 7 (hh) to 22 ns (NaTs) faster for each instance, so by
   * then about as much was lost by not compiling.
   */
  static final long WORK_BEFORE = 100_000_000;

  private static final int LANES = 64;

  /** Property that, when true, lets loops be used before they are compiled: for tests. */
  public static final String AT_ONCE = "neurowright.vectors.atOnce";

  private final int arrays;
  private final Rehearsal rehearsal = new Rehearsal(Boolean.getBoolean(AT_ONCE));

  /** Threads may overwrite each other's sums, which only delays the beginning. */
  private long work;

  private boolean begun;

  /**
   * Makes a warm-up that has not begun.
   *
   * @param arrays how many scratch arrays the loops need
   */
  public WarmUp(int arrays) {
    this.arrays = arrays;
  }

  /** The loops of a class; its kernels are, as a reference to a method costs each class a start. */
  public interface Loops {
    /** Runs all loops once on scratch arrays and a number of elements; touches no kernel. */
    void rehearse(double[][] scratch, int lanes);
  }

  /**
   * Whether the loops may be used; otherwise the caller computes one by one, which counts as work.
   *
   * @param instances how many the caller is about to compute
   * @param loops what to run in the background
   */
  public boolean isOver(int instances, Loops loops) {
    if (rehearsal.isOver()) {
      return true;
    }
    work += instances;
    if (work >= WORK_BEFORE && !begun) {
      begun = true;
      begin(loops);
    }
    return false;
  }

  private void begin(Loops loops) {
    double[][] scratch = new double[arrays][BlockMath.SIZE];
    rehearsal.begin(() -> {
      for (double[] array : scratch) {
        Arrays.fill(array, 0.5);
      }
      loops.rehearse(scratch, LANES);
    });
  }
}
