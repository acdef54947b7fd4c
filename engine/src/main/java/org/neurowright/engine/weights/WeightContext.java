package org.neurowright.engine.weights;

import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.NodePopulation;

/**
 * What a weight may depend on.
 *
 * @param synWeight {@code syn_weight} of the row or else of its type; NaN when neither has one
 * @param edges population of the edge
 * @param type type of the edge
 * @param source population of the source node
 * @param sourceRow row of the source node
 * @param target population of the target node
 * @param targetRow row of the target node
 */
public record WeightContext(
    double synWeight,
    EdgePopulation edges,
    EdgeType type,
    NodePopulation source,
    int sourceRow,
    NodePopulation target,
    int targetRow) {}
