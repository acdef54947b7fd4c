package org.neurowright.engine.measure;

import java.util.Arrays;

/**
 * Impedance over frequency: the Fourier transform of a response over that of the current, without
 * window or detrending.
 *
 * @param freqHz frequencies between the ends of the chirp, both excluded
 * @param impedanceMohm |Z|, as smoothed
 * @param phaseRad phase of Z, not smoothed; negative where the potential lags
 * @param rawMohm |Z|, not smoothed
 * @param resonanceHz where |Z| is largest, among frequencies that smoothing has not mixed with
 *     those outside of the chirp
 * @param resonanceMohm |Z| there
 * @param quality |Z| there over |Z| at the lowest frequency considered: 1 without resonance
 * @param bmtoolResonanceHz where |Z| is largest among all frequencies of the profile, as bmtool has
 *     it
 */
public record ImpedanceProfile(
    double[] freqHz,
    double[] impedanceMohm,
    double[] phaseRad,
    double[] rawMohm,
    double resonanceHz,
    double resonanceMohm,
    double quality,
    double bmtoolResonanceHz) {

  /**
   * Computes a profile.
   *
   * @param responseMv change of the potential from rest
   * @param currentNa the chirp, as long
   * @param dtMs distance of samples
   * @param startHz one end of the chirp
   * @param endHz the other
   * @param smooth bins of the moving average of |Z|, 1 for none
   */
  public static ImpedanceProfile of(
      double[] responseMv,
      double[] currentNa,
      double dtMs,
      double startHz,
      double endHz,
      int smooth) {
    int n = responseMv.length;
    int bins = n / 2 + 1;
    double binHz = 1 / (n * (dtMs * 1e-3));
    double lowest = Math.min(startHz, endHz);
    double highest = Math.max(startHz, endHz);
    int from = 0;
    while (from < bins && !(from * binHz > lowest)) {
      from++;
    }
    int to = from;
    while (to < bins && to * binHz < highest) {
      to++;
    }
    int count = to - from;
    // Averages reach beyond the ends of the chirp; what lies farther away is not needed.
    int needed = Math.min(bins, to + smooth);
    Fourier.Spectrum[] spectra = Fourier.lowest(responseMv, currentNa, needed);
    Fourier.Spectrum response = spectra[0];
    Fourier.Spectrum current = spectra[1];
    double[] modulus = new double[needed];
    for (int k = 0; k < needed; k++) {
      modulus[k] = response.modulus(k) / current.modulus(k);
    }
    double[] smoothed = smooth > 1 ? movingAverage(modulus, smooth) : modulus;
    double[] freq = new double[count];
    double[] phase = new double[count];
    for (int k = 0; k < count; k++) {
      freq[k] = (from + k) * binHz;
      double difference = response.phase(from + k) - current.phase(from + k);
      phase[k] = Math.IEEEremainder(difference, 2 * Math.PI);
    }
    double[] shown = Arrays.copyOfRange(smoothed, from, to);
    int best = count == 0 ? -1 : largest(shown, 0, count);
    // Averages next to the ends of the chirp contain bins where there was no current.
    int margin = smooth > 1 ? smooth / 2 : 0;
    int lowEnd = Math.min(margin, Math.max(0, count - 1));
    int highEnd = Math.max(lowEnd + 1, count - margin);
    int inner = count == 0 ? -1 : largest(shown, lowEnd, Math.min(highEnd, count));
    return new ImpedanceProfile(
        freq,
        shown,
        phase,
        Arrays.copyOfRange(modulus, from, to),
        inner < 0 ? Double.NaN : freq[inner],
        inner < 0 ? Double.NaN : shown[inner],
        inner < 0 ? Double.NaN : shown[inner] / shown[lowEnd],
        best < 0 ? Double.NaN : freq[best]);
  }

  private static int largest(double[] values, int from, int to) {
    int best = from;
    for (int k = from + 1; k < to; k++) {
      if (values[k] > values[best]) {
        best = k;
      }
    }
    return best;
  }

  /** Centred average over some bins; outside of the spectrum there are zeros. */
  static double[] movingAverage(double[] values, int width) {
    int n = values.length;
    double[] average = new double[n];
    // of an even width the longer half lies below, as in numpy's convolve
    int below = width / 2;
    int above = width - 1 - below;
    for (int k = 0; k < n; k++) {
      double sum = 0;
      for (int j = Math.max(0, k - below); j <= Math.min(n - 1, k + above); j++) {
        sum += values[j];
      }
      average[k] = sum / width;
    }
    return average;
  }
}
