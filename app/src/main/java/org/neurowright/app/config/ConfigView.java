package org.neurowright.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonTree;

/** The configuration of a model: sections, their fields, and the text. */
public final class ConfigView extends BorderPane {
  private static final KeyCombination SAVE = KeyCombination.valueOf("Shortcut+S");
  private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

  private final ConfigViewModel model;
  private final ListView<Line> sections = new ListView<>();
  private final ConfigForm form;
  private final StackPane text = new StackPane();
  private final VBox problems = new VBox();
  private final ScrollPane problemsPlace = new ScrollPane(problems);
  private final SplitPane across = new SplitPane();
  private final Button save = new Button("Save", Icons.of("mdi2c-content-save-outline"));
  private final Button revert = new Button("Revert", Icons.of("mdi2r-restore"));
  private final Label unsaved = new Label("not saved");
  private final Label place = new Label();
  private Subscription listening = Subscription.EMPTY;
  private Optional<JsonArea> area = Optional.empty();
  private final Runnable readAgain;
  private boolean filling;

  /** A line of the list of sections: a heading or a section. */
  private record Line(String heading, Optional<ConfigSection> section) {}

  /**
   * The page.
   *
   * @param readAgain reads the model again from its files
   * @param back leaves the page
   */
  public ConfigView(ConfigViewModel model, Runnable readAgain, Runnable back) {
    this.model = model;
    this.readAgain = readAgain;
    getStyleClass().add("config-view");
    form = new ConfigForm(model, this::revealText);
    sections.setId("config-sections");
    sections.getStyleClass().addAll("dense", "config-sections");
    sections.setAccessibleText("Sections of the configuration");
    sections.setCellFactory(_ -> new SectionCell());
    sections
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(line -> {
          if (!filling && line != null) {
            showForm();
            line.section().ifPresent(this::revealSection);
          }
        });
    VBox.setVgrow(sections, Priority.ALWAYS);
    VBox left = new VBox(sections, addMenu());
    left.getStyleClass().add("config-left");
    left.setMinWidth(150);
    form.setMinWidth(320);
    text.setMinWidth(220);
    across.getItems().addAll(left, form, text);
    across.setDividerPositions(0.16, 0.58);
    SplitPane.setResizableWithParent(left, false);
    setTop(toolBar(readAgain, back));
    setCenter(across);
    problemsPlace.setFitToWidth(true);
    problemsPlace.getStyleClass().addAll("page-scroll", "code-problems");
    setBottom(new VBox(problemsPlace, bottomBar()));
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SAVE.match(event)) {
            // What is in a field that was not left yet belongs to it.
            sections.requestFocus();
            model.saveAllThen(() -> {});
            event.consume();
          }
        });
    model.selectedProperty().subscribe(this::showFile);
  }

  /** Shows a place of a file; false when it is none of the configuration's. */
  public boolean goTo(String path, int line, int column, String element) {
    if (!model.select(path)) {
      return false;
    }
    selectSection(element);
    area.ifPresent(a -> a.goTo(Math.max(1, line), Math.max(1, column)));
    return true;
  }

  // ---- what is shown

  private void showFile(Optional<ConfigFile> shown) {
    listening.unsubscribe();
    area.ifPresent(JsonArea::close);
    area = Optional.empty();
    save.disableProperty().unbind();
    revert.disableProperty().unbind();
    unsaved.visibleProperty().unbind();
    if (shown.isEmpty()) {
      text.getChildren().clear();
      sections.getItems().clear();
      problems.getChildren().clear();
      form.clear("No configuration", "Open a model to see its configuration here.");
      place.setText("");
      return;
    }
    ConfigFile file = shown.get();
    place.setText(file.path().toString());
    save.disableProperty().bind(file.editedProperty().not());
    revert.disableProperty().bind(file.editedProperty().not());
    unsaved.visibleProperty().bind(file.editedProperty());
    JsonArea shownText = new JsonArea(file, model);
    area = Optional.of(shownText);
    text.getChildren().setAll(shownText);
    listening =
        Subscription.combine(
            file.textProperty().subscribe(_ -> showSections()),
            file.problemsProperty().subscribe(_ -> showProblems()));
  }

  private Optional<ConfigFile> file() {
    return model.selectedProperty().get();
  }

  private void showSections() {
    Optional<JsonTree> tree = file().flatMap(ConfigFile::tree);
    if (tree.isEmpty()) {
      form.clear(
          "The text is not JSON",
          "Fields come back as soon as it can be read. The line where reading ends is marked.");
      return;
    }
    List<Line> lines = new ArrayList<>();
    String group = "";
    for (ConfigSection section : ConfigSection.of(tree.get())) {
      if (!section.group().equals(group) && !section.group().isEmpty()) {
        lines.add(new Line(section.group(), Optional.empty()));
      }
      group = section.group();
      lines.add(new Line("", Optional.of(section)));
    }
    List<String> before = selectedSection().map(ConfigSection::path).orElse(List.of());
    int index = sections.getSelectionModel().getSelectedIndex();
    filling = true;
    sections.getItems().setAll(lines);
    boolean found = false;
    for (Line line : lines) {
      if (line.section().map(ConfigSection::path).filter(before::equals).isPresent()) {
        sections.getSelectionModel().select(line);
        found = true;
        break;
      }
    }
    if (!found) {
      // A renamed entry stands where it was.
      int near = Math.clamp(index, 0, lines.size() - 1);
      sections.getSelectionModel().select(lines.get(near).section().isPresent() ? near : 0);
    }
    filling = false;
    showForm();
  }

  private Optional<ConfigSection> selectedSection() {
    Line line = sections.getSelectionModel().getSelectedItem();
    return line == null ? Optional.empty() : line.section();
  }

  private void showForm() {
    Optional<JsonTree> tree = file().flatMap(ConfigFile::tree);
    if (tree.isPresent()) {
      selectedSection().ifPresent(section -> form.show(file().orElseThrow(), section, tree.get()));
    }
  }

  private void selectSection(String element) {
    Line best = null;
    int length = -1;
    for (Line line : sections.getItems()) {
      String of = line.section().map(s -> JsonTree.element(s.path())).orElse("");
      boolean inside =
          element.equals(of) || element.startsWith(of + ".") || element.startsWith(of + "[");
      if (line.section().isPresent() && inside && of.length() > length) {
        best = line;
        length = of.length();
      }
    }
    if (best != null) {
      sections.getSelectionModel().select(best);
      sections.scrollTo(best);
    }
  }

  private void revealText(ConfigRow row) {
    row.value().ifPresent(value -> area.ifPresent(a -> a.reveal(value.start())));
  }

  private void revealSection(ConfigSection section) {
    file()
        .flatMap(ConfigFile::tree)
        .flatMap(tree -> tree.find(section.path()))
        .ifPresent(node -> area.ifPresent(a -> a.reveal(node.start())));
  }

  private void showProblems() {
    List<Problem> found = file().map(f -> f.problemsProperty().get()).orElse(List.of());
    problems.getChildren().setAll(found.stream().map(this::problemLine).toList());
    problemsPlace.setVisible(!found.isEmpty());
    problemsPlace.setManaged(!found.isEmpty());
    problemsPlace.setPrefViewportHeight(Math.min(132, 27 * found.size() + 6));
    problemsPlace.setMinHeight(Region.USE_PREF_SIZE);
    showForm();
  }

  private Node problemLine(Problem problem) {
    Label where =
        new Label(
            problem.location().line() > 0
                ? problem.location().line() + ":" + Math.max(1, problem.location().column())
                : "");
    where.getStyleClass().add("code-problem-place");
    where.setMinWidth(54);
    Label what = new Label(problem.message());
    what.setMinWidth(0);
    Label remedy = new Label(problem.hint());
    remedy.getStyleClass().add("muted");
    remedy.setMinWidth(0);
    Node sign =
        switch (problem.severity()) {
          case ERROR -> Icons.of("mdi2c-close-circle", "error-icon");
          case WARNING -> Icons.of("mdi2a-alert", "warning-icon");
          case INFO -> Icons.of("mdi2i-information", "info-icon");
        };
    HBox line = new HBox(8, sign, where, what, remedy);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("code-problem");
    line.setFocusTraversable(true);
    Tooltip.install(line, new Tooltip(ProblemText.withoutPlace(problem)));
    Runnable go =
        () ->
            file()
                .ifPresent(f ->
                    goTo(
                        f.path().toString(),
                        problem.location().line(),
                        problem.location().column(),
                        problem.location().element()));
    line.setOnMouseClicked(_ -> go.run());
    line.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        go.run();
      }
    });
    return line;
  }

  private static final class SectionCell extends ListCell<Line> {
    @Override
    protected void updateItem(Line line, boolean empty) {
      super.updateItem(line, empty);
      boolean heading = !empty && line != null && line.section().isEmpty();
      setMnemonicParsing(false);
      pseudoClassStateChanged(HEADING, heading);
      setDisable(heading);
      setText(
          empty || line == null
              ? null
              : line.section().map(ConfigSection::title).orElse(line.heading()));
      getStyleClass().removeAll("config-entry");
      if (!empty && line != null && line.section().filter(ConfigSection::isEntry).isPresent()) {
        getStyleClass().add("config-entry");
      }
    }
  }

  // ---- bars

  private Node addMenu() {
    MenuButton add = new MenuButton("Add", Icons.of("mdi2p-plus"));
    add.setId("config-add");
    add.getStyleClass().add("small");
    for (ConfigViewModel.Entry entry : ConfigViewModel.Entry.values()) {
      String title =
          entry.title().substring(0, 1).toUpperCase(Locale.ROOT) + entry.title().substring(1);
      MenuItem item = new MenuItem(title);
      item.setId("config-add-" + entry.name().toLowerCase(Locale.ROOT));
      item.setOnAction(_ -> add(entry));
      add.getItems().add(item);
    }
    HBox bar = new HBox(add);
    bar.getStyleClass().add("dock-bar");
    return bar;
  }

  /** Adds a report of the potential to the simulation's file and shows its fields. */
  public void addReport() {
    if (model.files().isEmpty()) {
      return;
    }
    model.selectedProperty().set(Optional.of(model.files().getFirst()));
    add(ConfigViewModel.Entry.POTENTIAL);
    form.focusFirst();
  }

  /** Saves all files and opens the model as it is now. */
  public void saveAndRead() {
    sections.requestFocus();
    model.saveAllThen(readAgain);
  }

  private void add(ConfigViewModel.Entry entry) {
    file()
        .flatMap(f -> model.add(f, entry))
        .ifPresent(path -> selectSection(JsonTree.element(path)));
  }

  private Node toolBar(Runnable readAgain, Runnable back) {
    Button leave = Icons.button("mdi2a-arrow-left", "Back to the model", back);
    leave.setId("config-back");
    ComboBox<ConfigFile> files = new ComboBox<>();
    files.setId("config-file");
    files.setAccessibleText("File of the configuration");
    files.setItems(model.files());
    files.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(ConfigFile file) {
            return file == null ? "" : file.name();
          }

          @Override
          public ConfigFile fromString(String name) {
            throw new UnsupportedOperationException("the list cannot be typed into");
          }
        });
    files
        .valueProperty()
        .subscribe(file -> {
          if (file != null) {
            model.selectedProperty().set(Optional.of(file));
          }
        });
    model.selectedProperty().subscribe(shown -> files.setValue(shown.orElse(null)));
    files.setMinWidth(Region.USE_PREF_SIZE);
    unsaved.getStyleClass().addAll("badge", "warning");
    unsaved.setMinWidth(Region.USE_PREF_SIZE);
    place.getStyleClass().add("page-path");
    place.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    place.setMinWidth(0);
    place.setMnemonicParsing(false);
    save.setId("config-save");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.setTooltip(new Tooltip("Save  (Ctrl+S)"));
    save.setOnAction(_ -> file().ifPresent(model::save));
    revert.setId("config-revert");
    revert.setMinWidth(Region.USE_PREF_SIZE);
    revert.setTooltip(new Tooltip("Go back to what is saved; can be undone"));
    revert.setOnAction(_ -> file().ifPresent(ConfigFile::revert));
    Button again = new Button("Save and read model", Icons.of("mdi2r-refresh"));
    again.setId("config-read");
    again.setMinWidth(Region.USE_PREF_SIZE);
    again.getStyleClass().add("accent");
    again.setTooltip(new Tooltip("Save all files and open the model as it is now"));
    again.setOnAction(_ -> model.saveAllThen(readAgain));
    HBox bar = new HBox(10, leave, files, unsaved, place, ConfigField.gap(), revert, save, again);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("run-controls");
    return bar;
  }

  private Node bottomBar() {
    Label said = new Label();
    said.setId("config-message");
    said.textProperty().bind(model.messageProperty());
    said.setMinWidth(0);
    Label count = new Label();
    count.getStyleClass().add("muted");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.editedProperty().get() == 0
                        ? ""
                        : NumberText.plural(model.editedProperty().get(), "file", "files")
                            + " not saved",
                model.editedProperty()));
    HBox bar = new HBox(14, said, ConfigField.gap(), count);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().addAll("dock-bar", "mechanism-bar");
    return bar;
  }
}
