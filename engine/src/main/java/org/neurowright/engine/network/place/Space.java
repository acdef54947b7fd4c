package org.neurowright.engine.network.place;

import org.neurowright.engine.random.Draws;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.Point;

/** Draws points uniformly in a body, or in the part of it between two heights. */
final class Space {
  /** The rarest part of a bounding box that is still found by rejection. */
  private static final int ATTEMPTS = 1_000_000;

  private final Body body;
  private final double low;
  private final double high;

  /**
   * @param low least y, µm; below the body's own for all of it
   * @param high greatest y, µm
   */
  Space(Body body, double low, double high) {
    this.body = body;
    this.low = Math.max(low, bottom(body));
    this.high = Math.min(high, top(body));
  }

  static double bottom(Body body) {
    return switch (body) {
      case Body.Column c -> c.center().y() - c.heightUm() / 2;
      case Body.Box b -> b.center().y() - b.size().y() / 2;
      case Body.Ellipsoid e -> e.center().y() - e.size().y() / 2;
      case Body.Shell s -> s.center().y() - s.maxRadiusUm();
    };
  }

  static double top(Body body) {
    return switch (body) {
      case Body.Column c -> c.center().y() + c.heightUm() / 2;
      case Body.Box b -> b.center().y() + b.size().y() / 2;
      case Body.Ellipsoid e -> e.center().y() + e.size().y() / 2;
      case Body.Shell s -> s.center().y() + s.maxRadiusUm();
    };
  }

  /** False when the heights leave nothing of the body. */
  boolean hasRoom() {
    return low <= high;
  }

  /** Volume of the whole body, µm³. */
  static double volumeUm3(Body body) {
    return switch (body) {
      case Body.Column(_, double height, double min, double max) ->
          Math.PI * (max * max - min * min) * height;
      case Body.Box(_, Point size) -> size.x() * size.y() * size.z();
      case Body.Ellipsoid(_, Point size) -> Math.PI / 6 * size.x() * size.y() * size.z();
      case Body.Shell(_, double min, double max) ->
          4 * Math.PI / 3 * (max * max * max - min * min * min);
    };
  }

  /**
   * Draws a point.
   *
   * @param to gets x, y, z from {@code at}
   * @return false when the part of the body is too thin to be hit
   */
  boolean draw(Draws draws, double[] to, int at) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (tryDraw(draws, to, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean tryDraw(Draws draws, double[] to, int at) {
    return switch (body) {
      case Body.Column(Point c, _, double min, double max) -> {
        double angle = 2 * Math.PI * draws.nextUniform();
        double radius = Math.sqrt((min * min - max * max) * draws.nextUniform() + max * max);
        yield put(
            to,
            at,
            c.x() + radius * StrictMath.cos(angle),
            between(low, high, draws),
            c.z() + radius * StrictMath.sin(angle));
      }
      case Body.Box(Point c, Point size) ->
          put(
              to,
              at,
              c.x() + size.x() * (draws.nextUniform() - 0.5),
              between(low, high, draws),
              c.z() + size.z() * (draws.nextUniform() - 0.5));
      case Body.Ellipsoid(Point c, Point size) -> {
        double x = 2 * draws.nextUniform() - 1;
        double y = between(low, high, draws);
        double z = 2 * draws.nextUniform() - 1;
        double unitY = size.y() == 0 ? 0 : 2 * (y - c.y()) / size.y();
        yield x * x + unitY * unitY + z * z < 1
            && put(to, at, c.x() + x * size.x() / 2, y, c.z() + z * size.z() / 2);
      }
      case Body.Shell(Point c, double min, double max) -> {
        double x = max * (2 * draws.nextUniform() - 1);
        double y = between(low, high, draws) - c.y();
        double z = max * (2 * draws.nextUniform() - 1);
        double square = x * x + y * y + z * z;
        yield square <= max * max
            && square >= min * min
            && put(to, at, c.x() + x, c.y() + y, c.z() + z);
      }
    };
  }

  private static double between(double low, double high, Draws draws) {
    return low + (high - low) * draws.nextUniform();
  }

  private static boolean put(double[] to, int at, double x, double y, double z) {
    to[at] = x;
    to[at + 1] = y;
    to[at + 2] = z;
    return true;
  }
}
