package org.neurowright.io.sonata.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * Finds the files and folders that a configuration names. Relative paths start from the folder of
 * the configuration; where only another folder has the file, it is taken from there with a warning.
 */
public final class FileLookup {
  private final Config config;
  private final Path processDir;
  private final Problems problems;
  private final Set<Path> used = new LinkedHashSet<>();
  private final Set<Path> missingFolders = new HashSet<>();

  /**
   * A look-up for one configuration.
   *
   * @param processDir the folder in which the program was started
   */
  public FileLookup(Config config, Path processDir, Problems problems) {
    this.config = config;
    this.processDir = processDir.toAbsolutePath().normalize();
    this.problems = problems;
  }

  /**
   * An existing file.
   *
   * @param what for messages, for instance {@code the nodes file}
   * @return the file, which then counts as used; empty when it is missing (said as an error)
   */
  public Optional<Path> file(JsonText text, String what) {
    Optional<Path> found = find(text);
    if (found.isPresent() && Files.isDirectory(found.get())) {
      problems.add(
          Problem.error(
                  "config.wrong-kind",
                  text.where(),
                  capital(what) + " " + found.get() + " is a folder")
              .expected("a file"));
      return Optional.empty();
    }
    if (found.isEmpty()) {
      written(text).ifPresent(path -> reportMissing(text, what, path));
    }
    found.ifPresent(this::used);
    return found;
  }

  /**
   * Many files that are missing with their folder have one cause: the folder is said once, with the
   * first file.
   */
  private void reportMissing(JsonText text, String what, Path path) {
    Path missing = firstMissing(path);
    if (missing.equals(path)) {
      problems.add(missing("config.missing-file", text, what, config.origin(text), path));
    } else if (missingFolders.add(missing)) {
      problems.add(
          Problem.error(
                  "config.missing-folder",
                  text.where(),
                  "The folder "
                      + missing
                      + " does not exist; "
                      + what
                      + " "
                      + path
                      + " is looked for there (from "
                      + config.origin(text)
                      + "), as other files may be")
              .hint(
                  "Correct the path, or the manifest variable that it comes from"
                      + alike(missing)));
    }
  }

  /** Notes a file that the model depends on. */
  public void used(Path file) {
    used.add(file);
  }

  /**
   * All files the model depends on: those of the configuration itself, then the others as they were
   * found.
   */
  public List<Path> usedFiles() {
    Set<Path> all = new LinkedHashSet<>(config.files());
    all.addAll(used);
    return List.copyOf(all);
  }

  /** An existing folder, or empty when it is missing (not said). */
  public Optional<Path> folderIfPresent(JsonText text) {
    return find(text).filter(Files::isDirectory);
  }

  /** Whether a folder was already said to be missing, itself or one that it lies in. */
  public boolean isKnownMissing(JsonText text) {
    return written(text).map(FileLookup::firstMissing).filter(missingFolders::contains).isPresent();
  }

  /**
   * The problem that a folder named in the configuration is missing, as an error; callers may
   * soften it.
   */
  public Problem missingFolder(JsonText text, String what) {
    Path path = written(text).orElse(config.workingDir());
    return missing("config.missing-folder", text, what, config.origin(text), path);
  }

  /** Absolute path without asking whether anything is there. */
  public Optional<Path> written(JsonText text) {
    try {
      return Optional.of(config.workingDir().resolve(text.value()).normalize());
    } catch (InvalidPathException e) {
      problems.add(
          Problem.error("config.invalid-path", text.where(), text.inWords() + " is not a path"));
      return Optional.empty();
    }
  }

  private Optional<Path> find(JsonText text) {
    Optional<Path> usual = written(text);
    if (usual.isEmpty() || Files.exists(usual.get())) {
      return usual;
    }
    // A child configuration elsewhere may have been written with its own folder in mind.
    Path besideText = Path.of(text.where().path()).toAbsolutePath().getParent();
    for (Path folder : List.of(processDir, besideText == null ? processDir : besideText)) {
      Path other = folder.resolve(text.value()).normalize();
      if (Files.exists(other)) {
        problems.add(
            Problem.warning(
                    "config.found-elsewhere",
                    text.where(),
                    "\""
                        + text.written()
                        + "\" is not in the folder of the configuration; "
                        + other
                        + " is used")
                .hint("Write the path relative to ${configdir}"));
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  static Problem missing(String code, JsonText text, String what, String origin, Path path) {
    return Problem.error(
            code,
            text.where(),
            capital(what) + " " + path + " does not exist (from " + origin + ")")
        .hint(whereItEnds(path));
  }

  /** Which part of the path is the first one that is not there, and what is there instead. */
  public static String whereItEnds(Path path) {
    Path missing = firstMissing(path);
    Path folder = missing.getParent();
    if (folder == null || missing.getFileName() == null) {
      return "";
    }
    return "The folder " + folder + " has no \"" + missing.getFileName() + "\"" + alike(missing);
  }

  private static String alike(Path missing) {
    return NearestName.of(missing.getFileName().toString(), names(missing.getParent()))
        .map(n -> "; there is \"" + n + '"')
        .orElse("");
  }

  /** The first part of a path that is not there. */
  private static Path firstMissing(Path path) {
    Path missing = path;
    for (Path folder = path.getParent();
        folder != null && !Files.isDirectory(folder);
        folder = folder.getParent()) {
      missing = folder;
    }
    return missing;
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).limit(10_000).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String capital(String what) {
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }
}
