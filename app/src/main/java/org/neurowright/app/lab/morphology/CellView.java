package org.neurowright.app.lab.morphology;

import java.util.BitSet;
import java.util.Optional;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.view3d.StrokePicture;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

/**
 * A way of looking at a cell: projects its strokes to the pane. Lengths are logical pixels, y grows
 * downwards.
 */
abstract sealed class CellView permits FlatView, SpaceView, TreeView {
  private static final double THINNEST_PX = .65;

  final CellTable table;
  final Strokes strokes;
  double width = 1;
  double height = 1;

  /** What the meaning of the colours takes from the top. */
  double top;

  /** Where the point that was projected last is. */
  double px;

  double py;

  /** Distance from the eye, positive. */
  double depth;

  /** Pixels per unit of a radius. */
  double scale;

  CellView(CellTable table, Strokes strokes) {
    this.table = table;
    this.strokes = strokes;
  }

  /** How it is looked at; can be kept for another cell of the same kind of view. */
  abstract void showAll();

  /** Makes things larger, with the point under the pointer staying where it is. */
  abstract void zoom(double factor, double x, double y);

  abstract void pan(double dx, double dy);

  /** Turns by a way of the pointer; what cannot be turned is moved. */
  void turn(double dx, double dy) {
    pan(dx, dy);
  }

  /** Projects into the fields; false for what cannot be seen. */
  abstract boolean project(double x, double y, double z);

  /** A place in the coordinates of the strokes, with the radius there. */
  abstract double[] at(Site site);

  boolean isShaded() {
    return false;
  }

  /** How much of a colour the distance takes, 0 to 1. */
  double haze(double atDepth) {
    return 0;
  }

  /** Takes the pane's size; a view that nobody has moved shows all again. */
  final void setSize(double newWidth, double newHeight, double newTop) {
    if (newWidth != width || newHeight != height || newTop != top) {
      width = newWidth;
      height = newHeight;
      top = newTop;
      sizeChanged();
    }
  }

  abstract void sizeChanged();

  /**
   * Draws all strokes.
   *
   * @param argb colour of each segment
   * @param front segments that are drawn over all others
   * @param pixelScale device pixels per logical pixel
   */
  final void paint(
      StrokePicture into, int[] argb, BitSet front, PlotTheme theme, double pixelScale) {
    double k = pixelScale;
    for (int i = 0; i < strokes.count(); i++) {
      if (!project(strokes.of(i, 0, 0), strokes.of(i, 0, 1), strokes.of(i, 0, 2))) {
        continue;
      }
      double ax = px;
      double ay = py;
      double az = depth;
      double ar = Math.max(THINNEST_PX, strokes.of(i, 0, 3) * scale);
      if (!project(strokes.of(i, 1, 0), strokes.of(i, 1, 1), strokes.of(i, 1, 2))) {
        continue;
      }
      double br = Math.max(THINNEST_PX, strokes.of(i, 1, 3) * scale);
      int segment = strokes.segment(i);
      double most = Math.max(ar, br);
      if (Math.max(ax, px) + most < 0
          || Math.min(ax, px) - most > width
          || Math.max(ay, py) + most < 0
          || Math.min(ay, py) - most > height) {
        continue;
      }
      double hazy = haze((az + depth) / 2);
      int shown =
          hazy > 0 ? Argb.mix(argb[segment], theme.background(), hazy) | 0xFF000000 : argb[segment];
      into.stroke(
          k * ax,
          k * ay,
          k * ar,
          az,
          k * px,
          k * py,
          k * br,
          depth,
          1 / (scale * k),
          shown,
          segment,
          front.get(segment));
    }
  }

  /** Where a place is drawn, and half the width there; not a number if it cannot be seen. */
  final double[] pixel(Site site) {
    double[] at = at(site);
    return project(at[0], at[1], at[2])
        ? new double[] {px, py, Math.max(THINNEST_PX, at[3] * scale)}
        : new double[] {Double.NaN, Double.NaN, 0};
  }

  /** The segment drawn nearest to a point, of those within a distance. */
  final Optional<Site> nearest(double x, double y, double withinPx) {
    double least = withinPx;
    int best = -1;
    for (int i = 0; i < strokes.count(); i++) {
      if (!project(strokes.of(i, 0, 0), strokes.of(i, 0, 1), strokes.of(i, 0, 2))) {
        continue;
      }
      double ax = px;
      double ay = py;
      double ar = strokes.of(i, 0, 3) * scale;
      if (!project(strokes.of(i, 1, 0), strokes.of(i, 1, 1), strokes.of(i, 1, 2))) {
        continue;
      }
      double dx = px - ax;
      double dy = py - ay;
      double square = dx * dx + dy * dy;
      double t = square == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1);
      double r = ar + t * (strokes.of(i, 1, 3) * scale - ar);
      double distance = Math.max(0, Math.hypot(x - ax - t * dx, y - ay - t * dy) - r);
      if (distance < least) {
        least = distance;
        best = strokes.segment(i);
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(table.site(best));
  }
}
