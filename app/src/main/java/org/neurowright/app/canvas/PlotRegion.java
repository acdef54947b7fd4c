package org.neurowright.app.canvas;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;
import org.neurowright.app.canvas.PlotSurface.Align;

/**
 * What all plots over time have in common: two layers (drawing, and pointer feedback above it),
 * zoom, pan, keyboard, cross-hair, two cursors to measure with, colours from the style sheet,
 * context menu.
 *
 * <p>Pointer: wheel zooms time at the pointer (with Ctrl, or over the vertical axis, the values);
 * drag pans; Shift-drag zooms to a box; Ctrl-drag hands a box to the plot; double click shows all.
 * Keys: arrows pan, + and - zoom (with Shift the values), Home shows all. Where a plot measures: M
 * shows the cursors and hides them, A and B choose one, comma and full stop move it by a pixel
 * (with Shift by ten), the mouse drags it.
 */
public abstract class PlotRegion extends ThemedRegion implements PlotContent {
  private static final double WHEEL_FACTOR = 1.15;
  private static final double KEY_STEP = 0.1;
  private static final double DRAG_THRESHOLD = 4;
  private static final double GRAB = 5;

  private final Canvas drawing = new Canvas();
  private final Canvas feedback = new Canvas();
  private final PlotMenu menu;
  private final ChangeListener<Object> timeListener = (o, before, after) -> repaint();
  private final ChangeListener<Object> cursorListener = (o, before, after) -> repaintFeedback();
  // A shared time axis may outlive its plots and must not keep them.
  private final WeakChangeListener<Object> weakTimeListener =
      new WeakChangeListener<>(timeListener);
  private final WeakChangeListener<Object> weakCursorListener =
      new WeakChangeListener<>(cursorListener);
  private final ChangeListener<Number> scaleListener = (o, before, after) -> repaint();
  private FxSurface drawingSurface;
  private FxSurface feedbackSurface;
  private TimeAxisModel timeAxis = new TimeAxisModel();
  private boolean stale = true;

  private double pointerX = Double.NaN;
  private double pointerY = Double.NaN;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private Drag drag = Drag.NONE;
  private boolean dragsB;

  private enum Drag {
    NONE,
    PRESSED,
    PAN,
    MEASURE,
    ZOOM_BOX,
    SELECT_BOX
  }

  /** How a new selection joins the old one. */
  public enum PickMode {
    REPLACE,
    ADD,
    SUBTRACT;

    public static PickMode of(MouseEvent event) {
      return event.isAltDown() ? SUBTRACT : event.isShiftDown() ? ADD : REPLACE;
    }
  }

