package org.neurowright.app.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.neurowright.app.build.view.NetworkSelection;
import org.neurowright.app.build.view.PopulationKey;
import org.neurowright.app.control.Badge;
import org.neurowright.app.control.HistoryMenu;
import org.neurowright.app.control.Icons;
import org.neurowright.app.recipe.AutosaveJournal;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;

/** The Build workspace. */
public final class BuildView extends BorderPane {
  private static final Pattern PLACE =
      Pattern.compile(
          "\\$\\.(networks|connections|inputs)\\[(\\d+)](?:\\.populations\\[(\\d+)])?.*");

  private final BuildViewModel model;
  private final PreviewViewModel preview;
  private final Actions actions;
  private final NewModelView begin;
  private final TabPane tabs = new TabPane();
  private final BorderPane editor = new BorderPane();
  private final StackPane middle = new StackPane();
  private final Label title = new Label();
  private final Label place = new Label();
  private final Badge unsaved = new Badge("not saved", Badge.Tone.WARNING);
  private final Label said = new Label();
  private final Label totals = new Label();
  private final HBox recovery = new HBox(10);
  private final Label recoveryWords = new Label();
  private final Button build = new Button("Build", Icons.of("mdi2h-hammer-wrench"));
  private final Button stop = new Button("Stop", Icons.of("mdi2s-stop"));
  private final ProgressBar progress = new ProgressBar(0);
  private final Label activity = new Label();
  private final PauseTransition refusedTime = new PauseTransition(Duration.seconds(6));
  private final Label refused = new Label();
  private Subscription ofDocument = Subscription.EMPTY;
  private Subscription ofTask = Subscription.EMPTY;
  private Optional<Parts> parts = Optional.empty();

  /** The editors of one document. */
  private record Parts(
      PopulationsViewModel populations,
      PopulationsView populationsView,
      ConnectionsViewModel connections,
      ConnectionsView connectionsView,
      InputsViewModel inputs,
      InputsView inputsView,
      TextView text) {}

  /** What only the window can do. */
  public interface Actions {
    /** Asks for a folder. */
    Optional<Path> chooseFolder(String title);

    /** Asks for a model document. */
    Optional<Path> chooseDocument();

    /** Where models are put unless somebody says otherwise. */
    Path modelsFolder();

    /** The model that is open in the other workspaces. */
    Optional<ModelDescription> openModel();

    /** Does something that replaces the document, asking first when there is something to lose. */
    void unlessUnsaved(Runnable action);

    /** Saves the document, asking for a file when it has none; false when it is not saved. */
    boolean save();

    /** Saves the document under another name. */
    void saveAs();

    /** Whether the built model can be run. */
    ObservableBooleanValue runnable();

    /** Runs it. */
    void run();

    /** Says a sentence. */
    void say(String text);
  }

