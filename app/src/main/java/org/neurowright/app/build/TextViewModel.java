package org.neurowright.app.build;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.recipe.RecipeReader;
import org.neurowright.io.recipe.RecipeWriter;

/**
 * The document as text. What is typed becomes the document as soon as it can be read; until then
 * the document stays as it was and the text is told to be apart from it. Changes that come from
 * elsewhere replace the text.
 */
public final class TextViewModel {
  private final RecipeDocument document;
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper apart = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private boolean typing;

  public TextViewModel(RecipeDocument document) {
    this.document = document;
    document.recipeProperty().subscribe(this::show);
  }

  /** What the editor shows. */
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /** Whether the text cannot be read, so that the document is still an older one. */
  public ReadOnlyBooleanProperty apartProperty() {
    return apart.getReadOnlyProperty();
  }

  /** What is wrong with the text's form. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  private void show(Recipe recipe) {
    if (!typing) {
      text.set(RecipeWriter.text(recipe));
      apart.set(false);
      problems.set(List.of());
    }
  }

  /** Takes a text over from the editor. */
  public void type(String typed) {
    if (typed.equals(text.get())) {
      return;
    }
    text.set(typed);
    ReadResult<Recipe> read =
        document.file().isPresent()
            ? RecipeReader.read(typed, document.file().get())
            : RecipeReader.read(typed);
    problems.set(read.problems());
    apart.set(read.value().isEmpty());
    read.value()
        .ifPresent(recipe -> {
          typing = true;
          try {
            document.perform(RecipeEdits.replaceAll("Edit text", recipe));
          } finally {
            typing = false;
          }
        });
  }

  /** Goes back to the text of the document. */
  public void revert() {
    show(document.recipe());
  }

  /** The text as the program writes it. */
  public void tidy() {
    if (!apart.get()) {
      show(document.recipe());
    }
  }
}
