package org.neurowright.app.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.form.Parts;

/**
 * The middle of the bench: pages for what can be done with a cell, one shown at a time. A page is
 * made when it is first shown.
 */
final class BenchPages extends BorderPane {
  /** With less room only the page that is shown has its name on its button. */
  private static final double ROOM_FOR_NAMES = 560;

  private final FlowPane bar = new FlowPane(4, 4);
  private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
  private final Map<String, Supplier<Node>> makers = new LinkedHashMap<>();
  private final Map<String, Node> made = new LinkedHashMap<>();
  private final ToggleGroup chosen = Parts.oneOf(button -> turnTo((String) button.getUserData()));

  private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");

  BenchPages() {
    setMinWidth(300);
    widthProperty().subscribe(_ -> name());
    shown.subscribe(_ -> name());
    bar.getStyleClass().addAll("small-toggles", "lab-pages");
    setTop(bar);
  }

  /**
   * Adds a page; the first one is shown.
   *
   * @param id its button is {@code #lab-page-ID}
   * @param tip what one does there
   * @param maker makes it when it is shown first
   */
  void add(String id, String title, String icon, String tip, Supplier<Node> maker) {
    ToggleButton button = new ToggleButton(title, Icons.of(icon));
    button.setId("lab-page-" + id);
    button.setUserData(id);
    button.setTooltip(new Tooltip(title + ": " + tip));
    button.setAccessibleText(title);
    buttons.put(id, button);
    makers.put(id, maker);
    bar.getChildren().add(button);
    button.setToggleGroup(chosen);
    Parts.shown(bar, buttons.size() > 1);
    if (buttons.size() == 1) {
      button.setSelected(true);
    }
  }

  /** Shows a page. */
  void show(String id) {
    buttons.get(id).setSelected(true);
  }

  /** Which page is shown. */
  ReadOnlyStringProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  private void name() {
    boolean narrow = getWidth() < ROOM_FOR_NAMES;
    buttons.forEach((id, button) ->
        button.setContentDisplay(
            narrow && !id.equals(shown.get()) ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
  }

  private void turnTo(String id) {
    shown.set(id);
    setCenter(made.computeIfAbsent(id, _ -> makers.get(id).get()));
  }
}
