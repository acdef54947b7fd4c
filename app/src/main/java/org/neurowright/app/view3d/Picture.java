package org.neurowright.app.view3d;

import java.util.Arrays;
import org.neurowright.app.canvas.Argb;

/** A rendered view: colour, depth and cell number of every pixel. Reused from frame to frame. */
final class Picture {
  static final int NO_CELL = -1;

  int width;
  int height;
  int[] argb = new int[0];
  float[] depth = new float[0];
  int[] cell = new int[0];

  void clear(int newWidth, int newHeight, int topArgb, int bottomArgb) {
    width = newWidth;
    height = newHeight;
    int needed = width * height;
    if (argb.length < needed) {
      argb = new int[needed];
      depth = new float[needed];
      cell = new int[needed];
    }
    Arrays.fill(depth, 0, needed, Float.POSITIVE_INFINITY);
    Arrays.fill(cell, 0, needed, NO_CELL);
    for (int y = 0; y < height; y++) {
      int color = Argb.mix(topArgb, bottomArgb, y / (double) Math.max(1, height - 1));
      Arrays.fill(argb, y * width, (y + 1) * width, color);
    }
  }

  /** Number of the cell drawn at a pixel or, failing that, next to it; -1 when there is none. */
  int cellNear(double px, double py, int radius) {
    int best = NO_CELL;
    double bestDistance =
        radius * radius + 0.75; // the middle of the pixel itself is up to 0.5 away
    for (int y = Math.max(0, (int) py - radius);
        y <= Math.min(height - 1, (int) py + radius);
        y++) {
      for (int x = Math.max(0, (int) px - radius);
          x <= Math.min(width - 1, (int) px + radius);
          x++) {
        double dx = x + 0.5 - px;
        double dy = y + 0.5 - py;
        double distance = dx * dx + dy * dy;
        if (cell[y * width + x] != NO_CELL && distance < bestDistance) {
          bestDistance = distance;
          best = cell[y * width + x];
        }
      }
    }
    return best;
  }
}
