package org.neurowright.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomStreamTest {
  private static final int N = 400_000;

  /** Known answers of Philox 4x32-10 (Random123 1.14, kat_vectors). */
  @Test
  void wordsAreThoseOfThePublishedTestVectors() {
    assertThat(words(0, 0, 0)).containsExactly(0xe169c58d6627e8d5L, 0x9b00dbd8bc57ac4cL);
    assertThat(words(-1, -1, -1)).containsExactly(0x41c83b0e408f276dL, 0x6d5451fda20bc7c6L);
    assertThat(words(0x85a308d3243f6a88L, 0x0370734413198a2eL, 0x299f31d0a4093822L))
        .containsExactly(0x94fdcceb_d16cfe09L, 0x24126ea1_5001e420L);
  }

  @Test
  void wordsAreThoseOfRandom123() {
    Random random = new Random(4);
    for (int i = 0; i < 100; i++) {
      int id1 = random.nextInt();
      int id2 = random.nextInt();
      int id3 = random.nextInt();
      int key = random.nextInt();
      long low = i | (long) id3 << 32;
      long[] words = words(low, id1 & 0xFFFFFFFFL | (long) id2 << 32, key & 0xFFFFFFFFL);
      for (int k = 0; k < 4; k++) {
        assertThat((int) (words[k / 2] >>> 32 * (k & 1)))
            .isEqualTo(Random123.word(id1, id2, id3, key, 4L * i + k));
      }
    }
  }

  private static long[] words(long low, long high, long key) {
    long[] words = new long[2];
    Philox.words(low, high, key, words, 0);
    return words;
  }

  @Test
  void numbersDependOnTheirPlaceOnly() {
    RandomStream stream = new RandomStream(1, RandomStream.purpose("rule"), 7);
    double[] uniforms = new double[101];
    double[] normals = new double[101];
    stream.fillUniforms(3, 40, 101, uniforms);
    stream.fillNormals(3, 40, 101, normals);
    int[] places = new Random(5).ints(200, 40, 141).toArray();
    double[] some = new double[200];
    for (int first = 40; first < 60; first++) {
      for (int count = 0; count < 6; count++) {
        stream.fillUniforms(3, first, count, some);
        assertThat(java.util.Arrays.copyOf(some, count))
            .isEqualTo(java.util.Arrays.copyOfRange(uniforms, first - 40, first - 40 + count));
        stream.fillNormals(3, first, count, some);
        assertThat(java.util.Arrays.copyOf(some, count))
            .isEqualTo(java.util.Arrays.copyOfRange(normals, first - 40, first - 40 + count));
      }
    }
    stream.fillUniforms(3, places, 10, 150, some);
    for (int i = 0; i < 150; i++) {
      assertThat(some[i]).isEqualTo(uniforms[places[10 + i] - 40]);
    }
    stream.fillNormals(3, places, 10, 150, some);
    for (int i = 0; i < 150; i++) {
      assertThat(some[i]).isEqualTo(normals[places[10 + i] - 40]);
    }
  }

  @Test
  void everyPartOfTheNameMakesAnotherStream() {
    double[] one = new double[1];
    java.util.Set<Double> firsts = new java.util.HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (String purpose : new String[] {"a", "b", "ab", ""}) {
        RandomStream stream = new RandomStream(seed, RandomStream.purpose(purpose), 0);
        for (int index = 0; index < 10; index++) {
          stream.select(index);
          for (int call = 0; call < 10; call++) {
            stream.fillUniforms(call, 0, 1, one);
            firsts.add(one[0]);
          }
        }
      }
    }
    assertThat(firsts).hasSize(10 * 4 * 10 * 10);
  }

  @Test
  void namesOutsideOfTheCounterAreRefused() {
    RandomStream stream = new RandomStream(1, 2, 3);
    double[] out = new double[4];
    assertThatIllegalArgumentException().isThrownBy(() -> stream.select(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> stream.select(1L << 48));
    assertThatIllegalArgumentException().isThrownBy(() -> stream.fillUniforms(-1, 0, 1, out));
    assertThatIllegalArgumentException().isThrownBy(() -> stream.fillUniforms(65536, 0, 1, out));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.fillNormals(0, (1L << 40) - 1, 4, out));
  }

  @Test
  void uniformsLieInsideTheOpenIntervalAndAreEven() {
    assertThat(RandomStream.uniform(0)).isGreaterThan(0);
    assertThat(RandomStream.uniform(-1)).isLessThan(1);
    double[] u = new double[N];
    new RandomStream(3, 4, 5).fillUniforms(0, 0, N, u);
    int[] bins = new int[100];
    for (double x : u) {
      bins[(int) (x * 100)]++;
    }
    double chiSquare = 0;
    for (int count : bins) {
      chiSquare += (count - N / 100.0) * (count - N / 100.0) / (N / 100.0);
    }
    // 99 degrees of freedom: mean 99, standard deviation 14.
    assertThat(chiSquare).isBetween(45.0, 160.0);
    assertThat(correlation(u, 1)).isCloseTo(0, within(0.008));
    assertThat(correlation(u, 2)).isCloseTo(0, within(0.008));
  }

  private static double correlation(double[] u, int lag) {
    double sum = 0;
    for (int i = 0; i + lag < u.length; i++) {
      sum += (u[i] - 0.5) * (u[i + lag] - 0.5);
    }
    return sum / (u.length - lag) * 12;
  }

  @Test
  void normalsHaveTheirFirstFourMomentsAndNeighboursAreUncorrelated() {
    double[] z = new double[N];
    new RandomStream(3, 4, 6).fillNormals(0, 1, N, z);
    double[] moments = new double[5];
    double neighbours = 0;
    for (int i = 0; i < N; i++) {
      for (int k = 1; k <= 4; k++) {
        moments[k] += StrictMath.pow(z[i], k) / N;
      }
      neighbours += i > 0 ? z[i] * z[i - 1] / N : 0;
    }
    assertThat(moments[1]).isCloseTo(0, within(0.008));
    assertThat(moments[2]).isCloseTo(1, within(0.012));
    assertThat(moments[3]).isCloseTo(0, within(0.03));
    assertThat(moments[4]).isCloseTo(3, within(0.08));
    assertThat(neighbours).isCloseTo(0, within(0.008));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 3", "0.7, 1", "1, 2", "4.5, 0.5", "300, 0.01"})
  void gammaHasItsMeanVarianceAndSkewness(double shape, double scale) {
    check(
        d -> Distributions.gamma(d, shape, scale),
        shape * scale,
        shape * scale * scale,
        2 / Math.sqrt(shape));
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.5", "3", "9.99", "10", "45", "1234.5", "1e8"})
  void poissonHasItsMeanVarianceAndSkewness(double mean) {
    check(d -> Distributions.poisson(d, mean), mean, mean, 1 / Math.sqrt(mean));
  }

  /** The probability of each count, where the method changes and where the table ends. */
  @ParameterizedTest
  @CsvSource({"2", "10", "30", "130"})
  void poissonHasItsProbabilities(double mean) {
    int[] counts = new int[400];
    Draws draws = new Draws();
    RandomStream stream = new RandomStream(8, 9, 10);
    for (int i = 0; i < N; i++) {
      draws.start(stream, 0, i);
      counts[(int) Distributions.poisson(draws, mean)]++;
    }
    double logProbability = -mean;
    for (int k = 0; k < 400; k++) {
      double expected = N * Math.exp(logProbability);
      assertThat((double) counts[k])
          .as("count of %d", k)
          .isCloseTo(expected, within(5 * Math.sqrt(expected) + 3));
      logProbability += Math.log(mean / (k + 1));
    }
  }

  @Test
  void logFactorialIsContinuousWhereTheTableEnds() {
    double sum = 0;
    for (int k = 2; k < 300; k++) {
      sum += StrictMath.log(k);
      assertThat(Distributions.logFactorial(k)).isCloseTo(sum, within(1e-12 * sum));
    }
  }

  /** Moments by Simpson's rule. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, -1, 1",
    "0, 1, -5, 0.2",
    "10, 2, 0, 100",
    "0, 1, 3, 3.1",
    "0, 1, 4, Infinity",
    "5, 2, -Infinity, 0",
    "0, 1, 0.5, 8"
  })
  void truncatedNormalsHaveTheirMeanAndVariance(double mean, double sd, double low, double high) {
    double a = Math.max(-40, (low - mean) / sd);
    double b = Math.min(40, (high - mean) / sd);
    // Scaled by the density at the bound nearest to the mean.
    double centre = Math.clamp(0, a, b);
    double top = Math.min(b, Math.max(a, centre) + 12);
    double bottom = Math.max(a, Math.min(b, centre) - 12);
    double[] m = new double[4];
    int steps = 20_000;
    double h = (top - bottom) / steps;
    for (int i = 0; i <= steps; i++) {
      double z = bottom + i * h;
      double w = (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
      double density = w * Math.exp(-0.5 * (z * z - centre * centre));
      for (int k = 0; k < 4; k++) {
        m[k] += density * Math.pow(z, k);
      }
    }
    double mu = m[1] / m[0];
    double variance = m[2] / m[0] - mu * mu;
    double third = m[3] / m[0] - 3 * mu * variance - mu * mu * mu;
    check(
        d -> {
          double x = Distributions.truncatedNormal(d, mean, sd, low, high);
          assertThat(x).isBetween(low, high);
          return x;
        },
        mean + sd * mu,
        sd * sd * variance,
        third / Math.pow(variance, 1.5));
  }

  @Test
  void parametersOutsideTheirDomainGiveNaN() {
    Draws draws = new Draws();
    draws.start(new RandomStream(1, 1, 1), 0, 0);
    assertThat(Distributions.gamma(draws, 0, 1)).isNaN();
    assertThat(Distributions.gamma(draws, 1, -1)).isNaN();
    assertThat(Distributions.gamma(draws, Double.NaN, 1)).isNaN();
    assertThat(Distributions.poisson(draws, -1)).isNaN();
    assertThat(Distributions.poisson(draws, Double.NaN)).isNaN();
    assertThat(Distributions.truncatedNormal(draws, 0, -1, 0, 1)).isNaN();
    assertThat(Distributions.truncatedNormal(draws, 0, 1, 2, 1)).isNaN();
    assertThat(Distributions.truncatedNormal(draws, 0, 0, 2, 3)).isEqualTo(2);
    assertThat(Distributions.poisson(draws, 0)).isZero();
  }

  private interface Distribution {
    double draw(Draws draws);
  }

  /** Five standard errors each; the error of the skewness is that of a normal distribution. */
  private static void check(
      Distribution distribution, double mean, double variance, double skewness) {
    Draws draws = new Draws();
    RandomStream stream = new RandomStream(11, 12, 13);
    double[] x = new double[N];
    double sum = 0;
    for (int i = 0; i < N; i++) {
      draws.start(stream, 2, i);
      x[i] = distribution.draw(draws);
      sum += x[i] - mean;
    }
    double sd = Math.sqrt(variance);
    assertThat(sum / N).isCloseTo(0, within(5 * sd / Math.sqrt(N)));
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double value : x) {
      double z = (value - mean) / sd;
      second += z * z / N;
      third += z * z * z / N;
      fourth += z * z * z * z / N;
    }
    assertThat(second).isCloseTo(1, within(5 * Math.sqrt(fourth / N)));
    assertThat(third).isCloseTo(skewness, within(0.03 + 0.03 * skewness * skewness));
  }
}
