package org.neurowright.app.canvas;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.app.canvas.PlotSurface.Align;

/**
 * Draws traces over time with a legend. Keeps its buffers between frames; use one painter per plot.
 */
final class TracePainter {
  private static final int LEGEND_ENTRIES = 12;
  private static final double LEGEND_ROW = 16;
  private static final double SWATCH = 14;

  private final TraceDecimator decimator = new TraceDecimator();
  private double[] pieceX = new double[0];
  private double[] pieceY = new double[0];

  /** Where things are, for the pointer to be understood. */
  record Layout(PlotArea area, AxisMap time, AxisMap values) {}

  Layout paint(PlotSurface surface, double width, double height, TracePlot plot, PlotTheme theme) {
    List<List<TraceSeries>> legend =
        legendRows(surface, width - AxisPainter.LEFT - AxisPainter.RIGHT, plot);
    double legendHeight = legend.isEmpty() ? 0 : legend.size() * LEGEND_ROW + 4;
    double top = AxisPainter.TOP + legendHeight;
    PlotArea area =
        new PlotArea(
            AxisPainter.LEFT,
            top,
            Math.max(1, width - AxisPainter.LEFT - AxisPainter.RIGHT),
            Math.max(1, height - top - AxisPainter.BOTTOM));
    AxisMap time = new AxisMap(plot.time().startMs(), plot.time().endMs(), area.x(), area.width());
    AxisMap values = new AxisMap(plot.lower(), plot.upper(), area.bottom(), -area.height());

    surface.fillRect(0, 0, width, height, theme.background());
    AxisPainter.timeGrid(surface, area, time, theme);
    AxisPainter.valueGrid(surface, area, values, 0, theme);
    surface.clip(area.x(), area.y(), area.width(), area.height());
    for (TraceSeries series : plot.series()) {
      decimator.decimate(series, time, values);
      strokePieces(surface, theme.legible(series.argb()));
    }
    surface.unclip();
    AxisPainter.valueAxis(surface, area, values, 0, plot.valueTitle(), theme);
    AxisPainter.timeAxis(surface, area, time, true, theme);
    legend(surface, legend, plot.series().size(), theme);
    if (plot.series().isEmpty() && !plot.emptyHint().isEmpty()) {
      surface.text(
          plot.emptyHint(),
          area.x() + area.width() / 2,
          area.y() + area.height() / 2,
          AxisPainter.TITLE_SIZE,
          Align.CENTER,
          theme.muted());
    }
    return new Layout(area, time, values);
  }

  private void strokePieces(PlotSurface surface, int argb) {
    double[] x = decimator.x();
    double[] y = decimator.y();
    if (pieceX.length < decimator.count()) {
      pieceX = new double[decimator.count()];
      pieceY = new double[decimator.count()];
    }
    int length = 0;
    for (int i = 0; i < decimator.count(); i++) {
      if (Double.isNaN(y[i])) {
        stroke(surface, length, argb);
        length = 0;
      } else {
        pieceX[length] = x[i];
        pieceY[length++] = y[i];
      }
    }
    stroke(surface, length, argb);
  }

  private void stroke(PlotSurface surface, int length, int argb) {
    if (length == 1) {
      surface.disc(pieceX[0], pieceY[0], 1, argb);
    } else if (length > 1) {
      surface.polyline(pieceX, pieceY, length, 1.25, argb);
    }
  }

  /** Legend entries broken into rows that fit; nothing for a lone trace without a name. */
  private static List<List<TraceSeries>> legendRows(
      PlotSurface surface, double room, TracePlot plot) {
    List<List<TraceSeries>> rows = new ArrayList<>();
    if (plot.series().isEmpty()
        || plot.series().size() == 1 && plot.series().getFirst().label().isEmpty()) {
      return rows;
    }
    List<TraceSeries> row = new ArrayList<>();
    double used = 0;
    for (TraceSeries series :
        plot.series().subList(0, Math.min(LEGEND_ENTRIES, plot.series().size()))) {
      double needed = entryWidth(surface, series);
      if (!row.isEmpty() && used + needed > room) {
        rows.add(row);
        row = new ArrayList<>();
        used = 0;
      }
      row.add(series);
      used += needed;
    }
    rows.add(row);
    return rows;
  }

  private static double entryWidth(PlotSurface surface, TraceSeries series) {
    return SWATCH + 5 + surface.textWidth(series.label(), AxisPainter.TICK_SIZE) + 16;
  }

  private static void legend(
      PlotSurface surface, List<List<TraceSeries>> rows, int total, PlotTheme theme) {
    double baseline = AxisPainter.TOP + 9;
    int shown = 0;
    double x = AxisPainter.LEFT;
    for (List<TraceSeries> row : rows) {
      x = AxisPainter.LEFT;
      for (TraceSeries series : row) {
        surface.line(x, baseline - 4, x + SWATCH, baseline - 4, 2.5, theme.legible(series.argb()));
        surface.text(
            series.label(),
            x + SWATCH + 5,
            baseline,
            AxisPainter.TICK_SIZE,
            Align.START,
            theme.foreground());
        x += entryWidth(surface, series);
        shown++;
      }
      baseline += LEGEND_ROW;
    }
    if (shown < total) {
      surface.text(
          "and " + (total - shown) + " more",
          x,
          baseline - LEGEND_ROW,
          AxisPainter.TICK_SIZE,
          Align.START,
          theme.muted());
    }
  }
}
