package org.neurowright.engine.nmodl.kernel;

import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** Ends a run in which a mechanism's equations cannot be solved. */
public final class KernelFailure {
  private KernelFailure() {}

  /**
   * Always throws: the mechanism itself has found something wrong.
   *
   * @param mechanism name of the mechanism
   * @param message its words
   * @param instance number of the instance in its partition
   * @param tMs time
   */
  public static void stop(String mechanism, String message, int instance, double tMs) {
    throw new ModelException(
        Problem.error(
                "nmodl.stopped",
                Location.NOWHERE,
                mechanism + " (instance " + instance + ") at t = " + tMs + " ms: " + message)
            .hint("The mechanism file itself ends the run here; see its text for the reason."));
  }

  /**
   * Always throws.
   *
   * @param mechanism name of the mechanism
   * @param message what failed
   * @param instance number of the instance in its partition
   * @param tMs time
   */
  public static void fail(String mechanism, String message, int instance, double tMs) {
    throw new ModelException(
        Problem.error(
                "nmodl.no-convergence",
                Location.NOWHERE,
                mechanism + " (instance " + instance + ") at t = " + tMs + " ms: " + message)
            .hint(
                "Use a smaller dt, or check the parameters and the initial values of the mechanism."));
  }
}
