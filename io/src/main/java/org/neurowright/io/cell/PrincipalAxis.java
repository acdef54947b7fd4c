package org.neurowright.io.cell;

/** The direction in which points spread most. */
final class PrincipalAxis {
  private static final int MOST_SWEEPS = 50;

  private PrincipalAxis() {}

  /**
   * The eigenvector of the largest eigenvalue of the points' covariance (Jacobi's rotations; Golub
   * and Van Loan, Matrix Computations, section 8.5), of length 1, of either sign.
   *
   * @param points x, y, z of each; at least one
   */
  static double[] of(double[][] points) {
    double[] mean = new double[3];
    for (double[] point : points) {
      for (int i = 0; i < 3; i++) {
        mean[i] += point[i] / points.length;
      }
    }
    double[][] a = new double[3][3];
    for (double[] point : points) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          a[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]);
        }
      }
    }
    double[][] v = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    double scale = a[0][0] + a[1][1] + a[2][2];
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      if (Math.abs(a[0][1]) + Math.abs(a[0][2]) + Math.abs(a[1][2]) <= 1e-18 * scale) {
        break;
      }
      rotate(a, v, 0, 1);
      rotate(a, v, 0, 2);
      rotate(a, v, 1, 2);
    }
    int largest = 0;
    for (int i = 1; i < 3; i++) {
      if (a[i][i] > a[largest][largest]) {
        largest = i;
      }
    }
    return new double[] {v[0][largest], v[1][largest], v[2][largest]};
  }

  /** Makes a[p][q] zero; the columns of v turn with it. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double sign = theta >= 0 ? 1 : -1;
    double t = sign / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < 3; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < 3; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
    }
    for (int k = 0; k < 3; k++) {
      double kp = v[k][p];
      double kq = v[k][q];
      v[k][p] = c * kp - s * kq;
      v[k][q] = s * kp + c * kq;
    }
  }
}
