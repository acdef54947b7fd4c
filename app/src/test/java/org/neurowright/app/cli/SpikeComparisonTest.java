package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.app.cli.SpikeComparison.Difference;
import org.neurowright.app.cli.SpikeComparison.Lone;

class SpikeComparisonTest {

  @Test
  void aMissingSpikeIsFoundWithoutUpsettingItsNeighbours() {
    SpikeTrains a = trains(new long[] {1, 1, 1, 2}, 10, 20, 30, 5);
    SpikeTrains b = trains(new long[] {1, 1, 2}, 10, 30, 5);

    Difference difference = SpikeComparison.compare(List.of(a), List.of(b), 0.1).getFirst();

    assertThat(difference.onlyA()).isEqualTo(1);
    assertThat(difference.onlyB()).isZero();
    assertThat(difference.cells()).isEqualTo(1);
    assertThat(difference.first()).contains(new Lone(1, 20, true));
    // Cell 1 has unequal counts; only the single spike of cell 2 can be paired by number.
    assertThat(difference.largestShiftMs()).isZero();
  }

  @Test
  void aShiftBeyondTheToleranceCountsOnBothSides() {
    Difference difference =
        SpikeComparison.compare(
                List.of(trains(new long[] {1}, 10)), List.of(trains(new long[] {1}, 10.3)), 0.1)
            .getFirst();

    assertThat(difference.same()).isFalse();
    assertThat(difference.onlyA()).isEqualTo(1);
    assertThat(difference.onlyB()).isEqualTo(1);
    assertThat(difference.largestShiftMs())
        .isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void aToleranceOfOneStepAdmitsOneStepInSpiteOfRounding() {
    // 0.3 - 0.2 is a little less, 10.1 - 10 a little more than 0.1 in binary.
    SpikeTrains a = trains(new long[] {1, 2}, 0.2, 10);
    SpikeTrains b = trains(new long[] {1, 2}, 0.3, 10.1);

    assertThat(SpikeComparison.compare(List.of(a), List.of(b), 0.1).getFirst().same()).isTrue();
  }

  @Test
  void aSpikeIsPairedOnlyOnce() {
    SpikeTrains twice = trains(new long[] {1, 1}, 10, 10);
    SpikeTrains once = trains(new long[] {1}, 10);

    assertThat(SpikeComparison.compare(List.of(twice), List.of(once), 1).getFirst().onlyA())
        .isEqualTo(1);
  }

  @Test
  void aPopulationThatOnlyOneHasDiffersInAllItsSpikes() {
    SpikeTrains v1 = trains(new long[] {1, 2}, 10, 11);

    assertThat(SpikeComparison.compare(List.of(), List.of(v1), 1))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.population()).isEqualTo("p");
          assertThat(d.onlyB()).isEqualTo(2);
          assertThat(d.cells()).isEqualTo(2);
          assertThat(d.largestShiftMs()).isNaN();
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderInTheFileDoesNotMatterAndSidesMirror(long seed) {
    Random random = new Random(seed);
    SpikeTrains a = random(random, 300);
    SpikeTrains b = random(random, 280);

    Difference forth = SpikeComparison.compare(List.of(a), List.of(b), 2).getFirst();
    Difference back =
        SpikeComparison.compare(List.of(shuffled(b, random)), List.of(shuffled(a, random)), 2)
            .getFirst();

    assertThat(forth.onlyA() + forth.onlyB()).isPositive();
    assertThat(back.onlyB()).isEqualTo(forth.onlyA());
    assertThat(back.onlyA()).isEqualTo(forth.onlyB());
    assertThat(back.cells()).isEqualTo(forth.cells());
    assertThat(a.timesMs().length - forth.onlyA()).isEqualTo(b.timesMs().length - forth.onlyB());
    assertThat(
            SpikeComparison.compare(List.of(a), List.of(shuffled(a, random)), 0).getFirst().same())
        .isTrue();
  }

  private static SpikeTrains trains(long[] nodeIds, double... timesMs) {
    return new SpikeTrains("p", nodeIds, timesMs);
  }

  private static SpikeTrains random(Random random, int size) {
    return trains(random.longs(size, 0, 20).toArray(), random.doubles(size, 0, 1000).toArray());
  }

  private static SpikeTrains shuffled(SpikeTrains trains, Random random) {
    long[] nodeIds = trains.nodeIds().clone();
    double[] timesMs = trains.timesMs().clone();
    for (int i = nodeIds.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long node = nodeIds[i];
      nodeIds[i] = nodeIds[j];
      nodeIds[j] = node;
      double time = timesMs[i];
      timesMs[i] = timesMs[j];
      timesMs[j] = time;
    }
    return trains(nodeIds, timesMs);
  }
}
