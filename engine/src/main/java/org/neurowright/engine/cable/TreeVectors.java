package org.neurowright.engine.cable;

import java.util.Arrays;
import org.neurowright.engine.numeric.vector.PackedTreeSolver;
import org.neurowright.engine.numeric.vector.VectorModule;
import org.neurowright.engine.task.Rehearsal;

/** Whether {@link PackedTreeSolver} is compiled, so that using it is of advantage. */
final class TreeVectors {
  private static final int RUN = 64;
  private static final Rehearsal REHEARSAL = new Rehearsal(false);

  private TreeVectors() {}

  /** Whether it may be used. */
  public static boolean areReady() {
    return REHEARSAL.isOver();
  }

  /** Has it compiled in the background; without the vector module nothing happens. */
  public static void prepare() {
    if (VectorModule.isPresent() && !REHEARSAL.isOver()) {
      REHEARSAL.begin(new Trees());
    }
  }

  /** Trees in lanes: roots, their children and grandchildren. */
  private static final class Trees implements Runnable {
    private static final int SIZE = 3 * RUN;
    private final int[] parent = new int[SIZE];
    private final double[] a = new double[SIZE];
    private final double[] b = new double[SIZE];
    private final double[] v = new double[SIZE];
    private final double[] d = new double[SIZE];
    private final double[] rhs = new double[SIZE];

    Trees() {
      Arrays.setAll(parent, i -> i - RUN);
      Arrays.fill(a, -1e-3);
      Arrays.fill(b, -1e-3);
    }

    @Override
    public void run() {
      Arrays.fill(d, 1);
      Arrays.fill(rhs, 1);
      PackedTreeSolver.addAxial(RUN, SIZE, parent, a, b, v, d, rhs);
      PackedTreeSolver.solve(SIZE, RUN, parent, a, b, d, rhs);
    }
  }
}
