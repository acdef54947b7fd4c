package org.neurowright.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class Random123Test {
  /** Known answer of Philox 4x32-10 for counter 0 and key 0 (Random123 1.14, kat_vectors). */
  @Test
  void wordsAreThoseOfThePublishedTestVector() {
    int[] expected = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    for (int i = 0; i < 4; i++) {
      assertThat(Random123.word(0, 0, 0, 0, i)).isEqualTo(expected[i]);
    }
  }

  /** Computed by NEURON 8.2.2 with Random.Random123(id1, id2, id3) and uniform(0, 1). */
  @Test
  void uniformNumbersAreThoseOfNeuron() {
    double[][] expected = {
      {
        1, 2, 3, 0, 0.980861897351951, 0.22910290974446038, 0.12487032890206429, 0.12655526885610183
      },
      {
        4294967295.0,
        12,
        1,
        0,
        0.43014903682513417,
        0.9398990008188647,
        0.8823690498521624,
        0.17587197567898036
      },
      {0, 0, 0, 7, 0.9545971260046128, 0.7501522219390254, 0.11417736180262236, 0.0856578654875844},
      {
        5, 0, 0, 7, 0.20872447495145618, 0.8906292335850584, 0.43343642972562546, 0.5027853468193707
      },
    };
    for (double[] row : expected) {
      Random123 stream =
          new Random123(
              (int) (long) row[0], (int) (long) row[1], (int) (long) row[2], (int) (long) row[3]);
      for (int i = 4; i < row.length; i++) {
        assertThat(stream.nextUniform()).isEqualTo(row[i]);
      }
    }
  }

  /** Computed by NEURON 8.2.2: Random.Random123(1, 2, 3), negexp(1). */
  @Test
  void exponentialNumbersAreThoseOfNeuron() {
    Random123 stream = new Random123(1, 2, 3);
    double[] expected = {
      0.019323606745855152, 1.473583988841838, 2.080479448902724, 2.067076158277677
    };
    for (double value : expected) {
      assertThat(stream.nextExponential()).isCloseTo(value, within(1e-15));
    }
  }

  @Test
  void anyPlaceOfAStreamCanBeReachedAtOnce() {
    Random123 whole = new Random123(9, 8, 7);
    double[] values = new double[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = whole.nextUniform();
    }
    for (int place : new int[] {0, 1, 6, 33, 49}) {
      Random123 jumped = new Random123(9, 8, 7);
      jumped.setSequence(place);
      assertThat(jumped.nextUniform()).isEqualTo(values[place]);
      assertThat(jumped.sequence()).isEqualTo(place + 1);
    }
  }

  @Test
  void momentsAreThoseOfTheDistributions() {
    Random123 stream = new Random123(1, 1, 1);
    int n = 200_000;
    double uniform = 0;
    double exponential = 0;
    double normal = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      uniform += stream.nextUniform();
      exponential += stream.nextExponential();
      double x = stream.nextNormal();
      normal += x;
      square += x * x;
    }
    assertThat(uniform / n).isCloseTo(0.5, within(0.003));
    assertThat(exponential / n).isCloseTo(1.0, within(0.01));
    assertThat(normal / n).isCloseTo(0.0, within(0.01));
    assertThat(square / n).isCloseTo(1.0, within(0.02));
  }
}
