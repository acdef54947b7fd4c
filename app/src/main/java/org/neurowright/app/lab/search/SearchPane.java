package org.neurowright.app.lab.search;

import java.io.File;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.search.Candidate;
import org.neurowright.engine.search.Feature;
import org.neurowright.engine.search.Target;

/** Targets and what the cell has now, parameters with bounds, progress, the best candidates. */
public final class SearchPane extends BorderPane {
  private static final PseudoClass MET = PseudoClass.getPseudoClass("met");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final int SHOWN_PARAMETERS = 60;

  /** In less room than this a target's stimulus stands below it. */
  private static final double NARROW = 760;

  private final SearchViewModel model;
  private final GridPane targets = new GridPane(8, 4);
  private final GridPane axes = new GridPane(8, 4);
  private final GridPane best = new GridPane(14, 4);
  private final MenuButton add = new MenuButton("Add parameter");
  private File lastFolder;
  private boolean narrow;

  public SearchPane(SearchViewModel model) {
    this.model = model;
    VBox problems = new VBox();
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    setTop(new VBox(controls(), problems));
    for (GridPane grid : List.of(targets, axes, best)) {
      grid.getStyleClass().add("lab-search-grid");
      grid.setAlignment(Pos.TOP_LEFT);
    }
    VBox all =
        new VBox(
            section(
                "Targets",
                addTarget(),
                Parts.button(
                    "lab-search-now",
                    "Take present values",
                    "The cell as it stands becomes the target, within a tenth",
                    model::takeNow)),
            targets,
            section(
                "Parameters",
                addAxis(),
                Parts.button(
                    "lab-search-stars",
                    "Add favourites",
                    "Search all parameters with a star",
                    model::addFavourites)),
            axes,
            section("Best candidates"),
            best);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    setCenter(scroll);
    model.targets().addListener((ListChangeListener<TargetRow>) _ -> showTargets());
    model.axes().addListener((ListChangeListener<AxisRow>) _ -> showAxes());
    model.foundProperty().subscribe(_ -> showBest());
    showTargets();
    showAxes();
    widthProperty()
        .subscribe(width -> {
          boolean now = width.doubleValue() < NARROW;
          if (now != narrow && width.doubleValue() > 0) {
            narrow = now;
            Platform.runLater(this::showTargets);
          }
        });
    // Only who looks pays for the present values.
    sceneProperty().subscribe(scene -> model.watchedProperty().set(scene != null));
  }

  private static Node section(String title, Node... nodes) {
    HBox bar = Parts.bar(Parts.heading(title));
    bar.getChildren().addAll(nodes);
    return bar;
  }

  private Node controls() {
    Button run = new Button("Search", Icons.of("mdi2m-magnify"));
    run.setId("lab-search-run");
    run.getStyleClass().addAll("success", "small");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setTooltip(new Tooltip("Try candidates around the parameters as they stand"));
    run.setOnAction(_ -> model.run());
    Button stop = new Button("Stop", Icons.of("mdi2s-stop"));
    stop.setId("lab-search-stop");
    stop.getStyleClass().add("small");
    stop.setMinWidth(Region.USE_PREF_SIZE);
    stop.setOnAction(_ -> model.stop());
    ProgressBar progress = new ProgressBar(0);
    progress.setPrefWidth(90);
    Label tried = new Label();
    tried.getStyleClass().add("muted");
    model
        .runningProperty()
        .subscribe(task -> {
          Parts.shown(run, task.isEmpty());
          Parts.shown(stop, task.isPresent());
          Parts.shown(progress, task.isPresent());
          Parts.shown(tried, task.isPresent());
        });
    model
        .foundProperty()
        .subscribe(found ->
            found.ifPresent(f -> {
              progress.setProgress((double) f.state().tried() / f.state().of());
              tried.setText(f.state().tried() + " of " + f.state().of());
            }));
    FlowPane bar = new FlowPane(10, 6, run, stop, progress, tried);
    bar.getStyleClass().add("lab-bar");
    for (Setting setting : model.settings()) {
      bar.getChildren().add(Parts.setting(setting, model::run));
    }
    CheckBox whenMet = new CheckBox("Stop when met");
    whenMet.setId("lab-search-when-met");
    whenMet.setMinWidth(Region.USE_PREF_SIZE);
    whenMet.setTooltip(new Tooltip("End after a round whose best meets every target"));
    whenMet.selectedProperty().bindBidirectional(model.stopWhenMetProperty());
    Label notice = new Label();
    notice.setId("lab-search-notice");
    notice.getStyleClass().add("muted");
    notice.textProperty().bind(model.noticeProperty());
    notice.setMinWidth(0);
    bar.getChildren()
        .addAll(
            whenMet,
            Parts.button("lab-search-save", "Save…", "Write all this into a file", this::save),
            Parts.button("lab-search-load", "Load…", "Read targets and bounds", this::load),
            notice);
    return bar;
  }

  // ---- targets

