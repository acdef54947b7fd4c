package org.neurowright.engine.measure;

/**
 * What one synaptic event does to a trace.
 *
 * @param eventMs its time
 * @param baseline value at that time, in the trace's unit
 * @param amplitude largest deflection from it, with its sign
 * @param latencyMs until a tenth of it
 * @param riseMs from a tenth to nine tenths of it
 * @param decayMs from the peak until 1/e of it; NaN when the trace does not come back so far
 * @param halfWidthMs time above half of it; NaN likewise
 */
public record Response(
    double eventMs,
    double baseline,
    double amplitude,
    double latencyMs,
    double riseMs,
    double decayMs,
    double halfWidthMs) {

  /**
   * Measures a response.
   *
   * @param t times, ms
   * @param y a potential or a current
   * @param eventMs when the event arrives
   * @param untilMs when the next one does, or the end
   */
  public static Response of(double[] t, double[] y, double eventMs, double untilMs) {
    int first = 0;
    while (first + 1 < t.length && t[first + 1] <= eventMs + 1e-9) {
      first++;
    }
    int peak = first;
    int last = first;
    for (int k = first; k < t.length && t[k] <= untilMs; k++) {
      peak = Math.abs(y[k] - y[first]) > Math.abs(y[peak] - y[first]) ? k : peak;
      last = k;
    }
    double base = y[first];
    double amplitude = y[peak] - base;
    double tenth = up(t, y, first, peak, base, amplitude * .1);
    double half = up(t, y, first, peak, base, amplitude * .5);
    return new Response(
        eventMs,
        base,
        amplitude,
        tenth - eventMs,
        up(t, y, first, peak, base, amplitude * .9) - tenth,
        down(t, y, peak, last, base, amplitude / Math.E) - t[peak],
        down(t, y, peak, last, base, amplitude * .5) - half);
  }

  private static double up(double[] t, double[] y, int from, int to, double base, double level) {
    for (int k = from + 1; k <= to; k++) {
      if (Math.abs(y[k] - base) >= Math.abs(level)) {
        return between(t, y, k, base + level);
      }
    }
    return Double.NaN;
  }

  private static double down(double[] t, double[] y, int from, int to, double base, double level) {
    for (int k = from + 1; k <= to; k++) {
      if (Math.abs(y[k] - base) <= Math.abs(level)) {
        return between(t, y, k, base + level);
      }
    }
    return Double.NaN;
  }

  private static double between(double[] t, double[] y, int k, double level) {
    return y[k] == y[k - 1]
        ? t[k]
        : t[k - 1] + (level - y[k - 1]) / (y[k] - y[k - 1]) * (t[k] - t[k - 1]);
  }
}
