package org.neurowright.app.lab.morphology;

import java.util.Arrays;

/** Round strokes that a cell is drawn with, each belonging to one segment. */
final class Strokes {
  private static final int PER_STROKE = 8;

  private float[] data = new float[PER_STROKE * 1024];
  private int[] segment = new int[1024];
  private int count;

  /** Adds a stroke between two points with a radius at each. */
  void add(
      int ofSegment,
      double ax,
      double ay,
      double az,
      double ar,
      double bx,
      double by,
      double bz,
      double br) {
    if (count == segment.length) {
      segment = Arrays.copyOf(segment, 2 * count);
      data = Arrays.copyOf(data, 2 * data.length);
    }
    segment[count] = ofSegment;
    int at = PER_STROKE * count++;
    data[at] = (float) ax;
    data[at + 1] = (float) ay;
    data[at + 2] = (float) az;
    data[at + 3] = (float) ar;
    data[at + 4] = (float) bx;
    data[at + 5] = (float) by;
    data[at + 6] = (float) bz;
    data[at + 7] = (float) br;
  }

  int count() {
    return count;
  }

  int segment(int stroke) {
    return segment[stroke];
  }

  /** x, y, z or radius (0 to 3) of an end (0 or 1) of a stroke. */
  float of(int stroke, int end, int axis) {
    return data[PER_STROKE * stroke + 4 * end + axis];
  }
}
