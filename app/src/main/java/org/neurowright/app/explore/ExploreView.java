package org.neurowright.app.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.PlotRegion.PickMode;
import org.neurowright.app.canvas.RasterRows;
import org.neurowright.app.canvas.RasterView;
import org.neurowright.app.canvas.TraceView;
import org.neurowright.app.control.Icons;
import org.neurowright.app.view3d.NetworkView3D;
import org.neurowright.app.view3d.Orientation;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.problem.Problem;

/**
 * The Explore workspace: which results at the top, then space, raster and traces, and the cell on
 * the right.
 */
public final class ExploreView extends BorderPane {
  private static final double GAP = 8;

  private final ExploreViewModel model;
  private final NetworkView3D space = new NetworkView3D();
  private final RasterView raster = new RasterView();
  private final TraceView traces = new TraceView();
  private final ComboBox<Path> folders = new ComboBox<>();
  private final ToggleButton shapes = new ToggleButton("All branches");
  private final VBox inspector = new VBox(GAP);

  public ExploreView(ExploreViewModel model) {
    this.model = model;
    getStyleClass().add("explore-view");
    SplitPane plots = new SplitPane(rasterPane(), tracePane());
    plots.setOrientation(javafx.geometry.Orientation.VERTICAL);
    plots.setDividerPositions(0.58);
    SplitPane center = new SplitPane(spacePane(), plots);
    center.setDividerPositions(0.46);
    SplitPane all = new SplitPane(center, inspectorPane());
    all.setDividerPositions(0.8);
    SplitPane.setResizableWithParent(all.getItems().getLast(), false);
    setTop(resultsBar());
    setCenter(all);
    bindSpace();
    bindRaster();
    bindTraces();
    bindSelection();
    showFacts(model.factsProperty().get());
  }

  /** The view in space. */
  public NetworkView3D space() {
    return space;
  }

  public RasterView raster() {
    return raster;
  }

  public TraceView traces() {
    return traces;
  }

  // Panes.

  private Node resultsBar() {
    folders.setItems(model.folders());
    folders.setId("results-folder");
    folders.setAccessibleText("Results of this project");
    model
        .folders()
        .subscribe(() -> {
          folders.setPromptText(model.folders().isEmpty() ? "No results yet" : "Choose results");
          // A new list makes the box forget what is chosen, after this.
          Platform.runLater(this::chooseShown);
        });
    folders.setCellFactory(list -> folderCell());
    folders.setButtonCell(folderCell());
    folders.getStyleClass().add("small");
    folders.setPrefWidth(190);
    folders
        .valueProperty()
        .subscribe(folder -> {
          boolean isShown =
              model.resultsProperty().get().filter(r -> r.folder().equals(folder)).isPresent();
          if (folder != null && !isShown) {
            model.open(folder);
          }
        });
    model.resultsProperty().subscribe(shown -> chooseShown());
    Label status = new Label();
    status.getStyleClass().add("muted");
    status.textProperty().bind(model.statusProperty());
    status.setMinWidth(0);
    Label problems = new Label(null, Icons.of("mdi2a-alert", "warning-icon"));
    problems.setMinWidth(Region.USE_PREF_SIZE);
    model
        .problems()
        .subscribe(() -> {
          List<Problem> found = model.problems();
          problems.setText(found.size() == 1 ? "1 problem" : found.size() + " problems");
          problems.setTooltip(
              new Tooltip(
                  found.stream().map(Problem::toString).collect(Collectors.joining("\n\n"))));
          shown(problems, !found.isEmpty());
        });
    shown(problems, false);
    Button recover =
        button(
            "Recover results",
            "The run ended in the middle. Writes its spikes from the log it kept, and puts its reports in order.",
            model::recover);
    recover.setId("recover-results");
    recover.getStyleClass().add("accent");
    model.interruptedProperty().subscribe(interrupted -> shown(recover, interrupted));
    HBox bar = bar(labelled("Results", folders), status, spring(), problems, recover);
    bar.getStyleClass().add("explore-results");
    return bar;
  }

