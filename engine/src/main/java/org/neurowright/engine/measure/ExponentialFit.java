package org.neurowright.engine.measure;

import java.util.Optional;

/**
 * One or two exponentials f(t) = a0 + Σ a·exp(-t/τ) with f(0) given, on the samples of a step
 * response.
 *
 * @param a0Mv where the curve ends, mV
 * @param amplitudesMv of the terms, mV
 * @param tausMs of the terms, ms
 * @param rmsMv root of the mean squared difference, mV
 * @param converged false when the search was given up
 */
public record ExponentialFit(
    double a0Mv, double[] amplitudesMv, double[] tausMs, double rmsMv, boolean converged) {
  /** Smallest time constant, ms. */
  private static final double SHORTEST_MS = 1e-3;

  /** Values after which an exponential is computed anew. */
  private static final int ANCHOR = 64;

  /** Terms smaller than this part of the whole change have a meaningless time constant. */
  private static final double NEGLIGIBLE = 1e-6;

  /**
   * One exponential.
   *
   * @param tMs times from the start of the step
   * @param vMv samples
   * @param v0Mv where the curve starts
   * @param amplitudeMv first guess
   * @param tauMs first guess
   */
  static ExponentialFit single(
      double[] tMs, double[] vMv, double v0Mv, double amplitudeMv, double tauMs) {
    double[][] e = new double[1][tMs.length];
    LeastSquares.Result found =
        LeastSquares.fit(
            (p, values, derivatives) -> {
              decay(tMs, p[1], e[0]);
              for (int k = 0; k < tMs.length; k++) {
                values[k] = v0Mv + p[0] * (e[0][k] - 1);
                if (derivatives != null) {
                  derivatives[0][k] = e[0][k] - 1;
                  derivatives[1][k] = p[0] * e[0][k] * tMs[k] / (p[1] * p[1]);
                }
              }
            },
            vMv,
            new double[] {amplitudeMv, Math.max(tauMs, SHORTEST_MS)},
            new double[] {Double.NEGATIVE_INFINITY, SHORTEST_MS});
    double[] p = found.parameters();
    return new ExponentialFit(
        v0Mv - p[0],
        new double[] {p[0]},
        new double[] {p[1]},
        Math.sqrt(found.sumOfSquares() / tMs.length),
        found.converged());
  }

  /** Two exponentials, from first guesses {a1, a2, tau1, tau2}. */
  static ExponentialFit twofold(double[] tMs, double[] vMv, double v0Mv, double[] guess) {
    double none = Double.NEGATIVE_INFINITY;
    double[][] e = new double[2][tMs.length];
    double[] start = guess.clone();
    start[2] = Math.max(start[2], SHORTEST_MS);
    start[3] = Math.max(start[3], SHORTEST_MS);
    LeastSquares.Result found =
        LeastSquares.fit(
            (p, values, derivatives) -> {
              decay(tMs, p[2], e[0]);
              decay(tMs, p[3], e[1]);
              for (int k = 0; k < tMs.length; k++) {
                values[k] = v0Mv + p[0] * (e[0][k] - 1) + p[1] * (e[1][k] - 1);
              }
              for (int i = 0; derivatives != null && i < 2; i++) {
                double factor = p[i] / (p[2 + i] * p[2 + i]);
                for (int k = 0; k < tMs.length; k++) {
                  derivatives[i][k] = e[i][k] - 1;
                  derivatives[2 + i][k] = factor * e[i][k] * tMs[k];
                }
              }
            },
            vMv,
            start,
            new double[] {none, none, SHORTEST_MS, SHORTEST_MS});
    double[] p = found.parameters();
    return new ExponentialFit(
        v0Mv - p[0] - p[1],
        new double[] {p[0], p[1]},
        new double[] {p[2], p[3]},
        Math.sqrt(found.sumOfSquares() / tMs.length),
        found.converged());
  }

  /**
   * exp(-t/tau) at equidistant times: each value is the one before times a constant factor, set
   * right every so often, which is as good as the times are equidistant and much faster.
   */
  private static void decay(double[] tMs, double tauMs, double[] out) {
    int n = tMs.length;
    double factor = n > 1 ? Math.exp(-(tMs[n - 1] - tMs[0]) / (n - 1) / tauMs) : 1;
    for (int from = 0; from < n; from += ANCHOR) {
      double value = Math.exp(-tMs[from] / tauMs);
      for (int k = from; k < Math.min(n, from + ANCHOR); k++) {
        out[k] = value;
        value *= factor;
      }
    }
  }

  /** The curve at a time from the start of the step, mV. */
  public double at(double tMs) {
    double v = a0Mv;
    for (int i = 0; i < tausMs.length; i++) {
      v += amplitudesMv[i] * Math.exp(-tMs / tausMs[i]);
    }
    return v;
  }

  /** The largest time constant of a term that matters, ms; the largest of all if none does. */
  public double slowestTauMs(double changeMv) {
    double slowest = 0;
    double slowestOfAll = 0;
    for (int i = 0; i < tausMs.length; i++) {
      slowestOfAll = Math.max(slowestOfAll, tausMs[i]);
      if (Math.abs(amplitudesMv[i]) >= NEGLIGIBLE * Math.abs(changeMv)) {
        slowest = Math.max(slowest, tausMs[i]);
      }
    }
    return slowest > 0 ? slowest : slowestOfAll;
  }

  /**
   * Why the terms should not be taken at their word, if so.
   *
   * @param changeMv V_final - V_rest
   * @param durationMs length of the pulse
   */
  public Optional<String> doubt(double changeMv, double durationMs) {
    if (!converged) {
      return Optional.of("The fit did not converge");
    }
    if (tausMs.length < 2) {
      return Optional.empty();
    }
    double small = NEGLIGIBLE * Math.abs(changeMv);
    if (Math.abs(amplitudesMv[0]) < small || Math.abs(amplitudesMv[1]) < small) {
      return Optional.of(
          "One exponential is enough: the amplitude of the other is next to nothing and its time"
              + " constant is left out");
    }
    if (Math.max(tausMs[0], tausMs[1]) > 10 * durationMs) {
      return Optional.of(
          "One of the two time constants is far longer than the pulse, so it means nothing");
    }
    double largest = Math.max(Math.abs(amplitudesMv[0]), Math.abs(amplitudesMv[1]));
    if (largest > 20 * Math.abs(changeMv)) {
      return Optional.of(
          "The two exponentials are nearly the same, with large opposite amplitudes; only their sum"
              + " and the slower time constant mean something");
    }
    return Optional.empty();
  }
}
