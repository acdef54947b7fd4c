package org.neurowright.io.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/** Finds the .mod files of a cell: in named folders, else near its file. */
final class MechanismFolders {
  private static final Pattern NAMED_FOR_MECHANISMS =
      Pattern.compile("(?i).*(mod|mech|channel|nmodl).*");

  /** What nrnivmodl leaves behind. */
  private static final Set<String> BUILD_FOLDERS =
      Set.of("x86_64", "i686", "arm64", "aarch64", "umac", "powerpc");

  private MechanismFolders() {}

  /** The files of folders, or of their {@code modfiles}, as nrnivmodl takes them: by name. */
  static List<Path> named(List<Path> folders, Problems problems) {
    Map<String, Path> byName = new LinkedHashMap<>();
    for (Path folder : folders) {
      List<Path> files = modFiles(folder.resolve("modfiles"));
      files = files.isEmpty() ? modFiles(folder) : files;
      if (files.isEmpty()) {
        problems.add(
            Problem.error(
                    "lab.no-mechanisms",
                    Location.of(folder),
                    Files.isDirectory(folder)
                        ? "The folder has no .mod files"
                        : "There is no such folder")
                .expected("a folder with .mod files"));
      }
      files.forEach(file -> byName.putIfAbsent(file.getFileName().toString(), file));
    }
    return List.copyOf(byName.values());
  }

  /**
   * The files of the nearest folder that has some: the folder itself, folders in it, its parent,
   * folders of the parent named after mechanisms, and so on for one folder more.
   */
  static List<Path> near(Path folder) {
    Path here = folder.toAbsolutePath().normalize();
    for (Path candidate : candidates(here)) {
      List<Path> files = modFiles(candidate);
      if (!files.isEmpty()) {
        return files;
      }
    }
    return List.of();
  }

  private static List<Path> candidates(Path here) {
    List<Path> candidates = new ArrayList<>();
    candidates.add(here);
    candidates.addAll(below(here, false));
    Path up = here.getParent();
    for (int levels = 0; up != null && up.getParent() != null && levels < 2; levels++) {
      candidates.addAll(below(up, true));
      candidates.add(up);
      up = up.getParent();
    }
    return candidates;
  }

  /** Folders in a folder and in those, the ones named after mechanisms first. */
  private static List<Path> below(Path folder, boolean onlyNamed) {
    List<Path> children = folders(folder);
    List<Path> found = new ArrayList<>();
    for (boolean named : onlyNamed ? new boolean[] {true} : new boolean[] {true, false}) {
      for (Path child : children) {
        if (named == NAMED_FOR_MECHANISMS.matcher(child.getFileName().toString()).matches()) {
          found.add(child);
          found.addAll(folders(child));
        }
      }
    }
    return found;
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .filter(p -> !BUILD_FOLDERS.contains(p.getFileName().toString()))
          .filter(p -> !p.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  static List<Path> modFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(p -> p.getFileName().toString().endsWith(".mod"))
          .sorted(Comparator.comparing(p -> p.getFileName().toString()))
          .map(p -> p.toAbsolutePath().normalize())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
