package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neurowright.app.canvas.PlotSurface.Align;

/**
 * Curves over a numeric axis, one or more panels below each other: a figure for files. Needs no
 * JavaFX.
 *
 * @param fileStem words for a file name
 * @param panels from top to bottom
 */
public record LinePlot(String fileStem, List<Panel> panels) implements PlotContent {
  private static final double TITLE_ROOM = 24;
  private static final double LEGEND_ROOM = 18;
  private static final double TITLE_SIZE = 13;

  /** Columns into which long curves are thinned; each keeps its least and largest value. */
  private static final int COLUMNS = 1500;

  /**
   * One set of axes.
   *
   * @param title above
   * @param xTitle below, with unit
   * @param yTitle at the left, with unit
   * @param curves drawn in this order
   */
  public record Panel(String title, String xTitle, String yTitle, List<Curve> curves) {
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /**
   * One curve.
   *
   * @param label for the legend; empty for none
   * @param x ascending
   * @param y as long; NaN leaves a gap
   * @param marks whether every point is marked
   */
  public record Curve(String label, double[] x, double[] y, boolean marks) {
    public Curve(String label, double[] x, double[] y) {
      this(label, x, y, false);
    }
  }

  public LinePlot {
    panels = List.copyOf(panels);
  }

  @Override
  public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
    surface.fillRect(0, 0, width, height, theme.background());
    double each = height / panels.size();
    for (int p = 0; p < panels.size(); p++) {
      draw(panels.get(p), surface, p * each, width, each, theme);
    }
  }

  private static void draw(
      Panel panel, PlotSurface surface, double top, double width, double height, PlotTheme theme) {
    boolean legend = panel.curves().stream().anyMatch(c -> !c.label().isEmpty());
    double above = TITLE_ROOM + (legend ? LEGEND_ROOM : 0);
    PlotArea area =
        new PlotArea(
            AxisPainter.LEFT,
            top + above,
            Math.max(1, width - AxisPainter.LEFT - AxisPainter.RIGHT),
            Math.max(1, height - above - AxisPainter.BOTTOM));
    AxisMap x = axis(panel.curves().stream().map(Curve::x).toList(), 0, area.x(), area.width());
    AxisMap y =
        axis(panel.curves().stream().map(Curve::y).toList(), .05, area.bottom(), -area.height());
    AxisPainter.timeGrid(surface, area, x, theme);
    AxisPainter.valueGrid(surface, area, y, 0, theme);
    surface.clip(area.x(), area.y(), area.width(), area.height());
    for (int c = 0; c < panel.curves().size(); c++) {
      stroke(panel.curves().get(c), x, y, surface, theme.legible(Palette.category(c)));
    }
    surface.unclip();
    AxisPainter.valueAxis(surface, area, y, 0, panel.yTitle(), theme);
    xAxis(surface, area, x, panel.xTitle(), theme);
    surface.text(
        panel.title(),
        area.x() + area.width() / 2,
        top + 17,
        TITLE_SIZE,
        Align.CENTER,
        theme.foreground());
    double at = area.x();
    for (int c = 0; legend && c < panel.curves().size(); c++) {
      String label = panel.curves().get(c).label();
      double baseline = top + TITLE_ROOM + 11;
      surface.line(
          at, baseline - 4, at + 14, baseline - 4, 2.5, theme.legible(Palette.category(c)));
      surface.text(
          label, at + 19, baseline, AxisPainter.TICK_SIZE, Align.START, theme.foreground());
      at += 35 + surface.textWidth(label, AxisPainter.TICK_SIZE);
    }
  }

  private static AxisMap axis(List<double[]> values, double margin, double start, double length) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (double[] some : values) {
      for (double value : some) {
        if (Double.isFinite(value)) {
          lower = Math.min(lower, value);
          upper = Math.max(upper, value);
        }
      }
    }
    if (!(lower <= upper)) {
      lower = 0;
      upper = 1;
    }
    if (upper - lower < 1e-9 * Math.max(1, Math.abs(upper))) {
      lower -= .5;
      upper += .5;
    }
    double room = margin * (upper - lower);
    return new AxisMap(lower - room, upper + room, start, length);
  }

  private static void xAxis(
      PlotSurface surface, PlotArea area, AxisMap x, String title, PlotTheme theme) {
    double y = AxisPainter.crisp(area.bottom(), surface.pixelScale());
    surface.line(area.x(), y, area.right(), y, AxisPainter.lineWidth(surface), theme.muted());
    NiceTicks ticks = AxisPainter.timeTicks(x);
    for (int i = 0; i < ticks.count(); i++) {
      double at = AxisPainter.crisp(x.toPixel(ticks.value(i)), surface.pixelScale());
      surface.line(at, y, at, y + 4, AxisPainter.lineWidth(surface), theme.muted());
      surface.text(ticks.label(i), at, y + 16, AxisPainter.TICK_SIZE, Align.CENTER, theme.muted());
    }
    surface.text(
        title,
        area.x() + area.width() / 2,
        y + 34,
        AxisPainter.TITLE_SIZE,
        Align.CENTER,
        theme.foreground());
  }

  private static void stroke(Curve curve, AxisMap x, AxisMap y, PlotSurface surface, int argb) {
    double[] px = new double[4 * COLUMNS + 4];
    double[] py = new double[px.length];
    int n = Math.min(curve.x().length, curve.y().length);
    int per = Math.max(1, (n + COLUMNS - 1) / COLUMNS);
    int length = 0;
    for (int from = 0; from < n; from += per) {
      int to = Math.min(n, from + per);
      int least = -1;
      int most = -1;
      for (int k = from; k < to; k++) {
        double value = curve.y()[k];
        if (!Double.isNaN(value)) {
          least = least < 0 || value < curve.y()[least] ? k : least;
          most = most < 0 || value > curve.y()[most] ? k : most;
        }
      }
      if (least < 0) {
        flush(surface, px, py, length, argb);
        length = 0;
        continue;
      }
      int[] both = {Math.min(least, most), Math.max(least, most)};
      for (int i = 0; i < (both[0] == both[1] ? 1 : 2); i++) {
        px[length] = x.toPixel(curve.x()[both[i]]);
        py[length++] = y.toPixel(curve.y()[both[i]]);
      }
    }
    flush(surface, px, py, length, argb);
    for (int k = 0; curve.marks() && k < n; k++) {
      surface.disc(x.toPixel(curve.x()[k]), y.toPixel(curve.y()[k]), 2.5, argb);
    }
  }

  private static void flush(PlotSurface surface, double[] px, double[] py, int length, int argb) {
    if (length > 1) {
      surface.polyline(Arrays.copyOf(px, length), Arrays.copyOf(py, length), length, 1.25, argb);
    }
  }

  @Override
  public CsvData csv() {
    List<Panel> all = new ArrayList<>(panels);
    return out -> {
      for (Panel panel : all) {
        for (Curve curve : panel.curves()) {
          out.append(panel.xTitle()).append(',').append(panel.yTitle()).append('\n');
          for (int k = 0; k < Math.min(curve.x().length, curve.y().length); k++) {
            out.append(Double.toString(curve.x()[k]))
                .append(',')
                .append(Double.toString(curve.y()[k]))
                .append('\n');
          }
        }
      }
    };
  }
}
