package org.neurowright.samples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * One model that comes with the program.
 *
 * @param id name of its folder
 * @param title a few words for a list
 * @param description one or two sentences: what it is and what there is to see
 * @param config simulation configuration, an existing file in the sample's folder
 * @param picture what a run looks like, an existing image file; empty when the sample has none
 */
public record Sample(
    String id, String title, String description, Path config, Optional<Path> picture) {

  public Sample {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(picture, "picture");
  }

  /** The folder that holds the whole model. */
  public Path folder() {
    return config.getParent();
  }

  /**
   * Copies the sample to a place where the user may write; an installed program's own folder often
   * is not. Results of earlier runs and compiled mechanisms are left out. Nothing is overwritten:
   * if the name is taken, the copy is called {@code <id>-2}, {@code <id>-3} and so on.
   *
   * @param parent folder that will hold the copy; made if missing
   * @return the copy
   * @throws IOException if a file cannot be read or written
   */
  public Sample copyInto(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path copy = freeName(parent);
    Path source = folder();
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!folder.equals(source) && isLeftOut(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(source.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, copy.resolve(source.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return new Sample(
        copy.getFileName().toString(),
        title,
        description,
        copy.resolve(source.relativize(config)),
        picture.map(image -> copy.resolve(source.relativize(image))));
  }

  private Path freeName(Path parent) {
    Path candidate = parent.resolve(id);
    for (int number = 2; Files.exists(candidate); number++) {
      candidate = parent.resolve(id + "-" + number);
    }
    return candidate;
  }

  private static boolean isLeftOut(Path folder) {
    String name = folder.getFileName().toString();
    return name.startsWith("output") || name.equals("x86_64") || name.equals("__pycache__");
  }
}
