package org.neurowright.app.lab.form;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;

/** Small things that the Lab's panes are made of. */
public final class Parts {
  private Parts() {}

  public static HBox bar(Node... nodes) {
    HBox bar = new HBox(8, nodes);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("lab-bar");
    return bar;
  }

  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  public static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("plot-title");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  public static Button button(String id, String text, String tip, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setTooltip(new Tooltip(tip));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** A group in which one button is always on; the arrow keys go through it. */
  public static ToggleGroup oneOf(Consumer<ToggleButton> chosen) {
    ToggleGroup group = new ToggleGroup();
    group
        .selectedToggleProperty()
        .subscribe((before, now) -> {
          if (now != null) {
            chosen.accept((ToggleButton) now);
          } else if (before != null && group.getToggles().contains(before)) {
            group.selectToggle(before);
          }
        });
    return group;
  }

  public static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Name, field and unit of a setting. */
  public static HBox setting(Setting setting, Runnable onEnter) {
    Label name = new Label(setting.label());
    name.getStyleClass().add("setting-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Region field;
    if (setting.choices().isEmpty()) {
      TextField text = new TextField();
      text.textProperty().bindBidirectional(setting.textProperty());
      text.setPrefColumnCount(Math.clamp(setting.usual().length() + 1, 4, 18));
      text.setOnAction(_ -> onEnter.run());
      field = text;
    } else {
      ComboBox<String> box = new ComboBox<>();
      box.getItems().setAll(setting.choices());
      box.valueProperty().bindBidirectional(setting.textProperty());
      box.getStyleClass().add("small");
      field = box;
    }
    field.setId("setting-" + setting.key());
    field.setMinWidth(Region.USE_PREF_SIZE);
    ((javafx.scene.control.Control) field)
        .setTooltip(
            new Tooltip(
                setting.meaning()
                    + (setting.usual().isEmpty() ? "" : ". Default " + setting.usual())
                    + (setting.unit().isEmpty() ? "" : " " + setting.unit())
                    + "  ("
                    + setting.key()
                    + ")"));
    field.setAccessibleText(
        setting.label() + (setting.unit().isEmpty() ? "" : " in " + setting.unit()));
    name.setLabelFor(field);
    HBox box = new HBox(5, name, field);
    if (!setting.unit().isEmpty()) {
      Label unit = new Label(setting.unit());
      unit.getStyleClass().add("muted");
      unit.setMinWidth(Region.USE_PREF_SIZE);
      box.getChildren().add(unit);
    }
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /** Fills a box with what is wrong; it takes no room when nothing is. */
  public static void tell(VBox box, List<Problem> problems) {
    box.getChildren().clear();
    for (Problem problem : problems) {
      String more = problem.expected().isEmpty() ? "" : "; expected " + problem.expected();
      Label what = new Label(problem.message() + more);
      what.setWrapText(true);
      what.setMinHeight(Region.USE_PREF_SIZE);
      VBox words = new VBox(1, what);
      words.setMinWidth(0);
      HBox.setHgrow(words, Priority.ALWAYS);
      String place = ProblemText.shortPlace(problem);
      String hint = (place.isBlank() ? "" : place + ". ") + problem.hint();
      if (!hint.isBlank()) {
        Label how = new Label(hint.strip());
        how.setWrapText(true);
        how.setMinHeight(Region.USE_PREF_SIZE);
        how.getStyleClass().add("muted");
        words.getChildren().add(how);
      }
      String glyph =
          switch (problem.severity()) {
            case ERROR -> "mdi2a-alert-circle";
            case WARNING -> "mdi2a-alert";
            default -> "mdi2i-information-outline";
          };
      String tone =
          switch (problem.severity()) {
            case ERROR -> "danger";
            case WARNING -> "warning";
            default -> "info";
          };
      HBox line =
          new HBox(
              8,
              Icons.of(glyph, tone.equals("danger") ? "error-icon" : tone + "-icon"),
              words,
              Icons.button(
                  "mdi2c-content-copy",
                  "Copy this message",
                  () -> Copy.text(ProblemText.full(problem))));
      line.setAlignment(Pos.CENTER_LEFT);
      line.getStyleClass().addAll("lab-notice", tone);
      box.getChildren().add(line);
    }
    shown(box, !problems.isEmpty());
  }
}
