package org.neurowright.app.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.problem.Problem;

/** The document's text: coloured, with problems at their lines, editable. */
final class TextView extends BorderPane {
  /** After this pause in typing the text becomes the document. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))"
              + "|(?<text>\"(?:[^\"\\\\\n]|\\\\.)*\")"
              + "|(?<number>-?\\b\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?\\b)"
              + "|(?<word>\\b(?:true|false|null)\\b)");

  private final TextViewModel model;
  private final PreviewViewModel preview;
  private final CodeArea area = new CodeArea();
  private final Label state = new Label();
  private Map<Integer, List<Problem>> problemsOfLine = Map.of();
  private boolean showing;

  TextView(TextViewModel model, PreviewViewModel preview) {
    this.model = model;
    this.preview = preview;
    area.getStyleClass().addAll("code", "code-json");
    area.setId("build-text");
    area.setParagraphGraphicFactory(gutter());
    area.setLineHighlighterOn(true);
    // Undo belongs to the document: the editor has none of its own.
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.multiPlainChanges().subscribe(_ -> paint());
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
    Map<Integer, List<Problem>> byLine = new HashMap<>();
    for (Problem problem : problems) {
      if (problem.location().line() > 0) {
        byLine.computeIfAbsent(problem.location().line() - 1, _ -> new ArrayList<>()).add(problem);
      }
    }
    Map<Integer, List<Problem>> before = problemsOfLine;
    problemsOfLine = byLine;
    before.keySet().forEach(this::renew);
    byLine.keySet().forEach(this::renew);
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

  private void renew(int paragraph) {
    if (paragraph < area.getParagraphs().size()) {
      area.recreateParagraphGraphic(paragraph);
    }
  }

  private void paint() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, colours(area.getText()));
    }
  }

  private static StyleSpans<Collection<String>> colours(String text) {
    StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
    Matcher matcher = PARTS.matcher(text);
    int at = 0;
    while (matcher.find()) {
      builder.add(List.of(), matcher.start() - at);
      builder.add(
          List.of(
              matcher.group("key") != null
                  ? "json-key"
                  : matcher.group("text") != null
                      ? "json-text"
                      : matcher.group("number") != null ? "json-number" : "json-word"),
          matcher.end() - matcher.start());
      at = matcher.end();
    }
    builder.add(List.of(), text.length() - at);
    return builder.create();
  }

  private IntFunction<Node> gutter() {
    return paragraph -> {
      Label number = new Label(Integer.toString(paragraph + 1));
      number.getStyleClass().add("code-line-number");
      StackPane sign = new StackPane();
      sign.getStyleClass().add("code-sign");
      List<Problem> problems = problemsOfLine.getOrDefault(paragraph, List.of());
      if (!problems.isEmpty()) {
        sign.getChildren()
            .add(
                problems.stream().anyMatch(Problem::isError)
                    ? Icons.of("mdi2c-close-circle", "error-icon")
                    : Icons.of("mdi2a-alert", "warning-icon"));
        Tooltip.install(
            sign,
            new Tooltip(
                problems.stream()
                    .map(p -> p.message() + (p.hint().isEmpty() ? "" : "\n" + p.hint()))
                    .collect(Collectors.joining("\n\n"))));
      }
      HBox gutter = new HBox(sign, number);
      gutter.setAlignment(Pos.CENTER_RIGHT);
      gutter.getStyleClass().add("code-gutter");
      return gutter;
    };
  }
}
