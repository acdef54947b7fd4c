package org.neurowright.app.canvas;

import java.util.Arrays;
import org.neurowright.app.canvas.PlotSurface.Align;

/**
 * Draws a spike raster with the population rates below it. Where several spikes fall on one pixel,
 * its opacity tells how many. Keeps its buffers between frames; use one painter per plot.
 */
final class RasterPainter {

  /** More marks than this make an SVG file unwieldy; it gets a bitmap of the dots instead. */
  static final int MAX_VECTOR_MARKS = 60_000;

  private static final double FAINTEST = 0.22;

  /** Spikes per pixel column and lane from which opacity is needed to tell them apart. */
  private static final double CROWDED = 0.1;

  private static final double LANE_FILL = 0.82;
  private static final double TALLEST_MARK = 14;
  private static final double BAND_WIDTH = 4;

  private final SpikeGrid grid = new SpikeGrid();
  private int[] pixels = new int[0];
  private int[] laneOfRow = new int[0];

  /**
   * Where things are, for the pointer to be understood.
   *
   * @param raster area of the dots
   * @param time horizontal axis
   * @param ranks vertical axis, in ranks
   * @param rates area of the rates, null if not drawn
   * @param histogram what is drawn there, null if not drawn
   */
  record Layout(
      PlotArea raster, AxisMap time, AxisMap ranks, PlotArea rates, RateHistogram histogram) {}

  Layout paint(PlotSurface surface, double width, double height, RasterPlot plot, PlotTheme theme) {
    boolean rates = plot.withRates() && height > 170 && plot.rows().count() > 0;
    double stripHeight = rates ? Math.clamp(height * 0.24, 44, 110) : 0;
    double gap = rates ? 14 : 0;
    double right = AxisPainter.RIGHT;
    PlotArea area =
        new PlotArea(
            AxisPainter.LEFT,
            AxisPainter.TOP,
            Math.max(1, width - AxisPainter.LEFT - right),
            Math.max(1, height - AxisPainter.TOP - AxisPainter.BOTTOM - stripHeight - gap));
    AxisMap time = new AxisMap(plot.time().startMs(), plot.time().endMs(), area.x(), area.width());
    AxisMap ranks = new AxisMap(plot.lowRank(), plot.highRank(), area.bottom(), -area.height());

    surface.fillRect(0, 0, width, height, theme.background());
    AxisPainter.timeGrid(surface, area, time, theme);
    surface.clip(area.x(), area.y(), area.width(), area.height());
    selectionBands(surface, area, ranks, plot, theme);
    spikes(surface, area, time, ranks, plot, theme);
    surface.unclip();
    groupBand(surface, area, ranks, plot, theme);
    // A tick stands at the middle of its row.
    AxisMap middles =
        new AxisMap(plot.lowRank() - 0.5, plot.highRank() - 0.5, ranks.start(), ranks.length());
    AxisPainter.valueAxis(surface, area, middles, 1, plot.rankTitle(), theme);
    AxisPainter.timeAxis(surface, area, time, !rates, theme);
    if (!rates) {
      return new Layout(area, time, ranks, null, null);
    }
    PlotArea strip = new PlotArea(area.x(), area.bottom() + gap, area.width(), stripHeight);
    RateHistogram histogram = RateHistogram.of(plot.spikes(), plot.rows(), plot.time());
    rates(surface, strip, time, histogram, plot, theme);
    return new Layout(area, time, ranks, strip, histogram);
  }

  private void selectionBands(
      PlotSurface surface, PlotArea area, AxisMap ranks, RasterPlot plot, PlotTheme theme) {
    int color = Argb.withAlpha(theme.accent(), theme.isDark() ? 0.3 : 0.18);
    double atLeast = 2;
    for (int row = plot.selected().nextSetBit(0);
        row >= 0 && row < plot.rank().length;
        row = plot.selected().nextSetBit(row + 1)) {
      double top = ranks.toPixel(plot.rank()[row] + 1);
      double bottom = ranks.toPixel(plot.rank()[row]);
      if (bottom >= area.y() && top <= area.bottom()) {
        double h = Math.max(atLeast, bottom - top);
        surface.fillRect(area.x(), (top + bottom - h) / 2, area.width(), h, color);
      }
    }
  }

  private void spikes(
      PlotSurface surface,
      PlotArea area,
      AxisMap time,
      AxisMap ranks,
      RasterPlot plot,
      PlotTheme theme) {
    if (plot.rows().count() == 0 || plot.spikes().size() == 0) {
      return;
    }
    if (surface.isVector()) {
      int from = plot.spikes().firstAtOrAfter(plot.time().startMs());
      int to = plot.spikes().firstAtOrAfter(plot.time().endMs());
      if (to - from <= MAX_VECTOR_MARKS) {
        vectorMarks(surface, time, ranks, plot, from, to, theme);
        return;
      }
    }
    double scale = surface.pixelScale();
    int columns = Math.max(1, (int) Math.round(area.width() * scale));
    int lines = Math.max(1, (int) Math.round(area.height() * scale));
    render(columns, lines, scale, plot, theme);
    surface.image(pixels, columns, lines, area.x(), area.y(), area.width(), area.height());
  }

