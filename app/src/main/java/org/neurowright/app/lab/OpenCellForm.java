package org.neurowright.app.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.io.lab.LabRequest;

/** Which cell goes on the bench. */
final class OpenCellForm extends StackPane {
  private final BenchViewModel model;
  private final TextField path =
      field("lab-path", "A hoc file or folder, .swc, .asc, .nml, or a configuration");
  private final ComboBox<String> template = new ComboBox<>();
  private final TextField arguments = field("lab-arguments", "none");
  private final TextField mechanisms = field("lab-mechanisms", "looked for near the cell");
  private final TextField params = field("lab-params", "none: a passive membrane");
  private final TextField node = field("lab-node", "POPULATION:ID");
  private final TextField soma = new TextField("20");
  private final TextField dendrite = new TextField("400");
  private final TextField thickness = new TextField("2");
  private final List<Node> ofHoc = new ArrayList<>();
  private final List<Node> ofMorphology = new ArrayList<>();
  private final List<Node> ofNetwork = new ArrayList<>();
  private final GridPane grid = new GridPane(12, 9);
  private final Button back;
  private File lastFolder;
  private boolean wantsFocus;

  OpenCellForm(BenchViewModel model, Runnable onBack) {
    this.model = model;
    template.setId("lab-template");
    template.setPromptText("the only one");
    template.setMaxWidth(Double.MAX_VALUE);
    Button file = Parts.button("lab-browse-file", "File…", "Choose a file", this::chooseFile);
    Button folder =
        Parts.button(
            "lab-browse-folder",
            "Folder…",
            "Choose a folder with hoc files",
            () -> chooseFolder("Folder with hoc files", path));
    row("Cell", path, file, folder);
    ofHoc.addAll(row("Template", template));
    ofHoc.addAll(row("Arguments", arguments));
    arguments.setTooltip(
        new Tooltip("Numbers or texts for the template's init, separated by commas"));
    ofMorphology.addAll(
        row(
            "Parameters",
            params,
            Parts.button(
                "lab-browse-params",
                "File…",
                "Fit json of the Allen Cell Types Database",
                () -> chooseParams())));
    ofNetwork.addAll(row("Node", node));
    row(
        "Mechanisms",
        mechanisms,
        Parts.button(
            "lab-browse-mechanisms",
            "Folder…",
            "Folder with .mod files",
            () -> chooseFolder("Folder with mechanisms", mechanisms)));
    Button open = new Button("Open cell", Icons.of("mdi2f-flask-outline"));
    open.setId("lab-open");
    open.getStyleClass().add("accent");
    open.setDefaultButton(false);
    open.disableProperty()
        .bind(
            Bindings.createBooleanBinding(() -> path.getText().isBlank(), path.textProperty())
                .or(model.openingProperty()));
    open.setOnAction(_ -> open());
    path.setOnAction(_ -> open());
    back = new Button("Back to the bench");
    back.setId("lab-back");
    back.setOnAction(_ -> onBack.run());
    HBox buttons = new HBox(10, open, back);
    VBox problems = new VBox(4);
    model.openProblemsProperty().subscribe(found -> Parts.tell(problems, found));
    Label title = new Label("Profile a cell");
    title.getStyleClass().add("page-title");
    Label words =
        new Label(
            "Put one cell on the bench: measure it with the usual protocols and turn its parameters"
                + " while you watch the response.");
    words.getStyleClass().add("page-subtitle");
    words.setWrapText(true);
    VBox page = new VBox(16, new VBox(4, title, words), grid, buttons, problems, ball());
    page.getStyleClass().addAll("new-page", "form-page");
    page.setMaxWidth(780);
    page.setMinWidth(0);
    StackPane centred = new StackPane(page);
    centred.setAlignment(javafx.geometry.Pos.TOP_CENTER);
    ScrollPane scroll = new ScrollPane(centred);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    getChildren().add(scroll);
    path.textProperty()
        .subscribe(text -> {
          if (!text.isBlank()) {
            model.lookAt(Path.of(text.strip()));
          }
          showFields();
        });
    model
        .templatesProperty()
        .subscribe(found -> {
          template.getItems().setAll(found);
          template.setValue(found.isEmpty() ? null : found.getFirst());
          showFields();
        });
    // What is in a scroll pane joins the window with the next layout only.
    path.sceneProperty()
        .subscribe(scene -> {
          if (scene != null && wantsFocus) {
            wantsFocus = false;
            Platform.runLater(path::requestFocus);
          }
        });
    model.cellProperty().subscribe(cell -> Parts.shown(back, cell.isPresent()));
    showFields();
  }

