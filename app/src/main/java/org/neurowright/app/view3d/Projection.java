package org.neurowright.app.view3d;

/**
 * A camera and a picture size, made into numbers: projects points. Not thread-safe: holds the last
 * point.
 */
public final class Projection {
  private final Orientation o;
  private final double targetX;
  private final double targetY;
  private final double targetZ;
  private final double distance;
  private final double nearest;
  private final double pixelsPerUm;
  private final double centerX;
  private final double centerY;

  double x;
  double y;

  /** Distance from the eye along the line of sight, µm. */
  double depth;

  /** Pixels per µm at the point. */
  double scale;

  public Projection(Camera camera, int width, int height) {
    o = camera.orientation();
    targetX = camera.targetX();
    targetY = camera.targetY();
    targetZ = camera.targetZ();
    distance = camera.distanceUm();
    nearest = distance * 0.02;
    pixelsPerUm = height / camera.spanUm();
    centerX = width / 2.0;
    centerY = height / 2.0;
  }

  /** Where the point that was projected last is on the picture, pixels from the left. */
  public double x() {
    return x;
  }

  /** Pixels from the top. */
  public double y() {
    return y;
  }

  /** Distance from the eye along the line of sight, µm. */
  public double depth() {
    return depth;
  }

  /** Pixels per µm at the point. */
  public double scale() {
    return scale;
  }

  /** Pixels per µm in the target's plane. */
  double pixelsPerUm() {
    return pixelsPerUm;
  }

  public double distance() {
    return distance;
  }

  /** Projects a point into the fields; false if it is behind the eye or too close to it. */
  public boolean project(double px, double py, double pz) {
    double dx = px - targetX;
    double dy = py - targetY;
    double dz = pz - targetZ;
    depth = distance - o.viewZ(dx, dy, dz);
    if (depth < nearest) {
      return false;
    }
    scale = pixelsPerUm * distance / depth;
    x = centerX + scale * o.viewX(dx, dy, dz);
    y = centerY - scale * o.viewY(dx, dy, dz);
    return true;
  }
}
