package org.neurowright.app.lab.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Placed;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.morphology.MorphologyViewModel.Look;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.region.CellTable;

/** Left: the cell, what is in it, and what stands on it. */
public final class MorphologyPane extends BorderPane {
  private static final String HINT =
      "Point at a branch to see what it is; click keeps its numbers in sight.";

  /** The share of the pane's height that the fields may take from the drawing at first. */
  private static final double MOST_BELOW = .54;

  private static final double FIELDS_PX = 236;

  /** What a click on the cell does, or what is dragged onto it. */
  private enum Tool {
    PIN("Look", "A click keeps the numbers of a segment in sight"),
    INJECT("Inject", "The current electrode, clamp or synapse of protocols: click or drag it"),
    RECORD("Record", "The recording electrode of protocols: click or drag it"),
    PROBE("Probe", "A further place whose potential is shown live: click or drag one"),
    CLAMP("Clamp", "A further current clamp of the live response: click or drag one"),
    SYNAPSE("Synapse", "A synapse of the live response: click or drag one");

    private final String title;
    private final String about;

    Tool(String title, String about) {
      this.title = title;
      this.about = about;
    }
  }

  private final BenchViewModel bench;
  private final MorphologyViewModel model;
  private final CellCanvas canvas = new CellCanvas();
  private final Label about = new Label(HINT);
  private final ComboBox<Colouring.By> colours = new ComboBox<>();
  private final CheckBox electrotonic = new CheckBox("λ");
  private final ToggleGroup tools = Parts.oneOf(_ -> {});
  private final VBox pinned = new VBox(2);
  private Optional<CellShape> shape = Optional.empty();
  private boolean refreshing;
  private boolean refreshPending;
  private boolean divided;

  /** What is on its way from its button to the cell, and whether it has got there. */
  private Optional<Tool> carried = Optional.empty();

  private boolean overCell;

  public MorphologyPane(BenchViewModel bench) {
    this.bench = bench;
    this.model = new MorphologyViewModel(bench);
    setMinWidth(200);
    canvas.setId("lab-morphology");
    setTop(new VBox(viewBar(), toolBar()));
    Region fields = below();
    SplitPane both = new SplitPane(canvas, fields);
    both.setOrientation(Orientation.VERTICAL);
    SplitPane.setResizableWithParent(fields, false);
    setCenter(both);
    both.heightProperty().subscribe(height -> placeDivider(both, height.doubleValue()));
    addEventFilter(MouseEvent.MOUSE_DRAGGED, this::carry);
    addEventFilter(MouseEvent.MOUSE_RELEASED, this::drop);
    canvas.setOnHover(this::tell);
    canvas.setOnPick(site -> use(tool(), site));
    bench.cellProperty().subscribe(_ -> showCell());
    bench
        .preparationProperty()
        .subscribe((_, _) -> {
          if (!refreshPending && model.followsParameters()) {
            refreshPending = true;
            Platform.runLater(this::refresh);
          }
        });
    bench.injectAtProperty().subscribe(_ -> handles());
    bench.recordAtProperty().subscribe(_ -> handles());
    bench.placed().changesProperty().subscribe(_ -> handles());
    model.lookProperty().subscribe((_, _) -> showView());
    model.electrotonicProperty().subscribe((_, _) -> showView());
    model.colourByProperty().subscribe((_, _) -> colour());
    bench.segmentValuesProperty().subscribe((_, _) -> colour());
    model.regionProperty().subscribe(found -> canvas.setHighlighted(found.segments()));
    model
        .pinnedProperty()
        .subscribe(site -> {
          canvas.setPinned(site);
          showPinned();
        });
  }

  /** Once, when the height is known: as much for the fields as they need at first. */
  private void placeDivider(SplitPane both, double height) {
    if (!divided && height > FIELDS_PX) {
      divided = true;
      Platform.runLater(
          () -> both.setDividerPositions(Math.max(1 - MOST_BELOW, 1 - FIELDS_PX / height)));
    }
  }

  // ---- bars

  private Node viewBar() {
    ToggleGroup looks =
        Parts.oneOf(button -> model.lookProperty().set((Look) button.getUserData()));
    HBox views = new HBox();
    views.getStyleClass().add("small-toggles");
    for (Look look : Look.values()) {
      ToggleButton button = new ToggleButton(look.title());
      button.setId("lab-look-" + look.name().toLowerCase(java.util.Locale.ROOT));
      button.setUserData(look);
      button.setTooltip(new Tooltip(look.about()));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setToggleGroup(looks);
      views.getChildren().add(button);
      model
          .lookProperty()
          .subscribe(now -> {
            if (now == look) {
              button.setSelected(true);
            }
          });
    }
    electrotonic.setId("lab-electrotonic");
    electrotonic.setMinWidth(Region.USE_PREF_SIZE);
    electrotonic.setTooltip(
        new Tooltip(
            "Distances in length constants at " + (int) CellTable.LAMBDA_HZ + " Hz instead of µm"));
    electrotonic.selectedProperty().bindBidirectional(model.electrotonicProperty());
    model.lookProperty().subscribe(now -> Parts.shown(electrotonic, now == Look.TREE));
    Button all =
        Icons.button("mdi2f-fit-to-page-outline", "Show the whole cell (Home)", canvas::showAll);
    all.setId("lab-show-all");
    return Parts.bar(views, electrotonic, Parts.spring(), all);
  }

