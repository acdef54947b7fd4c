package org.neurowright.plugins.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunLayout.SpikingPopulation;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.plugins.spi.Measure;

class RateMeasurementTest {
  private static final RunLayout LAYOUT =
      new RunLayout(
          "two populations",
          1000,
          0.1,
          10_000,
          List.of(
              new SpikingPopulation("v1", 0, new long[] {0, 1, 2, 3}),
              new SpikingPopulation("silent", 4, new long[] {7, 8})),
          List.of(),
          new OutputSettings(
              "out", true, Optional.empty(), Optional.empty(), Optional.empty(), SpikeOrder.NONE));

  @Test
  void countsSpikesAndActiveCellsAndDividesByCellsAndTime() {
    RateMeasurement measurement = new RateMeasurement();
    measurement.begin(LAYOUT);
    // Entries behind `size` are left-overs of an earlier block and must not be counted.
    measurement.spikes(
        new SpikeBlock(
            3, new int[] {0, 0, 0, 1}, new int[] {0, 0, 2, 1}, new double[] {1, 2, 3, 4}));
    measurement.spikes(new SpikeBlock(1, new int[] {0}, new int[] {3}, new double[] {499.9}));
    measurement.end(new RunOutcome(true, 500, 5000, 4, 0.1));

    assertThat(measurement.measures())
        .containsExactly(
            new Measure("v1", "spikes", 4, ""),
            new Measure("v1", "active cells", 3, ""),
            new Measure("v1", "mean rate", 4 / (4 * 0.5), "Hz"),
            new Measure("silent", "spikes", 0, ""),
            new Measure("silent", "active cells", 0, ""),
            new Measure("silent", "mean rate", 0, "Hz"));
  }

  @Test
  void givesNoRateForARunWithoutTime() {
    RateMeasurement measurement = new RateMeasurement();
    measurement.begin(LAYOUT);
    measurement.end(new RunOutcome(true, 0, 0, 0, 0));

    assertThat(measurement.measures())
        .filteredOn(m -> m.quantity().equals("mean rate"))
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m.value()).isNaN());
  }
}
