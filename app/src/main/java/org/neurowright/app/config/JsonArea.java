package org.neurowright.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.util.UndoUtils;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.problem.Problem;

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
  private List<JsonStyles.Mark> marks = List.of();
  private Map<Integer, List<Problem>> ofLine = Map.of();

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
    area.setParagraphGraphicFactory(this::gutter);
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
    reveal(JsonStyles.offset(area.getText(), line, column));
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
    marks = JsonStyles.marks(area.getText(), file.problemsProperty().get());
    Map<Integer, List<Problem>> byLine = new HashMap<>();
    for (Problem problem : file.problemsProperty().get()) {
      if (problem.location().line() > 0) {
        byLine.computeIfAbsent(problem.location().line() - 1, _ -> new ArrayList<>()).add(problem);
      }
    }
    Set<Integer> changed = new HashSet<>(ofLine.keySet());
    changed.addAll(byLine.keySet());
    ofLine = byLine;
    paint();
    changed.stream()
        .filter(paragraph -> paragraph < area.getParagraphs().size())
        .forEach(area::recreateParagraphGraphic);
  }

  private void paint() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, JsonStyles.of(area.getText(), marks));
    }
  }

  static String words(Problem problem) {
    return problem.message()
        + (problem.expected().isEmpty() ? "" : "\nExpected: " + problem.expected())
        + (problem.hint().isEmpty() ? "" : "\n" + problem.hint());
  }

  private Node gutter(int paragraph) {
    Label number = new Label(Integer.toString(paragraph + 1));
    number.getStyleClass().add("code-line-number");
    StackPane sign = new StackPane();
    sign.getStyleClass().add("code-sign");
    List<Problem> problems = ofLine.getOrDefault(paragraph, List.of());
    if (!problems.isEmpty()) {
      boolean error = problems.stream().anyMatch(Problem::isError);
      sign.getChildren()
          .add(
              error
                  ? Icons.of("mdi2c-close-circle", "error-icon")
                  : Icons.of("mdi2a-alert", "warning-icon"));
      Tooltip.install(
          sign,
          new Tooltip(problems.stream().map(JsonArea::words).collect(Collectors.joining("\n\n"))));
    }
    HBox gutter = new HBox(sign, number);
    gutter.setAlignment(Pos.CENTER_RIGHT);
    gutter.getStyleClass().add("code-gutter");
    return gutter;
  }
}
