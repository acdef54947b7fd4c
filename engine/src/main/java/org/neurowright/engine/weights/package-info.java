/**
 * How the weight of a connection follows from its edge and its two nodes.
 *
 * <p>Start with {@link org.neurowright.engine.weights.WeightFunctions}; BMTK's own functions are in
 * {@link org.neurowright.engine.weights.BmtkWeights}. Registries are passed as arguments.
 */
package org.neurowright.engine.weights;
