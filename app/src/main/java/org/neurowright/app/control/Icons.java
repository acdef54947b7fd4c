package org.neurowright.app.control;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Glyphs and buttons that show one. */
public final class Icons {
  private Icons() {}

  /** A glyph of the Material Design set, for instance {@code mdi2p-play}. */
  public static FontIcon of(String glyph, String... styleClasses) {
    FontIcon icon = new FontIcon(glyph);
    icon.getStyleClass().addAll(styleClasses);
    icon.setMouseTransparent(true);
    return icon;
  }

  /** A flat button with a glyph only; its name is the tooltip and what a screen reader says. */
  public static Button button(String glyph, String name, Runnable action) {
    Button button = new Button(null, of(glyph));
    button.getStyleClass().addAll("flat", "icon-button");
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(name));
    button.setOnAction(_ -> action.run());
    return button;
  }
}
