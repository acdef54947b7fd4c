package org.neurowright.app.lab.inspect;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.io.segregation.Segregation;

/** The segregation's page. */
public final class SegregatePane extends BorderPane {
  private final SegregateViewModel model;
  private final CurveView gates = new CurveView();
  private final CurveView clamp = new CurveView();
  private final CurveView fi = new CurveView();
  private final GridPane mechanisms = new GridPane(6, 4);
  private final TableView<SegregateViewModel.Row> table = new TableView<>();
  private final Button compare;
  private final Button write;

  public SegregatePane(SegregateViewModel model) {
    this.model = model;
    setMinSize(0, 0);
    compare =
        Parts.button(
            "segregate-compare",
            "Compare",
            "Run the cell before and after: a current clamp and an F-I curve",
            model::compare);
    write =
        Parts.button(
            "segregate-write",
            "Write…",
            "Write the new mechanism files and the template into a new folder",
            this::chooseFolder);
    VBox problems = new VBox();
    setTop(new VBox(bar(), problems));
    SplitPane split = new SplitPane(modules(), results());
    split.setDividerPositions(.3);
    setCenter(split);
    model.segregationProperty().subscribe(_ -> showMechanisms());
    model.gatesProperty().subscribe(_ -> show());
    model.comparisonProperty().subscribe(_ -> showComparison());
    model.busyProperty().subscribe(_ -> enable());
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    sceneProperty().subscribe(scene -> model.activeProperty().set(scene != null));
  }

  private FlowPane bar() {
    ComboBox<Segregation.Method> method = new ComboBox<>();
    method.setId("segregate-method");
    method.getStyleClass().add("small");
    method.getItems().setAll(Segregation.Method.values());
    method.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Segregation.Method value) {
            return value == null ? "" : value.label();
          }

