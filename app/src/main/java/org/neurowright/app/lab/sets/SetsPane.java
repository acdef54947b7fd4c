package org.neurowright.app.lab.sets;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.Icons;
import org.neurowright.app.control.TextTable;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Parts;

/** Sets of parameters: a list, two of them beside each other, responses over each other. */
public final class SetsPane extends BorderPane {
  private static final List<String> HEADERS =
      List.of("Parameter", "First", "Second", "Ratio", "Unit");

  private final SetsViewModel model;
  private final VBox list = new VBox(2);
  private final VBox table = new VBox();
  private final ComboBox<String> first = new ComboBox<>();
  private final ComboBox<String> second = new ComboBox<>();
  private final CurveView curves = new CurveView();
  private final Set<String> ticked = new LinkedHashSet<>();
  private File lastFolder;
  private boolean filling;

  public SetsPane(SetsViewModel model, BenchViewModel bench) {
    this.model = model;
    VBox problems = new VBox();
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    setTop(new VBox(tools(), problems));
    list.getStyleClass().add("lab-results");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(60);
    scroll.getStyleClass().add("page-scroll");
    VBox upper = new VBox(scroll);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    SplitPane split = new SplitPane(upper, comparison(), responses());
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(.26, .6);
    setCenter(split);
    model.sets().addListener((ListChangeListener<Snapshot>) _ -> show());
    bench.snapshots().addListener((ListChangeListener<Snapshot>) _ -> show());
    bench
        .preparationProperty()
        .subscribe((_, _) -> {
          if (SetsViewModel.NOW.equals(first.getValue())
              || SetsViewModel.NOW.equals(second.getValue())) {
            showTable();
          }
        });
    show();
  }

  private Node tools() {
    TextField name = new TextField();
    name.setId("lab-set-name");
    name.setPromptText("Name");
    name.setAccessibleText("Name of the set");
    name.setPrefColumnCount(10);
    Runnable keep =
        () -> {
          model.keep(name.getText());
          name.clear();
        };
    name.setOnAction(_ -> keep.run());
    Label notice = new Label();
    notice.getStyleClass().add("muted");
    notice.textProperty().bind(model.noticeProperty());
    notice.setMinWidth(0);
    FlowPane bar =
        new FlowPane(
            8,
            6,
            name,
            Parts.button("lab-set-keep", "Keep set", "Remember the parameters as they stand", keep),
            Parts.button("lab-set-save", "Save…", "Write all sets into a file", this::save),
            Parts.button("lab-set-load", "Load…", "Add the sets of a file", this::load),
            notice);
    bar.getStyleClass().add("lab-bar");
    return bar;
  }

  private Node comparison() {
    first.setId("lab-set-first");
    second.setId("lab-set-second");
    for (ComboBox<String> box : List.of(first, second)) {
      box.getStyleClass().add("small");
      box.valueProperty()
          .subscribe((_, _) -> {
            if (!filling) {
              showTable();
            }
          });
    }
    first.setAccessibleText("First set");
    second.setAccessibleText("Second set");
    Button copy =
        Parts.button("lab-set-copy", "Copy", "Copy the table, ready for a spreadsheet", this::copy);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox box =
        new VBox(
            Parts.bar(
                Parts.heading("Compare"), first, new Label("with"), second, Parts.spring(), copy),
            table);
    box.setMinHeight(90);
    return box;
  }

  private Node responses() {
    FlowPane bar = new FlowPane(10, 6, Parts.heading("Responses"));
    bar.getStyleClass().add("lab-bar");
    model.pulse().forEach(s -> bar.getChildren().add(Parts.setting(s, this::run)));
    bar.getChildren()
        .add(
            Parts.button(
                "lab-set-run",
                "Show responses",
                "Run the pulse with every set that is ticked",
                this::run));
    curves.setId("lab-set-plot");
    curves.setEmptyHint("Tick sets above and show their responses");
    model.responsesProperty().subscribe(panel -> curves.setPanel("parameter-sets", panel));
    BorderPane pane = new BorderPane(curves);
    pane.setTop(bar);
    pane.setMinHeight(130);
    return pane;
  }

  private void run() {
    model.overlay(model.names().stream().filter(ticked::contains).toList());
  }

