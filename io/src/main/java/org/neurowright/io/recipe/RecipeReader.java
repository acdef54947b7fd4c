package org.neurowright.io.recipe;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * Reads model documents. All problems are told at once, each at its line and JSON path. A document
 * whose form is right is given even when what it says does not fit together, so that an editor can
 * open it; the problems are errors all the same. Expressions are looked into as far as that is
 * possible without knowing what their names are.
 */
public final class RecipeReader {
  private RecipeReader() {}

  /** Reads {@code model.json} and looks whether the csv files are there that it names. */
  public static ReadResult<Recipe> read(Path file) {
    ReadResult<JsonValue> json = JsonReader.read(file);
    return of(json, file.toAbsolutePath().getParent());
  }

  /**
   * Reads text.
   *
   * @param file where it stands or will stand, for messages and to find csv files
   */
  public static ReadResult<Recipe> read(String text, Path file) {
    return of(JsonReader.read(text, file), file.toAbsolutePath().getParent());
  }

  /** Reads text that has no file yet; csv files are not looked for. */
  public static ReadResult<Recipe> read(String text) {
    return of(JsonReader.read(text, Path.of("")), null);
  }

  /** Reads a document that stands inside other JSON; csv files are not looked for. */
  public static ReadResult<Recipe> read(JsonValue json) {
    return of(ReadResult.of(json, List.of()), null);
  }

  private static ReadResult<Recipe> of(ReadResult<JsonValue> json, Path folder) {
    Reading reading = new Reading(folder);
    reading.problems().addAll(json.problems());
    Optional<Recipe> recipe = json.value().flatMap(value -> model(value, reading));
    List<Problem> problems =
        reading.problems().toList().stream()
            .sorted(
                Comparator.<Problem>comparingInt(p -> p.location().line())
                    .thenComparingInt(p -> p.location().column()))
            .toList();
    return recipe
        .map(value -> ReadResult.of(value, problems))
        .orElseGet(() -> ReadResult.failed(problems));
  }

  private static Optional<Recipe> model(JsonValue json, Reading reading) {
    if (!(json instanceof JsonObject object)) {
      return reading.wrong(json, "an object with \"" + RecipeForm.MARK + "\": " + Recipe.VERSION);
    }
    if (!isThisVersion(object, reading)) {
      return Optional.empty();
    }
    References.check(object, reading);
    return RecipeForm.MODEL.read(json, reading, List.of(RecipeForm.MARK));
  }

  private static boolean isThisVersion(JsonObject object, Reading reading) {
    String wanted = "\"" + RecipeForm.MARK + "\": " + Recipe.VERSION;
    Optional<JsonValue> mark = object.get(RecipeForm.MARK);
    if (mark.isEmpty()) {
      reading.add(
          Problem.error(
                  "recipe.not-a-model",
                  object.where(),
                  "This is not a model document: it does not say \"" + RecipeForm.MARK + '"')
              .expected(wanted)
              .hint(
                  NearestName.of(RecipeForm.MARK, object.members().keySet())
                      .map(near -> "There is \"" + near + "\"; probably that is meant")
                      .orElse("Put it in the first line of the object")));
      return false;
    }
    if (mark.get() instanceof JsonNumber number && number.value() == Recipe.VERSION) {
      return true;
    }
    boolean newer = mark.get() instanceof JsonNumber number && number.value() > Recipe.VERSION;
    reading.add(
        Problem.error(
                "recipe.version",
                mark.get().where(),
                "The document has the version " + mark.get().inWords())
            .expected(wanted)
            .hint(newer ? "It was written by a newer program; use that one" : ""));
    return false;
  }
}
