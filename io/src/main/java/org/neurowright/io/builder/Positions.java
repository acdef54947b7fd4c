package org.neurowright.io.builder;

import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;

/** Places of cells, µm, under the names of BMTK's helper functions. */
public final class Positions {
  private Positions() {}

  private static Point point(double[] xyz) {
    if (xyz.length != 3) {
      throw new IllegalArgumentException(xyz.length + " coordinates instead of x, y, z");
    }
    return new Point(xyz[0], xyz[1], xyz[2]);
  }

  /** Uniformly in a column along y, between two radii. */
  public static PlaceRule columnar(
      double[] center, double heightUm, double minRadiusUm, double maxRadiusUm) {
    return within(new PlaceRule.Body.Column(point(center), heightUm, minRadiusUm, maxRadiusUm), 0);
  }

  /** Uniformly in a box: height along y. */
  public static PlaceRule rectPrism(
      double[] center, double heightUm, double xLengthUm, double zLengthUm) {
    return within(
        new PlaceRule.Body.Box(point(center), new Point(xLengthUm, heightUm, zLengthUm)), 0);
  }

  /** Uniformly in an ellipsoid with these whole axes: height along y. */
  public static PlaceRule ellipsoid(
      double[] center, double heightUm, double xLengthUm, double zLengthUm) {
    return within(
        new PlaceRule.Body.Ellipsoid(point(center), new Point(xLengthUm, heightUm, zLengthUm)), 0);
  }

  /** Uniformly between two spheres. */
  public static PlaceRule shell(double[] center, double minRadiusUm, double maxRadiusUm) {
    return within(new PlaceRule.Body.Shell(point(center), minRadiusUm, maxRadiusUm), 0);
  }

  /** Uniformly in a body, no two cells closer than a distance (0 for none). */
  public static PlaceRule within(PlaceRule.Body body, double minimumDistanceUm) {
    return new PlaceRule.Within(body, minimumDistanceUm);
  }

  /** Different points of a grid ({@code positions_cuboid}). */
  public static PlaceRule cuboid(double[] low, double[] high, double spacingUm) {
    return new PlaceRule.GridChoice(point(low), point(high), spacingUm);
  }

  /** Given places, a row of x, y, z for each cell. */
  public static PlaceRule list(double[][] positions) {
    List<Point> points = Arrays.stream(positions).map(Positions::point).toList();
    return new PlaceRule.Listed(points);
  }

  /** Each coordinate by an expression of {@code index} and {@code count}. */
  public static PlaceRule computed(String x, String y, String z) {
    return new PlaceRule.Computed(x, y, z);
  }
}
