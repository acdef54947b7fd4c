package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.network.make.MadeInput;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;

/** Inputs: the list, and who sends spikes when and how often. */
final class InputsView extends SplitPane {
  private final InputsViewModel model;
  private final RecipeDocument document;
  private final PreviewViewModel preview;
  private final Consumer<String> refused;
  private final ListView<InputRecipe> list = new ListView<>();
  private final ComboBox<String> network = new ComboBox<>();
  private final LiveField name;
  private final LiveField where;
  private final LiveField rate;
  private final LiveField start;
  private final LiveField stop;
  private final LiveField shape;
  private final Label expected = new Label();
  private boolean showing;

  InputsView(InputsViewModel model, PreviewViewModel preview, Consumer<String> refused) {
    this.model = model;
    this.document = model.document();
    this.preview = preview;
    this.refused = refused;
    name =
        line(
            "Name of the input",
            "input-name",
            text -> {
              InputRecipe one = model.selectedProperty().get().orElseThrow();
              if (text.isBlank()) {
                throw new IllegalArgumentException("A name is needed");
              }
              if (!text.equals(one.name())) {
                document.perform(RecipeEdits.renameInput(one.name(), text));
                model.select(text);
              }
            });
    where =
        line(
                "Condition on the cells",
                "input-where",
                text -> model.change(i -> RecipeEdits.setInputNodes(i.name(), i.network(), text)))
            .expression(this::names)
            .prompt("all cells");
    rate =
        line(
                "Rate (Hz)",
                "input-rate",
                text -> model.change(i -> RecipeEdits.setInputRate(i.name(), text)))
            .expression(this::names);
    start =
        line(
            "Start (ms)",
            "input-start",
            text ->
                model.change(i ->
                    RecipeEdits.setInputTimes(i.name(), RuleSentence.number(text), i.stopMs())));
    stop =
        line(
            "End (ms)",
            "input-stop",
            text ->
                model.change(i ->
                    RecipeEdits.setInputTimes(i.name(), i.startMs(), RuleSentence.number(text))));
    shape =
        line(
                "Shape of the intervals' gamma distribution",
                "input-shape",
                text ->
                    model.change(i ->
                        RecipeEdits.setInputGammaShape(
                            i.name(),
                            text.isBlank()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(RuleSentence.number(text)))))
            .prompt("Poisson");
    network.setId("input-network");
    network.setAccessibleText("Network whose cells send");
    network
        .valueProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && !now.equals(before)) {
            model.change(i -> RecipeEdits.setInputNodes(i.name(), now, i.where()));
            document.endGesture();
          }
        });
    list.setId("inputs");
    list.setItems(model.inputs());
    list.setFixedCellSize(46);
    list.setAccessibleText("Inputs");
    Label empty = new Label("No inputs yet");
    empty.getStyleClass().add("muted");
    list.setPlaceholder(empty);
    list.setCellFactory(_ ->
        new TwoLineCell<>(
            InputRecipe::name, input -> input.network() + " at " + input.rateHz() + " Hz"));
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> {
          if (!showing && chosen != null) {
            model.selectedProperty().set(Optional.of(chosen));
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox left = new VBox(toolBar(), list);
    left.getStyleClass().add("build-list");
    left.setMinWidth(190);
    ScrollPane form = new ScrollPane(form());
    form.setFitToWidth(true);
    form.getStyleClass().add("page-scroll");
    EmptyPage none =
        new EmptyPage(
            "mdi2p-pulse",
            "No input yet",
            "An input is spikes of virtual cells, written as a file beside the model. Add a network of virtual"
                + " cells under Populations, connect it, and give it a rate here.");
    StackPane right = new StackPane(none, form);
    setResizableWithParent(left, false);
    getItems().setAll(left, right);
    setDividerPositions(0.24);
    model
        .selectedProperty()
        .subscribe(one -> {
          form.setVisible(one.isPresent());
          none.setVisible(one.isEmpty());
          one.ifPresent(this::show);
        });
    document.recipeProperty().subscribe(_ -> model.selectedProperty().get().ifPresent(this::show));
    preview.previewProperty().subscribe(_ -> showPreview());
  }

  private LiveField line(String about, String id, Consumer<String> commit) {
    return LiveField.line(
            about,
            "",
            text -> {
              if (!showing) {
                commit.accept(text);
              }
            },
            document::endGesture)
        .id(id);
  }

  private List<String> names() {
    return model
        .selectedProperty()
        .get()
        .map(i -> ExpressionNames.cells(document.recipe(), i.network()))
        .orElse(List.of());
  }

  void add() {
    try {
      model.add();
    } catch (IllegalArgumentException e) {
      refused.accept(e.getMessage());
      return;
    }
    if (lookup("#input-name") instanceof TextField field) {
      field.requestFocus();
      field.selectAll();
    }
  }

  private Node toolBar() {
    Button add = new Button("Add input", Icons.of("mdi2p-plus"));
    add.setId("add-input");
    add.getStyleClass().add("small");
    add.setOnAction(_ -> add());
    HBox bar =
        new HBox(
            4,
            add,
            Icons.button("mdi2c-content-duplicate", "Duplicate", model::duplicate),
            Icons.button("mdi2d-delete-outline", "Remove", model::remove));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("build-bar");
    return bar;
  }

  private Node form() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    ColumnConstraints first = new ColumnConstraints();
    first.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints second = new ColumnConstraints(200, 420, 560);
    second.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(first, second);
    for (LiveField small : List.of(start, stop, shape)) {
      small.setMaxWidth(140);
    }
    int row = 0;
    grid.addRow(row++, key("Name"), name);
    grid.addRow(row++, key("Cells of"), network);
    grid.addRow(row++, key("where"), where);
    grid.addRow(row++, key("Rate (Hz)"), rate);
    grid.addRow(row++, key("From (ms)"), start);
    grid.addRow(row++, key("to (ms)"), stop);
    grid.addRow(row++, key("Gamma shape"), shape);
    expected.setId("input-expected");
    expected.getStyleClass().add("readout-figure");
    expected.setWrapText(true);
    grid.addRow(row, key("Expected"), expected);
    VBox page = new VBox(grid);
    page.getStyleClass().add("form-page");
    return page;
  }

  private static Node key(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("property-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(label);
    box.getStyleClass().add("form-key");
    return box;
  }

  private void show(InputRecipe input) {
    showing = true;
    List<String> networks = document.recipe().networks().stream().map(NetworkRecipe::name).toList();
    if (!network.getItems().equals(networks)) {
      network.getItems().setAll(networks);
    }
    network.setValue(input.network());
    name.show(input.name());
    where.show(input.where());
    rate.show(input.rateHz());
    start.show(RuleSentence.number(input.startMs()));
    stop.show(RuleSentence.number(input.stopMs()));
    shape.show(
        input.gammaShape().isPresent()
            ? RuleSentence.number(input.gammaShape().getAsDouble())
            : "");
    list.getSelectionModel().select(input);
    showing = false;
    showPreview();
  }

  private void showPreview() {
    Optional<InputRecipe> one = model.selectedProperty().get();
    if (one.isEmpty()) {
      return;
    }
    String path = model.path();
    name.showProblems(preview.problemsAt(path + ".name"));
    where.showProblems(preview.problemsAt(path + ".where"));
    rate.showProblems(preview.problemsAt(path + ".rate_hz"));
    stop.showProblems(preview.problemsAt(path + ".stop_ms"));
    start.showProblems(preview.problemsAt(path + ".start_ms"));
    Optional<MadeInput> made =
        preview
            .previewProperty()
            .get()
            .flatMap(Preview::made)
            .flatMap(m ->
                m.inputs().stream()
                    .filter(i -> i.recipe().name().equals(one.get().name()))
                    .findFirst());
    expected.setText(
        made.map(i ->
                "≈ "
                    + NumberText.count(Math.round(i.expected()))
                    + " spikes of "
                    + NumberText.plural(i.nodes().size(), "cell", "cells"))
            .orElse("–"));
  }
}
