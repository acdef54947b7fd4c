package org.neurowright.app.platform;

import java.nio.file.Path;

/** The folder with what belongs to the user and not to a model: preferences, log, extensions. */
public final class HomeFolder {
  /** System property that names another folder. */
  static final String PROPERTY = "neurowright.home";

  private HomeFolder() {}

  /**
   * {@code .neurowright} in the user's home unless the system property {@code neurowright.home}
   * says otherwise.
   */
  public static Path path() {
    String named = System.getProperty(PROPERTY);
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home", "."), ".neurowright")
        : Path.of(named);
  }

  /** Folder of the log. */
  public static Path logs() {
    return path().resolve("logs");
  }

  /** Folder of jars that hold extensions. */
  public static Path extensions() {
    return path().resolve("extensions");
  }
}
