package org.neurowright.app.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.command.UndoableEdit;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.recipe.RecipeReader;
import org.neurowright.io.recipe.RecipeWriter;

/**
 * The recipe being edited, the file it belongs to and whether it differs from what was saved. The
 * recipe itself is immutable: every change replaces it and is a step on the undo stack. Used on the
 * interface thread only.
 */
public final class RecipeDocument {
  private final UndoStack undo;
  private final ReadOnlyObjectWrapper<Recipe> recipe;
  private final ReadOnlyObjectWrapper<Optional<Path>> file;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
  private Recipe saved;
  private Optional<String> savedText = Optional.empty();
  private int gesture;

  private RecipeDocument(Recipe recipe, Optional<Path> file, UndoStack undo) {
    this.undo = undo;
    this.recipe = new ReadOnlyObjectWrapper<>(recipe);
    this.file = new ReadOnlyObjectWrapper<>(file);
    this.saved = recipe;
  }

  /** A new document, saved nowhere yet. */
  public static RecipeDocument untitled(Recipe recipe, UndoStack undo) {
    return new RecipeDocument(recipe, Optional.empty(), undo);
  }

  /** Opens a file; there is a document whenever there is something to edit, problems or not. */
  public static ReadResult<RecipeDocument> open(Path file, UndoStack undo) {
    ReadResult<Recipe> read = RecipeReader.read(file);
    return read.value()
        .map(recipe -> {
          RecipeDocument document = new RecipeDocument(recipe, Optional.of(file), undo);
          document.savedText = document.textOnDisk();
          return ReadResult.of(document, read.problems());
        })
        .orElseGet(() -> ReadResult.failed(read.problems()));
  }

  /**
   * Goes on with what was not saved when the program died.
   *
   * @param unsaved what the journal had
   */
  public static RecipeDocument recovered(AutosaveJournal.Unsaved unsaved, UndoStack undo) {
    RecipeDocument document = new RecipeDocument(unsaved.recipe(), unsaved.file(), undo);
    document.savedText = document.textOnDisk();
    // What is on disk is another recipe or none, so that the document has something to save.
    document.saved = null;
    document.dirty.set(true);
    return document;
  }

  public ReadOnlyObjectProperty<Recipe> recipeProperty() {
    return recipe.getReadOnlyProperty();
  }

  public Recipe recipe() {
    return recipe.get();
  }

  /** Where it is saved; empty for a new one. */
  public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
    return file.getReadOnlyProperty();
  }

  public Optional<Path> file() {
    return file.get();
  }

  /** Whether there is something that is not saved. */
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  public boolean isDirty() {
    return dirty.get();
  }

  /**
   * Makes a change as a step that can be undone; a change that changes nothing is none.
   *
   * @throws IllegalArgumentException with a sentence for the user if it cannot be made
   */
  public void perform(RecipeChange change) {
    Recipe before = recipe.get();
    Recipe after = change.how().apply(before);
    if (!isSame(after, before)) {
      undo.perform(new Step(this, change.name(), before, after, change.mergeKey(), gesture));
    }
  }

  /** Forgets the steps: nobody looks at the document any more. */
  public void close() {
    undo.forget(edit -> edit instanceof Step step && step.document == this);
  }

  /** Ends a drag or the typing in a field: what follows is another step. */
  public void endGesture() {
    gesture++;
  }

  /** Whether somebody else changed or removed the file since it was read or saved. */
  public boolean isChangedOnDisk() {
    return file.get().isPresent() && !textOnDisk().equals(savedText);
  }

  /**
   * Saves to the document's file.
   *
   * @throws IOException if it cannot be written; the document stays as it is
   * @throws IllegalStateException if it has no file
   */
  public void save() throws IOException {
    saveAs(file.get().orElseThrow(() -> new IllegalStateException("the document has no file")));
  }

  /** Saves to a file, which becomes the document's. */
  public void saveAs(Path newFile) throws IOException {
    endGesture();
    RecipeWriter.write(recipe.get(), newFile);
    file.set(Optional.of(newFile));
    saved = recipe.get();
    savedText = textOnDisk();
    dirty.set(false);
  }

  private Optional<String> textOnDisk() {
    try {
      return file.get().isEmpty()
          ? Optional.empty()
          : Optional.of(Files.readString(file.get().get(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void replace(Recipe next) {
    recipe.set(next);
    dirty.set(saved == null || !isSame(next, saved));
  }

  /** Equal, and in the same order too, which equality of columns does not look at. */
  private static boolean isSame(Recipe one, Recipe other) {
    return one == other
        || one.equals(other) && RecipeWriter.text(one).equals(RecipeWriter.text(other));
  }

  /** One step; both recipes share all their unchanged parts, so that steps are cheap. */
  private record Step(
      RecipeDocument document, String name, Recipe before, Recipe after, String key, int gesture)
      implements UndoableEdit {
    @Override
    public void apply() {
      document.replace(after);
    }

    @Override
    public void revert() {
      document.replace(before);
    }

    @Override
    public UndoableEdit mergedWith(UndoableEdit next) {
      return next instanceof Step step
              && step.document == document
              && !key.isEmpty()
              && step.key.equals(key)
              && step.gesture == gesture
          ? new Step(document, step.name, before, step.after, key, gesture)
          : null;
    }
  }
}