  private void show() {
    list.getChildren().clear();
    List<String> names = model.names();
    ticked.retainAll(names);
    for (String name : names) {
      list.getChildren().add(row(name));
    }
    filling = true;
    for (ComboBox<String> box : List.of(first, second)) {
      String chosen = box.getValue();
      box.getItems().setAll(names);
      box.setValue(
          names.contains(chosen) ? chosen : box == first ? SetsViewModel.FILE : SetsViewModel.NOW);
    }
    filling = false;
    showTable();
  }

  private Node row(String name) {
    CheckBox overlay = new CheckBox();
    overlay.setId("lab-set-tick-" + name);
    overlay.setSelected(ticked.contains(name));
    overlay.setAccessibleText("Show the response of " + name);
    overlay
        .selectedProperty()
        .subscribe((_, on) -> {
          if (on) {
            ticked.add(name);
          } else {
            ticked.remove(name);
          }
        });
    HBox row = new HBox(7, overlay);
    row.setAlignment(Pos.CENTER_LEFT);
    Snapshot set =
        model.sets().stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    Label facts = new Label(facts(name));
    facts.getStyleClass().addAll("muted", "lab-set-facts");
    facts.setMinWidth(0);
    if (set == null) {
      Label words = new Label(name);
      words.getStyleClass().add("lab-name");
      words.setMinWidth(Region.USE_PREF_SIZE);
      row.getChildren().addAll(words, Parts.spring(), facts);
    } else {
      TextField words = new TextField();
      words.setText(name);
      words.getStyleClass().add("lab-name");
      words.setAccessibleText("Name of the set");
      Runnable rename = () -> model.rename(set, words.getText());
      words.setOnAction(_ -> rename.run());
      words
          .focusedProperty()
          .subscribe((_, focused) -> {
            if (!focused) {
              rename.run();
            }
          });
      HBox.setHgrow(words, Priority.ALWAYS);
      row.getChildren().addAll(words, facts);
    }
    if (!name.equals(SetsViewModel.NOW)) {
      row.getChildren()
          .add(
              Parts.button(
                  "lab-set-apply-" + name,
                  "Apply",
                  "Set the parameters of the bench; locked ones stay",
                  () -> model.apply(name)));
    }
    if (set != null) {
      row.getChildren()
          .add(Icons.button("mdi2c-close", "Forget this set", () -> model.remove(set)));
    }
    return row;
  }

  private String facts(String name) {
    int changed = model.values(name).size();
    return name.equals(SetsViewModel.NOW) || name.equals(SetsViewModel.FILE)
        ? ""
        : changed == 0 ? "nothing changed" : changed + " changed";
  }

  private void showTable() {
    if (first.getValue() == null || second.getValue() == null) {
      return;
    }
    List<List<String>> rows = model.compared(first.getValue(), second.getValue());
    if (rows.isEmpty()) {
      Label none = new Label("These two are the same.");
      none.getStyleClass().addAll("muted", "lab-settings");
      table.getChildren().setAll(none);
      return;
    }
    TextTable made = new TextTable(headers(), rows);
    made.setId("lab-set-table");
    made.getColumns().forEach(column -> column.setPrefWidth(100));
    made.getColumns().getFirst().setPrefWidth(170);
    VBox.setVgrow(made, Priority.ALWAYS);
    table.getChildren().setAll(made);
  }

  private List<String> headers() {
    List<String> headers = new ArrayList<>(HEADERS);
    headers.set(1, first.getValue());
    headers.set(2, second.getValue());
    return headers;
  }

  private void copy() {
    StringBuilder text = new StringBuilder(String.join("\t", headers()));
    model
        .compared(first.getValue(), second.getValue())
        .forEach(row -> text.append('\n').append(String.join("\t", row)));
    Copy.text(text.toString());
  }

  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter("Parameter sets", "*.json"));
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    return chooser;
  }

  private void save() {
    FileChooser chooser = chooser("Save parameter sets");
    chooser.setInitialFileName("parameters.json");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      Path path = file.toPath();
      model.save(
          file.getName().contains(".") ? path : path.resolveSibling(file.getName() + ".json"));
    }
  }

  private void load() {
    File file = chooser("Load parameter sets").showOpenDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      model.load(file.toPath());
    }
  }
}
