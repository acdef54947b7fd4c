package org.neurowright.engine.bench;

import java.util.Map;

/**
 * What one run gave. The arrays are not to be changed.
 *
 * @param tMs times of the samples, as the run reached them: sums of half steps, the first one 0
 * @param values samples by name, as long as the times
 */
public record Recording(double[] tMs, Map<String, double[]> values) {
  public Recording {
    values = Map.copyOf(values);
  }

  /** The samples of one name. */
  public double[] of(String name) {
    double[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nothing was recorded as " + name);
    }
    return found;
  }
}
