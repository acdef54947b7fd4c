package org.neurowright.app.canvas;

/**
 * Colours of everything in a plot that is not data.
 *
 * @param background behind the axes
 * @param foreground axis lines, titles and labels
 * @param muted tick labels, secondary text
 * @param grid grid lines
 * @param accent selection and cross-hair
 */
public record PlotTheme(int background, int foreground, int muted, int grid, int accent) {
  public static final PlotTheme LIGHT =
      new PlotTheme(0xFFFFFFFF, 0xFF24292F, 0xFF57606A, 0xFFE4E7EB, 0xFF0969DA);
  public static final PlotTheme DARK =
      new PlotTheme(0xFF0D1117, 0xFFE6EDF3, 0xFF8B949E, 0xFF21262D, 0xFF58A6FF);

  /** White paper and black ink, for figures. */
  public static final PlotTheme PRINT =
      new PlotTheme(0xFFFFFFFF, 0xFF000000, 0xFF333333, 0xFFE6E6E6, 0xFF0969DA);

  // Thin lines need more contrast on dark ground than on light.
  private static final double READABLE_ON_LIGHT = 1.9;
  private static final double READABLE_ON_DARK = 4.6;

  /** A theme from the two colours that every style sheet knows. */
  static PlotTheme of(int background, int foreground, int accent) {
    return new PlotTheme(
        background,
        foreground,
        Argb.mix(foreground, background, 0.32),
        Argb.mix(background, foreground, 0.11),
        accent);
  }

  public boolean isDark() {
    return Argb.luminance(background) < 0.2;
  }

  /** The data colour itself, or a shade of it that stands out from the background. */
  public int legible(int argb) {
    int result = argb;
    double readable = isDark() ? READABLE_ON_DARK : READABLE_ON_LIGHT;
    for (int step = 0; step < 6 && Argb.contrast(result, background) < readable; step++) {
      result = Argb.mix(result, foreground | 0xFF000000, 0.2) & 0xFFFFFF | argb & 0xFF000000;
    }
    return result;
  }
}
