package org.neurowright.app.mechanism;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.neurowright.app.control.Badge;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.app.control.TextTable;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/** The Mechanisms workspace: list, editor, problems, and what the compiler makes of it. */
public final class MechanismsView extends BorderPane {
  private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");

  private final MechanismsViewModel model;
  private final RunAgain run;
  private final ListView<MechanismEntry> list = new ListView<>();
  private final StackPane editorPlace = new StackPane();
  private final Map<MechanismEntry, NmodlArea> areas = new HashMap<>();
  private final StackPane side = new StackPane();
  private final SplitPane across = new SplitPane();
  private final ToggleButton about = new ToggleButton("About");
  private final ToggleButton code = new ToggleButton("Java");
  private final Label title = new Label();
  private final Label place = new Label();
  private final Badge unsaved = new Badge("not saved", Badge.Tone.WARNING);
  private final Button save = new Button("Save", Icons.of("mdi2c-content-save-outline"));
  private final Button revert =
      Icons.button("mdi2u-undo-variant", "Back to what is saved", () -> {});
  private final VBox problems = new VBox();
  private final ScrollPane problemsPlace = new ScrollPane(problems);
  private final HBox findBar;
  private final TextField findField = new TextField();
  private final CodeArea javaArea = new CodeArea();

  /** The page. */
  public MechanismsView(MechanismsViewModel model, RunAgain run) {
    this.model = model;
    this.run = run;
    getStyleClass().add("mechanisms-view");
    findBar = findBar();
    setTop(toolBar());
    VBox middle = new VBox(findBar, editorPlace, problemsPlace);
    VBox.setVgrow(editorPlace, Priority.ALWAYS);
    middle.setMinWidth(360);
    problemsPlace.setFitToWidth(true);
    problemsPlace.getStyleClass().addAll("page-scroll", "code-problems");
    problemsPlace.setMaxHeight(170);
    problemsPlace.setMinHeight(Region.USE_PREF_SIZE);
    VBox left = listPane();
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(side, false);
    across.setOrientation(Orientation.HORIZONTAL);
    across.getItems().setAll(left, middle, side);
    across.setDividerPositions(0.16, 0.72);
    side.getStyleClass().add("code-side");
    side.setMinWidth(220);
    setCenter(across);
    setBottom(runBar());
    javaArea.setEditable(false);
    javaArea.getStyleClass().addAll("code", "code-java");
    javaArea.setId("mechanism-java");
    model.selectedProperty().subscribe(this::show);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (FIND.match(event)) {
            openFind();
            event.consume();
          }
        });
  }

  /** The editor that is shown, for whoever drives the window. */
  Optional<NmodlArea> shown() {
    return model.selectedProperty().get().map(areas::get);
  }

  /** Shows a line of a file; false when the file is none of the model's mechanisms. */
  public boolean goTo(String path, int line, int column) {
    if (!model.select(path)) {
      return false;
    }
    shown().ifPresent(area -> area.goTo(Math.max(1, line), Math.max(1, column)));
    return true;
  }

  /** Puts the keys into the editor. */
  public void focusEditor() {
    shown().ifPresent(area -> area.area().requestFocus());
  }

  // ---- the list

  private VBox listPane() {
    list.setId("mechanism-list");
    list.setItems(model.entries());
    list.setFixedCellSize(30);
    list.setAccessibleText("Mechanisms");
    list.setPlaceholder(new Label("No mechanisms"));
    list.setCellFactory(_ -> new EntryCell());
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(entry -> {
          if (entry != null) {
            model.selectedProperty().set(Optional.of(entry));
          }
        });
    model
        .entries()
        .addListener(
            (ListChangeListener<MechanismEntry>) _ -> areas.keySet().retainAll(model.entries()));
    VBox pane = new VBox(list);
    pane.getStyleClass().add("mechanism-list");
    pane.setMinWidth(150);
    return pane;
  }

  private static final class EntryCell extends ListCell<MechanismEntry> {
    private final StackPane glyph = new StackPane();
    private final Label name = new Label();
    private final Label dot = new Label("●");
    private final StackPane sign = new StackPane();
    private final HBox line;
    private Subscription listening = Subscription.EMPTY;

    EntryCell() {
      glyph.setMinWidth(18);
      dot.getStyleClass().add("mechanism-dot");
      name.setMinWidth(0);
      name.setMnemonicParsing(false);
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      line = new HBox(8, glyph, name, dot, gap, sign);
      line.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(MechanismEntry entry, boolean empty) {
      super.updateItem(entry, empty);
      listening.unsubscribe();
      listening = Subscription.EMPTY;
      if (empty || entry == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      name.setText(entry.name());
      name.getStyleClass().remove("muted");
      if (!entry.isEditable()) {
        name.getStyleClass().add("muted");
      }
      setTooltip(
          new Tooltip(
              entry.isEditable() ? entry.path() : entry.name() + ", comes with the program"));
      listening =
          Subscription.combine(
              entry.editedProperty().subscribe(edited -> dot.setVisible(edited)),
              entry.examinationProperty().subscribe(_ -> judge(entry)));
      setGraphic(line);
    }

    private void judge(MechanismEntry entry) {
      boolean warned =
          entry.problems().stream()
              .anyMatch(
                  p -> p.severity() == Severity.WARNING && !p.code().startsWith("nmodl.unit-"));
      sign.getChildren().clear();
      if (entry.hasErrors()) {
        sign.getChildren().add(Icons.of("mdi2c-close-circle", "error-icon"));
      } else if (warned) {
        sign.getChildren().add(Icons.of("mdi2a-alert", "warning-icon"));
      }
      String icon =
          entry
              .examinationProperty()
              .get()
              .flatMap(NmodlExamination::type)
              .map(type -> MechanismFacts.glyph(type.kind()))
              .orElse("mdi2f-file-outline");
      glyph.getChildren().setAll(Icons.of(icon, "tree-icon"));
    }
  }

  // ---- what is in the editor

  private void show(Optional<MechanismEntry> selected) {
    if (selected.isEmpty()) {
      editorPlace
          .getChildren()
          .setAll(
              new EmptyPage(
                  "mdi2c-code-braces",
                  "No mechanism",
                  "The model's NMODL files (.mod) and those that come with the program are shown here."));
      title.setText("");
      place.setText("");
      problems.getChildren().clear();
      side.getChildren().clear();
      save.disableProperty().unbind();
      save.setDisable(true);
      revert.disableProperty().unbind();
      revert.setDisable(true);
      unsaved.visibleProperty().unbind();
      unsaved.setVisible(false);
      return;
    }
    MechanismEntry entry = selected.get();
    list.getSelectionModel().select(entry);
    NmodlArea area =
        areas.computeIfAbsent(
            entry,
            made -> {
              NmodlArea fresh = new NmodlArea(made, model);
              made.examinationProperty().subscribe(() -> judged(made));
              return fresh;
            });
    editorPlace.getChildren().setAll(area);
    title.setText(entry.name());
    place.setText(entry.isEditable() ? entry.path() : "comes with the program, read only");
    place.setTooltip(new Tooltip(entry.path()));
    unsaved.visibleProperty().unbind();
    unsaved.visibleProperty().bind(entry.editedProperty());
    save.disableProperty().unbind();
    save.disableProperty().bind(entry.editedProperty().not());
    revert.disableProperty().unbind();
    revert.disableProperty().bind(entry.editedProperty().not());
    judged(entry);
  }

  private void judged(MechanismEntry entry) {
    if (model.selectedProperty().get().filter(shown -> shown == entry).isEmpty()) {
      return;
    }
    problems.getChildren().clear();
    for (Problem problem : entry.problems()) {
      problems.getChildren().add(problemLine(entry, problem));
    }
    problemsPlace.setVisible(!entry.problems().isEmpty());
    problemsPlace.setManaged(!entry.problems().isEmpty());
    problemsPlace.setPrefViewportHeight(Math.min(160, 27 * entry.problems().size() + 6));
    showSide(entry);
  }

  private Node problemLine(MechanismEntry entry, Problem problem) {
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
    HBox.setHgrow(remedy, Priority.ALWAYS);
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
    Tooltip.install(
        line, new Tooltip(problem.message() + "\n" + problem.expected() + "\n" + problem.hint()));
    Runnable go =
        () -> {
          String path = problem.location().path();
          if (!goTo(path, problem.location().line(), problem.location().column())) {
            goTo(entry.path(), problem.location().line(), problem.location().column());
          }
        };
    line.setOnMouseClicked(_ -> go.run());
    line.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        go.run();
      }
    });
    return line;
  }

  // ---- beside the editor

  private void showSide(MechanismEntry entry) {
    Optional<NmodlExamination> found = entry.examinationProperty().get();
    if (code.isSelected()) {
      Optional<String> java = found.flatMap(NmodlExamination::javaSource);
      if (java.isEmpty()) {
        side.getChildren()
            .setAll(
                new EmptyPage(
                    "mdi2l-language-java",
                    "No code",
                    entry.hasErrors()
                        ? "Code is made when the file has no errors."
                        : "The program's own spike player does what this file is for."));
        return;
      }
      if (!java.get().equals(javaArea.getText())) {
        javaArea.replaceText(java.get());
        javaArea.setStyleSpans(0, CodeStyles.java(java.get()));
        javaArea.moveTo(0);
        javaArea.requestFollowCaret();
      }
      Button copy =
          Icons.button("mdi2c-content-copy", "Copy the code", () -> Copy.text(java.get()));
      StackPane.setAlignment(copy, Pos.TOP_RIGHT);
      if (side.getChildren().isEmpty()
          || !(side.getChildren().getFirst() instanceof VirtualizedScrollPane<?>)) {
        side.getChildren().setAll(new VirtualizedScrollPane<>(javaArea), copy);
      }
      return;
    }
    side.getChildren()
        .setAll(
            found
                .flatMap(NmodlExamination::type)
                .map(MechanismsView::facts)
                .orElseGet(() ->
                    new EmptyPage(
                        "mdi2c-card-text-outline",
                        entry.name(),
                        entry.hasErrors()
                            ? "What the mechanism is shows when the file has no errors."
                            : "")));
  }

  private static Node facts(MechanismType type) {
    Label name = new Label(type.name());
    name.getStyleClass().add("page-title");
    name.setMnemonicParsing(false);
    Label kind = new Label(MechanismFacts.kind(type));
    kind.getStyleClass().add("page-subtitle");
    GridPane lines = new GridPane();
    lines.getStyleClass().add("property-grid");
    int row = 0;
    for (List<String> line : MechanismFacts.lines(type)) {
      Label key = new Label(line.get(0));
      key.getStyleClass().add("property-name");
      key.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label(line.get(1));
      value.setWrapText(true);
      lines.addRow(row++, key, value);
    }
    List<List<String>> rows = MechanismFacts.variables(type);
    TextTable table = new TextTable(List.of("Variable", "Unit", "Default", "Role"), rows);
    table.fitted(40);
    VBox page = new VBox(12, new VBox(2, name, kind), lines, table);
    page.getStyleClass().add("mechanism-facts");
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    return scroll;
  }

  // ---- bars

  private Node toolBar() {
    title.getStyleClass().add("section-title");
    title.setMnemonicParsing(false);
    title.setMinWidth(Region.USE_PREF_SIZE);
    place.getStyleClass().add("page-path");
    place.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    place.setMinWidth(0);
    place.setMnemonicParsing(false);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    save.setId("mechanism-save");
    save.setTooltip(new Tooltip("Save  (Ctrl+S)"));
    save.setOnAction(_ -> model.selectedProperty().get().ifPresent(model::save));
    revert.setId("mechanism-revert");
    revert.setOnAction(_ -> model.selectedProperty().get().ifPresent(model::revert));
    Button find = Icons.button("mdi2m-magnify", "Find in the text  (Ctrl+F)", this::openFind);
    Button again = new Button("Save and run", Icons.of("mdi2p-play"));
    again.setId("mechanism-run");
    again.getStyleClass().addAll("success", "run-button");
    again.setTooltip(
        new Tooltip("Save all, compile what changed and run the model  (Ctrl+Shift+Enter)"));
    again.disableProperty().bind(Bindings.not(run.possible()));
    again.setOnAction(_ -> saveAndRun());
    ToggleGroup what = new ToggleGroup();
    about.setToggleGroup(what);
    code.setToggleGroup(what);
    about.setSelected(true);
    about.setId("mechanism-about");
    code.setId("mechanism-code");
    code.setTooltip(new Tooltip("The Java code that runs in place of this text"));
    HBox toggles = new HBox(about, code);
    toggles.getStyleClass().add("small-toggles");
    about.getStyleClass().add("left-pill");
    code.getStyleClass().add("right-pill");
    for (ToggleButton button : List.of(about, code)) {
      button.setOnAction(_ -> {
        button.setSelected(true);
        across.setDividerPositions(
            across.getDividerPositions()[0], code.isSelected() ? 0.52 : 0.72);
        model.selectedProperty().get().ifPresent(this::showSide);
      });
    }
    toggles.setAlignment(Pos.CENTER);
    HBox bar = new HBox(10, title, unsaved, place, gap, find, toggles, revert, save, again);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("run-controls");
    return bar;
  }

  /** Saves all, and runs the model unless a file has errors. */
  public void saveAndRun() {
    if (!run.possible().get()) {
      return;
    }
    model.saveAllThen(run.start());
  }

  private HBox findBar() {
    findField.setPromptText("Find");
    findField.setId("mechanism-find");
    findField.setAccessibleText("Find in the text");
    Label none = new Label("not found");
    none.getStyleClass().add("muted");
    none.setVisible(false);
    findField
        .textProperty()
        .subscribe(text ->
            shown()
                .ifPresent(area -> {
                  area.area().deselect();
                  none.setVisible(!text.isEmpty() && !area.find(text, true));
                }));
    findField.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            findNext(!event.isShiftDown());
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE) {
            closeFind();
            event.consume();
          }
        });
    HBox bar =
        new HBox(
            6,
            findField,
            Icons.button("mdi2c-chevron-up", "Previous", () -> findNext(false)),
            Icons.button("mdi2c-chevron-down", "Next", () -> findNext(true)),
            none,
            Icons.button("mdi2c-close", "Close", this::closeFind));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("dock-bar");
    bar.setVisible(false);
    bar.setManaged(false);
    return bar;
  }

  private void openFind() {
    findBar.setVisible(true);
    findBar.setManaged(true);
    shown()
        .map(area -> area.area().getSelectedText())
        .filter(text -> !text.isEmpty() && text.indexOf('\n') < 0)
        .ifPresent(findField::setText);
    findField.requestFocus();
    findField.selectAll();
  }

  private void closeFind() {
    findBar.setVisible(false);
    findBar.setManaged(false);
    focusEditor();
  }

  private void findNext(boolean forward) {
    shown().ifPresent(area -> area.find(findField.getText(), forward));
  }

  private Node runBar() {
    Label said = new Label();
    said.textProperty().bind(model.messageProperty());
    said.setMinWidth(Region.USE_PREF_SIZE);
    Label ended = new Label();
    ended.setId("mechanism-run-state");
    ended.textProperty().bind(run.state());
    ended.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button watch = new Button("Watch run", Icons.of("mdi2p-play-circle-outline"));
    watch.getStyleClass().add("small");
    watch.setOnAction(_ -> run.watch().run());
    watch
        .visibleProperty()
        .bind(Bindings.createBooleanBinding(() -> !run.state().get().isEmpty(), run.state()));
    Label count = new Label();
    count
        .textProperty()
        .bind(
            model
                .editedProperty()
                .map(n ->
                    n.intValue() == 0
                        ? ""
                        : NumberText.plural(n.intValue(), "file", "files") + " not saved"));
    count.getStyleClass().add("muted");
    HBox bar = new HBox(14, said, count, gap, ended, watch);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().addAll("dock-bar", "mechanism-bar");
    return bar;
  }
}