  private static void vectorMarks(
      PlotSurface surface,
      AxisMap time,
      AxisMap ranks,
      RasterPlot plot,
      int from,
      int to,
      PlotTheme theme) {
    double rowHeight = ranks.toPixel(0) - ranks.toPixel(1);
    double mark = Math.clamp(rowHeight * LANE_FILL, 1.5, TALLEST_MARK);
    for (int i = from; i < to; i++) {
      int row = plot.spikes().row(i);
      double center = plot.rank()[row] + 0.5;
      if (center >= plot.lowRank() && center <= plot.highRank()) {
        double x = time.toPixel(plot.spikes().tMs(i));
        double y = ranks.toPixel(center);
        surface.line(x, y - mark / 2, x, y + mark / 2, 1, theme.legible(plot.rows().argb()[row]));
      }
    }
  }

  /** Fills {@link #pixels} with the dots. */
  private void render(int columns, int lines, double scale, RasterPlot plot, PlotTheme theme) {
    double visibleRows = plot.highRank() - plot.lowRank();
    boolean rowLanes = visibleRows <= lines;
    int firstRank = (int) Math.floor(plot.lowRank());
    int lanes = rowLanes ? (int) Math.ceil(plot.highRank()) - firstRank : lines;
    assignLanes(plot, rowLanes, firstRank, lanes, lines);
    int[] laneColor = laneColors(plot, lanes, theme);
    grid.count(plot.spikes(), plot.time(), columns, laneOfRow, lanes);

    int needed = columns * lines;
    if (pixels.length < needed) {
      pixels = new int[needed];
    } else {
      Arrays.fill(pixels, 0, needed, 0);
    }
    double crowding = grid.spikesInRange() / (double) columns / Math.min(lanes, visibleRows);
    int markWidth = markWidth(crowding, scale);
    // A few coincidences in a sparse raster are no reason to make all other spikes pale.
    double[] opacity = opacities(crowding < CROWDED ? 1 : grid.highCount());
    int[][] shades = new int[lanes][];
    for (int lane = 0; lane < lanes; lane++) {
      shades[lane] =
          lane > 0 && laneColor[lane] == laneColor[lane - 1]
              ? shades[lane - 1]
              : shades(laneColor[lane], opacity);
    }
    int[] counts = grid.counts();
    double lineOfRank = lines / visibleRows;
    for (int lane = 0; lane < lanes; lane++) {
      int top;
      int bottom;
      if (rowLanes) {
        double lower = lines - (firstRank + lane - plot.lowRank()) * lineOfRank;
        double tall = Math.max(markWidth, Math.min(lineOfRank * LANE_FILL, TALLEST_MARK * scale));
        top = (int) Math.round(lower - lineOfRank / 2 - tall / 2);
        bottom = Math.max(top + 1, (int) Math.round(top + tall));
      } else {
        bottom = lines - lane;
        top = bottom - markWidth;
      }
      paintLane(
          counts,
          lane,
          lanes,
          columns,
          Math.max(0, top),
          Math.min(lines, bottom),
          markWidth,
          shades[lane]);
    }
  }

  /** A lone spike one pixel wide is easily overlooked, so marks get larger when there is room. */
  private static int markWidth(double crowding, double scale) {
    return (int)
        Math.max(
            1, Math.round(scale * (crowding < 0.3 * CROWDED ? 2 : crowding < CROWDED ? 1.5 : 1)));
  }

  private void paintLane(
      int[] counts,
      int lane,
      int lanes,
      int columns,
      int top,
      int bottom,
      int markWidth,
      int[] shade) {
    int last = shade.length - 1;
    for (int column = 0; column < columns; column++) {
      int count = counts[column * lanes + lane];
      if (count > 0) {
        int color = shade[Math.min(count, last)];
        int from = Math.max(0, column - (markWidth - 1) / 2);
        int to = Math.min(columns, from + markWidth);
        for (int y = top; y < bottom; y++) {
          Arrays.fill(pixels, y * columns + from, y * columns + to, color);
        }
      }
    }
  }

  private void assignLanes(RasterPlot plot, boolean rowLanes, int firstRank, int lanes, int lines) {
    int[] rank = plot.rank();
    if (laneOfRow.length != rank.length) {
      laneOfRow = new int[rank.length];
    }
    double lanesPerRank = lines / (plot.highRank() - plot.lowRank());
    for (int row = 0; row < rank.length; row++) {
      double lane =
          rowLanes
              ? rank[row] - firstRank
              : Math.floor((rank[row] + 0.5 - plot.lowRank()) * lanesPerRank);
      laneOfRow[row] = lane >= 0 && lane < lanes ? (int) lane : -1;
    }
  }

