package org.neurowright.app.canvas;

import java.util.List;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * A region that draws itself in the colours of the application's theme. They are the style
 * properties {@code -nr-plot-background}, {@code -nr-plot-foreground} and {@code -nr-plot-accent}
 * of the style class {@code plot}; by default they follow the theme's looked-up colours.
 */
public abstract class ThemedRegion extends Region {
  private static final StyleablePropertyFactory<ThemedRegion> STYLES =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<ThemedRegion, Color> BACKGROUND =
      STYLES.createColorCssMetaData(
          "-nr-plot-background", r -> r.background, color(PlotTheme.LIGHT.background()));
  private static final CssMetaData<ThemedRegion, Color> FOREGROUND =
      STYLES.createColorCssMetaData(
          "-nr-plot-foreground", r -> r.foreground, color(PlotTheme.LIGHT.foreground()));
  private static final CssMetaData<ThemedRegion, Color> ACCENT =
      STYLES.createColorCssMetaData(
          "-nr-plot-accent", r -> r.accent, color(PlotTheme.LIGHT.accent()));

  private final StyleableProperty<Color> background = styleable(BACKGROUND);
  private final StyleableProperty<Color> foreground = styleable(FOREGROUND);
  private final StyleableProperty<Color> accent = styleable(ACCENT);
  private PlotTheme fixedTheme;

  protected ThemedRegion() {
    getStyleClass().add("plot");
  }

  /** Fixes the colours; null takes them from the style sheet again. */
  public final void setPlotTheme(PlotTheme theme) {
    fixedTheme = theme;
    themeChanged();
  }

  public final PlotTheme plotTheme() {
    return fixedTheme != null
        ? fixedTheme
        : PlotTheme.of(
            argb(background.getValue()), argb(foreground.getValue()), argb(accent.getValue()));
  }

  /** The colours are others now: draw anew. */
  protected abstract void themeChanged();

  /** Device pixels per logical pixel of the window that shows the region, 1 without a window. */
  protected final double renderScale() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getRenderScaleX();
  }

  @Override
  public String getUserAgentStylesheet() {
    return Objects.requireNonNull(ThemedRegion.class.getResource("plot.css"), "plot.css")
        .toExternalForm();
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return STYLES.getCssMetaData();
  }

  private StyleableProperty<Color> styleable(CssMetaData<ThemedRegion, Color> meta) {
    return new SimpleStyleableObjectProperty<>(
        meta, this, meta.getProperty(), meta.getInitialValue(this)) {
      @Override
      protected void invalidated() {
        get();
        themeChanged();
      }
    };
  }

  private static Color color(int argb) {
    return Color.rgb(argb >>> 16 & 0xFF, argb >>> 8 & 0xFF, argb & 0xFF);
  }

  private static int argb(Color color) {
    return Argb.of(
        255,
        (int) Math.round(color.getRed() * 255),
        (int) Math.round(color.getGreen() * 255),
        (int) Math.round(color.getBlue() * 255));
  }
}
