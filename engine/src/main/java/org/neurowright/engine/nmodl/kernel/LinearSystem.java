package org.neurowright.engine.nmodl.kernel;

import java.util.Arrays;

/** A dense system of linear equations, solved by Gaussian elimination with partial pivoting. */
public final class LinearSystem {
  /** Matrix by rows; overwritten by {@link #solve}. */
  public final double[] a;

  /** Right-hand sides; after {@link #solve} the solution. */
  public final double[] b;

  private final int n;
  private final int[] row;
  private final double[] ordered;

  public LinearSystem(int n) {
    this.n = n;
    a = new double[n * n];
    b = new double[n];
    row = new int[n];
    ordered = new double[n];
  }

  /** Sets matrix and right-hand sides to zero. */
  public void clear() {
    Arrays.fill(a, 0.0);
    Arrays.fill(b, 0.0);
  }

  /**
   * Solves the system in place.
   *
   * @return false when the matrix is singular
   */
  public boolean solve() {
    return factor() && substitute();
  }

  /** LU decomposition in place; false when singular. */
  boolean factor() {
    for (int i = 0; i < n; i++) {
      row[i] = i;
    }
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int i = p + 1; i < n; i++) {
        if (Math.abs(a[row[i] * n + p]) > Math.abs(a[row[best] * n + p])) {
          best = i;
        }
      }
      int pivotRow = row[best];
      row[best] = row[p];
      row[p] = pivotRow;
      double pivot = a[pivotRow * n + p];
      if (!(Math.abs(pivot) > 1e-300)) {
        return false;
      }
      for (int i = p + 1; i < n; i++) {
        int r = row[i] * n;
        double factor = a[r + p] / pivot;
        a[r + p] = factor;
        if (factor != 0.0) {
          for (int j = p + 1; j < n; j++) {
            a[r + j] -= factor * a[pivotRow * n + j];
          }
        }
      }
    }
    return true;
  }

  /** Forward and back substitution of {@link #b} with the factors. */
  boolean substitute() {
    for (int i = 0; i < n; i++) {
      double sum = b[row[i]];
      for (int j = 0; j < i; j++) {
        sum -= a[row[i] * n + j] * ordered[j];
      }
      ordered[i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = ordered[i];
      for (int j = i + 1; j < n; j++) {
        sum -= a[row[i] * n + j] * ordered[j];
      }
      ordered[i] = sum / a[row[i] * n + i];
    }
    System.arraycopy(ordered, 0, b, 0, n);
    return true;
  }
}
