package org.neurowright.app.lab.tuned;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceDialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.io.tuned.TunedCell;

/** The tuned cell in its own format: what changes, the whole text, the buttons that write it. */
public final class TunedPane extends BorderPane {
  /** Height of the list of changes; the text has more use for the room. */
  private static final double MOST_OF_CHANGES = 150;

  private final TunedViewModel model;
  private final Label title = Parts.heading("");
  private final VBox done = new VBox(2);
  private final TextArea text = new TextArea();
  private final TextField templateName = new TextField();
  private final HBox naming = new HBox(6);
  private File lastFolder;

  public TunedPane(TunedViewModel model) {
    this.model = model;
    Button write =
        Parts.button("lab-tuned-write", "Write…", "Write the tuned cell into a file", this::write);
    Button intoModel =
        Parts.button(
            "lab-tuned-model",
            "Use in model.json…",
            "Let a population of a model document use the tuned cell",
            this::writeModel);
    templateName.setId("lab-tuned-name");
    templateName.setPromptText("as it is");
    templateName.setPrefColumnCount(12);
    templateName.setAccessibleText("Name of the written template");
    templateName.textProperty().bindBidirectional(model.templateNameProperty());
    Label template = new Label("Template");
    template.getStyleClass().add("setting-name");
    template.setLabelFor(templateName);
    naming.getChildren().addAll(template, templateName);
    naming.setAlignment(Pos.CENTER_LEFT);
    Label notice = new Label();
    notice.getStyleClass().add("muted");
    notice.setMinWidth(0);
    notice.textProperty().bind(model.noticeProperty());
    FlowPane bar = new FlowPane(10, 6, title, naming, write, intoModel, notice);
    bar.getStyleClass().add("lab-bar");
    VBox problems = new VBox();
    VBox writing = new VBox();
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    model.writeProblemsProperty().subscribe(found -> Parts.tell(writing, found));
    setTop(new VBox(bar, writing, problems));
    text.setId("lab-tuned-text");
    text.setEditable(false);
    text.getStyleClass().add("mono");
    text.setAccessibleText("Text of the tuned cell");
    done.getStyleClass().add("lab-results");
    ScrollPane scroll = new ScrollPane(done);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    scroll.setMaxHeight(MOST_OF_CHANGES);
    scroll.setMinHeight(0);
    VBox.setVgrow(text, Priority.ALWAYS);
    text.setMinHeight(80);
    setCenter(new VBox(scroll, text));
    model.tunedProperty().subscribe(this::show);
    write.disableProperty().bind(model.tunedProperty().map(Optional::isEmpty));
    intoModel.disableProperty().bind(model.tunedProperty().map(Optional::isEmpty));
    // Only who looks pays for the text.
    sceneProperty().subscribe(scene -> model.watchedProperty().set(scene != null));
  }

  private void show(Optional<TunedCell> cell) {
    done.getChildren().clear();
    if (cell.isEmpty()) {
      title.setText("No file of its own");
      text.clear();
      Parts.shown(naming, false);
      return;
    }
    TunedCell found = cell.get();
    title.setText(
        found.format().title()
            + found.original().map(p -> " from " + p.getFileName()).orElse(", a new file"));
    Parts.shown(naming, found.format() == TunedCell.Format.HOC);
    for (String line : found.done()) {
      Label label = new Label(line);
      label.getStyleClass().add("parameter-name");
      done.getChildren().add(label);
    }
    if (found.done().isEmpty()) {
      Label none = new Label("Nothing is changed: the file would be what it is.");
      none.getStyleClass().add("muted");
      done.getChildren().add(none);
    }
    if (!text.getText().equals(found.text())) {
      double top = text.getScrollTop();
      text.setText(found.text());
      text.setScrollTop(top);
    }
  }

  private FileChooser chooser(String heading, String kind, String ending) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(heading);
    chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter(kind, "*." + ending));
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    return chooser;
  }

  private void write() {
    TunedCell cell = model.tunedProperty().get().orElseThrow();
    cell.original()
        .map(Path::toAbsolutePath)
        .map(Path::getParent)
        .filter(_ -> lastFolder == null)
        .ifPresent(folder -> lastFolder = folder.toFile());
    FileChooser chooser =
        chooser("Write the tuned cell", cell.format().title(), cell.format().ending());
    chooser.setInitialFileName(model.suggestedName());
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file == null) {
      return;
    }
    lastFolder = file.getParentFile();
    Path path = file.toPath();
    boolean original =
        cell.original()
            .map(p -> p.toAbsolutePath().normalize().equals(path.toAbsolutePath().normalize()))
            .orElse(false);
    // The file dialog asks before it replaces a file; the cell's own deserves a question more.
    if (!original || isSure("Replace the file that the cell came from?", path)) {
      model.write(path, Files.exists(path));
    }
  }

  private boolean isSure(String question, Path file) {
    Alert alert =
        new Alert(
            Alert.AlertType.CONFIRMATION,
            file + " will have the tuned values. Its present text is lost.",
            ButtonType.OK,
            ButtonType.CANCEL);
    alert.setHeaderText(question);
    alert.initOwner(getScene().getWindow());
    return alert.showAndWait().filter(ButtonType.OK::equals).isPresent();
  }

  private void writeModel() {
    FileChooser open = chooser("Model document", "Model", "json");
    File file = open.showOpenDialog(getScene().getWindow());
    if (file == null) {
      return;
    }
    lastFolder = file.getParentFile();
    List<String> populations = model.populations(file.toPath());
    if (populations.isEmpty()) {
      model.writeModel(file.toPath(), "", file.toPath());
      return;
    }
    ChoiceDialog<String> choice = new ChoiceDialog<>(populations.getFirst(), populations);
    choice.setTitle("Population");
    choice.setHeaderText("Which population shall use " + model.nameInModel() + "?");
    choice.initOwner(getScene().getWindow());
    Optional<String> population = choice.showAndWait();
    if (population.isEmpty()) {
      return;
    }
    FileChooser save = chooser("Write the model document", "Model", "json");
    save.setInitialFileName(file.getName());
    File target = save.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.writeModel(file.toPath(), population.get(), target.toPath());
    }
  }
}
