package org.neurowright.engine.search;

import java.util.List;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * A parameter that is searched, with its bounds.
 *
 * @param name for people, {@code soma.gnabar_hh}
 * @param changes what is set, all to the same value; their own values do not matter
 * @param start the present value
 * @param lower least value
 * @param upper largest value
 * @param scale how distances are measured
 */
public record Axis(
    String name, List<Change> changes, double start, double lower, double upper, Scale scale) {

  /** How distances between the bounds are measured. */
  public enum Scale {
    LINEAR,
    /** By factors; both bounds are more than 0. */
    LOG
  }

  /**
   * An axis.
   *
   * @throws ModelException if the bounds make no sense
   */
  public Axis {
    changes = List.copyOf(changes);
    if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower < upper)) {
      throw bad(name, "from " + lower + " to " + upper, "a lower bound below the upper one");
    }
    if (scale == Scale.LOG && lower <= 0) {
      throw bad(
          name,
          "from " + lower + " to " + upper + " on a logarithmic scale",
          "bounds more than 0, or a linear scale");
    }
  }

  private static ModelException bad(String name, String found, String expected) {
    return new ModelException(
        Problem.error(
                "search.bad-bounds", new Location("", 0, 0, name), name + " is searched " + found)
            .expected(expected));
  }

  /** Where a value lies between the bounds, 0 to 1; what lies outside counts as the bound. */
  public double position(double value) {
    double inside = Math.clamp(value, lower, upper);
    return switch (scale) {
      case LINEAR -> (inside / 2 - lower / 2) / (upper / 2 - lower / 2);
      case LOG -> Math.log(inside / lower) / Math.log(upper / lower);
    };
  }

  /** The value at a position from 0 to 1, with as many digits as matter. */
  public double at(double position) {
    double value =
        switch (scale) {
          case LINEAR -> lower * (1 - position) + upper * position;
          case LOG -> lower * Math.exp(position * Math.log(upper / lower));
        };
    return Math.clamp(rounded(value), lower, upper);
  }

  /** Five digits: more would only look exact. */
  private static double rounded(double value) {
    if (value == 0) {
      return 0;
    }
    return java.math.BigDecimal.valueOf(value).round(new java.math.MathContext(5)).doubleValue();
  }

  /** The cell with this parameter set. */
  public Preparation set(Preparation preparation, double value) {
    Preparation next = preparation;
    for (Change change : changes) {
      next = next.with(change.with(value));
    }
    return next;
  }

  /** The same around another value. */
  public Axis from(double newStart) {
    return new Axis(name, changes, newStart, lower, upper, scale);
  }

  /** The same within other bounds. */
  public Axis within(double newLower, double newUpper) {
    return new Axis(name, changes, start, newLower, newUpper, scale);
  }
}
