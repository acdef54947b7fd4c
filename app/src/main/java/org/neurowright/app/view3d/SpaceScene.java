package org.neurowright.app.view3d;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;

/**
 * What is to be seen: populations, which cells are chosen, which are hidden, and their colours.
 * Cells are numbered through all populations in order.
 */
final class SpaceScene {
  private final List<CellCloud> clouds;

  /** Of more cells than this the box is only estimated from the reach of their shapes. */
  private static final int MOST_EXACT = 300;

  private final int cells;
  private final Bounds bounds;

  /** Selected cells; drawn with their shapes. */
  final BitSet selected = new BitSet();

  /** Whether the cells that are not selected are drawn with their shapes, too. */
  boolean allShapes;

  /** Cells that are not drawn. */
  final BitSet hidden = new BitSet();

  /** Cell under the pointer, or -1. */
  int hovered = -1;

  /** Colour of every cell, or null for the colours of the populations. */
  int[] cellArgb;

  /** How many of the selected cells had their shape drawn in full by the latest rendering. */
  int shapesDrawn;

  /** A box around things, µm. */
  record Bounds(double minX, double minY, double minZ, double maxX, double maxY, double maxZ) {
    static final Bounds NONE = new Bounds(-50, -50, -50, 50, 50, 50);

    double centerX() {
      return (minX + maxX) / 2;
    }

    double centerY() {
      return (minY + maxY) / 2;
    }

    double centerZ() {
      return (minZ + maxZ) / 2;
    }

    /** Half the diagonal. */
    double radius() {
      return Math.sqrt(sq(maxX - minX) + sq(maxY - minY) + sq(maxZ - minZ)) / 2;
    }

    private static double sq(double v) {
      return v * v;
    }
  }

  private SpaceScene(List<CellCloud> clouds, int cells) {
    this.clouds = clouds;
    this.cells = cells;
    BitSet all = new BitSet();
    all.set(0, cells);
    this.bounds = bounds(all, false);
  }

  static SpaceScene empty() {
    return new SpaceScene(List.of(), 0);
  }

  static SpaceScene of(List<NodePopulation> populations, ToIntFunction<String> argbOfPopulation) {
    float pointRadius = pointRadiusUm(populations);
    List<CellCloud> clouds = new ArrayList<>();
    int first = 0;
    for (NodePopulation population : populations) {
      clouds.add(
          new CellCloud(
              population, argbOfPopulation.applyAsInt(population.name()), first, pointRadius));
      first += population.size();
    }
    return new SpaceScene(List.copyOf(clouds), first);
  }

  /**
   * A radius that lets point cells be told apart: a third of their mean distance, at most a soma's.
   */
  private static float pointRadiusUm(List<NodePopulation> populations) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double count = 0;
    for (NodePopulation population : populations) {
      if (Placement.isKnown(population)) {
        for (double p : population.positionUm()) {
          if (Double.isFinite(p)) {
            min = Math.min(min, p);
            max = Math.max(max, p);
          }
        }
        count += population.size();
      }
    }
    return count < 2 ? 7 : (float) Math.clamp(0.3 * (max - min) / Math.cbrt(count), 1e-3, 7);
  }

  List<CellCloud> clouds() {
    return clouds;
  }

  int cells() {
    return cells;
  }

  Bounds bounds() {
    return bounds;
  }

  CellCloud cloudOf(int cell) {
    CellCloud found = clouds.getFirst();
    for (CellCloud cloud : clouds) {
      if (cloud.firstCell() <= cell && cloud.size() > 0) {
        found = cloud;
      }
    }
    return found;
  }

  int argb(CellCloud cloud, int row) {
    return cellArgb == null ? cloud.argb() : cellArgb[cloud.firstCell() + row];
  }

  /** Box around some cells, with their neurites if wanted; cells without a place are left out. */
  Bounds bounds(BitSet which, boolean withShapes) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    boolean exact = which.cardinality() <= MOST_EXACT;
    for (CellCloud cloud : clouds) {
      int end = cloud.firstCell() + cloud.size();
      for (int cell = which.nextSetBit(cloud.firstCell());
          cell >= 0 && cell < end;
          cell = which.nextSetBit(cell + 1)) {
        int row = cell - cloud.firstCell();
        if (Double.isNaN(cloud.x(row) + cloud.y(row) + cloud.z(row))) {
          continue;
        }
        double reach = cloud.radiusUm(row);
        if (withShapes && cloud.shape(row).isPresent()) {
          if (exact) {
            enclose(cloud, row, cloud.shape(row).get(), low, high);
          } else {
            reach = cloud.shape(row).get().reachUm;
          }
        }
        include(cloud.x(row), cloud.y(row), cloud.z(row), reach, low, high);
      }
    }
    return low[0] > high[0]
        ? Bounds.NONE
        : new Bounds(low[0], low[1], low[2], high[0], high[1], high[2]);
  }

  private static void enclose(
      CellCloud cloud, int row, NeuriteShape shape, double[] low, double[] high) {
    Orientation o = cloud.rotation(row);
    for (int i = 0; i < shape.points(); i++) {
      double x = shape.x[i];
      double y = shape.y[i];
      double z = shape.z[i];
      include(
          cloud.x(row) + o.viewX(x, y, z),
          cloud.y(row) + o.viewY(x, y, z),
          cloud.z(row) + o.viewZ(x, y, z),
          0,
          low,
          high);
    }
  }

  private static void include(
      double x, double y, double z, double reach, double[] low, double[] high) {
    double[] center = {x, y, z};
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = Math.min(low[axis], center[axis] - reach);
      high[axis] = Math.max(high[axis], center[axis] + reach);
    }
  }

  /** Box around everything that is drawn when nothing is selected. */
  Bounds boundsOfAll() {
    if (!allShapes) {
      return bounds;
    }
    BitSet all = new BitSet();
    all.set(0, cells);
    return bounds(all, true);
  }

  /** Cells that have a shape. */
  int cellsWithShape() {
    int found = 0;
    for (CellCloud cloud : clouds) {
      for (int row = 0; row < cloud.size(); row++) {
        found += cloud.population().cellModel(row) instanceof CellModel.Cable ? 1 : 0;
      }
    }
    return found;
  }
}
