package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.neurowright.app.build.view.GraphCanvas;
import org.neurowright.app.build.view.MatrixView;
import org.neurowright.app.build.view.MatrixViewModel;
import org.neurowright.app.build.view.NetworkSelection;
import org.neurowright.app.build.view.PopulationKey;
import org.neurowright.app.build.view.RuleNumbers;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.control.Icons;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.engine.recipe.ConnectionRecipe;

/** A picture of the network, and under it what is selected with the way to its editor. */
final class NetworkPane extends BorderPane {
  private final Label words = new Label();
  private final Button action = new Button();

  private NetworkPane(Node picture, String help) {
    words.getStyleClass().add("row-title");
    words.setMinWidth(0);
    words.setMnemonicParsing(false);
    action.getStyleClass().add("small");
    action.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label keys = new Label(help);
    keys.getStyleClass().add("muted");
    keys.setMinWidth(0);
    HBox bar = new HBox(12, words, action, gap, keys);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().addAll("dock-bar", "network-bar");
    setCenter(picture);
    setBottom(bar);
  }

  /** Populations against populations. */
  static NetworkPane matrix(
      RecipeDocument document,
      ObservableValue<RuleNumbers> numbers,
      ObjectProperty<NetworkSelection> selection,
      Consumer<NetworkSelection> open) {
    MatrixView matrix = new MatrixView(document, numbers, selection);
    matrix.setOnOpen(open);
    NetworkPane pane = new NetworkPane(matrix, "Double click or Enter edits a rule, or makes one");
    pane.action.setId("matrix-open");
    pane.action.setOnAction(_ -> matrix.open(matrix.model().cursorProperty().get()));
    Runnable show = () -> pane.showCell(matrix.model());
    document.recipeProperty().subscribe(show);
    matrix.model().cursorProperty().subscribe(show);
    selection.subscribe(show);
    show.run();
    return pane;
  }

  /** Populations and arrows between them. */
  static NetworkPane graph(
      RecipeDocument document,
      ObservableValue<RuleNumbers> numbers,
      ObjectProperty<NetworkSelection> selection,
      UndoStack undo,
      Consumer<NetworkSelection> open) {
    GraphCanvas graph = new GraphCanvas(document, numbers, selection, undo);
    graph.setOnOpen(open);
    NetworkPane pane = new NetworkPane(graph, "Drag from rim to rim, or press C, to connect");
    pane.action.setId("graph-open");
    pane.action.setOnAction(_ -> open.accept(selection.get()));
    Runnable show = () -> pane.showSelection(document, selection.get());
    document.recipeProperty().subscribe(show);
    selection.subscribe(show);
    show.run();
    return pane;
  }

  private void showCell(MatrixViewModel matrix) {
    List<PopulationKey> populations = matrix.populations();
    if (populations.isEmpty()) {
      say("", Optional.empty());
      return;
    }
    MatrixViewModel.Cell cell = matrix.cursorProperty().get();
    String ends =
        populations.get(cell.row()).population()
            + " → "
            + populations.get(cell.column()).population();
    List<String> rules = matrix.entry(cell).rules();
    say(
        rules.isEmpty() ? ends + ": no rule" : ends + ": " + String.join(", ", rules),
        Optional.of(rules.isEmpty() ? "New rule" : "Edit rule"));
    action.setGraphic(Icons.of(rules.isEmpty() ? "mdi2p-plus" : "mdi2p-pencil-outline"));
  }

  private void showSelection(RecipeDocument document, NetworkSelection selection) {
    Optional<ConnectionRecipe> rule =
        selection.rules().stream().findFirst().flatMap(document.recipe()::connection);
    Optional<PopulationKey> population =
        selection.populations().stream()
            .filter(key -> key.in(document.recipe()).isPresent())
            .findFirst();
    action.setGraphic(Icons.of("mdi2p-pencil-outline"));
    if (rule.isPresent()) {
      say(
          rule.get().name() + ": " + RuleSentence.text(rule.get().rule()),
          Optional.of("Edit rule"));
    } else {
      say(
          population.map(PopulationKey::toString).orElse("Nothing is selected"),
          population.map(_ -> "Edit population"));
    }
  }

  private void say(String text, Optional<String> does) {
    words.setText(text);
    action.setText(does.orElse(""));
    action.setVisible(does.isPresent());
    action.setManaged(does.isPresent());
  }
}
