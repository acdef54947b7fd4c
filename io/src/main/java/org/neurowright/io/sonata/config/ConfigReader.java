package org.neurowright.io.sonata.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * Reads a configuration in one file or several. The keys {@code network} and {@code simulation}
 * name child files, which are read completely (with their own manifest) and replace sections of the
 * same name.
 */
public final class ConfigReader {

  /** Keys that BMTK reads at the top of a configuration, and those of the SONATA guide. */
  private static final Set<String> TOP_KEYS =
      Set.of(
          "run",
          "conditions",
          "components",
          "output",
          "inputs",
          "reports",
          "networks",
          "node_sets",
          "node_sets_file",
          "gid_mapping_file",
          "target_simulator",
          "manifest",
          "network",
          "simulation",
          "config_path",
          "config_dir",
          "version",
          "metadata");

  private final Clock clock;
  private final Problems problems = new Problems();
  private final Map<String, Variables> variables = new HashMap<>();
  private final Set<Path> open = new HashSet<>();

  private final Map<Path, String> unsaved;

  private ConfigReader(Map<Path, String> unsaved, Clock clock) {
    this.unsaved = unsaved;
    this.clock = clock;
  }

  /**
   * Reads a configuration.
   *
   * @param file the configuration file
   * @param clock for the variables {@code time}, {@code date} and {@code datetime}
   */
  public static ReadResult<Config> read(Path file, Clock clock) {
    return read(file, Map.of(), clock);
  }

  /**
   * Reads a configuration as it would be.
   *
   * @param unsaved texts that stand for the contents of files, by absolute path
   */
  public static ReadResult<Config> read(Path file, Map<Path, String> unsaved, Clock clock) {
    Path absolute = file.toAbsolutePath().normalize();
    ConfigReader reader = new ConfigReader(unsaved, clock);
    Optional<JsonObject> root = reader.parse(absolute, absolute.getParent());
    List<Problem> problems = reader.problems.toList();
    return root.map(r -> ReadResult.of(new Config(absolute, r, reader.variables), problems))
        .orElseGet(() -> ReadResult.failed(problems));
  }

  private Optional<JsonObject> parse(Path file, Path workingDir) {
    ReadResult<JsonValue> json =
        unsaved.containsKey(file)
            ? JsonReader.read(unsaved.get(file), file)
            : JsonReader.read(file);
    problems.addAll(json.problems());
    if (json.value().isEmpty()) {
      return Optional.empty();
    }
    if (!(json.value().get() instanceof JsonObject written)) {
      problems.add(
          Problem.error(
                  "config.wrong-type",
                  json.value().get().where(),
                  "The configuration is " + json.value().get().inWords())
              .expected("an object"));
      return Optional.empty();
    }
    open.add(file);
    Variables known = Variables.of(file, workingDir, written.get("manifest"), clock, problems);
    variables.put(file.toString(), known);
    JsonObject root = (JsonObject) known.insert(written);
    Fields.reportUnknown(root, TOP_KEYS, "at the top of the configuration", problems);
    reportUnresolved(root, known);

    Map<String, JsonValue> merged = new LinkedHashMap<>(root.members());
    for (String key : List.of("network", "simulation")) {
      if (root.get(key).orElse(null) instanceof JsonText child) {
        child(child, file, workingDir).ifPresent(c -> merged.putAll(c.members()));
      }
    }
    open.remove(file);
    return Optional.of(new JsonObject(merged, root.where()));
  }

  private Optional<JsonObject> child(JsonText text, Path parent, Path workingDir) {
    Path file;
    try {
      file = parent.resolveSibling(text.value()).normalize();
    } catch (InvalidPathException e) {
      problems.add(
          Problem.error("config.invalid-path", text.where(), text.inWords() + " is not a path"));
      return Optional.empty();
    }
    if (open.contains(file)) {
      problems.add(
          Problem.error(
              "config.child-cycle",
              text.where(),
              "The configuration " + file + " names itself as its child"));
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      problems.add(
          FileLookup.missing(
              "config.missing-file",
              text,
              "the child configuration",
              variables.get(parent.toString()).origin(text),
              file));
      return Optional.empty();
    }
    return parse(file, workingDir);
  }

  /** Variables that nobody defines stay in the text; said once per name. */
  private void reportUnresolved(JsonObject root, Variables known) {
    Map<String, JsonText> first = new LinkedHashMap<>();
    root.members().forEach((key, value) -> collect(key, value, known, first));
    first.forEach((name, text) ->
        problems.add(
            Problem.warning(
                    "config.unknown-variable",
                    text.where(),
                    "The variable $"
                        + name
                        + " in \""
                        + text.written()
                        + "\" is not defined in the manifest of"
                        + " this file; it is left as text")
                .hint(NearestName.hint(name, known.names()))));
  }

  private static void collect(
      String key, JsonValue value, Variables known, Map<String, JsonText> first) {
    switch (value) {
      case JsonText text -> known.unresolved(text).forEach(name -> first.putIfAbsent(name, text));
      case JsonObject object when !key.equals("manifest") ->
          object.members().forEach((k, v) -> collect(k, v, known, first));
      case JsonObject _ -> {}
      case JsonValue.JsonArray array -> array.items().forEach(v -> collect(key, v, known, first));
      case JsonValue.JsonNumber _ -> {}
      case JsonValue.JsonFlag _ -> {}
      case JsonValue.JsonNull _ -> {}
    }
  }
}
