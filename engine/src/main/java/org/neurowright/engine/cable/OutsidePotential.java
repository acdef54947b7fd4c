package org.neurowright.engine.cable;

/** One way of finding the potentials outside of some cells, step by step. */
sealed interface OutsidePotential permits PrescribedPotential, CoupledPotential {
  /**
   * Called when the node arrays hold what the mechanisms contribute to the equation of the
   * potential inside, and nothing else yet.
   */
  void afterCurrents();

  /**
   * Called with the solution for the potential inside in {@code rhs}; leaves the change of the
   * membrane potential there.
   */
  void afterSolve();
}
