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
  private static final double LEGEND_LINE = 15;
  private static final int LEGEND_ROWS = 3;
  private static final double TITLE_SIZE = 13;

  /** Below an axis without labels. */
  private static final double BARE_BOTTOM = 10;

  /**
   * Most columns into which long curves are thinned; each keeps its least and largest value. On a
   * screen there are as many as pixels.
   */
  private static final int COLUMNS = 1500;

  private static final int LEAST_COLUMNS = 200;

  /**
   * One set of axes.
   *
   * @param title above
   * @param xTitle below, with unit
   * @param yTitle at the left, with unit
   * @param curves drawn in this order
   * @param stacked whether they are areas on top of each other, what is positive above zero and
   *     what is negative below it, with their sum as a line; they have the same x then
   */
  public record Panel(
      String title, String xTitle, String yTitle, List<Curve> curves, boolean stacked) {
    public Panel {
      curves = List.copyOf(curves);
    }

    public Panel(String title, String xTitle, String yTitle, List<Curve> curves) {
      this(title, xTitle, yTitle, curves, false);
    }
  }

  /**
   * One curve.
   *
   * @param label for the legend; empty for none
   * @param x ascending
   * @param y as long; NaN leaves a gap
   * @param marks whether every point is marked
   * @param argb colour; 0 for the next one of the palette
   */
  public record Curve(String label, double[] x, double[] y, boolean marks, int argb) {
    public Curve(String label, double[] x, double[] y, boolean marks) {
      this(label, x, y, marks, 0);
    }

    public Curve(String label, double[] x, double[] y) {
      this(label, x, y, false, 0);
    }

    /** The same under another name and in another colour. */
    public Curve as(String newLabel, int newArgb) {
      return new Curve(newLabel, x, y, marks, newArgb);
    }

    boolean isAscending() {
      for (int k = 1; k < x.length; k++) {
        if (x[k] < x[k - 1]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Where a panel was drawn.
   *
   * @param area the data
   * @param x horizontal map
   * @param y vertical map
   */
  record Layout(PlotArea area, AxisMap x, AxisMap y) {}

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
    double[] x = range(panel.curves().stream().map(Curve::x).toList(), 0);
    paint(panel, surface, top, width, height, x, yRange(panel), true, theme);
  }

  /** Ends of the values of a panel with some room. */
  static double[] yRange(Panel panel) {
    return panel.stacked()
        ? CurveStack.of(panel).range()
        : range(panel.curves().stream().map(Curve::y).toList(), .05);
  }

  /**
   * Draws one panel with given ranges: lower and upper end of both axes.
   *
   * @param xLabels whether the horizontal axis has labels and a title; another panel below may
   */
  static Layout paint(
      Panel panel,
      PlotSurface surface,
      double top,
      double width,
      double height,
      double[] xRange,
      double[] yRange,
      boolean xLabels,
      PlotTheme theme) {
    List<double[]> legend =
        legend(panel, surface, Math.max(1, width - AxisPainter.LEFT - AxisPainter.RIGHT));
    double titleRoom = panel.title().isEmpty() ? AxisPainter.TOP : TITLE_ROOM;
    double above =
        titleRoom + (legend.isEmpty() ? 0 : LEGEND_ROOM + LEGEND_LINE * (int) legend.getLast()[2]);
    PlotArea area =
        new PlotArea(
            AxisPainter.LEFT,
            top + above,
            Math.max(1, width - AxisPainter.LEFT - AxisPainter.RIGHT),
            Math.max(1, height - above - (xLabels ? AxisPainter.BOTTOM : BARE_BOTTOM)));
    AxisMap x = new AxisMap(xRange[0], xRange[1], area.x(), area.width());
    AxisMap y = new AxisMap(yRange[0], yRange[1], area.bottom(), -area.height());
    AxisPainter.timeGrid(surface, area, x, theme);
    AxisPainter.valueGrid(surface, area, y, 0, theme);
    surface.clip(area.x(), area.y(), area.width(), area.height());
    if (panel.stacked()) {
      int[] colours = new int[panel.curves().size()];
      for (int c = 0; c < colours.length; c++) {
        colours[c] = theme.legible(colour(panel, c));
      }
      CurveStack.of(panel).paint(surface, area, x, y, colours, theme);
    }
    for (int c = 0; c < panel.curves().size() && !panel.stacked(); c++) {
      stroke(panel.curves().get(c), x, y, surface, theme.legible(colour(panel, c)));
    }
    surface.unclip();
    AxisPainter.valueAxis(surface, area, y, 0, panel.yTitle(), theme);
    xAxis(surface, area, x, panel.xTitle(), xLabels, theme);
    surface.text(
        panel.title(),
        area.x() + area.width() / 2,
        top + 17,
        TITLE_SIZE,
        Align.CENTER,
        theme.foreground());
    for (double[] entry : legend) {
      Curve curve = panel.curves().get((int) entry[0]);
      double at = area.x() + entry[1];
      double baseline = top + titleRoom + 11 + LEGEND_LINE * entry[2];
      int argb = theme.legible(colour(panel, (int) entry[0]));
      if (panel.stacked()) {
        surface.fillRect(at, baseline - 9, 14, 9, argb);
      } else {
        surface.line(at, baseline - 4, at + 14, baseline - 4, 2.5, argb);
      }
      surface.text(
          curve.label(), at + 19, baseline, AxisPainter.TICK_SIZE, Align.START, theme.foreground());
    }
    return new Layout(area, x, y);
  }

  /** Where the names of curves go: curve, position, row. What does not fit is left out. */
  private static List<double[]> legend(Panel panel, PlotSurface surface, double room) {
    List<double[]> entries = new ArrayList<>();
    double at = 0;
    int row = 0;
    for (int c = 0; c < panel.curves().size(); c++) {
      String label = panel.curves().get(c).label();
      if (label.isEmpty()) {
        continue;
      }
      double width = 19 + surface.textWidth(label, AxisPainter.TICK_SIZE);
      if (at > 0 && at + width > room) {
        at = 0;
        row++;
      }
      if (row >= LEGEND_ROWS) {
        break;
      }
      entries.add(new double[] {c, at, row});
      at += width + 16;
    }
    return entries;
  }

  private static int colour(Panel panel, int curve) {
    int own = panel.curves().get(curve).argb();
    return own == 0 ? Palette.category(curve) : own;
  }

  /** Least and largest finite value with some room, never the same. */
  static double[] range(List<double[]> values, double margin) {
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
    return new double[] {lower - room, upper + room};
  }

  private static void xAxis(
      PlotSurface surface,
      PlotArea area,
      AxisMap x,
      String title,
      boolean labels,
      PlotTheme theme) {
    double y = AxisPainter.crisp(area.bottom(), surface.pixelScale());
    surface.line(area.x(), y, area.right(), y, AxisPainter.lineWidth(surface), theme.muted());
    NiceTicks ticks = AxisPainter.timeTicks(x);
    for (int i = 0; i < ticks.count(); i++) {
      double at = AxisPainter.crisp(x.toPixel(ticks.value(i)), surface.pixelScale());
      surface.line(at, y, at, y + 4, AxisPainter.lineWidth(surface), theme.muted());
      if (labels) {
        surface.text(
            ticks.label(i), at, y + 16, AxisPainter.TICK_SIZE, Align.CENTER, theme.muted());
      }
    }
    if (!labels) {
      return;
    }
    surface.text(
        title,
        area.x() + area.width() / 2,
        y + 34,
        AxisPainter.TITLE_SIZE,
        Align.CENTER,
        theme.foreground());
  }

  static void stroke(Curve curve, AxisMap x, AxisMap y, PlotSurface surface, int argb) {
    int n = Math.min(curve.x().length, curve.y().length);
    boolean ascending = curve.isAscending();
    // Only what is seen is thinned out, so that a closer look shows more.
    int first = ascending ? Math.max(0, position(curve.x(), n, x.lower()) - 1) : 0;
    int end = ascending ? Math.min(n, position(curve.x(), n, x.upper()) + 2) : n;
    double[] px = new double[4 * COLUMNS + 4];
    double[] py = new double[px.length];
    int columns =
        surface.isVector()
            ? COLUMNS
            : (int) Math.clamp(x.length() * surface.pixelScale(), LEAST_COLUMNS, COLUMNS);
    int per = ascending ? Math.max(1, (end - first + columns - 1) / columns) : 1;
    int length = 0;
    for (int from = first; from < end; from += per) {
      int to = Math.min(end, from + per);
      int least = -1;
      int most = -1;
      for (int k = from; k < to; k++) {
        double value = curve.y()[k];
        if (!Double.isNaN(value)) {
          least = least < 0 || value < curve.y()[least] ? k : least;
          most = most < 0 || value > curve.y()[most] ? k : most;
        }
      }
      if (least < 0 || length > px.length - 3) {
        flush(surface, px, py, length, argb);
        // A piece that is cut goes on where it ended.
        boolean cut = least >= 0;
        if (cut) {
          px[0] = px[length - 1];
          py[0] = py[length - 1];
        }
        length = cut ? 1 : 0;
        if (!cut) {
          continue;
        }
      }
      int[] both = {Math.min(least, most), Math.max(least, most)};
      for (int i = 0; i < (both[0] == both[1] ? 1 : 2); i++) {
        px[length] = x.toPixel(curve.x()[both[i]]);
        py[length++] = y.toPixel(curve.y()[both[i]]);
      }
    }
    flush(surface, px, py, length, argb);
    for (int k = first; curve.marks() && k < end; k++) {
      surface.disc(x.toPixel(curve.x()[k]), y.toPixel(curve.y()[k]), 2.5, argb);
    }
  }

  /** Index of the first of n ascending values that is not less than a value. */
  static int position(double[] ascending, int n, double value) {
    int found = Arrays.binarySearch(ascending, 0, n, value);
    return found >= 0 ? found : -found - 1;
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
