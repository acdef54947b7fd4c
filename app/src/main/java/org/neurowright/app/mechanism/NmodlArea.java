package org.neurowright.app.mechanism;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.neurowright.app.code.Mark;
import org.neurowright.app.code.ProblemGutter;
import org.neurowright.app.text.ProblemText;
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
  private final ProblemGutter gutter = ProblemGutter.of(area);
  private List<Mark> marks = List.of();

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
                  .map(Mark::problem)
                  .toList();
          if (!here.isEmpty()) {
            says.setText(
                here.stream().map(ProblemText::withoutPlace).collect(Collectors.joining("\n\n")));
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

  private void showProblems() {
    // A judgement of an older text has other places.
    marks = CodeStyles.marks(area.getText(), entry.problems());
    paint();
    gutter.show(entry.problems());
  }

  private void paint() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, CodeStyles.of(area.getText(), marks));
    }
  }
}
