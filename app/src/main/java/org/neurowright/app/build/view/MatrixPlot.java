package org.neurowright.app.build.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.neurowright.app.build.view.MatrixViewModel.Cell;
import org.neurowright.app.build.view.MatrixViewModel.Entry;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.PopulationPalette;

/** Draws the matrix and knows where its cells are. */
final class MatrixPlot {
  private static final double TEXT = 12;
  private static final double SMALL = 11;
  private static final double SCALE_WIDTH = 14;
  private static final double SCALE_ROOM = 84;
  private static final double TOP = 34;
  private static final double BOTTOM = 16;
  private static final double MAX_CELL = 170;

  private final MatrixViewModel model;
  private final double names;
  private final double left;
  private final double top;
  private final double cellWidth;
  private final double cellHeight;
  private final boolean slanted;

  MatrixPlot(MatrixViewModel model, PlotSurface on, double width, double height) {
    this.model = model;
    int size = Math.max(1, model.populations().size());
    double widest = 40;
    for (int k = 0; k < model.populations().size(); k++) {
      widest = Math.max(widest, on.textWidth(model.name(k), TEXT));
    }
    widest = Math.min(widest, width * 0.25);
    names = widest + 54;
    double room = Math.max(40, width - names - SCALE_ROOM);
    cellWidth = Math.min(MAX_CELL, room / size);
    // In the middle of a pane that is wider than it needs.
    left = names + (room - size * cellWidth) / 2;
    slanted = widest + 8 > cellWidth;
    top = TOP + (slanted ? widest + 12 : 22);
    cellHeight = Math.min(MAX_CELL * 0.6, Math.max(6, (height - top - BOTTOM) / size));
  }

  /** The cell at a place; empty outside. */
  Optional<Cell> cellAt(double x, double y) {
    int column = (int) Math.floor((x - left) / cellWidth);
    int row = (int) Math.floor((y - top) / cellHeight);
    int size = model.populations().size();
    return row >= 0 && column >= 0 && row < size && column < size
        ? Optional.of(new Cell(row, column))
        : Optional.empty();
  }

  /** x, y, width, height. */
  double[] place(Cell cell) {
    return new double[] {
      left + cell.column() * cellWidth, top + cell.row() * cellHeight, cellWidth, cellHeight
    };
  }

  void draw(PlotSurface on, PopulationPalette palette, PlotTheme theme) {
    int size = model.populations().size();
    double right = left + size * cellWidth;
    on.text("Target", left + size * cellWidth / 2, TOP - 14, SMALL, Align.CENTER, theme.muted());
    on.verticalText("Source", left - names + 18, top + size * cellHeight / 2, SMALL, theme.muted());
    Optional<double[]> range = model.range();
    for (int k = 0; k < size; k++) {
      int colour = theme.legible(palette.argb(model.populations().get(k).toString()));
      double y = top + (k + 0.5) * cellHeight;
      on.disc(left - 12, y, 4, colour);
      on.text(
          fit(on, model.name(k), names - 54),
          left - 22,
          y + 4,
          TEXT,
          Align.END,
          theme.foreground());
      double x = left + (k + 0.5) * cellWidth;
      on.disc(x, top - 9, 4, colour);
      if (slanted) {
        String name = fit(on, model.name(k), top - TOP - 12);
        on.verticalText(
            name, x + 4, top - 18 - on.textWidth(name, TEXT) / 2, TEXT, theme.foreground());
      } else {
        on.text(model.name(k), x, top - 18, TEXT, Align.CENTER, theme.foreground());
      }
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        cell(on, new Cell(row, column), range, theme);
      }
    }
    if (range.isPresent() && size > 0) {
      scale(on, right + 16, range.get(), theme);
    }
  }

  private void cell(PlotSurface on, Cell cell, Optional<double[]> range, PlotTheme theme) {
    double[] at = place(cell);
    Entry entry = model.entry(cell);
    double x = at[0] + 1;
    double y = at[1] + 1;
    double width = Math.max(1, at[2] - 2);
    double height = Math.max(1, at[3] - 2);
    if (entry.rules().isEmpty()) {
      on.fillRect(x, y, width, height, Argb.mix(theme.background(), theme.foreground(), 0.045));
      return;
    }
    boolean known = range.isPresent() && Double.isFinite(entry.value());
    int colour =
        known
            ? Viridis.argb(fraction(entry.value(), range.get()))
            : Argb.mix(theme.background(), theme.foreground(), 0.14);
    on.fillRect(x, y, width, height, colour);
    String text = known ? text(entry.value()) : "?";
    if (on.textWidth(text, SMALL) < width - 6 && height > 14) {
      int ink =
          known
              ? Argb.contrast(0xffffffff, colour) > Argb.contrast(0xff10151b, colour)
                  ? 0xffffffff
                  : 0xff10151b
              : theme.foreground();
      on.text(text, x + width / 2, y + height / 2 + 4, SMALL, Align.CENTER, ink);
    }
    if (entry.rules().size() > 1 && width > 16 && height > 16) {
      // Several rules: a corner, so that it does not depend on colour.
      on.polygon(
          new double[] {x + width - 8, x + width, x + width},
          new double[] {y, y, y + 8},
          3,
          theme.background());
    }
  }

  private static double fraction(double value, double[] range) {
    return range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 1;
  }

  private String text(double value) {
    return switch (model.featureProperty().get()) {
      case CONNECTIONS, SYNAPSES -> NumberText.shortCount(Math.round(value));
      case PROBABILITY, IN_DEGREE, OUT_DEGREE -> NumberText.real(rounded(value));
      case WEIGHT -> NumberText.real(rounded(value));
    };
  }

  private static double rounded(double value) {
    return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  private void scale(PlotSurface on, double x, double[] range, PlotTheme theme) {
    int steps = 60;
    double height = Math.min(180, Math.max(60, model.populations().size() * cellHeight));
    for (int k = 0; k < steps; k++) {
      double y = top + height * (1 - (k + 1.0) / steps);
      on.fillRect(x, y, SCALE_WIDTH, height / steps + 0.5, Viridis.argb((k + 0.5) / steps));
    }
    on.text(text(range[1]), x + SCALE_WIDTH + 6, top + 9, SMALL, Align.START, theme.muted());
    on.text(text(range[0]), x + SCALE_WIDTH + 6, top + height, SMALL, Align.START, theme.muted());
  }

  static String fit(PlotSurface on, String text, double room) {
    if (on.textWidth(text, TEXT) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 1 && on.textWidth(text.substring(0, end) + "…", TEXT) > room) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
