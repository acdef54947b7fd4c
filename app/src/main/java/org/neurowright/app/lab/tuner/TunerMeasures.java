package org.neurowright.app.lab.tuner;

import java.util.Optional;
import org.neurowright.engine.protocol.Passive;

/**
 * What was counted and measured.
 *
 * @param spikes of the latest run, once they were asked for
 * @param passive the latest passive measurement
 * @param isStale whether the cell has changed since the passive measurement
 * @param isMeasuring whether a passive measurement is going on
 */
public record TunerMeasures(
    Optional<SpikeCount> spikes,
    Optional<Passive.Result> passive,
    boolean isStale,
    boolean isMeasuring) {
  static final TunerMeasures NONE =
      new TunerMeasures(Optional.empty(), Optional.empty(), false, false);

  /**
   * Spikes of a run.
   *
   * @param timesMs when
   */
  public record SpikeCount(double[] timesMs) {
    public int number() {
      return timesMs.length;
    }

    /** One over the mean interval; NaN with fewer than two spikes. */
    public double meanRateHz() {
      int n = timesMs.length;
      return n < 2 ? Double.NaN : 1000 * (n - 1) / (timesMs[n - 1] - timesMs[0]);
    }
  }

  TunerMeasures with(SpikeCount count) {
    return new TunerMeasures(Optional.of(count), passive, isStale, isMeasuring);
  }

  TunerMeasures with(Passive.Result result) {
    return new TunerMeasures(spikes, Optional.of(result), false, false);
  }

  TunerMeasures measuring(boolean now) {
    return new TunerMeasures(spikes, passive, isStale, now);
  }

  TunerMeasures stale() {
    return new TunerMeasures(spikes, passive, passive.isPresent(), isMeasuring);
  }
}
