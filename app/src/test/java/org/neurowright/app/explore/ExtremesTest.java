package org.neurowright.app.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtremesTest {

  @ParameterizedTest
  @CsvSource({"1, 10000, 200", "2, 12345, 300", "3, 777, 100", "4, 1001, 2", "5, 40, 50"})
  void keepsTheExtremesOfEveryGroupInOrder(long seed, int rows, int maxPoints) {
    Random random = new Random(seed);
    double[] v = random.doubles(rows).toArray();
    Extremes extremes = new Extremes(rows, maxPoints);
    for (double value : v) {
      extremes.add(value);
    }
    ReportSource.Samples samples = extremes.samples(5, 0.1);
    int group = extremes.rowsPerGroup();
    assertThat(samples.values().length).isLessThanOrEqualTo(Math.max(2, maxPoints));
    if (group == 1) {
      assertThat(samples.values()).isEqualTo(v);
      return;
    }
    for (int g = 0; g * group < rows; g++) {
      int lowest = g * group;
      int highest = g * group;
      for (int i = g * group; i < Math.min(rows, (g + 1) * group); i++) {
        lowest = v[i] < v[lowest] ? i : lowest;
        highest = v[i] > v[highest] ? i : highest;
      }
      assertThat(samples.values()[2 * g]).isEqualTo(v[Math.min(lowest, highest)]);
      assertThat(samples.values()[2 * g + 1]).isEqualTo(v[Math.max(lowest, highest)]);
    }
    assertThat(samples.dtMs() * 2).isEqualTo(group * 0.1, within(1e-12));
  }

  @Test
  void nothingGivesNothing() {
    assertThat(new Extremes(0, 100).samples(0, 1).values()).isEmpty();
  }
}
