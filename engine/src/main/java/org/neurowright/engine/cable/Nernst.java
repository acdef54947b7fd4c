package org.neurowright.engine.cable;

/**
 * Equilibrium potential with the physical constants of CODATA 2018, as NEURON 8 and later use them.
 */
public final class Nernst {
  /** e · N_A, C/mol. */
  static final double FARADAY = 96485.33212331001;

  /** k · N_A, J/(K mol). */
  static final double GAS_CONSTANT = 8.31446261815324;

  private Nernst() {}

  /** Potential in mV; ±1e6 where a concentration is not positive, 0 for an uncharged particle. */
  public static double potentialMv(
      double insideMm, double outsideMm, double valence, double celsius) {
    if (valence == 0) {
      return 0;
    }
    if (insideMm <= 0) {
      return 1e6;
    }
    if (outsideMm <= 0) {
      return -1e6;
    }
    return 1000.
        * GAS_CONSTANT
        * (celsius + 273.15)
        / FARADAY
        / valence
        * Math.log(outsideMm / insideMm);
  }
}
