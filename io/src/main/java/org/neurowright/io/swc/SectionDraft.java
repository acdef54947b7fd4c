package org.neurowright.io.swc;

/**
 * A section while it is being cut out; its points may still be dropped and its parent may change.
 */
final class SectionDraft {
  final int type;
  final double[] x;
  final double[] y;
  final double[] z;
  final double[] diameter;

  /** Index of the first point that is the section's own (not the copy of the parent's). */
  final int firstOwnPoint;

  /** Number of own points. */
  final int ownPoints;

  SectionDraft parent;
  double parentX = 1;

  /**
   * Whether the copied first point only says where the section belongs and is no part of its
   * length.
   */
  boolean wired;

  /** Number inside the type. */
  int index;

  /** Position in the finished list. */
  int position;

  SectionDraft(int type, int firstOwnPoint, int ownPoints, int size) {
    this.type = type;
    this.firstOwnPoint = firstOwnPoint;
    this.ownPoints = ownPoints;
    x = new double[size];
    y = new double[size];
    z = new double[size];
    diameter = new double[size];
  }

  int size() {
    return x.length;
  }

  /** Number of points that make up the section's length. */
  int usedPoints() {
    return size() - (wired ? 1 : 0);
  }

  boolean hasNoLength() {
    int first = size() - usedPoints();
    return usedPoints() <= 1
        || usedPoints() == 2
            && x[first] == x[first + 1]
            && y[first] == y[first + 1]
            && z[first] == z[first + 1];
  }
}
