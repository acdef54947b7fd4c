package org.neurowright.io.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where reference data and reference programs are on this machine; tests are skipped without them.
 */
public final class Conformance {
  private Conformance() {}

  /** Folder with reference cases and public models. */
  public static Path shared() {
    String shared = System.getProperty("neurowright.shared", "");
    assumeTrue(
        !shared.isEmpty() && Files.isDirectory(Path.of(shared)),
        "skipped: set -Dneurowright.shared to the folder with reference cases and public models");
    return Path.of(shared);
  }

  /**
   * The folder {@code bmtk/utils/scripts/bionet} of an installed BMTK: mechanisms, morphologies,
   * parameters.
   */
  static Path bmtkScripts() {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(
        !python.isEmpty(), "skipped: set -Dneurowright.python to a Python that has BMTK installed");
    Path environment = Path.of(python).toAbsolutePath().getParent().getParent();
    Optional<Path> found = Optional.empty();
    try (Stream<Path> files =
        Files.find(environment, 6, (p, a) -> p.endsWith("site-packages/bmtk"))) {
      found = files.findFirst();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assumeTrue(found.isPresent(), "skipped: BMTK is not installed in " + environment);
    return found.get().resolve("utils/scripts/bionet");
  }

  public static Path bmtkMechanisms() {
    return bmtkScripts().resolve("mechanisms/modfiles");
  }

  /**
   * Copies a public model folder and the components it shares with others, since results are
   * written into it.
   */
  static Path copyOfModel(String name, Path into) throws IOException {
    Path from = shared().resolve("data/bmtk");
    copy(from.resolve(name), into.resolve(name));
    copy(from.resolve("bio_components"), into.resolve("bio_components"));
    return into.resolve(name);
  }

  /** Copies a folder with all that is in it; what exists is replaced. */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from).sorted(Comparator.naturalOrder())) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