  private Node addTarget() {
    MenuButton menu = new MenuButton("Add target");
    menu.setId("lab-search-add-target");
    menu.getStyleClass().add("small");
    for (String name : Feature.names()) {
      Feature feature = Feature.find(name).orElseThrow();
      MenuItem item =
          new MenuItem(name + (feature.unit().isEmpty() ? "" : "  (" + feature.unit() + ")"));
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> model.addTarget(name));
      menu.getItems().add(item);
    }
    return menu;
  }

  private void showTargets() {
    targets.getChildren().clear();
    if (narrow) {
      headers(targets, "Feature", "Target", "Tolerance", "Now", "z");
    } else {
      headers(targets, "Feature", "Stimulus", "Target", "Tolerance", "Now", "z");
    }
    int number = 0;
    for (TargetRow row : model.targets()) {
      addTargetRow(row, number++);
    }
    if (model.targets().isEmpty()) {
      targets.add(muted("What should the cell do? Add a target."), 0, 1, 6, 1);
    }
  }

  private void addTargetRow(TargetRow row, int number) {
    ComboBox<String> feature = new ComboBox<>();
    feature.getItems().setAll(Feature.names());
    feature.setValue(row.featureProperty().get());
    feature.getStyleClass().add("small");
    feature.setId("lab-target-feature-" + number);
    feature.setAccessibleText("Feature");
    feature.setPrefWidth(142);
    feature.setMinWidth(90);
    Tooltip about = new Tooltip();
    feature.setTooltip(about);
    HBox stimulus = new HBox(6);
    stimulus.setAlignment(Pos.CENTER_LEFT);
    Label unit = new Label();
    unit.getStyleClass().add("muted");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    Label now = new Label();
    now.setMinWidth(Region.USE_PREF_SIZE);
    now.setId("lab-target-now-" + number);
    Label z = new Label();
    z.getStyleClass().add("lab-z");
    z.setMinWidth(Region.USE_PREF_SIZE);
    Runnable showNow =
        () -> {
          double value = row.nowProperty().get();
          now.setText(Double.isNaN(value) ? "–" : short4(value));
          double distance = row.z();
          z.setText(Double.isNaN(distance) ? "–" : NumberText.fixed(distance, 1));
          z.pseudoClassStateChanged(MET, Math.abs(distance) <= 1);
          z.pseudoClassStateChanged(WRONG, Math.abs(distance) > 1);
        };
    Runnable showStimulus =
        () -> {
          stimulus.getChildren().clear();
          for (Setting setting : row.stimulus()) {
            stimulus.getChildren().add(field(setting, number));
          }
          unit.setText(row.unit().replace("Ohm", "Ω"));
          about.setText(Feature.find(row.featureProperty().get()).map(Feature::meaning).orElse(""));
        };
    feature
        .valueProperty()
        .subscribe((_, chosen) -> {
          row.featureProperty().set(chosen);
          showStimulus.run();
          model.measure();
        });
    showStimulus.run();
    row.nowProperty().subscribe(_ -> showNow.run());
    row.target().textProperty().subscribe((_, _) -> showNow.run());
    row.tolerance().textProperty().subscribe((_, _) -> showNow.run());
    HBox wanted = new HBox(5, field(row.target(), number), unit);
    wanted.setAlignment(Pos.CENTER_LEFT);
    Button remove =
        Icons.button("mdi2c-close", "Remove this target", () -> model.removeTarget(row));
    Node tolerance = field(row.tolerance(), number);
    int line = 1 + 2 * number;
    if (narrow) {
      targets.addRow(line, feature, wanted, tolerance, now, z, remove);
      stimulus.setPadding(new Insets(0, 0, 6, 12));
      targets.add(stimulus, 0, line + 1, 6, 1);
    } else {
      targets.addRow(line, feature, stimulus, wanted, tolerance, now, z, remove);
    }
    GridPane.setHalignment(now, HPos.RIGHT);
    GridPane.setHalignment(z, HPos.RIGHT);
  }

  private Node field(Setting setting, int line) {
    HBox box = Parts.setting(setting, model::measure);
    // Many targets have the same fields.
    box.getChildren().stream()
        .filter(n -> ("setting-" + setting.key()).equals(n.getId()))
        .forEach(n -> {
          n.setId("lab-target-" + setting.key() + "-" + line);
          n.focusedProperty()
              .subscribe((_, focused) -> {
                if (!focused) {
                  model.measure();
                }
              });
          ((TextField) n).setPrefColumnCount(4);
        });
    box.getChildren().removeIf(n -> n instanceof Label label && label.getText().isEmpty());
    return box;
  }

  // ---- parameters

  private Node addAxis() {
    add.setId("lab-search-add-parameter");
    add.getStyleClass().add("small");
    TextField find = new TextField();
    find.setId("lab-search-find");
    find.setPromptText("Find parameter");
    find.setAccessibleText("Find parameter to search");
    CustomMenuItem field = new CustomMenuItem(find, false);
    field.getStyleClass().add("parameter-ends-item");
    Runnable fill =
        () -> {
          add.getItems().remove(1, add.getItems().size());
          String wanted = find.getText().strip().toLowerCase(Locale.ROOT);
          for (Parameter parameter :
              model.searchable().stream()
                  .filter(p -> p.key().toLowerCase(Locale.ROOT).contains(wanted))
                  .limit(SHOWN_PARAMETERS)
                  .toList()) {
            MenuItem item = new MenuItem(parameter.key());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> model.addAxis(parameter));
            add.getItems().add(item);
          }
        };
    add.getItems().add(field);
    find.textProperty().subscribe((_, _) -> fill.run());
    add.setOnShowing(_ -> fill.run());
    add.setOnHidden(_ -> find.clear());
    return add;
  }

  private void showAxes() {
    axes.getChildren().clear();
    headers(axes, "Parameter", "Bounds", "", "Scale");
    int line = 1;
    for (AxisRow row : model.axes()) {
      Label name = new Label(row.key());
      name.getStyleClass().add("parameter-name");
      CheckBox log = new CheckBox("log");
      log.setTooltip(new Tooltip("Distances count by factors; both bounds are more than 0"));
      log.selectedProperty().bindBidirectional(row.logProperty());
      axes.addRow(
          line++,
          name,
          new HBox(6, bound(row.lower(), row), bound(row.upper(), row)),
          muted(row.unit()),
          log,
          Icons.button("mdi2c-close", "Leave this one as it is", () -> model.removeAxis(row)));
    }
    if (model.axes().isEmpty()) {
      axes.add(muted("What may be turned? Add parameters, each with its bounds."), 0, 1, 5, 1);
    }
  }

  private static Node bound(Setting setting, AxisRow row) {
    HBox box = Parts.setting(setting, () -> {});
    box.getChildren().stream()
        .filter(n -> ("setting-" + setting.key()).equals(n.getId()))
        .forEach(n -> {
          n.setId("lab-axis-" + setting.key() + "-" + row.key().replaceAll("[.\\[\\]]", "-"));
          ((TextField) n).setPrefColumnCount(7);
        });
    box.getChildren().removeIf(n -> n instanceof Label label && label.getText().isEmpty());
    return box;
  }

  // ---- what was found

  private void showBest() {
    best.getChildren().clear();
    Optional<SearchViewModel.Found> found = model.foundProperty().get();
    if (found.isEmpty()) {
      best.add(
          muted(
              "The best candidates stand here. Apply one and the sliders follow; narrow the bounds"
                  + " around it and search again."),
          0,
          0);
      return;
    }
    List<Target> wanted = found.get().targets();
    int column = 0;
    best.add(head("Score"), column++, 0);
    for (Target target : wanted) {
      best.add(head(target.feature()), column++, 0);
    }
    for (var axis : found.get().axes()) {
      best.add(head(axis.name()), column++, 0);
    }
    int line = 1;
    for (Candidate candidate : found.get().state().best().stream().limit(10).toList()) {
      column = 0;
      best.add(right(new Label(short4(candidate.score()))), column++, line);
      for (int k = 0; k < wanted.size(); k++) {
        double value = candidate.measured()[k];
        Label label = new Label(Double.isNaN(value) ? "–" : short4(value));
        label.getStyleClass().add("lab-z");
        double z = wanted.get(k).z(value);
        label.pseudoClassStateChanged(MET, Math.abs(z) <= 1);
        label.pseudoClassStateChanged(WRONG, Math.abs(z) > 1);
        label.setTooltip(
            new Tooltip(
                "z "
                    + NumberText.fixed(z, 2)
                    + ", wanted "
                    + NumberText.real(wanted.get(k).value())));
        best.add(right(label), column++, line);
      }
      for (double value : candidate.parameters()) {
        best.add(right(new Label(NumberText.real(value))), column++, line);
      }
      Button apply =
          Parts.button(
              "lab-apply-" + (line - 1),
              "Apply",
              (candidate.number() == 0
                      ? "Where the search began"
                      : "Candidate " + candidate.number())
                  + candidate.failure().map(p -> ": " + p.message()).orElse(""),
              () -> model.apply(candidate));
      best.add(apply, column++, line);
      best.add(
          Parts.button(
              "lab-narrow-" + (line - 1),
              "Narrow",
              "Apply it and draw the bounds together around it, for another search",
              () -> model.narrow(candidate)),
          column,
          line);
      line++;
    }
  }

  private static String short4(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return NumberText.real(value);
    }
    return NumberText.real(BigDecimal.valueOf(value).round(new MathContext(4)).doubleValue());
  }

  private static Label right(Label label) {
    GridPane.setHalignment(label, HPos.RIGHT);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static void headers(GridPane grid, String... names) {
    for (int k = 0; k < names.length; k++) {
      grid.add(head(names[k]), k, 0);
    }
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("parameter-heading");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  // ---- files

  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter("Search", "*.json"));
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    return chooser;
  }

  private void save() {
    FileChooser chooser = chooser("Save search");
    chooser.setInitialFileName("search.json");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      Path path = file.toPath();
      model.save(
          file.getName().contains(".") ? path : path.resolveSibling(file.getName() + ".json"));
    }
  }

  private void load() {
    File file = chooser("Load search").showOpenDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      model.load(file.toPath());
    }
  }
}