  private static TextField field(String id, String prompt) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    field.setMinWidth(80);
    return field;
  }

  private List<Node> row(String name, Region field, Button... buttons) {
    Label label = new Label(name);
    label.getStyleClass().add("setting-name");
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    field.setAccessibleText(name);
    HBox line = new HBox(6, field);
    HBox.setHgrow(field, Priority.ALWAYS);
    line.getChildren().addAll(buttons);
    GridPane.setHgrow(line, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), label, line);
    return List.of(label, line);
  }

  private Node ball() {
    Label title = new Label("Or a passive ball and stick");
    title.getStyleClass().add("section-title");
    FlowRow flow = new FlowRow();
    flow.add("Soma", soma, "lab-ball-soma", "µm");
    flow.add("Dendrite", dendrite, "lab-ball-length", "µm long");
    flow.add("and", thickness, "lab-ball-diameter", "µm thick");
    Button make =
        Parts.button(
            "lab-ball",
            "Make",
            "A cell with pas everywhere, 10 ms, -70 mV",
            () -> {
              try {
                model.makeBallAndStick(number(soma), number(dendrite), number(thickness));
              } catch (NumberFormatException e) {
                soma.requestFocus();
              }
            });
    make.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !sizesAreRight(),
                soma.textProperty(),
                dendrite.textProperty(),
                thickness.textProperty()));
    flow.getChildren().add(make);
    return new VBox(8, title, flow);
  }

  private boolean sizesAreRight() {
    try {
      return number(soma) > 0 && number(dendrite) >= 0 && number(thickness) > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static double number(TextField field) {
    return Double.parseDouble(field.getText().strip().replace(',', '.'));
  }

  /** Labelled fields one after the other. */
  private static final class FlowRow extends javafx.scene.layout.FlowPane {
    FlowRow() {
      super(10, 6);
    }

    void add(String name, TextField field, String id, String unit) {
      field.setId(id);
      field.setPrefColumnCount(4);
      field.setAccessibleText(name + " " + unit);
      Label before = new Label(name);
      before.getStyleClass().add("setting-name");
      Label after = new Label(unit);
      after.getStyleClass().add("muted");
      HBox box = new HBox(5, before, field, after);
      box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      getChildren().add(box);
    }
  }

  /** Only what the file at hand needs. */
  private void showFields() {
    String name = path.getText().strip().toLowerCase(Locale.ROOT);
    boolean folder = !name.isEmpty() && Files.isDirectory(Path.of(path.getText().strip()));
    boolean hoc = name.endsWith(".hoc") || !template.getItems().isEmpty();
    boolean morphology = name.endsWith(".swc") || name.endsWith(".asc");
    boolean network = name.endsWith(".json") || folder && template.getItems().isEmpty();
    ofHoc.forEach(n -> Parts.shown(n, hoc));
    ofMorphology.forEach(n -> Parts.shown(n, morphology));
    ofNetwork.forEach(n -> Parts.shown(n, network));
  }

  private void open() {
    if (path.getText().isBlank()) {
      return;
    }
    List<Object> given = new ArrayList<>();
    for (String argument : arguments.getText().split(",")) {
      if (!argument.isBlank()) {
        try {
          given.add(Double.valueOf(argument.strip()));
        } catch (NumberFormatException text) {
          given.add(argument.strip());
        }
      }
    }
    model.open(
        new LabRequest(
            Path.of(path.getText().strip()),
            shown(template) ? Optional.ofNullable(template.getValue()) : Optional.empty(),
            shown(arguments) ? given : List.of(),
            mechanisms.getText().isBlank()
                ? List.of()
                : List.of(Path.of(mechanisms.getText().strip())),
            shown(params) && !params.getText().isBlank()
                ? Optional.of(Path.of(params.getText().strip()))
                : Optional.empty(),
            Optional.empty(),
            shown(node) && !node.getText().isBlank()
                ? Optional.of(node.getText().strip())
                : Optional.empty(),
            OptionalDouble.empty()));
  }

  private static boolean shown(Node field) {
    return field.getParent() != null && field.getParent().isVisible();
  }

  /** Fills the form with what was asked for elsewhere. */
  void show(LabRequest request) {
    path.setText(request.cell().toString());
    request.params().ifPresent(file -> params.setText(file.toString()));
    request.node().ifPresent(node::setText);
    mechanisms.setText(
        request.mechanismDirs().isEmpty() ? "" : request.mechanismDirs().getFirst().toString());
  }

  /** Puts the cursor into the first field, as soon as it is there. */
  void focus() {
    wantsFocus = path.getScene() == null;
    if (!wantsFocus) {
      // The page that appears takes the keys first.
      Platform.runLater(path::requestFocus);
    }
  }

  // ---- choosers

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Cell");
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(
                "Cells (hoc, swc, asc, nml) and configurations",
                "*.hoc",
                "*.swc",
                "*.asc",
                "*.nml",
                "*.xml",
                "*.json"),
            new FileChooser.ExtensionFilter("All files", "*"));
    choose(chooser, path);
  }

  private void chooseParams() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Parameters of the morphology");
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter("Fits (*.json)", "*.json"));
    choose(chooser, params);
  }

  private void choose(FileChooser chooser, TextField into) {
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      into.setText(file.toString());
    }
  }

  private void chooseFolder(String title, TextField into) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      lastFolder = folder;
      into.setText(folder.toString());
    }
  }
}
