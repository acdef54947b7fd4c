package org.neurowright.app.build;

import org.neurowright.engine.network.make.Readout;

/**
 * What one rule does.
 *
 * @param connection its name
 * @param readout the figures
 * @param nanos how long it took to get them, ns
 */
public record RuleReadout(String connection, Readout readout, long nanos) {}
