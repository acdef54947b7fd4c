package org.neurowright.io.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.neurowright.engine.recipe.Recipe;

/**
 * Writes model documents: keys in a fixed order, one item per line, values that are the default
 * left out, numbers with the fewest digits. Equal recipes give equal text, and reading it gives an
 * equal recipe. Comments that stood in a file are not kept; values of {@code note} are.
 */
public final class RecipeWriter {
  private RecipeWriter() {}

  /** The document. */
  public static String text(Recipe recipe) {
    return JsonLayout.document(
        RecipeForm.MODEL.write(
            recipe, Map.of(RecipeForm.MARK, Tree.number((long) Recipe.VERSION))));
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @throws IOException if it cannot be written; the file that was there is unharmed
   */
  public static void write(Recipe recipe, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    Path beside = Files.createTempFile(whole.getParent(), whole.getFileName() + ".", ".new");
    try {
      Files.writeString(beside, text(recipe), StandardCharsets.UTF_8);
      try {
        Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, whole, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
