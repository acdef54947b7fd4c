package org.neurowright.app.config;

import java.time.Duration;
import java.util.List;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.util.UndoUtils;
import org.neurowright.app.code.JsonText;
import org.neurowright.app.code.Mark;
import org.neurowright.app.code.ProblemGutter;

/** The text of a configuration file: colours, line numbers, problems where they are. */
final class JsonArea extends StackPane {
  /** After this pause in typing, what is typed next is another step to undo. */
  private static final Duration PAUSE = Duration.ofMillis(900);

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final ConfigFile file;
  private final CodeArea area = new CodeArea();
  private final Subscription listening;
  private final ProblemGutter gutter = ProblemGutter.of(area);
  private List<Mark> marks = List.of();

  JsonArea(ConfigFile file, ConfigViewModel model) {
    this.file = file;
    getStyleClass().add("code-pane");
    area.getStyleClass().add("code");
    area.setId("config-text");
    area.setLineHighlighterOn(true);
    area.replaceText(file.text());
    // Typing is undone with everything else.
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.moveTo(0);
    area.multiPlainChanges()
        .subscribe(_ -> {
          if (!area.getText().equals(file.text())) {
            file.type(area.getText());
          }
          marks = List.of();
          paint();
        });
    area.multiPlainChanges().successionEnds(PAUSE).subscribe(_ -> file.endGesture());
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (REDO.match(event) || REDO_TOO.match(event)) {
            model.redo();
            event.consume();
          } else if (UNDO.match(event)) {
            model.undo();
            event.consume();
          }
        });
    listening =
        Subscription.combine(
            file.textProperty().subscribe(this::follow),
            file.problemsProperty().subscribe(_ -> showProblems()));
    getChildren().add(new VirtualizedScrollPane<>(area));
    paint();
  }

  /** Ends listening to the file. */
  void close() {
    listening.unsubscribe();
  }

  CodeArea area() {
    return area;
  }

  /** Puts the caret at an offset, without taking the keyboard. */
  void reveal(int offset) {
    area.moveTo(Math.min(offset, area.getLength()));
    area.requestFollowCaret();
  }

  void goTo(int line, int column) {
    reveal(JsonText.offset(area.getText(), line, column));
    area.requestFocus();
  }

  /** Takes a change over that was made elsewhere; only what differs is replaced. */
  private void follow(String text) {
    String mine = area.getText();
    if (mine.equals(text)) {
      return;
    }
    int start = 0;
    int most = Math.min(mine.length(), text.length());
    while (start < most && mine.charAt(start) == text.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && mine.charAt(mine.length() - 1 - end) == text.charAt(text.length() - 1 - end)) {
      end++;
    }
    area.replaceText(start, mine.length() - end, text.substring(start, text.length() - end));
    area.requestFollowCaret();
  }

  private void showProblems() {
    marks = JsonText.marks(area.getText(), file.problemsProperty().get());
    paint();
    gutter.show(file.problemsProperty().get());
  }

  private void paint() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, JsonText.styles(area.getText(), marks));
    }
  }
}
