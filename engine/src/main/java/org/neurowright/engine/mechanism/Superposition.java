package org.neurowright.engine.mechanism;

/**
 * Whether instances of a mechanism on one node with equal parameters may be replaced by one that
 * receives the events of all: their states and currents add up.
 *
 * @param proved true when it is certain for every value of parameters, potentials and weights
 * @param reason why it is not certain, empty when proved
 */
public record Superposition(boolean proved, String reason) {
  /** The states and currents of instances add up. */
  public static final Superposition PROVED = new Superposition(true, "");

  /** Nobody looked: for kernels written by hand. */
  public static final Superposition UNKNOWN = new Superposition(false, "not examined");

  /** It could not be shown. */
  public static Superposition refused(String reason) {
    return new Superposition(false, reason);
  }
}
