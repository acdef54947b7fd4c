package org.neurowright.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The random numbers themselves, as this program has drawn them since networks are built with it.
 * Whoever changes one changes every network that was ever built by a document and its seed: that
 * needs a new version of the document, not other numbers here. The words under them are those of
 * the published test vectors ({@link RandomStreamTest}).
 */
class GoldenNumbersTest {
  private final RandomStream stream =
      new RandomStream(42, RandomStream.purpose("connection exc to inh"), 7);

  @Test
  void purposes() {
    assertThat(RandomStream.purpose("connection exc to inh")).isEqualTo(0xa7c029cc70e361a2L);
    assertThat(RandomStream.purpose("")).isEqualTo(0xf52a15e9a9b5e89bL);
  }

  @Test
  void streams() {
    double[] out = new double[4];
    stream.fillUniforms(0, 0, 4, out);
    assertThat(out)
        .containsExactly(
            0.5404563423531524, 0.938409188127005, 0.8635988919380421, 0.328969146347183);
    stream.fillUniforms(3, 1_000_000_001L, 4, out);
    assertThat(out)
        .containsExactly(
            0.8903563906193784, 0.08249160577860193, 0.015092854779579556, 0.5869964944950662);
    stream.fillUniforms(1, new int[] {5, 2, 9, 9}, 0, 4, out);
    assertThat(out)
        .containsExactly(
            0.518852130091123, 0.37879261497855177, 0.6499499178009808, 0.6499499178009808);
    stream.fillNormals(0, 0, 4, out);
    assertThat(out)
        .containsExactly(
            1.0273247982511278, -0.4186724192466594, -0.25782209445836474, 0.4762578024977485);
    stream.select((1L << 48) - 1);
    stream.fillUniforms(65535, (1L << 40) - 4, 4, out);
    assertThat(out)
        .containsExactly(
            0.18969396427341179, 0.3400945475895326, 0.32176002454300534, 0.5384431103507888);
  }

  @Test
  void distributions() {
    check(
        Draws::nextUniform,
        0.4919191416014389,
        0.09678934798871619,
        0.9159064967325169,
        0.8383434596014364);
    check(
        Draws::nextNormal,
        0.3060751829354585,
        -1.8077063873505512,
        0.0018445463682260728,
        0.026661525397420262);
    check(
        d -> Distributions.gamma(d, 3, 0.5),
        1.5991815101310363,
        0.3349916619362715,
        1.3348399662660717,
        1.3552210654054087);
    check(
        d -> Distributions.gamma(d, 0.4, 2),
        0.5344085590951687,
        0.1354867265592735,
        0.5444083803937434,
        0.0010192631362888527);
    check(d -> Distributions.poisson(d, 3), 3, 1, 5, 5);
    check(d -> Distributions.poisson(d, 250), 250, 225, 276, 268);
    check(
        d -> Distributions.truncatedNormal(d, 1, 0.5, 0, 2),
        1.1530375914677293,
        0.09614680632472439,
        1.000922273184113,
        1.01333076269871);
    check(
        d -> Distributions.truncatedNormal(d, 0, 1, 4, 9),
        4.16747628369114,
        4.55127026870135,
        4.020736446579187,
        4.041625254145707);
    check(
        d -> Distributions.truncatedNormal(d, 0, 1, 3, 3.1),
        3.049191914160144,
        3.0096789347988717,
        3.0915906496732517,
        3.0838343459601436);
  }

  /** At the places 0 to 3 of the second sub-stream. */
  private void check(ToDoubleFunction<Draws> distribution, double... expected) {
    double[] found = new double[expected.length];
    Draws draws = new Draws();
    for (int place = 0; place < found.length; place++) {
      draws.start(stream, 2, place);
      found[place] = distribution.applyAsDouble(draws);
    }
    assertThat(found).containsExactly(expected);
  }
}
