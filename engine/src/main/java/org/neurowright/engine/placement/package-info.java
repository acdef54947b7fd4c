/**
 * Where on a cell synapses go when the model gives only kinds of sections and a range of distances.
 *
 * <p>Start with {@link org.neurowright.engine.placement.SynapsePlacer}. Draws are those of BMTK's
 * BioNet, number for number: the same seed gives the same places. This package knows cells only as
 * descriptions.
 */
package org.neurowright.engine.placement;
