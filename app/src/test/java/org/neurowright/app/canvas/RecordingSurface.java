package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.List;

/** Remembers where texts went; draws nothing. */
final class RecordingSurface implements PlotSurface {
  final List<PlotArea> texts = new ArrayList<>();
  private final SvgSurface metrics;

  RecordingSurface(double width, double height) {
    metrics = new SvgSurface(width, height);
  }

  @Override
  public double pixelScale() {
    return 1;
  }

  @Override
  public boolean isVector() {
    return false;
  }

  @Override
  public double textWidth(String text, double sizePx) {
    return metrics.textWidth(text, sizePx);
  }

  @Override
  public void fillRect(double x, double y, double width, double height, int argb) {}

  @Override
  public void strokeRect(
      double x, double y, double width, double height, double lineWidth, int argb) {}

  @Override
  public void line(double x0, double y0, double x1, double y1, double lineWidth, int argb) {}

  @Override
  public void polyline(double[] x, double[] y, int count, double lineWidth, int argb) {}

  @Override
  public void polygon(double[] x, double[] y, int count, int argb) {}

  @Override
  public void disc(double centerX, double centerY, double radius, int argb) {}

  @Override
  public void text(String text, double x, double baselineY, double sizePx, Align align, int argb) {
    double width = textWidth(text, sizePx);
    double left =
        switch (align) {
          case START -> x;
          case CENTER -> x - width / 2;
          case END -> x - width;
        };
    texts.add(new PlotArea(left, baselineY - sizePx, width, sizePx));
  }

  @Override
  public void verticalText(String text, double baselineX, double centerY, double sizePx, int argb) {
    double height = textWidth(text, sizePx);
    texts.add(new PlotArea(baselineX - sizePx, centerY - height / 2, sizePx, height));
  }

  @Override
  public void image(
      int[] argbPre,
      int pixelWidth,
      int pixelHeight,
      double x,
      double y,
      double width,
      double height) {}

  @Override
  public void clip(double x, double y, double width, double height) {}

  @Override
  public void unclip() {}
}
