package org.neurowright.app.shell;

import java.io.IOException;
import java.io.InputStream;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The typefaces of the program: Inter for text, JetBrains Mono for code and files (both OFL-1.1).
 */
final class Fonts {
  private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);
  private static final String[] FILES = {
    "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
    "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
    "/com/formdev/flatlaf/fonts/inter/Inter-Bold.otf",
    "/com/formdev/flatlaf/fonts/inter/Inter-Italic.otf",
    "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf",
    "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Bold.ttf"
  };

  private Fonts() {}

  /** Makes the typefaces known; without them JavaFX falls back to the system's. */
  static void load() {
    for (String file : FILES) {
      try (InputStream data = Fonts.class.getResourceAsStream(file)) {
        if (data == null || Font.loadFont(data, 13) == null) {
          LOG.warn("The typeface {} could not be loaded", file);
        }
      } catch (IOException e) {
        LOG.warn("The typeface {} could not be read: {}", file, e.getMessage());
      }
    }
  }
}
