package org.neurowright.app.lab.morphology;

import java.util.List;
import java.util.Locale;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.view3d.Orientation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

/** What lies over the drawing of a cell: what is pointed at, scales, meanings of colours. */
final class CellOverlay {
  private static final double TEXT = 11;
  private static final double EDGE = 14;
  private static final double GIZMO = 20;
  private static final int[] AXES = {0xFFD55E00, 0xFF009E73, 0xFF0072B2};

  private final PlotSurface surface;
  private final CellView view;
  private final PlotTheme theme;
  private final double width;
  private final double height;

  CellOverlay(PlotSurface surface, CellView view, PlotTheme theme, double width, double height) {
    this.surface = surface;
    this.view = view;
    this.theme = theme;
    this.width = width;
    this.height = height;
  }

  /** The section that a place is on. */
  void outline(Site site) {
    int argb = Argb.withAlpha(theme.accent(), .45);
    Strokes strokes = view.strokes;
    for (int i = 0; i < strokes.count(); i++) {
      if (view.table.sectionOf(strokes.segment(i)) != site.section()
          || !view.project(strokes.of(i, 0, 0), strokes.of(i, 0, 1), strokes.of(i, 0, 2))) {
        continue;
      }
      double ax = view.px;
      double ay = view.py;
      double r = Math.max(strokes.of(i, 0, 3), strokes.of(i, 1, 3)) * view.scale;
      if (!view.project(strokes.of(i, 1, 0), strokes.of(i, 1, 1), strokes.of(i, 1, 2))) {
        continue;
      }
      if (ax == view.px && ay == view.py) {
        surface.disc(ax, ay, r + 2, argb);
      } else {
        surface.line(ax, ay, view.px, view.py, Math.max(3.5, 2 * r + 3), argb);
      }
    }
  }

  /** The segment pointed at, or where something would be put. */
  void spot(Site site, boolean larger) {
    double[] at = view.pixel(site);
    if (Double.isFinite(at[0])) {
      surface.disc(at[0], at[1], larger ? 7.5 : 5, theme.background());
      surface.disc(at[0], at[1], larger ? 6 : 3.8, theme.accent());
    }
  }

  /** The place whose numbers stay in sight. */
  void pin(Site site) {
    double[] at = view.pixel(site);
    if (Double.isFinite(at[0])) {
      double r = Math.max(7, at[2] + 3);
      int corners = 40;
      double[] x = new double[corners + 1];
      double[] y = new double[corners + 1];
      for (int i = 0; i <= corners; i++) {
        x[i] = at[0] + r * Math.cos(2 * Math.PI * i / corners);
        y[i] = at[1] + r * Math.sin(2 * Math.PI * i / corners);
      }
      surface.polyline(x, y, corners + 1, 4, Argb.withAlpha(theme.background(), .9));
      surface.polyline(x, y, corners + 1, 2, theme.accent());
    }
  }

  // ---- scales

  void scale(boolean electrotonic) {
    switch (view) {
      case FlatView flat -> bar(flat.pixelsPerUm());
      case SpaceView space -> {
        bar(space.pixelsPerUm());
        gizmo(space.camera().orientation());
      }
      case TreeView tree -> axis(tree, electrotonic);
    }
  }

  private void bar(double pixelsPerUm) {
    double um = round(Math.max(40, width / 4) / pixelsPerUm);
    double y = height - 20;
    surface.line(EDGE, y, EDGE + um * pixelsPerUm, y, 2, theme.muted());
    surface.text(
        um >= 1000 ? NumberText.real(um / 1000) + " mm" : NumberText.real(um) + " µm",
        EDGE,
        y + 14,
        TEXT,
        Align.START,
        theme.muted());
  }

  /** The largest 1, 2 or 5 times a power of ten that is not above a number. */
  private static double round(double atMost) {
    double power = Math.pow(10, Math.floor(Math.log10(atMost)));
    double fraction = atMost / power;
    return (fraction >= 5 ? 5 : fraction >= 2 ? 2 : 1) * power;
  }

  private void gizmo(Orientation o) {
    double cx = width - EDGE - GIZMO - 4;
    double cy = height - EDGE - GIZMO - 4;
    double[][] axes = {{o.xx(), o.yx()}, {o.xy(), o.yy()}, {o.xz(), o.yz()}};
    String[] names = {"x", "y", "z"};
    for (int k = 0; k < 3; k++) {
      int ink = theme.legible(AXES[k]);
      double ex = cx + GIZMO * axes[k][0];
      double ey = cy - GIZMO * axes[k][1];
      surface.line(cx, cy, ex, ey, 1.6, ink);
      surface.text(
          names[k],
          cx + 1.35 * GIZMO * axes[k][0],
          cy - 1.35 * GIZMO * axes[k][1] + 3.5,
          10,
          Align.CENTER,
          ink);
    }
  }

