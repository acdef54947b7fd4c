package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.build.PopulationsViewModel.Row;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.app.recipe.CellKind;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.ValueRule;

/** One population: its columns, where its cells are and how they are turned. */
final class PopulationForm extends StackPane {
  private static final List<String> USUAL =
      List.of(
          "ei",
          "model_type",
          "model_template",
          "morphology",
          "dynamics_params",
          "model_processing",
          "layer",
          "tuning_angle");

  private final PopulationsViewModel model;
  private final RecipeDocument document;
  private final PreviewViewModel preview;
  private final Consumer<String> refused;
  private final Map<String, ValueEditor> editors = new LinkedHashMap<>();
  private final Map<String, HistogramView> histograms = new LinkedHashMap<>();
  private final Map<String, ValueEditor> angles = new LinkedHashMap<>();
  private final ComboBox<CellKind> cellKind = new ComboBox<>();
  private final ComboBox<PlaceKind> placeKind = new ComboBox<>();
  private final SentenceView<PlaceRule> places;
  private final LiveField name;
  private final LiveField count;
  private final VBox page = new VBox(14);
  private final GridPane grid = new GridPane();
  private String shape = "";
  private boolean showing;

  PopulationForm(PopulationsViewModel model, PreviewViewModel preview, Consumer<String> refused) {
    this.model = model;
    this.document = model.document();
    this.preview = preview;
    this.refused = refused;
    name =
        LiveField.line("Name of the population", "", this::rename, document::endGesture)
            .id("population-name");
    count =
        LiveField.line("Number of cells", "", this::recount, document::endGesture)
            .id("population-count");
    places =
        new SentenceView<>(
            "place-",
            (field, text) ->
                row()
                    .ifPresent(r ->
                        r.population()
                            .places()
                            .ifPresent(rule ->
                                document.perform(
                                    RecipeEdits.setPlaces(
                                        r.network(),
                                        r.population().name(),
                                        Optional.of(field.changed().apply(rule, text)))))),
            document::endGesture,
            _ -> List.of("index", "count"));
    cellKind.getItems().setAll(CellKind.POINT, CellKind.CABLE, CellKind.VIRTUAL);
    cellKind.setId("population-kind");
    cellKind.setAccessibleText("Kind of cells");
    cellKind.setMinWidth(Region.USE_PREF_SIZE);
    cellKind
        .valueProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && now != before && now != CellKind.OTHER) {
            row().ifPresent(r -> document.perform(now.make(r.network(), r.population())));
            document.endGesture();
          }
        });
    placeKind.getItems().setAll(PlaceKind.values());
    placeKind.setId("population-places");
    placeKind.setAccessibleText("Where the cells are");
    placeKind.setMinWidth(Region.USE_PREF_SIZE);
    placeKind
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && now != before) {
            choosePlaces(now);
          }
        });
    getStyleClass().add("population-form");
    page.getStyleClass().add("form-page");
    grid.getStyleClass().add("form-grid");
    ColumnConstraints first = new ColumnConstraints();
    first.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints second = new ColumnConstraints(180, 420, Double.MAX_VALUE);
    second.setHgrow(Priority.ALWAYS);
    ColumnConstraints third = new ColumnConstraints(110, 110, 110);
    ColumnConstraints fourth = new ColumnConstraints();
    grid.getColumnConstraints().setAll(first, second, third, fourth);
    model.selectedProperty().subscribe(_ -> show());
    preview.previewProperty().subscribe(_ -> showPreview());
  }

  private Optional<Row> row() {
    return model.selectedProperty().get();
  }

  private void show() {
    if (row().isEmpty()) {
      shape = "";
      getChildren()
          .setAll(
              new EmptyPage(
                  "mdi2s-shape-circle-plus",
                  "No population yet",
                  "Add one above, or paste a table from a spreadsheet or a csv file."));
      return;
    }
    Row row = row().get();
    PopulationRecipe population = row.population();
    showing = true;
    String wanted = row.network() + "/" + row.index() + population.columns().keySet();
    name.show(population.name());
    count.show(PopulationsViewModel.text(row, PopulationsViewModel.COUNT));
    if (!wanted.equals(shape)) {
      shape = wanted;
      build(population);
    } else {
      population.columns().forEach((column, values) -> editors.get(column).show(values));
      for (String axis : angles.keySet()) {
        angles.get(axis).show(angle(population, axis));
      }
    }
    cellKind.setValue(CellKind.of(population));
    placeKind.setValue(PlaceKind.of(population.places()));
    boolean placed = population.places().isPresent();
    places.setVisible(placed);
    places.setManaged(placed);
    population.places().ifPresent(rule -> places.show(PlaceSentence.parts(rule)));
    showing = false;
    showPreview();
  }

  private static ValueRule angle(PopulationRecipe population, String axis) {
    return population.rotation().getOrDefault(axis, new ValueRule.Absent());
  }

  private void build(PopulationRecipe population) {
    boolean choosing = cellKind.isFocused();
    editors.clear();
    angles.clear();
    histograms.clear();
    grid.getChildren().clear();
    int line = 0;
    grid.addRow(line++, key("Name"), name);
    grid.addRow(line++, key("Cells"), count);
    count.setMaxWidth(140);
    grid.addRow(line++, key("Kind of cells"), cellKind);
    for (Map.Entry<String, ValueRule> column : population.columns().entrySet()) {
      String of = column.getKey();
      ValueEditor editor =
          new ValueEditor(
              "column-" + of,
              Units.withUnit(of),
              column.getValue(),
              values ->
                  row()
                      .ifPresent(r ->
                          document.perform(
                              RecipeEdits.setColumn(
                                  r.network(), r.population().name(), of, values))),
              document::endGesture,
              () -> row().map(r -> ExpressionNames.column(r.population())).orElse(List.of()));
      editors.put(of, editor);
      HistogramView histogram = new HistogramView("", 104, 30);
      histograms.put(of, histogram);
      Button remove =
          Icons.button("mdi2c-close", "Remove the column " + of, () -> removeColumn(of));
      grid.addRow(line++, key(Units.withUnit(of)), editor, histogram, remove);
    }
    grid.addRow(line++, new Label(), newColumn());
    VBox where = new VBox(8, placeKind, places);
    grid.addRow(line++, key("Places"), where);
    GridPane.setColumnSpan(where, 3);
    for (String axis : List.of("x", "y", "z")) {
      ValueEditor editor =
          new ValueEditor(
              "rotation-" + axis,
              "Rotation about " + axis + " (rad)",
              angle(population, axis),
              values ->
                  row()
                      .ifPresent(r ->
                          document.perform(
                              RecipeEdits.setRotation(
                                  r.network(),
                                  r.population().name(),
                                  axis,
                                  values instanceof ValueRule.Absent
                                      ? Optional.empty()
                                      : Optional.of(values)))),
              document::endGesture,
              () -> List.of("index", "count"));
      angles.put(axis, editor);
      HistogramView histogram = new HistogramView("", 104, 30);
      histograms.put("rotation_angle_" + axis + "axis", histogram);
      grid.addRow(line++, key("Rotation about " + axis + " (rad)"), editor, histogram);
    }
    page.getChildren().setAll(grid);
    getChildren().setAll(page);
    if (choosing) {
      // It was taken out and put in again.
      cellKind.requestFocus();
    }
  }

  private static Node key(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("property-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setMnemonicParsing(false);
    HBox box = new HBox(label);
    box.setAlignment(Pos.TOP_LEFT);
    box.getStyleClass().add("form-key");
    return box;
  }

  private Node newColumn() {
    TextField of = new TextField();
    of.setPromptText("new column");
    of.setId("new-column");
    of.setAccessibleText("Name of a new column");
    of.setPrefColumnCount(12);
    Button add = new Button("Add column", Icons.of("mdi2p-plus"));
    add.setId("add-column");
    add.getStyleClass().add("small");
    Runnable action =
        () -> {
          String wanted = of.getText().strip();
          try {
            row().ifPresent(r -> model.addColumn(List.of(r), wanted, "0"));
            of.clear();
          } catch (IllegalArgumentException e) {
            refused.accept(e.getMessage());
          }
        };
    add.setOnAction(_ -> action.run());
    of.setOnAction(_ -> action.run());
    ComboBox<String> usual = new ComboBox<>();
    usual.setPromptText("usual ones");
    usual.getStyleClass().add("small");
    usual.setAccessibleText("Columns that models usually have");
    usual
        .getItems()
        .setAll(
            USUAL.stream()
                .filter(c -> row().map(r -> !r.population().columns().containsKey(c)).orElse(true))
                .toList());
    usual
        .valueProperty()
        .subscribe(chosen -> {
          if (chosen != null) {
            of.setText(chosen);
            of.requestFocus();
          }
        });
    HBox line = new HBox(6, of, usual, add);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void rename(String text) {
    Row row = row().orElseThrow();
    if (showing || text.equals(row.population().name())) {
      return;
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("A name is needed");
    }
    // The row is known by its name: it has to be looked for under the new one.
    String network = row.network();
    document.perform(RecipeEdits.renamePopulation(network, row.population().name(), text));
    model.select(network, text);
  }

  private void recount(String text) {
    Row row = row().orElseThrow();
    if (!showing) {
      document.perform(
          RecipeEdits.setCount(
              row.network(),
              row.population().name(),
              text.isBlank()
                  ? OptionalInt.empty()
                  : OptionalInt.of(RuleSentence.small(text.replaceAll("[\\s\\u202f]", "")))));
    }
  }

  private void removeColumn(String column) {
    row()
        .ifPresent(r ->
            document.perform(RecipeEdits.removeColumn(r.network(), r.population().name(), column)));
  }

  private void choosePlaces(PlaceKind kind) {
    row()
        .ifPresent(r -> {
          document.perform(
              RecipeEdits.setPlaces(
                  r.network(),
                  r.population().name(),
                  kind.initial(r.population().count().orElse(1))));
          document.endGesture();
        });
  }

  private void showPreview() {
    if (row().isEmpty() || preview.previewProperty().get().isEmpty()) {
      return;
    }
    Row row = row().get();
    Preview now = preview.previewProperty().get().get();
    Optional<NodeTable> table =
        now.nodes().tables().stream().filter(t -> t.name().equals(row.network())).findFirst();
    boolean same =
        row.networkIndex() < now.recipe().networks().size()
            && row.index() < now.recipe().networks().get(row.networkIndex()).populations().size();
    histograms.forEach((column, view) -> {
      HistogramView.Bars bars =
          same
              ? table
                  .flatMap(t -> numbers(t, column, row.index()))
                  .map(values -> HistogramView.of(values, Units.of(column)))
                  .orElse(HistogramView.Bars.NONE)
              : HistogramView.Bars.NONE;
      view.show(bars);
      view.setVisible(bars.counts().length > 0);
    });
    editors.forEach((column, editor) ->
        editor.showProblems(preview.problemsAt(row.path() + ".columns." + column)));
    angles.forEach((axis, editor) ->
        editor.showProblems(preview.problemsAt(row.path() + ".rotation." + axis)));
    places.showProblems(key -> preview.problemsAt(row.path() + ".places." + key));
    List<Problem> counted = new ArrayList<>();
    counted.addAll(preview.problemsAt(row.path() + ".count"));
    preview.problemsAt(row.path()).stream()
        .filter(p -> p.location().element().equals(row.path()))
        .forEach(counted::add);
    count.showProblems(counted);
    name.showProblems(preview.problemsAt(row.path() + ".name"));
  }

  private static Optional<double[]> numbers(NodeTable table, String column, int population) {
    int[] rows = CellsView.rows(table, population);
    return switch (table.columns().get(column)) {
      case NodeColumn.Reals(double[] values) -> Optional.of(gather(values, rows));
      case NodeColumn.Integers integers -> {
        double[] values = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
          values[k] = integers.isPresent(rows[k]) ? integers.values()[rows[k]] : Double.NaN;
        }
        yield Optional.of(values);
      }
      case NodeColumn.Texts _, NodeColumn.Vectors _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static double[] gather(double[] values, int[] rows) {
    double[] some = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      some[k] = values[rows[k]];
    }
    return some;
  }
}
