package org.neurowright.app.lab.morphology;

import org.neurowright.app.view3d.Camera;
import org.neurowright.app.view3d.Orientation;
import org.neurowright.app.view3d.Projection;
import org.neurowright.engine.bench.Site;

/** A cell in space, to be turned. */
final class SpaceView extends CellView {
  /** The eye stays outside of a cell that is seen along its length; in radii of the cell. */
  private static final double LEAST_SPAN = 1;

  private static final double FILLING = .9;
  private static final double BELOW = 26;
  private static final double TURN_RAD_PER_PX = .008;
  private static final double MOST_HAZE = .5;

  private final CellShape shape;

  /** Middle of the cell and distance of its farthest point from there, µm. */
  private final double[] middle = new double[3];

  private double radius;
  private Camera camera = new Camera(Orientation.OBLIQUE, 0, 0, 0, 200);
  private Projection projection;
  private double nearHaze;
  private double farHaze;
  private boolean moved;

  SpaceView(CellShape shape) {
    super(shape.table(), shape.strokes());
    this.shape = shape;
    double[] low = {1e30, 1e30, 1e30};
    double[] high = {-1e30, -1e30, -1e30};
    for (int i = 0; i < strokes.count(); i++) {
      for (int end = 0; end < 2; end++) {
        for (int axis = 0; axis < 3; axis++) {
          double r = strokes.of(i, end, 3);
          low[axis] = Math.min(low[axis], strokes.of(i, end, axis) - r);
          high[axis] = Math.max(high[axis], strokes.of(i, end, axis) + r);
        }
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      middle[axis] = strokes.count() == 0 ? 0 : (low[axis] + high[axis]) / 2;
      radius += strokes.count() == 0 ? 100 : Math.pow((high[axis] - low[axis]) / 2, 2);
    }
    radius = Math.sqrt(radius);
    look(camera);
  }

  Camera camera() {
    return camera;
  }

  private void look(Camera next) {
    camera = next;
    projection =
        new Projection(
            camera, Math.max(1, (int) Math.round(width)), Math.max(1, (int) Math.round(height)));
    double away =
        projection.distance()
            - camera
                .orientation()
                .viewZ(
                    middle[0] - camera.targetX(),
                    middle[1] - camera.targetY(),
                    middle[2] - camera.targetZ());
    nearHaze = away - .6 * radius;
    farHaze = away + radius;
  }

  /** Looks from another side; what is in the middle stays there. */
  void turnTo(Orientation orientation) {
    look(camera.with(orientation));
    if (!moved) {
      showAll();
    }
  }

  @Override
  void showAll() {
    moved = false;
    look(new Camera(camera.orientation(), middle[0], middle[1], middle[2], LEAST_SPAN * radius));
    double room = Math.max(1, height - top - BELOW);
    // How large it looks depends on how near it is, which depends on the span.
    for (int round = 0; round < 6 && strokes.count() > 0; round++) {
      double[] box = {1e30, 1e30, -1e30, -1e30};
      for (int i = 0; i < strokes.count(); i++) {
        if (project(strokes.of(i, 1, 0), strokes.of(i, 1, 1), strokes.of(i, 1, 2))) {
          double r = strokes.of(i, 1, 3) * scale;
          box[0] = Math.min(box[0], px - r);
          box[1] = Math.min(box[1], py - r);
          box[2] = Math.max(box[2], px + r);
          box[3] = Math.max(box[3], py + r);
        }
      }
      double ratio =
          Math.max((box[2] - box[0]) / (FILLING * Math.max(1, width)), (box[3] - box[1]) / room);
      Camera next =
          camera.panned(
              (width - box[0] - box[2]) / 2 / height,
              (2 * top + room - box[1] - box[3]) / 2 / height);
      look(
          new Camera(
              next.orientation(),
              next.targetX(),
              next.targetY(),
              next.targetZ(),
              Math.max(LEAST_SPAN * radius, next.spanUm() * ratio)));
    }
  }

  @Override
  void sizeChanged() {
    if (moved) {
      look(camera);
    } else {
      showAll();
    }
  }

  @Override
  void zoom(double factor, double x, double y) {
    look(camera.zoomed(1 / factor, (x - width / 2) / height, (y - height / 2) / height));
    moved = true;
  }

  @Override
  void pan(double dx, double dy) {
    look(camera.panned(dx / height, dy / height));
    moved = true;
  }

  @Override
  void turn(double dx, double dy) {
    look(camera.turned(dx * TURN_RAD_PER_PX, dy * TURN_RAD_PER_PX));
    moved = true;
  }

  @Override
  boolean project(double x, double y, double z) {
    boolean seen = projection.project(x, y, z);
    px = projection.x();
    py = projection.y();
    depth = projection.depth();
    scale = projection.scale();
    return seen;
  }

  @Override
  double[] at(Site site) {
    return shape.at(site);
  }

  @Override
  boolean isShaded() {
    return true;
  }

  @Override
  double haze(double atDepth) {
    return MOST_HAZE * Math.clamp((atDepth - nearHaze) / (farHaze - nearHaze), 0, 1);
  }

  double pixelsPerUm() {
    return height / camera.spanUm();
  }
}
