package org.neurowright.app.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.command.UndoableEdit;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.text.SourceFile;

/**
 * A file of a configuration in the editor. The text is the document; fields change it in one place.
 * Every change is a step on the undo stack. Used on the interface thread only.
 */
public final class ConfigFile {
  private final UndoStack undo;
  private final ReadOnlyStringWrapper text;
  private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private SourceFile file;
  private Optional<JsonTree> tree;
  private Runnable onUndo = () -> {};
  private int gesture;
  private long version;

  ConfigFile(SourceFile file, UndoStack undo) {
    this.file = file;
    this.undo = undo;
    text = new ReadOnlyStringWrapper(file.text());
    tree = JsonTree.of(file.text());
  }

  public Path path() {
    return file.path();
  }

  public String name() {
    return file.path().getFileName().toString();
  }

  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  public String text() {
    return text.get();
  }

  /** Whether there is something that is not saved. */
  public ReadOnlyBooleanProperty editedProperty() {
    return edited.getReadOnlyProperty();
  }

  public boolean isEdited() {
    return edited.get();
  }

  /** What is wrong with the text as it is, or was a moment ago. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** Counts the changes of the text. */
  long version() {
    return version;
  }

  void judged(long of, List<Problem> found) {
    if (of == version) {
      problems.set(List.copyOf(found));
    }
  }

  /** The text as a tree; empty while it is no JSON. */
  Optional<JsonTree> tree() {
    return tree;
  }

  /** Told when undo or redo changes this file, which may not be the one that is shown. */
  void onUndo(Runnable action) {
    onUndo = action;
  }

  // ---- changing

  /** Takes a text over that was typed. */
  public void type(String typed) {
    change("Edit " + name(), typed, "text");
  }

  /** Sets a value, written as JSON. */
  public void set(List<String> path, String json) {
    changeTree(
        "Change " + words(path) + (json.length() <= 24 ? " to " + json : ""),
        t -> t.with(path, json),
        "set/" + path);
  }

  /** Takes a value and its key away; what counts then is the default. */
  public void remove(List<String> path) {
    changeTree("Remove " + words(path), t -> t.without(path), "");
  }

  /** Gives a member another name. */
  public void rename(List<String> path, String name) {
    List<String> parent = path.subList(0, path.size() - 1);
    changeTree(
        "Rename " + words(path) + " to " + name,
        t -> {
          if (name.isBlank()) {
            throw new IllegalArgumentException("A name is needed");
          }
          List<String> other = new ArrayList<>(parent);
          other.add(name);
          if (t.find(other).isPresent()) {
            throw new IllegalArgumentException("There is already " + words(other));
          }
          return t.renamed(path, name);
        },
        "");
  }

  /** Adds an entry to a list, or a named one. */
  public void add(String name, List<String> path, String json) {
    changeTree(name, t -> t.with(path, json), "");
  }

  /** Ends the typing in a field or in the text: what follows is another step. */
  public void endGesture() {
    gesture++;
  }

  private interface Change {
    String of(JsonTree tree);
  }

  private void changeTree(String name, Change change, String key) {
    JsonTree now =
        tree.orElseThrow(() ->
            new IllegalArgumentException("Mend the text first: it is not JSON at the moment"));
    change(name, change.of(now), key);
  }

  private void change(String name, String after, String key) {
    if (!after.equals(text.get())) {
      undo.perform(new Step(this, name, text.get(), after, key, gesture));
    }
  }

  private static String words(List<String> path) {
    return JsonTree.element(path).substring(1).replaceFirst("^\\.", "");
  }

  private void replace(String next) {
    version++;
    tree = JsonTree.of(next);
    text.set(next);
    edited.set(!next.equals(file.text()));
  }

  // ---- files

  /** Whether another program changed the file since it was read or saved. */
  public boolean isChangedOnDisk() {
    return file.changedOnDisk();
  }

  /** Saves; the file is either the old one or the new one at any time. */
  public void save() throws IOException {
    endGesture();
    file = file.save(text.get());
    edited.set(false);
  }

  /** Goes back to what is in the file, as a step that can be undone. */
  public void revert() {
    endGesture();
    change("Go back to the saved " + name(), file.text(), "");
  }

  private record Step(
      ConfigFile of, String name, String before, String after, String key, int gesture)
      implements UndoableEdit {
    @Override
    public void apply() {
      of.replace(after);
      of.onUndo.run();
    }

    @Override
    public void revert() {
      of.replace(before);
      of.onUndo.run();
    }

    @Override
    public UndoableEdit mergedWith(UndoableEdit next) {
      return next instanceof Step step
              && step.of == of
              && !key.isEmpty()
              && step.key.equals(key)
              && step.gesture == gesture
          ? new Step(of, step.name, before, step.after, key, gesture)
          : null;
    }
  }
}
