package org.neurowright.app.lab.protocol;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.FileChooser;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.TimeAxisModel;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.app.control.TextTable;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.form.Setting;

/** Middle: what is done with the cell, and what came out. */
public final class ProtocolPane extends BorderPane {
  private static final String ALL = "All";

  private final ProtocolViewModel model;
  private final FlowPane settings = new FlowPane(12, 6);
  private final BorderPane figure = new BorderPane();
  private final FlowPane panels = new FlowPane(0, 4);
  private final VBox table = new VBox();
  private final VBox kept = new VBox(2);
  private final VBox warnings = new VBox();
  private final List<CurveView> views = new ArrayList<>();
  private final Label title = Parts.heading("");
  private final SplitPane result = new SplitPane();
  private String layout = "";
  private File lastFolder;

  public ProtocolPane(ProtocolViewModel model, BenchViewModel bench) {
    this.model = model;
    setMinHeight(220);
    VBox problems = new VBox();
    model.runProblemsProperty().subscribe(found -> Parts.tell(problems, found));
    settings.getStyleClass().add("lab-settings");
    VBox all = new VBox(protocols(), settings, problems, result);
    VBox.setVgrow(result, Priority.ALWAYS);
    result.setMinHeight(200);
    // In a low window one scrolls; the plots would be lines otherwise.
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setMinHeight(0);
    scroll.getStyleClass().add("page-scroll");
    setCenter(scroll);
    figure.setMinWidth(0);
    panels.getStyleClass().addAll("small-toggles", "lab-panels");
    BorderPane left = new BorderPane(figure);
    left.setMinWidth(200);
    result.setMinWidth(0);
    left.setTop(new VBox(Parts.bar(title, Parts.spring(), export()), panels, warnings));
    result.getItems().setAll(left, numbers());
    result.setDividerPositions(.54);
    model.protocolProperty().subscribe(_ -> showSettings());
    bench.cellProperty().subscribe(_ -> showSettings());
    model.currentProperty().subscribe(_ -> showResult());
    model.results().addListener((ListChangeListener<KeptResult>) this::resultsChanged);
    showResult();
  }

  // ---- what to do

  private Node protocols() {
    FlowPane bar = new FlowPane(4, 6);
    bar.getStyleClass().addAll("lab-bar", "small-toggles");
    ToggleGroup group =
        Parts.oneOf(chosen -> model.protocolProperty().set((Protocol) chosen.getUserData()));
    Map<Protocol, ToggleButton> buttons = new HashMap<>();
    for (Protocol protocol : Protocol.values()) {
      ToggleButton button = new ToggleButton(protocol.title());
      button.setId("protocol-" + protocol.name().toLowerCase(Locale.ROOT));
      button.setUserData(protocol);
      button.setToggleGroup(group);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setTooltip(new Tooltip(protocol.about()));
      buttons.put(protocol, button);
      bar.getChildren().add(button);
    }
    model.protocolProperty().subscribe(now -> group.selectToggle(buttons.get(now)));
    Button run = new Button("Run", Icons.of("mdi2p-play"));
    run.setId("lab-run");
    run.getStyleClass().addAll("success", "small");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setTooltip(new Tooltip("Run the protocol with the parameters as they stand (F5)"));
    run.setOnAction(_ -> model.run());
    Button stop = new Button("Stop", Icons.of("mdi2s-stop"));
    stop.setId("lab-stop");
    stop.getStyleClass().add("small");
    stop.setMinWidth(Region.USE_PREF_SIZE);
    stop.setOnAction(_ -> model.stop());
    model
        .runningProperty()
        .subscribe(task -> {
          Parts.shown(run, task.isEmpty());
          Parts.shown(stop, task.isPresent());
        });
    Button defaults =
        Parts.button(
            "lab-defaults",
            "Defaults",
            "Settings of this protocol as bmtool has them",
            model::resetSettings);
    bar.getChildren().addAll(run, stop, defaults);
    return bar;
  }

