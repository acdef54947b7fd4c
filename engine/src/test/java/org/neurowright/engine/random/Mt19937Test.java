package org.neurowright.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reference numbers: numpy 1.26.4, {@code RandomState(seed).random_sample} and 32-bit {@code
 * randint}.
 */
class Mt19937Test {
  @ParameterizedTest
  @CsvSource({
    "0, 0.5488135039273248, 0.7151893663724195, 0.6027633760716439",
    "1, 0.417022004702574, 0.7203244934421581, 0.00011437481734488664",
    "42, 0.3745401188473625, 0.9507143064099162, 0.7319939418114051",
    "4294967295, 0.0976320289940138, 0.9123828453026218, 0.78903530185164"
  })
  void doublesAreThoseOfNumpy(long seed, double first, double second, double third) {
    Mt19937 random = new Mt19937(seed);
    assertThat(new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()})
        .containsExactly(first, second, third);
  }

  @ParameterizedTest
  @CsvSource({"0, 2357136044, 2546248239, 3071714933", "42, 1608637542, 3421126067, 4083286876"})
  void wordsAreThoseOfNumpy(long seed, long first, long second, long third) {
    Mt19937 random = new Mt19937(seed);
    assertThat(Integer.toUnsignedLong(random.nextInt())).isEqualTo(first);
    assertThat(Integer.toUnsignedLong(random.nextInt())).isEqualTo(second);
    assertThat(Integer.toUnsignedLong(random.nextInt())).isEqualTo(third);
  }

  @Test
  void staysTrueOverManyRenewalsOfTheState() {
    Mt19937 random = new Mt19937(7);
    double last = 0;
    for (int i = 0; i < 2000; i++) {
      last = random.nextDouble();
    }
    assertThat(last).isEqualTo(0.6485816947897555);
  }

  @Test
  void refusesSeedsThatNumpyRefuses() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Mt19937(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Mt19937(1L << 32));
  }
}
