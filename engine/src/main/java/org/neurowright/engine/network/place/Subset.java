package org.neurowright.engine.network.place;

import java.util.HashMap;
import java.util.Map;
import org.neurowright.engine.random.RandomStream;

/**
 * Different numbers in random order: the beginning of a shuffle (Durstenfeld, "Algorithm 235:
 * random permutation", CACM 7, 1964, 420) that keeps only what it has moved.
 */
final class Subset {
  private Subset() {}

  /** {@code count} different numbers of {@code 0 ... room - 1}; {@code count <= room}. */
  static long[] of(RandomStream stream, int call, int count, long room) {
    double[] uniform = new double[count];
    stream.fillUniforms(call, 0, count, uniform);
    Map<Long, Long> moved = new HashMap<>();
    long[] chosen = new long[count];
    for (int k = 0; k < count; k++) {
      long from = k + Math.min(room - k - 1, (long) (uniform[k] * (room - k)));
      chosen[k] = moved.getOrDefault(from, from);
      moved.put(from, moved.getOrDefault((long) k, (long) k));
    }
    return chosen;
  }
}
