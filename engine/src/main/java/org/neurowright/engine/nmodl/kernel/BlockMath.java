package org.neurowright.engine.nmodl.kernel;

import org.neurowright.engine.numeric.Exponential;
import org.neurowright.engine.numeric.vector.VectorExponential;
import org.neurowright.engine.numeric.vector.VectorModule;

/**
 * Functions over the first {@code n} elements of arrays, with the bits of their scalar twins. With
 * the module {@code jdk.incubator.vector} they use vector instructions, without it plain loops.
 */
public final class BlockMath {
  /** Elements of a block: its arrays stay in the first-level cache of a processor. */
  public static final int SIZE = 256;

  /** Kernels of fewer instances run one by one. */
  public static final int WORTHWHILE = 24;

  private static final boolean VECTORS = VectorModule.isPresent();

  private BlockMath() {}

  /** Whether vector instructions are used. */
  public static boolean usesVectors() {
    return VECTORS;
  }

  /**
   * The exponential function as mechanisms use it: 0 below -700, exp(700) above 700.
   *
   * @param x arguments
   * @param y gets the results; may be {@code x}
   * @param n how many elements
   */
  public static void exp(double[] x, double[] y, int n) {
    int done = VECTORS ? VectorExponential.exp(x, y, n) : 0;
    for (int i = done; i < n; i++) {
      y[i] = Exponential.bounded(x[i]);
    }
  }
}
