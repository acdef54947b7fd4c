package org.neurowright.app.view3d;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.engine.description.SectionKind;

/** What lies over the picture: populations, parts of cells, axes, scale bar. */
final class SpaceOverlay {
  private static final double TEXT = 11;
  private static final double MARGIN = 12;
  private static final double GIZMO = 30;
  private static final int AXIS_X = 0xFFD55E00;
  private static final int AXIS_Y = 0xFF009E73;
  private static final int AXIS_Z = 0xFF0072B2;

  private SpaceOverlay() {}

  static void paint(
      PlotSurface surface,
      double width,
      double height,
      SpaceScene scene,
      Camera camera,
      NetworkView3D.ColorScale colors,
      PlotTheme theme) {
    if (scene.cells() == 0) {
      return;
    }
    legend(surface, scene, theme);
    gizmo(surface, height, camera.orientation(), theme);
    scaleBar(surface, width, height, camera, theme);
    if (colors != null) {
      colorBar(surface, width, colors, theme);
    }
  }

  private static void colorBar(
      PlotSurface surface, double width, NetworkView3D.ColorScale colors, PlotTheme theme) {
    double length = 120;
    double left = width - MARGIN - length;
    double y = MARGIN + 16;
    surface.text(
        colors.title(), left + length / 2, MARGIN + 9, TEXT, Align.CENTER, theme.foreground());
    int steps = 60;
    for (int i = 0; i < steps; i++) {
      surface.fillRect(
          left + i * length / steps,
          y,
          length / steps + 0.5,
          8,
          Palette.sequential(i / (steps - 1.0)));
    }
    surface.text(plain(colors.lowest()), left, y + 21, TEXT, Align.START, theme.muted());
    surface.text(plain(colors.highest()), left + length, y + 21, TEXT, Align.END, theme.muted());
  }

  private static void legend(PlotSurface surface, SpaceScene scene, PlotTheme theme) {
    double y = MARGIN + 6;
    boolean onGrid = false;
    for (CellCloud cloud : scene.clouds()) {
      surface.disc(MARGIN + 5, y, 4.5, theme.legible(cloud.argb()));
      String count = String.format(Locale.ROOT, "%,d", cloud.size()).replace(',', '\u202f');
      surface.text(
          cloud.population().name() + "  " + count,
          MARGIN + 16,
          y + 4,
          TEXT,
          Align.START,
          theme.foreground());
      onGrid |= !cloud.placed();
      y += 17;
    }
    Set<SectionKind> kinds = EnumSet.noneOf(SectionKind.class);
    for (int cell = scene.selected.nextSetBit(0);
        cell >= 0 && cell < scene.cells();
        cell = scene.selected.nextSetBit(cell + 1)) {
      CellCloud cloud = scene.cloudOf(cell);
      cloud.shape(cell - cloud.firstCell()).ifPresent(shape -> kinds.addAll(shape.kinds));
    }
    kinds.remove(SectionKind.SOMA);
    y += kinds.isEmpty() ? 0 : 5;
    for (SectionKind kind : kinds) {
      surface.line(MARGIN, y, MARGIN + 11, y, 3, theme.legible(NeuriteColors.of(kind, 0)));
      surface.text(
          NeuriteColors.name(kind), MARGIN + 16, y + 4, TEXT, Align.START, theme.foreground());
      y += 17;
    }
    if (scene.selected.cardinality() > scene.shapesDrawn) {
      y += 4;
      surface.text(
          "Shapes of "
              + scene.shapesDrawn
              + " of "
              + scene.selected.cardinality()
              + " selected cells",
          MARGIN,
          y,
          TEXT,
          Align.START,
          theme.muted());
      y += 17;
    }
    if (onGrid) {
      surface.text(
          "Cells without positions stand on a grid",
          MARGIN,
          y + 4,
          TEXT,
          Align.START,
          theme.muted());
    }
  }

  private static void gizmo(PlotSurface surface, double height, Orientation o, PlotTheme theme) {
    double cx = MARGIN + GIZMO + 8;
    double cy = height - MARGIN - GIZMO - 8;
    double[][] axes = {
      {o.xx(), o.yx(), o.zx()}, {o.xy(), o.yy(), o.zy()}, {o.xz(), o.yz(), o.zz()}
    };
    int[] colors = {AXIS_X, AXIS_Y, AXIS_Z};
    String[] names = {"x", "y", "z"};
    // Axes that point away from the viewer go below those that point at him.
    int[] order = {0, 1, 2};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        if (axes[order[j]][2] > axes[order[j + 1]][2]) {
          int swap = order[j];
          order[j] = order[j + 1];
          order[j + 1] = swap;
        }
      }
    }
    for (int k : order) {
      double ex = cx + GIZMO * axes[k][0];
      double ey = cy - GIZMO * axes[k][1];
      int color = theme.legible(colors[k]);
      surface.line(cx, cy, ex, ey, 2, color);
      surface.disc(ex, ey, 7, color);
      surface.text(names[k], ex, ey + 3.5, 10, Align.CENTER, 0xFFFFFFFF);
    }
  }

  private static void scaleBar(
      PlotSurface surface, double width, double height, Camera camera, PlotTheme theme) {
    double umPerPx = camera.spanUm() / height;
    double lengthUm = roundLength(umPerPx * 110);
    double lengthPx = lengthUm / umPerPx;
    double right = width - MARGIN - 4;
    double y = height - MARGIN - 6;
    surface.line(right - lengthPx, y, right, y, 2, theme.foreground());
    surface.line(right - lengthPx, y - 4, right - lengthPx, y + 4, 1.5, theme.foreground());
    surface.line(right, y - 4, right, y + 4, 1.5, theme.foreground());
    surface.text(
        lengthText(lengthUm), right - lengthPx / 2, y - 7, TEXT, Align.CENTER, theme.foreground());
  }

  /** The largest 1, 2 or 5 times a power of ten that is not above the given length. */
  static double roundLength(double atMost) {
    double power = Math.pow(10, Math.floor(Math.log10(atMost)));
    double fraction = atMost / power;
    return (fraction >= 5 ? 5 : fraction >= 2 ? 2 : 1) * power;
  }

  private static String lengthText(double lengthUm) {
    return lengthUm >= 1000 ? plain(lengthUm / 1000) + " mm" : plain(lengthUm) + " µm";
  }

  private static String plain(double value) {
    return value >= 10 || value == Math.rint(value)
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.2g", value);
  }
}
