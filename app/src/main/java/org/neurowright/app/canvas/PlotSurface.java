package org.neurowright.app.canvas;

/**
 * What a painter draws on. Lengths are logical pixels, y grows downwards, colours are ARGB without
 * premultiplication. Painters use nothing else, so they serve the screen, bitmaps and SVG alike.
 */
public interface PlotSurface {

  /** Which end of a text its position means. */
  enum Align {
    START,
    CENTER,
    END
  }

  /** Device pixels per logical pixel; images handed to {@link #image} should have this density. */
  double pixelScale();

  /** True when marks should be drawn one by one, because they stay sharp at any size. */
  boolean isVector();

  /** Width of a text in the plot's font, logical pixels. */
  double textWidth(String text, double sizePx);

  void fillRect(double x, double y, double width, double height, int argb);

  void strokeRect(double x, double y, double width, double height, double lineWidth, int argb);

  void line(double x0, double y0, double x1, double y1, double lineWidth, int argb);

  /** A connected line through the first {@code count} points. */
  void polyline(double[] x, double[] y, int count, double lineWidth, int argb);

  /** A filled polygon of the first {@code count} points. */
  void polygon(double[] x, double[] y, int count, int argb);

  void disc(double centerX, double centerY, double radius, int argb);

  /** Text whose baseline runs through y. */
  void text(String text, double x, double baselineY, double sizePx, Align align, int argb);

  /** Text running upwards whose baseline runs through x and whose centre lies at y. */
  void verticalText(String text, double baselineX, double centerY, double sizePx, int argb);

  /**
   * A bitmap stretched over a rectangle without smoothing.
   *
   * @param argbPre premultiplied pixels, row-major; the caller may change the array after the call
   */
  void image(
      int[] argbPre,
      int pixelWidth,
      int pixelHeight,
      double x,
      double y,
      double width,
      double height);

  /** Restricts drawing to a rectangle until {@link #unclip}; does not nest. */
  void clip(double x, double y, double width, double height);

  void unclip();
}
