package org.neurowright.io.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** Results cannot be written; says which file and why. */
public final class WriteFailedException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public WriteFailedException(Path file, IOException cause) {
    super(describe(file, cause).toString(), cause);
    this.problem = describe(file, cause);
  }

  public Problem problem() {
    return problem;
  }

  private static Problem describe(Path file, IOException cause) {
    String reason =
        cause instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : String.valueOf(cause.getMessage());
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space")
        || lower.contains("not enough space")
        || lower.contains("quota")) {
      return Problem.error("output.disk-full", Location.of(file), "The disk is full")
          .hint(
              "Free some space, or choose another folder, output.output_dir of the configuration");
    }
    if (cause instanceof AccessDeniedException
        || lower.contains("permission denied")
        || lower.contains("read-only")) {
      return Problem.error(
              "output.not-writable", Location.of(file), "The file may not be written here")
          .hint(
              "Change its permissions, or choose another folder, output.output_dir of the configuration");
    }
    if (cause instanceof FolderInUseException) {
      return Problem.error(
              "output.in-use", Location.of(file), "Another run is writing into this folder")
          .hint(
              "Wait for its end, or choose another folder, output.output_dir of the configuration");
    }
    if (cause instanceof NoSuchFileException) {
      return Problem.error(
              "output.missing-folder",
              Location.of(file),
              "The folder of the file does not exist and cannot be made")
          .hint("Choose another folder, output.output_dir of the configuration");
    }
    return Problem.error(
        "output.write-failed", Location.of(file), "The file cannot be written: " + reason);
  }
}
