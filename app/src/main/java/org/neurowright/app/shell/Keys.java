package org.neurowright.app.shell;

import javafx.scene.input.KeyCombination;

/** Shortcuts for people to read. */
final class Keys {
  private Keys() {}

  /** {@code Ctrl+Shift+O}, or the system's own signs. */
  static String text(String shortcut) {
    return shortcut.isEmpty()
        ? ""
        : KeyCombination.valueOf(shortcut).getDisplayText().replace("Period", ".");
  }
}
