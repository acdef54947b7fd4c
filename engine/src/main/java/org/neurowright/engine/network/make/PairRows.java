package org.neurowright.engine.network.make;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Rows;
import org.neurowright.engine.network.connect.Geometry;

/**
 * Some sources of one target as the rows of an expression. Random numbers belong to the source's
 * row in its network, so that they do not depend on which sources are asked about together.
 */
final class PairRows implements Rows {
  /** Values of a name that changes with the row. */
  @FunctionalInterface
  private interface Gather {
    void fill(int from, int count, double[] out);
  }

  private final PairScope scope;
  private final int[] sourceRows;
  private final Geometry geometry;
  private final Gather[] gather;
  private final Field[] pre;
  private final Field[] post;
  private final double[][] shared;
  private int[] places = new int[0];
  private int[] sources;
  private int target;
  private int targetRow;

  /**
   * @param columns values by name that exist besides, by row
   * @param numbers values by name that are the same for all rows
   */
  PairRows(
      Expression expression,
      PairScope scope,
      Map<String, double[][]> columns,
      Map<String, double[]> numbers) {
    this.scope = scope;
    sourceRows = scope.pairs().source().rows();
    geometry = scope.pairs().geometry().orElse(null);
    List<String> names = expression.names();
    gather = new Gather[names.size()];
    pre = new Field[names.size()];
    post = new Field[names.size()];
    shared = new double[names.size()][];
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      if (name.startsWith(scope.sourcePrefix())) {
        pre[k] = scope.source().field(name.substring(scope.sourcePrefix().length())).orElseThrow();
        if (pre[k] instanceof Field.Numbers(double[] values)) {
          gather[k] = (from, count, out) -> gather(values, from, count, out);
        }
      } else if (name.startsWith(scope.targetPrefix())) {
        post[k] = scope.target().field(name.substring(scope.targetPrefix().length())).orElseThrow();
      } else if (columns.containsKey(name)) {
        double[][] holder = columns.get(name);
        gather[k] = (from, count, out) -> System.arraycopy(holder[0], from, out, 0, count);
      } else if (numbers.containsKey(name)) {
        shared[k] = numbers.get(name);
      } else {
        gather[k] = distance(name);
      }
    }
  }

  /** Goes to a target and some positions of sources; the array is read until the next call. */
  void select(int newTarget, int[] newSources, int count) {
    target = newTarget;
    targetRow = scope.pairs().target().rows()[newTarget];
    sources = newSources;
    if (places.length < count) {
      places = new int[Math.max(count, 2 * places.length)];
    }
    for (int k = 0; k < count; k++) {
      places[k] = sourceRows[newSources[k]];
    }
  }

  private void gather(double[] values, int from, int count, double[] out) {
    for (int k = 0; k < count; k++) {
      out[k] = values[places[from + k]];
    }
  }

  private Gather distance(String name) {
    return switch (name) {
      case "dist" -> this::inSpace;
      case "dist_x" -> along(0);
      case "dist_y" -> along(1);
      case "dist_z" -> along(2);
      case "dist_xz" -> inPlane(0, 2);
      case "dist_yz" -> inPlane(1, 2);
      case "dist_xy", "dist_2d" -> inPlane(0, 1);
      default -> throw new IllegalStateException("no values for " + name);
    };
  }

  private void inSpace(int from, int count, double[] out) {
    double[] points = geometry.source();
    double x = geometry.target()[3 * target];
    double y = geometry.target()[3 * target + 1];
    double z = geometry.target()[3 * target + 2];
    double periodX = geometry.period().x();
    double periodY = geometry.period().y();
    double periodZ = geometry.period().z();
    for (int k = 0; k < count; k++) {
      int at = 3 * sources[from + k];
      double dx = Geometry.along(points[at], x, periodX);
      double dy = Geometry.along(points[at + 1], y, periodY);
      double dz = Geometry.along(points[at + 2], z, periodZ);
      out[k] = Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }

  private Gather along(int axis) {
    return (from, count, out) -> {
      for (int k = 0; k < count; k++) {
        out[k] = Math.abs(geometry.difference(sources[from + k], target, axis));
      }
    };
  }

  private Gather inPlane(int a, int b) {
    return (from, count, out) -> {
      for (int k = 0; k < count; k++) {
        double u = geometry.difference(sources[from + k], target, a);
        double v = geometry.difference(sources[from + k], target, b);
        out[k] = Math.sqrt(u * u + v * v);
      }
    };
  }

  @Override
  public void numbers(int name, int from, int count, double[] out) {
    gather[name].fill(from, count, out);
  }

  @Override
  public void codes(int name, int from, int count, int[] out) {
    int[] codes = ((Field.Texts) pre[name]).codes();
    for (int k = 0; k < count; k++) {
      out[k] = codes[places[from + k]];
    }
  }

  @Override
  public double number(int name) {
    return shared[name] != null
        ? shared[name][0]
        : ((Field.Numbers) post[name]).values()[targetRow];
  }

  @Override
  public int code(int name) {
    return ((Field.Texts) post[name]).codes()[targetRow];
  }

  @Override
  public String[] dictionary(int name) {
    return ((Field.Texts) Optional.ofNullable(pre[name]).orElse(post[name])).dictionary();
  }

  @Override
  public int[] places() {
    return places;
  }
}
