package org.neurowright.app.lab.live;

import java.util.Map;
import org.neurowright.engine.bench.Recordable;
import org.neurowright.engine.protocol.Trace;

/**
 * What the cell does with the parameters as they stand.
 *
 * @param trace potential at the recording electrode
 * @param watched what else was recorded there, as long as the trace
 * @param areaUm2 area of the segment, by which densities become currents; NaN when nothing else was
 *     recorded
 * @param spikes how often it rises above 0 mV
 * @param tookMs how long the run took, ms
 * @param request number of the request that it answers
 * @param probes potential at further places, by the probe's name, in their order
 */
public record LiveResponse(
    Trace trace,
    Map<Recordable, double[]> watched,
    double areaUm2,
    int spikes,
    double tookMs,
    long request,
    Map<String, Trace> probes) {}
