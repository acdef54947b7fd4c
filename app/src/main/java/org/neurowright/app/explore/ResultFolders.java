package org.neurowright.app.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds folders with results in a project: those that hold spikes or reports, not the ones that
 * hold a model.
 */
public final class ResultFolders {
  private static final int DEPTH = 2;

  private ResultFolders() {}

  /** Folders with results, the newest first; folders that cannot be read are left out. */
  public static List<Path> in(Path projectFolder) {
    List<Path> found = new ArrayList<>();
    collect(projectFolder, 0, found);
    found.sort(
        Comparator.comparing(ResultFolders::modified)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return found;
  }

  private static void collect(Path folder, int depth, List<Path> found) {
    List<Path> children;
    try (Stream<Path> listing = Files.list(folder)) {
      children = listing.sorted().toList();
    } catch (IOException e) {
      return;
    }
    if (depth > 0 && looksLikeResults(folder, children)) {
      found.add(folder);
    }
    if (depth < DEPTH) {
      children.stream()
          .filter(Files::isDirectory)
          .filter(c -> !c.getFileName().toString().startsWith("."))
          .forEach(child -> collect(child, depth + 1, found));
    }
  }

  private static boolean looksLikeResults(Path folder, List<Path> children) {
    boolean namedOutput =
        folder
            .getFileName()
            .toString()
            .toLowerCase(Locale.ROOT)
            .matches("(output|results?|runs?).*");
    return children.stream()
        .map(c -> c.getFileName().toString().toLowerCase(Locale.ROOT))
        .anyMatch(name ->
            name.equals("spikes.h5")
                || name.equals("spikes.csv")
                || namedOutput && name.endsWith(".h5"));
  }

  private static FileTime modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
