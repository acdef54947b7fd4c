package org.neurowright.io.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.Fields;
import org.neurowright.io.sonata.config.FileLookup;

/**
 * The NMODL files that a model brings: those of {@code components.mechanisms_dir}, then those of
 * further folders, each folder in alphabetical order as nrnivmodl takes them.
 */
final class MechanismFiles {
  private final FileLookup lookup;
  private final Problems problems;
  private final Map<String, Path> byName = new LinkedHashMap<>();

  MechanismFiles(FileLookup lookup, Problems problems) {
    this.lookup = lookup;
    this.problems = problems;
  }

  List<String> find(Config config, List<Path> extraDirs) {
    Fields components = Fields.section(config, "components", problems);
    JsonValue dirs = components.value("mechanisms_dir").orElse(null);
    List<JsonValue> items =
        dirs == null ? List.of() : dirs instanceof JsonArray a ? a.items() : List.of(dirs);
    for (JsonValue item : items) {
      if (item instanceof JsonText text) {
        modelFolder(text, !extraDirs.isEmpty());
      } else {
        components.wrongType("mechanisms_dir", item, "a folder");
      }
    }
    extraDirs.forEach(this::extraFolder);
    return byName.values().stream().map(Path::toString).toList();
  }

  private void modelFolder(JsonText text, boolean othersGiven) {
    Optional<Path> folder = lookup.folderIfPresent(text);
    if (folder.isEmpty() && lookup.isKnownMissing(text)) {
      return;
    }
    if (folder.isEmpty()) {
      Problem missing = lookup.missingFolder(text, "the folder of mechanisms");
      problems.add(
          othersGiven
              ? Problem.info("config.missing-mechanisms", missing.location(), missing.message())
              : Problem.warning("config.missing-mechanisms", missing.location(), missing.message())
                  .hint(missing.hint() + ". Put the .mod files there, or name their folder"));
      return;
    }
    List<Path> files = modFiles(folder.get());
    if (files.isEmpty()) {
      problems.add(
          Problem.warning(
                  "config.no-mechanisms",
                  text.where(),
                  "The folder of mechanisms "
                      + folder.get()
                      + " has no .mod files, neither itself nor in modfiles")
              .hint(
                  "A compiled library is of no use here; copy the .mod files into it or name their"
                      + " folder"));
    }
    add(files);
  }

  private void extraFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      problems.add(
          Problem.error(
                  "config.missing-folder",
                  Location.of(folder),
                  "There is no folder " + folder + " with mechanisms")
              .hint(FileLookup.whereItEnds(folder.toAbsolutePath().normalize())));
      return;
    }
    List<Path> files = modFiles(folder);
    if (files.isEmpty()) {
      problems.add(
          Problem.error(
              "config.no-mechanisms",
              Location.of(folder),
              "The folder " + folder + " has no .mod files"));
    }
    add(files);
  }

  private void add(List<Path> files) {
    for (Path file : files) {
      Path before = byName.putIfAbsent(file.getFileName().toString(), file);
      if (before != null && !before.equals(file)) {
        problems.add(
            Problem.info(
                "config.same-mechanism",
                Location.of(file),
                "This file is not used, as " + before + " has the same name"));
      }
    }
  }

  /** Files of the folder's {@code modfiles}, or else of the folder itself, by name. */
  private List<Path> modFiles(Path folder) {
    List<Path> files = new ArrayList<>();
    for (Path candidate : List.of(folder.resolve("modfiles"), folder)) {
      if (files.isEmpty() && Files.isDirectory(candidate)) {
        try (Stream<Path> entries = Files.list(candidate)) {
          entries
              .filter(p -> p.getFileName().toString().endsWith(".mod"))
              .sorted(Comparator.comparing(p -> p.getFileName().toString()))
              .forEach(p -> files.add(p.toAbsolutePath().normalize()));
        } catch (IOException e) {
          problems.add(
              Problem.error(
                  "config.unreadable-folder",
                  Location.of(candidate),
                  "The folder cannot be read: " + e.getMessage()));
        }
      }
    }
    return files;
  }
}
