package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeGridTest {

  @ParameterizedTest
  @CsvSource({"1, 500", "2, 20000", "3, 300000"}) // the last is counted by several threads
  void countsAsTheObviousLoopDoes(long seed, int spikes) {
    Random random = new Random(seed);
    SpikeStore store = random(random, spikes, 50);
    int[] laneOfRow = new int[50];
    for (int row = 0; row < 50; row++) {
      laneOfRow[row] = row % 7 == 0 ? -1 : row % 20;
    }
    TimeRange time = new TimeRange(100, 900);
    SpikeGrid grid = new SpikeGrid();
    grid.count(store, time, 37, laneOfRow, 20);
    int[][] expected = new int[37][20];
    for (int i = 0; i < store.size(); i++) {
      double t = store.tMs(i);
      int lane = laneOfRow[store.row(i)];
      if (t >= 100 && t < 900 && lane >= 0) {
        expected[Math.min(36, (int) ((t - 100) * (37 / 800.0)))][lane]++;
      }
    }
    for (int column = 0; column < 37; column++) {
      for (int lane = 0; lane < 20; lane++) {
        assertThat(grid.at(column, lane)).isEqualTo(expected[column][lane]);
      }
    }
  }

  @Test
  void theHighCountLeavesOneCellInAHundredAbove() {
    SpikeStore store = new SpikeStore();
    double[] t = new double[200 + 50];
    for (int i = 0; i < 200; i++) {
      t[i] = i + 0.5;
    }
    for (int i = 200; i < t.length; i++) {
      t[i] = 150.5;
    }
    store.set(t, new int[t.length], t.length);
    SpikeGrid grid = new SpikeGrid();
    grid.count(store, new TimeRange(0, 200), 200, new int[1], 1);
    assertThat(grid.at(150, 0)).isEqualTo(51);
    assertThat(grid.highCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 4000", "2, 250000"})
  void ratesAccountForEverySpike(long seed, int spikes) {
    SpikeStore store = random(new Random(seed), spikes, 50);
    int[] group = new int[50];
    Arrays.fill(group, 30, 50, 1);
    RasterRows rows = new RasterRows(new int[50], group, List.of("a", "b"), Integer::toString);
    RateHistogram histogram = RateHistogram.of(store, rows, new TimeRange(0, 1000));
    double total = 0;
    for (int bin = 0; bin < histogram.bins(); bin++) {
      total +=
          (30 * histogram.ratesHz()[0][bin] + 20 * histogram.ratesHz()[1][bin])
              * histogram.binMs()
              / 1000;
    }
    assertThat(total).isCloseTo(spikes, Offset.offset(1e-6 * spikes));
  }

  @Test
  void aRegularTrainHasItsRate() {
    SpikeStore store = new SpikeStore();
    double[] t = new double[100];
    for (int i = 0; i < 100; i++) {
      t[i] = 10 * i + 5;
    }
    store.set(t, new int[100], 100);
    RasterRows rows = new RasterRows(new int[1], new int[1], List.of("a"), Integer::toString);
    RateHistogram histogram = RateHistogram.of(store, rows, new TimeRange(0, 1000));
    assertThat(histogram.binMs()).isEqualTo(10);
    assertThat(histogram.ratesHz()[0]).hasSize(100).containsOnly(100.0);
  }

  private static SpikeStore random(Random random, int spikes, int rows) {
    double[] t = new double[spikes];
    int[] row = new int[spikes];
    for (int i = 0; i < spikes; i++) {
      t[i] = 1000 * random.nextDouble();
      row[i] = random.nextInt(rows);
    }
    SpikeStore store = new SpikeStore();
    store.set(t, row, spikes);
    return store;
  }
}
