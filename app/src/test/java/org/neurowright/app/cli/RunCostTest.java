package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunCostTest {
  private final RunCost cost = RunCost.estimate(SmallModel.twoPopulations());

  @Test
  void countsSegmentsByTheRuleOfTheRun() {
    // dL = 20 µm: soma 1 + 2·int(20/40) = 1, dendrite 1 + 2·int(100/40) = 5, in each of two cells.
    assertThat(cost.segments()).isEqualTo(12);
    // Per cell two mechanisms in one segment and one in five.
    assertThat(cost.densityInstances()).isEqualTo(2 * (2 + 5));
  }

  @Test
  void countsSynapsesOntoSimulatedCells() {
    assertThat(cost.synapses()).isEqualTo(3L * SmallModel.EDGES);
    assertThat(cost.counted()).isTrue();
  }

  @Test
  void reportsTakeEightBytesPerValue() {
    // 1000 rows of one column and of the six segments of the first cell.
    assertThat(cost.reportBytes()).isEqualTo(1000 * (1 + 6) * 8);
  }
}
