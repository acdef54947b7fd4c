package org.neurowright.app.view3d;

import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotTheme;

/**
 * A picture of round strokes that knows what is drawn where: for one cell seen from any side. The
 * caller projects; strokes are given in pixels and cover each other by depth. Used from frame to
 * frame by one thread; it draws with several.
 */
public final class StrokePicture {
  /** Where nothing is drawn. */
  public static final int NOTHING = Picture.NO_CELL;

  private final SplatRenderer renderer = new SplatRenderer();
  private final Picture picture = new Picture();

  /**
   * Begins anew.
   *
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   * @param shaded with light and shade before a background with depth; else flat
   */
  public void begin(int width, int height, PlotTheme theme, boolean shaded) {
    int bottom = theme.background();
    int top = shaded ? Argb.mix(bottom, theme.isDark() ? 0xFF2A3442 : 0xFFDDE6F0, 0.4) : bottom;
    renderer.begin(picture, width, height, top, bottom, !shaded);
  }

  /**
   * Adds a stroke with round ends; without length it is a ball.
   *
   * @param ar half the width at the first end, pixels
   * @param az distance from the eye, positive
   * @param umPerPixel size of a pixel there, in the unit of the depths
   * @param argb colour; always opaque
   * @param what handed out by {@link #near}; {@link #NOTHING} for what cannot be picked
   * @param inFront over all others, shining faintly through what is nearer
   */
  public void stroke(
      double ax,
      double ay,
      double ar,
      double az,
      double bx,
      double by,
      double br,
      double bz,
      double umPerPixel,
      int argb,
      int what,
      boolean inFront) {
    renderer.add(ax, ay, ar, az, bx, by, br, bz, umPerPixel, argb, what, inFront);
  }

  /** Draws all strokes. */
  public void finish() {
    renderer.finish(picture);
  }

  public int width() {
    return picture.width;
  }

  public int height() {
    return picture.height;
  }

  /** Opaque pixels, row-major; longer than needed, and others after the next picture. */
  public int[] argb() {
    return picture.argb;
  }

  /** What is drawn at a pixel or, failing that, nearest to it within a radius. */
  public int near(double x, double y, int radiusPx) {
    return picture.cellNear(x, y, radiusPx);
  }
}
