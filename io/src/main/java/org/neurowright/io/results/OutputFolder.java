package org.neurowright.io.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/**
 * The folder that results go to, with respect for what is there: only results named by an earlier
 * {@code run.json} of this program or by the present configuration may be removed, nothing else
 * ever.
 */
final class OutputFolder {
  private static final String OTHER_FOLDER =
      "Choose another folder, output.output_dir of the configuration";

  private final Path folder;

  OutputFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path() {
    return folder;
  }

  /** A file of the configuration: relative names are inside the folder. */
  Path resolve(String name) {
    return folder.resolve(name).normalize();
  }

  /** How a file is called in {@code run.json}: relative to the folder if it is inside. */
  String name(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return (absolute.startsWith(folder) ? folder.relativize(absolute) : absolute)
        .toString()
        .replace('\\', '/');
  }

  /** What an earlier run left here, as its record says; only files inside the folder. */
  private List<Path> earlierResults() {
    return RunRecord.read(folder).value().stream()
        .flatMap(run -> run.results().stream())
        .map(file -> resolve(file.file()))
        .filter(file -> file.startsWith(folder))
        .toList();
  }

  /**
   * What speaks against writing these files.
   *
   * @param planned files of the new run
   * @param overwrite whether results may be replaced
   * @param inputs files that must stay
   */
  List<Problem> objections(Collection<Path> planned, boolean overwrite, Collection<Path> inputs) {
    List<Problem> problems = new ArrayList<>();
    notUsable().ifPresent(problems::add);
    for (Path file : planned) {
      if (isOneOf(inputs, file)) {
        problems.add(
            Problem.error(
                    "output.overwrites-input",
                    Location.of(file),
                    "This result would replace an input of the same run")
                .hint("Choose another output folder or file name"));
      }
    }
    if (!overwrite) {
      Set<Path> results = old(planned, inputs);
      if (Files.exists(resolve(RunRecord.FILE_NAME))) {
        // Without a record the run ended before it had any results.
        results.add(resolve(SpikeLog.FILE_NAME));
      }
      results.stream()
          .filter(Files::exists)
          .findFirst()
          .ifPresent(file ->
              problems.add(
                  Problem.error(
                          "output.exists",
                          Location.of(file),
                          "The output folder has results, which are to be kept")
                      .hint(
                          interruptedHint()
                              + "Set output.overwrite_output_dir to true, or choose another folder,"
                              + " output.output_dir of the configuration")));
    }
    return problems;
  }

  private String interruptedHint() {
    return ResultRecovery.isNeeded(folder)
        ? "They are those of a run that was interrupted: 'neurowright recover "
            + folder
            + "' puts them in order. "
        : "";
  }

  /** The folder, or the nearest one above it that is there, must be a folder and let us write. */
  private Optional<Problem> notUsable() {
    Path there = folder;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      return Optional.of(
          Problem.error(
                  "output.not-a-folder",
                  Location.of(folder),
                  "The output folder cannot be made: " + there + " is a file")
              .hint(OTHER_FOLDER));
    }
    if (!Files.isWritable(there)) {
      String what =
          there.equals(folder) ? "The output folder" : "The output folder cannot be made: " + there;
      return Optional.of(
          Problem.error("output.not-writable", Location.of(folder), what + " may not be written to")
              .hint(
                  "Change its permissions, or choose another folder, output.output_dir of the"
                      + " configuration"));
    }
    return Optional.empty();
  }

  private static boolean isOneOf(Collection<Path> files, Path file) {
    return files.stream().anyMatch(other -> isSame(other, file));
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return a.toAbsolutePath().normalize().equals(b) || Files.exists(b) && Files.isSameFile(a, b);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Results of an earlier run and files that the new one will write, without inputs of the new one.
   */
  private Set<Path> old(Collection<Path> planned, Collection<Path> inputs) {
    Set<Path> files = new LinkedHashSet<>(earlierResults());
    files.addAll(planned);
    files.removeIf(file -> isOneOf(inputs, file));
    return files;
  }

  /** Creates the folder and removes old results. */
  void prepare(Collection<Path> planned, Collection<Path> inputs) throws IOException {
    Files.createDirectories(folder);
    for (Path file : old(planned, inputs)) {
      if (Files.isRegularFile(file)) {
        Files.delete(file);
      }
    }
    for (Path file : planned) {
      Files.createDirectories(file.getParent());
    }
  }
}
