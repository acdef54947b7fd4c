package org.neurowright.engine.network.place;

import java.util.Arrays;

/**
 * Points that others must keep away from, found by the cube they lie in. Asking costs the number of
 * points in the cubes around, adding is constant on average.
 */
final class TakenPlaces {
  private static final int[] NONE = {};

  private final double cubeUm;
  private long[] keys = new long[64];
  private int[][] members = new int[64][];
  private int used;
  private double[] points = new double[96];
  private int size;

  /**
   * @param cubeUm edge of the cubes, about the distance that will be asked for; above 0
   */
  TakenPlaces(double cubeUm) {
    this.cubeUm = cubeUm;
  }

  int size() {
    return size;
  }

  void add(double x, double y, double z) {
    if (3 * size + 3 > points.length) {
      points = Arrays.copyOf(points, 2 * points.length);
    }
    points[3 * size] = x;
    points[3 * size + 1] = y;
    points[3 * size + 2] = z;
    int slot = slot(key(cube(x), cube(y), cube(z)));
    int[] list = members[slot];
    int count = list[0];
    if (count + 1 == list.length) {
      list = Arrays.copyOf(list, 2 * list.length);
      members[slot] = list;
    }
    list[count + 1] = size;
    list[0] = count + 1;
    size++;
  }

  /** Whether a point is nearer than {@code distanceUm}. */
  boolean isNear(double x, double y, double z, double distanceUm) {
    int reach = (int) Math.ceil(distanceUm / cubeUm);
    long cx = cube(x);
    long cy = cube(y);
    long cz = cube(z);
    double square = distanceUm * distanceUm;
    for (long i = cx - reach; i <= cx + reach; i++) {
      for (long j = cy - reach; j <= cy + reach; j++) {
        for (long k = cz - reach; k <= cz + reach; k++) {
          int[] list = find(key(i, j, k));
          for (int m = 1; m <= (list.length == 0 ? 0 : list[0]); m++) {
            int at = 3 * list[m];
            double dx = points[at] - x;
            double dy = points[at + 1] - y;
            double dz = points[at + 2] - z;
            if (dx * dx + dy * dy + dz * dz < square) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private long cube(double coordinate) {
    return (long) Math.floor(coordinate / cubeUm);
  }

  /** Cubes may share a key, which costs time only: distances are always computed. */
  private static long key(long i, long j, long k) {
    return (i & 0x1fffff) | (j & 0x1fffff) << 21 | (k & 0x1fffff) << 42;
  }

  private int[] find(long key) {
    for (int at = start(key); ; at = at + 1 & keys.length - 1) {
      if (members[at] == null) {
        return NONE;
      }
      if (keys[at] == key) {
        return members[at];
      }
    }
  }

  private int slot(long key) {
    if (2 * used > keys.length) {
      grow();
    }
    int at = start(key);
    while (members[at] != null && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    if (members[at] == null) {
      keys[at] = key;
      members[at] = new int[4];
      used++;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[][] oldMembers = members;
    keys = new long[2 * oldKeys.length];
    members = new int[2 * oldMembers.length][];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldMembers[i] != null) {
        int at = start(oldKeys[i]);
        while (members[at] != null) {
          at = at + 1 & keys.length - 1;
        }
        keys[at] = oldKeys[i];
        members[at] = oldMembers[i];
      }
    }
  }

  private int start(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & keys.length - 1;
  }
}
