package org.neurowright.app.lab.inspect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Copy;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.inspect.Gating;

/** The mechanism inspector's page. */
public final class InspectPane extends BorderPane {
  private final InspectViewModel model;
  private final CurveView steady = new CurveView();
  private final CurveView tau = new CurveView();
  private final CurveView current = new CurveView();
  private final CurveView conductance = new CurveView();
  private final Pane overlay = new Pane();
  private final Map<String, Region> grips = new HashMap<>();
  private final TableView<InspectViewModel.Row> table = new TableView<>();
  private final Label says = new Label();
  private List<Handle> handles = List.of();

  /** The handle that is being dragged keeps what it was when the button went down. */
  private String dragged = "";

  public InspectPane(InspectViewModel model) {
    this.model = model;
    setMinSize(0, 0);
    says.setId("inspect-says");
    says.getStyleClass().add("muted");
    says.setMinWidth(Region.USE_PREF_SIZE);
    VBox problems = new VBox();
    setTop(new VBox(bar(), problems));
    setCenter(plots());
    setBottom(below());
    model.inspectedProperty().subscribe(_ -> show());
    model.shiftsProperty().subscribe(_ -> show());
    model.logarithmicProperty().subscribe(_ -> show());
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    sceneProperty().subscribe(scene -> model.activeProperty().set(scene != null));
  }

  private FlowPane bar() {
    ComboBox<String> mechanism = new ComboBox<>(model.mechanisms());
    mechanism.setId("inspect-mechanism");
    mechanism.getStyleClass().add("small");
    mechanism.valueProperty().bindBidirectional(model.mechanismProperty());
    mechanism.setTooltip(new Tooltip("Mechanism of the cell"));
    mechanism.setAccessibleText("Mechanism");
    mechanism.setMinWidth(Region.USE_PREF_SIZE);
    ComboBox<String> region = new ComboBox<>(model.regions());
    region.setId("inspect-region");
    region.getStyleClass().add("small");
    region.valueProperty().bindBidirectional(model.regionProperty());
    region.setTooltip(new Tooltip("Part of the cell whose parameters count"));
    region.setAccessibleText("Part of the cell");
    ComboBox<String> axis = new ComboBox<>(model.axes());
    axis.setId("inspect-axis");
    axis.getStyleClass().add("small");
    axis.valueProperty().bindBidirectional(model.axisProperty());
    axis.setTooltip(new Tooltip("What the curves are drawn over"));
    HBox over = named("over", axis);
    CheckBox set = new CheckBox("Concentration");
    set.setId("inspect-set-concentration");
    set.setTooltip(
        new Tooltip("Set the concentration that the gates follow; else it is the cell's own"));
    Slider slider = new Slider(-6, -1, -4);
    slider.setId("inspect-concentration");
    slider.setPrefWidth(120);
    slider.setAccessibleText("Concentration, powers of ten in mM");
    Label value = new Label();
    value.getStyleClass().add("muted");
    value.setMinWidth(90);
    Runnable concentration =
        () -> {
          model.concentrationProperty().set(set.isSelected() ? slider.getValue() : Double.NaN);
          value.setText(
              set.isSelected()
                  ? NumberText.real(round(Math.pow(10, slider.getValue()))) + " mM"
                  : "");
        };
    set.selectedProperty().subscribe((_, _) -> concentration.run());
    slider.valueProperty().subscribe((_, _) -> concentration.run());
    slider.disableProperty().bind(set.selectedProperty().not());
    HBox ion = new HBox(6, set, slider, value);
    ion.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    model
        .axes()
        .addListener(
            (javafx.collections.ListChangeListener<String>)
                _ -> {
                  boolean more = model.followsConcentration();
                  set.setSelected(false);
                  Parts.shown(over, more);
                  Parts.shown(ion, more);
                });
    Parts.shown(over, model.followsConcentration());
    Parts.shown(ion, model.followsConcentration());
    FlowPane bar = new FlowPane(10, 6, named("Mechanism", mechanism), named("in", region), over);
    bar.getStyleClass().add("lab-bar");
    model.settings().forEach(s -> bar.getChildren().add(Parts.setting(s, () -> {})));
    bar.getChildren().addAll(ion, says);
    return bar;
  }

