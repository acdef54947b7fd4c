package org.neurowright.engine.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MorphologyIdsTest {
  private final MorphologyIds ids =
      new MorphologyIds(new int[][] {{1}, {}, IntStream.rangeClosed(17, 50).toArray()});

  /** Numbers of BMTK 1.2.0 for a section of the ids 17 to 50 in three segments. */
  @Test
  void segmentsBeginAndEndAtThePointsThatBmtkNames() {
    double[] x = {1 / 6.0, .5, 5 / 6.0};
    int[] begin = {17, 28, 39};
    int[] end = {28, 39, 50};
    for (int i = 0; i < 3; i++) {
      assertThat(ids.at(2, x[i] - 1 / 6.0)).isEqualTo(begin[i]);
      assertThat(ids.at(2, x[i] + 1 / 6.0)).isEqualTo(end[i]);
    }
  }

  @Test
  void sectionsWithoutPointsHaveNone() {
    assertThat(ids.at(0, 1)).isEqualTo(1);
    assertThat(ids.at(1, .5)).isEqualTo(-1);
    assertThat(ids.at(7, .5)).isEqualTo(-1);
    assertThat(MorphologyIds.none().isEmpty()).isTrue();
  }
}
