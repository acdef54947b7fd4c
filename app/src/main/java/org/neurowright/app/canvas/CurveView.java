package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One panel of a {@link LinePlot} to look at closely: curves over any numeric axis. Use on the
 * JavaFX thread.
 */
public final class CurveView extends PlotRegion {
  private static final int READOUT_CURVES = 8;

  private LinePlot.Panel panel = new LinePlot.Panel("", "", "", List.of());
  private final ValueRange values = new ValueRange(1e-3);
  private LinePlot.Layout layout;
  private String stem = "curves";
  private String emptyHint = "";
  private long drawings;
  private Runnable onDrawn = () -> {};

  public CurveView() {
    getStyleClass().add("curve-view");
    dataChanged();
  }

  /** Shows other curves. What the user has zoomed to stays as long as it has the same axes. */
  public void setPanel(String fileStem, LinePlot.Panel next) {
    boolean sameAxes = next.xTitle().equals(panel.xTitle()) && next.yTitle().equals(panel.yTitle());
    stem = fileStem;
    panel = next;
    double[] x = LinePlot.range(next.curves().stream().map(LinePlot.Curve::x).toList(), 0);
    setTimeRange(x[0], x[1]);
    if (!sameAxes) {
      timeAxis().showAll();
      values.follow();
    }
    if (values.followsData()) {
      fitValues();
    }
    dataChanged();
  }

  public LinePlot.Panel panel() {
    return panel;
  }

  /** What to say when there are no curves. */
  public void setEmptyHint(String hint) {
    emptyHint = hint;
    repaint();
  }

  /** How often the plot was drawn; for whoever measures how soon it follows. */
  public long drawings() {
    return drawings;
  }

  /** Called after each drawing, for nodes that lie over the plot. */
  public void setOnDrawn(Runnable action) {
    onDrawn = action;
  }

  /** Where a point is drawn, in the coordinates of this node; empty outside of the axes. */
  public Optional<double[]> pixelOf(double x, double y) {
    if (layout == null) {
      return Optional.empty();
    }
    double px = layout.x().toPixel(x);
    double py = layout.y().toPixel(y);
    PlotArea area = layout.area();
    boolean inside =
        px >= area.x() && px <= area.x() + area.width() && py >= area.y() && py <= area.bottom();
    return inside ? Optional.of(new double[] {px, py}) : Optional.empty();
  }

  /** The value of the horizontal axis at a pixel of this node. */
  public double xAt(double pixel) {
    return layout == null ? Double.NaN : layout.x().toValue(pixel);
  }

  private void fitValues() {
    values.fit(LinePlot.range(panel.curves().stream().map(LinePlot.Curve::y).toList(), .05));
  }

  @Override
  public String fileStem() {
    return stem;
  }

  @Override
  public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
    surface.fillRect(0, 0, width, height, theme.background());
    double[] x = {timeAxis().visible().startMs(), timeAxis().visible().endMs()};
    LinePlot.Layout drawn =
        LinePlot.paint(
            panel,
            surface,
            0,
            width,
            height,
            x,
            new double[] {values.lower(), values.upper()},
            theme);
    if (surface instanceof FxSurface) {
      layout = drawn;
      drawings++;
      if (panel.curves().isEmpty()) {
        surface.text(
            emptyHint,
            drawn.area().x() + drawn.area().width() / 2,
            drawn.area().y() + drawn.area().height() / 2,
            AxisPainter.TITLE_SIZE,
            PlotSurface.Align.CENTER,
            theme.muted());
      }
      onDrawn.run();
    }
  }

  @Override
  public CsvData csv() {
    return new LinePlot(stem, List.of(panel)).csv();
  }

  @Override
  List<String> readout(double x, double y) {
    List<String> lines = new ArrayList<>();
    double at = timeMap().toValue(x);
    double resolution = NiceTicks.niceAtLeast(layout.y().valuePerPixel() / 2);
    lines.add(
        panel.xTitle()
            + ": "
            + NiceTicks.format(at, NiceTicks.niceAtLeast(timeMap().valuePerPixel())));
    for (LinePlot.Curve curve : panel.curves()) {
      int k = nearest(curve, at, layout.y().toValue(y));
      if (k >= 0 && lines.size() <= READOUT_CURVES) {
        lines.add(
            (curve.label().isEmpty() ? panel.yTitle() : curve.label())
                + ": "
                + NiceTicks.format(curve.y()[k], resolution));
      }
    }
    return lines;
  }

  /** The sample nearest to a place on the axis; of curves that go back and forth, to the point. */
  private int nearest(LinePlot.Curve curve, double at, double value) {
    int n = Math.min(curve.x().length, curve.y().length);
    if (n == 0) {
      return -1;
    }
    if (!curve.isAscending()) {
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      double px = timeMap().valuePerPixel();
      double py = layout.y().valuePerPixel();
      for (int k = 0; k < n; k++) {
        double distance = Math.hypot((curve.x()[k] - at) / px, (curve.y()[k] - value) / py);
        if (distance < least) {
          least = distance;
          best = k;
        }
      }
      return best;
    }
    if (at < curve.x()[0] || at > curve.x()[n - 1]) {
      return -1;
    }
    int k = Math.min(n - 1, LinePlot.position(curve.x(), n, at));
    k = k > 0 && at - curve.x()[k - 1] < curve.x()[k] - at ? k - 1 : k;
    return Double.isNaN(curve.y()[k]) ? -1 : k;
  }

  @Override
  void paintCursorMarks(PlotSurface surface, double at, PlotTheme theme) {
    for (int c = 0; c < panel.curves().size(); c++) {
      LinePlot.Curve curve = panel.curves().get(c);
      int k = curve.isAscending() ? nearest(curve, at, 0) : -1;
      if (k >= 0 && values.contains(curve.y()[k])) {
        double x = timeMap().toPixel(curve.x()[k]);
        double y = layout.y().toPixel(curve.y()[k]);
        surface.disc(x, y, 4, theme.background());
        surface.disc(
            x, y, 3, theme.legible(curve.argb() == 0 ? Palette.category(c) : curve.argb()));
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
    return layout.x();
  }

  @Override
  void showAllValues() {
    values.follow();
    fitValues();
  }

  @Override
  void zoomValues(double factor, double y) {
    values.zoom(factor, layout.y().toValue(y));
  }

  @Override
  void panValues(double pixels) {
    values.pan(pixels * layout.y().valuePerPixel());
  }

  @Override
  void showValues(double topY, double bottomY) {
    values.show(layout.y().toValue(bottomY), layout.y().toValue(topY));
  }

  @Override
  String summary() {
    if (panel.curves().isEmpty()) {
      return panel.title().isEmpty() ? "Empty plot" : panel.title() + ": no curves";
    }
    StringBuilder text =
        new StringBuilder(panel.title() + ": " + panel.yTitle() + " over " + panel.xTitle() + ";");
    for (LinePlot.Curve curve : panel.curves().stream().limit(READOUT_CURVES).toList()) {
      double[] y = LinePlot.range(List.of(curve.y()), 0);
      text.append(
          String.format(Locale.ROOT, " %s between %.4g and %.4g;", curve.label(), y[0], y[1]));
    }
    return text.substring(0, text.length() - 1) + ".";
  }
}
