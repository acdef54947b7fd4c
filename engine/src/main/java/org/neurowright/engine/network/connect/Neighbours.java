package org.neurowright.engine.network.connect;

import java.util.Arrays;

/**
 * Finds the sources near a target by the box they lie in. Boxes have the edge of the reach, so those
 * around a target hold all that can be near; sources of a box are kept together.
 */
final class Neighbours {
  private static final int MOST_BOXES = 1 << 22;

  private final Geometry geometry;
  private final double reachUm;
  private final double[] low = new double[3];
  private final double[] edge = new double[3];
  private final int[] boxes = new int[3];
  private final boolean[] around = new boolean[3];
  private final int[] first;
  private final int[] members;

  /**
   * @param reachUm largest distance asked for, finite and above 0
   */
  Neighbours(Geometry geometry, double reachUm) {
    this.geometry = geometry;
    this.reachUm = reachUm;
    double[] periods = {geometry.period().x(), geometry.period().y(), geometry.period().z()};
    int count = geometry.source().length / 3;
    double[] high = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        double x = geometry.source()[3 * k + axis];
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
      around[axis] = periods[axis] > 0;
      low[axis] = count == 0 ? 0 : around[axis] ? 0 : least;
      high[axis] = count == 0 ? 0 : around[axis] ? periods[axis] : most;
    }
    double size = reachUm;
    do {
      for (int axis = 0; axis < 3; axis++) {
        double extent = high[axis] - low[axis];
        boxes[axis] = (int) Math.max(1, Math.min(1 << 20, Math.floor(extent / size)));
        edge[axis] = extent > 0 ? extent / boxes[axis] : 1;
      }
      size *= 1.5;
    } while ((long) boxes[0] * boxes[1] * boxes[2] > Math.min(MOST_BOXES, 8L * count + 64));
    first = new int[boxes[0] * boxes[1] * boxes[2] + 1];
    int[] box = new int[count];
    for (int k = 0; k < count; k++) {
      box[k] = box(geometry.source(), k);
      first[box[k] + 1]++;
    }
    for (int b = 1; b < first.length; b++) {
      first[b] += first[b - 1];
    }
    members = new int[count];
    int[] next = Arrays.copyOf(first, first.length);
    for (int k = 0; k < count; k++) {
      members[next[box[k]]++] = k;
    }
  }

  /**
   * Sources at most as far as the reach, ascending.
   *
   * @param to large enough for all sources
   * @return how many
   */
  int near(int target, int[] to) {
    int[] from = new int[3];
    int[] until = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int at = index(geometry.target()[3 * target + axis], axis, false);
      int steps = (int) Math.ceil(reachUm / edge[axis]);
      from[axis] = at - steps;
      until[axis] = at + steps;
      if (around[axis] && until[axis] - from[axis] >= boxes[axis]) {
        from[axis] = 0;
        until[axis] = boxes[axis] - 1;
      } else if (!around[axis]) {
        from[axis] = Math.max(0, from[axis]);
        until[axis] = Math.min(boxes[axis] - 1, until[axis]);
      }
    }
    int count = 0;
    for (int i = from[0]; i <= until[0]; i++) {
      for (int j = from[1]; j <= until[1]; j++) {
        for (int k = from[2]; k <= until[2]; k++) {
          int b = (wrapped(i, 0) * boxes[1] + wrapped(j, 1)) * boxes[2] + wrapped(k, 2);
          for (int m = first[b]; m < first[b + 1]; m++) {
            if (geometry.distance(members[m], target) <= reachUm) {
              to[count++] = members[m];
            }
          }
        }
      }
    }
    Arrays.sort(to, 0, count);
    return count;
  }

  private int wrapped(int index, int axis) {
    return around[axis] ? Math.floorMod(index, boxes[axis]) : index;
  }

  private int box(double[] points, int k) {
    return (index(points[3 * k], 0, true) * boxes[1] + index(points[3 * k + 1], 1, true)) * boxes[2]
        + index(points[3 * k + 2], 2, true);
  }

  /** Box along an axis; one outside the space of the sources is allowed for targets. */
  private int index(double coordinate, int axis, boolean inside) {
    double at = Math.floor((coordinate - low[axis]) / edge[axis]);
    if (around[axis]) {
      return (int) (at - boxes[axis] * Math.floor(at / boxes[axis]));
    }
    return (int) (inside
        ? Math.clamp(at, 0, boxes[axis] - 1)
        : Math.clamp(at, -1e6, boxes[axis] + 1e6));
  }
}
