package org.neurowright.io.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON files. Strict JSON (with Python's NaN and Infinity) gives no problem; comments,
 * trailing commas and single quotes are read with a warning, since other programs refuse them.
 */
public final class JsonReader {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private JsonReader() {}

  /** Reads a file (UTF-8, with or without byte order mark). */
  public static ReadResult<JsonValue> read(Path file) {
    String text;
    try {
      text = decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return failed(
          Problem.error("json.missing-file", Location.of(file), "There is no file " + file));
    } catch (CharacterCodingException e) {
      return failed(
          Problem.error("json.encoding", Location.of(file), "The file is not UTF-8 text")
              .hint("Save it as UTF-8"));
    } catch (IOException e) {
      return failed(
          Problem.error(
              "json.unreadable", Location.of(file), "The file cannot be read: " + reason(e)));
    }
    return read(text, file);
  }

  /** Reads text that stands in the given file. */
  public static ReadResult<JsonValue> read(String text, Path file) {
    if (text.isBlank()) {
      return failed(
          Problem.error("json.empty", Location.of(file), "The file is empty").expected("JSON"));
    }
    try {
      return parse(STRICT, text, file, new Problems());
    } catch (StreamReadException strict) {
      Problems problems = new Problems();
      problems.add(
          Problem.warning(
                  "json.not-strict",
                  place(strict, file),
                  "This is not strict JSON: " + message(strict))
              .hint(
                  "It is read all the same; other programs refuse comments, trailing commas and the like"));
      try {
        return parse(LENIENT, text, file, problems);
      } catch (StreamReadException lenient) {
        return failed(
            Problem.error(
                    "json.syntax",
                    place(lenient, file),
                    "JSON ends being readable here: " + message(lenient))
                .hint(
                    "Look at this line and the one before for a missing comma, quote or bracket"));
      }
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static ReadResult<JsonValue> failed(Problem problem) {
    return ReadResult.failed(List.of(problem));
  }

  private static Location place(StreamReadException e, Path file) {
    return Location.of(
        file.toString(),
        Math.max(0, e.getLocation().getLineNr()),
        Math.max(0, e.getLocation().getColumnNr()));
  }

  private static String message(StreamReadException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("unexpected text");
    // Jackson names its own switches in a trailing remark.
    int remark = first.indexOf(" (enable feature");
    return remark < 0 ? first : first.substring(0, remark);
  }

  private static ReadResult<JsonValue> parse(
      JsonFactory factory, String text, Path file, Problems problems) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      Builder builder = new Builder(parser, file.toString(), problems);
      parser.nextToken();
      JsonValue value = builder.value("$");
      if (parser.nextToken() != null) {
        problems.add(
            Problem.warning(
                "json.trailing-text",
                builder.here(""),
                "There is more text after the end of the JSON value"));
      }
      return ReadResult.of(value, problems.toList());
    }
  }

  /** Recursive descent over Jackson's tokens; depth is limited by Jackson's own nesting limit. */
  private record Builder(JsonParser parser, String file, Problems problems) {

    Location here(String element) {
      var at = parser.currentTokenLocation();
      return new Location(file, at.getLineNr(), at.getColumnNr(), element);
    }

    JsonValue value(String path) {
      Location where = here(path);
      JsonToken token = parser.currentToken();
      return switch (token) {
        case START_OBJECT -> object(path, where);
        case START_ARRAY -> array(path, where);
        case VALUE_STRING -> new JsonText(parser.getString(), parser.getString(), where);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          String digits = parser.getString();
          yield new JsonNumber(number(digits), digits, where);
        }
        case VALUE_TRUE -> new JsonFlag(true, where);
        case VALUE_FALSE -> new JsonFlag(false, where);
        case VALUE_NULL -> new JsonNull(where);
        // Not reached: the parser gives these only inside objects and arrays or when fed in pieces.
        case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
            throw new IllegalStateException("unexpected token " + token);
      };
    }

    private static double number(String digits) {
      return switch (digits) {
        case "INF", "+INF" -> Double.POSITIVE_INFINITY;
        case "-INF" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(digits);
      };
    }

    private JsonObject object(String path, Location where) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        Location keyPlace = here(path + "." + key);
        parser.nextToken();
        JsonValue before = members.put(key, value(path + "." + key));
        if (before != null) {
          problems.add(
              Problem.warning(
                      "json.duplicate-key",
                      keyPlace,
                      "The key \""
                          + key
                          + "\" stands here again; the value of line "
                          + before.where().line()
                          + " is lost")
                  .hint("Remove one of the two"));
        }
      }
      return new JsonObject(members, where);
    }

    private JsonArray array(String path, Location where) {
      List<JsonValue> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(path + "[" + items.size() + "]"));
      }
      return new JsonArray(items, where);
    }
  }
}
