package org.neurowright.engine.search;

import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * How a search goes.
 *
 * @param seed draws with the same seed are the same
 * @param rounds how often the best so far becomes the centre
 * @param perRound candidates of each round
 * @param spread how far candidates of the first round lie from the present point at most, as a part
 *     of the distance of the bounds: 1 reaches everything
 * @param narrowing the spread of each round as a part of that of the round before; 1 keeps it
 * @param stopWhenMet whether to end after a round whose best meets every target
 */
public record SearchSettings(
    long seed, int rounds, int perRound, double spread, double narrowing, boolean stopWhenMet) {
  /** Eight rounds of 32 candidates, from everything within the bounds to a fortieth of it. */
  public static final SearchSettings DEFAULT = new SearchSettings(1, 8, 32, 1, .6, true);

  /**
   * Settings.
   *
   * @throws ModelException if they make no sense
   */
  public SearchSettings {
    require(rounds >= 1 && rounds <= 10_000, "rounds", rounds, "1 to 10000");
    require(perRound >= 1 && perRound <= 100_000, "per_round", perRound, "1 to 100000");
    require(spread > 0 && spread <= 1, "spread", spread, "more than 0, up to 1");
    require(narrowing > 0 && narrowing <= 1, "narrowing", narrowing, "more than 0, up to 1");
  }

  private static void require(boolean fulfilled, String name, double value, String expected) {
    if (!fulfilled) {
      throw new ModelException(
          Problem.error("search.bad-setting", Location.NOWHERE, name + " is " + value)
              .expected(expected));
    }
  }
}
