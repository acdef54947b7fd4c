package org.neurowright.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 17, 64, 100, 257, 1001})
  void isTheSumItIsDefinedAs(int n) {
    Random random = new Random(n);
    double[] x = random.doubles(n, -1, 1).toArray();
    double[] y = random.doubles(n, -50, 50).toArray();
    Fourier.Spectrum[] spectra = Fourier.real(x, y);
    assertThat(spectra[0].size()).isEqualTo(n / 2 + 1);
    for (int k = 0; k <= n / 2; k++) {
      check(spectra[0], x, k);
      check(spectra[1], y, k);
    }
  }

  private static void check(Fourier.Spectrum spectrum, double[] x, int k) {
    double re = 0;
    double im = 0;
    double size = 0;
    for (int j = 0; j < x.length; j++) {
      double angle = 2 * Math.PI * ((long) j * k % x.length) / x.length;
      re += x[j] * Math.cos(angle);
      im -= x[j] * Math.sin(angle);
      size += Math.abs(x[j]);
    }
    assertThat(spectrum.re()[k]).isCloseTo(re, within(1e-13 * size));
    assertThat(spectrum.im()[k]).isCloseTo(im, within(1e-13 * size));
  }

  /** A length of the lab, longer than what stays in the cache: a tone has one line. */
  @ParameterizedTest
  @ValueSource(ints = {40_001, 65_536})
  void aToneHasOneLine(int n) {
    double[] x = new double[n];
    for (int j = 0; j < n; j++) {
      x[j] = Math.cos(2 * Math.PI * ((long) j * 77 % n) / n);
    }
    Fourier.Spectrum spectrum = Fourier.real(x);
    for (int k = 0; k < spectrum.size(); k++) {
      assertThat(spectrum.modulus(k)).isCloseTo(k == 77 ? n / 2.0 : 0, within(1e-8));
    }
  }

  /** The first values alone are those of the whole transform, which other tests hold to its sum. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 60, 233})
  void theFirstValuesAloneAreTheSame(int bins) {
    int n = 60_001;
    assertThat(LowFrequencies.pays(n, bins)).isTrue();
    double[] x = new Random(bins).doubles(n, -60, -50).toArray();
    double[] y = new Random(-bins).doubles(n, -1, 1).toArray();
    Fourier.Spectrum[] whole = Fourier.real(x, y);
    Fourier.Spectrum[] first = Fourier.lowest(x, y, bins);
    for (int s = 0; s < 2; s++) {
      double tolerance = 1e-14 * (s == 0 ? 60 : 1) * n;
      assertThat(first[s].size()).isEqualTo(bins);
      for (int k = 0; k < bins; k++) {
        assertThat(first[s].re()[k]).isCloseTo(whole[s].re()[k], within(tolerance));
        assertThat(first[s].im()[k]).isCloseTo(whole[s].im()[k], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 100})
  void shortSequencesAreTransformedAsAWhole(int n) {
    double[] x = new Random(n).doubles(n, -1, 1).toArray();
    Fourier.Spectrum[] spectra = Fourier.lowest(x, x, n / 2 + 1);
    assertThat(spectra[0].re()).isEqualTo(Fourier.real(x, x)[0].re());
  }
}
