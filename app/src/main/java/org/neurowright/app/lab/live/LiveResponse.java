package org.neurowright.app.lab.live;

import org.neurowright.engine.protocol.Trace;

/**
 * What the cell does with the parameters as they stand.
 *
 * @param trace potential at the recording electrode
 * @param spikes how often it rises above 0 mV
 * @param tookMs how long the run took, ms
 * @param request number of the request that it answers
 */
public record LiveResponse(Trace trace, int spikes, double tookMs, long request) {}
