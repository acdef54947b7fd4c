package org.neurowright.engine.protocol;

import org.neurowright.engine.bench.Recording;

/**
 * A potential over time. The arrays are not to be changed.
 *
 * @param tMs times, the first one 0
 * @param vMv potential
 */
public record Trace(double[] tMs, double[] vMv) {
  static Trace of(Recording recording) {
    return new Trace(recording.tMs(), recording.of(Setup.V));
  }
}