  /** Colour of each lane; the mean of its rows where several share it. */
  private int[] laneColors(RasterPlot plot, int lanes, PlotTheme theme) {
    int[] red = new int[lanes];
    int[] green = new int[lanes];
    int[] blue = new int[lanes];
    int[] members = new int[lanes];
    int[] argb = plot.rows().argb();
    for (int row = 0; row < argb.length; row++) {
      int lane = laneOfRow[row];
      if (lane >= 0) {
        red[lane] += argb[row] >>> 16 & 0xFF;
        green[lane] += argb[row] >>> 8 & 0xFF;
        blue[lane] += argb[row] & 0xFF;
        members[lane]++;
      }
    }
    int[] colors = new int[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      int n = Math.max(1, members[lane]);
      colors[lane] = theme.legible(Argb.of(255, red[lane] / n, green[lane] / n, blue[lane] / n));
    }
    return colors;
  }

  /** Opacity by count: square root of the count relative to a high one, never too faint to see. */
  static double[] opacities(int highCount) {
    double[] opacity = new double[Math.max(2, highCount + 1)];
    for (int count = 1; count < opacity.length; count++) {
      opacity[count] = Math.max(FAINTEST, Math.sqrt(count / (double) Math.max(1, highCount)));
    }
    return opacity;
  }

  private static int[] shades(int color, double[] opacity) {
    int[] shades = new int[opacity.length];
    for (int count = 1; count < shades.length; count++) {
      shades[count] = Argb.premultiplied(color, opacity[count]);
    }
    return shades;
  }

  /** A coloured band along the axis that shows which ranks belong to which group. */
  private void groupBand(
      PlotSurface surface, PlotArea area, AxisMap ranks, RasterPlot plot, PlotTheme theme) {
    int count = plot.rows().count();
    if (count == 0 || plot.rows().groupNames().size() < 2) {
      return;
    }
    int[] groupOfRank = new int[count];
    for (int row = 0; row < count; row++) {
      groupOfRank[plot.rank()[row]] = plot.rows().group()[row];
    }
    int first = Math.max(0, (int) Math.floor(plot.lowRank()));
    int end = Math.min(count, (int) Math.ceil(plot.highRank()));
    for (int from = first; from < end; ) {
      int to = from + 1;
      while (to < end && groupOfRank[to] == groupOfRank[from]) {
        to++;
      }
      double bottom = Math.min(area.bottom(), ranks.toPixel(from));
      double top = Math.max(area.y(), ranks.toPixel(to));
      int color = theme.legible(plot.rows().groupColor(groupOfRank[from]));
      surface.fillRect(area.right() + 3, top, BAND_WIDTH, Math.max(0.5, bottom - top), color);
      String name = plot.rows().groupNames().get(groupOfRank[from]);
      if (!name.isEmpty() && bottom - top > surface.textWidth(name, AxisPainter.TICK_SIZE) + 6) {
        surface.verticalText(
            name, area.right() + 19, (top + bottom) / 2, AxisPainter.TICK_SIZE, theme.muted());
      }
      from = to;
    }
  }

  private static void rates(
      PlotSurface surface,
      PlotArea strip,
      AxisMap time,
      RateHistogram histogram,
      RasterPlot plot,
      PlotTheme theme) {
    double max = histogram.maxHz();
    double top = max > 0 ? max * 1.06 : 1;
    AxisMap hz = new AxisMap(0, top, strip.bottom(), -strip.height());
    AxisPainter.timeGrid(surface, strip, time, theme);
    AxisPainter.valueGrid(surface, strip, hz, 0, theme);
    surface.clip(strip.x(), strip.y() - 1, strip.width(), strip.height() + 1);
    int points = 2 * histogram.bins();
    double[] x = new double[points + 2];
    double[] y = new double[points + 2];
    for (int g = 0; g < histogram.ratesHz().length; g++) {
      for (int bin = 0; bin < histogram.bins(); bin++) {
        x[2 * bin] = time.toPixel(histogram.startMs(bin));
        x[2 * bin + 1] = time.toPixel(histogram.startMs(bin + 1));
        y[2 * bin] = hz.toPixel(histogram.ratesHz()[g][bin]);
        y[2 * bin + 1] = y[2 * bin];
      }
      x[points] = x[points - 1];
      y[points] = strip.bottom();
      x[points + 1] = x[0];
      y[points + 1] = strip.bottom();
      int color = theme.legible(plot.rows().groupColor(g));
      surface.polygon(x, y, points + 2, Argb.withAlpha(color, 0.16));
      surface.polyline(x, y, points, 1.25, color);
    }
    surface.unclip();
    AxisPainter.valueAxis(surface, strip, hz, 0, "Rate (Hz)", theme);
    AxisPainter.timeAxis(surface, strip, time, true, theme);
    String bin = "bin " + NiceTicks.format(histogram.binMs(), histogram.binMs()) + " ms";
    surface.text(
        bin,
        strip.right() - 4,
        strip.y() + AxisPainter.TICK_SIZE,
        AxisPainter.TICK_SIZE,
        Align.END,
        theme.muted());
  }
}
