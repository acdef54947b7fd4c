package org.neurowright.app.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import org.neurowright.app.command.UndoStack;

/** The changes made and taken back; choosing one goes there. */
public final class HistoryMenu extends MenuButton {
  /** Steps shown before the present one, and behind it. */
  private static final int MOST = 30;

  private final UndoStack undo;

  public HistoryMenu(UndoStack undo) {
    super(null, Icons.of("mdi2h-history"));
    this.undo = undo;
    getStyleClass().addAll("flat", "icon-button");
    setAccessibleText("History of changes");
    setTooltip(new Tooltip("History of changes"));
    setOnShowing(_ -> fill());
    // Without an item at first the menu would not open.
    getItems().add(new MenuItem(""));
  }

  private void fill() {
    getItems().clear();
    List<String> done = undo.doneNames();
    List<String> all = new ArrayList<>(done);
    all.addAll(undo.undoneNames());
    int first = Math.max(0, done.size() - MOST);
    if (first == 0) {
      getItems().add(step("As it was opened", 0, done.size()));
    }
    for (int k = first; k < Math.min(all.size(), first + 2 * MOST); k++) {
      getItems().add(step(all.get(k), k + 1, done.size()));
    }
  }

  private MenuItem step(String name, int steps, int now) {
    RadioMenuItem item = new RadioMenuItem(name);
    item.setMnemonicParsing(false);
    item.setSelected(steps == now);
    if (steps > now) {
      item.getStyleClass().add("undone-step");
    }
    item.setOnAction(_ -> undo.goTo(steps));
    return item;
  }
}