  PlotRegion() {
    getChildren().addAll(drawing, feedback);
    drawing.setManaged(false);
    feedback.setManaged(false);
    feedback.setMouseTransparent(true);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setPrefSize(600, 300);
    setMinSize(160, 100);
    menu = new PlotMenu(this, this, this::showAll);
    attach(timeAxis);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> left());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    focusedProperty().addListener((o, before, after) -> repaintFeedback());
    sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::renderScaleXProperty)
        .addListener(scaleListener);
  }

  /** The time axis in use; hand it to other plots to link them. */
  public final TimeAxisModel timeAxis() {
    return timeAxis;
  }

  /** Shares a time axis with other plots. */
  public final void setTimeAxis(TimeAxisModel shared) {
    detach(timeAxis);
    timeAxis = shared;
    attach(shared);
    repaint();
  }

  /** Sets how much time there is, ms. */
  public final void setTimeRange(double t0Ms, double t1Ms) {
    timeAxis.setExtent(t0Ms, t1Ms);
  }

  /** Shows the whole time and all values. */
  public final void showAll() {
    timeAxis.showAll();
    showAllValues();
    repaint();
  }

  /** The plot's context menu, open to additions. */
  public final PlotMenu plotMenu() {
    return menu;
  }

  // What a plot has to say.

  /** Draws pointer feedback for the pointer at a place inside the data. */
  abstract List<String> readout(double x, double y);

  /** Marks on the data at the time under the pointer, which may be in another plot. */
  void paintCursorMarks(PlotSurface surface, double tMs, PlotTheme theme) {}

  /** Area of the data, with the cross-hair; null before the first drawing. */
  abstract PlotArea dataArea();

  /** Areas that share the time axis, for the vertical line of the cursor. */
  abstract PlotArea cursorArea();

  abstract AxisMap timeMap();

  abstract void showAllValues();

  abstract void zoomValues(double factor, double y);

  abstract void panValues(double pixels);

  abstract void showValues(double topY, double bottomY);

  /** Whether there is something to measure between two places of the axis. */
  boolean measures() {
    return false;
  }

  /** Marks on the data where the measuring cursors are. */
  void paintMeasureMarks(PlotSurface surface, double at, PlotTheme theme) {}

  void picked(double x, double y, PickMode mode) {}

  void boxPicked(double topY, double bottomY, PickMode mode) {}

  /** One or two sentences for people who cannot see the plot. */
  abstract String summary();

  // Painting.

  /** Draws anew with the next frame. */
  final void repaint() {
    stale = true;
    setNeedsLayout(true);
  }

  final void dataChanged() {
    setAccessibleText(summary());
    repaint();
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    double scale = renderScale();
    if (drawingSurface == null
        || drawing.getWidth() != width
        || drawing.getHeight() != height
        || drawingSurface.pixelScale() != scale) {
      drawing.setWidth(width);
      drawing.setHeight(height);
      feedback.setWidth(width);
      feedback.setHeight(height);
      drawingSurface = new FxSurface(drawing.getGraphicsContext2D(), scale);
      feedbackSurface = new FxSurface(feedback.getGraphicsContext2D(), scale);
      stale = true;
    }
    if (stale && width > 0 && height > 0) {
      stale = false;
      draw(drawingSurface, width, height, plotTheme());
      paintFeedback();
    }
  }

  final void repaintFeedback() {
    if (!stale && feedbackSurface != null) {
      paintFeedback();
    }
  }

  private void paintFeedback() {
    feedback.getGraphicsContext2D().clearRect(0, 0, feedback.getWidth(), feedback.getHeight());
    PlotTheme theme = plotTheme();
    double width = feedback.getWidth();
    double height = feedback.getHeight();
    if (isFocused()) {
      feedbackSurface.strokeRect(
          1, 1, width - 2, height - 2, 1, Argb.withAlpha(theme.accent(), 0.7));
    }
    PlotArea area = dataArea();
    if (area == null) {
      return;
    }
    if (measures()) {
      paintMeasure(area, theme);
    }
    if (drag == Drag.ZOOM_BOX || drag == Drag.SELECT_BOX) {
      double x = Math.clamp(Math.min(pressX, lastX), area.x(), area.right());
      double right = Math.clamp(Math.max(pressX, lastX), area.x(), area.right());
      double y = Math.clamp(Math.min(pressY, lastY), area.y(), area.bottom());
      double bottom = Math.clamp(Math.max(pressY, lastY), area.y(), area.bottom());
      feedbackSurface.fillRect(x, y, right - x, bottom - y, Argb.withAlpha(theme.accent(), 0.15));
      feedbackSurface.strokeRect(x, y, right - x, bottom - y, 1, theme.accent());
      return;
    }
    paintCursor(area, theme, width, height);
  }

  private void paintMeasure(PlotArea area, PlotTheme theme) {
    MeasureCursors.State state = timeAxis.measure().state();
    if (!state.shown()) {
      return;
    }
    AxisMap map = timeMap();
    double from = Math.clamp(map.toPixel(state.lower()), area.x(), area.right());
    double to = Math.clamp(map.toPixel(state.upper()), area.x(), area.right());
    feedbackSurface.fillRect(
        from, area.y(), to - from, area.height(), Argb.withAlpha(theme.accent(), 0.07));
    for (boolean second : new boolean[] {false, true}) {
      double at = second ? state.b() : state.a();
      if (!timeAxis.visible().contains(at)) {
        continue;
      }
      double scale = feedbackSurface.pixelScale();
      double x = AxisPainter.crisp(map.toPixel(at), scale);
      boolean active = second == state.movesB();
      feedbackSurface.line(x, area.y(), x, area.bottom(), (active ? 2 : 1) / scale, theme.accent());
      double flag = Math.clamp(x - 7, area.x(), area.right() - 14);
      feedbackSurface.fillRect(flag, area.y(), 14, 14, theme.accent());
      feedbackSurface.text(
          second ? "B" : "A", flag + 7, area.y() + 11, 10, Align.CENTER, theme.background());
      paintMeasureMarks(feedbackSurface, at, theme);
    }
  }

  /** The measuring cursor that a press at x takes: 0 none, 1 the first, 2 the second. */
  private int grabbed(double x, double y) {
    MeasureCursors.State state = timeAxis.measure().state();
    PlotArea area = dataArea();
    if (!measures() || !state.shown() || area == null || !area.contains(x, y)) {
      return 0;
    }
    double toA = Math.abs(timeMap().toPixel(state.a()) - x);
    double toB = Math.abs(timeMap().toPixel(state.b()) - x);
    // Where both are at hand, the one that was not moved last is wanted.
    boolean b = toA <= GRAB && toB <= GRAB ? !state.movesB() : toB < toA;
    return Math.min(toA, toB) > GRAB ? 0 : b ? 2 : 1;
  }

  private void paintCursor(PlotArea area, PlotTheme theme, double width, double height) {
    double tMs = timeAxis.cursorMsProperty().get();
    if (Double.isNaN(tMs) || !timeAxis.visible().contains(tMs)) {
      return;
    }
    PlotArea cursor = cursorArea();
    double scale = feedbackSurface.pixelScale();
    int color = Argb.withAlpha(theme.foreground(), 0.45);
    double x = AxisPainter.crisp(timeMap().toPixel(tMs), scale);
    feedbackSurface.line(x, cursor.y(), x, cursor.bottom(), 1 / scale, color);
    paintCursorMarks(feedbackSurface, tMs, theme);
    if (Double.isNaN(pointerX) || drag == Drag.PAN) {
      return;
    }
    if (area.contains(pointerX, pointerY)) {
      double y = AxisPainter.crisp(pointerY, scale);
      feedbackSurface.line(area.x(), y, area.right(), y, 1 / scale, color);
    }
    paintReadout(readout(pointerX, pointerY), theme, width, height);
  }

  private void paintReadout(List<String> lines, PlotTheme theme, double width, double height) {
    if (lines.isEmpty()) {
      return;
    }
    double textSize = AxisPainter.TICK_SIZE;
    double lineHeight = textSize + 4;
    double boxWidth =
        14
            + lines.stream()
                .mapToDouble(l -> feedbackSurface.textWidth(l, textSize))
                .max()
                .orElse(0);
    double boxHeight = 8 + lineHeight * lines.size();
    double x = pointerX + 14 + boxWidth > width - 2 ? pointerX - 14 - boxWidth : pointerX + 14;
    double y = pointerY + 14 + boxHeight > height - 2 ? pointerY - 14 - boxHeight : pointerY + 14;
    x = Math.max(2, x);
    y = Math.max(2, y);
    feedbackSurface.fillRect(x, y, boxWidth, boxHeight, Argb.withAlpha(theme.background(), 0.94));
    feedbackSurface.strokeRect(
        Math.floor(x) + 0.5,
        Math.floor(y) + 0.5,
        boxWidth,
        boxHeight,
        1,
        Argb.mix(theme.background(), theme.foreground(), 0.3));
    for (int i = 0; i < lines.size(); i++) {
      feedbackSurface.text(
          lines.get(i),
          x + 7,
          y + 4 + lineHeight * (i + 1) - 4,
          textSize,
          Align.START,
          theme.foreground());
    }
  }

  @Override
  protected final void themeChanged() {
    repaint();
  }

  // Pointer and keys.

  private void moved(MouseEvent event) {
    pointerX = event.getX();
    pointerY = event.getY();
    PlotArea area = cursorArea();
    boolean inside = area != null && area.contains(pointerX, pointerY);
    double tMs = inside ? timeMap().toValue(pointerX) : Double.NaN;
    if (!inside) {
      pointerX = Double.NaN;
    }
    setCursor(grabbed(event.getX(), event.getY()) > 0 ? Cursor.H_RESIZE : null);
    timeAxis.setCursorMs(tMs);
    repaintFeedback();
  }

  private void left() {
    pointerX = Double.NaN;
    if (drag == Drag.NONE) {
      timeAxis.setCursorMs(Double.NaN);
      repaintFeedback();
    }
  }

  private void pressed(MouseEvent event) {
    menu.hide();
    requestFocus();
    pressX = event.getX();
    pressY = event.getY();
    lastX = pressX;
    lastY = pressY;
    if (event.getButton() == MouseButton.PRIMARY && dataArea() != null) {
      int cursor = event.isShiftDown() || event.isShortcutDown() ? 0 : grabbed(pressX, pressY);
      drag = cursor > 0 ? Drag.MEASURE : Drag.PRESSED;
      dragsB = cursor == 2;
      if (cursor > 0) {
        timeAxis.measure().choose(dragsB);
      }
    }
  }

  private void dragged(MouseEvent event) {
    if (drag == Drag.NONE) {
      return;
    }
    if (drag == Drag.PRESSED) {
      if (Math.hypot(event.getX() - pressX, event.getY() - pressY) < DRAG_THRESHOLD) {
        return;
      }
      boolean inData = dataArea().contains(pressX, pressY);
      drag =
          event.isShortcutDown() && inData
              ? Drag.SELECT_BOX
              : event.isShiftDown() && inData ? Drag.ZOOM_BOX : Drag.PAN;
    }
    if (drag == Drag.MEASURE) {
      PlotArea area = dataArea();
      timeAxis
          .measure()
          .move(dragsB, timeMap().toValue(Math.clamp(event.getX(), area.x(), area.right())));
      return;
    }
    if (drag == Drag.PAN) {
      timeAxis.pan((lastX - event.getX()) * timeMap().valuePerPixel());
      panValues(event.getY() - lastY);
      repaint();
    }
    lastX = event.getX();
    lastY = event.getY();
    if (drag != Drag.PAN) {
      repaintFeedback();
    }
  }

  private void released(MouseEvent event) {
    Drag finished = drag;
    drag = Drag.NONE;
    double top = Math.min(pressY, lastY);
    double bottom = Math.max(pressY, lastY);
    switch (finished) {
      case NONE, PAN, MEASURE -> {}
      case PRESSED -> {
        if (event.getClickCount() == 1) {
          picked(event.getX(), event.getY(), PickMode.of(event));
        }
      }
      case ZOOM_BOX -> {
        if (Math.abs(lastX - pressX) > DRAG_THRESHOLD) {
          timeAxis.show(
              timeMap().toValue(Math.min(pressX, lastX)),
              timeMap().toValue(Math.max(pressX, lastX)));
        }
        if (bottom - top > DRAG_THRESHOLD) {
          showValues(Math.max(top, dataArea().y()), Math.min(bottom, dataArea().bottom()));
        }
        repaint();
      }
      case SELECT_BOX ->
          boxPicked(
              Math.max(top, dataArea().y()),
              Math.min(bottom, dataArea().bottom()),
              event.isAltDown()
                  ? PickMode.SUBTRACT
                  : event.isShiftDown() ? PickMode.ADD : PickMode.REPLACE);
    }
    repaintFeedback();
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      showAll();
    }
  }

  private void scrolled(ScrollEvent event) {
    PlotArea area = cursorArea();
    if (area == null || event.getDeltaX() == 0 && event.getDeltaY() == 0) {
      return;
    }
    double notches = event.getDeltaY() / Math.max(1, event.getMultiplierY());
    double factor = Math.pow(WHEEL_FACTOR, -notches);
    if (event.getDeltaX() != 0) {
      timeAxis.pan(-event.getDeltaX() * timeMap().valuePerPixel());
    }
    if (event.getDeltaY() != 0) {
      if (event.isShortcutDown() || event.getX() < area.x()) {
        zoomValues(factor, event.getY());
      } else {
        timeAxis.zoom(factor, timeMap().toValue(Math.clamp(event.getX(), area.x(), area.right())));
      }
    }
    repaint();
    event.consume();
  }

  private void keyed(KeyEvent event) {
    if (dataArea() == null || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    TimeRange visible = timeAxis.visible();
    double step = KEY_STEP * (event.isShiftDown() ? 5 : 1);
    double middleMs = visible.startMs() + visible.spanMs() / 2;
    double middleY = dataArea().y() + dataArea().height() / 2;
    switch (event.getCode()) {
      case LEFT -> timeAxis.pan(-step * visible.spanMs());
      case RIGHT -> timeAxis.pan(step * visible.spanMs());
      case UP -> panValues(step * dataArea().height());
      case DOWN -> panValues(-step * dataArea().height());
      case PLUS, ADD, EQUALS -> zoomByKey(event, 1 / 1.25, middleMs, middleY);
      case MINUS, SUBTRACT, UNDERSCORE -> zoomByKey(event, 1.25, middleMs, middleY);
      case HOME -> showAll();
      default -> {
        if (measures() && measureByKey(event)) {
          event.consume();
        }
        return;
      }
    }
    repaint();
    event.consume();
  }

  /** Shows the measuring cursors, or hides them. */
  public final void toggleMeasure() {
    if (timeAxis.measure().state().shown()) {
      timeAxis.measure().hide();
    } else {
      timeAxis.measure().show(timeAxis.visible());
    }
  }

  private boolean measureByKey(KeyEvent event) {
    MeasureCursors cursors = timeAxis.measure();
    if (event.getCode() == KeyCode.M) {
      toggleMeasure();
      return true;
    }
    MeasureCursors.State state = cursors.state();
    if (!state.shown()) {
      return false;
    }
    double step = timeMap().valuePerPixel() * (event.isShiftDown() ? 10 : 1);
    double at = state.movesB() ? state.b() : state.a();
    switch (event.getCode()) {
      case A -> cursors.choose(false);
      case B -> cursors.choose(true);
      case COMMA, LESS -> cursors.move(state.movesB(), within(at - step));
      case PERIOD, GREATER -> cursors.move(state.movesB(), within(at + step));
      default -> {
        return false;
      }
    }
    return true;
  }

  private double within(double value) {
    return Math.clamp(value, timeAxis.extent().startMs(), timeAxis.extent().endMs());
  }

  private void zoomByKey(KeyEvent event, double factor, double middleMs, double middleY) {
    if (event.isShiftDown() && event.getCode() != KeyCode.PLUS) {
      zoomValues(factor, middleY);
    } else {
      timeAxis.zoom(factor, middleMs);
    }
  }

  // Plumbing.

  private void attach(TimeAxisModel model) {
    model.visibleProperty().addListener(weakTimeListener);
    model.cursorMsProperty().addListener(weakCursorListener);
    model.measure().stateProperty().addListener(weakCursorListener);
  }

  private void detach(TimeAxisModel model) {
    model.visibleProperty().removeListener(weakTimeListener);
    model.cursorMsProperty().removeListener(weakCursorListener);
    model.measure().stateProperty().removeListener(weakCursorListener);
  }
}