  private void showSettings() {
    settings.getChildren().clear();
    for (Setting setting : model.form(model.protocolProperty().get()).settings()) {
      settings.getChildren().add(Parts.setting(setting, model::run));
    }
  }

  // ---- what came out

  private Node export() {
    MenuButton menu = new MenuButton("Export", Icons.of("mdi2e-export-variant"));
    menu.setId("lab-export");
    menu.getStyleClass().add("small");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    Map<String, String> names =
        Map.of(
            "csv", "Curves as CSV…",
            "json", "Settings, numbers and curves as JSON…",
            "png", "Figure as PNG…",
            "svg", "Figure as SVG…");
    for (String kind : ResultFile.KINDS) {
      MenuItem item = new MenuItem(names.get(kind));
      item.setOnAction(_ -> chooseFile(kind));
      menu.getItems().add(item);
    }
    menu.disableProperty().bind(model.currentProperty().isNull());
    Label done = new Label();
    done.getStyleClass().add("muted");
    done.textProperty().bind(model.noticeProperty());
    done.setMinWidth(0);
    HBox box = new HBox(8, done, menu);
    box.setAlignment(Pos.CENTER_RIGHT);
    return box;
  }

  private void chooseFile(String kind) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export " + kind.toUpperCase(Locale.ROOT));
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter(kind.toUpperCase(Locale.ROOT), "*." + kind));
    chooser.setInitialFileName(
        model.currentProperty().get().result().figure().fileStem() + "." + kind);
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      Path path = file.toPath();
      model.export(
          file.getName().contains(".") ? path : path.resolveSibling(file.getName() + "." + kind));
    }
  }

  private Node numbers() {
    Button copy =
        Parts.button("lab-copy", "Copy", "Copy the table, ready for a spreadsheet", this::copy);
    copy.disableProperty().bind(model.currentProperty().isNull());
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox upper = new VBox(Parts.bar(Parts.heading("Numbers"), Parts.spring(), copy), table);
    kept.getStyleClass().add("lab-results");
    ScrollPane scroll = new ScrollPane(kept);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    VBox lower = new VBox(Parts.bar(Parts.heading("Results")), scroll);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    SplitPane split = new SplitPane(upper, lower);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(.62);
    split.setMinWidth(150);
    return split;
  }

  private void copy() {
    StringBuilder text = new StringBuilder(String.join("\t", model.tableHeaders()));
    model.tableRows().forEach(row -> text.append('\n').append(String.join("\t", row)));
    Copy.text(text.toString());
  }

  private void resultsChanged(ListChangeListener.Change<? extends KeptResult> change) {
    boolean rows = false;
    while (change.next()) {
      rows |= change.wasAdded() || change.wasRemoved();
    }
    if (rows) {
      showKept();
    }
    showFigure();
    showTable();
  }

  private void showResult() {
    showKept();
    showFigure();
    showTable();
    KeptResult now = model.currentProperty().get();
    Parts.tell(warnings, now == null ? List.of() : now.result().warnings());
  }

  private void showTable() {
    if (model.currentProperty().get() == null) {
      table.getChildren().clear();
      return;
    }
    TextTable made = new TextTable(model.tableHeaders(), model.tableRows());
    made.setId("lab-table");
    // The numbers are what one wants to see, next to each other.
    made.getColumns().forEach(column -> column.setPrefWidth(Math.min(84, column.getPrefWidth())));
    made.getColumns().getFirst().setPrefWidth(140);
    VBox.setVgrow(made, Priority.ALWAYS);
    table.getChildren().setAll(made);
  }

  private void showKept() {
    kept.getChildren().clear();
    for (KeptResult result : model.results()) {
      kept.getChildren().add(keptRow(result));
    }
    if (model.results().isEmpty()) {
      Label none = new Label("What you run is listed here.");
      none.getStyleClass().add("muted");
      kept.getChildren().add(none);
    }
  }

  private Node keptRow(KeptResult result) {
    boolean now = result == model.currentProperty().get();
    CheckBox overlay = new CheckBox();
    overlay.setSelected(result.shownProperty().get());
    overlay.selectedProperty().subscribe((_, on) -> result.shownProperty().set(on));
    overlay.setTooltip(new Tooltip("Lay it behind results of the same protocol"));
    overlay.setAccessibleText("Lay " + result.nameProperty().get() + " behind others");
    Rectangle swatch = new Rectangle(10, 3, colour(result.argb()));
    TextField name = new TextField();
    name.setText(result.nameProperty().get());
    name.textProperty().subscribe((_, text) -> result.nameProperty().set(text));
    name.getStyleClass().add("lab-name");
    name.setAccessibleText("Name of the result");
    name.setTooltip(
        new Tooltip(result.result().cell() + ": " + ProtocolRuns.line(result.result().settings())));
    HBox.setHgrow(name, Priority.ALWAYS);
    Button show =
        Parts.button(
            "",
            now ? "Shown" : "Show",
            "Show this result",
            () -> model.currentProperty().set(result));
    show.setDisable(now);
    Button remove = Icons.button("mdi2c-close", "Forget this result", () -> model.remove(result));
    HBox row = new HBox(7, overlay, swatch, name, show, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Color colour(int argb) {
    return Color.rgb(argb >>> 16 & 0xFF, argb >>> 8 & 0xFF, argb & 0xFF);
  }

  private void showFigure() {
    Optional<LinePlot> plot = model.figure();
    title.setText(
        model.currentProperty().get() == null
            ? ""
            : model.currentProperty().get().nameProperty().get());
    if (plot.isEmpty()) {
      layout = "";
      views.clear();
      panels.getChildren().clear();
      Parts.shown(panels, false);
      figure.setCenter(
          new EmptyPage(
              "mdi2c-chart-bell-curve",
              "No result yet",
              "Choose a protocol above and run it. Results stay here as faint curves to compare with."));
      return;
    }
    String wanted =
        String.join("\n", plot.get().panels().stream().map(LinePlot.Panel::title).toList());
    if (!wanted.equals(layout)) {
      layout = wanted;
      arrange(plot.get());
    }
    for (int k = 0; k < views.size(); k++) {
      // The panel's name is on its button, the plot has more use for the room.
      views.get(k).setPanel(plot.get().fileStem(), plot.get().panels().get(k));
    }
  }

  /** Plots for the panels, those over the same axis linked. */
  private void arrange(LinePlot plot) {
    views.clear();
    Map<String, TimeAxisModel> axes = new HashMap<>();
    for (LinePlot.Panel each : plot.panels()) {
      CurveView view = new CurveView();
      view.setId("lab-figure-" + views.size());
      view.setTimeAxis(axes.computeIfAbsent(each.xTitle(), _ -> new TimeAxisModel()));
      views.add(view);
    }
    panels.getChildren().clear();
    List<String> names =
        new ArrayList<>(plot.panels().stream().map(LinePlot.Panel::title).toList());
    if (names.size() > 1) {
      names.add(ALL);
      ToggleGroup group = Parts.oneOf(chosen -> choose((String) chosen.getUserData(), names));
      for (String name : names) {
        ToggleButton button = new ToggleButton(shortName(name));
        button.setUserData(name);
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(name));
        panels.getChildren().add(button);
      }
    }
    Parts.shown(panels, !panels.getChildren().isEmpty());
    panels.getChildren().stream()
        .findFirst()
        .ifPresentOrElse(
            button -> ((ToggleButton) button).setSelected(true),
            () -> choose(names.getFirst(), names));
  }

  private static String shortName(String name) {
    int comma = name.indexOf(',');
    String head = comma < 0 ? name : name.substring(0, comma);
    return head.length() > 22 ? head.substring(0, 21) + "…" : head;
  }

  private void choose(String name, List<String> names) {
    VBox box = new VBox();
    for (int k = 0; k < views.size(); k++) {
      if (name.equals(ALL) || names.get(k).equals(name)) {
        VBox.setVgrow(views.get(k), Priority.ALWAYS);
        box.getChildren().add(views.get(k));
      }
    }
    figure.setCenter(box);
  }
}
