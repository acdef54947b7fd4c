package org.neurowright.app.command;

/** A change that can be taken back. */
public interface UndoableEdit {

  /** What the user changed, for instance "Set end of run to 500 ms". */
  String name();

  /** Makes the change. */
  void apply();

  /** Takes it back exactly. */
  void revert();

  /**
   * Puts this and the edit that follows into one step, for instance two positions of one slider
   * drag.
   *
   * @return the joint edit, or null when the two are separate steps
   */
  default UndoableEdit mergedWith(UndoableEdit next) {
    return null;
  }
}
