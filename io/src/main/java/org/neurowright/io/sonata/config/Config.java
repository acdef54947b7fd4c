package org.neurowright.io.sonata.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/** A configuration with its child files merged and its variables put in. */
public final class Config {
  private final Path file;
  private final JsonObject root;

  /** Variables of each file, by its path as it stands in locations. */
  private final Map<String, Variables> variables;

  Config(Path file, JsonObject root, Map<String, Variables> variables) {
    this.file = file;
    this.root = root;
    this.variables = Map.copyOf(variables);
  }

  /** The configuration file that was opened, absolute. */
  public Path file() {
    return file;
  }

  /** The files that were merged, the opened one first. */
  public List<Path> files() {
    return Stream.concat(Stream.of(file), variables.keySet().stream().sorted().map(Path::of))
        .distinct()
        .toList();
  }

  /** All top-level keys; values know the file they come from. */
  public JsonObject root() {
    return root;
  }

  /**
   * Folder that relative paths start from: users run their scripts in the folder of the
   * configuration.
   */
  public Path workingDir() {
    return file.getParent();
  }

  /** A top-level value, unless it is absent or null. */
  public Optional<JsonValue> get(String key) {
    return root.get(key).filter(v -> !(v instanceof JsonNull));
  }

  /** Where a text comes from, in words, with its manifest variables. */
  String origin(JsonText text) {
    Variables known = variables.get(text.where().path());
    return known == null ? '"' + text.written() + '"' : known.origin(text);
  }
}
