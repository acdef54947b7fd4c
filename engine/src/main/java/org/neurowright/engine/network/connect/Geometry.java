package org.neurowright.engine.network.connect;

import org.neurowright.engine.recipe.Point;

/**
 * Distances between the cells of two pools, in a space that may repeat.
 *
 * @param source x, y, z of the sources by position, row-major, µm
 * @param target the same of the targets
 * @param period length after which space repeats along each axis, µm; 0 for none
 */
public record Geometry(double[] source, double[] target, Point period) {

  /** Difference along one axis on the shortest way, µm. */
  public static double along(double from, double to, double period) {
    double difference = to - from;
    return period > 0 ? difference - period * Math.rint(difference / period) : difference;
  }

  /** Target's coordinate minus source's along an axis (0 to 2). */
  public double difference(int sourcePosition, int targetPosition, int axis) {
    double length = axis == 0 ? period.x() : axis == 1 ? period.y() : period.z();
    return along(source[3 * sourcePosition + axis], target[3 * targetPosition + axis], length);
  }

  /** Distance, µm. */
  public double distance(int sourcePosition, int targetPosition) {
    double x = difference(sourcePosition, targetPosition, 0);
    double y = difference(sourcePosition, targetPosition, 1);
    double z = difference(sourcePosition, targetPosition, 2);
    return Math.sqrt(x * x + y * y + z * z);
  }
}
