package org.neurowright.app.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.util.UndoUtils;
import org.neurowright.app.code.JsonText;
import org.neurowright.app.code.Mark;
import org.neurowright.app.code.ProblemGutter;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.problem.Problem;

/** The document's text: coloured, with problems at their lines, editable. */
final class TextView extends BorderPane {
  /** After this pause in typing the text becomes the document. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final TextViewModel model;
  private final PreviewViewModel preview;
  private final CodeArea area = new CodeArea();
  private final Label state = new Label();
  private final ProblemGutter gutter = ProblemGutter.of(area);
  private List<Mark> marks = List.of();
  private boolean showing;

  TextView(TextViewModel model, PreviewViewModel preview) {
    this.model = model;
    this.preview = preview;
    area.getStyleClass().addAll("code", "code-json");
    area.setId("build-text");
    area.setLineHighlighterOn(true);
    // Undo belongs to the document: the editor has none of its own.
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.multiPlainChanges()
        .subscribe(_ -> {
          // Places of an older text.
          marks = List.of();
          paint();
        });
    area.multiPlainChanges()
        .successionEnds(PAUSE)
        .subscribe(_ -> {
          if (!showing) {
            model.type(area.getText());
          }
        });
    area.focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused && !area.getText().equals(model.textProperty().get())) {
            model.type(area.getText());
          }
        });
    model
        .textProperty()
        .subscribe(text -> {
          if (!text.equals(area.getText())) {
            showing = true;
            int line = area.getCurrentParagraph();
            area.replaceText(text);
            area.moveTo(Math.min(line, area.getParagraphs().size() - 1), 0);
            area.requestFollowCaret();
            showing = false;
          }
        });
    model.problemsProperty().subscribe(_ -> showProblems());
    model.apartProperty().subscribe(_ -> showProblems());
    preview.previewProperty().subscribe(_ -> showProblems());
    StackPane pane = new StackPane(new VirtualizedScrollPane<>(area));
    pane.getStyleClass().add("code-pane");
    setCenter(pane);
    setBottom(bar());
    paint();
  }

  private Node bar() {
    state.setMinWidth(0);
    state.setId("build-text-state");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button tidy = new Button("Tidy up", Icons.of("mdi2f-format-indent-increase"));
    tidy.setTooltip(new Tooltip("Write the text as the program does"));
    tidy.getStyleClass().add("small");
    tidy.disableProperty().bind(model.apartProperty());
    tidy.setOnAction(_ -> model.tidy());
    Button revert = new Button("Back to the document", Icons.of("mdi2u-undo-variant"));
    revert.getStyleClass().add("small");
    revert.setTooltip(new Tooltip("Drop the text that cannot be read"));
    revert.disableProperty().bind(model.apartProperty().not());
    revert.setOnAction(_ -> model.revert());
    HBox bar = new HBox(10, state, gap, revert, tidy);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().addAll("dock-bar", "mechanism-bar");
    return bar;
  }

  /** Puts the caret at a line and column counted from 1. */
  void goTo(int line, int column) {
    int paragraph = Math.clamp(line - 1, 0, area.getParagraphs().size() - 1);
    area.moveTo(paragraph, Math.clamp(column - 1, 0, area.getParagraphLength(paragraph)));
    area.requestFollowCaret();
    area.requestFocus();
  }

  private void showProblems() {
    List<Problem> problems = new ArrayList<>(model.problemsProperty().get());
    if (!model.apartProperty().get()) {
      preview.previewProperty().get().map(Preview::problems).orElse(List.of()).stream()
          .filter(p -> !problems.contains(p))
          .forEach(problems::add);
    }
    marks = JsonText.marks(area.getText(), problems);
    paint();
    gutter.show(problems);
    long errors = problems.stream().filter(Problem::isError).count();
    state.setText(
        model.apartProperty().get()
            ? "The text cannot be read yet; the document is still the one before: "
                + problems.stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .map(Problem::message)
                    .orElse("")
            : errors == 0 ? "The text is the document" : errors + " errors; see the marks");
  }

  private void paint() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, JsonText.styles(area.getText(), marks));
    }
  }
}
