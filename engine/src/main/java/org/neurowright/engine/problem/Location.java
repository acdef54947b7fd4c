package org.neurowright.engine.problem;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a problem is.
 *
 * @param path file or folder as the user knows it; empty when the problem has no file
 * @param line line number counted from 1, or 0 when not applicable
 * @param column column number counted from 1, or 0 when not applicable
 * @param element place inside the file that is not a line: a JSON path such as {@code $.run.dt} or
 *     an HDF5 path such as {@code /nodes/v1/node_type_id}; empty when not applicable
 */
public record Location(String path, int line, int column, String element) {

  /** A place that has no file, for instance a value typed by the user. */
  public static final Location NOWHERE = new Location("", 0, 0, "");

  public Location {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(element, "element");
  }

  public static Location of(Path path) {
    return new Location(path.toString(), 0, 0, "");
  }

  public static Location of(Path path, int line) {
    return new Location(path.toString(), line, 0, "");
  }

  public static Location of(Path path, String element) {
    return new Location(path.toString(), 0, 0, element);
  }

  public static Location of(String path, int line, int column) {
    return new Location(path, line, column, "");
  }

  /** {@code file:line:column element}, leaving out what is unknown. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(path);
    if (line > 0) {
      text.append(text.isEmpty() ? "" : ":").append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    if (!element.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(element);
    }
    return text.toString();
  }
}
