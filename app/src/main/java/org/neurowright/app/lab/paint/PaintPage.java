package org.neurowright.app.lab.paint;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.form.Setting;

/** Mechanisms of a part of the cell: what is there, what is put in, how it is spread. */
public final class PaintPage extends BorderPane {
  private final PaintViewModel model;
  private final ComboBox<String> part = new ComboBox<>();
  private final ComboBox<String> mechanism = new ComboBox<>();
  private final ComboBox<String> variable = new ComboBox<>();
  private final VBox present = new VBox(2);
  private final VBox coats = new VBox(4);
  private final Label about = new Label();
  private final Button insert =
      Parts.button("paint-insert", "Insert", "Put the mechanism into the part", this::insert);
  private final CurveView curves = new CurveView();
  private File lastFolder;
  private boolean showing;

  public PaintPage(PaintViewModel model) {
    this.model = model;
    getStyleClass().add("paint-page");
    part.setId("paint-part");
    mechanism.setId("paint-mechanism");
    variable.setId("paint-variable");
    for (ComboBox<String> box : List.of(part, mechanism, variable)) {
      box.getStyleClass().add("small");
      box.setVisibleRowCount(14);
    }
    mechanism.setPromptText("Choose a mechanism");
    insert.getStyleClass().add("accent");
    about.getStyleClass().add("lab-about");
    about.setWrapText(true);
    VBox problems = new VBox();
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    setTop(new VBox(head(), problems));
    SplitPane across = new SplitPane(left(), picture());
    across.setDividerPositions(.5);
    setCenter(across);
    follow();
  }

