package org.neurowright.engine.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * What is done with the devices of a rig in one run.
 *
 * @param values parameters by {@code device.parameter}, for instance {@code clamp.amp}; those that
 *     are not named have the mechanism's defaults
 * @param waveforms parameters that follow given values: the k-th holds in the k-th step. The arrays
 *     are not copied.
 */
public record Trial(Map<String, Double> values, Map<String, double[]> waveforms) {
  /** Leaves all devices as they are made. */
  public static final Trial EMPTY = new Trial(Map.of(), Map.of());

  public Trial {
    values = Map.copyOf(values);
    waveforms = Map.copyOf(waveforms);
  }

  public Trial set(String device, String parameter, double value) {
    Map<String, Double> more = new HashMap<>(values);
    more.put(device + "." + parameter, value);
    return new Trial(more, waveforms);
  }

  public Trial drive(String device, String parameter, double[] perStep) {
    Map<String, double[]> more = new HashMap<>(waveforms);
    more.put(device + "." + parameter, perStep);
    return new Trial(values, more);
  }
}
