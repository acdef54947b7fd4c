package org.neurowright.io.sonata.config;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * The variables of one configuration file: built-in ones and its manifest. {@code $NAME} and {@code
 * ${NAME}} stand for their values; the longest name counts, so {@code $AB} is never {@code $A} with
 * a B.
 */
final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))", Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, JsonValue> values = new LinkedHashMap<>();

  private Variables() {}

  /**
   * Resolves a manifest.
   *
   * @param file the configuration file
   * @param workingDir what {@code workingdir} means
   */
  static Variables of(
      Path file, Path workingDir, Optional<JsonValue> manifest, Clock clock, Problems problems) {
    Variables variables = new Variables();
    LocalDateTime now = LocalDateTime.now(clock);
    variables.builtIn("workingdir", workingDir.toString());
    variables.builtIn("configdir", file.getParent().toString());
    variables.builtIn("configfname", file.toString());
    variables.builtIn("time", now.format(DateTimeFormatter.ofPattern("HH-mm-ss")));
    variables.builtIn("date", now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd")));
    variables.builtIn("datetime", now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss")));
    switch (manifest.orElse(null)) {
      case null -> {}
      case JsonNull _ -> {}
      case JsonObject entries -> variables.resolve(entries, problems);
      case JsonArray a -> problems.add(notAnObject(a));
      case JsonText t -> problems.add(notAnObject(t));
      case JsonNumber n -> problems.add(notAnObject(n));
      case JsonFlag f -> problems.add(notAnObject(f));
    }
    return variables;
  }

  private static Problem notAnObject(JsonValue value) {
    return Problem.error("config.wrong-type", value.where(), "\"manifest\" is " + value.inWords())
        .expected("an object of variables");
  }

  private void builtIn(String name, String value) {
    values.put(name, new JsonText(value, value, Location.NOWHERE));
  }

  /** Entries may refer to each other in any order, so passes go on while one gets resolved. */
  private void resolve(JsonObject manifest, Problems problems) {
    Map<String, JsonValue> open = new LinkedHashMap<>();
    manifest
        .members()
        .forEach((key, value) -> open.put(key.startsWith("$") ? key.substring(1) : key, value));
    // A manifest entry hides the built-in variable of its name, also from entries resolved earlier.
    open.keySet().forEach(values::remove);
    boolean progress = true;
    while (progress && !open.isEmpty()) {
      progress = false;
      for (String name : List.copyOf(open.keySet())) {
        JsonValue value = insert(open.get(name));
        if (!(value instanceof JsonText text) || unresolved(text).isEmpty()) {
          values.put(name, value);
          open.remove(name);
          progress = true;
        }
      }
    }
    open.forEach((name, value) -> problems.add(unresolvable(name, insert(value), open.keySet())));
    open.forEach((name, value) -> values.put(name, insert(value)));
  }

  private Problem unresolvable(String name, JsonValue value, Set<String> open) {
    List<String> missing = value instanceof JsonText text ? unresolved(text) : List.of();
    List<String> undefined = missing.stream().filter(m -> !open.contains(m)).toList();
    if (undefined.isEmpty()) {
      return Problem.error(
              "config.manifest-cycle",
              value.where(),
              "The manifest variable $"
                  + name
                  + " depends on itself, through $"
                  + String.join(", $", missing))
          .hint("Give one of them a value without the others");
    }
    return Problem.error(
            "config.unknown-variable",
            value.where(),
            "The manifest variable $"
                + name
                + " uses $"
                + String.join(", $", undefined)
                + ", which is not defined")
        .hint(NearestName.hint(undefined.getFirst(), values.keySet()));
  }

  /** Names of the variables that are still in the text. */
  List<String> unresolved(JsonText text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(text.value());
    while (matcher.find()) {
      names.add(name(matcher));
    }
    return names;
  }

  Set<String> names() {
    return values.keySet();
  }

  private static String name(Matcher matcher) {
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  /** The value with all known variables put in; unknown ones stay as text. */
  JsonValue insert(JsonValue value) {
    return switch (value) {
      case JsonText text -> insert(text);
      case JsonArray array ->
          new JsonArray(array.items().stream().map(this::insert).toList(), array.where());
      case JsonObject object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object
            .members()
            .forEach((key, member) ->
                members.put(key, key.equals("manifest") ? member : insert(member)));
        yield new JsonObject(members, object.where());
      }
      case JsonNumber n -> n;
      case JsonFlag f -> f;
      case JsonNull n -> n;
    };
  }

  private JsonValue insert(JsonText text) {
    Matcher matcher = REFERENCE.matcher(text.value());
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      JsonValue replacement = values.get(name(matcher));
      boolean whole = matcher.start() == 0 && matcher.end() == text.value().length();
      if (whole && replacement != null && !(replacement instanceof JsonText)) {
        return movedTo(replacement, text.where());
      }
      matcher.appendReplacement(
          result,
          Matcher.quoteReplacement(replacement == null ? matcher.group() : plain(replacement)));
    }
    return new JsonText(matcher.appendTail(result).toString(), text.written(), text.where());
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonText text ? text.value() : value.inWords();
  }

  private static JsonValue movedTo(JsonValue value, Location where) {
    return switch (value) {
      case JsonText t -> new JsonText(t.value(), t.written(), where);
      case JsonNumber n -> new JsonNumber(n.value(), n.text(), where);
      case JsonFlag f -> new JsonFlag(f.value(), where);
      case JsonNull _ -> new JsonNull(where);
      case JsonArray a -> new JsonArray(a.items(), where);
      case JsonObject o -> new JsonObject(o.members(), where);
    };
  }

  /**
   * How the text came about: {@code "$DIR/x.h5" with $DIR = "./network" (line 4)}; the text alone
   * when it has no variable of the manifest.
   */
  String origin(JsonText text) {
    StringBuilder words = new StringBuilder("\"" + text.written() + '"');
    Matcher matcher = REFERENCE.matcher(text.written());
    while (matcher.find()) {
      JsonValue value = values.get(name(matcher));
      if (value != null) {
        int line = value.where().line();
        words
            .append(words.indexOf(" with ") < 0 ? " with $" : ", $")
            .append(name(matcher))
            .append(" = ");
        words
            .append('"')
            .append(plain(value))
            .append('"')
            .append(line > 0 ? " (line " + line + ")" : "");
      }
    }
    return words.toString();
  }
}