  private Node head() {
    Label name = new Label("Part");
    name.getStyleClass().add("setting-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setLabelFor(part);
    part.setTooltip(new Tooltip("Part of the cell, section list or section"));
    Button folder =
        Parts.button(
            "paint-folder",
            "Mechanism folder…",
            "Add a folder with .mod files to the mechanisms of this cell",
            this::chooseFolder);
    Button save =
        Parts.button(
            "paint-save",
            "Save as hoc template…",
            "Write the cell with all that is painted and turned as a file for NEURON",
            this::chooseFile);
    FlowPane bar = new FlowPane(8, 6, name, part, folder, save);
    bar.getStyleClass().add("lab-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  private Node left() {
    HBox choose = new HBox(8, mechanism, insert);
    choose.setAlignment(Pos.CENTER_LEFT);
    Label notice = new Label();
    notice.setId("paint-notice");
    notice.getStyleClass().add("muted");
    notice.setWrapText(true);
    notice.textProperty().bind(model.noticeProperty());
    VBox column =
        new VBox(
            8,
            Parts.heading("In this part"),
            present,
            Parts.heading("Add mechanism"),
            choose,
            about,
            coats,
            notice);
    column.getStyleClass().add("lab-below");
    ScrollPane scroll = new ScrollPane(column);
    scroll.setFitToWidth(true);
    scroll.setMinWidth(220);
    scroll.getStyleClass().add("page-scroll");
    return scroll;
  }

  private Node picture() {
    curves.setId("paint-plot");
    curves.setEmptyHint("No mechanism with parameters");
    variable.setTooltip(new Tooltip("Parameter that is drawn"));
    HBox bar = Parts.bar(Parts.heading("Over the cell"), variable);
    BorderPane pane = new BorderPane(curves);
    pane.setTop(bar);
    pane.setMinWidth(200);
    return pane;
  }

  private void follow() {
    part.valueProperty()
        .subscribe((_, chosen) -> {
          if (!showing && chosen != null) {
            model.partProperty().set(chosen);
          }
        });
    mechanism
        .valueProperty()
        .subscribe((_, chosen) -> {
          if (!showing) {
            model.mechanismProperty().set(chosen == null ? "" : chosen);
          }
        });
    variable
        .valueProperty()
        .subscribe((_, chosen) -> {
          if (!showing && chosen != null) {
            model.variableProperty().set(Optional.of(chosen));
          }
        });
    model.partsProperty().subscribe(_ -> showChoices());
    model.choicesProperty().subscribe(_ -> showChoices());
    model.partProperty().subscribe(_ -> showChoices());
    model.mechanismProperty().subscribe(_ -> showChoices());
    model
        .presentProperty()
        .subscribe(_ -> {
          showPresent();
          showVariables();
        });
    model.variableProperty().subscribe(_ -> showVariables());
    model.panelProperty().subscribe(panel -> curves.setPanel("density", panel));
    sceneProperty().subscribe(scene -> model.activeProperty().set(scene != null));
    model.coats().addListener((ListChangeListener<Coat>) _ -> showCoats());
    showCoats();
  }

  private void showChoices() {
    showing = true;
    part.getItems().setAll(model.partsProperty().get());
    part.setValue(model.partProperty().get());
    mechanism.getItems().setAll(model.choicesProperty().get());
    mechanism.setValue(
        model.mechanismProperty().get().isEmpty() ? null : model.mechanismProperty().get());
    showing = false;
    showInsert();
  }

  private void showInsert() {
    insert.setDisable(model.mechanismProperty().get().isEmpty());
    insert.setText(model.isThere() ? "Set anew" : "Insert");
    insert
        .getTooltip()
        .setText(
            model.isThere()
                ? "Give the mechanism these parameters all over the part"
                : "Put the mechanism into the part");
    about.setText(model.about());
    Parts.shown(about, !model.about().isBlank());
  }

  private void showPresent() {
    present.getChildren().clear();
    for (PaintViewModel.Present each : model.presentProperty().get()) {
      Label name = new Label(each.name());
      name.getStyleClass().add("parameter-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label where = new Label(PaintViewModel.places(each));
      where.getStyleClass().add("muted");
      where.setMinWidth(0);
      Button edit =
          Icons.button(
              "mdi2p-pencil-outline",
              "Spread its parameters anew",
              () -> model.mechanismProperty().set(each.name()));
      edit.setId("paint-edit-" + each.name());
      Button remove =
          Icons.button(
              "mdi2c-close",
              "Take " + each.name() + " out of this part",
              () -> model.remove(each.name()));
      remove.setId("paint-remove-" + each.name());
      HBox row = new HBox(8, name, where, Parts.spring(), edit, remove);
      row.setAlignment(Pos.CENTER_LEFT);
      present.getChildren().add(row);
    }
    if (present.getChildren().isEmpty()) {
      Label none = new Label("Nothing: a bare membrane");
      none.getStyleClass().add("muted");
      present.getChildren().add(none);
    }
    showInsert();
  }

  private void showCoats() {
    coats.getChildren().clear();
    for (Coat coat : model.coats()) {
      VBox row = new VBox(3);
      Label name = new Label(coat.name());
      name.getStyleClass().add("parameter-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label unit = new Label(coat.unit());
      unit.getStyleClass().add("muted");
      HBox head =
          new HBox(6, name, unit, Parts.spring(), Parts.setting(coat.shape(), this::insert));
      head.setAlignment(Pos.CENTER_LEFT);
      FlowPane numbers = new FlowPane(10, 4);
      numbers.getStyleClass().add("lab-settings");
      coat.shape()
          .textProperty()
          .subscribe(_ -> {
            numbers.getChildren().clear();
            boolean first = true;
            for (Setting setting : coat.numbers()) {
              Node field = Parts.setting(setting, this::insert);
              if (first && field instanceof HBox box) {
                // its name and unit stand above
                box.getChildren().removeIf(Label.class::isInstance);
                if (coat.numbers().size() > 1) {
                  Label at = new Label("soma");
                  at.getStyleClass().add("setting-name");
                  at.setMinWidth(Region.USE_PREF_SIZE);
                  box.getChildren().addFirst(at);
                }
              }
              numbers.getChildren().add(field);
              first = false;
            }
          });
      row.getChildren().addAll(head, numbers);
      coats.getChildren().add(row);
    }
  }

  private void showVariables() {
    showing = true;
    variable.getItems().setAll(model.variables());
    variable.setValue(model.variableProperty().get().orElse(null));
    showing = false;
  }

  private void insert() {
    model.insert();
  }

  /** Looks at a part and offers to add a mechanism there. */
  public void addTo(String name) {
    if (model.partsProperty().get().contains(name)) {
      model.partProperty().set(name);
    }
    mechanism.requestFocus();
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Folder with mechanisms");
    start(chooser::setInitialDirectory);
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      lastFolder = folder;
      model.addFolder(folder.toPath());
    }
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save as hoc template");
    chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter("hoc", "*.hoc"));
    chooser.setInitialFileName("Painted.hoc");
    start(chooser::setInitialDirectory);
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      Path path = file.toPath();
      model.save(
          file.getName().endsWith(".hoc") ? path : path.resolveSibling(file.getName() + ".hoc"));
    }
  }

  private void start(java.util.function.Consumer<File> setter) {
    if (lastFolder != null && lastFolder.isDirectory()) {
      setter.accept(lastFolder);
    }
  }
}