  private static double round(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 2);
    return Math.rint(value / unit) * unit;
  }

  private static HBox named(String name, Region control) {
    Label label = new Label(name);
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(control);
    HBox box = new HBox(5, label, control);
    box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return box;
  }

  private Node plots() {
    steady.setId("inspect-steady");
    tau.setId("inspect-tau");
    current.setId("inspect-current");
    conductance.setId("inspect-conductance");
    steady.setEmptyHint("No gate depends on this axis");
    tau.setEmptyHint("No time constants");
    current.setEmptyHint("No current");
    conductance.setEmptyHint("Not an ohmic current");
    steady.setOnDrawn(this::placeGrips);
    overlay.setPickOnBounds(false);
    StackPane first = new StackPane(steady, overlay);
    GridPane grid = new GridPane(4, 4);
    for (int i = 0; i < 2; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(50);
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(50);
      grid.getColumnConstraints().add(column);
      grid.getRowConstraints().add(row);
    }
    grid.add(first, 0, 0);
    grid.add(tau, 1, 0);
    grid.add(current, 0, 1);
    grid.add(conductance, 1, 1);
    for (Node node : List.of(first, tau, current, conductance)) {
      ((Region) node).setMinSize(0, 0);
      GridPane.setHgrow(node, Priority.ALWAYS);
      GridPane.setVgrow(node, Priority.ALWAYS);
    }
    grid.setMinSize(0, 0);
    return grid;
  }

  private Node below() {
    table.setId("inspect-table");
    table.getColumns().add(column("State", "State variable", 64, InspectViewModel.Row::state));
    table
        .getColumns()
        .add(column("V½ (mV)", "Middle of the Boltzmann curve", 76, InspectViewModel.Row::vHalf));
    table
        .getColumns()
        .add(
            column(
                "k (mV)",
                "Its slope: positive where it rises with the potential",
                66,
                InspectViewModel.Row::slope));
    table
        .getColumns()
        .add(
            column(
                "Misfit",
                "Root of the mean squared difference from it",
                66,
                InspectViewModel.Row::residual));
    table
        .getColumns()
        .add(
            column(
                "τ (ms)", "Least and largest time constant", 118, InspectViewModel.Row::slowest));
    table
        .getColumns()
        .add(
            column(
                "Shifted by",
                "Parameters that move the curve, with mV per unit",
                110,
                InspectViewModel.Row::shiftedBy));
    table
        .getColumns()
        .add(column("Remark", "What else is to be said", 120, InspectViewModel.Row::remark));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getStyleClass().add("dense");
    table.setPrefHeight(150);
    table.setMinHeight(90);
    table.setPlaceholder(new Label("No states"));
    Label help = new Label("Drag a ring to shift V½. Faint: as in the cell's file.");
    help.setTooltip(
        new Tooltip(
            "Arrow keys move the ring that has the focus by 1 mV, with Shift by 0.1 mV;\n"
                + "double click or Home gives back the value of the cell's file"));
    help.getStyleClass().add("muted");
    help.setMinWidth(0);
    HBox.setHgrow(help, Priority.ALWAYS);
    help.setMaxWidth(Double.MAX_VALUE);
    CheckBox logarithmic = new CheckBox("log τ");
    logarithmic.setId("inspect-log");
    logarithmic.setMinWidth(Region.USE_PREF_SIZE);
    logarithmic.setTooltip(new Tooltip("Time constants as powers of ten"));
    logarithmic.selectedProperty().bindBidirectional(model.logarithmicProperty());
    HBox bar =
        Parts.bar(
            help,
            logarithmic,
            Parts.button(
                "inspect-copy", "Copy table", "Copy the table for a spreadsheet", this::copy));
    return new VBox(bar, table);
  }

  private static TableColumn<InspectViewModel.Row, String> column(
      String title, String meaning, double width, Function<InspectViewModel.Row, String> text) {
    TableColumn<InspectViewModel.Row, String> column = new TableColumn<>();
    Label head = new Label(title);
    head.setTooltip(new Tooltip(meaning));
    column.setGraphic(head);
    column.setMinWidth(Math.min(width, 76));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private void copy() {
    String head =
        table.getColumns().stream()
            .map(c -> ((Label) c.getGraphic()).getText())
            .collect(Collectors.joining("\t"));
    Copy.text(
        Stream.concat(
                Stream.of(head),
                table.getItems().stream()
                    .map(row ->
                        table.getColumns().stream()
                            .map(c -> String.valueOf(c.getCellData(row)))
                            .collect(Collectors.joining("\t"))))
            .collect(Collectors.joining("\n")));
  }

  private void show() {
    String stem = "mechanism-" + model.mechanismProperty().get();
    handles = model.handles();
    steady.setPanel(stem + "-steady", model.steadyPanel());
    tau.setPanel(stem + "-tau", model.tauPanel());
    current.setPanel(stem + "-current", model.currentPanel());
    conductance.setPanel(stem + "-conductance", model.conductancePanel());
    table.getItems().setAll(model.rows());
    says.setText(model.inspectedProperty().get().map(InspectPane::facts).orElse(""));
    placeGrips();
  }

  private static String facts(Inspected now) {
    Gating gating = now.gating();
    return (gating.reversalMv().isPresent()
            ? "E " + NumberText.fixed(gating.reversalMv().getAsDouble(), 1) + " mV, "
            : "")
        + NumberText.fixed(now.surroundings().celsius(), 1)
        + " °C"
        + (gating.lost() > 0
            ? ", no steady state at " + NumberText.plural(gating.lost(), "place", "places")
            : "");
  }

  // ---------------------------------------------------------------- handles

  private void placeGrips() {
    grips
        .keySet()
        .removeIf(name -> {
          boolean gone = handles.stream().noneMatch(h -> h.state().equals(name));
          if (gone) {
            overlay.getChildren().remove(grips.get(name));
          }
          return gone;
        });
    for (Handle handle : handles) {
      Region grip = grips.computeIfAbsent(handle.state(), this::grip);
      grip.setStyle(
          String.format(
              "-fx-background-color: #%06x, -color-bg-default;", handle.argb() & 0xffffff));
      double[] at = steady.pixelOf(handle.vHalfMv(), handle.value()).orElse(null);
      grip.setVisible(at != null);
      if (at != null) {
        grip.resizeRelocate(at[0] - 9, at[1] - 9, 18, 18);
      }
      String text =
          "V½ of "
              + handle.state()
              + " "
              + NumberText.fixed(handle.vHalfMv(), 2)
              + " mV; sets "
              + handle.parameter().key()
              + (handle.alone() ? "" : ", which moves other curves, too");
      grip.setAccessibleText(text);
      ((Tooltip) grip.getUserData()).setText(text);
    }
  }

  private Handle handle(String state) {
    return handles.stream().filter(h -> h.state().equals(state)).findFirst().orElse(null);
  }

  private Region grip(String state) {
    Region grip = new Region();
    grip.setId("inspect-handle-" + state);
    grip.getStyleClass().add("curve-grip");
    grip.setManaged(false);
    grip.setFocusTraversable(true);
    grip.setCursor(Cursor.H_RESIZE);
    Tooltip tip = new Tooltip();
    grip.setUserData(tip);
    Tooltip.install(grip, tip);
    grip.setOnMousePressed(event -> {
      grip.requestFocus();
      dragged = state;
      event.consume();
    });
    grip.setOnMouseDragged(event -> {
      Handle held = handle(state);
      if (held != null && event.getButton() == MouseButton.PRIMARY && dragged.equals(state)) {
        model.drag(
            held, steady.xAt(steady.sceneToLocal(event.getSceneX(), event.getSceneY()).getX()));
      }
      event.consume();
    });
    grip.setOnMouseReleased(MouseEvent::consume);
    grip.setOnMouseClicked(event -> {
      if (event.getClickCount() == 2 && handle(state) != null) {
        model.reset(handle(state));
      }
      event.consume();
    });
    grip.addEventHandler(KeyEvent.KEY_PRESSED, event -> keyed(state, event));
    overlay.getChildren().add(grip);
    return grip;
  }

  private void keyed(String state, KeyEvent event) {
    double step = event.isShiftDown() ? .1 : 1;
    Handle held = handle(state);
    if (held == null) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> model.drag(held, held.vHalfMv() - step);
      case RIGHT -> model.drag(held, held.vHalfMv() + step);
      case HOME -> model.reset(held);
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** The plot of the steady states. */
  public CurveView steadyPlot() {
    return steady;
  }
}
