package org.neurowright.engine.morphology;

import java.util.Objects;

/**
 * Where a cell stands: turned about its soma's centre by R = Rx·Ry·Rz (about z first, then y, then
 * x, all right-handed), then moved so that the soma's centre is at the given place.
 */
public final class Pose {
  private final double[] turn;
  private final double xUm;
  private final double yUm;
  private final double zUm;

  private Pose(double[] turn, double xUm, double yUm, double zUm) {
    this.turn = turn;
    this.xUm = xUm;
    this.yUm = yUm;
    this.zUm = zUm;
  }

  /**
   * The pose of one node of a population.
   *
   * @param positionUm x, y, z of each row, row-major, µm
   * @param rotationRad angles about x, y, z of each row, row-major; NaN counts as 0
   * @param row which row
   */
  public static Pose of(double[] positionUm, double[] rotationRad, int row) {
    Objects.checkIndex(3 * row + 2, positionUm.length);
    return of(
        positionUm[3 * row],
        positionUm[3 * row + 1],
        positionUm[3 * row + 2],
        rotationRad[3 * row],
        rotationRad[3 * row + 1],
        rotationRad[3 * row + 2]);
  }

  /** A pose from coordinates in µm and angles in radians; NaN counts as 0. */
  public static Pose of(
      double xUm, double yUm, double zUm, double aboutX, double aboutY, double aboutZ) {
    double cx = Math.cos(orZero(aboutX));
    double sx = Math.sin(orZero(aboutX));
    double cy = Math.cos(orZero(aboutY));
    double sy = Math.sin(orZero(aboutY));
    double cz = Math.cos(orZero(aboutZ));
    double sz = Math.sin(orZero(aboutZ));
    double[] turn = {
      cy * cz,
      -cy * sz,
      sy,
      cx * sz + sx * sy * cz,
      cx * cz - sx * sy * sz,
      -sx * cy,
      sx * sz - cx * sy * cz,
      sx * cz + cx * sy * sz,
      cx * cy
    };
    return new Pose(turn, orZero(xUm), orZero(yUm), orZero(zUm));
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /**
   * Points relative to the soma's centre as points of the world.
   *
   * @param local x, y, z of each point, row-major, µm
   * @param world filled likewise; may be the same array
   */
  public void toWorld(double[] local, double[] world) {
    for (int i = 0; i < local.length; i += 3) {
      double x = local[i];
      double y = local[i + 1];
      double z = local[i + 2];
      world[i] = turn[0] * x + turn[1] * y + turn[2] * z + xUm;
      world[i + 1] = turn[3] * x + turn[4] * y + turn[5] * z + yUm;
      world[i + 2] = turn[6] * x + turn[7] * y + turn[8] * z + zUm;
    }
  }

  /** The same in single precision, for graphics. */
  public void toWorld(float[] local, float[] world) {
    for (int i = 0; i < local.length; i += 3) {
      double x = local[i];
      double y = local[i + 1];
      double z = local[i + 2];
      world[i] = (float) (turn[0] * x + turn[1] * y + turn[2] * z + xUm);
      world[i + 1] = (float) (turn[3] * x + turn[4] * y + turn[5] * z + yUm);
      world[i + 2] = (float) (turn[6] * x + turn[7] * y + turn[8] * z + zUm);
    }
  }
}
