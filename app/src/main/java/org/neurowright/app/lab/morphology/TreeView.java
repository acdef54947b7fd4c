package org.neurowright.app.lab.morphology;

import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

/** A cell as a dendrogram. */
final class TreeView extends CellView {
  private static final double LEFT = 20;
  private static final double RIGHT = 18;
  static final double BOTTOM = 46;

  private final Dendrogram tree;
  private double perUnit = 1;
  private double perRow = 1;
  private double originX;
  private double originY;
  private boolean moved;

  TreeView(CellTable table, Dendrogram tree) {
    super(table, tree.strokes());
    this.tree = tree;
  }

  @Override
  void showAll() {
    moved = false;
    perUnit = Math.max(1, width - LEFT - RIGHT) / Math.max(1e-9, tree.reach());
    perRow = Math.max(1, height - top - BOTTOM) / tree.rows();
    perRow = Math.min(perRow, 60);
    originX = LEFT;
    double free = height - top - BOTTOM - perRow * tree.rows();
    originY = top + perRow / 2 + Math.max(0, free) / 2;
  }

  @Override
  void sizeChanged() {
    if (!moved) {
      showAll();
    }
  }

  @Override
  void zoom(double factor, double x, double y) {
    double next = Math.clamp(factor, 1e-3 / perUnit, 1e5 / perUnit);
    originX = x + (originX - x) * next;
    perUnit *= next;
    originY = y + (originY - y) * next;
    perRow *= next;
    moved = true;
  }

  @Override
  void pan(double dx, double dy) {
    originX += dx;
    originY += dy;
    moved = true;
  }

  @Override
  boolean project(double x, double y, double z) {
    px = originX + perUnit * x;
    py = originY + perRow * y;
    depth = 1;
    // Radii are pixels, but lines of a crowd shall not touch.
    scale = Math.clamp(perRow / 5, .3, 1.6);
    return true;
  }

  @Override
  double[] at(Site site) {
    double[] at = tree.at(site);
    return new double[] {at[0], at[1], 0, 1};
  }

  double perUnit() {
    return perUnit;
  }

  /** Where the distance 0 is. */
  double zero() {
    return originX;
  }

  double reach() {
    return tree.reach();
  }
}
