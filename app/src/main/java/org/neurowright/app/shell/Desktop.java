package org.neurowright.app.shell;

import javafx.application.Application;

/** Starts the desktop application. */
public final class Desktop {
  private Desktop() {}

  /**
   * Opens the window and returns when it is closed.
   *
   * @param args the first, if any, is a folder or configuration to open
   */
  public static void launch(String[] args) {
    Application.launch(DesktopApplication.class, args);
  }
}
