package org.neurowright.app.build.view;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where populations stand in the graph, logical pixels at zoom 1; y grows downwards.
 *
 * @param places of those that were placed
 */
record GraphLayout(Map<PopulationKey, Place> places) {
  static final GraphLayout EMPTY = new GraphLayout(Map.of());

  /** Wanted distance of populations that are connected. */
  private static final double REACH = 170;

  /** How strongly all are drawn to the middle, more from above and below: windows are wide. */
  private static final double PULL_X = 0.5;

  private static final double PULL_Y = 0.9;
  private static final int ROUNDS = 300;
  private static final int MANY = 200;

  record Place(double x, double y) {}

  GraphLayout {
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
  }

  Optional<Place> of(PopulationKey key) {
    return Optional.ofNullable(places.get(key));
  }

  GraphLayout with(PopulationKey key, Place place) {
    Map<PopulationKey, Place> changed = new LinkedHashMap<>(places);
    changed.put(key, place);
    return new GraphLayout(changed);
  }

  /** The place of a population under its new name. */
  GraphLayout renamed(PopulationKey before, PopulationKey now) {
    Map<PopulationKey, Place> changed = new LinkedHashMap<>(places);
    Place place = changed.remove(before);
    if (place != null) {
      changed.put(now, place);
    }
    return new GraphLayout(changed);
  }

  /**
   * Places for all populations: those that have one keep it, the others are pulled towards what
   * they are connected with and pushed away from everything. The same recipe always gives the same
   * places.
   *
   * <p>Source of the forces: T. Fruchterman and E. Reingold, Softw. Pract. Exp. 21, 1129 (1991).
   */
  GraphLayout completed(List<PopulationKey> keys, Collection<RecipeLinks.Ends> links) {
    int size = keys.size();
    double[] x = new double[size];
    double[] y = new double[size];
    boolean[] fixed = new boolean[size];
    double circle = REACH * Math.max(0.6, size / (2 * Math.PI));
    boolean anyFree = false;
    for (int k = 0; k < size; k++) {
      Place given = places.get(keys.get(k));
      fixed[k] = given != null;
      anyFree |= !fixed[k];
      // Not quite a circle, as forces would balance on one.
      double angle = Math.PI + 2 * Math.PI * k / Math.max(1, size) + 0.1 * k;
      x[k] = fixed[k] ? given.x() : circle * Math.cos(angle);
      y[k] = fixed[k] ? given.y() : circle * Math.sin(angle) * 0.8;
    }
    if (anyFree && size > 1) {
      relax(keys, links, x, y, fixed);
    }
    Map<PopulationKey, Place> all = new LinkedHashMap<>();
    for (int k = 0; k < size; k++) {
      all.put(keys.get(k), new Place(x[k], y[k]));
    }
    return new GraphLayout(all);
  }

  private static void relax(
      List<PopulationKey> keys,
      Collection<RecipeLinks.Ends> links,
      double[] x,
      double[] y,
      boolean[] fixed) {
    int size = keys.size();
    Map<PopulationKey, Integer> index = new LinkedHashMap<>();
    keys.forEach(key -> index.put(key, index.size()));
    int[][] pairs =
        links.stream()
            .filter(l -> !l.source().equals(l.target()))
            .map(l -> new int[] {index.get(l.source()), index.get(l.target())})
            .map(p -> new int[] {Math.min(p[0], p[1]), Math.max(p[0], p[1])})
            .map(p -> List.of(p[0], p[1]))
            .distinct()
            .map(p -> new int[] {p.get(0), p.get(1)})
            .toArray(int[][]::new);
    double[] dx = new double[size];
    double[] dy = new double[size];
    int rounds = size > MANY ? ROUNDS / 5 : ROUNDS;
    for (int round = 0; round < rounds; round++) {
      for (int a = 0; a < size; a++) {
        // Also what is connected with nothing stays near.
        dx[a] = -PULL_X * x[a];
        dy[a] = -PULL_Y * y[a];
      }
      for (int a = 0; a < size; a++) {
        for (int b = a + 1; b < size; b++) {
          double ex = x[a] - x[b];
          double ey = y[a] - y[b];
          double d2 = Math.max(1, ex * ex + ey * ey);
          double push = REACH * REACH / d2;
          dx[a] += ex * push;
          dy[a] += ey * push;
          dx[b] -= ex * push;
          dy[b] -= ey * push;
        }
      }
      for (int[] pair : pairs) {
        double ex = x[pair[0]] - x[pair[1]];
        double ey = y[pair[0]] - y[pair[1]];
        double pull = Math.hypot(ex, ey) / REACH;
        dx[pair[0]] -= ex * pull;
        dy[pair[0]] -= ey * pull;
        dx[pair[1]] += ex * pull;
        dy[pair[1]] += ey * pull;
      }
      double most = REACH * 0.3 * (1 - (double) round / rounds) + 0.5;
      for (int a = 0; a < size; a++) {
        double length = Math.hypot(dx[a], dy[a]);
        if (!fixed[a] && length > 1e-9) {
          double step = Math.min(length, most) / length;
          x[a] += dx[a] * step;
          y[a] += dy[a] * step;
        }
      }
    }
  }
}
