package org.neurowright.app.mechanism;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.problem.Problem;

/** The editor of one mechanism: colours, line numbers, problems where they are. */
final class NmodlArea extends StackPane {
  /** After this pause in typing the text is judged. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final MechanismEntry entry;
  private final MechanismsViewModel model;
  private final CodeArea area = new CodeArea();
  private final Label says = new Label();
  private final Popup popup = new Popup();
  private List<CodeStyles.Mark> marks = List.of();
  private Map<Integer, List<Problem>> problemsOfLine = Map.of();

  NmodlArea(MechanismEntry entry, MechanismsViewModel model) {
    this.entry = entry;
    this.model = model;
    getStyleClass().add("code-pane");
    area.getStyleClass().add("code");
    area.setId("mechanism-text");
    area.setEditable(entry.isEditable());
    area.setLineHighlighterOn(true);
    area.replaceText(entry.text());
    area.getUndoManager().forgetHistory();
    area.moveTo(0);
    area.setParagraphGraphicFactory(gutter());
    area.multiPlainChanges()
        .subscribe(_ -> {
          model.change(entry, area.getText());
          // What is typed has its colour at once; the judgement follows after a pause.
          marks = List.of();
          paint();
        });
    area.multiPlainChanges().successionEnds(PAUSE).subscribe(_ -> model.examine(entry));
    entry
        .textProperty()
        .subscribe(text -> {
          if (!text.equals(area.getText())) {
            area.replaceText(text);
          }
        });
    entry.examinationProperty().subscribe(this::showProblems);
    says.getStyleClass().add("code-says");
    says.setWrapText(true);
    says.setMaxWidth(520);
    popup.getContent().add(says);
    area.setMouseOverTextDelay(Duration.ofMillis(250));
    area.addEventHandler(
        MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN,
        event -> {
          List<Problem> here =
              marks.stream()
                  .filter(mark ->
                      mark.start() <= event.getCharacterIndex()
                          && event.getCharacterIndex() < mark.end())
                  .map(CodeStyles.Mark::problem)
                  .toList();
          if (!here.isEmpty()) {
            says.setText(here.stream().map(NmodlArea::words).collect(Collectors.joining("\n\n")));
            says.getStylesheets().setAll(getScene().getStylesheets());
            popup.show(
                area, event.getScreenPosition().getX() + 8, event.getScreenPosition().getY() + 14);
          }
        });
    area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, _ -> popup.hide());
    getChildren().add(new VirtualizedScrollPane<>(area));
    paint();
  }

  CodeArea area() {
    return area;
  }

  /** Puts the caret at a line and column counted from 1. */
  void goTo(int line, int column) {
    int paragraph = Math.clamp(line - 1, 0, area.getParagraphs().size() - 1);
    int offset = Math.clamp(column - 1, 0, area.getParagraphLength(paragraph));
    area.moveTo(paragraph, offset);
    area.requestFollowCaret();
    area.requestFocus();
  }

  /** Selects the next place of a text, from the caret on and round; false when there is none. */
  boolean find(String wanted, boolean forward) {
    String text = area.getText().toLowerCase(Locale.ROOT);
    String needle = wanted.toLowerCase(Locale.ROOT);
    if (needle.isEmpty()) {
      return false;
    }
    int at;
    if (forward) {
      at = text.indexOf(needle, area.getSelection().getEnd());
      at = at >= 0 ? at : text.indexOf(needle);
    } else {
      at = text.lastIndexOf(needle, area.getSelection().getStart() - 1);
      at = at >= 0 ? at : text.lastIndexOf(needle);
    }
    if (at < 0) {
      return false;
    }
    area.selectRange(at, at + needle.length());
    area.requestFollowCaret();
    return true;
  }

  private static String words(Problem problem) {
    StringBuilder words = new StringBuilder(problem.message());
    if (!problem.expected().isEmpty()) {
      words.append("\nExpected: ").append(problem.expected());
    }
    if (!problem.hint().isEmpty()) {
      words.append('\n').append(problem.hint());
    }
    return words.toString();
  }

  private void showProblems() {
    // A judgement of an older text has other places.
    marks = CodeStyles.marks(area.getText(), entry.problems());
    Map<Integer, List<Problem>> byLine = new HashMap<>();
    for (Problem problem : entry.problems()) {
      if (problem.location().line() > 0) {
        byLine.computeIfAbsent(problem.location().line() - 1, _ -> new ArrayList<>()).add(problem);
      }
    }
    Map<Integer, List<Problem>> before = problemsOfLine;
    problemsOfLine = byLine;
    paint();
    before.keySet().forEach(this::renewGutter);
    byLine.keySet().forEach(this::renewGutter);
  }

  private void renewGutter(int paragraph) {
    if (paragraph < area.getParagraphs().size()) {
      area.recreateParagraphGraphic(paragraph);
    }
  }

  private void paint() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, CodeStyles.of(area.getText(), marks));
    }
  }

  private IntFunction<Node> gutter() {
    return paragraph -> {
      Label number = new Label(Integer.toString(paragraph + 1));
      number.getStyleClass().add("code-line-number");
      StackPane sign = new StackPane();
      sign.getStyleClass().add("code-sign");
      List<Problem> problems = problemsOfLine.getOrDefault(paragraph, List.of());
      if (!problems.isEmpty()) {
        boolean error = problems.stream().anyMatch(Problem::isError);
        sign.getChildren()
            .add(
                error
                    ? Icons.of("mdi2c-close-circle", "error-icon")
                    : Icons.of("mdi2a-alert", "warning-icon"));
        Tooltip.install(
            sign,
            new Tooltip(
                problems.stream().map(NmodlArea::words).collect(Collectors.joining("\n\n"))));
      }
      HBox gutter = new HBox(sign, number);
      gutter.setAlignment(Pos.CENTER_RIGHT);
      gutter.getStyleClass().add("code-gutter");
      return gutter;
    };
  }
}
