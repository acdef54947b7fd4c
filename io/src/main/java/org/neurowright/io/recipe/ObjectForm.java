package org.neurowright.io.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * An object whose keys are known: the table of which its reader, writer and schema are made. Keys
 * that are not known are told and kept; {@code note} is kept in every object without a word.
 */
final class ObjectForm<T> implements Form<T> {
  /** A remark of the author, anywhere. */
  static final String NOTE = "note";

  /** Names the JSON schema, for editors. */
  static final String SCHEMA = "$schema";

  private final String name;
  private final String about;
  private final boolean expanded;
  private final List<Key<T, ?>> keys = new ArrayList<>();
  private final List<Check<T>> checks = new ArrayList<>();
  private final Function<Values, T> maker;
  private Function<T, Map<String, String>> extras;

  /**
   * @param name in the schema
   * @param about what it is, one sentence
   * @param expanded whether each key is written on a line of its own
   * @param design declares the keys in the order in which they are written and says how the value
   *     is made of them
   */
  ObjectForm(
      String name,
      String about,
      boolean expanded,
      Function<ObjectForm<T>, Function<Values, T>> design) {
    this.name = name;
    this.about = about;
    this.expanded = expanded;
    this.maker = design.apply(this);
  }

  /**
   * A key.
   *
   * @param name of the member
   * @param form of its value
   * @param required whether it must be there
   * @param standard value when it is not there and need not be; such a value is not written; null
   *     when there is none
   * @param getter its value, empty when it is not to be written
   * @param about what it is
   */
  record Key<T, V>(
      String name,
      Form<V> form,
      boolean required,
      V standard,
      Function<T, Optional<V>> getter,
      String about) {
    private Optional<Tree> write(T whole) {
      return getter
          .apply(whole)
          .filter(value -> required || !value.equals(standard))
          .map(form::write);
    }

    private Optional<V> read(JsonValue json, Reading reading) {
      return reading.inside(name, () -> form.read(json, reading));
    }
  }

  /** What was read of an object. */
  static final class Values {
    private final Map<Key<?, ?>, Object> values = new HashMap<>();
    private final Map<String, String> extras;

    private Values(Map<String, String> extras) {
      this.extras = extras;
    }

    /** Value of a key that is required or has a standard value. */
    <V> V get(Key<?, V> key) {
      return maybe(key).orElse(key.standard());
    }

    /** Value of a key that may be missing. */
    @SuppressWarnings("unchecked") // put in by read() with the key's own type
    <V> Optional<V> maybe(Key<?, V> key) {
      return Optional.ofNullable((V) values.get(key));
    }

    /** What is kept without being known. */
    Map<String, String> extras() {
      return extras;
    }
  }

  /** Looks whether what was read makes sense. */
  @FunctionalInterface
  interface Check<T> {
    void check(T value, Found found);
  }

  /** An object that was read, for saying where something is wrong with it. */
  record Found(JsonObject json, Reading reading) {
    JsonValue at(String key) {
      return json.get(key).orElse(json);
    }

    Location where(String key) {
      return at(key).where();
    }

    void error(String code, String key, String message, String expected, String hint) {
      reading.add(Problem.error(code, where(key), message).expected(expected).hint(hint));
    }

    /** Looks for a csv file and its columns, which are named by keys or by default. */
    Optional<CsvTable> csv(String fileKey, String file, Map<String, String> columnsByKey) {
      return reading.table(file, where(fileKey), columnsByKey, this::where);
    }

    void warning(String code, String key, String message, String hint) {
      reading.add(Problem.warning(code, where(key), message).hint(hint));
    }
  }

  <V> Key<T, V> required(String key, Form<V> form, Function<T, V> getter, String what) {
    return add(new Key<>(key, form, true, null, getter.andThen(Optional::of), what));
  }

  <V> Key<T, V> optional(String key, Form<V> form, V standard, Function<T, V> getter, String what) {
    return add(new Key<>(key, form, false, standard, getter.andThen(Optional::of), what));
  }

  <V> Key<T, V> maybe(String key, Form<V> form, Function<T, Optional<V>> getter, String what) {
    return add(new Key<>(key, form, false, null, getter, what));
  }

  private <V> Key<T, V> add(Key<T, V> key) {
    keys.add(key);
    return key;
  }

  /** Makes the object keep what is not known in it. */
  void owns(Function<T, Map<String, String>> getter) {
    extras = getter;
  }

  void check(Check<T> check) {
    checks.add(check);
  }

  String name() {
    return name;
  }

  String about() {
    return about;
  }

  List<Key<T, ?>> keys() {
    return List.copyOf(keys);
  }

  @Override
  public Optional<T> read(JsonValue json, Reading reading) {
    return read(json, reading, List.of());
  }

  /** Reads an object in which some more keys have been read already. */
  Optional<T> read(JsonValue json, Reading reading, List<String> alsoKnown) {
    if (!(json instanceof JsonObject object)) {
      return reading.wrong(json, inWords());
    }
    return extras == null
        ? read(object, reading, alsoKnown, Map.of())
        : reading.owning(kept -> read(object, reading, alsoKnown, kept));
  }

