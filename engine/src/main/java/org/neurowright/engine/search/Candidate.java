package org.neurowright.engine.search;

import java.util.Comparator;
import java.util.Optional;
import org.neurowright.engine.problem.Problem;

/**
 * A set of parameters that was tried. The arrays are not to be changed.
 *
 * @param number 0 for the present point, then in the order of the draws
 * @param parameters values in the order of the axes
 * @param measured values in the order of the targets; NaN where there is none
 * @param score mean squared distance from the targets, in tolerances
 * @param failure why the cell could not be run with them
 */
public record Candidate(
    int number, double[] parameters, double[] measured, double score, Optional<Problem> failure) {
  /** The better one first; of equals the earlier. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).thenComparingInt(Candidate::number);
}
