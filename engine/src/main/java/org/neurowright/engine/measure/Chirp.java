package org.neurowright.engine.measure;

/**
 * A current whose frequency changes, without taper. With s the time since its start, T its length,
 * f in 1/ms:
 *
 * <ul>
 *   <li>linear: I(s) = A·sin(π·(2·f0 + (f1 - f0)·s/T)·s), frequency f0 + (f1 - f0)·s/T
 *   <li>exponential, with L = ln(f1/f0)/T: I(s) = A·sin(2π·f0/L·(exp(L·s) - 1)), frequency
 *       f0·exp(L·s)
 * </ul>
 */
public final class Chirp {
  private Chirp() {}

  /**
   * The samples of a chirp at multiples of the step.
   *
   * @param kind linear or exponential; exponential needs both frequencies above 0
   * @param samples how many, at least 2
   * @param amplitudeNa peak
   */
  public static double[] current(
      ChirpKind kind, int samples, double dtMs, double amplitudeNa, double startHz, double endHz) {
    double f0 = startHz * 1e-3;
    double f1 = endHz * 1e-3;
    double length = (samples - 1) * dtMs;
    double[] current = new double[samples];
    boolean constant = kind == ChirpKind.EXPONENTIAL && f0 == f1;
    double rate = kind == ChirpKind.EXPONENTIAL ? Math.log(f1 / f0) / length : 0;
    for (int k = 0; k < samples; k++) {
      double s = k * dtMs;
      double phase =
          switch (kind) {
            case LINEAR -> Math.PI * (2 * f0 + (f1 - f0) / length * s) * s;
            case EXPONENTIAL ->
                constant
                    ? 2 * Math.PI * f0 * s
                    : Math.PI * 2 * f0 / rate * (Math.exp(rate * s) - 1);
          };
      current[k] = amplitudeNa * Math.sin(phase);
    }
    return current;
  }
}
