package org.neurowright.io.recorded;

import java.util.Optional;

/**
 * One sweep. The arrays are not to be changed.
 *
 * @param name as the file has it
 * @param tMs times, ascending, ms; the first one is the sweep's start, mostly 0
 * @param vMv potential, as long; NaN where nothing was recorded
 * @param stimulusPa injected current, as long, pA; empty where the file does not say
 */
public record RecordedSweep(
    String name, double[] tMs, double[] vMv, Optional<double[]> stimulusPa) {}
