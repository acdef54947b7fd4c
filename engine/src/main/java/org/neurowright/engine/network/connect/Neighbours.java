package org.neurowright.engine.network.connect;

import java.util.Arrays;

/**
 * Finds the sources near a target by the box they lie in. Boxes are a third of the reach wide, so
 * that few sources are looked at that are not near; those of a box are kept together.
 */
final class Neighbours {
  private static final int MOST_BOXES = 1 << 22;
  private static final double BOXES_PER_REACH = 3;

  /** From one in so many sources on, marking and counting off is faster than sorting. */
  private static final int SORTED_ONE_IN = 512;

  private final Geometry geometry;
  private final double reachUm;
  private final double[] low = new double[3];
  private final double[] edge = new double[3];
  private final int[] boxes = new int[3];
  private final boolean[] around = new boolean[3];
  private final int[] first;
  private final int[] members;

  /** x, y, z of the members in their order. */
  private final double[] places;

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
    double size = reachUm / BOXES_PER_REACH;
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
    places = new double[3 * count];
    for (int m = 0; m < count; m++) {
      System.arraycopy(geometry.source(), 3 * members[m], places, 3 * m, 3);
    }
  }

  /**
   * Sources at most as far as the reach (by a last bit further, perhaps), ascending.
   *
   * @param to large enough for all sources
   * @param marks a bit for each source, all 0, which they are again afterwards
   * @return how many
   */
  int near(int target, int[] to, long[] marks) {
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
    double square = reachUm * reachUm * (1 + 1e-12);
    double x = geometry.target()[3 * target];
    double y = geometry.target()[3 * target + 1];
    double z = geometry.target()[3 * target + 2];
    int count = 0;
    for (int i = from[0]; i <= until[0]; i++) {
      double restX = square - gap(x, i, 0);
      for (int j = from[1]; restX >= 0 && j <= until[1]; j++) {
        double restY = restX - gap(y, j, 1);
        for (int k = from[2]; restY >= 0 && k <= until[2]; k++) {
          if (restY >= gap(z, k, 2)) {
            int b = (wrapped(i, 0) * boxes[1] + wrapped(j, 1)) * boxes[2] + wrapped(k, 2);
            count = inBox(b, x, y, z, square, to, count);
          }
        }
      }
    }
    if ((long) count * SORTED_ONE_IN < members.length) {
      Arrays.sort(to, 0, count);
    } else {
      countOff(to, count, marks);
    }
    return count;
  }

  /** Square of the least distance along an axis between a coordinate and a box. */
  private double gap(double at, int index, int axis) {
    if (around[axis]) {
      // The box may be met from both sides: the pairs decide.
      return 0;
    }
    double below = low[axis] + index * edge[axis] - at;
    double above = at - (low[axis] + (index + 1) * edge[axis]);
    // Coordinates at an end may lie in the next box by a rounding.
    double gap = Math.max(0, Math.max(below, above) - 1e-9 * edge[axis]);
    return gap * gap * (1 - 1e-9);
  }

  private int inBox(int box, double x, double y, double z, double square, int[] to, int have) {
    int count = have;
    for (int m = first[box]; m < first[box + 1]; m++) {
      double dx = Geometry.along(places[3 * m], x, geometry.period().x());
      double dy = Geometry.along(places[3 * m + 1], y, geometry.period().y());
      double dz = Geometry.along(places[3 * m + 2], z, geometry.period().z());
      if (dx * dx + dy * dy + dz * dz <= square) {
        to[count++] = members[m];
      }
    }
    return count;
  }

  /** Sorts different numbers by marking them. */
  private static void countOff(int[] values, int count, long[] marks) {
    for (int k = 0; k < count; k++) {
      marks[values[k] >> 6] |= 1L << values[k];
    }
    int at = 0;
    for (int w = 0; at < count; w++) {
      for (long word = marks[w]; word != 0; word &= word - 1) {
        values[at++] = (w << 6) + Long.numberOfTrailingZeros(word);
      }
      marks[w] = 0;
    }
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
    return (int)
        (inside ? Math.clamp(at, 0, boxes[axis] - 1) : Math.clamp(at, -1e6, boxes[axis] + 1e6));
  }
}
