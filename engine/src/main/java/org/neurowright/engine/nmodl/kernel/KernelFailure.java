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

  /**
   * Always throws: a mechanism reaches beyond one of its arrays.
   *
   * @param array name of the array
   * @param index the index, from 0
   * @param size number of elements
   * @param line where it stands in the mechanism's file
   */
  static void outside(String array, int index, int size, int line) {
    throw new ModelException(
        Problem.error(
                "nmodl.index",
                Location.NOWHERE,
                "Line %d of a mechanism asks for element %d of the array %s, which has %d."
                    .formatted(line, index, array, size))
            .hint("Indices begin at 0; check the bounds of the loop or the index there."));
  }

  /**
   * Always throws: a loop of a mechanism does not end.
   *
   * @param rounds how often it was run
   * @param line where it stands in the mechanism's file
   */
  static void endless(int rounds, int line) {
    throw new ModelException(
        Problem.error(
                "nmodl.endless-loop",
                Location.NOWHERE,
                "The loop in line %d of a mechanism was run %,d times without coming to an end."
                    .formatted(line, rounds))
            .hint("See that its condition becomes false."));
  }
}
