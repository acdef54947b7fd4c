package org.neurowright.app.lab.tuner;

import java.util.Map;

/**
 * What the cell did.
 *
 * @param tMs times of the samples
 * @param values samples by curve, {@code section(x).variable}
 * @param tookMs how long the run took
 * @param request number of the request that it answers
 */
public record TunerRun(double[] tMs, Map<String, double[]> values, double tookMs, long request) {
  public TunerRun {
    values = Map.copyOf(values);
  }
}
