package org.neurowright.app.canvas;

import org.neurowright.app.canvas.PlotSurface.Align;

/** Axes, ticks, labels and grid, alike in every plot. */
final class AxisPainter {
  static final double TICK_SIZE = 11;
  static final double TITLE_SIZE = 12;

  /** Room left of the data; the same in every plot so that linked plots line up. */
  static final double LEFT = 68;

  static final double RIGHT = 26;
  static final double TOP = 10;

  /** Room for tick labels and the title of a time axis. */
  static final double BOTTOM = 42;

  private static final double TICK_LENGTH = 4;
  private static final double SECONDS_FROM_MS = 20_000;

  private AxisPainter() {}

  /** A pixel boundary where a line one pixel wide stays sharp. */
  static double crisp(double position, double pixelScale) {
    return (Math.floor(position * pixelScale) + 0.5) / pixelScale;
  }

  static double lineWidth(PlotSurface surface) {
    return surface.isVector()
        ? 0.75
        : Math.max(1, Math.round(surface.pixelScale())) / surface.pixelScale();
  }

  static NiceTicks timeTicks(AxisMap time) {
    return NiceTicks.of(time.lower(), time.upper(), (int) (time.length() / 85), 0);
  }

  static NiceTicks valueTicks(AxisMap values, double minStep) {
    return NiceTicks.of(
        values.lower(), values.upper(), (int) (Math.abs(values.length()) / 38), minStep);
  }

  static void timeGrid(PlotSurface surface, PlotArea area, AxisMap time, PlotTheme theme) {
    NiceTicks ticks = timeTicks(time);
    for (int i = 0; i < ticks.count(); i++) {
      double x = crisp(time.toPixel(ticks.value(i)), surface.pixelScale());
      surface.line(x, area.y(), x, area.bottom(), lineWidth(surface), theme.grid());
    }
  }

  static void valueGrid(
      PlotSurface surface, PlotArea area, AxisMap values, double minStep, PlotTheme theme) {
    NiceTicks ticks = valueTicks(values, minStep);
    for (int i = 0; i < ticks.count(); i++) {
      double y = crisp(values.toPixel(ticks.value(i)), surface.pixelScale());
      surface.line(area.x(), y, area.right(), y, lineWidth(surface), theme.grid());
    }
  }

  /**
   * The axis below an area; with labels and title, or with bare ticks when another plot below has
   * them.
   */
  static void timeAxis(
      PlotSurface surface, PlotArea area, AxisMap time, boolean labels, PlotTheme theme) {
    double y = crisp(area.bottom(), surface.pixelScale());
    surface.line(area.x(), y, area.right(), y, lineWidth(surface), theme.muted());
    boolean seconds = time.upper() - time.lower() >= SECONDS_FROM_MS;
    AxisMap shown =
        seconds
            ? new AxisMap(time.lower() / 1000, time.upper() / 1000, time.start(), time.length())
            : time;
    NiceTicks ticks = timeTicks(shown);
    for (int i = 0; i < ticks.count(); i++) {
      double x = crisp(shown.toPixel(ticks.value(i)), surface.pixelScale());
      surface.line(x, y, x, y + TICK_LENGTH, lineWidth(surface), theme.muted());
      if (labels) {
        surface.text(
            ticks.label(i),
            x,
            y + TICK_LENGTH + TICK_SIZE + 1,
            TICK_SIZE,
            Align.CENTER,
            theme.muted());
      }
    }
    if (labels) {
      surface.text(
          seconds ? "Time (s)" : "Time (ms)",
          area.x() + area.width() / 2,
          y + 34,
          TITLE_SIZE,
          Align.CENTER,
          theme.foreground());
    }
  }

  /** The axis left of an area, with its title running upwards at the very left. */
  static void valueAxis(
      PlotSurface surface,
      PlotArea area,
      AxisMap values,
      double minStep,
      String title,
      PlotTheme theme) {
    double x = crisp(area.x(), surface.pixelScale());
    surface.line(x, area.y(), x, area.bottom(), lineWidth(surface), theme.muted());
    NiceTicks ticks = valueTicks(values, minStep);
    for (int i = 0; i < ticks.count(); i++) {
      double y = crisp(values.toPixel(ticks.value(i)), surface.pixelScale());
      surface.line(x - TICK_LENGTH, y, x, y, lineWidth(surface), theme.muted());
      surface.text(
          ticks.label(i),
          x - TICK_LENGTH - 3,
          y + TICK_SIZE * 0.36,
          TICK_SIZE,
          Align.END,
          theme.muted());
    }
    double centerY = area.y() + area.height() / 2;
    surface.verticalText(
        fit(surface, title, area.height() + 16),
        area.x() - LEFT + 15,
        centerY,
        TITLE_SIZE,
        theme.foreground());
  }

  /** The text, shortened with an ellipsis if it is longer than the room there is. */
  static String fit(PlotSurface surface, String text, double room) {
    String shown = text;
    while (shown.length() > 1
        && surface.textWidth(shown.equals(text) ? shown : shown + "…", TITLE_SIZE) > room) {
      shown = shown.substring(0, shown.length() - 1);
    }
    return shown.equals(text) ? text : shown.strip() + "…";
  }
}
