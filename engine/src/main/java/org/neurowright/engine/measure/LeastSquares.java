package org.neurowright.engine.measure;

/**
 * Least squares with few parameters and lower bounds: Levenberg's and Marquardt's method (Marquardt
 * 1963), with steps scaled by the curvature of each parameter and the damping of Nielsen (1999). A
 * step that leaves the bounds ends at them.
 */
final class LeastSquares {
  private static final int MOST_ITERATIONS = 2000;

  /** Steps smaller than this, relative to the parameter, end the search. */
  private static final double STEP = 1e-10;

  /** So many steps in a row that lower the sum by less than this part of it end the search, too. */
  private static final double SLOW = 1e-8;

  private static final int SLOW_STEPS = 10;

  private LeastSquares() {}

  /** A curve with parameters, at fixed places. */
  @FunctionalInterface
  interface Curve {
    /**
     * Computes all values and their derivatives.
     *
     * @param values receives the values
     * @param derivatives receives the derivatives, by parameter and place; null when not wanted
     */
    void evaluate(double[] parameters, double[] values, double[][] derivatives);
  }

  /**
   * What a search came to.
   *
   * @param parameters where the sum of squares is least
   * @param sumOfSquares what is left there
   * @param converged false when the search was given up
   */
  record Result(double[] parameters, double sumOfSquares, boolean converged) {}

  /**
   * Searches.
   *
   * @param y what the curve should be
   * @param start first guess
   * @param lower lower bounds
   */
  static Result fit(Curve curve, double[] y, double[] start, double[] lower) {
    int n = start.length;
    double[] at = start.clone();
    for (int i = 0; i < n; i++) {
      at[i] = Math.max(at[i], lower[i]);
    }
    double[] values = new double[y.length];
    double[][] derivatives = new double[n][y.length];
    double[][] normal = new double[n][n];
    double[] slope = new double[n];
    double cost = normalEquations(curve, y, at, values, derivatives, normal, slope);
    double damping = 1e-3;
    double growth = 2;
    int slowSteps = 0;
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
      curve.evaluate(next, values, null);
      double newCost = 0;
      for (int k = 0; k < y.length; k++) {
        newCost += (y[k] - values[k]) * (y[k] - values[k]);
      }
      if (newCost < cost) {
        double gain = (cost - newCost) / Math.max(predicted, Double.MIN_NORMAL);
        slowSteps = cost - newCost <= SLOW * cost ? slowSteps + 1 : 0;
        at = next;
        cost = normalEquations(curve, y, at, values, derivatives, normal, slope);
        double cube = 2 * Math.min(gain, 1) - 1;
        damping = Math.max(1e-15, damping * Math.max(1 / 3.0, 1 - cube * cube * cube));
        growth = 2;
        if (slowSteps == SLOW_STEPS) {
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

  /** Fills JᵀJ and Jᵀr, where r = y - f; returns the sum of squares. */
  private static double normalEquations(
      Curve curve,
      double[] y,
      double[] at,
      double[] values,
      double[][] derivatives,
      double[][] normal,
      double[] slope) {
    curve.evaluate(at, values, derivatives);
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      values[k] = y[k] - values[k];
      sum += values[k] * values[k];
    }
    for (int i = 0; i < at.length; i++) {
      slope[i] = dot(derivatives[i], values);
      for (int j = 0; j <= i; j++) {
        normal[i][j] = dot(derivatives[i], derivatives[j]);
        normal[j][i] = normal[i][j];
      }
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
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