          @Override
          public Segregation.Method fromString(String text) {
            return Segregation.Method.valueOf(text);
          }
        });
    method.valueProperty().bindBidirectional(model.methodProperty());
    method.setTooltip(
        new Tooltip(
            "cut: gates are closed beyond the boundary of their module, as in the published models\n"
                + "shift: rates are shifted until little is left open there"));
    method.setAccessibleText("Method");
    Label label = new Label("Curves beyond a boundary are");
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    HBox tolerance = Parts.setting(model.tolerance(), () -> {});
    model
        .methodProperty()
        .subscribe(chosen -> Parts.shown(tolerance, chosen == Segregation.Method.SHIFT));
    FlowPane bar = new FlowPane(10, 6, label, method, tolerance);
    model.trials().forEach(s -> bar.getChildren().add(Parts.setting(s, model::compare)));
    ProgressIndicator busy = new ProgressIndicator();
    busy.setPrefSize(16, 16);
    model.busyProperty().subscribe(on -> Parts.shown(busy, on));
    Label notice = new Label();
    notice.setId("segregate-notice");
    notice.getStyleClass().add("muted");
    notice.textProperty().bind(model.noticeProperty());
    bar.getChildren().addAll(compare, write, busy, notice);
    bar.getStyleClass().add("lab-bar");
    return bar;
  }

  private Node modules() {
    GridPane grid = new GridPane(6, 4);
    grid.add(Parts.heading("Modules"), 0, 0);
    grid.add(muted("from (mV)"), 1, 0);
    grid.add(muted("to (mV)"), 2, 0);
    int row = 1;
    for (ModuleRow module : model.modules()) {
      grid.add(new Label(module.name()), 0, row);
      grid.add(
          field(
              "segregate-low-" + module.name(),
              module.lowProperty(),
              "Activation gates of the module are closed below",
              module.name() + " from, mV"),
          1,
          row);
      grid.add(
          field(
              "segregate-high-" + module.name(),
              module.highProperty(),
              "Gates of the module that open on hyperpolarisation are closed above",
              module.name() + " to, mV"),
          2,
          row);
      row++;
    }
    Label about =
        new Label(
            "Each mechanism belongs to a module of currents that act together. Activation curves are"
                + " kept above the lower end of their module's range, those that open on"
                + " hyperpolarisation below its upper end.");
    about.setWrapText(true);
    about.getStyleClass().add("lab-about");
    VBox box = new VBox(10, grid, Parts.heading("Mechanisms"), mechanisms, about);
    box.getStyleClass().add("lab-settings");
    ScrollPane scroll = new ScrollPane(box);
    scroll.setFitToWidth(true);
    scroll.setMinWidth(0);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return scroll;
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }

  private static TextField field(String id, StringProperty text, String tip, String spoken) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(5);
    field.setTooltip(new Tooltip(tip + "; empty for no boundary"));
    field.setAccessibleText(spoken);
    field.textProperty().bindBidirectional(text);
    return field;
  }

  private Node results() {
    gates.setId("segregate-gates");
    clamp.setId("segregate-clamp");
    fi.setId("segregate-fi");
    gates.setEmptyHint("No gates: put mechanisms into modules");
    clamp.setEmptyHint("Compare runs the cell before and after");
    fi.setEmptyHint("Spikes against current, before and after");
    table.setId("segregate-table");
    table
        .getColumns()
        .add(column("Module", "The group of currents", 80, SegregateViewModel.Row::module));
    table
        .getColumns()
        .add(column("Gate", "Mechanism and state", 100, SegregateViewModel.Row::gate));
    table
        .getColumns()
        .add(
            column(
                "Kind",
                "h activation: opens on hyperpolarisation, in a mechanism without a gate that rises",
                105,
                SegregateViewModel.Row::kind));
    table
        .getColumns()
        .add(column("V½ mV", "Middle of the Boltzmann curve", 70, SegregateViewModel.Row::vHalf));
    table.getColumns().add(column("k mV", "Its slope", 60, SegregateViewModel.Row::slope));
    table
        .getColumns()
        .add(
            column(
                "Overlap",
                "Largest steady state beyond the boundary before anything is done",
                70,
                SegregateViewModel.Row::overlap));
    table
        .getColumns()
        .add(
            column(
                "What is done",
                "To the gate beyond its module's boundary",
                150,
                SegregateViewModel.Row::action));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getStyleClass().add("dense");
    table.setPlaceholder(new Label("No gates"));
    table.setMinHeight(80);
    SplitPane runs = new SplitPane(clamp, fi);
    runs.setDividerPositions(.6);
    for (Region plot : List.of(gates, clamp, fi)) {
      plot.setMinSize(0, 0);
    }
    SplitPane all = new SplitPane(gates, table, runs);
    all.setOrientation(Orientation.VERTICAL);
    all.setDividerPositions(.38, .64);
    VBox.setVgrow(all, Priority.ALWAYS);
    all.setMinWidth(0);
    return all;
  }

  private static TableColumn<SegregateViewModel.Row, String> column(
      String title, String meaning, double width, Function<SegregateViewModel.Row, String> text) {
    TableColumn<SegregateViewModel.Row, String> column = new TableColumn<>();
    Label head = new Label(title);
    head.setTooltip(new Tooltip(meaning));
    column.setGraphic(head);
    column.setMinWidth(Math.min(width, 70));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private void showMechanisms() {
    mechanisms.getChildren().clear();
    List<String> choices = new ArrayList<>(List.of(SegregateViewModel.NONE));
    model.modules().forEach(m -> choices.add(m.name()));
    int row = 0;
    for (Map.Entry<String, StringProperty> entry : model.moduleOf().entrySet()) {
      Label name = new Label(entry.getKey());
      ComboBox<String> module = new ComboBox<>();
      module.setId("segregate-module-" + entry.getKey());
      module.getStyleClass().add("small");
      module.getItems().setAll(choices);
      module.valueProperty().bindBidirectional(entry.getValue());
      module.setAccessibleText("Module of " + entry.getKey());
      name.setLabelFor(module);
      mechanisms.add(name, 0, row);
      mechanisms.add(module, 1, row);
      row++;
    }
    enable();
  }

  private void show() {
    gates.setPanel("segregated-gates", model.gatesPanel());
    table.getItems().setAll(model.rows());
    enable();
  }

  private void showComparison() {
    clamp.setPanel("segregation-clamp", model.clampPanel());
    fi.setPanel("segregation-fi", model.fiPanel());
  }

  private void enable() {
    boolean nothing = model.busyProperty().get() || !model.changesAnything();
    compare.setDisable(nothing);
    write.setDisable(nothing);
  }

  private void chooseFolder() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("New folder for the segregated cell");
    chooser.setInitialFileName("segregated");
    File folder = chooser.showSaveDialog(getScene().getWindow());
    if (folder != null) {
      model.write(folder.toPath());
    }
  }
}
