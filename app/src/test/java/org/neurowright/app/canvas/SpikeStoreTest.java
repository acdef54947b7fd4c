package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeStoreTest {
  private record Spike(double tMs, int row) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void appendingBlocksInAnyOrderGivesAllSpikesSortedAndStable(long seed) {
    Random random = new Random(seed);
    SpikeStore store = new SpikeStore();
    List<Spike> expected = new ArrayList<>();
    for (int block = 0; block < 40; block++) {
      int count = random.nextInt(50);
      double[] t = new double[count + 3];
      int[] row = new int[count + 3];
      for (int i = 0; i < count; i++) {
        // Coarse times, so that many are equal and stability matters.
        t[i] = Math.round(block * 5 + 20 * random.nextDouble());
        row[i] = expected.size();
        expected.add(new Spike(t[i], row[i]));
      }
      store.append(t, row, count);
    }
    expected.sort(Comparator.comparingDouble(Spike::tMs));
    List<Spike> actual = new ArrayList<>();
    for (int i = 0; i < store.size(); i++) {
      actual.add(new Spike(store.tMs(i), store.row(i)));
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void neverWritesIntoArraysOfTheCaller() {
    double[] t = {1, 2, 3, 0, 0, 0};
    int[] row = {0, 1, 2, 0, 0, 0};
    SpikeStore store = new SpikeStore();
    store.set(t, row, 3);
    store.append(new double[] {1.5}, new int[] {7}, 1);
    assertThat(t).containsExactly(1, 2, 3, 0, 0, 0);
    assertThat(row).containsExactly(0, 1, 2, 0, 0, 0);
    assertThat(store.row(1)).isEqualTo(7);
  }

  @Test
  void aSnapshotDoesNotSeeLaterSpikes() {
    SpikeStore store = new SpikeStore();
    store.append(new double[] {1, 5}, new int[] {0, 1}, 2);
    SpikeStore snapshot = store.snapshot();
    store.append(new double[] {3, 2}, new int[] {2, 3}, 2);
    assertThat(snapshot.size()).isEqualTo(2);
    assertThat(new double[] {snapshot.tMs(0), snapshot.tMs(1)}).containsExactly(1, 5);
    assertThat(Arrays.copyOf(store.times(), store.size())).containsExactly(1, 2, 3, 5);
  }

  @Test
  void findsTheFirstSpikeNotBeforeATime() {
    SpikeStore store = new SpikeStore();
    store.set(new double[] {3, 1, 2, 2}, new int[4], 4);
    assertThat(store.firstAtOrAfter(2)).isEqualTo(1);
    assertThat(store.firstAtOrAfter(2.1)).isEqualTo(3);
    assertThat(store.firstAtOrAfter(9)).isEqualTo(4);
  }
}
