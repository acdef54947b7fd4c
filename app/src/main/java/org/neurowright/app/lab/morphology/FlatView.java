package org.neurowright.app.lab.morphology;

import org.neurowright.engine.bench.Site;

/** A cell from the front, without perspective. */
final class FlatView extends CellView {
  private static final double MARGIN = 12;
  private static final double BELOW = 26;

  private final CellShape shape;
  private final double[] box = {1e30, 1e30, -1e30, -1e30, -1e30};
  private double perUm = 1;
  private double originX;
  private double originY;
  private boolean moved;

  FlatView(CellShape shape) {
    super(shape.table(), shape.strokes());
    this.shape = shape;
    for (int i = 0; i < strokes.count(); i++) {
      for (int end = 0; end < 2; end++) {
        double r = strokes.of(i, end, 3);
        box[0] = Math.min(box[0], strokes.of(i, end, 0) - r);
        box[1] = Math.min(box[1], strokes.of(i, end, 1) - r);
        box[2] = Math.max(box[2], strokes.of(i, end, 0) + r);
        box[3] = Math.max(box[3], strokes.of(i, end, 1) + r);
        box[4] = Math.max(box[4], strokes.of(i, end, 2) + r);
      }
    }
  }

  @Override
  void showAll() {
    moved = false;
    perUm =
        Math.max(
            1e-6,
            Math.min(
                (width - 2 * MARGIN) / Math.max(1, box[2] - box[0]),
                (height - top - MARGIN - BELOW) / Math.max(1, box[3] - box[1])));
    originX = width / 2 - perUm * (box[0] + box[2]) / 2;
    originY = (top + height - BELOW) / 2 + perUm * (box[1] + box[3]) / 2;
  }

  @Override
  void sizeChanged() {
    if (!moved) {
      showAll();
    }
  }

  @Override
  void zoom(double factor, double x, double y) {
    double next = Math.clamp(perUm * factor, 1e-4, 500);
    originX = x + (originX - x) * next / perUm;
    originY = y + (originY - y) * next / perUm;
    perUm = next;
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
    px = originX + perUm * x;
    py = originY - perUm * y;
    depth = 1 + box[4] - z;
    scale = perUm;
    return true;
  }

  @Override
  double[] at(Site site) {
    return shape.at(site);
  }

  double pixelsPerUm() {
    return perUm;
  }
}