  public BuildView(BuildViewModel model, PreviewViewModel preview, Actions actions) {
    this.model = model;
    this.preview = preview;
    this.actions = actions;
    getStyleClass().add("build-view");
    begin = new NewModelView(model, actions, this::showDocument);
    tabs.getStyleClass().add("build-tabs");
    tabs.setId("build-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    editor.setTop(new VBox(toolBar(), recoveryBar()));
    editor.setCenter(tabs);
    editor.setBottom(bottomBar());
    setCenter(middle);
    model.documentProperty().subscribe(this::show);
    model.recoverableProperty().subscribe(this::showRecovery);
    model.buildingProperty().subscribe(this::showBuilding);
    preview.previewProperty().subscribe(this::showTotals);
    refusedTime.setOnFinished(_ -> refused.setText(""));
  }

  /** Shows where a model begins, also when there is a document. */
  public void showBegin() {
    begin.refresh();
    middle.getChildren().setAll(begin);
  }

  private void showDocument() {
    if (model.documentProperty().get().isPresent()) {
      middle.getChildren().setAll(editor);
    }
  }

  /** Says why something could not be done. */
  public void refuse(String text) {
    refused.setText(text);
    refusedTime.playFromStart();
  }

  /** Shows the place of a problem of the document; false when it has none here. */
  public boolean showPlace(Problem problem) {
    if (parts.isEmpty()) {
      return false;
    }
    showDocument();
    Recipe recipe = model.documentProperty().get().orElseThrow().recipe();
    Matcher matcher = PLACE.matcher(problem.location().element());
    if (matcher.matches()) {
      int index = Integer.parseInt(matcher.group(2));
      switch (matcher.group(1)) {
        case "connections" -> {
          if (index < recipe.connections().size()) {
            parts.get().connections().select(recipe.connections().get(index).name());
            select("connections");
            return true;
          }
        }
        case "inputs" -> {
          if (index < recipe.inputs().size()) {
            parts.get().inputs().select(recipe.inputs().get(index).name());
            select("inputs");
            return true;
          }
        }
        default -> {
          if (matcher.group(3) != null && index < recipe.networks().size()) {
            int population = Integer.parseInt(matcher.group(3));
            var network = recipe.networks().get(index);
            if (population < network.populations().size()) {
              parts
                  .get()
                  .populations()
                  .select(network.name(), network.populations().get(population).name());
              select("populations");
              return true;
            }
          }
        }
      }
    }
    if (problem.location().line() > 0) {
      select("text");
      parts.get().text().goTo(problem.location().line(), Math.max(1, problem.location().column()));
      return true;
    }
    return false;
  }

  /** Adds a population and asks for its name. */
  public void addPopulation() {
    add("populations", p -> p.populationsView().add());
  }

  /** Adds a network with a population and asks for its name. */
  public void addNetwork() {
    add("populations", p -> p.populationsView().addNetwork());
  }

  /** Adds a rule and asks for its name. */
  public void addConnection() {
    add("connections", p -> p.connectionsView().add());
  }

  /** Adds an input and asks for its name. */
  public void addInput() {
    add("inputs", p -> p.inputsView().add());
  }

  private void add(String tab, Consumer<Parts> what) {
    if (parts.isPresent()) {
      showDocument();
      select(tab);
      // The fields that get the keys are there only when the pane was laid out.
      applyCss();
      layout();
      what.accept(parts.get());
    }
  }

  /** Opens what is selected in a picture of the network. */
  private void showSelected(NetworkSelection selection) {
    Parts open = parts.orElseThrow();
    if (!selection.rules().isEmpty()) {
      if (open.connections().select(selection.rules().iterator().next())) {
        select("connections");
      }
    } else if (!selection.populations().isEmpty()) {
      PopulationKey key = selection.populations().iterator().next();
      if (open.populations().select(key.network(), key.population())) {
        select("populations");
      }
    }
  }

  /** Shows a tab by its id: {@code populations}, {@code connections}, {@code inputs}, ... */
  public void select(String tab) {
    showDocument();
    tabs.getTabs().stream()
        .filter(t -> ("build-" + tab).equals(t.getId()))
        .findFirst()
        .ifPresent(tabs.getSelectionModel()::select);
  }

  private void show(Optional<RecipeDocument> shown) {
    ofDocument.unsubscribe();
    preview.show(shown);
    tabs.getTabs().clear();
    parts = Optional.empty();
    if (shown.isEmpty()) {
      showBegin();
      return;
    }
    RecipeDocument document = shown.get();
    PopulationsViewModel populations = new PopulationsViewModel(document);
    ConnectionsViewModel connections = new ConnectionsViewModel(document);
    InputsViewModel inputs = new InputsViewModel(document);
    TextView text = new TextView(new TextViewModel(document), preview);
    PopulationsView populationsView = new PopulationsView(populations, preview, this::refuse);
    ConnectionsView connectionsView = new ConnectionsView(connections, preview, this::refuse);
    InputsView inputsView = new InputsView(inputs, preview, this::refuse);
    parts =
        Optional.of(
            new Parts(
                populations,
                populationsView,
                connections,
                connectionsView,
                inputs,
                inputsView,
                text));
    tabs.getTabs()
        .addAll(
            tab("Populations", "populations", populationsView),
            tab("Connections", "connections", connectionsView));
    ObjectProperty<NetworkSelection> selection = new SimpleObjectProperty<>(NetworkSelection.NONE);
    connections
        .selectedProperty()
        .subscribe(one ->
            one.map(c -> NetworkSelection.ofRule(c.name()))
                .filter(wanted -> !selection.get().rules().containsAll(wanted.rules()))
                .ifPresent(selection::set));
    selection.subscribe(now -> {
      if (now.rules().size() == 1) {
        connections.select(now.rules().iterator().next());
      }
    });
    tabs.getTabs()
        .addAll(
            tab(
                "Matrix",
                "matrix",
                NetworkPane.matrix(
                    document, preview.numbersProperty(), selection, this::showSelected)),
            tab(
                "Graph",
                "graph",
                NetworkPane.graph(
                    document,
                    preview.numbersProperty(),
                    selection,
                    model.undo(),
                    this::showSelected)));
    tabs.getTabs()
        .addAll(
            tab("Inputs", "inputs", inputsView),
            tab("Model", "model", new ModelForm(document)),
            tab("Text", "text", text));
    ofDocument =
        document
            .recipeProperty()
            .subscribe(recipe -> title.setText(recipe.name()))
            .and(document.dirtyProperty().subscribe(unsaved::setVisible))
            .and(
                document
                    .fileProperty()
                    .subscribe(
                        file -> place.setText(file.map(Path::toString).orElse("in no file yet"))));
    showDocument();
  }

  private static Tab tab(String name, String id, Node content) {
    Tab tab = new Tab(name, content);
    tab.setId("build-" + id);
    return tab;
  }

  // ---- bars

  private Node toolBar() {
    title.getStyleClass().add("section-title");
    title.setId("build-title");
    title.setMnemonicParsing(false);
    title.setMinWidth(Region.USE_PREF_SIZE);
    unsaved.setId("build-unsaved");
    unsaved.managedProperty().bind(unsaved.visibleProperty());
    place.getStyleClass().add("page-path");
    place.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    place.setMinWidth(0);
    place.setMnemonicParsing(false);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button begin = Icons.button("mdi2f-file-plus-outline", "New model…  (Ctrl+N)", this::showBegin);
    begin.setId("build-new");
    Button save = new Button("Save", Icons.of("mdi2c-content-save-outline"));
    save.setId("build-save");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.setTooltip(new Tooltip("Save  (Ctrl+S)"));
    save.setOnAction(_ -> actions.save());
    Button saveAs =
        Icons.button(
            "mdi2c-content-save-edit-outline", "Save as…  (Ctrl+Shift+S)", actions::saveAs);
    build.setId("build-button");
    build.setMinWidth(Region.USE_PREF_SIZE);
    build.getStyleClass().add("accent");
    build.setTooltip(
        new Tooltip("Save, write the networks into the folder and open them  (Ctrl+B)"));
    build.setOnAction(_ -> build());
    stop.setId("build-stop");
    stop.setMinWidth(Region.USE_PREF_SIZE);
    stop.setTooltip(new Tooltip("Stop building; what was built before stays as it is"));
    stop.setOnAction(_ -> model.stopBuilding());
    Button run = new Button("Run", Icons.of("mdi2p-play"));
    run.setId("build-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.getStyleClass().addAll("success", "run-button");
    run.setTooltip(new Tooltip("Run what was built  (Ctrl+Enter)"));
    run.disableProperty().bind(Bindings.not(actions.runnable()));
    run.setOnAction(_ -> actions.run());
    progress.setPrefWidth(110);
    activity.getStyleClass().add("muted");
    activity.setMinWidth(0);
    HistoryMenu history = new HistoryMenu(model.undo());
    history.setId("build-history");
    HBox bar =
        new HBox(
            10, title, unsaved, place, gap, activity, progress, stop, history, begin, saveAs, save,
            build, run);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("run-controls");
    return bar;
  }

  private Node recoveryBar() {
    recoveryWords.setWrapText(true);
    HBox.setHgrow(recoveryWords, Priority.ALWAYS);
    recoveryWords.setMaxWidth(Double.MAX_VALUE);
    Button discard = new Button("Discard");
    discard.setId("build-discard");
    discard.getStyleClass().add("small");
    discard.setOnAction(_ -> model.recoverableProperty().get().ifPresent(model::discard));
    Button recover = new Button("Recover");
    recover.setId("build-recover");
    recover.getStyleClass().addAll("small", "accent");
    recover.setOnAction(_ -> model.recoverableProperty().get().ifPresent(model::recover));
    recovery.getChildren().setAll(Icons.of("mdi2h-history"), recoveryWords, discard, recover);
    recovery.setAlignment(Pos.CENTER_LEFT);
    recovery.getStyleClass().addAll("run-notice", "warning");
    return recovery;
  }

  private void showRecovery(Optional<AutosaveJournal.Unsaved> unsaved) {
    recovery.setVisible(unsaved.isPresent());
    recovery.setManaged(unsaved.isPresent());
    unsaved.ifPresent(u ->
        recoveryWords.setText(
            "The program ended with changes of this document that were not saved. This is the saved one."));
  }

  private Node bottomBar() {
    said.textProperty().bind(model.messageProperty());
    said.setId("build-message");
    said.setMinWidth(0);
    said.setMnemonicParsing(false);
    refused.getStyleClass().add("refused");
    refused.setId("build-refused");
    refused.setMinWidth(0);
    refused.managedProperty().bind(refused.textProperty().isNotEmpty());
    said.managedProperty().bind(said.textProperty().isNotEmpty());
    totals.getStyleClass().add("muted");
    totals.setId("build-totals");
    totals.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(14, refused, said, gap, totals);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().addAll("dock-bar", "mechanism-bar");
    return bar;
  }

  private void showTotals(Optional<Preview> preview) {
    totals.setText(
        preview
            .map(p -> {
              long cells = p.nodes().tables().stream().mapToLong(t -> t.size()).sum();
              long errors = p.problems().stream().filter(Problem::isError).count();
              return NumberText.plural(cells, "cell", "cells")
                  + "  ·  "
                  + NumberText.plural(p.recipe().connections().size(), "rule", "rules")
                  + (errors == 0 ? "" : "  ·  " + NumberText.plural(errors, "error", "errors"));
            })
            .orElse(""));
  }

  // ---- building

  /** Saves and builds. */
  public void build() {
    if (model.documentProperty().get().isPresent() && actions.save()) {
      model.build();
    }
  }

  private void showBuilding(Optional<BackgroundTask<BuildViewModel.Outcome>> task) {
    ofTask.unsubscribe();
    boolean going = task.isPresent();
    for (Node node : List.of(stop, progress, activity)) {
      node.setVisible(going);
      node.setManaged(going);
    }
    build.setDisable(going);
    ofTask =
        task.map(t ->
                t.progressProperty()
                    .subscribe(p -> {
                      progress.setProgress(Double.isNaN(p.fraction()) ? -1 : p.fraction());
                      activity.setText(p.activity());
                    }))
            .orElse(Subscription.EMPTY);
  }
}
