package org.neurowright.engine.nmodl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BlockMathTest {
  private static final int LANES = 8;

  @Test
  void runsAreWholeVectorsOfConsecutivePlaces() {
    int[] one = IntStream.range(5, 5 + LANES).toArray();
    int[] withGap = IntStream.range(0, 3 * LANES).map(i -> i + i / LANES).toArray();
    int[] broken = IntStream.range(0, 3 * LANES).map(i -> i + i / (2 * LANES - 1)).toArray();

    assertThat(BlockMath.runs(new int[0])).isZero();
    assertThat(BlockMath.runs(Arrays.copyOf(one, LANES - 1))).isZero();
    assertThat(BlockMath.runs(one)).isEqualTo(LANES);
    assertThat(BlockMath.runs(withGap)).isEqualTo(3 * LANES);
    assertThat(BlockMath.runs(Arrays.copyOf(withGap, 2 * LANES + 1))).isEqualTo(2 * LANES);
    assertThat(BlockMath.runs(broken)).isEqualTo(LANES);
  }

  @Test
  void runsAreReadAndAddedTo() {
    int[] places = IntStream.range(0, 2 * LANES).map(i -> 1 + i + 3 * (i / LANES)).toArray();
    double[] x = IntStream.range(0, 3 * LANES + 8).asDoubleStream().toArray();
    double[] y = new double[2 * LANES];

    BlockMath.gather(x, places, LANES, y, LANES);
    assertThat(y[0]).isEqualTo(LANES + 4);
    assertThat(y[LANES - 1]).isEqualTo(2 * LANES + 3);

    double[] sums = x.clone();
    BlockMath.add(y, 0, sums, places, 0, LANES);
    BlockMath.subtract(y, 0, sums, places, LANES, LANES);
    assertThat(sums[0]).isZero();
    assertThat(sums[1]).isEqualTo(1 + LANES + 4);
    assertThat(sums[LANES + 1]).isEqualTo(LANES + 1);
    assertThat(sums[LANES + 4]).isZero();
  }
}
