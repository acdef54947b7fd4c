package org.neurowright.engine.mechanism;

/**
 * A state that diffuses along the sections (LONGITUDINAL_DIFFUSION).
 *
 * @param variable name of the state, or of the ion's concentration
 * @param element element of an array, 0 for a scalar
 */
public record Diffusion(String variable, int element) {}
