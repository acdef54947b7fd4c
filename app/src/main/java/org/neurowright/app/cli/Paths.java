package org.neurowright.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as users like to read them. */
final class Paths {
  private Paths() {}

  /** Relative to the current folder where the file is inside it, else as it stands. */
  static String shown(String path) {
    if (path.isEmpty()) {
      return path;
    }
    try {
      return shown(Path.of(path));
    } catch (InvalidPathException e) {
      return path;
    }
  }

  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(here) && !full.equals(here)
        ? here.relativize(full).toString()
        : path.toString();
  }
}
