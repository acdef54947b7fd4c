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
    LeastSquares.Result found =
        LeastSquares.fit(
            (t, p, gradient) -> {
              double e = Math.exp(-t / p[1]);
              gradient[0] = e - 1;
              gradient[1] = p[0] * e * t / (p[1] * p[1]);
              return v0Mv + p[0] * (e - 1);
            },
            tMs,
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
    double[] start = guess.clone();
    start[2] = Math.max(start[2], SHORTEST_MS);
    start[3] = Math.max(start[3], SHORTEST_MS);
    LeastSquares.Result found =
        LeastSquares.fit(
            (t, p, gradient) -> {
              double e1 = Math.exp(-t / p[2]);
              double e2 = Math.exp(-t / p[3]);
              gradient[0] = e1 - 1;
              gradient[1] = e2 - 1;
              gradient[2] = p[0] * e1 * t / (p[2] * p[2]);
              gradient[3] = p[1] * e2 * t / (p[3] * p[3]);
              return v0Mv + p[0] * (e1 - 1) + p[1] * (e2 - 1);
            },
            tMs,
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

  /** Why the terms should not be taken at their word, if so. */
  public Optional<String> doubt(double changeMv) {
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
    double largest = Math.max(Math.abs(amplitudesMv[0]), Math.abs(amplitudesMv[1]));
    if (largest > 20 * Math.abs(changeMv)) {
      return Optional.of(
          "The two exponentials are nearly the same, with large opposite amplitudes; only their sum"
              + " and the slower time constant mean something");
    }
    return Optional.empty();
  }
}
