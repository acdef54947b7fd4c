package org.neurowright.app.lab.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.canvas.Measures;
import org.neurowright.app.canvas.TimeAxisModel;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.Icons;

/**
 * What the curves of some plots do between the two measuring cursors, as a small table that can be
 * copied; takes no room while nothing is measured.
 */
public final class MeasureBar extends VBox {
  private static final int MOST_ROWS = 40;
  private static final int ROWS_AT_ONCE = 6;
  private static final double ROW_HEIGHT = 17;
  private static final double PADDING = 10;
  private static final List<String> HEADERS =
      List.of("", "A", "B", "Δ", "slope", "mean", "min", "max");

  private final Supplier<List<CurveView>> plots;
  private final GridPane grid = new GridPane(12, 0);
  private final ScrollPane scroll = new ScrollPane();
  private final List<TimeAxisModel> followed = new ArrayList<>();
  private final InvalidationListener listener = _ -> refresh();

  /**
   * A bar without axis.
   *
   * @param plots those that are seen, from top to bottom
   */
  public MeasureBar(Supplier<List<CurveView>> plots) {
    this.plots = plots;
    setId("measure-bar");
    getStyleClass().add("measure-bar");
    scroll.setContent(grid);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    scroll.setMinHeight(Region.USE_PREF_SIZE);
    scroll.setMaxHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    HBox row =
        new HBox(
            6,
            scroll,
            Icons.button(
                "mdi2c-content-copy",
                "Copy what is measured, ready for a spreadsheet",
                () -> Copy.text(text())),
            Icons.button("mdi2c-close", "Hide the cursors (M)", this::hideCursors));
    getChildren().add(row);
    Parts.shown(this, false);
  }

  /** Follows the cursors of some axes and of no others. */
  public void follow(List<TimeAxisModel> axes) {
    followed.forEach(axis -> axis.measure().stateProperty().removeListener(listener));
    followed.clear();
    followed.addAll(axes);
    followed.forEach(axis -> axis.measure().stateProperty().addListener(listener));
    refresh();
  }

  /** Shows the cursors in all plots, or hides them. */
  public void toggle() {
    if (isMeasuring()) {
      hideCursors();
    } else {
      followed.forEach(axis -> axis.measure().show(axis.visible()));
    }
  }

  public boolean isMeasuring() {
    return followed.stream().anyMatch(axis -> axis.measure().state().shown());
  }

  private void hideCursors() {
    followed.forEach(axis -> axis.measure().hide());
  }

  /** Measures anew, as the curves are others now. */
  public void refresh() {
    List<List<String>> rows = isMeasuring() ? rows() : List.of();
    Parts.shown(this, rows.size() > 1);
    scroll.setPrefHeight(Math.min(rows.size(), ROWS_AT_ONCE) * ROW_HEIGHT + 2);
    grid.getChildren().clear();
    for (int r = 0; r < Math.min(rows.size(), MOST_ROWS); r++) {
      for (int c = 0; c < HEADERS.size(); c++) {
        Label cell = new Label(rows.get(r).get(c));
        cell.setMinWidth(Region.USE_PREF_SIZE);
        cell.setPrefHeight(ROW_HEIGHT);
        cell.getStyleClass().add(r == 0 || c == 0 ? "muted" : "measure");
        grid.add(cell, c, r);
      }
    }
  }

  /** Height that it needs. */
  public double room() {
    return isVisible() ? scroll.getPrefHeight() + PADDING : 0;
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADERS);
    String axis = "";
    for (CurveView plot : plots.get()) {
      List<Measures> found = plot.measured();
      if (found.isEmpty()) {
        continue;
      }
      Measures first = found.getFirst();
      if (!plot.panel().xTitle().equals(axis)) {
        axis = plot.panel().xTitle();
        rows.add(
            List.of(
                axis, text(first.xA()), text(first.xB()), text(first.deltaX()), "", "", "", ""));
      }
      for (Measures one : found) {
        rows.add(
            List.of(
                one.label(),
                text(one.yA()),
                text(one.yB()),
                text(one.deltaY()),
                text(one.slope()),
                text(one.mean()),
                text(one.min()),
                text(one.max())));
      }
    }
    return rows;
  }

  /** Five digits are more than a drawing gives, and fewer than would flicker. */
  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String shown = String.format(Locale.ROOT, "%.5g", value);
    return shown.contains("e")
        ? String.format(Locale.ROOT, "%.3e", value).replace('-', '−')
        : trimmed(shown).replace('-', '−');
  }

  private static String trimmed(String number) {
    return number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number;
  }

  /** The table as text with tabs; minus signs that spreadsheets know. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows()) {
      text.append(String.join("\t", row).replace('−', '-')).append('\n');
    }
    return text.toString();
  }
}
