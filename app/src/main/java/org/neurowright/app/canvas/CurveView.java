package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.MenuItem;

/**
 * One panel of a {@link LinePlot} to look at closely: curves over any numeric axis. Use on the
 * JavaFX thread.
 */
public final class CurveView extends PlotRegion {
  private static final int READOUT_CURVES = 12;

  private LinePlot.Panel panel = new LinePlot.Panel("", "", "", List.of());
  private final ValueRange values = new ValueRange(1e-3);
  private LinePlot.Layout layout;
  private String stem = "curves";
  private String emptyHint = "";
  private long drawings;
  private Runnable onDrawn = () -> {};
  private boolean xLabels = true;

  public CurveView() {
    getStyleClass().add("curve-view");
    dataChanged();
    MenuItem measure = new MenuItem("Measure with two cursors (M)");
    measure.setOnAction(_ -> toggleMeasure());
    plotMenu().menu().getItems().add(1, measure);
    plotMenu().menu().setOnShowing(_ -> measure.setDisable(!measures()));
  }

  public CurveView(String id) {
    this();
    setId(id);
  }

  /** Shows other curves. What the user has zoomed to stays as long as it has the same axes. */
  public void setPanel(String fileStem, LinePlot.Panel next) {
    setPanel(
        fileStem, next, LinePlot.range(next.curves().stream().map(LinePlot.Curve::x).toList(), 0));
  }

  /**
   * Shows other curves over an axis of a given length, as plots that share it should all name the
   * same one.
   *
   * @param x lower and upper end of what there is to see
   */
  public void setPanel(String fileStem, LinePlot.Panel next, double[] x) {
    boolean sameAxes = next.xTitle().equals(panel.xTitle()) && next.yTitle().equals(panel.yTitle());
    stem = fileStem;
    panel = next;
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

  /** Whether the horizontal axis has labels and a title; not where a linked plot below has them. */
  public void setXLabels(boolean shown) {
    if (shown != xLabels) {
      xLabels = shown;
      repaint();
    }
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
    values.fit(LinePlot.yRange(panel));
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
            xLabels,
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
  boolean measures() {
    return panel.curves().stream().anyMatch(LinePlot.Curve::isAscending);
  }

  /**
   * What the curves do between the measuring cursors, the foremost curve first; empty while there
   * are none. Faint curves without a name are left out, and those that go back and forth.
   */
  public List<Measures> measured() {
    MeasureCursors.State state = timeAxis().measure().state();
    List<Measures> found = new ArrayList<>();
    for (LinePlot.Curve curve :
        state.shown() ? panel.curves().reversed() : List.<LinePlot.Curve>of()) {
      if (curve.isAscending() && !isBehind(curve)) {
        String label = curve.label().isEmpty() ? panel.yTitle() : curve.label();
        found.add(Measures.of(label, curve, state.a(), state.b()));
      }
    }
    return panel.stacked() ? found.reversed() : found;
  }

  private static boolean isBehind(LinePlot.Curve curve) {
    return curve.label().isEmpty() && curve.argb() != 0 && curve.argb() >>> 24 != 255;
  }

  @Override
  void paintMeasureMarks(PlotSurface surface, double at, PlotTheme theme) {
    if (panel.stacked()) {
      return;
    }
    for (int c = 0; c < panel.curves().size(); c++) {
      LinePlot.Curve curve = panel.curves().get(c);
      double value =
          curve.isAscending() && !isBehind(curve)
              ? Measures.of("", curve, at, at).yA()
              : Double.NaN;
      if (values.contains(value)) {
        double x = timeMap().toPixel(at);
        double y = layout.y().toPixel(value);
        surface.disc(x, y, 4, theme.accent());
        surface.disc(
            x, y, 3, theme.legible(curve.argb() == 0 ? Palette.category(c) : curve.argb()));
      }
    }
  }

  @Override
  void paintCursorMarks(PlotSurface surface, double at, PlotTheme theme) {
    if (panel.stacked()) {
      return;
    }
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
