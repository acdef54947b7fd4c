package org.neurowright.engine.network.connect;

import java.util.Arrays;

/**
 * Finds the sources near a target by the box they lie in. Boxes are a part of the reach wide, along
 * the axes that it is about, and the sources of a box are kept together.
 */
final class Neighbours {
  private static final int MOST_BOXES = 1 << 22;
  private static final double BOXES_PER_REACH = 3;

  /** Sources of a box on average, at least: looking at a box costs as much as some of them. */
  private static final int MEMBERS = 8;

  /** From one in so many sources on, marking and counting off is faster than sorting. */
  private static final int SORTED_ONE_IN = 512;

  private final Geometry geometry;
  private final Reach reach;
  private final double[] low = new double[3];
  private final double[] edge = new double[3];
  private final int[] boxes = new int[3];

  /** Length after which space repeats along each axis; 0 for none. */
  private final double[] period;

  private final int[] first;
  private final int[] members;

  /** x, y, z of the members in their order. */
  private final double[] places;

  /**
   * @param reach limited
   */
  Neighbours(Geometry geometry, Reach reach) {
    this.geometry = geometry;
    this.reach = reach;
    period = new double[] {geometry.period().x(), geometry.period().y(), geometry.period().z()};
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
      low[axis] = count == 0 ? 0 : isAround(axis) ? 0 : least;
      high[axis] = count == 0 ? 0 : isAround(axis) ? period[axis] : most;
    }
    double size = reach.um() / BOXES_PER_REACH;
    do {
      for (int axis = 0; axis < 3; axis++) {
        double extent = high[axis] - low[axis];
        boxes[axis] =
            reach.along(axis) ? (int) Math.max(1, Math.min(1 << 20, Math.floor(extent / size))) : 1;
        edge[axis] = extent > 0 ? extent / boxes[axis] : 1;
      }
      size *= 1.25;
    } while ((long) boxes[0] * boxes[1] * boxes[2] > Math.min(MOST_BOXES, count / MEMBERS + 64));
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

  Reach reach() {
    return reach;
  }

  /** Sources by box: those of a box are neighbours here. */
  int[] members() {
    return members;
  }

  /** The boxes that may have sources near a target; scratch memory of one thread. */
  final class Search {
    private int size;

    /** Members of each box: from here, and how many. */
    private int[] from = new int[256];

    private int[] count = new int[256];

    /** Squares of the least and the largest distance that a source of the box may have, µm². */
    private double[] least = new double[256];

    private double[] most = new double[256];

    private final int[] begin = new int[3];
    private final int[] end = new int[3];
    private final double[][] nearest = new double[3][16];
    private final double[][] farthest = new double[3][16];

    /** Number of boxes found. */
    int size() {
      return size;
    }

    int from(int index) {
      return from[index];
    }

    int count(int index) {
      return count[index];
    }

    double leastSquare(int index) {
      return least[index];
    }

    double mostSquare(int index) {
      return most[index];
    }

    /** Looks around a target. */
    void around(int target) {
      for (int axis = 0; axis < 3; axis++) {
        measure(axis, geometry.target()[3 * target + axis]);
      }
      double square = square();
      size = 0;
      for (int i = begin[0]; i <= end[0]; i++) {
        double nearX = nearest[0][i - begin[0]];
        double farX = farthest[0][i - begin[0]];
        int row = wrapped(i, 0) * boxes[1];
        for (int j = begin[1]; nearX <= square && j <= end[1]; j++) {
          double nearY = nearX + nearest[1][j - begin[1]];
          double farY = farX + farthest[1][j - begin[1]];
          int line = (row + wrapped(j, 1)) * boxes[2];
          for (int k = begin[2]; nearY <= square && k <= end[2]; k++) {
            double near = nearY + nearest[2][k - begin[2]];
            int b = line + wrapped(k, 2);
            int members = first[b + 1] - first[b];
            if (near <= square && members > 0) {
              add(first[b], members, near, farY + farthest[2][k - begin[2]]);
            }
          }
        }
      }
    }

    private void add(int member, int members, double near, double far) {
      if (size == from.length) {
        from = Arrays.copyOf(from, 2 * size);
        count = Arrays.copyOf(count, 2 * size);
        least = Arrays.copyOf(least, 2 * size);
        most = Arrays.copyOf(most, 2 * size);
      }
      from[size] = member;
      count[size] = members;
      least[size] = near;
      most[size++] = far;
    }

