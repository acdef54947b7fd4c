package org.neurowright.app.build;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.neurowright.app.build.ExpressionNames.Completion;
import org.neurowright.engine.problem.Problem;

/**
 * A field whose text is taken over while it is typed. What is wrong stands below it. The model may
 * change the text, but not under the hands of somebody typing. In fields of expressions {@code
 * Ctrl+Space} lists what can be written.
 */
final class LiveField extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass MILD = PseudoClass.getPseudoClass("mild");
  private static final double MOST_LIST_HEIGHT = 220;

  private final TextInputControl field;
  private final Label problem = new Label();
  private final Consumer<String> commit;
  private String known;
  private boolean showing;
  private String refused = "";
  private List<Problem> problems = List.of();

  private LiveField(TextInputControl field, String name, String value, Consumer<String> commit) {
    this.field = field;
    this.commit = commit;
    this.known = value;
    getStyleClass().add("live-field");
    field.setText(value);
    field.setAccessibleText(name);
    field.setTooltip(new Tooltip(name));
    problem.getStyleClass().add("field-problem");
    problem.setWrapText(true);
    problem.setManaged(false);
    problem.setVisible(false);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(field, problem);
    field.textProperty().subscribe((_, text) -> typed(text));
  }

  /** A field of one line. */
  static LiveField line(String name, String value, Consumer<String> commit, Runnable endOfGesture) {
    TextField field = new TextField();
    LiveField live = new LiveField(field, name, value, commit);
    field.setOnAction(_ -> endOfGesture.run());
    live.ending(endOfGesture);
    return live;
  }

  /** A field of several lines. */
  static LiveField area(String name, String value, Consumer<String> commit, Runnable endOfGesture) {
    TextArea area = new TextArea();
    area.setPrefRowCount((int) Math.clamp(value.lines().count() + 1, 3, 8));
    area.getStyleClass().add("mono");
    LiveField live = new LiveField(area, name, value, commit);
    live.ending(endOfGesture);
    return live;
  }

  private void ending(Runnable endOfGesture) {
    field
        .focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused) {
            endOfGesture.run();
          }
        });
  }

  TextInputControl field() {
    return field;
  }

  LiveField id(String id) {
    field.setId(id);
    return this;
  }

  LiveField prompt(String text) {
    field.setPromptText(text);
    return this;
  }

  /** As wide as its text, between two bounds. */
  LiveField growing(double least, double most) {
    if (field instanceof TextField line) {
      line.textProperty()
          .subscribe(text -> {
            double wanted = Math.clamp(24 + 7.8 * text.length(), least, most);
            line.setPrefWidth(wanted);
            line.setMinWidth(Math.min(wanted, least));
          });
    }
    setMaxWidth(most);
    return this;
  }

  /** In the letters of code, and with completion. */
  LiveField expression(Supplier<List<String>> names) {
    field.getStyleClass().add("mono-field");
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            complete(names.get());
            event.consume();
          }
        });
    return this;
  }

  private void typed(String text) {
    if (showing) {
      return;
    }
    try {
      refused = "";
      known = text;
      commit.accept(text);
    } catch (IllegalArgumentException e) {
      refused = e.getMessage();
    }
    tell();
  }

  /** The model's text. */
  void show(String value) {
    if (value.equals(known) || value.equals(field.getText())) {
      known = value;
      return;
    }
    known = value;
    if (field.isFocused() && sameMeaning(value, field.getText())) {
      return;
    }
    showing = true;
    int caret = field.getCaretPosition();
    field.setText(value);
    field.positionCaret(Math.min(caret, value.length()));
    showing = false;
    refused = "";
    tell();
  }

  /** {@code 0.10} is 0.1, and nobody wants to see it changed while writing 0.105. */
  private static boolean sameMeaning(String one, String other) {
    try {
      return Double.parseDouble(one) == Double.parseDouble(other.strip());
    } catch (NumberFormatException e) {
      return one.replaceAll("\\s+", "").equals(other.replaceAll("\\s+", ""));
    }
  }

  /** What is wrong with what the field says. */
  void showProblems(List<Problem> found) {
    if (!found.equals(problems)) {
      problems = found;
      tell();
    }
  }

  private void tell() {
    String text = refused;
    if (text.isEmpty() && !problems.isEmpty()) {
      Problem first = problems.getFirst();
      text = first.message() + (first.hint().isEmpty() ? "" : ". " + first.hint());
    }
    boolean wrong = !text.isEmpty();
    problem.setText(text);
    problem.setManaged(wrong);
    problem.setVisible(wrong);
    problem.pseudoClassStateChanged(
        MILD, refused.isEmpty() && problems.stream().noneMatch(Problem::isError));
    field.pseudoClassStateChanged(
        WRONG, !refused.isEmpty() || problems.stream().anyMatch(Problem::isError));
  }

  // ---- completion

  private void complete(List<String> names) {
    List<Completion> found = ExpressionNames.at(field.getText(), field.getCaretPosition(), names);
    if (found.isEmpty()) {
      return;
    }
    if (found.size() == 1) {
      insert(found.getFirst());
      return;
    }
    ListView<Completion> list = new ListView<>();
    list.getItems().setAll(found);
    list.setId("completions");
    list.setFixedCellSize(26);
    list.setPrefSize(470, Math.min(MOST_LIST_HEIGHT, 26 * found.size() + 6));
    list.setCellFactory(_ -> new CompletionCell());
    list.getSelectionModel().selectFirst();
    list.getStyleClass().add("completions");
    VBox box = new VBox(list);
    box.getStyleClass().add("overlay-card");
    // A popup is a scene of its own: it gets the looks of the window's.
    box.getStyleClass().addAll(getScene().getRoot().getStyleClass());
    box.getStylesheets().setAll(getScene().getStylesheets());
    Popup popup = new Popup();
    popup.setAutoHide(true);
    popup.getContent().add(box);
    Runnable take =
        () -> {
          Completion chosen = list.getSelectionModel().getSelectedItem();
          popup.hide();
          if (chosen != null) {
            insert(chosen);
          }
        };
    list.setOnMouseClicked(_ -> take.run());
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.TAB) {
            take.run();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE) {
            popup.hide();
            event.consume();
          }
        });
    Bounds place = field.localToScreen(field.getBoundsInLocal());
    popup.show(field, place.getMinX(), place.getMaxY() + 2);
    list.requestFocus();
  }

  private void insert(Completion chosen) {
    int end = field.getCaretPosition();
    int start = end - ExpressionNames.word(field.getText(), end).length();
    field.replaceText(start, end, chosen.insert());
    field.positionCaret(start + chosen.insert().length());
    field.requestFocus();
    if (field instanceof TextField line) {
      line.deselect();
    }
  }

  private static final class CompletionCell extends ListCell<Completion> {
    @Override
    protected void updateItem(Completion item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      Label name = new Label(item.shown());
      name.getStyleClass().add("mono");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label about = new Label(item.about());
      about.getStyleClass().add("muted");
      HBox.setHgrow(about, Priority.ALWAYS);
      setGraphic(new HBox(14, name, about));
    }
  }
}
