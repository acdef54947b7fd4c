package org.neurowright.samples;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The samples found beside the program.
 *
 * <p>A sample is a folder with a {@value #CARD} that says {@code title}, {@code description},
 * {@code config} (name of the configuration in that folder) and, if it likes, {@code picture} and
 * {@code order} (a number; samples are listed by it, then by title).
 */
public final class SampleCatalogue {
  /** System property that names the folder of the samples; it wins over every other place. */
  public static final String FOLDER_PROPERTY = "neurowright.samples";

  private static final String CARD = "sample.json";
  private static final String FOLDER_NAME = "samples";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Optional<Path> folder;
  private final List<Sample> samples;
  private final List<Problem> problems;

  private SampleCatalogue(Optional<Path> folder, List<Sample> samples, List<Problem> problems) {
    this.folder = folder;
    this.samples = List.copyOf(samples);
    this.problems = List.copyOf(problems);
  }

  /**
   * Looks in the folder named by {@value #FOLDER_PROPERTY}; without it in a folder {@code samples}
   * beside the program's files or beside one of the folders above them, which serves an installed
   * program and a checkout alike.
   */
  public static SampleCatalogue find() {
    Optional<Path> named = Optional.ofNullable(System.getProperty(FOLDER_PROPERTY)).map(Path::of);
    return find(named, placeOfProgram());
  }

  static SampleCatalogue find(Optional<Path> named, Optional<Path> program) {
    return named
        .or(() -> program.flatMap(SampleCatalogue::folderAbove))
        .map(SampleCatalogue::in)
        .orElseGet(() ->
            new SampleCatalogue(
                Optional.empty(),
                List.of(),
                List.of(
                    Problem.warning(
                            "sample.no-folder", Location.NOWHERE, "The samples were not found")
                        .hint(
                            "Start the program with -D"
                                + FOLDER_PROPERTY
                                + "=<folder of the samples>"))));
  }

  /** The samples of a folder. */
  public static SampleCatalogue in(Path folder) {
    Problems problems = new Problems();
    List<Entry> entries = new ArrayList<>();
    for (Path card : cards(folder, problems)) {
      read(card, problems).ifPresent(entries::add);
    }
    entries.sort(
        Comparator.comparingInt(Entry::order).thenComparing(entry -> entry.sample().title()));
    List<Sample> samples = entries.stream().map(Entry::sample).toList();
    return new SampleCatalogue(Optional.of(folder), samples, problems.toList());
  }

  /** Where the samples are; empty when no folder was found. */
  public Optional<Path> folder() {
    return folder;
  }

  /** All usable samples, the one for beginners first. */
  public List<Sample> samples() {
    return samples;
  }

  /** What was wrong with the others. */
  public List<Problem> problems() {
    return problems;
  }

  private record Entry(int order, Sample sample) {}

  private static Optional<Path> folderAbove(Path program) {
    return Stream.iterate(program.toAbsolutePath(), place -> place != null, Path::getParent)
        .map(place -> place.resolve(FOLDER_NAME))
        .filter(candidate -> !cards(candidate, new Problems()).isEmpty())
        .findFirst();
  }

  /** The jar or the class folder of this class; empty when the class loader does not tell. */
  private static Optional<Path> placeOfProgram() {
    CodeSource source = SampleCatalogue.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Path> cards(Path folder, Problems problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(
          Problem.error(
                  "sample.no-folder",
                  Location.of(folder),
                  "The folder of the samples does not exist")
              .hint("Correct -D" + FOLDER_PROPERTY));
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.resolve(CARD))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "sample.unreadable",
              Location.of(folder),
              "The folder of the samples cannot be read: " + e));
      return List.of();
    }
  }

  private static Optional<Entry> read(Path card, Problems problems) {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readString(card));
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      int line = place == null ? 0 : Math.max(0, place.getLineNr());
      problems.add(
          Problem.error("sample.unreadable", Location.of(card, line), e.getOriginalMessage()));
      return Optional.empty();
    } catch (IOException e) {
      problems.add(
          Problem.error("sample.unreadable", Location.of(card), "The file cannot be read: " + e));
      return Optional.empty();
    }
    Path home = card.toAbsolutePath().getParent();
    Optional<String> title = text(root, "title", card, problems);
    Optional<String> description = text(root, "description", card, problems);
    Optional<Path> config =
        text(root, "config", card, problems).flatMap(name -> file(home, name, card, problems));
    if (title.isEmpty() || description.isEmpty() || config.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> picture =
        root.has("picture")
            ? text(root, "picture", card, problems)
                .flatMap(name -> file(home, name, card, problems))
            : Optional.empty();
    int order = root.path("order").asInt(Integer.MAX_VALUE);
    String id = home.getFileName().toString();
    return Optional.of(
        new Entry(order, new Sample(id, title.get(), description.get(), config.get(), picture)));
  }

  private static Optional<String> text(JsonNode root, String key, Path card, Problems problems) {
    JsonNode value = root.path(key);
    if (value.isString() && !value.stringValue().isBlank()) {
      return Optional.of(value.stringValue());
    }
    String found = value.isMissingNode() ? "is missing" : "is " + value;
    problems.add(
        Problem.error("sample.bad-value", Location.of(card, "$." + key), "'" + key + "' " + found)
            .expected("a text that is not empty"));
    return Optional.empty();
  }

  private static Optional<Path> file(Path home, String name, Path card, Problems problems) {
    Path file = home.resolve(name);
    if (Files.isRegularFile(file)) {
      return Optional.of(file);
    }
    problems.add(
        Problem.error(
                "sample.missing-file",
                Location.of(card),
                "There is no file '" + name + "' beside it")
            .hint("Correct the name or put the file there"));
    return Optional.empty();
  }
}
