package org.neurowright.io.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * A document being read: its problems, the files beside it and what is kept without being known.
 */
final class Reading {
  /** Tables larger than this are not looked into before the network is built. */
  private static final long LARGEST_TABLE_LOOKED_INTO = 32L << 20;

  private final Problems problems = new Problems();
  private final Path folder;
  private final Map<String, Optional<CsvTable>> tables = new HashMap<>();
  private String pointer = "";
  private String owner = "";
  private Map<String, String> extras = new LinkedHashMap<>();

  /**
   * @param folder of the document; null when it has none yet, so that no other file is looked for
   */
  Reading(Path folder) {
    this.folder = folder;
  }

  Problems problems() {
    return problems;
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  <T> Optional<T> wrong(JsonValue found, String expected) {
    add(
        Problem.error(
                "recipe.wrong-type",
                found.where(),
                "The value of " + lastKey(found.where()) + " is " + found.inWords())
            .expected(expected));
    return Optional.empty();
  }

  private static String lastKey(Location where) {
    String path = where.element();
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "the document" : '"' + path.substring(dot + 1) + '"';
  }

  /** Reads what stands under a key or at an index. */
  <T> T inside(String step, Supplier<T> read) {
    String before = pointer;
    pointer = before + "/" + step.replace("~", "~0").replace("/", "~1");
    try {
      return read.get();
    } finally {
      pointer = before;
    }
  }

  /** Reads an object that keeps what is not known inside it. */
  <T> T owning(Function<Map<String, String>, T> read) {
    String ownerBefore = owner;
    Map<String, String> extrasBefore = extras;
    owner = pointer;
    extras = new LinkedHashMap<>();
    try {
      return read.apply(extras);
    } finally {
      owner = ownerBefore;
      extras = extrasBefore;
    }
  }

  /** Keeps a member that has no meaning here. */
  void keep(String key, JsonValue value) {
    inside(
        key,
        () -> extras.put(pointer.substring(owner.length()), JsonLayout.oneLine(Tree.of(value))));
  }

  /**
   * Looks whether a csv file is there and has some columns.
   *
   * @param columns names of columns by the keys that name them
   * @param place where a key stands
   * @return the table, unless it is missing or too large to look into
   */
  Optional<CsvTable> table(
      String file, Location at, Map<String, String> columns, Function<String, Location> place) {
    if (folder == null) {
      return Optional.empty();
    }
    Path path;
    try {
      path = folder.resolve(file);
    } catch (InvalidPathException e) {
      missing(at, file, "");
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      missing(at, file, nearestFile(path));
      return Optional.empty();
    }
    Optional<CsvTable> table = tables.computeIfAbsent(file, name -> load(path));
    table.ifPresent(found ->
        new TreeMap<>(columns)
            .forEach((key, column) -> {
              if (!found.columns().contains(column)) {
                add(
                    Problem.error(
                            "recipe.missing-column",
                            place.apply(key),
                            file + " has no column \"" + column + '"')
                        .hint(NearestName.hint(column, found.columns())));
              }
            }));
    return table;
  }

  /** A table that was looked into before. */
  Optional<CsvTable> known(String file) {
    return tables.getOrDefault(file, Optional.empty());
  }

  private Optional<CsvTable> load(Path path) {
    try {
      if (Files.size(path) > LARGEST_TABLE_LOOKED_INTO) {
        return Optional.empty();
      }
    } catch (IOException e) {
      // The reader says the same in its own words.
    }
    ReadResult<CsvTable> result = CsvReader.read(path, ',');
    problems.addAll(result.problems());
    return result.value();
  }

  private void missing(Location place, String file, String nearest) {
    add(
        Problem.error("recipe.missing-file", place, "There is no file " + file)
            .expected("a csv file, named from the document's folder")
            .hint(nearest));
  }

  private static String nearestFile(Path path) {
    Path parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return "There is no folder " + parent;
    }
    try (Stream<Path> files = Files.list(parent)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      return NearestName.of(path.getFileName().toString(), names)
          .map(name -> "There is " + name)
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /** A member of an object as text, if it is one. */
  static Optional<JsonText> text(JsonObject object, String key) {
    return object.get(key).filter(JsonText.class::isInstance).map(JsonText.class::cast);
  }

  /** Objects in a list under a key; nothing when it is something else. */
  static List<JsonObject> objects(JsonObject object, String key) {
    return object.get(key).filter(JsonArray.class::isInstance).map(JsonArray.class::cast).stream()
        .flatMap(array -> array.items().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }
}
