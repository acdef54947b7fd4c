package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Traces of sampled values over time, with a legend. Use on the JavaFX thread. */
public final class TraceView extends PlotRegion {
  private static final int READOUT_SERIES = 8;

  private final TracePainter painter = new TracePainter();
  private final TracePainter exportPainter = new TracePainter();
  private List<TraceSeries> series = List.of();
  private String quantity = "Value";
  private String unit = "";
  private String emptyHint = "";
  private final ValueRange values = new ValueRange(1);
  private TracePainter.Layout layout;

  public TraceView() {
    getStyleClass().add("trace-view");
    dataChanged();
  }

  /** Replaces all traces. The vertical range follows the data until the user zooms it. */
  public void setSeries(List<TraceSeries> newSeries) {
    series = List.copyOf(newSeries);
    if (values.followsData()) {
      fitValues();
    }
    dataChanged();
  }

  public List<TraceSeries> series() {
    return series;
  }

  /** Unit of the values, for axis and read-out; may be empty. */
  public void setUnit(String newUnit) {
    unit = newUnit;
    dataChanged();
  }

  /** What the values are, for the axis ("Membrane potential"). */
  public void setQuantity(String newQuantity) {
    quantity = newQuantity;
    dataChanged();
  }

  /** What to say when there is no trace ("Select cells to see their traces"). */
  public void setEmptyHint(String hint) {
    emptyHint = hint;
    repaint();
  }

  /** Visible values: lower and upper end. */
  double[] visibleValues() {
    return new double[] {values.lower(), values.upper()};
  }

  private void fitValues() {
    values.fit(Figures.valueRange(series));
  }

  @Override
  public String fileStem() {
    return Figures.stem(quantity);
  }

  @Override
  public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
    boolean onScreen = surface instanceof FxSurface;
    String title = Figures.axisTitle(quantity, unit);
    TracePlot plot =
        new TracePlot(
            series,
            timeAxis().visible(),
            values.lower(),
            values.upper(),
            title,
            onScreen ? emptyHint : "");
    TracePainter.Layout drawn =
        (onScreen ? painter : exportPainter).paint(surface, width, height, plot, theme);
    if (onScreen) {
      layout = drawn;
    }
  }

  @Override
  public CsvData csv() {
    return Figures.tracesCsv(series, timeAxis().visible(), unit);
  }

  @Override
  List<String> readout(double x, double y) {
    List<String> lines = new ArrayList<>();
    double tMs = timeMap().toValue(x);
    lines.add(
        "t = " + NiceTicks.format(tMs, NiceTicks.niceAtLeast(timeMap().valuePerPixel())) + " ms");
    double resolution = NiceTicks.niceAtLeast(layout.values().valuePerPixel() / 2);
    for (TraceSeries s : series.subList(0, Math.min(series.size(), READOUT_SERIES))) {
      double value = s.valueNear(tMs);
      if (!Double.isNaN(value)) {
        String name = s.label().isEmpty() ? "" : s.label() + ": ";
        lines.add(name + NiceTicks.format(value, resolution) + (unit.isEmpty() ? "" : " " + unit));
      }
    }
    if (series.size() > READOUT_SERIES) {
      lines.add("and " + (series.size() - READOUT_SERIES) + " more");
    }
    return lines;
  }

  @Override
  void paintCursorMarks(PlotSurface surface, double tMs, PlotTheme theme) {
    for (TraceSeries s : series) {
      double value = s.valueNear(tMs);
      if (values.contains(value)) {
        double x = timeMap().toPixel(tMs);
        double y = layout.values().toPixel(value);
        surface.disc(x, y, 4, theme.background());
        surface.disc(x, y, 3, theme.legible(s.argb()));
      }
    }
  }

  @Override
  PlotArea dataArea() {
    return layout == null ? null : layout.area();
  }

  @Override
  PlotArea cursorArea() {
    return dataArea();
  }

  @Override
  AxisMap timeMap() {
    return layout.time();
  }

  @Override
  void showAllValues() {
    values.follow();
    fitValues();
  }

  @Override
  void zoomValues(double factor, double y) {
    values.zoom(factor, layout.values().toValue(y));
  }

  @Override
  void panValues(double pixels) {
    values.pan(pixels * layout.values().valuePerPixel());
  }

  @Override
  void showValues(double topY, double bottomY) {
    values.show(layout.values().toValue(bottomY), layout.values().toValue(topY));
  }

  @Override
  String summary() {
    String what = unit.isEmpty() ? quantity : quantity + " in " + unit;
    if (series.isEmpty()) {
      return what + ": no traces. " + emptyHint;
    }
    StringBuilder text = new StringBuilder(what + " of " + series.size() + " traces:");
    for (TraceSeries s : series.subList(0, Math.min(series.size(), READOUT_SERIES))) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < s.count(); i++) {
        if (!Double.isNaN(s.values()[i])) {
          low = Math.min(low, s.values()[i]);
          high = Math.max(high, s.values()[i]);
        }
      }
      if (low <= high) {
        text.append(String.format(Locale.ROOT, " %s between %.4g and %.4g;", s.label(), low, high));
      }
    }
    return text.substring(0, text.length() - 1) + ".";
  }
}
