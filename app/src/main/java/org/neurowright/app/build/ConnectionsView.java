package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.recipe.ConnectionRecipe;

/** Rules of connection: the list, the sentence of one of them, and what it does. */
final class ConnectionsView extends SplitPane {
  private final ConnectionsViewModel model;
  private final Consumer<String> refused;
  private final ListView<ConnectionRecipe> list = new ListView<>();
  private boolean showing;

  ConnectionsView(ConnectionsViewModel model, PreviewViewModel preview, Consumer<String> refused) {
    this.model = model;
    this.refused = refused;
    list.setId("connections");
    list.setItems(model.connections());
    list.setFixedCellSize(46);
    list.setAccessibleText("Connections");
    Label empty = new Label("No connections yet");
    empty.getStyleClass().add("muted");
    list.setPlaceholder(empty);
    list.setCellFactory(
        _ -> new TwoLineCell<>(ConnectionRecipe::name, rule -> RuleSentence.text(rule.rule())));
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> {
          if (!showing && chosen != null) {
            model.selectedProperty().set(Optional.of(chosen));
          }
        });
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DELETE) {
            remove();
            event.consume();
          } else if (event.getCode() == KeyCode.D && event.isShortcutDown()) {
            model.duplicate();
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox left = new VBox(toolBar(), list);
    left.getStyleClass().add("build-list");
    left.setMinWidth(190);
    ScrollPane form = new ScrollPane(new ConnectionForm(model, preview, refused));
    form.setFitToWidth(true);
    form.getStyleClass().add("page-scroll");
    EmptyPage none =
        new EmptyPage(
            "mdi2v-vector-polyline-plus",
            "No connection yet",
            "A rule says which cells are connected with which, and how. Add one on the left.");
    StackPane middle = new StackPane(none, form);
    middle.setMinWidth(400);
    ScrollPane side = new ScrollPane(new ReadoutPane(preview));
    side.setFitToWidth(true);
    side.getStyleClass().addAll("page-scroll", "readout-scroll");
    side.setMinWidth(270);
    setResizableWithParent(left, false);
    setResizableWithParent(side, false);
    getItems().setAll(left, middle, side);
    setDividerPositions(0.2, 0.76);
    model
        .selectedProperty()
        .subscribe(one -> {
          form.setVisible(one.isPresent());
          none.setVisible(one.isEmpty());
          preview.ruleProperty().set(one.map(ConnectionRecipe::name));
          showing = true;
          one.ifPresent(list.getSelectionModel()::select);
          showing = false;
        });
  }

  void add() {
    try {
      model.add();
    } catch (IllegalArgumentException e) {
      refused.accept(e.getMessage());
      return;
    }
    if (lookup("#connection-name") instanceof TextField field) {
      field.requestFocus();
      field.selectAll();
    }
  }

  private Node toolBar() {
    Button add = new Button("Add rule", Icons.of("mdi2p-plus"));
    add.setId("add-connection");
    add.getStyleClass().add("small");
    add.setOnAction(_ -> add());
    HBox bar =
        new HBox(
            4,
            add,
            Icons.button("mdi2c-content-duplicate", "Duplicate  (Ctrl+D)", model::duplicate),
            Icons.button("mdi2d-delete-outline", "Remove  (Delete)", this::remove),
            Icons.button("mdi2a-arrow-up", "Move up", () -> model.move(-1)),
            Icons.button("mdi2a-arrow-down", "Move down", () -> model.move(1)));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("build-bar");
    return bar;
  }

  private void remove() {
    model.selectedProperty().get().ifPresent(one -> model.remove(List.of(one.name())));
  }
}
