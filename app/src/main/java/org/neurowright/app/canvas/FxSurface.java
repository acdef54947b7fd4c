package org.neurowright.app.canvas;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws on a JavaFX canvas. One instance per canvas; it keeps its bitmap between frames. */
public final class FxSurface implements PlotSurface {
  private final GraphicsContext gc;
  private final double pixelScale;
  private final Map<Double, Font> fonts = new HashMap<>();
  private final Text ruler = new Text();
  private PixelBuffer<IntBuffer> pixels;
  private WritableImage picture;

  public FxSurface(GraphicsContext gc, double pixelScale) {
    this.gc = gc;
    this.pixelScale = pixelScale;
    gc.setLineCap(StrokeLineCap.BUTT);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.setImageSmoothing(false);
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
    ruler.setFont(font(sizePx));
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }

  @Override
  public void fillRect(double x, double y, double width, double height, int argb) {
    gc.setFill(color(argb));
    gc.fillRect(x, y, width, height);
  }

  @Override
  public void strokeRect(
      double x, double y, double width, double height, double lineWidth, int argb) {
    gc.setStroke(color(argb));
    gc.setLineWidth(lineWidth);
    gc.strokeRect(x, y, width, height);
  }

  @Override
  public void line(double x0, double y0, double x1, double y1, double lineWidth, int argb) {
    gc.setStroke(color(argb));
    gc.setLineWidth(lineWidth);
    gc.strokeLine(x0, y0, x1, y1);
  }

  @Override
  public void polyline(double[] x, double[] y, int count, double lineWidth, int argb) {
    gc.setStroke(color(argb));
    gc.setLineWidth(lineWidth);
    gc.strokePolyline(x, y, count);
  }

  @Override
  public void polygon(double[] x, double[] y, int count, int argb) {
    gc.setFill(color(argb));
    gc.fillPolygon(x, y, count);
  }

  @Override
  public void disc(double centerX, double centerY, double radius, int argb) {
    gc.setFill(color(argb));
    gc.fillOval(centerX - radius, centerY - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void text(String text, double x, double baselineY, double sizePx, Align align, int argb) {
    gc.setFill(color(argb));
    gc.setFont(font(sizePx));
    gc.setTextAlign(
        switch (align) {
          case START -> TextAlignment.LEFT;
          case CENTER -> TextAlignment.CENTER;
          case END -> TextAlignment.RIGHT;
        });
    gc.fillText(text, x, baselineY);
  }

  @Override
  public void verticalText(String text, double baselineX, double centerY, double sizePx, int argb) {
    gc.save();
    gc.translate(baselineX, centerY);
    gc.rotate(-90);
    text(text, 0, 0, sizePx, Align.CENTER, argb);
    gc.restore();
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
    if (pixels == null || pixels.getWidth() != pixelWidth || pixels.getHeight() != pixelHeight) {
      pixels =
          new PixelBuffer<>(
              pixelWidth,
              pixelHeight,
              IntBuffer.allocate(pixelWidth * pixelHeight),
              PixelFormat.getIntArgbPreInstance());
      picture = new WritableImage(pixels);
    }
    System.arraycopy(argbPre, 0, pixels.getBuffer().array(), 0, pixelWidth * pixelHeight);
    pixels.updateBuffer(buffer -> null);
    gc.drawImage(picture, x, y, width, height);
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    gc.save();
    gc.beginPath();
    gc.rect(x, y, width, height);
    gc.clip();
  }

  @Override
  public void unclip() {
    gc.restore();
  }

  private Font font(double sizePx) {
    // The typeface of the window; JavaFX takes the system's where it is not loaded.
    return fonts.computeIfAbsent(sizePx, size -> Font.font("Inter", size));
  }

  private static Color color(int argb) {
    return Color.rgb(argb >>> 16 & 0xFF, argb >>> 8 & 0xFF, argb & 0xFF, Argb.alpha(argb));
  }
}
