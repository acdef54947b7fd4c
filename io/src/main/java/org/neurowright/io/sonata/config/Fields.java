package org.neurowright.io.sonata.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * One object of a configuration, read key by key; values of a wrong type become problems and count
 * as absent.
 */
public final class Fields {
  private final JsonObject object;
  private final String name;
  private final Problems problems;

  /**
   * Wraps an object.
   *
   * @param name how the user calls it, for instance {@code run} or {@code inputs.lgn}
   */
  public Fields(JsonObject object, String name, Problems problems) {
    this.object = object;
    this.name = name;
    this.problems = problems;
  }

  /** A top-level section; an absent one is empty. */
  public static Fields section(Config config, String key, Problems problems) {
    Location nowhere = new Location(config.file().toString(), 0, 0, "$");
    JsonObject empty = new JsonObject(Map.of(), nowhere);
    return switch (config.get(key).orElse(empty)) {
      case JsonObject found -> new Fields(found, key, problems);
      case JsonValue other -> {
        problems.add(
            Problem.error(
                    "config.wrong-type", other.where(), "\"" + key + "\" is " + other.inWords())
                .expected("an object"));
        yield new Fields(empty, key, problems);
      }
    };
  }

  public JsonObject object() {
    return object;
  }

  public Location where() {
    return object.where();
  }

  /** Place of a key's value, or of the object when it does not have the key. */
  public Location where(String key) {
    return object.get(key).map(JsonValue::where).orElse(object.where());
  }

  public boolean has(String key) {
    return value(key).isPresent();
  }

  /** The value unless it is absent or null. */
  public Optional<JsonValue> value(String key) {
    return object.get(key).filter(v -> !(v instanceof JsonNull));
  }

  /** A number; text that is a number is taken with a warning. */
  public OptionalDouble number(String key) {
    return switch (value(key).orElse(null)) {
      case null -> OptionalDouble.empty();
      case JsonNumber number -> OptionalDouble.of(number.value());
      case JsonText text when CsvTable.isNumber(text.value().strip()) -> {
        problems.add(
            Problem.warning(
                    "config.number-as-text",
                    text.where(),
                    qualified(key) + " is the text " + text.inWords())
                .expected("a number without quotes"));
        yield OptionalDouble.of(CsvTable.number(text.value().strip()));
      }
      case JsonValue other -> {
        wrongType(key, other, "a number");
        yield OptionalDouble.empty();
      }
    };
  }

  public Optional<JsonText> text(String key) {
    return switch (value(key).orElse(null)) {
      case null -> Optional.empty();
      case JsonText text -> Optional.of(text);
      case JsonValue other -> {
        wrongType(key, other, "text");
        yield Optional.empty();
      }
    };
  }

  /** True or false; numbers count as in Python, the words true and false with a warning. */
  public boolean flag(String key, boolean otherwise) {
    return switch (value(key).orElse(null)) {
      case null -> otherwise;
      case JsonFlag flag -> flag.value();
      case JsonNumber number -> number.value() != 0;
      case JsonText text
          when text.value().equalsIgnoreCase("true") || text.value().equalsIgnoreCase("false") -> {
        problems.add(
            Problem.warning(
                    "config.flag-as-text",
                    text.where(),
                    qualified(key) + " is the text " + text.inWords())
                .expected("true or false without quotes"));
        yield text.value().equalsIgnoreCase("true");
      }
      case JsonValue other -> {
        wrongType(key, other, "true or false");
        yield otherwise;
      }
    };
  }

  /** A number or a list of numbers; empty when absent or wrong (then said). */
  public Optional<double[]> numbers(String key) {
    JsonValue found = value(key).orElse(null);
    if (found instanceof JsonArray array) {
      double[] numbers = new double[array.items().size()];
      for (int i = 0; i < numbers.length; i++) {
        if (!(array.items().get(i) instanceof JsonNumber number)) {
          wrongType(key, array.items().get(i), "a number");
          return Optional.empty();
        }
        numbers[i] = number.value();
      }
      return Optional.of(numbers);
    }
    OptionalDouble one = number(key);
    return one.isPresent() ? Optional.of(new double[] {one.getAsDouble()}) : Optional.empty();
  }

  /** Says that a value has the wrong type. */
  public void wrongType(String key, JsonValue found, String expected) {
    problems.add(
        Problem.error("config.wrong-type", found.where(), qualified(key) + " is " + found.inWords())
            .expected(expected));
  }

  /** Says that a key is missing. */
  public void missing(String key, String expected) {
    problems.add(
        Problem.error("config.missing-key", object.where(), qualified(key) + " is missing")
            .expected(expected));
  }

  /** {@code run.dt}. */
  public String qualified(String key) {
    return name + "." + key;
  }

  /** Says which keys are unknown, with the nearest known one. */
  public void reportUnknown(Set<String> known) {
    reportUnknown(object, known, "in " + name, problems);
  }

  static void reportUnknown(JsonObject object, Set<String> known, String place, Problems problems) {
    object
        .members()
        .forEach((key, value) -> {
          boolean remark =
              key.startsWith("_")
                  || key.startsWith("#")
                  || key.startsWith("//")
                  || key.startsWith("comment");
          if (!known.contains(key) && !remark) {
            String hint =
                NearestName.of(key, new TreeSet<>(known))
                    .map(k -> "The nearest known key is \"" + k + '"')
                    .orElse("");
            problems.add(
                Problem.info(
                        "config.unknown-key",
                        value.where(),
                        "The key \"" + key + "\" " + place + " means nothing")
                    .hint(hint));
          }
        });
  }
}
