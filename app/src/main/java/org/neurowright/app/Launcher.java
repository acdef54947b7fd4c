package org.neurowright.app;

import org.neurowright.app.shell.Desktop;

/**
 * Starts the desktop. Not an {@code Application} itself: with JavaFX on the class path the main class must
 * not be one.
 */
public final class Launcher {
  private Launcher() {}

  /** The first argument, if any, is a folder or configuration to open. */
  public static void main(String[] args) {
    Desktop.launch(args);
  }
}
