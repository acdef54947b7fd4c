package org.neurowright.engine.network.make;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Interval;
import org.neurowright.engine.expression.Rate;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.network.connect.Geometry;
import org.neurowright.engine.network.connect.Pairs;
import org.neurowright.engine.network.connect.Reach;

/**
 * What expressions about a pair may name: {@code pre.} and {@code post.} columns and distances.
 * Sources are rows, the target is the block.
 */
final class PairScope {
  static final String PRE = "pre.";
  static final String POST = "post.";

  /** Names of distances; dist_2d is bmtool's name of dist_xy. */
  static final List<String> DISTANCES =
      List.of("dist", "dist_x", "dist_y", "dist_z", "dist_xy", "dist_xz", "dist_yz", "dist_2d");

  private final Pairs pairs;
  private final NodeFields source;
  private final NodeFields target;
  private final String sourcePrefix;
  private final String targetPrefix;

  /** Largest difference along each axis that occurs, µm. */
  private final double[] extent = new double[3];

  PairScope(Pairs pairs, NodeFields source, NodeFields target) {
    this(pairs, source, target, PRE, POST);
  }

  private PairScope(
      Pairs pairs, NodeFields source, NodeFields target, String sourcePrefix, String targetPrefix) {
    this.sourcePrefix = sourcePrefix;
    this.targetPrefix = targetPrefix;
    this.pairs = pairs;
    this.source = source;
    this.target = target;
    pairs.geometry().ifPresent(this::measure);
  }

  /** The same names for somebody who asks about the targets of a source. */
  PairScope turned() {
    Pairs turned =
        new Pairs(
            pairs.target(),
            pairs.source(),
            pairs.autapses(),
            pairs.geometry().map(g -> new Geometry(g.target(), g.source(), g.period())));
    return new PairScope(turned, target, source, targetPrefix, sourcePrefix);
  }

  /** What begins the names of columns that change with the row. */
  String sourcePrefix() {
    return sourcePrefix;
  }

  /** What begins the names of columns that are the same for all rows. */
  String targetPrefix() {
    return targetPrefix;
  }

  private void measure(Geometry geometry) {
    double[] periods = {geometry.period().x(), geometry.period().y(), geometry.period().z()};
    for (int axis = 0; axis < 3; axis++) {
      Interval a = bounds(geometry.source(), axis);
      Interval b = bounds(geometry.target(), axis);
      double most = Math.max(b.high() - a.low(), a.high() - b.low());
      extent[axis] = periods[axis] > 0 ? Math.min(most, periods[axis] / 2) : most;
      // The last bit of differences is not worth a thought here.
      extent[axis] = Math.max(0, extent[axis] * (1 + 1e-9));
    }
  }

  private static Interval bounds(double[] points, int axis) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int at = axis; at < points.length; at += 3) {
      low = Math.min(low, points[at]);
      high = Math.max(high, points[at]);
    }
    return low <= high ? Interval.of(low, high) : Interval.of(0, 0);
  }

  Pairs pairs() {
    return pairs;
  }

  NodeFields source() {
    return source;
  }

  NodeFields target() {
    return target;
  }

  Map<String, Scope.Entry> entries() {
    Map<String, Scope.Entry> entries = new LinkedHashMap<>();
    source.addTo(entries, sourcePrefix, Rate.PER_ROW);
    target.addTo(entries, targetPrefix, Rate.PER_BLOCK);
    DISTANCES.forEach(name -> entries.put(name, new Scope.Entry(Type.NUMBER, Rate.PER_ROW)));
    return entries;
  }

  Scope scope() {
    return Scope.of(entries());
  }

  /** The columns of one side as rows, under {@code pre.} or {@code post.}. */
  static Scope oneSide(NodeFields fields, String prefix) {
    Map<String, Scope.Entry> entries = new LinkedHashMap<>();
    fields.addTo(entries, prefix, Rate.PER_ROW);
    return Scope.of(entries);
  }

  static boolean isDistance(String name) {
    return DISTANCES.contains(name);
  }

  /** Axes that a distance is along, as bits 1, 2 and 4. */
  private static int axes(String distance) {
    return switch (distance) {
      case "dist" -> Reach.SPACE;
      case "dist_x" -> 1;
      case "dist_y" -> 2;
      case "dist_z" -> 4;
      case "dist_xy", "dist_2d" -> 3;
      case "dist_xz" -> 5;
      case "dist_yz" -> 6;
      default -> throw new IllegalArgumentException(distance);
    };
  }

  /** From where on an expression is nothing, by the distance that leaves the fewest pairs. */
  Reach reach(Expression expression) {
    Reach best = Reach.ANYWHERE;
    double least = Double.POSITIVE_INFINITY;
    for (String name : DISTANCES) {
      double um = Math.max(0, expression.support(name, this::range));
      if (um <= 0) {
        return Reach.NOWHERE;
      }
      if (um < Double.POSITIVE_INFINITY) {
        double share = 1;
        for (int axis = 0; axis < 3; axis++) {
          share *= (axes(name) >> axis & 1) != 0 ? Math.min(1, um / extent[axis]) : 1;
        }
        if (share < least) {
          least = share;
          best = new Reach(um, axes(name));
        }
      }
    }
    return best;
  }

  /**
   * Bounds of a name over pairs that are within a range of distances.
   *
   * @param along axes of that distance
   */
  Interval range(String name, int along, double fromUm, double toUm) {
    Interval all = range(name);
    if (!isDistance(name)) {
      return all;
    }
    int own = axes(name);
    double low = (own & along) == along ? Math.max(all.low(), fromUm) : all.low();
    double high = (own & along) == own ? Math.min(all.high(), toUm) : all.high();
    return Interval.of(Math.min(low, high), Math.max(low, high));
  }

  /** Bounds of a name over all pairs. */
  Interval range(String name) {
    if (name.startsWith(sourcePrefix)) {
      return range(source.field(name.substring(sourcePrefix.length())), pairs.source().rows());
    }
    if (name.startsWith(targetPrefix)) {
      return range(target.field(name.substring(targetPrefix.length())), pairs.target().rows());
    }
    double x = extent[0];
    double y = extent[1];
    double z = extent[2];
    return switch (name) {
      case "dist" -> Interval.of(0, Math.sqrt(x * x + y * y + z * z));
      case "dist_x" -> Interval.of(0, x);
      case "dist_y" -> Interval.of(0, y);
      case "dist_z" -> Interval.of(0, z);
      case "dist_xy", "dist_2d" -> Interval.of(0, Math.hypot(x, y));
      case "dist_xz" -> Interval.of(0, Math.hypot(x, z));
      case "dist_yz" -> Interval.of(0, Math.hypot(y, z));
      default -> Interval.ANY;
    };
  }

  private static Interval range(Optional<Field> field, int[] rows) {
    if (!(field.orElse(null) instanceof Field.Numbers(double[] values))) {
      return Interval.ANY;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean missing = false;
    for (int row : rows) {
      double value = values[row];
      if (Double.isNaN(value)) {
        missing = true;
      } else {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low <= high ? new Interval(low, high, missing) : Interval.ANY;
  }
}
