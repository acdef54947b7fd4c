package org.neurowright.io.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.problem.Location;

/** A JSON value with its place: file, line, column and JSON path such as {@code $.run.dt}. */
public sealed interface JsonValue {

  Location where();

  /** The value as one would write it, shortened when long; for messages. */
  String inWords();

  /** Members in the order of the file. */
  record JsonObject(Map<String, JsonValue> members, Location where) implements JsonValue {
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Optional<JsonValue> get(String key) {
      return Optional.ofNullable(members.get(key));
    }

    @Override
    public String inWords() {
      return "an object";
    }
  }

  record JsonArray(List<JsonValue> items, Location where) implements JsonValue {
    public JsonArray {
      items = Collections.unmodifiableList(new ArrayList<>(items));
    }

    @Override
    public String inWords() {
      return "a list of " + items.size() + (items.size() == 1 ? " value" : " values");
    }
  }

  /**
   * Text.
   *
   * @param value the text
   * @param written the text as it stands in the file, before variables were put in
   */
  record JsonText(String value, String written, Location where) implements JsonValue {
    @Override
    public String inWords() {
      return '"' + (value.length() > 80 ? value.substring(0, 77) + "..." : value) + '"';
    }
  }

  /**
   * A number.
   *
   * @param text digits as written ({@code NaN} and {@code Infinity} included)
   */
  record JsonNumber(double value, String text, Location where) implements JsonValue {
    @Override
    public String inWords() {
      return text;
    }

    /** True for integers that a long holds. */
    public boolean isLong() {
      return value == Math.rint(value) && Math.abs(value) < 0x1p63;
    }

    /** The integer, exact where the text is an integer. */
    public long asLong() {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return (long) value;
      }
    }
  }

  record JsonFlag(boolean value, Location where) implements JsonValue {
    @Override
    public String inWords() {
      return Boolean.toString(value);
    }
  }

  record JsonNull(Location where) implements JsonValue {
    @Override
    public String inWords() {
      return "null";
    }
  }
}
