package org.neurowright.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file that details go to which users are spared: stack traces, and what libraries have to say.
 * {@link #open} must be called before the first logger is made.
 */
public final class LogFile {
  /** System property with the path of the log file; without it nothing is logged to a file. */
  static final String PROPERTY = "neurowright.log.file";

  /** A log of this size is put aside at the next start; one such older log is kept. */
  private static final long MAX_BYTES = 4L << 20;

  private LogFile() {}

  /**
   * Chooses the log file: the one named by the system property, else one in the folder, else a
   * temporary one.
   */
  public static void open(Path wanted) {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    Path folder = wanted;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      folder = temporary();
    }
    if (!Files.isWritable(folder)) {
      folder = temporary();
    }
    Path file = folder.resolve("neurowright.log");
    putAsideWhenLarge(file);
    System.setProperty(PROPERTY, file.toString());
  }

  /** The log file; empty when nothing is logged to a file. */
  public static Optional<Path> path() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(s -> !s.isBlank())
        .map(Path::of);
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void putAsideWhenLarge(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
        Files.move(
            file,
            file.resolveSibling("neurowright-older.log"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      // Another process may have moved it first, or may hold it open; the log then simply goes on
      // growing.
      return;
    }
  }
}
