package org.neurowright.app.lab.project;

import java.io.File;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.lab.project.CellProjectViewModel.StimulusKind;
import org.neurowright.app.text.NumberText;

/** Asks what a BMTK project around the cell on the bench shall be. */
public final class CellProjectForm extends StackPane {
  private final CellProjectViewModel model;
  private final GridPane grid = new GridPane(14, 10);
  private final Label turned = new Label();
  private final TextField folder = new TextField();

  /**
   * The form.
   *
   * @param back leaves it; also when a project was made
   */
  public CellProjectForm(CellProjectViewModel model, Runnable back) {
    this.model = model;
    setId("cell-project");
    Label title = new Label("Make a BMTK project");
    title.getStyleClass().add("page-title");
    Label words =
        new Label(
            "A folder with a network of this cell, its mechanisms, a stimulus and reports, which"
                + " runs here and in BMTK. The cell is that of the hoc file.");
    words.getStyleClass().add("page-subtitle");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    turned.getStyleClass().add("nothing-note");
    turned.setWrapText(true);
    turned.setMinHeight(Region.USE_PREF_SIZE);

    folder.setId("project-folder");
    folder.setAccessibleText("Folder of the project");
    folder.textProperty().bindBidirectional(model.folderProperty());
    folder.setOnAction(_ -> model.make());
    folder.setMinWidth(80);
    HBox.setHgrow(folder, Priority.ALWAYS);
    Button browse =
        Parts.button("project-browse", "Choose…", "Folder in which the project goes", this::browse);
    HBox where = new HBox(6, folder, browse);
    where.setAlignment(Pos.CENTER_LEFT);
    GridPane.setHgrow(where, Priority.ALWAYS);
    row("Folder", where);
    row("Network", line(model.cells()));
    row("Stimulus", stimuli());
    FlowPane settings = new FlowPane(14, 8);
    settings.setPrefWrapLength(600);
    model
        .stimulusProperty()
        .subscribe(kind ->
            settings
                .getChildren()
                .setAll(
                    model.settings(kind).stream()
                        .map(setting -> Parts.setting(setting, model::make))
                        .toList()));
    row("", settings);
    row("Run", line(model.tstop(), model.dt()));
    CheckBox v = new CheckBox("Potential, v");
    v.setId("project-v");
    v.selectedProperty().bindBidirectional(model.reportVProperty());
    CheckBox cai = new CheckBox("Calcium, cai");
    cai.setId("project-cai");
    cai.setTooltip(new Tooltip("Where the soma has a calcium concentration"));
    cai.selectedProperty().bindBidirectional(model.reportCaiProperty());
    row("Reports of the soma", new FlowPane(14, 8, v, cai));

    Button make = new Button("Make and run", Icons.of("mdi2p-play"));
    make.setId("project-make");
    make.getStyleClass().add("accent");
    make.disableProperty().bind(model.busyProperty());
    make.setOnAction(_ -> model.make());
    Button leave = new Button("Back to the bench");
    leave.setId("project-back");
    leave.setOnAction(_ -> back.run());
    model.latestProperty().subscribe((_, _) -> back.run());
    VBox problems = new VBox(4);
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    VBox page =
        new VBox(16, new VBox(4, title, words), turned, grid, new HBox(10, make, leave), problems);
    page.getStyleClass().addAll("new-page", "form-page");
    page.setMaxWidth(780);
    page.setMinWidth(0);
    StackPane centred = new StackPane(page);
    centred.setAlignment(Pos.TOP_CENTER);
    ScrollPane scroll = new ScrollPane(centred);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    getChildren().add(scroll);
  }

  /** Fills the form for the cell on the bench. */
  public void begin() {
    model.begin();
    long count = model.turned();
    turned.setText(
        NumberText.plural(count, "parameter", "parameters")
            + " turned on the bench will not be in the project, which has the values of the hoc"
            + " file. Temperature and initial potential are taken from the bench.");
    Parts.shown(turned, count > 0);
    folder.requestFocus();
  }

  private void row(String name, Node content) {
    Label label = new Label(name);
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(grid.getRowCount(), label, content);
  }

  private FlowPane line(Setting... settings) {
    FlowPane line = new FlowPane(14, 8);
    for (Setting setting : settings) {
      line.getChildren().add(Parts.setting(setting, model::make));
    }
    return line;
  }

  private Node stimuli() {
    ToggleGroup group =
        Parts.oneOf(button -> model.stimulusProperty().set((StimulusKind) button.getUserData()));
    FlowPane line = new FlowPane(4, 4);
    line.getStyleClass().add("small-toggles");
    for (StimulusKind kind : StimulusKind.values()) {
      ToggleButton button = new ToggleButton(kind.title());
      button.setId("project-" + kind.name().toLowerCase(java.util.Locale.ROOT));
      button.setUserData(kind);
      button.setSelected(kind == model.stimulusProperty().get());
      button.setToggleGroup(group);
      line.getChildren().add(button);
    }
    return line;
  }

  private void browse() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Folder in which the project goes");
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      String name = new File(folder.getText()).getName();
      String[] inside = chosen.list();
      boolean empty = inside != null && inside.length == 0;
      folder.setText(
          empty || name.isBlank() ? chosen.toString() : new File(chosen, name).toString());
    }
  }
}
