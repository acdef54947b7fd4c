package org.neurowright.app.build.view;

import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.stage.Window;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.FxSurface;
import org.neurowright.app.canvas.PlotContent;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.canvas.ThemedRegion;

/** A drawing on a canvas that follows size, theme and density of the window. */
abstract class CanvasView extends ThemedRegion implements PlotContent {
  private final Canvas canvas = new Canvas();
  private FxSurface surface;
  private boolean stale = true;

  CanvasView() {
    canvas.setManaged(false);
    getChildren().add(canvas);
    setFocusTraversable(true);
    setMinSize(200, 160);
    setPadding(Insets.EMPTY);
    focusedProperty().subscribe(_ -> repaint());
    sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::renderScaleXProperty)
        .subscribe(_ -> repaint());
  }

  /** What the pointer and the keyboard add to the drawing; not exported. */
  abstract void drawFeedback(PlotSurface on, double width, double height, PlotTheme theme);

  final void repaint() {
    stale = true;
    setNeedsLayout(true);
  }

  @Override
  protected final void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (surface == null
        || canvas.getWidth() != width
        || canvas.getHeight() != height
        || surface.pixelScale() != renderScale()) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      surface = new FxSurface(canvas.getGraphicsContext2D(), renderScale());
      stale = true;
    }
    if (stale && width > 0 && height > 0) {
      stale = false;
      PlotTheme theme = plotTheme();
      draw(surface, width, height, theme);
      drawFeedback(surface, width, height, theme);
      if (isFocused()) {
        surface.strokeRect(1, 1, width - 2, height - 2, 1, Argb.withAlpha(theme.accent(), 0.7));
      }
    }
  }

  @Override
  protected final void themeChanged() {
    repaint();
  }
}
