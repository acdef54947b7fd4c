package org.neurowright.io.tuned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.text.AtomicFile;

/**
 * Named sets of parameters of a cell, as a file.
 *
 * @param cell the cell that they were made for, in words; empty if nobody knows
 * @param sets in order
 */
public record ParameterSets(String cell, List<ParameterSet> sets) {
  /** Key of the version. */
  public static final String MARK = "neurowright_parameters";

  public static final int VERSION = 1;

  /**
   * One set.
   *
   * @param name unique in its file
   * @param values by parameter, {@code soma.gnabar_hh}; what is not named is as in the cell's file
   */
  public record ParameterSet(String name, Map<String, Double> values) {
    public ParameterSet {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  public ParameterSets {
    sets = List.copyOf(sets);
  }

  /** Reads a file; all problems are told, each at its place. */
  public static ReadResult<ParameterSets> read(Path file) {
    ReadResult<JsonValue> json = JsonReader.read(file);
    Problems problems = new Problems();
    problems.addAll(json.problems());
    Optional<ParameterSets> sets = json.value().flatMap(value -> sets(value, problems));
    return sets.isPresent() && !problems.hasErrors()
        ? ReadResult.of(sets.get(), problems.toList())
        : ReadResult.failed(problems.toList());
  }

  private static Optional<ParameterSets> sets(JsonValue json, Problems problems) {
    String version = "\"" + MARK + "\": " + VERSION;
    if (!(json instanceof JsonObject object)) {
      problems.add(wrong(json, "an object with " + version));
      return Optional.empty();
    }
    Optional<JsonValue> mark = object.get(MARK);
    if (mark.isEmpty() || !(mark.get() instanceof JsonNumber number)) {
      problems.add(
          Problem.error(
                  "sets.not-sets",
                  mark.map(JsonValue::where).orElse(object.where()),
                  "This is no file of parameter sets")
              .expected(version));
      return Optional.empty();
    }
    if (number.value() != VERSION) {
      problems.add(
          Problem.error(
                  "sets.version",
                  number.where(),
                  "The file is of version " + number.inWords() + ", which is not understood")
              .expected(version));
      return Optional.empty();
    }
    String cell = object.get("cell").orElse(null) instanceof JsonText t ? t.value() : "";
    List<ParameterSet> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String key : object.members().keySet()) {
      if (!Set.of(MARK, "cell", "sets", "note", "$schema").contains(key)) {
        problems.add(
            Problem.warning(
                    "sets.unknown-key",
                    object.members().get(key).where(),
                    "'" + key + "' is not known and is left out")
                .expected("cell, sets or note"));
      }
    }
    Optional<JsonValue> list = object.get("sets");
    if (!(list.orElse(null) instanceof JsonArray array)) {
      problems.add(wrong(list.orElse(object), "\"sets\": a list of sets"));
      return Optional.empty();
    }
    for (JsonValue item : array.items()) {
      set(item, names, problems).ifPresent(found::add);
    }
    return Optional.of(new ParameterSets(cell, found));
  }

  private static Optional<ParameterSet> set(JsonValue json, Set<String> names, Problems problems) {
    if (!(json instanceof JsonObject object)) {
      problems.add(wrong(json, "an object with name and values"));
      return Optional.empty();
    }
    JsonValue name = object.get("name").orElse(null);
    if (!(name instanceof JsonText text) || text.value().isBlank()) {
      problems.add(wrong(name == null ? object : name, "\"name\": a text"));
      return Optional.empty();
    }
    if (!names.add(text.value())) {
      problems.add(
          Problem.error(
                  "sets.name-twice", text.where(), "There are two sets '" + text.value() + "'")
              .expected("names that differ"));
      return Optional.empty();
    }
    JsonValue values = object.get("values").orElse(null);
    if (!(values instanceof JsonObject members)) {
      problems.add(wrong(values == null ? object : values, "\"values\": numbers by parameter"));
      return Optional.empty();
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    members
        .members()
        .forEach((key, value) -> {
          if (!(value instanceof JsonNumber number) || !Double.isFinite(number.value())) {
            problems.add(wrong(value, "a number for " + key));
          } else if (key.indexOf('.') <= 0) {
            problems.add(
                Problem.error("sets.bad-name", value.where(), "'" + key + "' names no parameter")
                    .expected("SECTIONS.VARIABLE, for instance soma.gnabar_hh"));
          } else {
            numbers.put(key, number.value());
          }
        });
    return Optional.of(new ParameterSet(text.value(), numbers));
  }

  private static Problem wrong(JsonValue found, String expected) {
    return Problem.error("sets.wrong-value", found.where(), "Found " + found.inWords())
        .expected(expected);
  }

  /** The text of the file. */
  public String text() {
    StringBuilder text = new StringBuilder("{\n  \"" + MARK + "\": " + VERSION + ",\n  \"cell\": ");
    text.append(JsonTree.quoted(cell)).append(",\n  \"sets\": [");
    String separator = "\n";
    for (ParameterSet set : sets) {
      text.append(separator)
          .append("    {\n      \"name\": ")
          .append(JsonTree.quoted(set.name()))
          .append(",\n      \"values\": {");
      String comma = "\n";
      for (Map.Entry<String, Double> value : set.values().entrySet()) {
        text.append(comma)
            .append("        ")
            .append(JsonTree.quoted(value.getKey()))
            .append(": ")
            .append(Numbers.text(value.getValue()));
        comma = ",\n";
      }
      text.append(set.values().isEmpty() ? "}\n    }" : "\n      }\n    }");
      separator = ",\n";
    }
    return text.append(sets.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
  }

  /** Writes the file, as a whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file.toAbsolutePath(), text().getBytes(StandardCharsets.UTF_8));
  }
}
