package org.neurowright.engine.numeric.vector;

import static org.neurowright.engine.numeric.vector.Lanes.LANES;
import static org.neurowright.engine.numeric.vector.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Reads and adds to elements whose places are given by an array of indices, for indices of which
 * each vector is consecutive, so that the first says where the vector is.
 */
public final class VectorRuns {
  private VectorRuns() {}

  /** Copies the elements of {@code x} at {@code index[from]} and following to {@code y}. */
  public static void gather(double[] x, int[] index, int from, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, index[from + i]).intoArray(y, i);
    }
  }

  /** Puts elements of {@code x} in place of those at {@code index[from]} and following. */
  public static void put(double[] x, int xAt, double[] y, int[] index, int from, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).intoArray(y, index[from + i]);
    }
  }

  /** Adds elements of {@code x} to those at {@code index[from]} and following. */
  public static void add(double[] x, int xAt, double[] sums, int[] index, int from, int n) {
    for (int i = 0; i < n; i += LANES) {
      int at = index[from + i];
      DoubleVector.fromArray(SPECIES, sums, at)
          .add(DoubleVector.fromArray(SPECIES, x, xAt + i))
          .intoArray(sums, at);
    }
  }

  /** Subtracts elements of {@code x} from those at {@code index[from]} and following. */
  public static void subtract(double[] x, int xAt, double[] sums, int[] index, int from, int n) {
    for (int i = 0; i < n; i += LANES) {
      int at = index[from + i];
      DoubleVector.fromArray(SPECIES, sums, at)
          .sub(DoubleVector.fromArray(SPECIES, x, xAt + i))
          .intoArray(sums, at);
    }
  }
}
