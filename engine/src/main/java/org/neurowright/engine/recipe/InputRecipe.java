package org.neurowright.engine.recipe;

import java.util.OptionalDouble;

/**
 * Spikes for a virtual network, written as a file beside the model.
 *
 * @param name also of the file
 * @param network whose nodes send
 * @param where which of them; empty for all
 * @param rateHz expression of the node's columns, spikes per second
 * @param startMs first time, ms
 * @param stopMs last time, ms
 * @param gammaShape shape of the intervals' gamma distribution; empty for a Poisson process
 */
public record InputRecipe(
    String name,
    String network,
    String where,
    String rateHz,
    double startMs,
    double stopMs,
    OptionalDouble gammaShape) {}
