package org.neurowright.engine.search;

import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/**
 * A number that the cell should have.
 *
 * @param feature one of {@link Feature#names()}
 * @param stimulus what is done; of the kind that the feature needs
 * @param value the number wanted, in the feature's unit
 * @param tolerance how far off is good enough, more than 0: the unit of the score
 */
public record Target(String feature, Stimulus stimulus, double value, double tolerance) {
  /** What a feature that cannot be taken counts, and the most that any counts, in tolerances. */
  public static final double WORST_Z = 250;

  /**
   * A target.
   *
   * @throws ModelException if the feature is unknown or does not go with the stimulus, or the
   *     numbers make no sense
   */
  public Target {
    Feature known =
        Feature.find(feature)
            .orElseThrow(() ->
                new ModelException(
                    Problem.error(
                            "search.unknown-feature",
                            new Location("", 0, 0, feature),
                            "There is no feature '" + feature + "'")
                        .expected("one of " + NearestName.nearestFirst(feature, Feature.names()))));
    if (!known.goesWith(stimulus)) {
      throw new ModelException(
          Problem.error(
                  "search.wrong-stimulus",
                  new Location("", 0, 0, feature),
                  feature + " cannot be read off " + stimulus.shown())
              .expected("a stimulus of kind " + known.kind()));
    }
    if (!(tolerance > 0 && Double.isFinite(tolerance) && Double.isFinite(value))) {
      throw new ModelException(
          Problem.error(
                  "search.bad-target",
                  new Location("", 0, 0, feature),
                  "The target of " + feature + " is " + value + " within " + tolerance)
              .expected("a number, and a tolerance more than 0"));
    }
  }

  /**
   * How far a measured value is off, in tolerances, with its sign.
   *
   * @param measured NaN when it could not be taken
   */
  public double z(double measured) {
    return Double.isFinite(measured)
        ? Math.clamp((measured - value) / tolerance, -WORST_Z, WORST_Z)
        : WORST_Z;
  }
}
