package org.neurowright.app.build;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.canvas.ThemedRegion;
import org.neurowright.app.text.NumberText;

/** A small histogram with its bounds below it. */
final class HistogramView extends ThemedRegion {
  private static final double TEXT_PX = 10.5;

  private final Canvas canvas = new Canvas();
  private final String title;
  private final Tooltip tooltip = new Tooltip();
  private Bars bars = Bars.NONE;

  /**
   * What is drawn.
   *
   * @param low lower end of the first bar
   * @param width of each on the axis
   * @param counts their heights
   * @param unit of the axis
   */
  record Bars(double low, double width, long[] counts, String unit) {
    static final Bars NONE = new Bars(0, 1, new long[0], "");

    double high() {
      return low + width * counts.length;
    }
  }

  /**
   * A histogram of nothing yet.
   *
   * @param title above it; empty for none
   */
  HistogramView(String title, double width, double height) {
    this.title = title;
    getStyleClass().add("histogram");
    setPrefSize(width, height);
    setMinSize(Math.min(width, 80), height);
    setMaxHeight(height);
    getChildren().add(canvas);
    Tooltip.install(this, tooltip);
    setAccessibleText(title);
  }

  void show(Bars shown) {
    bars = shown;
    long all = 0;
    for (long count : bars.counts()) {
      all += count;
    }
    String words =
        bars.counts().length == 0
            ? title
            : (title.isEmpty() ? "" : title + ": ")
                + NumberText.real(bars.low())
                + " to "
                + NumberText.real(bars.high())
                + (bars.unit().isEmpty() ? "" : " " + bars.unit())
                + ", "
                + NumberText.count(all)
                + " values";
    tooltip.setText(words);
    setAccessibleText(words);
    draw();
  }

  /** Bars of numbers; none when there is nothing finite or only one value. */
  static Bars of(double[] values, String unit) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (!(low < high)) {
      return Bars.NONE;
    }
    int bins = 20;
    long[] counts = new long[bins];
    double width = (high - low) / bins;
    for (double value : values) {
      if (Double.isFinite(value)) {
        counts[(int) Math.min(bins - 1, (value - low) / width)]++;
      }
    }
    return new Bars(low, width, counts, unit);
  }

  @Override
  protected void themeChanged() {
    draw();
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      draw();
    }
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    if (width < 4 || height < 4) {
      return;
    }
    PlotTheme theme = plotTheme();
    boolean tall = height > 40;
    double top = title.isEmpty() ? 2 : TEXT_PX + 6;
    double bottom = tall ? height - TEXT_PX - 5 : height - 2;
    g.setFont(Font.font("Inter", TEXT_PX));
    g.setTextBaseline(VPos.TOP);
    if (!title.isEmpty()) {
      g.setFill(color(theme.muted()));
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(title, 0, 0);
    }
    g.setStroke(color(theme.grid()));
    g.strokeLine(0, bottom + 0.5, width, bottom + 0.5);
    if (bars.counts().length == 0) {
      return;
    }
    long most = 1;
    for (long count : bars.counts()) {
      most = Math.max(most, count);
    }
    double each = width / bars.counts().length;
    g.setFill(color(theme.accent()));
    for (int k = 0; k < bars.counts().length; k++) {
      if (bars.counts()[k] > 0) {
        double bar = Math.max(1, (bottom - top) * bars.counts()[k] / most);
        g.fillRect(k * each + 0.5, bottom - bar, Math.max(1, each - 1), bar);
      }
    }
    if (tall) {
      g.setFill(color(theme.muted()));
      for (String end : List.of("low", "high")) {
        boolean isLow = end.equals("low");
        g.setTextAlign(isLow ? TextAlignment.LEFT : TextAlignment.RIGHT);
        g.fillText(
            NumberText.real(round(isLow ? bars.low() : bars.high()))
                + (isLow || bars.unit().isEmpty() ? "" : " " + bars.unit()),
            isLow ? 0 : width,
            bottom + 3);
      }
    }
  }

  private static double round(double value) {
    double scale = Math.pow(10, 3 - Math.ceil(Math.log10(Math.max(1e-12, Math.abs(value)))));
    return value == 0 ? 0 : Math.rint(value * scale) / scale;
  }

  private static Color color(int argb) {
    return Color.rgb(argb >>> 16 & 0xFF, argb >>> 8 & 0xFF, argb & 0xFF);
  }
}
