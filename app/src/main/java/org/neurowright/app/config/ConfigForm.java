package org.neurowright.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.neurowright.app.config.ConfigSection.Form;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonTree;

/** One section of a file as fields. Fields stay while only values change. */
final class ConfigForm extends ScrollPane {
  private static final PseudoClass SLIM = PseudoClass.getPseudoClass("slim");
  private static final double SLIM_WIDTH = 430;

  private final ConfigViewModel model;
  private final Consumer<ConfigRow> focused;
  private final List<ConfigField> fields = new ArrayList<>();
  private Object shape = "";

  ConfigForm(ConfigViewModel model, Consumer<ConfigRow> focused) {
    this.model = model;
    this.focused = focused;
    setFitToWidth(true);
    getStyleClass().addAll("page-scroll", "config-form");
    widthProperty()
        .subscribe(width -> pseudoClassStateChanged(SLIM, width.doubleValue() < SLIM_WIDTH));
  }

  void focusFirst() {
    if (!fields.isEmpty()) {
      fields.getFirst().focusEditor();
    }
  }

  void clear(String title, String text) {
    shape = title;
    fields.clear();
    setContent(new EmptyPage("mdi2c-code-json", title, text));
  }

  void show(ConfigFile file, ConfigSection section, JsonTree tree) {
    List<ConfigRow> rows = section.rows(tree);
    List<Object> now = new ArrayList<>(List.of(file, section.path(), section.title()));
    rows.forEach(row -> now.add(List.of(row.key(), row.known(), row.shown().indexOf('\n') >= 0)));
    if (!now.equals(shape)) {
      boolean same =
          shape instanceof List<?> old && old.size() > 1 && old.get(1).equals(section.path());
      double scrolled = getVvalue();
      Optional<List<String>> focus =
          fields.stream()
              .filter(f -> f.lookupAll("*").stream().anyMatch(n -> n.isFocused()))
              .map(f -> f.row().path())
              .findFirst();
      build(file, section, rows);
      shape = now;
      setVvalue(same ? scrolled : 0);
      if (same) {
        focus.ifPresent(path ->
            fields.stream()
                .filter(f -> f.row().path().equals(path))
                .findFirst()
                .ifPresent(ConfigField::focusEditor));
      }
    }
    List<Problem> problems = file.problemsProperty().get();
    for (int k = 0; k < fields.size(); k++) {
      ConfigRow row = rows.get(k);
      String element = JsonTree.element(row.path());
      fields
          .get(k)
          .show(row, problems.stream().filter(p -> isAt(p.location().element(), element)).toList());
    }
  }

  private static boolean isAt(String place, String element) {
    return place.equals(element)
        || place.startsWith(element + ".")
        || place.startsWith(element + "[");
  }

  private void build(ConfigFile file, ConfigSection section, List<ConfigRow> rows) {
    fields.clear();
    VBox page = new VBox(6);
    page.getStyleClass().add("config-page");
    Label title = new Label(section.title());
    title.getStyleClass().add("page-title");
    title.setMnemonicParsing(false);
    HBox head = new HBox(10, title, ConfigField.gap());
    head.setAlignment(Pos.CENTER_LEFT);
    if (section.isEntry()) {
      if (section.group().equals("Inputs") || section.group().equals("Reports")) {
        head.getChildren().set(0, nameField(file, section));
      }
      Button remove = new Button("Remove", Icons.of("mdi2d-delete-outline"));
      remove.getStyleClass().add("small");
      remove.setId("config-remove");
      remove.setOnAction(_ -> model.attempt(() -> file.remove(section.path())));
      head.getChildren().add(remove);
    }
    Label help = new Label(section.help());
    help.getStyleClass().add("page-subtitle");
    help.setWrapText(true);
    page.getChildren().addAll(head, help);
    boolean named = section.form() != Form.KEYS;
    for (ConfigRow row : rows) {
      ConfigField field = new ConfigField(row, named, file, model, focused);
      fields.add(field);
      page.getChildren().add(field);
    }
    if (named) {
      page.getChildren().add(adding(file, section));
    }
    setContent(page);
  }

  private TextField nameField(ConfigFile file, ConfigSection section) {
    TextField name = new TextField(section.title());
    name.getStyleClass().add("config-name");
    name.setAccessibleText("Name of the " + section.group().toLowerCase(Locale.ROOT));
    name.setPrefWidth(260);
    name.setOnAction(_ -> {
      if (!name.getText().equals(section.title())
          && !model.attempt(() -> file.rename(section.path(), name.getText().strip()))) {
        name.setText(section.title());
      }
    });
    return name;
  }

  private HBox adding(ConfigFile file, ConfigSection section) {
    TextField name = new TextField();
    name.setPromptText(section.form() == Form.NAMES ? "$NEW_FOLDER" : "new name");
    name.setAccessibleText("New name");
    name.getStyleClass().add("mono");
    String json = section.form() == Form.NAMES ? "\"\"" : "{}";
    Runnable add =
        () -> {
          String text = name.getText().strip();
          if (!text.isEmpty()) {
            model.attempt(() ->
                file.add(
                    "Add " + section.title().toLowerCase(Locale.ROOT) + " " + text,
                    section.path(text),
                    json));
          }
        };
    name.setOnAction(_ -> add.run());
    Button button = new Button("Add", Icons.of("mdi2p-plus"));
    button.getStyleClass().add("small");
    button.setOnAction(_ -> add.run());
    HBox line = new HBox(8, name, button);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