  private void chooseShown() {
    folders.setValue(model.resultsProperty().get().map(RunResults::folder).orElse(null));
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static ListCell<Path> folderCell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(Path folder, boolean empty) {
        super.updateItem(folder, empty);
        setText(empty || folder == null ? null : folder.getFileName().toString());
        setTooltip(empty || folder == null ? null : new Tooltip(folder.toString()));
      }
    };
  }

  private Node spacePane() {
    ComboBox<ExploreViewModel.Coloring> coloring = new ComboBox<>();
    coloring.getItems().setAll(ExploreViewModel.Coloring.values());
    coloring.valueProperty().bindBidirectional(model.coloringProperty());
    coloring.setAccessibleText("Colour of the cells");
    coloring.getStyleClass().add("small");
    shapes.setTooltip(new Tooltip("Draw all cells with their branches, or only the selected ones"));
    shapes.getStyleClass().add("small");
    shapes.setMinWidth(Region.USE_PREF_SIZE);
    shapes.setOnAction(event -> space.setAllShapes(shapes.isSelected()));
    HBox bar =
        bar(
            coloring,
            shapes,
            spring(),
            button("Front", "Look along z (1)", () -> space.look(Orientation.FRONT)),
            button("Right", "Look along x (3)", () -> space.look(Orientation.RIGHT)),
            button("Top", "Look along y (7)", () -> space.look(Orientation.TOP)),
            button("Frame", "Frame the selection, or everything (F)", space::frameSelection));
    return framed(bar, space);
  }

  private Node rasterPane() {
    ComboBox<RowOrder> order = new ComboBox<>();
    order.getItems().setAll(RowOrder.values());
    order.valueProperty().bindBidirectional(model.rowOrderProperty());
    order.setAccessibleText("Order of the rows");
    order.getStyleClass().add("small");
    return framed(bar(heading("Spikes"), spring(), labelled("Order", order)), raster);
  }

  private Node tracePane() {
    ComboBox<ReportSource> report = new ComboBox<>(model.reports());
    report.valueProperty().bindBidirectional(model.reportProperty());
    report.setAccessibleText("Report");
    report.setCellFactory(list -> reportCell());
    report.setButtonCell(reportCell());
    report.disableProperty().bind(model.reportProperty().isNull());
    report.getStyleClass().add("small");
    return framed(bar(heading("Traces"), spring(), labelled("Report", report)), traces);
  }

  private static ListCell<ReportSource> reportCell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(ReportSource source, boolean empty) {
        super.updateItem(source, empty);
        setText(
            empty || source == null ? "None" : source.name() + " (" + source.population() + ")");
      }
    };
  }

  private Node inspectorPane() {
    inspector.setPadding(new Insets(10, 14, 10, 14));
    inspector.getStyleClass().add("inspector");
    ScrollPane scroll = new ScrollPane(inspector);
    scroll.setFitToWidth(true);
    scroll.setMinWidth(120);
    scroll.setPrefWidth(280);
    scroll.getStyleClass().add("page-scroll");
    return scroll;
  }

  // Links to the view model.

  private void bindSpace() {
    space.setCellLabel(cell -> model.cells().label(cell));
    space.setOnPick(this::pick);
    space.setOnHover(model::hover);
    follow(
        model.cellsProperty(),
        index -> {
          space.setPopulations(index.inSpace(), model::argb);
          shapes.setSelected(space.allShapes());
        });
    follow(
        model.cellColorsProperty(),
        colors -> {
          space.setCellColors(colors.map(ExploreViewModel.CellColors::argb).orElse(null));
          space.setColorScale(
              colors
                  .map(c ->
                      new NetworkView3D.ColorScale(
                          "Rate (" + c.unit() + ")", c.lowest(), c.highest()))
                  .orElse(null));
        });
  }

  private void bindRaster() {
    raster.setTimeAxis(model.timeAxis());
    raster.setOnPick(this::pick);
    raster.setOnHover(model::hover);
    follow(
        model.cellsProperty(),
        index -> {
          int cells = index.simulatedCells();
          int[] group = IntStream.range(0, cells).map(index::populationOf).toArray();
          int[] argb =
              IntStream.range(0, cells)
                  .map(cell -> model.argb(index.population(cell).name()))
                  .toArray();
          List<String> names = index.simulated().stream().map(NodePopulation::name).toList();
          raster.setRows(new RasterRows(argb, group, names, index::label));
          showSpikes();
        });
    model.spikesProperty().subscribe(spikes -> showSpikes());
    model.rowRanksProperty().subscribe(ranks -> order());
  }

  /**
   * Between two models, cells and spikes do not belong together for a moment; then nothing is
   * shown.
   */
  private boolean spikesFitCells() {
    return model.spikesProperty().get().counts().length == model.cells().simulatedCells();
  }

  private void showSpikes() {
    if (spikesFitCells()) {
      SpikeTable spikes = model.spikesProperty().get();
      raster.setSpikes(spikes.tMs(), spikes.cell(), spikes.tMs().length);
      order();
    }
  }

  private void order() {
    int[] ranks = model.rowRanksProperty().get();
    if (spikesFitCells() && ranks.length == model.cells().simulatedCells()) {
      raster.setRowOrder(ranks, model.rowOrderProperty().get().axisTitle());
    }
  }

  private void bindTraces() {
    traces.setTimeAxis(model.timeAxis());
    traces
        .widthProperty()
        .subscribe(width -> model.setTracePoints((int) (2 * width.doubleValue())));
    follow(model.tracesProperty(), traces::setSeries);
    follow(model.traceHintProperty(), traces::setEmptyHint);
    follow(
        model.reportProperty(),
        report -> {
          traces.setQuantity(report == null ? "Value" : quantity(report.variable()));
          traces.setUnit(report == null ? "" : report.unit());
        });
  }

  private static String quantity(String variable) {
    return variable.equals("v") ? "Membrane potential" : variable;
  }

  private void bindSelection() {
    follow(
        model.selection().selectedProperty(),
        selected -> {
          space.setSelectedCells(model.selectedCells());
          raster.setSelectedRows(model.selectedCells());
        });
    follow(
        model.selection().hoveredProperty(),
        hovered ->
            space.setHoveredCell(
                hovered.map(ref -> model.cells().cell(ref.population(), ref.row())).orElse(-1)));
    follow(model.factsProperty(), this::showFacts);
  }

  private void pick(int[] cells, PickMode mode) {
    model.pick(cells, mode == PickMode.ADD, mode == PickMode.SUBTRACT);
  }

  private void showFacts(Optional<CellFacts> facts) {
    inspector.getChildren().clear();
    if (facts.isEmpty()) {
      inspector
          .getChildren()
          .addAll(
              heading("Cell"),
              wrapped(
                  "Click a cell in space or a spike in the raster to see what is known about it."));
      return;
    }
    int others = model.selection().selected().size() - 1;
    inspector
        .getChildren()
        .add(heading(facts.get().title() + (others > 0 ? " and " + others + " more" : "")));
    for (CellFacts.Group group : facts.get().groups()) {
      Label name = new Label(group.name());
      name.getStyleClass().add("fact-group");
      GridPane table = new GridPane(GAP, 4);
      ColumnConstraints keys = new ColumnConstraints();
      keys.setPercentWidth(44);
      ColumnConstraints values = new ColumnConstraints();
      values.setPercentWidth(56);
      table.getColumnConstraints().setAll(keys, values);
      int line = 0;
      for (CellFacts.Fact fact : group.facts()) {
        Label key = new Label(fact.name());
        key.getStyleClass().add("muted");
        key.setMinWidth(0);
        Label value = new Label(fact.value());
        value.setMinWidth(0);
        key.setTooltip(new Tooltip(fact.name()));
        value.setTooltip(new Tooltip(fact.value()));
        table.addRow(line++, key, value);
      }
      inspector.getChildren().addAll(name, table);
    }
  }

  /** Applies a value now and whenever it changes. */
  private static <T> void follow(ObservableValue<T> value, Consumer<T> action) {
    value.subscribe(action);
  }

  // Small parts.

  private static BorderPane framed(Node bar, Node content) {
    BorderPane pane = new BorderPane(content);
    pane.setTop(bar);
    return pane;
  }

  private static HBox bar(Node... parts) {
    HBox bar = new HBox(GAP, parts);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setPadding(new Insets(6, 14, 6, 14));
    bar.getStyleClass().add("explore-bar");
    return bar;
  }

  private static Node labelled(String text, Region field) {
    Label label = new Label(text);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("setting-name");
    field.setMinWidth(60);
    HBox box = new HBox(6, label, field);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Button button(String text, String tip, Runnable action) {
    Button button = new Button(text);
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().add("small");
    return button;
  }

  private static Node spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("plot-title");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }
}
