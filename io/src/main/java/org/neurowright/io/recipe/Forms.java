package org.neurowright.io.recipe;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Point;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/** The plain forms: numbers, texts, lists. */
final class Forms {
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern UNFIT_FOR_FILES = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");

  /** The same for JSON schemas. */
  private static final String FIT_FOR_FILES = "^(?=.*\\S)[^/\\\\:*?\"<>|\\u0000-\\u001f]*$";

  /** Any text. */
  static final Form<String> TEXT =
      new Simple<>(
          "text",
          json -> json instanceof JsonText text ? Optional.of(text.value()) : Optional.empty(),
          Tree::text,
          () -> type("string"));

  /** Text with something in it. */
  static final Form<String> NAME =
      new Simple<>(
          "a name",
          json ->
              json instanceof JsonText text && !text.value().isBlank()
                  ? Optional.of(text.value())
                  : Optional.empty(),
          Tree::text,
          () -> type("string").with("pattern", Tree.text("\\S")));

  /** A name that files can have. */
  static final Form<String> FILE_NAME =
      new Simple<>(
          "a name without / \\ : * ? \" < > |",
          json ->
              json instanceof JsonText text
                      && !text.value().isBlank()
                      && !UNFIT_FOR_FILES.matcher(text.value()).find()
                  ? Optional.of(text.value())
                  : Optional.empty(),
          Tree::text,
          () -> type("string").with("pattern", Tree.text(FIT_FOR_FILES)));

  /** A number or an expression, kept as text. */
  static final Form<String> EXPRESSION =
      new ExpressionText(
          new Simple<>(
              "a number or an expression",
              json ->
                  switch (json) {
                    case JsonNumber number when Double.isFinite(number.value()) ->
                        Optional.of(number.text());
                    case JsonText text when !text.value().isBlank() -> Optional.of(text.value());
                    case JsonNumber n -> Optional.empty();
                    case JsonText t -> Optional.empty();
                    case JsonObject o -> Optional.empty();
                    case JsonArray a -> Optional.empty();
                    case JsonFlag f -> Optional.empty();
                    case JsonValue.JsonNull n -> Optional.empty();
                  },
              text -> JSON_NUMBER.matcher(text).matches() ? new Tree.Leaf(text) : Tree.text(text),
              () -> type("number", "string")));

  /** A condition; empty for none. */
  static final Form<String> CONDITION = new ExpressionText(TEXT);

  /** A formula. */
  static final Form<String> FORMULA = new ExpressionText(NAME);

  static final Form<Boolean> FLAG =
      new Simple<>(
          "true or false",
          json -> json instanceof JsonFlag flag ? Optional.of(flag.value()) : Optional.empty(),
          Tree::flag,
          () -> type("boolean"));

  /** Any finite number. */
  static final Form<Double> NUMBER = number(-Double.MAX_VALUE, Double.MAX_VALUE, "a number");

  static final Form<Double> NOT_NEGATIVE = number(0, Double.MAX_VALUE, "a number from 0");

  static final Form<Double> POSITIVE =
      number(Double.MIN_VALUE, Double.MAX_VALUE, "a number greater than 0");

  static final Form<Integer> COUNT = whole(0, "a whole number from 0");

  static final Form<Integer> POSITIVE_COUNT = whole(1, "a whole number from 1");

  /** Any whole number of 64 bits. */
  static final Form<Long> LONG = wholeLong(Long.MIN_VALUE, "a whole number");

  static final Form<Long> LONG_COUNT = wholeLong(0, "a whole number from 0");

  /** {@code [x, y, z]}. */
  static final Form<Point> POINT = new PointForm();

  private Forms() {}

  /** A number in a closed range. */
  static Form<Double> number(double low, double high, String inWords) {
    return new Simple<>(
        inWords,
        json ->
            json instanceof JsonNumber number && number.value() >= low && number.value() <= high
                ? Optional.of(number.value())
                : Optional.empty(),
        Tree::number,
        () -> {
          Tree.Obj schema = type("number");
          if (low == Double.MIN_VALUE) {
            schema.with("exclusiveMinimum", Tree.number(0));
          } else if (low > -Double.MAX_VALUE) {
            schema.with("minimum", Tree.number(low));
          }
          return high < Double.MAX_VALUE ? schema.with("maximum", Tree.number(high)) : schema;
        });
  }

  /** A whole number from a smallest one. */
  static Form<Integer> whole(int low, String inWords) {
    return new Simple<>(
        inWords,
        json ->
            json instanceof JsonNumber number
                    && number.isLong()
                    && number.asLong() >= low
                    && number.asLong() <= Integer.MAX_VALUE
                ? Optional.of((int) number.asLong())
                : Optional.empty(),
        Tree::number,
        () -> {
          Tree.Obj schema = type("integer");
          return low > Integer.MIN_VALUE ? schema.with("minimum", Tree.number(low)) : schema;
        });
  }

  private static Form<Long> wholeLong(long low, String inWords) {
    return new Simple<>(
        inWords,
        json ->
            json instanceof JsonNumber number
                ? exact(number).filter(value -> value >= low)
                : Optional.empty(),
        Tree::number,
        () -> {
          Tree.Obj schema = type("integer");
          return low > Long.MIN_VALUE ? schema.with("minimum", Tree.number(low)) : schema;
        });
  }

