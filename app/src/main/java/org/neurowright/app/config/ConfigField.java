package org.neurowright.app.config;

import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
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
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;

/** One line of a form: name, value, unit, what it does, what is wrong with it. */
final class ConfigField extends VBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final ConfigViewModel model;
  private final ConfigFile file;
  private final Label name = new Label();
  private final Control editor;
  private final TextInputControl input;
  private final Button remove;
  private final Label says = new Label();
  private final Label help = new Label();
  private ConfigRow row;
  private boolean updating;

  /**
   * A line.
   *
   * @param named whether the key is a name of the user's own, to be changed as well
   * @param focused told when the keyboard comes here
   */
  ConfigField(
      ConfigRow row,
      boolean named,
      ConfigFile file,
      ConfigViewModel model,
      Consumer<ConfigRow> focused) {
    this.row = row;
    this.file = file;
    this.model = model;
    getStyleClass().add("config-field");
    ConfigKey key = row.key();
    boolean choice = !key.choices().isEmpty() || key.type() == ConfigKey.Type.FLAG;
    if (choice) {
      ComboBox<String> box = new ComboBox<>();
      box.getItems()
          .setAll(key.type() == ConfigKey.Type.FLAG ? List.of("true", "false") : key.choices());
      box.setEditable(true);
      box.setOnAction(_ -> {
        if (!updating && box.getValue() != null) {
          commit(box.getValue());
        }
      });
      editor = box;
      input = box.getEditor();
    } else if (row.shown().indexOf('\n') >= 0) {
      TextArea area = new TextArea();
      area.setPrefRowCount(Math.min(9, 1 + (int) row.shown().lines().count()));
      area.getStyleClass().add("mono");
      editor = area;
      input = area;
    } else {
      TextField field = new TextField();
      field.setOnAction(_ -> commit(field.getText()));
      editor = field;
      input = field;
    }
    editor.setId("config-" + String.join("-", row.path()));
    editor.setMaxWidth(Double.MAX_VALUE);
    editor.setMinWidth(84);
    HBox.setHgrow(editor, Priority.ALWAYS);
    name.setMinWidth(96);
    name.setPrefWidth(190);
    name.getStyleClass().add("config-key");
    name.setMnemonicParsing(false);
    name.setLabelFor(editor);
    Label unit = new Label(key.unit());
    unit.getStyleClass().add("muted");
    unit.setMinWidth(44);
    remove = Icons.button("mdi2c-close", "Remove " + key.name(), this::remove);
    Node label = named ? renaming(key) : name;
    HBox line = new HBox(8, label, editor, unit, remove);
    line.setAlignment(Pos.CENTER_LEFT);
    help.setText(key.help());
    help.getStyleClass().add("config-help");
    help.setWrapText(true);
    says.getStyleClass().add("config-says");
    says.setWrapText(true);
    VBox below = new VBox(help, says);
    below.getStyleClass().add("config-below");
    getChildren().addAll(line, below);
    input
        .textProperty()
        .subscribe(text -> {
          if (!updating) {
            judge(text);
          }
        });
    input
        .focusedProperty()
        .subscribe((_, now) -> {
          if (now) {
            focused.accept(this.row);
          } else if (!input.getText().equals(this.row.shown())) {
            commit(input.getText());
          }
        });
    input.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !input.getText().equals(this.row.shown())) {
            updating = true;
            input.setText(this.row.shown());
            updating = false;
            show(this.row, List.of());
            event.consume();
          }
        });
    show(row, List.of());
  }

  private Node renaming(ConfigKey key) {
    TextField field = new TextField(key.name());
    field.setPrefWidth(190);
    field.setMinWidth(120);
    field.getStyleClass().add("mono");
    field.setAccessibleText("Name");
    Runnable rename =
        () -> {
          if (!field.getText().equals(key.name())
              && !model.attempt(() -> file.rename(row.path(), field.getText().strip()))) {
            field.setText(key.name());
          }
        };
    field.setOnAction(_ -> rename.run());
    field
        .focusedProperty()
        .subscribe((before, now) -> {
          if (before && !now) {
            rename.run();
          }
        });
    return field;
  }

  ConfigRow row() {
    return row;
  }

  void focusEditor() {
    editor.requestFocus();
  }

  /** Shows the value as it is now; what is being typed stays. */
  void show(ConfigRow now, List<Problem> problems) {
    boolean typing = input.isFocused() && !input.getText().equals(row.shown());
    row = now;
    ConfigKey key = now.key();
    name.setText(key.name() + (key.needed() ? " *" : ""));
    name.setTooltip(
        new Tooltip(
            key.name()
                + (key.needed() ? ", needed" : "")
                + (key.unit().isEmpty() ? "" : ", " + key.unit())
                + (key.help().isEmpty() ? "" : "\n" + key.help())));
    editor.setAccessibleText(
        key.name() + (key.unit().isEmpty() ? "" : " in " + key.unit()) + ". " + key.help());
    boolean there = now.value().isPresent();
    remove.setVisible(there);
    name.pseudoClassStateChanged(PseudoClass.getPseudoClass("set"), there);
    String prompt =
        there
            ? ""
            : key.needed()
                ? "needed"
                : key.fallback().isEmpty() ? "not given" : "default: " + key.fallback();
    if (editor instanceof ComboBox<?> box) {
      // The field inside follows its box.
      box.setPromptText(prompt);
    } else {
      input.setPromptText(prompt);
    }
    if (!typing) {
      updating = true;
      if (!input.getText().equals(now.shown())) {
        if (editor instanceof ComboBox<?>) {
          @SuppressWarnings("unchecked")
          ComboBox<String> box = (ComboBox<String>) editor;
          box.setValue(there ? now.shown() : null);
        }
        input.setText(now.shown());
      }
      updating = false;
    }
    if (!now.known() && help.getText().isEmpty()) {
      help.setText("Not a key that is read here; kept as it is.");
    }
    help.setVisible(!help.getText().isEmpty());
    help.setManaged(help.isVisible());
    say(
        problems.isEmpty()
            ? ""
            : ProblemText.withoutPlace(problems.getFirst()).replace("\n", " · "),
        problems.stream().anyMatch(Problem::isError));
  }

  private void say(String words, boolean error) {
    says.setText(words);
    says.setVisible(!words.isEmpty());
    says.setManaged(!words.isEmpty());
    says.pseudoClassStateChanged(DANGER, error);
    editor.pseudoClassStateChanged(DANGER, error);
  }

  /** Says at once whether what is typed can stand here. */
  private void judge(String text) {
    if (text.equals(row.shown()) || text.isBlank()) {
      say("", false);
      return;
    }
    try {
      row.json(text);
      say("", false);
    } catch (IllegalArgumentException e) {
      say(e.getMessage(), true);
    }
  }

  private void commit(String text) {
    if (text == null || text.equals(row.shown())) {
      return;
    }
    if (text.isBlank() && row.key().type() != ConfigKey.Type.TEXT) {
      if (row.value().isPresent()) {
        remove();
      }
      return;
    }
    if (!model.attempt(() -> file.set(row.path(), row.json(text)))) {
      say(model.messageProperty().get(), true);
      return;
    }
    file.endGesture();
  }

  private void remove() {
    model.attempt(() -> file.remove(row.path()));
  }

  /** Space that nothing else wants. */
  static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }
}
