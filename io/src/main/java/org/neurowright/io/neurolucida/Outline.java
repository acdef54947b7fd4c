package org.neurowright.io.neurolucida;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.morphology.PrincipalAxes;

/**
 * The outline of a soma as Import3d understands it: a hundred steps of equal length (in x and y)
 * along it, the mean of their ends as centre, and a body of 21 discs along the longest axis that is
 * as broad as the outline.
 */
final class Outline {
  private static final int STEPS = 100;
  private static final int DISCS = 21;

  private final double[][] even;
  private final double[] centre = new double[3];

  /**
   * @param points x, y, z of at least three points in order around the soma
   */
  Outline(List<double[]> points) {
    int n = points.size();
    double[] along = new double[n]; // the way back from the last point to the first is not part
    for (int i = 1; i < n; i++) {
      double dx = points.get(i)[0] - points.get(i - 1)[0];
      double dy = points.get(i)[1] - points.get(i - 1)[1];
      along[i] = along[i - 1] + Math.sqrt(dx * dx + dy * dy); // z is not looked at
    }
    even = new double[STEPS + 1][3];
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      double[] values = points.stream().mapToDouble(p -> p[a]).toArray();
      for (int k = 0; k <= STEPS; k++) {
        even[k][axis] = interpolated(k * (along[n - 1] / STEPS), along, values);
        centre[axis] += even[k][axis];
      }
      centre[axis] /= STEPS + 1;
    }
  }

  double[] centre() {
    return centre.clone();
  }

  /** Points with diameters that stand for the soma; empty when the outline has no breadth. */
  List<double[]> body() {
    PrincipalAxes axes = PrincipalAxes.of(even);
    double[] major = pointingForwards(axes.largest());
    double[] minor = axes.middle();
    double breadth = Math.hypot(minor[0], minor[1]);
    if (!(breadth >= 1e-6)) {
      return List.of();
    }
    double[] flat = {minor[0] / breadth, minor[1] / breadth, 0};
    int n = even.length;
    double[] length = new double[n];
    double[] side = new double[n];
    for (int i = 0; i < n; i++) {
      length[i] = along(even[i], major);
      side[i] = along(even[i], flat);
    }
    int last = 0;
    for (int i = 1; i < n; i++) {
      last = length[i] > length[last] ? i : last;
    }
    int first = 0; // counted from the last
    for (int i = 1; i < n; i++) {
      first = length[(last + i) % n] < length[(last + first) % n] ? i : first;
    }
    Side one = new Side();
    for (int i = first - 1; i >= 0; i--) {
      one.add(length[(last + i) % n], side[(last + i) % n]);
    }
    Side other = new Side();
    for (int i = first; i < n; i++) {
      other.add(length[(last + i) % n], side[(last + i) % n]);
    }
    one.makeAscending();
    other.makeAscending();
    return discs(major, one, other);
  }

  private List<double[]> discs(double[] major, Side one, Side other) {
    double[] all = new double[one.length.size() + other.length.size()];
    for (int i = 0; i < all.length; i++) {
      int k = i - one.length.size();
      all[i] = k < 0 ? one.length.get(i) : other.length.get(k);
    }
    Arrays.sort(all);
    double from = all[1];
    double step = (all[all.length - 2] - from) / (DISCS - 1);
    List<double[]> discs = new ArrayList<>();
    for (int i = 0; i < DISCS; i++) {
      double at = from + i * step;
      discs.add(
          new double[] {
            major[0] * at + centre[0],
            major[1] * at + centre[1],
            major[2] * at + centre[2],
            Math.abs(one.at(at) - other.at(at))
          });
    }
    double[] begin = discs.getFirst();
    double[] end = discs.getLast();
    begin[3] = (begin[3] + discs.get(1)[3]) / 2; // ends would be points
    end[3] = (end[3] + discs.get(DISCS - 2)[3]) / 2;
    return discs;
  }

  private double along(double[] point, double[] direction) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      sum += (point[axis] - centre[axis]) * direction[axis];
    }
    return sum;
  }

  /** The same axis with its greatest component positive. */
  private static double[] pointingForwards(double[] axis) {
    int greatest = 0;
    for (int i = 1; i < 3; i++) {
      greatest = Math.abs(axis[i]) > Math.abs(axis[greatest]) ? i : greatest;
    }
    return axis[greatest] >= 0 ? axis : new double[] {-axis[0], -axis[1], -axis[2]};
  }

  static double distance(double[] a, double[] b) {
    double dx = a[0] - b[0];
    double dy = a[1] - b[1];
    double dz = a[2] - b[2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /** Between neighbours on a line; the ends beyond them. */
  private static double interpolated(double at, double[] x, double[] y) {
    if (at <= x[0]) {
      return y[0];
    }
    for (int i = 1; i < x.length; i++) {
      if (at <= x[i]) {
        double part = (at - x[i - 1]) / (x[i] - x[i - 1]);
        return part * y[i] + (1 - part) * y[i - 1];
      }
    }
    return y[y.length - 1];
  }

  /** One side of the outline, from the near to the far end of the axis. */
  private static final class Side {
    private final List<Double> length = new ArrayList<>();
    private final List<Double> side = new ArrayList<>();

    void add(double atLength, double atSide) {
      length.add(atLength);
      side.add(atSide);
    }

    /** Drops what goes backwards, from the far end on. */
    void makeAscending() {
      int j = length.size() - 1;
      while (j > 0) {
        if (length.get(j) <= length.get(j - 1)) {
          length.remove(j);
          side.remove(j);
          if (j != length.size()) {
            continue; // the follower is compared again
          }
        }
        j--;
      }
    }

    double at(double atLength) {
      return interpolated(
          atLength,
          length.stream().mapToDouble(v -> v).toArray(),
          side.stream().mapToDouble(v -> v).toArray());
    }
  }
}
