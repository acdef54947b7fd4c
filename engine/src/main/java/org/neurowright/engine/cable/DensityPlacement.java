package org.neurowright.engine.cable;

import org.neurowright.engine.mechanism.MechanismType;

/**
 * One density mechanism in one blueprint.
 *
 * @param type the mechanism
 * @param node local nodes, ascending
 * @param columns value of every variable at insertion, laid out as in a kernel
 */
record DensityPlacement(MechanismType type, int[] node, double[][] columns) {}
