package org.neurowright.engine.nmodl.pass;

/**
 * LONGITUDINAL_DIFFUSION of one state or element.
 *
 * @param variable name of the state
 * @param element element of an array, 0 for a scalar
 * @param body computes {@link #VOLUME} and {@link #COEFFICIENT}
 */
public record DiffusionSpec(String variable, int element, Body body) {
  /** Local with the volume per length (COMPARTMENT). */
  public static final String VOLUME = "diffusion_volume";

  /** Local with the diffusion constant times area. */
  public static final String COEFFICIENT = "diffusion_coefficient";
}