  private Optional<T> read(
      JsonObject object, Reading reading, List<String> alsoKnown, Map<String, String> kept) {
    Values values = new Values(kept);
    boolean whole = true;
    List<String> missing = new ArrayList<>();
    for (Key<T, ?> key : keys) {
      Optional<JsonValue> member = object.get(key.name());
      if (member.isPresent()) {
        Optional<?> value = key.read(member.get(), reading);
        value.ifPresent(v -> values.values.put(key, v));
        whole &= value.isPresent();
      } else if (key.required()) {
        missing.add(key.name());
      }
    }
    List<String> unknown = unknown(object, reading, alsoKnown);
    for (String key : missing) {
      whole = false;
      reading.add(
          Problem.error(
                  "recipe.missing-key", object.where(), "\"" + key + "\" is missing in " + name)
              .expected(find(key).form().inWords())
              .hint(
                  NearestName.of(key, unknown)
                      .map(near -> "There is \"" + near + "\"; probably that is meant")
                      .orElse(find(key).about())));
    }
    if (!whole) {
      return Optional.empty();
    }
    T value = maker.apply(values);
    Found found = new Found(object, reading);
    checks.forEach(check -> check.check(value, found));
    return Optional.of(value);
  }

  private Key<T, ?> find(String key) {
    return keys.stream().filter(k -> k.name().equals(key)).findFirst().orElseThrow();
  }

  private List<String> unknown(JsonObject object, Reading reading, List<String> alsoKnown) {
    TreeSet<String> known = new TreeSet<>(alsoKnown);
    keys.forEach(key -> known.add(key.name()));
    List<String> unknown = new ArrayList<>();
    object
        .members()
        .forEach((key, value) -> {
          if (known.contains(key)) {
            return;
          }
          reading.keep(key, value);
          if (key.equals(NOTE) || key.equals(SCHEMA)) {
            return;
          }
          unknown.add(key);
          reading.add(
              Problem.warning(
                      "recipe.unknown-key",
                      value.where(),
                      "The key \"" + key + "\" is not known in " + name + " and does nothing")
                  .expected("one of " + NearestName.nearestFirst(key, known))
                  .hint(
                      NearestName.of(key, known)
                          .map(near -> "Is \"" + near + "\" meant?")
                          .orElse("It is kept; remarks can stand under \"note\"")));
        });
    return unknown;
  }

  @Override
  public Tree.Obj write(T value) {
    return write(value, Map.of());
  }

  /** Writes the object with some more members before its own. */
  Tree.Obj write(T value, Map<String, Tree> before) {
    Tree.Obj tree = new Tree.Obj(new LinkedHashMap<>(before), expanded);
    for (Key<T, ?> key : keys) {
      key.write(value).ifPresent(member -> tree.with(key.name(), member));
    }
    if (extras != null) {
      extras
          .apply(value)
          .forEach((pointer, json) -> insert(tree, pointer.split("/"), 1, new Tree.Leaf(json)));
    }
    return tree;
  }

  /** Puts something back where it was, unless its place is gone or has a meaning now. */
  private static void insert(Tree.Obj tree, String[] steps, int at, Tree.Leaf json) {
    String step = steps[at].replace("~1", "/").replace("~0", "~");
    if (at == steps.length - 1) {
      tree.members().putIfAbsent(step, json);
      return;
    }
    Tree child = tree.members().get(step);
    if (child instanceof Tree.Abridged(Tree.Leaf brief, Tree.Obj whole)) {
      tree.with(step, whole);
    }
    insertInto(tree.members().get(step), steps, at + 1, json);
  }

  private static void insertInto(Tree tree, String[] steps, int at, Tree.Leaf json) {
    switch (tree) {
      case Tree.Obj object -> insert(object, steps, at, json);
      case Tree.Arr list -> {
        int index = steps[at].matches("[0-9]{1,9}") ? Integer.parseInt(steps[at]) : -1;
        if (index >= 0 && index < list.items().size() && at + 1 < steps.length) {
          insertInto(list.items().get(index), steps, at + 1, json);
        }
      }
      case Tree.Leaf leaf -> {}
      case Tree.Abridged abridged -> {}
      case null -> {}
    }
  }

  @Override
  public Tree.Obj schema(Schemas schemas) {
    return schemas.reference(name.replace(' ', '_'), () -> body(schemas, Map.of()));
  }

  /** The schema itself, with some more properties that are required. */
  Tree.Obj body(Schemas schemas, Map<String, Tree> before) {
    Tree.Obj properties = Tree.Obj.expanding();
    before.forEach(properties::with);
    List<String> required = new ArrayList<>(before.keySet());
    for (Key<T, ?> key : keys) {
      properties.with(key.name(), described(key, schemas));
      if (key.required()) {
        required.add(key.name());
      }
    }
    properties.with(
        NOTE, Tree.Obj.inline().with("description", Tree.text("A remark of the author.")));
    Tree.Obj schema = Forms.type("object").with("description", Tree.text(about));
    schema.with("properties", properties);
    if (!required.isEmpty()) {
      schema.with("required", Tree.texts(required));
    }
    return schema.with("additionalProperties", Tree.flag(false));
  }

  private static <T, V> Tree described(Key<T, V> key, Schemas schemas) {
    Tree.Obj schema = key.form().schema(schemas);
    schema.with("description", Tree.text(key.about()));
    if (key.standard() != null) {
      schema.with("default", key.form().write(key.standard()));
    }
    return schema;
  }

  @Override
  public String inWords() {
    return "an object with "
        + String.join(
            ", ", keys.stream().filter(Key::required).map(k -> '"' + k.name() + '"').toList());
  }
}
