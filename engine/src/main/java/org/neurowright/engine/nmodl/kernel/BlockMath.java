package org.neurowright.engine.nmodl.kernel;

import java.util.stream.IntStream;
import org.neurowright.engine.numeric.Exponential;
import org.neurowright.engine.numeric.vector.VectorExponential;
import org.neurowright.engine.numeric.vector.VectorModule;
import org.neurowright.engine.numeric.vector.VectorRuns;

/**
 * Functions over {@code n} elements of arrays, with the bits of their scalar twins. With the module
 * {@code jdk.incubator.vector} they use vector instructions, without it plain loops.
 */
public final class BlockMath {
  /** Elements of a block: its arrays stay in the first-level cache of a processor. */
  public static final int SIZE = 256;

  /** Kernels of fewer instances run one by one. */
  public static final int WORTHWHILE = 24;

  private static final boolean VECTORS = VectorModule.isPresent();

  private static final int RUN = 8;

  private static final int[] REHEARSED = IntStream.range(0, SIZE).toArray();

  private BlockMath() {}

  /** Whether vector instructions are used. */
  public static boolean usesVectors() {
    return VECTORS;
  }

  /**
   * The exponential function as mechanisms use it: 0 below -700, exp(700) above 700.
   *
   * @param x arguments
   * @param xAt index of the first of them
   * @param y gets the results; may be {@code x}
   * @param yAt index of the first of them
   * @param n how many elements
   */
  public static void exp(double[] x, int xAt, double[] y, int yAt, int n) {
    int done = VECTORS ? VectorExponential.exp(x, xAt, y, yAt, n) : 0;
    for (int i = done; i < n; i++) {
      y[yAt + i] = Exponential.bounded(x[xAt + i]);
    }
  }

  /**
   * How many of the first instances stand in runs: eights, the longest vectors, of which the places
   * are consecutive. The functions below are for them.
   *
   * @param index places of the instances
   */
  public static int runs(int[] index) {
    int length = 0;
    while (length + RUN <= index.length) {
      for (int i = 1; i < RUN; i++) {
        if (index[length + i] != index[length] + i) {
          return length;
        }
      }
      length += RUN;
    }
    return length;
  }

  /** Copies the elements at the places {@code index[from]} and following. */
  public static void gather(double[] x, int[] index, int from, double[] y, int n) {
    VectorRuns.gather(x, index, from, y, n);
  }

  /** Puts elements at the places {@code index[from]} and following. */
  public static void put(double[] x, int xAt, double[] y, int[] index, int from, int n) {
    VectorRuns.put(x, xAt, y, index, from, n);
  }

  /** Adds elements to those at the places {@code index[from]} and following. */
  public static void add(double[] x, int xAt, double[] sums, int[] index, int from, int n) {
    VectorRuns.add(x, xAt, sums, index, from, n);
  }

  /** Subtracts elements from those at the places {@code index[from]} and following. */
  public static void subtract(double[] x, int xAt, double[] sums, int[] index, int from, int n) {
    VectorRuns.subtract(x, xAt, sums, index, from, n);
  }

  /** Calls everything once on scratch arrays, see {@link WarmUp}. */
  public static void rehearse(double[][] scratch, int lanes) {
    double[] x = scratch[0];
    exp(x, 0, x, 0, lanes);
    gather(x, REHEARSED, 0, x, lanes);
    put(x, 0, x, REHEARSED, 0, lanes);
    add(x, 0, x, REHEARSED, 0, lanes);
    subtract(x, 0, x, REHEARSED, 0, lanes);
  }
}
