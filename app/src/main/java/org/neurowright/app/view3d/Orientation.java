package org.neurowright.app.view3d;

/**
 * A rotation from world to view: x to the right of the screen, y up, z towards the viewer. The nine
 * numbers are the rows of the matrix.
 */
public record Orientation(
    double xx,
    double xy,
    double xz,
    double yx,
    double yy,
    double yz,
    double zx,
    double zy,
    double zz) {

  /** x to the right, y up: looking against z. */
  public static final Orientation FRONT = new Orientation(1, 0, 0, 0, 1, 0, 0, 0, 1);

  /** y up, looking against x. */
  public static final Orientation RIGHT = new Orientation(0, 0, -1, 0, 1, 0, 1, 0, 0);

  /** x to the right, looking down against y. */
  public static final Orientation TOP = new Orientation(1, 0, 0, 0, 0, -1, 0, 1, 0);

  /** A little from above and from the side, so that depth shows. */
  public static final Orientation OBLIQUE = FRONT.turned(Math.toRadians(28), Math.toRadians(16));

  /**
   * The rotation Rx·Ry·Rz that the files of a network use: about z first, then y, then x; angles in
   * rad.
   */
  public static Orientation ofAngles(double aboutX, double aboutY, double aboutZ) {
    double cx = Math.cos(aboutX);
    double sx = Math.sin(aboutX);
    double cy = Math.cos(aboutY);
    double sy = Math.sin(aboutY);
    double cz = Math.cos(aboutZ);
    double sz = Math.sin(aboutZ);
    return new Orientation(
        cy * cz,
        -cy * sz,
        sy,
        cx * sz + sx * sy * cz,
        cx * cz - sx * sy * sz,
        -sx * cy,
        sx * sz - cx * sy * cz,
        sx * cz + cx * sy * sz,
        cx * cy);
  }

  /**
   * The same view after the scene was turned about the screen's vertical and then horizontal axis,
   * rad.
   */
  public Orientation turned(double aboutVertical, double aboutHorizontal) {
    double c = Math.cos(aboutVertical);
    double s = Math.sin(aboutVertical);
    Orientation sideways = new Orientation(c, 0, s, 0, 1, 0, -s, 0, c);
    double ch = Math.cos(aboutHorizontal);
    double sh = Math.sin(aboutHorizontal);
    Orientation tilt = new Orientation(1, 0, 0, 0, ch, -sh, 0, sh, ch);
    return tilt.times(sideways).times(this).orthonormal();
  }

  /** This after {@code first}. */
  public Orientation times(Orientation first) {
    return new Orientation(
        xx * first.xx + xy * first.yx + xz * first.zx,
        xx * first.xy + xy * first.yy + xz * first.zy,
        xx * first.xz + xy * first.yz + xz * first.zz,
        yx * first.xx + yy * first.yx + yz * first.zx,
        yx * first.xy + yy * first.yy + yz * first.zy,
        yx * first.xz + yy * first.yz + yz * first.zz,
        zx * first.xx + zy * first.yx + zz * first.zx,
        zx * first.xy + zy * first.yy + zz * first.zy,
        zx * first.xz + zy * first.yz + zz * first.zz);
  }

  /** Removes what rounding adds over thousands of turns. */
  private Orientation orthonormal() {
    double lengthX = Math.sqrt(xx * xx + xy * xy + xz * xz);
    double ax = xx / lengthX;
    double ay = xy / lengthX;
    double az = xz / lengthX;
    double along = yx * ax + yy * ay + yz * az;
    double bx = yx - along * ax;
    double by = yy - along * ay;
    double bz = yz - along * az;
    double lengthY = Math.sqrt(bx * bx + by * by + bz * bz);
    bx /= lengthY;
    by /= lengthY;
    bz /= lengthY;
    return new Orientation(
        ax, ay, az, bx, by, bz, ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  }

  public double viewX(double x, double y, double z) {
    return xx * x + xy * y + xz * z;
  }

  public double viewY(double x, double y, double z) {
    return yx * x + yy * y + yz * z;
  }

  public double viewZ(double x, double y, double z) {
    return zx * x + zy * y + zz * z;
  }
}
