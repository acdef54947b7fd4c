package org.neurowright.engine.inspect;

/**
 * Eigenvalues of small real matrices: reduction to Hessenberg form and the QR method with single
 * shifts in complex arithmetic (Golub and Van Loan 2013, chapter 7).
 */
final class Eigenvalues {
  private static final int MOST_SWEEPS = 60;

  private Eigenvalues() {}

  /**
   * Computes them.
   *
   * @param matrix square; kept
   * @return real parts and imaginary parts, in no order; NaN where the method did not converge
   */
  static double[][] of(double[][] matrix) {
    int n = matrix.length;
    double[][] re = new double[n][];
    double[][] im = new double[n][n];
    for (int i = 0; i < n; i++) {
      re[i] = matrix[i].clone();
      for (double value : re[i]) {
        if (!Double.isFinite(value)) {
          return notFound(n);
        }
      }
    }
    toHessenberg(re);
    double[][] found = new double[2][n];
    int high = n - 1;
    int sweeps = 0;
    while (high >= 0) {
      int low = high;
      while (low > 0 && !isNegligible(re, im, low)) {
        low--;
      }
      if (low > 0) {
        re[low][low - 1] = 0;
        im[low][low - 1] = 0;
      }
      if (low == high) {
        found[0][high] = re[high][high];
        found[1][high] = im[high][high];
        high--;
        sweeps = 0;
      } else if (sweeps++ > MOST_SWEEPS) {
        return notFound(n);
      } else {
        sweep(re, im, low, high, sweeps % 11 == 10);
      }
    }
    return found;
  }

  private static double[][] notFound(int n) {
    double[][] none = new double[2][n];
    java.util.Arrays.fill(none[0], Double.NaN);
    return none;
  }

  private static boolean isNegligible(double[][] re, double[][] im, int i) {
    double around = Math.hypot(re[i][i], im[i][i]) + Math.hypot(re[i - 1][i - 1], im[i - 1][i - 1]);
    return Math.hypot(re[i][i - 1], im[i][i - 1]) <= 1e-16 * around
        || Math.hypot(re[i][i - 1], im[i][i - 1]) < 1e-300;
  }

  /** Similar matrix with nothing below the first subdiagonal, by elimination with pivots. */
  private static void toHessenberg(double[][] a) {
    int n = a.length;
    for (int column = 0; column < n - 2; column++) {
      int pivot = column + 1;
      for (int i = column + 2; i < n; i++) {
        if (Math.abs(a[i][column]) > Math.abs(a[pivot][column])) {
          pivot = i;
        }
      }
      if (a[pivot][column] == 0) {
        continue;
      }
      if (pivot != column + 1) {
        double[] row = a[pivot];
        a[pivot] = a[column + 1];
        a[column + 1] = row;
        for (double[] r : a) {
          double keep = r[pivot];
          r[pivot] = r[column + 1];
          r[column + 1] = keep;
        }
      }
      for (int i = column + 2; i < n; i++) {
        double factor = a[i][column] / a[column + 1][column];
        if (factor == 0) {
          continue;
        }
        for (int j = column; j < n; j++) {
          a[i][j] -= factor * a[column + 1][j];
        }
        a[i][column] = 0;
        for (double[] r : a) {
          r[column + 1] += factor * r[i];
        }
      }
    }
  }

  /** One QR step on rows and columns low to high: A - sI = QR, then RQ + sI, by rotations. */
  private static void sweep(double[][] re, double[][] im, int low, int high, boolean odd) {
    double[] shift = odd ? new double[] {re[high][high - 1], 0} : shift(re, im, high);
    for (int i = low; i <= high; i++) {
      re[i][i] -= shift[0];
      im[i][i] -= shift[1];
    }
    int size = high - low;
    double[] c = new double[size];
    double[] sRe = new double[size];
    double[] sIm = new double[size];
    for (int k = low; k < high; k++) {
      // the rotation that takes the element below the diagonal away
      double aRe = re[k][k];
      double aIm = im[k][k];
      double bRe = re[k + 1][k];
      double bIm = im[k + 1][k];
      double a = Math.hypot(aRe, aIm);
      double norm = Math.hypot(a, Math.hypot(bRe, bIm));
      int at = k - low;
      if (norm == 0) {
        c[at] = 1;
        continue;
      }
      double phaseRe = a == 0 ? 1 : aRe / a;
      double phaseIm = a == 0 ? 0 : aIm / a;
      c[at] = a / norm;
      // s = phase * conj(b) / norm
      sRe[at] = (phaseRe * bRe + phaseIm * bIm) / norm;
      sIm[at] = (phaseIm * bRe - phaseRe * bIm) / norm;
      for (int j = k; j <= high; j++) {
        double uRe = re[k][j];
        double uIm = im[k][j];
        double wRe = re[k + 1][j];
        double wIm = im[k + 1][j];
        re[k][j] = c[at] * uRe + sRe[at] * wRe - sIm[at] * wIm;
        im[k][j] = c[at] * uIm + sRe[at] * wIm + sIm[at] * wRe;
        re[k + 1][j] = -sRe[at] * uRe - sIm[at] * uIm + c[at] * wRe;
        im[k + 1][j] = -sRe[at] * uIm + sIm[at] * uRe + c[at] * wIm;
      }
    }
    for (int k = low; k < high; k++) {
      int at = k - low;
      for (int i = low; i <= Math.min(k + 1, high); i++) {
        double uRe = re[i][k];
        double uIm = im[i][k];
        double wRe = re[i][k + 1];
        double wIm = im[i][k + 1];
        re[i][k] = c[at] * uRe + sRe[at] * wRe + sIm[at] * wIm;
        im[i][k] = c[at] * uIm + sRe[at] * wIm - sIm[at] * wRe;
        re[i][k + 1] = -sRe[at] * uRe + sIm[at] * uIm + c[at] * wRe;
        im[i][k + 1] = -sRe[at] * uIm - sIm[at] * uRe + c[at] * wIm;
      }
    }
    for (int i = low; i <= high; i++) {
      re[i][i] += shift[0];
      im[i][i] += shift[1];
    }
  }

  /** The eigenvalue of the last two rows and columns that is nearer to the last element. */
  private static double[] shift(double[][] re, double[][] im, int high) {
    double aRe = re[high - 1][high - 1];
    double aIm = im[high - 1][high - 1];
    double dRe = re[high][high];
    double dIm = im[high][high];
    double bRe = re[high - 1][high];
    double bIm = im[high - 1][high];
    double cRe = re[high][high - 1];
    double cIm = im[high][high - 1];
    double hRe = (aRe - dRe) / 2;
    double hIm = (aIm - dIm) / 2;
    // root of h² + bc
    double qRe = hRe * hRe - hIm * hIm + bRe * cRe - bIm * cIm;
    double qIm = 2 * hRe * hIm + bRe * cIm + bIm * cRe;
    double size = Math.hypot(qRe, qIm);
    double rootRe = Math.sqrt(Math.max(0, (size + qRe) / 2));
    double rootIm = Math.copySign(Math.sqrt(Math.max(0, (size - qRe) / 2)), qIm);
    // eigenvalues are d + h ± root: take the sign that keeps it near d
    double sign = hRe * rootRe + hIm * rootIm > 0 ? -1 : 1;
    return new double[] {dRe + hRe + sign * rootRe, dIm + hIm + sign * rootIm};
  }
}
