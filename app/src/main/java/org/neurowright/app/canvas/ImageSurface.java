package org.neurowright.app.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws into a bitmap of any density, on any thread, without a screen: PNG export and the command
 * line use it.
 */
public final class ImageSurface implements PlotSurface {
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 1);

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final double pixelScale;
  private Shape outerClip;

  /**
   * @param width logical width of the drawing
   * @param height logical height
   * @param pixelScale pixels per logical pixel
   */
  public ImageSurface(double width, double height, double pixelScale) {
    this.pixelScale = pixelScale;
    image =
        new BufferedImage(
            (int) Math.ceil(width * pixelScale),
            (int) Math.ceil(height * pixelScale),
            BufferedImage.TYPE_INT_ARGB_PRE);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(pixelScale, pixelScale);
  }

  public BufferedImage image() {
    return image;
  }

  @Override
  public double pixelScale() {
    return pixelScale;
  }

  @Override
  public boolean isVector() {
    return false;
  }

  @Override
  public double textWidth(String text, double sizePx) {
    return FONT.deriveFont((float) sizePx)
        .getStringBounds(text, graphics.getFontRenderContext())
        .getWidth();
  }

  @Override
  public void fillRect(double x, double y, double width, double height, int argb) {
    paint(argb);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void strokeRect(
      double x, double y, double width, double height, double lineWidth, int argb) {
    stroke(lineWidth, argb);
    graphics.draw(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void line(double x0, double y0, double x1, double y1, double lineWidth, int argb) {
    stroke(lineWidth, argb);
    graphics.draw(new Line2D.Double(x0, y0, x1, y1));
  }

  @Override
  public void polyline(double[] x, double[] y, int count, double lineWidth, int argb) {
    if (count > 1) {
      stroke(lineWidth, argb);
      graphics.draw(path(x, y, count));
    }
  }

  @Override
  public void polygon(double[] x, double[] y, int count, int argb) {
    if (count > 2) {
      paint(argb);
      Path2D path = path(x, y, count);
      path.closePath();
      graphics.fill(path);
    }
  }

  @Override
  public void disc(double centerX, double centerY, double radius, int argb) {
    paint(argb);
    graphics.fill(new Ellipse2D.Double(centerX - radius, centerY - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(String text, double x, double baselineY, double sizePx, Align align, int argb) {
    double shift =
        switch (align) {
          case START -> 0;
          case CENTER -> -textWidth(text, sizePx) / 2;
          case END -> -textWidth(text, sizePx);
        };
    paint(argb);
    graphics.setFont(FONT.deriveFont((float) sizePx));
    graphics.drawString(text, (float) (x + shift), (float) baselineY);
  }

  @Override
  public void verticalText(String text, double baselineX, double centerY, double sizePx, int argb) {
    AffineTransform saved = graphics.getTransform();
    graphics.translate(baselineX, centerY);
    graphics.rotate(-Math.PI / 2);
    text(text, 0, 0, sizePx, Align.CENTER, argb);
    graphics.setTransform(saved);
  }

  @Override
  public void image(
      int[] argbPre,
      int pixelWidth,
      int pixelHeight,
      double x,
      double y,
      double width,
      double height) {
    BufferedImage picture =
        new BufferedImage(pixelWidth, pixelHeight, BufferedImage.TYPE_INT_ARGB_PRE);
    picture.getRaster().setDataElements(0, 0, pixelWidth, pixelHeight, argbPre);
    AffineTransform placement = AffineTransform.getTranslateInstance(x, y);
    placement.scale(width / pixelWidth, height / pixelHeight);
    graphics.drawImage(picture, placement, null);
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    outerClip = graphics.getClip();
    graphics.clip(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void unclip() {
    graphics.setClip(outerClip);
  }

  private void paint(int argb) {
    graphics.setPaint(new Color(argb, true));
  }

  private void stroke(double lineWidth, int argb) {
    paint(argb);
    graphics.setStroke(
        new BasicStroke((float) lineWidth, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
  }

  private static Path2D path(double[] x, double[] y, int count) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, count);
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < count; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }
}
