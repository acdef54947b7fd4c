package org.neurowright.engine.measure;

import java.util.Optional;

/**
 * A Boltzmann curve y = floor + (ceiling - floor)/(1 + exp((V_half - V)/k)) through the steady
 * states of a gate.
 *
 * @param vHalfMv potential at which the curve is half way, mV
 * @param slopeMv k, mV: positive where the curve rises with V, negative where it falls
 * @param floor where it comes from on its low side
 * @param ceiling where it goes on its high side
 * @param rms root of the mean squared difference, in units of y
 */
public record BoltzmannFit(
    double vHalfMv, double slopeMv, double floor, double ceiling, double rms) {
  /** A fit from 0 to 1 that is closer than this needs no floor or ceiling of its own. */
  private static final double GOOD = .01;

  /**
   * Fits a curve. A gate from 0 to 1 is taken where that comes close (rms at most 0.01), else floor
   * and ceiling are fitted as well.
   *
   * @param vMv potentials, ascending
   * @param y values, as many
   * @return empty if the curve does not change by a thousandth of its size or 1e-6, is not made of
   *     numbers, or its middle is far outside the potentials
   */
  public static Optional<BoltzmannFit> of(double[] vMv, double[] y) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : y) {
      if (!Double.isFinite(value)) {
        return Optional.empty();
      }
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int n = y.length;
    double change = most - least;
    double size = Math.max(Math.abs(most), Math.abs(least));
    if (n < 5 || !(change > 1e-3 * size) || change < 1e-6 * Math.min(1, size)) {
      return Optional.empty();
    }
    double sign = Math.signum(y[n - 1] - y[0]);
    if (sign == 0) {
      return Optional.empty();
    }
    double margin = .5 * (vMv[n - 1] - vMv[0]);
    BoltzmannFit best = null;
    if (least > -1e-6 && most < 1 + 1e-6 && most > .02) {
      best = fit(vMv, y, guess(vMv, y, .5, .12, .88, sign), 0, 1, false);
    }
    if (best == null || !(best.rms <= GOOD)) {
      double[] guess =
          guess(vMv, y, least + .5 * change, least + .12 * change, least + .88 * change, sign);
      BoltzmannFit free = fit(vMv, y, guess, least, most, true);
      if (best == null
          || !Double.isFinite(best.rms)
          || (free.rms < .5 * best.rms && free.isWithin(vMv, margin, change))) {
        best = free;
      }
    }
    return Optional.of(best).filter(f -> f.isWithin(vMv, margin, 1e3 * change));
  }

  private boolean isWithin(double[] vMv, double margin, double mostHeight) {
    return Double.isFinite(rms)
        && Double.isFinite(slopeMv)
        && vHalfMv > vMv[0] - margin
        && vHalfMv < vMv[vMv.length - 1] + margin
        && Math.abs(ceiling - floor) < 2 * mostHeight;
  }

  /** Middle and slope from where the curve crosses its middle and 12 and 88 %. */
  private static double[] guess(
      double[] vMv, double[] y, double half, double low, double high, double sign) {
    double middle = crossing(vMv, y, half, sign);
    double from = crossing(vMv, y, low, sign);
    double to = crossing(vMv, y, high, sign);
    double k = (to - from) / 4;
    return new double[] {middle, Math.abs(k) > .1 ? k : 8 * sign};
  }

  private static double crossing(double[] vMv, double[] y, double level, double sign) {
    for (int i = 1; i < y.length; i++) {
      double before = sign * (y[i - 1] - level);
      double now = sign * (y[i] - level);
      if (before < 0 && now >= 0) {
        return vMv[i - 1] + (vMv[i] - vMv[i - 1]) * before / (before - now);
      }
    }
    return sign * (y[0] - level) >= 0 ? vMv[0] : vMv[vMv.length - 1];
  }

  private static BoltzmannFit fit(
      double[] vMv, double[] y, double[] guess, double floor, double ceiling, boolean free) {
    int n = y.length;
    double none = Double.NEGATIVE_INFINITY;
    double[] start = free ? new double[] {guess[0], guess[1], floor, ceiling} : guess.clone();
    // the rising form: a falling curve has a negative k, so floor is always the lower end
    LeastSquares.Result found =
        LeastSquares.fit(
            (p, values, derivatives) -> {
              double base = free ? p[2] : 0;
              double height = free ? p[3] - p[2] : 1;
              for (int i = 0; i < n; i++) {
                double z = (p[0] - vMv[i]) / p[1];
                double s = 1 / (1 + Math.exp(z));
                values[i] = base + height * s;
                if (derivatives != null) {
                  double ds = s * (1 - s);
                  derivatives[0][i] = -height * ds / p[1];
                  derivatives[1][i] = height * ds * z / p[1];
                  if (free) {
                    derivatives[2][i] = 1 - s;
                    derivatives[3][i] = s;
                  }
                }
              }
            },
            y,
            start,
            free ? new double[] {none, none, none, none} : new double[] {none, none});
    double[] p = found.parameters();
    double rms = Math.sqrt(found.sumOfSquares() / n);
    return new BoltzmannFit(
        p[0], p[1], free ? p[2] : 0, free ? p[3] : 1, found.converged() ? rms : Double.NaN);
  }

  /** The curve at a potential. */
  public double at(double vMv) {
    return floor + (ceiling - floor) / (1 + Math.exp((vHalfMv - vMv) / slopeMv));
  }

  /** Whether it rises with the potential. */
  public boolean isRising() {
    return slopeMv > 0;
  }
}
