package org.neurowright.app.lab.synapse;

import org.neurowright.engine.protocol.SynapseTuning;

/**
 * What the synapse does as it stands.
 *
 * @param result traces and measures
 * @param tookMs how long the run took, ms
 * @param request number of the request that it answers
 */
public record SynapseResponse(SynapseTuning.Result result, double tookMs, long request) {}
