package org.neurowright.io.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.problem.Location;
import org.neurowright.io.json.JsonValue;

/** JSON as text, an item a line, and values for it. */
final class JsonPrint {
  private JsonPrint() {}

  static String document(JsonValue value) {
    StringBuilder out = new StringBuilder();
    print(value, "", out);
    return out.append('\n').toString();
  }

  static JsonValue text(String value) {
    return new JsonValue.JsonText(value, value, Location.NOWHERE);
  }

  static JsonValue.JsonObject object(Map<String, JsonValue> members) {
    return new JsonValue.JsonObject(new LinkedHashMap<>(members), Location.NOWHERE);
  }

  static JsonValue list(List<JsonValue> items) {
    return new JsonValue.JsonArray(new ArrayList<>(items), Location.NOWHERE);
  }

  private static void print(JsonValue value, String indent, StringBuilder out) {
    String inner = indent + "  ";
    switch (value) {
      case JsonValue.JsonObject object -> {
        String between = "{\n";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          out.append(between).append(inner).append(quoted(member.getKey())).append(": ");
          print(member.getValue(), inner, out);
          between = ",\n";
        }
        out.append(object.members().isEmpty() ? "{}" : "\n" + indent + "}");
      }
      case JsonValue.JsonArray array -> {
        boolean simple =
            array.items().stream()
                .noneMatch(
                    i -> i instanceof JsonValue.JsonObject || i instanceof JsonValue.JsonArray);
        String between = simple ? "[" : "[\n" + inner;
        for (JsonValue item : array.items()) {
          out.append(between);
          print(item, inner, out);
          between = simple ? ", " : ",\n" + inner;
        }
        out.append(array.items().isEmpty() ? "[]" : simple ? "]" : "\n" + indent + "]");
      }
      case JsonValue.JsonText text -> out.append(quoted(text.value()));
      case JsonValue.JsonNumber number -> out.append(number.text());
      case JsonValue.JsonFlag flag -> out.append(flag.value());
      case JsonValue.JsonNull _ -> out.append("null");
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return out.append('"').toString();
  }
}