  private void axis(TreeView tree, boolean electrotonic) {
    double y = height - TreeView.BOTTOM + 14;
    surface.fillRect(0, y - 6, width, height - y + 6, Argb.withAlpha(theme.background(), .92));
    double step = round(80 / tree.perUnit());
    double from = Math.max(0, Math.ceil(-tree.zero() / tree.perUnit() / step) * step);
    surface.line(
        Math.max(0, tree.zero()),
        y,
        Math.min(width, tree.zero() + tree.reach() * tree.perUnit()),
        y,
        1,
        theme.muted());
    for (double value = from;
        value <= tree.reach() * 1.0001 && tree.zero() + value * tree.perUnit() <= width;
        value += step) {
      double x = tree.zero() + value * tree.perUnit();
      surface.line(x, y, x, y + 4, 1, theme.muted());
      surface.text(
          NumberText.real(Math.rint(value / step) * step),
          x,
          y + 15,
          TEXT,
          Align.CENTER,
          theme.muted());
    }
    String title =
        electrotonic
            ? "distance from the soma (λ, " + NumberText.real(CellTable.LAMBDA_HZ) + " Hz)"
            : "distance from the soma (µm)";
    surface.text(title, width / 2, y + 28, TEXT, Align.CENTER, theme.muted());
  }

  // ---- meanings of colours

  /** Says what colours mean, or only how much room that takes from the top. */
  double legend(Colouring.Legend legend, boolean draw) {
    return switch (legend) {
      case Colouring.Legend.Names(var names) -> names(names, draw);
      case Colouring.Legend.Scale scale -> {
        if (draw) {
          scale(scale);
        }
        yield scale.gaps() ? 66 : 52;
      }
    };
  }

  private double names(List<Colouring.Name> names, boolean draw) {
    double x = EDGE;
    double y = 11;
    for (Colouring.Name name : names) {
      String text = shortened(name.text(), width - 2 * EDGE - 14);
      double needed = 13 + surface.textWidth(text, TEXT);
      if (x > EDGE && x + needed > width - EDGE) {
        x = EDGE;
        y += 16;
      }
      if (draw) {
        surface.fillRect(x, y, 9, 9, theme.legible(name.argb()));
        surface.text(text, x + 13, y + 9, TEXT, Align.START, theme.muted());
      }
      x += needed + 12;
    }
    return y + 18;
  }

  private String shortened(String text, double room) {
    String shown = text;
    while (shown.length() > 4 && surface.textWidth(shown + "…", TEXT) > room) {
      shown = shown.substring(0, shown.length() - 1);
    }
    return shown.equals(text) ? text : shown + "…";
  }

  private void scale(Colouring.Legend.Scale scale) {
    double y = 24;
    String title = scale.title() + (scale.logarithmic() ? ", logarithmic" : "");
    surface.text(
        shortened(title, width - 2 * EDGE), EDGE, y - 5, TEXT, Align.START, theme.foreground());
    if (!(scale.highest() >= scale.lowest())) {
      surface.text("no segment has it", EDGE, y + 10, TEXT, Align.START, theme.muted());
      return;
    }
    if (scale.highest() == scale.lowest()) {
      surface.fillRect(EDGE, y, 24, 8, Colouring.ramp(.5, theme));
      surface.text(
          "everywhere " + number(scale.lowest()),
          EDGE + 30,
          y + 8,
          TEXT,
          Align.START,
          theme.muted());
    } else {
      double length = Math.min(140, width - 2 * EDGE);
      int steps = 70;
      for (int i = 0; i < steps; i++) {
        surface.fillRect(
            EDGE + i * length / steps,
            y,
            length / steps + .5,
            8,
            Colouring.ramp(i / (steps - 1.0), theme));
      }
      surface.text(number(scale.lowest()), EDGE, y + 20, TEXT, Align.START, theme.muted());
      surface.text(number(scale.highest()), EDGE + length, y + 20, TEXT, Align.END, theme.muted());
    }
    if (scale.gaps()) {
      surface.text("grey: not there", EDGE, y + 35, TEXT, Align.START, theme.muted());
    }
  }

  private static String number(double value) {
    double size = Math.abs(value);
    return size == 0 || size >= .01 && size < 1e5
        ? NumberText.real(Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)))
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
