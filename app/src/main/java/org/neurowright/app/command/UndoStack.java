package org.neurowright.app.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Changes done and taken back. Used on the interface thread only. */
public final class UndoStack {
  private final Deque<UndoableEdit> done = new ArrayDeque<>();
  private final Deque<UndoableEdit> undone = new ArrayDeque<>();
  private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper("");

  /** Makes a change and remembers it; what had been taken back can no longer be redone. */
  public void perform(UndoableEdit edit) {
    edit.apply();
    undone.clear();
    UndoableEdit merged = done.isEmpty() ? null : done.peek().mergedWith(edit);
    if (merged != null) {
      done.pop();
    }
    done.push(merged != null ? merged : edit);
    tell();
  }

  public void undo() {
    if (!done.isEmpty()) {
      UndoableEdit edit = done.pop();
      edit.revert();
      undone.push(edit);
      tell();
    }
  }

  public void redo() {
    if (!undone.isEmpty()) {
      UndoableEdit edit = undone.pop();
      edit.apply();
      done.push(edit);
      tell();
    }
  }

  /** Names of the changes that are made, the oldest first: the history as it is shown. */
  public List<String> doneNames() {
    return done.reversed().stream().map(UndoableEdit::name).toList();
  }

  /** Names of the changes that were taken back, in the order in which redo makes them again. */
  public List<String> undoneNames() {
    return undone.stream().map(UndoableEdit::name).toList();
  }

  /**
   * Goes to a point of the history.
   *
   * @param steps how many changes are to be made, 0 to all of {@link #doneNames} and {@link
   *     #undoneNames}
   */
  public void goTo(int steps) {
    while (done.size() > steps && !done.isEmpty()) {
      undo();
    }
    while (done.size() < steps && !undone.isEmpty()) {
      redo();
    }
  }

  /** Forgets changes of something that is gone, made and taken back ones alike. */
  public void forget(Predicate<UndoableEdit> gone) {
    done.removeIf(gone);
    undone.removeIf(gone);
    tell();
  }

  /** Forgets everything; used when another project is opened. */
  public void clear() {
    done.clear();
    undone.clear();
    tell();
  }

  /** Name of the change that undo would take back; empty when there is none. */
  public ReadOnlyStringProperty undoNameProperty() {
    return undoName.getReadOnlyProperty();
  }

  /** Name of the change that redo would make again; empty when there is none. */
  public ReadOnlyStringProperty redoNameProperty() {
    return redoName.getReadOnlyProperty();
  }

  private void tell() {
    undoName.set(done.isEmpty() ? "" : done.peek().name());
    redoName.set(undone.isEmpty() ? "" : undone.peek().name());
  }
}
