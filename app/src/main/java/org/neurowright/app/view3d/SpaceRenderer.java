package org.neurowright.app.view3d;

import org.neurowright.app.canvas.PlotTheme;

/** Makes a picture of a scene. */
interface SpaceRenderer {

  /**
   * How careful to be.
   *
   * @param neuriteStepPx points of a neurite nearer to each other than this are joined, pixels
   * @param pixelScale device pixels per logical pixel, for line widths
   * @param mostNeuritePoints when selected cells have more points than this, the rest get no shape
   * @param gradient whether the background may be shaded
   */
  record Quality(double neuriteStepPx, double pixelScale, int mostNeuritePoints, boolean gradient) {
    static Quality fine(double pixelScale) {
      return new Quality(0.8, pixelScale, 1_000_000, true);
    }

    static Quality print(double pixelScale) {
      return new Quality(0.8, pixelScale, 1_000_000, false);
    }

    static Quality quick(double pixelScale) {
      return new Quality(3, pixelScale, 1_000_000, true);
    }
  }

  /** Renders into the picture, which takes the given size. */
  void render(
      SpaceScene scene,
      Camera camera,
      int width,
      int height,
      PlotTheme theme,
      Quality quality,
      Picture into);
}
