package org.neurowright.app.view3d;

/**
 * Where the viewer is.
 *
 * @param orientation how the world is turned
 * @param targetX point in the middle of the screen, µm
 * @param targetY µm
 * @param targetZ µm
 * @param spanUm height of the screen at the target's distance, µm
 */
public record Camera(
    Orientation orientation, double targetX, double targetY, double targetZ, double spanUm) {

  /** Half the vertical angle of view: mild, so that sizes stay comparable. */
  private static final double TAN_HALF_ANGLE = Math.tan(Math.toRadians(13));

  private static final double FRAME_FILLING = 0.86;

  static final double MIN_SPAN_UM = 2;
  static final double MAX_SPAN_UM = 1e7;

  public Camera {
    spanUm = Math.clamp(spanUm, MIN_SPAN_UM, MAX_SPAN_UM);
  }

  /** Distance from the eye to the target, µm. */
  double distanceUm() {
    return spanUm / 2 / TAN_HALF_ANGLE;
  }

  public Camera with(Orientation newOrientation) {
    return new Camera(newOrientation, targetX, targetY, targetZ, spanUm);
  }

  public Camera at(double x, double y, double z) {
    return new Camera(orientation, x, y, z, spanUm);
  }

  public Camera turned(double aboutVertical, double aboutHorizontal) {
    return with(orientation.turned(aboutVertical, aboutHorizontal));
  }

  /**
   * Moves the scene by a distance on the screen, given in fractions of the screen's height (y
   * down).
   */
  public Camera panned(double right, double down) {
    double dx = -right * spanUm;
    double dy = down * spanUm;
    Orientation o = orientation;
    return at(
        targetX + o.xx() * dx + o.yx() * dy,
        targetY + o.xy() * dx + o.yy() * dy,
        targetZ + o.xz() * dx + o.yz() * dy);
  }

  /**
   * Scales the span, keeping what lies in the target's plane under a point of the screen in place.
   *
   * @param right horizontal distance of the point from the middle, fractions of the screen's height
   * @param down vertical distance, downwards
   */
  public Camera zoomed(double factor, double right, double down) {
    double span = Math.clamp(spanUm * factor, MIN_SPAN_UM, MAX_SPAN_UM);
    double moved = 1 - span / spanUm;
    Camera shifted = panned(-right * moved, -down * moved);
    return new Camera(orientation, shifted.targetX, shifted.targetY, shifted.targetZ, span);
  }

  /**
   * A camera that shows a box in full, looking from the same direction.
   *
   * @param box the box, µm
   * @param widthToHeight shape of the screen
   */
  Camera framing(SpaceScene.Bounds box, double widthToHeight) {
    Camera camera =
        new Camera(orientation, box.centerX(), box.centerY(), box.centerZ(), 2 * box.radius());
    // How large the box looks depends on how near it is, which depends on the span: a few rounds
    // settle it.
    for (int round = 0; round < 8; round++) {
      camera =
          new Camera(
              orientation,
              camera.targetX,
              camera.targetY,
              camera.targetZ,
              camera.spanUm * camera.filling(box, Math.max(0.1, widthToHeight)) / FRAME_FILLING);
    }
    return camera;
  }

  /** The part of the screen's half height or half width that the box needs; above 1 it is cut. */
  private double filling(SpaceScene.Bounds box, double widthToHeight) {
    double most = 0;
    double distance = distanceUm();
    for (int corner = 0; corner < 8; corner++) {
      double dx = ((corner & 1) == 0 ? box.minX() : box.maxX()) - targetX;
      double dy = ((corner & 2) == 0 ? box.minY() : box.maxY()) - targetY;
      double dz = ((corner & 4) == 0 ? box.minZ() : box.maxZ()) - targetZ;
      double nearness =
          distance / Math.max(distance * 0.1, distance - orientation.viewZ(dx, dy, dz));
      double right = Math.abs(orientation.viewX(dx, dy, dz)) * nearness / widthToHeight;
      double up = Math.abs(orientation.viewY(dx, dy, dz)) * nearness;
      most = Math.max(most, 2 * Math.max(right, up) / spanUm);
    }
    return most;
  }
}
