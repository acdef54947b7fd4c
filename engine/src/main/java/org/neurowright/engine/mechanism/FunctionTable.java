package org.neurowright.engine.mechanism;

import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * The values of a FUNCTION_TABLE of one or two arguments: linear between the points, constant
 * outside. Calling one that nobody has filled ends the run with a problem.
 */
public final class FunctionTable {
  private final String mechanism;
  private final String function;
  private double[] values;
  private double[] x;
  private double[] y;

  /** A table without values. */
  FunctionTable(String mechanism, String function) {
    this.mechanism = mechanism;
    this.function = function;
  }

  /**
   * The values of a function.
   *
   * @param arguments ascending points per argument (one or two arrays); a single empty array for a
   *     constant function
   * @param values one value per point, the last argument running fastest
   */
  public record Values(double[][] arguments, double[] values) {
    /**
     * @throws IllegalArgumentException if the numbers of points and of values do not agree or the
     *     points do not ascend
     */
    public Values {
      int count = 1;
      for (double[] points : arguments) {
        count *= Math.max(1, points.length);
        for (int i = 1; i < points.length; i++) {
          if (!(points[i] > points[i - 1])) {
            throw new IllegalArgumentException("the points of a table do not ascend");
          }
        }
      }
      if (arguments.length < 1 || arguments.length > 2 || count != values.length) {
        throw new IllegalArgumentException(
            "a table of "
                + arguments.length
                + " arguments cannot have "
                + values.length
                + " values");
      }
    }

    /** A function that always has the same value. */
    public static Values constant(double value) {
      return new Values(new double[][] {{}}, new double[] {value});
    }

    /** A function of one argument given at equal distances between two limits. */
    public static Values even(double low, double high, double[] values) {
      double[] points = new double[values.length];
      for (int i = 0; i < points.length; i++) {
        points[i] = points.length == 1 ? low : low + i * ((high - low) / (points.length - 1));
      }
      return new Values(new double[][] {points}, values);
    }
  }

  /** Fills the table; the arrays are kept, not copied. */
  public void set(Values table) {
    values = table.values();
    x = table.arguments()[0];
    y = table.arguments().length > 1 ? table.arguments()[1] : null;
  }

  /** Value of a function of one argument. */
  public double at(double first) {
    check();
    if (values.length == 1) {
      return values[0];
    }
    int i = below(x, first);
    double fraction = fraction(x, i, first);
    return fraction > 0 ? (1 - fraction) * values[i] + fraction * values[i + 1] : values[i];
  }

  /** Value of a function of two arguments. */
  public double at(double first, double second) {
    check();
    if (values.length == 1) {
      return values[0];
    }
    int i = below(x, first);
    int j = below(y, second);
    double alongX = fraction(x, i, first);
    double alongY = fraction(y, j, second);
    double here = between(i, j, alongY);
    return alongX > 0 ? (1 - alongX) * here + alongX * between(i + 1, j, alongY) : here;
  }

  private double between(int i, int j, double fraction) {
    int at = i * y.length + j;
    return fraction > 0 ? (1 - fraction) * values[at] + fraction * values[at + 1] : values[at];
  }

  /** Last point that is not above the argument; the first or the last point outside. */
  private static int below(double[] points, double argument) {
    int low = 0;
    int high = points.length - 1;
    if (argument <= points[0]) {
      return 0;
    }
    if (argument >= points[high]) {
      return high;
    }
    while (low < high - 1) {
      int middle = (low + high) >>> 1;
      if (points[middle] <= argument) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double fraction(double[] points, int i, double argument) {
    if (i == points.length - 1 || argument <= points[0]) {
      return 0;
    }
    return (argument - points[i]) / (points[i + 1] - points[i]);
  }

  private void check() {
    if (values == null) {
      throw new ModelException(
          Problem.error(
                  "nmodl.unset-table",
                  Location.NOWHERE,
                  "the FUNCTION_TABLE " + function + " of " + mechanism + " has no values")
              .expected("values given before the run, as table_" + function + "_" + mechanism)
              .hint("Give the table's values where the model is built."));
    }
  }
}
