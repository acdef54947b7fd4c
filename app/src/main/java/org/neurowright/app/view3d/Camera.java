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
public record Camera(Orientation orientation, double targetX, double targetY, double targetZ, double spanUm) {

  /** Half the vertical angle of view: mild, so that sizes stay comparable. */
  private static final double TAN_HALF_ANGLE = Math.tan(Math.toRadians(13));

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

  /** Moves the scene by a distance on the screen, given in fractions of the screen's height (y down). */
  public Camera panned(double right, double down) {
    double dx = -right * spanUm;
    double dy = down * spanUm;
    Orientation o = orientation;
    return at(targetX + o.xx() * dx + o.yx() * dy, targetY + o.xy() * dx + o.yy() * dy,
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

  /** A camera that shows a sphere in full. */
  public Camera framing(double x, double y, double z, double radiusUm, double widthToHeight) {
    double room = 2.3 * Math.max(radiusUm, 1) / Math.min(1, Math.max(0.2, widthToHeight));
    return new Camera(orientation, x, y, z, room);
  }
}
