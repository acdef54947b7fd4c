package org.neurowright.io.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.description.Value;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * Single values of columns. SONATA's tables hold lists and truth values as text in Python's
 * notation ({@code "['somatic', 'basal']"}, {@code "True"}); in the document they are JSON's.
 */
record Constants() implements Form<Value> {
  private static final Pattern ITEM = Pattern.compile("'([^'\\\\\\p{Cntrl}]*)'|([^',\\[\\] ]+)");

  @Override
  public Optional<Value> read(JsonValue json, Reading reading) {
    Optional<Value> value = value(json);
    return value.isPresent() ? value : reading.wrong(json, inWords());
  }

  static Optional<Value> value(JsonValue json) {
    return switch (json) {
      case JsonNumber number ->
          Double.isFinite(number.value())
              ? Optional.of(new Value.Num(number.value()))
              : Optional.empty();
      case JsonText text -> Optional.of(new Value.Text(text.value()));
      case JsonFlag flag -> Optional.of(new Value.Text(flag.value() ? "True" : "False"));
      case JsonArray array -> listText(array).map(Value.Text::new);
      case JsonValue.JsonNull none -> Optional.empty();
      case JsonValue.JsonObject object -> Optional.empty();
    };
  }

  private static Optional<String> listText(JsonArray array) {
    List<String> items = new ArrayList<>();
    for (JsonValue item : array.items()) {
      String printed =
          switch (item) {
            case JsonNumber number when Double.isFinite(number.value()) ->
                JsonLayout.shortest(number.value());
            case JsonText text -> "'" + text.value() + "'";
            case JsonNumber n -> "";
            case JsonFlag f -> "";
            case JsonArray a -> "";
            case JsonValue.JsonNull n -> "";
            case JsonValue.JsonObject o -> "";
          };
      if (!ITEM.matcher(printed).matches()) {
        return Optional.empty();
      }
      items.add(printed);
    }
    return Optional.of("[" + String.join(", ", items) + "]");
  }

  @Override
  public Tree write(Value value) {
    return switch (value) {
      case Value.Num(double number) -> Tree.number(number);
      case Value.Text(String text) ->
          switch (text) {
            case "True" -> Tree.flag(true);
            case "False" -> Tree.flag(false);
            default -> list(text).<Tree>map(list -> list).orElseGet(() -> Tree.text(text));
          };
    };
  }

  /** A text that is a list in exactly the notation in which lists are read. */
  private static Optional<Tree> list(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return Optional.empty();
    }
    List<Tree> items = new ArrayList<>();
    List<String> again = new ArrayList<>();
    Matcher matcher = ITEM.matcher(text.substring(1, text.length() - 1));
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        items.add(Tree.text(matcher.group(1)));
        again.add("'" + matcher.group(1) + "'");
      } else {
        double number;
        try {
          number = Double.parseDouble(matcher.group(2));
        } catch (NumberFormatException e) {
          return Optional.empty();
        }
        items.add(Tree.number(number));
        again.add(Double.isFinite(number) ? JsonLayout.shortest(number) : "");
      }
    }
    return text.equals("[" + String.join(", ", again) + "]")
        ? Optional.of(Tree.list(items))
        : Optional.empty();
  }

  @Override
  public Tree.Obj schema(Schemas schemas) {
    return schemas.reference(
        "value",
        () ->
            Tree.Obj.inline()
                .with(
                    "description",
                    Tree.text("A number, a text, a truth value, or a list of numbers or texts."))
                .with(
                    "oneOf",
                    Tree.list(
                        List.of(
                            Forms.type("number", "string", "boolean"),
                            Forms.type("array").with("items", Forms.type("number", "string"))))));
  }

  @Override
  public String inWords() {
    return "a number, a text, true, false or a list of numbers or texts";
  }
}
