package org.neurowright.engine.morphology;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The directions in which points spread, each of length 1 and of either sign.
 *
 * @param largest where they spread most
 * @param middle at right angles to the others
 * @param smallest where they spread least
 */
public record PrincipalAxes(double[] largest, double[] middle, double[] smallest) {
  private static final int MOST_SWEEPS = 50;

  /**
   * The eigenvectors of the points' covariance (Jacobi's rotations; Golub and Van Loan, Matrix
   * Computations, section 8.5).
   *
   * @param points x, y, z of each; at least one
   */
  public static PrincipalAxes of(double[][] points) {
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
    Integer[] order = {0, 1, 2};
    Arrays.sort(order, Comparator.comparingDouble(i -> -a[i][i]));
    return new PrincipalAxes(column(v, order[0]), column(v, order[1]), column(v, order[2]));
  }

  private static double[] column(double[][] v, int i) {
    return new double[] {v[0][i], v[1][i], v[2][i]};
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
