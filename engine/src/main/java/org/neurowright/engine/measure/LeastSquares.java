package org.neurowright.engine.measure;

import java.util.Arrays;

/**
 * Least squares with few parameters and lower bounds: Levenberg's and Marquardt's method (Marquardt
 * 1963), with steps scaled by the curvature of each parameter and the damping of Nielsen (1999). A
 * step that leaves the bounds ends at them.
 */
final class LeastSquares {
  private static final int MOST_ITERATIONS = 1000;

  /** Steps smaller than this, relative to the parameter, end the search. */
  private static final double STEP = 1e-10;

  private static final double DECREASE = 1e-15;

  private LeastSquares() {}

  /** A curve with parameters. */
  @FunctionalInterface
  interface Curve {
    /** Value at x; writes the derivatives by the parameters into the gradient. */
    double value(double x, double[] parameters, double[] gradient);
  }

  /**
   * What a search came to.
   *
   * @param parameters where the sum of squares is least
   * @param sumOfSquares what is left there
   * @param converged false when the search was given up
   */
  record Result(double[] parameters, double sumOfSquares, boolean converged) {}

  static Result fit(Curve curve, double[] x, double[] y, double[] start, double[] lower) {
    int n = start.length;
    double[] at = start.clone();
    for (int i = 0; i < n; i++) {
      at[i] = Math.max(at[i], lower[i]);
    }
    double[][] normal = new double[n][n];
    double[] slope = new double[n];
    double cost = normalEquations(curve, x, y, at, normal, slope);
    double damping = 1e-3;
    double growth = 2;
    double[] scale = new double[n];
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      for (int i = 0; i < n; i++) {
        scale[i] = Math.max(scale[i], normal[i][i]);
      }
      double[] step = solve(normal, slope, scale, damping);
      double[] next = at.clone();
      boolean small = true;
      double predicted = 0;
      for (int i = 0; i < n; i++) {
        next[i] = Math.max(at[i] + step[i], lower[i]);
        double moved = next[i] - at[i];
        small &= Math.abs(moved) <= STEP * (STEP + Math.abs(at[i]));
        predicted += moved * (damping * Math.max(scale[i], Double.MIN_NORMAL) * moved + slope[i]);
      }
      if (small) {
        return new Result(at, cost, true);
      }
      double newCost = cost(curve, x, y, next);
      double gain = (cost - newCost) / Math.max(predicted, Double.MIN_NORMAL);
      if (newCost < cost) {
        boolean done = cost - newCost <= DECREASE * cost;
        at = next;
        cost = normalEquations(curve, x, y, at, normal, slope);
        double cube = 2 * Math.min(gain, 1) - 1;
        damping = Math.max(1e-15, damping * Math.max(1 / 3.0, 1 - cube * cube * cube));
        growth = 2;
        if (done) {
          return new Result(at, cost, true);
        }
      } else {
        damping *= growth;
        growth *= 2;
        if (!(damping < 1e30)) {
          return new Result(at, cost, Double.isFinite(cost));
        }
      }
    }
    return new Result(at, cost, false);
  }

  private static double cost(Curve curve, double[] x, double[] y, double[] at) {
    double[] ignored = new double[at.length];
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      double residual = y[k] - curve.value(x[k], at, ignored);
      sum += residual * residual;
    }
    return sum;
  }

  /** Fills JᵀJ and Jᵀr, where r = y - f; returns the sum of squares. */
  private static double normalEquations(
      Curve curve, double[] x, double[] y, double[] at, double[][] normal, double[] slope) {
    int n = at.length;
    for (double[] row : normal) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(slope, 0);
    double[] gradient = new double[n];
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      double residual = y[k] - curve.value(x[k], at, gradient);
      sum += residual * residual;
      for (int i = 0; i < n; i++) {
        slope[i] += gradient[i] * residual;
        for (int j = 0; j <= i; j++) {
          normal[i][j] += gradient[i] * gradient[j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        normal[j][i] = normal[i][j];
      }
    }
    return sum;
  }

  /** Solves (normal + damping·diag(scale))·step = slope by elimination with pivots. */
  private static double[] solve(double[][] normal, double[] slope, double[] scale, double damping) {
    int n = slope.length;
    double[][] m = new double[n][];
    double[] b = slope.clone();
    for (int i = 0; i < n; i++) {
      m[i] = normal[i].clone();
      m[i][i] += damping * (scale[i] > 0 ? scale[i] : 1);
    }
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int i = p + 1; i < n; i++) {
        if (Math.abs(m[i][p]) > Math.abs(m[best][p])) {
          best = i;
        }
      }
      double[] row = m[p];
      m[p] = m[best];
      m[best] = row;
      double value = b[p];
      b[p] = b[best];
      b[best] = value;
      if (m[p][p] == 0) {
        return new double[n];
      }
      for (int i = p + 1; i < n; i++) {
        double factor = m[i][p] / m[p][p];
        for (int j = p; j < n; j++) {
          m[i][j] -= factor * m[p][j];
        }
        b[i] -= factor * b[p];
      }
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int j = p + 1; j < n; j++) {
        b[p] -= m[p][j] * b[j];
      }
      b[p] /= m[p][p];
    }
    return b;
  }
}