  /** The number if a long holds it, the largest ones included. */
  private static Optional<Long> exact(JsonNumber number) {
    try {
      return Optional.of(new BigDecimal(number.text()).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** One of some words. */
  static <E extends Enum<E>> Form<E> word(Map<String, E> words) {
    Map<String, E> inOrder = new LinkedHashMap<>(words);
    return new Simple<>(
        "one of " + String.join(", ", inOrder.keySet()),
        json ->
            json instanceof JsonText text
                ? Optional.ofNullable(inOrder.get(text.value()))
                : Optional.empty(),
        value ->
            inOrder.entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(entry -> Tree.text(entry.getKey()))
                .findFirst()
                .orElseThrow(),
        () -> Tree.Obj.inline().with("enum", Tree.texts(List.copyOf(inOrder.keySet()))));
  }

  /** A list; {@code expanded} ones have a line for each item. */
  static <T> Form<List<T>> list(Form<T> item, boolean expanded) {
    return new ListForm<>(item, expanded);
  }

  /** Values by names that the user gives. */
  static <T> Form<Map<String, T>> map(Form<T> value) {
    return new MapForm<>(value, List.of());
  }

  /** Values by some of the names given. */
  static <T> Form<Map<String, T>> map(Form<T> value, List<String> names) {
    return new MapForm<>(value, names);
  }

  static Tree.Obj type(String... names) {
    return Tree.Obj.inline()
        .with("type", names.length == 1 ? Tree.text(names[0]) : Tree.texts(List.of(names)));
  }

  private record Simple<T>(
      String inWords,
      Function<JsonValue, Optional<T>> reader,
      Function<T, Tree> writer,
      Supplier<Tree.Obj> describer)
      implements Form<T> {
    @Override
    public Optional<T> read(JsonValue json, Reading reading) {
      Optional<T> value = reader.apply(json);
      return value.isPresent() ? value : reading.wrong(json, inWords);
    }

    @Override
    public Tree write(T value) {
      return writer.apply(value);
    }

    @Override
    public Tree.Obj schema(Schemas schemas) {
      return describer.get();
    }
  }

  private record PointForm() implements Form<Point> {
    @Override
    public Optional<Point> read(JsonValue json, Reading reading) {
      if (json instanceof JsonArray(List<JsonValue> items, var where)
          && items.size() == 3
          && items.get(0) instanceof JsonNumber x
          && items.get(1) instanceof JsonNumber y
          && items.get(2) instanceof JsonNumber z
          && Double.isFinite(x.value() + y.value() + z.value())) {
        return Optional.of(new Point(x.value(), y.value(), z.value()));
      }
      return reading.wrong(json, inWords());
    }

    @Override
    public Tree write(Point point) {
      return Tree.list(
          List.of(Tree.number(point.x()), Tree.number(point.y()), Tree.number(point.z())));
    }

    @Override
    public Tree.Obj schema(Schemas schemas) {
      return schemas.reference(
          "point",
          () ->
              type("array")
                  .with("items", type("number"))
                  .with("minItems", Tree.number(3))
                  .with("maxItems", Tree.number(3)));
    }

    @Override
    public String inWords() {
      return "three numbers [x, y, z]";
    }
  }

  private record ListForm<T>(Form<T> item, boolean expanded) implements Form<List<T>> {
    @Override
    public Optional<List<T>> read(JsonValue json, Reading reading) {
      if (!(json instanceof JsonArray array)) {
        return reading.wrong(json, inWords());
      }
      List<T> values = new ArrayList<>();
      for (int i = 0; i < array.items().size(); i++) {
        JsonValue value = array.items().get(i);
        reading.inside(Integer.toString(i), () -> item.read(value, reading)).ifPresent(values::add);
      }
      return values.size() == array.items().size() ? Optional.of(values) : Optional.empty();
    }

    @Override
    public Tree write(List<T> values) {
      return new Tree.Arr(new ArrayList<>(values.stream().map(item::write).toList()), expanded);
    }

    @Override
    public Tree.Obj schema(Schemas schemas) {
      return type("array").with("items", item.schema(schemas));
    }

    @Override
    public String inWords() {
      return "a list: " + item.inWords();
    }
  }

  /**
   * Values by name.
   *
   * @param names the only ones allowed; empty for any
   */
  private record MapForm<T>(Form<T> value, List<String> names) implements Form<Map<String, T>> {
    @Override
    public Optional<Map<String, T>> read(JsonValue json, Reading reading) {
      if (!(json instanceof JsonObject object)) {
        return reading.wrong(json, inWords());
      }
      Map<String, T> values = new LinkedHashMap<>();
      boolean whole = true;
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        String name = member.getKey();
        if (name.isBlank() || !names.isEmpty() && !names.contains(name)) {
          reading.add(
              Problem.error(
                      "recipe.unknown-name",
                      member.getValue().where(),
                      name.isBlank()
                          ? "A value stands here without a name"
                          : "There is nothing called \"" + name + "\" here")
                  .expected(names.isEmpty() ? "a name" : "one of " + String.join(", ", names)));
          whole = false;
          continue;
        }
        Optional<T> read = reading.inside(name, () -> value.read(member.getValue(), reading));
        read.ifPresent(v -> values.put(name, v));
        whole &= read.isPresent();
      }
      return whole ? Optional.of(values) : Optional.empty();
    }

    @Override
    public Tree write(Map<String, T> values) {
      Tree.Obj tree = names.isEmpty() ? Tree.Obj.expanding() : Tree.Obj.inline();
      values.forEach((name, v) -> tree.with(name, value.write(v)));
      return tree;
    }

    @Override
    public Tree.Obj schema(Schemas schemas) {
      Tree.Obj schema = type("object");
      if (names.isEmpty()) {
        return schema.with("additionalProperties", value.schema(schemas));
      }
      Tree.Obj properties = Tree.Obj.inline();
      names.forEach(name -> properties.with(name, value.schema(schemas)));
      return schema.with("properties", properties).with("additionalProperties", Tree.flag(false));
    }

    @Override
    public String inWords() {
      return (names.isEmpty() ? "by name: " : "by " + String.join(", ", names) + ": ")
          + value.inWords();
    }
  }
}
