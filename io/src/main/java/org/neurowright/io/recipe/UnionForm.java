package org.neurowright.io.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * One of several kinds of object, told apart by the key {@code kind}.
 *
 * @param name in the schema
 * @param about what it is, one sentence
 * @param variants by kind
 */
record UnionForm<T>(String name, String about, List<Variant<? extends T>> variants)
    implements Form<T> {
  static final String KIND = "kind";

  /** A kind. */
  record Variant<S>(String kind, Class<S> type, ObjectForm<S> form) {
    private Optional<Tree> write(Object value) {
      return type.isInstance(value)
          ? Optional.of(form.write(type.cast(value), Map.of(KIND, Tree.text(kind))))
          : Optional.empty();
    }
  }

  UnionForm {
    variants = List.copyOf(variants);
  }

  private List<String> kinds() {
    return variants.stream().map(Variant::kind).toList();
  }

  @Override
  public Optional<T> read(JsonValue json, Reading reading) {
    if (!(json instanceof JsonObject object)) {
      return reading.wrong(json, inWords());
    }
    Optional<JsonValue> kind = object.get(KIND);
    if (kind.isEmpty()) {
      reading.add(
          Problem.error("recipe.missing-key", object.where(), "\"kind\" is missing in " + name)
              .expected("one of " + String.join(", ", kinds())));
      return Optional.empty();
    }
    if (!(kind.get() instanceof JsonText(String word, String written, var where))) {
      return reading.wrong(kind.get(), "one of " + String.join(", ", kinds()));
    }
    for (Variant<? extends T> variant : variants) {
      if (variant.kind().equals(word)) {
        return variant.form().read(json, reading, List.of(KIND)).map(value -> value);
      }
    }
    reading.add(
        Problem.error("recipe.unknown-kind", where, "There is no " + name + " \"" + word + '"')
            .expected("one of " + NearestName.nearestFirst(word, kinds()))
            .hint(
                NearestName.of(word, kinds())
                    .map(near -> "Is \"" + near + "\" meant?")
                    .orElse("")));
    return Optional.empty();
  }

  @Override
  public Tree write(T value) {
    return variants.stream()
        .flatMap(variant -> variant.write(value).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no kind of " + name + " for " + value));
  }

  @Override
  public Tree.Obj schema(Schemas schemas) {
    return schemas.reference(
        name.replace(' ', '_'),
        () -> {
          List<Tree.Obj> kinds =
              variants.stream()
                  .map(variant ->
                      variant
                          .form()
                          .body(
                              schemas,
                              Map.of(
                                  KIND,
                                  Tree.Obj.inline().with("const", Tree.text(variant.kind())))))
                  .toList();
          return Tree.Obj.inline()
              .with("description", Tree.text(about))
              .with("oneOf", Tree.list(kinds));
        });
  }

  @Override
  public String inWords() {
    return "an object with \"kind\": one of " + String.join(", ", kinds());
  }
}
