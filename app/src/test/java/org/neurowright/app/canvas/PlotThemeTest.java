package org.neurowright.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotThemeTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void categoriesStandOutFromEveryBackground(int category) {
    for (PlotTheme theme : new PlotTheme[] {PlotTheme.LIGHT, PlotTheme.DARK, PlotTheme.PRINT}) {
      int color = theme.legible(Palette.category(category));
      assertThat(Argb.contrast(color, theme.background()))
          .isGreaterThan(theme.isDark() ? 4.5 : 1.8);
      assertThat(color >>> 24).isEqualTo(255);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFF0D1117, 0xFFFFFFFF, 0xFF2E3440})
  void textIsReadableOnItsBackground(int background) {
    int foreground = Argb.luminance(background) < 0.2 ? 0xFFE6EDF3 : 0xFF24292F;
    PlotTheme theme = PlotTheme.of(background, foreground, 0xFF0969DA);
    assertThat(Argb.contrast(theme.muted(), background)).isGreaterThan(4.5);
    assertThat(Argb.contrast(theme.foreground(), background)).isGreaterThan(7);
  }
}
