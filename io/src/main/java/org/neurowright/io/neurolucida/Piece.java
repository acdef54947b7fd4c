package org.neurowright.io.neurolucida;

import java.util.ArrayList;
import java.util.List;

/** A section while it is being put together. */
final class Piece {
  /** As in SWC files: 1 soma, 2 axon, 3 dendrite, 4 apical dendrite, 0 what says nothing. */
  final int type;

  /** Number of the first measured point in the order of the file. */
  final int firstPoint;

  /** x, y, z and diameter of each point, µm. */
  List<double[]> points = new ArrayList<>();

  Piece parent;
  double parentX = 1;

  /** Whether the first point only says where the section belongs and is no part of its length. */
  boolean wired;

  /** Whether the points are an outline. */
  final boolean outline;

  /** Number inside the type. */
  int index;

  /** Position in the finished list. */
  int position;

  Piece(int type, int firstPoint, boolean outline) {
    this.type = type;
    this.firstPoint = firstPoint;
    this.outline = outline;
  }

  /** The points that make up the length. */
  List<double[]> own() {
    return wired ? points.subList(1, points.size()) : points;
  }

  boolean hasNoLength() {
    List<double[]> own = own();
    return own.size() <= 1 || own.size() == 2 && samePlace(own.get(0), own.get(1));
  }

  static boolean samePlace(double[] a, double[] b) {
    return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
  }
}