  private Node toolBar() {
    FlowPane palette = new FlowPane();
    palette.getStyleClass().add("small-toggles");
    for (Tool tool : Tool.values()) {
      ToggleButton button = new ToggleButton(tool.title);
      button.setId(
          tool == Tool.PIN
              ? "lab-look-at"
              : "lab-place-" + tool.name().toLowerCase(java.util.Locale.ROOT));
      button.setUserData(tool);
      button.setTooltip(new Tooltip(tool.about));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setToggleGroup(tools);
      button.setSelected(tool == Tool.PIN);
      if (tool != Tool.PIN) {
        dragsOut(button, tool);
      }
      if (tool == Tool.SYNAPSE) {
        bench
            .cellProperty()
            .subscribe(
                _ -> button.setDisable(bench.cell().isPresent() && bench.synapses().isEmpty()));
      }
      palette.getChildren().add(button);
    }
    VBox bar = new VBox(palette);
    bar.getStyleClass().add("lab-tools");
    return bar;
  }

  /** Lets a button's item be dragged onto the cell. */
  private void dragsOut(ToggleButton button, Tool tool) {
    button.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          carried = event.getButton() == MouseButton.PRIMARY ? Optional.of(tool) : Optional.empty();
          overCell = false;
        });
  }

  private void carry(MouseEvent event) {
    if (carried.isEmpty()) {
      return;
    }
    Point2D at = canvas.sceneToLocal(event.getSceneX(), event.getSceneY());
    overCell |= canvas.isInside(at.getX(), at.getY());
    if (overCell) {
      tell(canvas.dropAt(at.getX(), at.getY()));
      event.consume();
    }
  }

  private void drop(MouseEvent event) {
    Optional<Tool> tool = carried;
    carried = Optional.empty();
    if (tool.isPresent() && overCell) {
      Point2D at = canvas.sceneToLocal(event.getSceneX(), event.getSceneY());
      Optional<Site> site = canvas.dropAt(at.getX(), at.getY());
      canvas.endDrop();
      site.ifPresent(s -> use(tool.get(), s));
    }
  }

  private Tool tool() {
    return (Tool) tools.getSelectedToggle().getUserData();
  }

  private void use(Tool tool, Site site) {
    switch (tool) {
      case PIN -> model.pin(site);
      case INJECT -> bench.placeInject(site);
      case RECORD -> bench.placeRecord(site);
      case PROBE -> bench.placed().put(Placed.Kind.PROBE, site);
      case CLAMP -> bench.placed().put(Placed.Kind.CLAMP, site);
      case SYNAPSE -> bench.placed().put(Placed.Kind.SYNAPSE, site);
    }
  }

  // ---- below the drawing

  private Region below() {
    about.setWrapText(true);
    about.setId("lab-section");
    about.getStyleClass().add("lab-about");
    about.setMinHeight(54);
    about.setPrefHeight(54);
    colours.setId("lab-colour-by");
    colours.getStyleClass().add("small");
    colours.setMaxWidth(Double.MAX_VALUE);
    colours.setMinWidth(0);
    colours.setPrefWidth(80);
    colours.setAccessibleText("Colour by");
    colours.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Colouring.By by) {
            return by == null ? "" : by.title();
          }

          @Override
          public Colouring.By fromString(String text) {
            return null;
          }
        });
    colours
        .valueProperty()
        .subscribe(by -> {
          if (by != null && !refreshing) {
            model.colourByProperty().set(by);
          }
        });
    GridPane grid = new GridPane(8, 6);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    fields.setMinWidth(0);
    grid.getColumnConstraints().setAll(names, fields);
    grid.addRow(0, name("Colour by"), colours);
    RegionField region = new RegionField(model);
    Label highlight = name("Highlight");
    GridPane.setValignment(highlight, javafx.geometry.VPos.TOP);
    grid.addRow(1, highlight, region);
    grid.addRow(2, name("Inject at"), place("lab-inject", "Inject at", bench.injectAtProperty()));
    grid.addRow(3, name("Record at"), place("lab-record", "Record at", bench.recordAtProperty()));
    pinned.setId("lab-pinned");
    VBox content = new VBox(8, grid, new PlacedList(bench), pinned);
    content.getStyleClass().add("lab-below");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setMinHeight(0);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox.setMargin(about, new javafx.geometry.Insets(6, 12, 0, 12));
    VBox all = new VBox(about, scroll);
    all.setMinHeight(60);
    return all;
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private Node place(String id, String name, StringProperty text) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(6);
    field.textProperty().bindBidirectional(text);
    field.setTooltip(
        new Tooltip("SECTION(X): a section's name or list, and the position along it, 0 to 1"));
    field.setAccessibleText(name);
    return field;
  }

  // ---- what is shown

  private void showCell() {
    shape = model.table().map(CellShape::new);
    refreshing = true;
    colours.getItems().setAll(model.colourings());
    if (!colours.getItems().contains(model.colourByProperty().get())) {
      model.colourByProperty().set(new Colouring.By.Parts());
    }
    colours.setValue(colours.getItems().isEmpty() ? null : model.colourByProperty().get());
    refreshing = false;
    model.findRegion();
    showView();
  }

  private void showView() {
    about.setText(HINT);
    colour();
    canvas.setElectrotonic(model.electrotonicProperty().get());
    canvas.setView(shape.map(this::view));
    canvas.setPinned(model.pinnedProperty().get());
    handles();
    showPinned();
  }

  private CellView view(CellShape of) {
    return switch (model.lookProperty().get()) {
      case FLAT -> new FlatView(of);
      case SPACE -> new SpaceView(of);
      case TREE ->
          new TreeView(
              of.table(),
              new Dendrogram(model.table().orElse(of.table()), model.electrotonicProperty().get()));
    };
  }

  private void colour() {
    model
        .table()
        .ifPresent(table ->
            canvas.setColouring(
                bench
                    .segmentValuesProperty()
                    .get()
                    .flatMap(offered -> Colouring.of(offered, table))
                    .orElseGet(() -> Colouring.of(model.colourByProperty().get(), table))));
  }

  /** Parameters have changed: what shows them follows. */
  private void refresh() {
    refreshPending = false;
    if (shape.isEmpty() || model.table().isEmpty()) {
      return;
    }
    if (!sameForm(shape.get().table(), model.table().get())) {
      shape = model.table().map(CellShape::new);
      showView();
    }
    colour();
    model.findRegion();
    showPinned();
  }

  private static boolean sameForm(CellTable a, CellTable b) {
    if (a.sections() != b.sections() || a.segments() != b.segments()) {
      return false;
    }
    for (int s = 0; s < a.sections(); s++) {
      SectionModel one = a.cell().sections().get(s);
      SectionModel other = b.cell().sections().get(s);
      if (one.nseg() != other.nseg()
          || one.geometry() != other.geometry() && !one.geometry().equals(other.geometry())) {
        return false;
      }
    }
    return true;
  }

  private void tell(Optional<Site> site) {
    about.setText(
        site.flatMap(s -> model.table().map(table -> Facts.inShort(table, s))).orElse(HINT));
  }

  private void handles() {
    List<CellCanvas.Handle> handles = new ArrayList<>();
    bench
        .site(bench.recordAtProperty().get())
        .ifPresent(site ->
            handles.add(
                new CellCanvas.Handle(
                    "record", "rec", segment(site), Palette.category(0), bench::placeRecord)));
    bench
        .site(bench.injectAtProperty().get())
        .ifPresent(site ->
            handles.add(
                new CellCanvas.Handle(
                    "inject", "inj", segment(site), Palette.category(1), bench::placeInject)));
    for (Placed item : bench.placed().items()) {
      bench
          .site(item.atProperty().get())
          .ifPresent(site ->
              handles.add(
                  new CellCanvas.Handle(
                      item,
                      item.shortName(),
                      segment(site),
                      item.argb(),
                      to -> bench.placed().move(item, to))));
    }
    canvas.setHandles(handles);
  }

  /** The middle of the segment that a place is in. */
  private Site segment(Site site) {
    return model.table().map(table -> table.site(table.segment(site))).orElse(site);
  }

  private void showPinned() {
    pinned.getChildren().clear();
    Optional<Site> site = model.pinnedProperty().get();
    Optional<CellTable> table = model.table();
    Parts.shown(pinned, site.isPresent() && table.isPresent());
    if (site.isEmpty() || table.isEmpty()) {
      return;
    }
    Label title = new Label(Facts.name(table.get(), site.get()));
    title.setId("lab-pinned-name");
    title.getStyleClass().add("lab-pinned-name");
    Button close = Icons.button("mdi2c-close", "Take these numbers away", model::unpin);
    HBox head = new HBox(6, title, Parts.spring(), close);
    head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    pinned.getChildren().add(head);
    GridPane values = new GridPane(10, 1);
    int row = 0;
    for (Facts.Line line : Facts.inFull(table.get(), site.get())) {
      Label name = new Label(line.name());
      name.getStyleClass().add(line.isHeading() ? "lab-fact-heading" : "lab-fact-name");
      if (line.isHeading()) {
        values.add(name, 0, row++, 2, 1);
      } else {
        Label value = new Label(line.value() + (line.unit().isEmpty() ? "" : " " + line.unit()));
        value.getStyleClass().add("lab-fact");
        values.addRow(row++, name, value);
      }
    }
    pinned.getChildren().add(values);
  }

  /** How the cell is looked at. */
  public MorphologyViewModel model() {
    return model;
  }

  /**
   * Where a place of the cell is drawn, in the coordinates of the drawing {@code #lab-morphology}.
   */
  public double[] pixelOf(Site site) {
    return canvas.pixel(site);
  }
}