    /** Which boxes along an axis come into question, and squares of how far they are. */
    private void measure(int axis, double at) {
      if (!reach.along(axis)) {
        begin[axis] = 0;
        end[axis] = 0;
        nearest[axis][0] = 0;
        farthest[axis][0] = 0;
        return;
      }
      int index = index(at, axis, false);
      int steps = (int) Math.min(1 << 21, Math.ceil(reach.um() / edge[axis]));
      begin[axis] = index - steps;
      end[axis] = index + steps;
      if (!isAround(axis)) {
        begin[axis] = Math.max(0, begin[axis]);
        end[axis] = Math.min(boxes[axis] - 1, end[axis]);
      } else if (end[axis] - begin[axis] >= boxes[axis]) {
        begin[axis] = 0;
        end[axis] = boxes[axis] - 1;
      }
      int number = Math.max(0, end[axis] - begin[axis] + 1);
      if (nearest[axis].length < number) {
        nearest[axis] = new double[number];
        farthest[axis] = new double[number];
      }
      // Coordinates at an end may lie in the next box by a rounding.
      double half = 0.5 * edge[axis] * (1 + 1e-8);
      for (int i = 0; i < number; i++) {
        double middle = low[axis] + (wrapped(begin[axis] + i, axis) + 0.5) * edge[axis];
        double away = Math.abs(Geometry.along(at, middle, period[axis]));
        double near = Math.max(0, away - half);
        double far = away + half;
        if (isAround(axis)) {
          far = Math.min(far, 0.5 * period[axis] * (1 + 1e-12));
        }
        nearest[axis][i] = near * near * (1 - 1e-12);
        farthest[axis][i] = far * far * (1 + 1e-12);
      }
    }
  }

  private double square() {
    return reach.um() * reach.um() * (1 + 1e-12);
  }

  /**
   * Sources at most as far as the reach (by a last bit further, perhaps), ascending.
   *
   * @param to large enough for all sources
   * @param marks a bit for each source, all 0, which they are again afterwards
   * @return how many
   */
  int near(int target, Search search, int[] to, long[] marks) {
    search.around(target);
    double square = square();
    double x = geometry.target()[3 * target];
    double y = geometry.target()[3 * target + 1];
    double z = geometry.target()[3 * target + 2];
    int count = 0;
    for (int b = 0; b < search.size; b++) {
      int end = search.from[b] + search.count[b];
      for (int m = search.from[b]; m < end; m++) {
        double dx = reach.along(0) ? Geometry.along(places[3 * m], x, period[0]) : 0;
        double dy = reach.along(1) ? Geometry.along(places[3 * m + 1], y, period[1]) : 0;
        double dz = reach.along(2) ? Geometry.along(places[3 * m + 2], z, period[2]) : 0;
        if (dx * dx + dy * dy + dz * dz <= square) {
          to[count++] = members[m];
        }
      }
    }
    sort(to, count, marks);
    return count;
  }

  /** Puts different positions of sources in order. */
  void sort(int[] values, int count, long[] marks) {
    if ((long) count * SORTED_ONE_IN < members.length) {
      Arrays.sort(values, 0, count);
    } else {
      countOff(values, count, marks);
    }
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

  private boolean isAround(int axis) {
    return period[axis] > 0;
  }

  private int wrapped(int index, int axis) {
    return isAround(axis) ? Math.floorMod(index, boxes[axis]) : index;
  }

  private int box(double[] points, int k) {
    return (index(points[3 * k], 0, true) * boxes[1] + index(points[3 * k + 1], 1, true)) * boxes[2]
        + index(points[3 * k + 2], 2, true);
  }

  /** Box along an axis; one outside the space of the sources is allowed for targets. */
  private int index(double coordinate, int axis, boolean inside) {
    double at = Math.floor((coordinate - low[axis]) / edge[axis]);
    if (isAround(axis)) {
      return (int) (at - boxes[axis] * Math.floor(at / boxes[axis]));
    }
    return (int)
        (inside ? Math.clamp(at, 0, boxes[axis] - 1) : Math.clamp(at, -1e6, boxes[axis] + 1e6));
  }
}
