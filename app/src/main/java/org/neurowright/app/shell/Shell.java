package org.neurowright.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.neurowright.app.build.BuildView;
import org.neurowright.app.build.BuildViewModel;
import org.neurowright.app.build.PreviewViewModel;
import org.neurowright.app.command.Command;
import org.neurowright.app.command.CommandRegistry;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.config.ConfigViewModel;
import org.neurowright.app.control.Badge;
import org.neurowright.app.control.Icons;
import org.neurowright.app.explore.ExploreView;
import org.neurowright.app.lab.LabView;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.log.LogView;
import org.neurowright.app.log.LogViewModel;
import org.neurowright.app.mechanism.MechanismsViewModel;
import org.neurowright.app.model.ModelItem;
import org.neurowright.app.model.ModelTreeView;
import org.neurowright.app.model.ModelTreeViewModel;
import org.neurowright.app.model.ModelView;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.RecentProject;
import org.neurowright.app.prefs.ThemeChoice;
import org.neurowright.app.prefs.WindowPlace;
import org.neurowright.app.problems.ProblemsView;
import org.neurowright.app.problems.ProblemsViewModel;
import org.neurowright.app.run.RunView;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.shell.ShellViewModel.Dock;
import org.neurowright.app.shell.ShellViewModel.Page;
import org.neurowright.app.start.StartView;
import org.neurowright.app.start.StartViewModel;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.problem.Problem;

/** The window and everything in it. Made once, on the interface thread. */
public final class Shell {
  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

  private static final double NARROW = 1180;

  private final Stage stage;
  private final Services services;
  private final Preferences preferences;
  private final Workbench workbench = new Workbench();
  private final UndoStack undo = new UndoStack();
  private final RunViewModel run;
  private final ShellViewModel shell;
  private final MechanismsPage mechanisms;
  private final BuildPage build;
  private final ConfigurationPage configuration;
  private final LabPage lab;
  private final ModelTreeViewModel tree;
  private final ProblemsViewModel problems;
  private final CommandRegistry commands;
  private final CommandPalette palette;
  private final Overlays overlays = new Overlays();
  private final Map<Page, Supplier<? extends Node>> pages = new EnumMap<>(Page.class);
  private final StackPane page = new StackPane();
  private final ModelTreeView treeView;
  private final BorderPane dock = new BorderPane();
  private final SplitPane across = new SplitPane();
  private final SplitPane down = new SplitPane();
  private final StackPane root = new StackPane();
  private final StackPane dropVeil = new StackPane();
  private Optional<ExplorePage> explore = Optional.empty();
  private double treeShare = 0.21;
  private double dockShare = 0.72;

  public Shell(Stage stage, Services services) {
    Fonts.load();
    this.stage = stage;
    this.services = services;
    preferences = services.preferences();
    run = new RunViewModel(workbench, services.runner(), services.tasks(), undo, System::nanoTime);
    shell =
        new ShellViewModel(
            workbench,
            services.opener(),
            services.tasks(),
            preferences,
            run,
            InstantSource.system());
    mechanisms = new MechanismsPage(services.workshop(), workbench, run, shell);
    build =
        new BuildPage(
            stage,
            workbench,
            shell,
            run,
            undo,
            services.tasks(),
            preferences,
            services.opener(),
            services.unsavedFolder());
    configuration = new ConfigurationPage(workbench, undo, shell);
    tree = new ModelTreeViewModel(workbench, services.tasks());
    lab =
        new LabPage(
            services.cells(),
            workbench,
            tree,
            shell,
            services.tasks(),
            undo,
            services.preferences(),
            services.tunerFolder());
    problems = new ProblemsViewModel(workbench.problems());
    commands =
        Commands.create(
            shell,
            run,
            workbench,
            undo,
            preferences,
            services.results().isPresent(),
            mechanisms.actions(),
            build.actions(),
            configuration.actions(),
            lab.actions(),
            new WindowActions());
    palette = new CommandPalette(commands, overlays::hide);
    treeView = new ModelTreeView(tree, workbench, () -> shell.pageProperty().set(Page.MODEL));
    lab.joinTree(treeView);
    build();
  }

  /** The window's contents. */
  public Scene scene() {
    return stage.getScene();
  }

  /** What is open; for whoever drives the window, as tests do. */
  public Workbench workbench() {
    return workbench;
  }

  /** Which page is shown and how models are opened. */
  public ShellViewModel viewModel() {
    return shell;
  }

  /** The Mechanisms workspace. */
  public MechanismsViewModel mechanisms() {
    return mechanisms.model();
  }

  /** Which model document is open. */
  public BuildViewModel document() {
    return build.model();
  }

  /** What the document would make. */
  public PreviewViewModel preview() {
    return build.preview();
  }

  /** The Build workspace. */
  public BuildView buildView() {
    return build.view();
  }

  /** The editor of the configuration. */
  public ConfigViewModel configuration() {
    return configuration.model();
  }

  public RunViewModel run() {
    return run;
  }

  public ModelTreeViewModel tree() {
    return tree;
  }

  /** The Explore workspace, where there is one. */
  public Optional<ExploreView> explore() {
    return explore.map(ExplorePage::view);
  }

  /** The Lab: which cell is on the bench and what was done with it. */
  public LabViewModel lab() {
    return lab.model();
  }

  /** The Lab workspace. */
  public LabView labView() {
    return lab.view();
  }

  /** Opens what a file is: a cell in the Lab, or a model. */
  public void open(Path file) {
    if (BenchViewModel.isCellFile(file)) {
      lab.open(file);
    } else {
      shell.open(file);
    }
  }

  public CommandRegistry commands() {
    return commands;
  }

  public void show() {
    stage.show();
  }

  private void build() {
    root.getStyleClass().add("app");
    Scene scene = new Scene(root, 1400, 880);
    scene.getStylesheets().add(Shell.class.getResource("neurowright.css").toExternalForm());
    stage.setScene(scene);
    stage.setMinWidth(940);
    stage.setMinHeight(600);
    // Drawing them takes a while; the window need not wait for its icon.
    Platform.runLater(() -> stage.getIcons().setAll(AppMark.icons()));
    preferences.themeProperty().subscribe(this::applyTheme);

    pages.put(Page.START, new Lazy<>(this::startPage));
    pages.put(
        Page.MODEL,
        new Lazy<>(() ->
            new ModelView(
                workbench,
                tree,
                services.tasks(),
                services.units(),
                () -> shell.pageProperty().set(Page.CONFIGURATION))));
    pages.put(Page.BUILD, build::view);
    pages.put(Page.CONFIGURATION, configuration::view);
    pages.put(
        Page.RUN,
        new Lazy<>(() ->
            new RunView(
                run,
                workbench,
                services.results().map(_ -> _ -> shell.pageProperty().set(Page.EXPLORE)),
                services.reveal())));
    explore =
        services.results().map(reader -> new ExplorePage(workbench, reader, services.tasks()));
    explore.ifPresent(found -> {
      pages.put(Page.EXPLORE, found::view);
      lab.joinSpace(found.view());
      run.stateProperty()
          .subscribe(state -> {
            if (state == RunViewModel.State.RUNNING) {
              found.runStarts(run.outputDir());
            }
          });
    });
    pages.put(Page.MECHANISMS, mechanisms::view);
    pages.put(Page.LAB, lab::view);
    page.getStyleClass().add("workspace");
    page.setMinWidth(320);
    treeView.setMinWidth(180);
    SplitPane.setResizableWithParent(treeView, false);
    SplitPane.setResizableWithParent(dock, false);
    down.setOrientation(Orientation.VERTICAL);
    down.getItems().add(page);
    across.getItems().add(down);
    across.getStyleClass().add("main-split");
    dock.setCenter(dockContent());
    dock.getStyleClass().add("dock");
    dock.setMinHeight(120);

    BorderPane frame = new BorderPane(across);
    frame.setTop(topBar(scene));
    frame.setBottom(
        new StatusBar(
            services.tasks(),
            run,
            workbench,
            problems,
            () -> shell.dockProperty().set(Dock.PROBLEMS)));
    dropVeil.getStyleClass().add("drop-veil");
    Label dropText = new Label("Drop to open");
    dropText.setGraphic(Icons.of("mdi2t-tray-arrow-down"));
    dropVeil.getChildren().add(dropText);
    dropVeil.setMouseTransparent(true);
    dropVeil.setVisible(false);
    root.getChildren().setAll(frame, dropVeil, overlays.node());

    shell.pageProperty().subscribe(this::showPage);
    shell.dockProperty().subscribe(this::showDock);
    shell.treeShownProperty().subscribe(this::showTree);
    workbench
        .projectProperty()
        .subscribe(project -> {
          showTitle();
          showTree();
        });
    build.model().documentProperty().subscribe(this::showTitle);
    build.dirty().subscribe(this::showTitle);
    shell
        .failureProperty()
        .subscribe(failure ->
            failure.ifPresent(what ->
                overlays.failure(
                    what.title(),
                    what.problems(),
                    () -> shell.dockProperty().set(Dock.PROBLEMS),
                    shell::failureSeen,
                    ProblemsViewModel.lackMechanisms(what.problems())
                        ? Optional.of(() -> commands.run("edit.preferences"))
                        : Optional.empty())));
    shell
        .questionProperty()
        .subscribe(question ->
            question.ifPresent(what ->
                overlays.question(
                    what.title(),
                    what.text(),
                    what.yes(),
                    shell::answer,
                    what.otherwise().map(ShellViewModel.Choice::name),
                    shell::answerOtherwise)));
    acceptDrops(scene);
    restoreWindow();
    stage.setOnCloseRequest(event -> {
      event.consume();
      shell.quit(this::leave);
    });
  }

  private void showTitle() {
    String name =
        workbench
            .project()
            .map(Project::name)
            .or(() -> build.model().documentProperty().get().map(d -> d.recipe().name()))
            .orElse("");
    stage.setTitle(
        (build.dirty().get() ? "● " : "") + (name.isEmpty() ? "" : name + " – ") + "Neurowright");
  }

  private void applyTheme(ThemeChoice theme) {
    Application.setUserAgentStylesheet(
        switch (theme) {
          case LIGHT -> new PrimerLight().getUserAgentStylesheet();
          case DARK -> new PrimerDark().getUserAgentStylesheet();
        });
    root.getStyleClass().removeAll("light", "dark");
    root.getStyleClass().add(theme == ThemeChoice.DARK ? "dark" : "light");
    preferences.save();
  }

  // ---- top bar

  private Node topBar(Scene scene) {
    Node mark = AppMark.create(24);
    ToggleGroup workspaces = new ToggleGroup();
    HBox tabs = new HBox(2);
    tabs.getStyleClass().add("workspace-tabs");
    tabs.setAlignment(Pos.CENTER);
    Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);
    buttons.put(Page.MODEL, tab("Model", "mdi2f-file-tree-outline", "Ctrl+1"));
    buttons.put(Page.BUILD, tab("Build", "mdi2h-hammer-wrench", "Ctrl+5"));
    buttons.put(Page.RUN, tab("Run", "mdi2p-play-circle-outline", "Ctrl+2"));
    if (pages.containsKey(Page.EXPLORE)) {
      buttons.put(Page.EXPLORE, tab("Explore", "mdi2c-compass-outline", "Ctrl+3"));
    }
    buttons.put(Page.MECHANISMS, tab("Mechanisms", "mdi2c-code-braces", "Ctrl+4"));
    buttons.put(Page.LAB, tab("Lab", "mdi2f-flask-outline", "Ctrl+6"));
    buttons.forEach((of, button) -> {
      button.setId("workspace-" + of.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(workspaces);
      // Building begins without a model, and the lab has cells of its own.
      if (of != Page.BUILD && of != Page.LAB) {
        button.disableProperty().bind(workbench.projectProperty().map(Optional::isEmpty));
      }
      // A toggle that is on stays on: there is always one workspace.
      button.setOnAction(_ -> {
        button.setSelected(true);
        shell.pageProperty().set(of);
      });
      tabs.getChildren().add(button);
    });
    shell.pageProperty().subscribe(now -> workspaces.selectToggle(buttons.get(now)));
    // In a narrow window their names would be cut; the pictures have tooltips.
    scene
        .widthProperty()
        .subscribe(width ->
            buttons
                .values()
                .forEach(button ->
                    button.setContentDisplay(
                        width.doubleValue() < NARROW
                            ? ContentDisplay.GRAPHIC_ONLY
                            : ContentDisplay.LEFT)));

    Button project = new Button();
    project.getStyleClass().addAll("flat", "project-button");
    project
        .textProperty()
        .bind(workbench.projectProperty().map(open -> open.map(Project::name).orElse("")));
    project.visibleProperty().bind(workbench.projectProperty().map(Optional::isPresent));
    project.setOnAction(_ -> {
      tree.show(new ModelItem.Overview().key());
      shell.pageProperty().set(Page.MODEL);
    });
    project.setTooltip(new Tooltip("Overview of the model"));
    project.setMaxWidth(260);
    // Names have underscores, which are not meant to mark a key.
    project.setMnemonicParsing(false);

    Button search = new Button("Find command", Icons.of("mdi2m-magnify"));
    search.getStyleClass().addAll("palette-button");
    search.setId("palette-button");
    Label keys = new Label(Keys.text("Shortcut+K"));
    keys.getStyleClass().add("key-hint");
    search.setGraphicTextGap(8);
    search.setOnAction(_ -> commands.run("view.palette"));
    StackPane searchBox = new StackPane(search, keys);
    searchBox.setMinWidth(Region.USE_PREF_SIZE);
    StackPane.setAlignment(keys, Pos.CENTER_RIGHT);
    keys.setMouseTransparent(true);
    keys.setTranslateX(-8);
    search.setAlignment(Pos.CENTER_LEFT);
    scene
        .widthProperty()
        .subscribe(width -> {
          boolean narrow = width.doubleValue() < NARROW;
          search.setText(narrow ? "" : "Find command");
          search.setPrefWidth(narrow ? 96 : 210);
        });
    Button theme =
        Icons.button(
            "mdi2t-theme-light-dark",
            "Switch between light and dark",
            () -> commands.run("view.theme"));
    theme.setId("theme-button");
    preferences
        .themeProperty()
        .subscribe(now ->
            theme.setGraphic(
                Icons.of(now == ThemeChoice.DARK ? "mdi2w-weather-sunny" : "mdi2w-weather-night")));

    HBox left = new HBox(10, mark, menuBar());
    left.setAlignment(Pos.CENTER_LEFT);
    HBox right = new HBox(6, project, searchBox, theme);
    right.setAlignment(Pos.CENTER_RIGHT);
    Region gapLeft = new Region();
    Region gapRight = new Region();
    HBox.setHgrow(gapLeft, Priority.ALWAYS);
    HBox.setHgrow(gapRight, Priority.ALWAYS);
    HBox bar = new HBox(left, gapLeft, tabs, gapRight, right);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("top-bar");
    return bar;
  }

  private static ToggleButton tab(String title, String glyph, String keys) {
    ToggleButton button = new ToggleButton(title, Icons.of(glyph));
    button.getStyleClass().add("workspace-tab");
    button.setTooltip(new Tooltip(title + " workspace  (" + keys + ")"));
    return button;
  }

  private MenuBar menuBar() {
    MenuBar bar = new MenuBar();
    bar.setUseSystemMenuBar(true);
    for (Command.Menu of : Command.Menu.values()) {
      Menu menu = new Menu(of.title());
      int group = -1;
      for (Command command : commands.inMenu(of)) {
        if (group >= 0 && command.group() != group) {
          menu.getItems().add(new SeparatorMenuItem());
        }
        group = command.group();
        menu.getItems().add(item(command));
        if (command.id().equals("file.open-configuration")) {
          menu.getItems().add(recentMenu());
        }
      }
      bar.getMenus().add(menu);
    }
    bar.setMinWidth(Region.USE_PREF_SIZE);
    return bar;
  }

  private MenuItem item(Command command) {
    MenuItem item;
    if (command.id().equals("view.tree")) {
      CheckMenuItem check = new CheckMenuItem(command.title());
      shell.treeShownProperty().subscribe(check::setSelected);
      item = check;
    } else {
      item = new MenuItem(command.title());
      if (!command.icon().isEmpty()) {
        item.setGraphic(Icons.of(command.icon()));
      }
    }
    if (!command.shortcut().isEmpty()) {
      item.setAccelerator(KeyCombination.valueOf(command.shortcut()));
    }
    item.setOnAction(_ -> command.action().run());
    // Commands say whether they can be done; the menu has to listen, as its item may be shown at
    // any time.
    command.enabled().subscribe(enabled -> item.setDisable(!enabled));
    if (command.id().equals("edit.undo")) {
      undo.undoNameProperty()
          .subscribe(name -> item.setText(name.isEmpty() ? "Undo" : "Undo: " + name));
    }
    if (command.id().equals("edit.redo")) {
      undo.redoNameProperty()
          .subscribe(name -> item.setText(name.isEmpty() ? "Redo" : "Redo: " + name));
    }
    return item;
  }

  private Menu recentMenu() {
    Menu menu = new Menu("Open recent");
    menu.setGraphic(Icons.of("mdi2h-history"));
    Runnable fill =
        () -> {
          menu.getItems().clear();
          for (RecentProject recent : preferences.recent()) {
            MenuItem item = new MenuItem(recent.name() + "   " + recent.config());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> shell.open(recent.config()));
            menu.getItems().add(item);
          }
          menu.setDisable(menu.getItems().isEmpty());
        };
    preferences.recent().addListener((ListChangeListener<RecentProject>) _ -> fill.run());
    fill.run();
    return menu;
  }

  // ---- pages and panes

  private Node startPage() {
    StartViewModel model =
        new StartViewModel(
            preferences,
            services.samples(),
            services.tasks(),
            InstantSource.system(),
            ZoneId.systemDefault());
    return new StartView(
        model,
        new StartView.Actions() {
          @Override
          public void newModel() {
            commands.run("file.new");
          }

          @Override
          public void profileCell() {
            commands.run("lab.open");
          }

          @Override
          public void openFolder() {
            commands.run("file.open-folder");
          }

          @Override
          public void openConfiguration() {
            commands.run("file.open-configuration");
          }

          @Override
          public void open(Path config) {
            shell.open(config);
          }

          @Override
          public void openAndRun(Path config) {
            shell.openAndRun(config);
          }
        },
        AppMark.create(64));
  }

  private void showPage(Page now) {
    Node content = pages.getOrDefault(now, pages.get(Page.START)).get();
    page.getChildren().setAll(content);
    // Else the keys would go to the first field of the window, which is the search above the tree.
    content.requestFocus();
    showTree();
  }

  private void showTree() {
    boolean wanted =
        shell.treeShownProperty().get()
            && workbench.project().isPresent()
            && shell.pageProperty().get() != Page.START;
    boolean there = across.getItems().contains(treeView);
    if (wanted && !there) {
      across.getItems().addFirst(treeView);
      across.setDividerPositions(treeShare);
      // Else the search field would get the keys, being the first that takes them.
      Platform.runLater(treeView::focusTree);
    } else if (!wanted && there) {
      treeShare = across.getDividerPositions()[0];
      across.getItems().remove(treeView);
    }
  }

  private void showDock() {
    boolean wanted = shell.dockProperty().get() != Dock.CLOSED;
    boolean there = down.getItems().contains(dock);
    if (wanted && !there) {
      down.getItems().add(dock);
      down.setDividerPositions(dockShare);
    } else if (!wanted && there) {
      dockShare = down.getDividerPositions()[0];
      down.getItems().remove(dock);
    }
  }

  private Node dockContent() {
    ProblemsView problemsView =
        new ProblemsView(problems, this::showPlace, () -> commands.run("edit.preferences"));
    LogViewModel logModel =
        new LogViewModel(
            services.log(), Platform::runLater, services.logFile(), ZoneId.systemDefault());
    LogView logView = new LogView(logModel, services.reveal());
    Badge count = new Badge("", Badge.Tone.NEUTRAL);
    count.setId("problem-count");
    Runnable recount =
        () -> {
          int all = problems.errorsProperty().get() + problems.warningsProperty().get();
          count.setText(Integer.toString(all));
          count.setVisible(all > 0);
          count.setManaged(all > 0);
          count.setTone(
              problems.errorsProperty().get() > 0 ? Badge.Tone.DANGER : Badge.Tone.WARNING);
        };
    problems.errorsProperty().subscribe(recount);
    problems.warningsProperty().subscribe(recount);
    recount.run();
    ToggleButton problemsTab = new ToggleButton("Problems", count);
    problemsTab.setContentDisplay(ContentDisplay.RIGHT);
    ToggleButton logTab = new ToggleButton("Log");
    problemsTab.setId("dock-problems");
    logTab.setId("dock-log");
    for (ToggleButton button : List.of(problemsTab, logTab)) {
      button.getStyleClass().add("dock-tab");
    }
    problemsTab.setOnAction(_ -> shell.dockProperty().set(Dock.PROBLEMS));
    logTab.setOnAction(_ -> shell.dockProperty().set(Dock.LOG));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button close =
        Icons.button(
            "mdi2c-chevron-down", "Close pane", () -> shell.dockProperty().set(Dock.CLOSED));
    HBox head = new HBox(2, problemsTab, logTab, gap, close);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("dock-head");
    StackPane body = new StackPane(problemsView, logView);
    VBox.setVgrow(body, Priority.ALWAYS);
    shell
        .dockProperty()
        .subscribe(now -> {
          problemsTab.setSelected(now == Dock.PROBLEMS);
          logTab.setSelected(now == Dock.LOG);
          problemsView.setVisible(now == Dock.PROBLEMS);
          logView.setVisible(now == Dock.LOG);
        });
    return new VBox(head, body);
  }

  /** Shows where a problem is: its part in the tree, and its line in the file. */
  private void showPlace(Problem problem) {
    if (mechanisms.showPlace(problem) || build.showPlace(problem)) {
      return;
    }
    boolean inEditor =
        shell.pageProperty().get() == Page.CONFIGURATION
            || configuration.model().editedProperty().get() > 0;
    if (inEditor && configuration.showPlace(problem)) {
      return;
    }
    Optional<ModelItem> item = tree.itemOf(problem);
    item.ifPresent(found -> {
      tree.show(found.key());
      shell.pageProperty().set(Page.MODEL);
    });
    String place = problem.location().path();
    if (place.isEmpty()) {
      if (item.isEmpty()) {
        overlays.failure("Problem", List.of(problem), () -> {}, () -> {});
      }
      return;
    }
    Path file = Path.of(place);
    if (!SourceView.canShow(file)) {
      if (item.isEmpty()) {
        overlays.failure("Problem", List.of(problem), () -> {}, () -> {});
      }
      return;
    }
    services
        .tasks()
        .start(
            "Read " + file.getFileName(),
            _ -> SourceView.read(file),
            lines ->
                overlays.show(
                    SourceView.of(
                        file,
                        lines,
                        problem,
                        () -> services.reveal().accept(file.getParent()),
                        overlays::hide),
                    Pos.CENTER),
            _ -> overlays.failure("Problem", List.of(problem), () -> {}, () -> {}));
  }

  // ---- drag and drop, window

  private void acceptDrops(Scene scene) {
    scene.addEventFilter(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            dropVeil.setVisible(true);
            root.pseudoClassStateChanged(DROP, true);
          }
        });
    scene.addEventFilter(DragEvent.DRAG_EXITED_TARGET, _ -> dropVeil.setVisible(false));
    scene.addEventFilter(
        DragEvent.DRAG_DROPPED,
        event -> {
          dropVeil.setVisible(false);
          List<File> files = event.getDragboard().getFiles();
          if (!files.isEmpty()) {
            open(files.getFirst().toPath());
            event.setDropCompleted(true);
          }
        });
  }

  private void restoreWindow() {
    preferences
        .windowProperty()
        .get()
        .filter(place -> isOnScreen(place))
        .ifPresent(place -> {
          stage.setX(place.x());
          stage.setY(place.y());
          stage.setWidth(place.width());
          stage.setHeight(place.height());
          stage.setMaximized(place.maximised());
        });
  }

  private static boolean isOnScreen(WindowPlace place) {
    return !Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height())
            .isEmpty()
        && place.width() >= 400
        && place.height() >= 300;
  }

  private void leave() {
    remember();
    stage.close();
  }

  private void remember() {
    preferences
        .windowProperty()
        .set(
            Optional.of(
                new WindowPlace(
                    stage.getX(),
                    stage.getY(),
                    stage.getWidth(),
                    stage.getHeight(),
                    stage.isMaximized())));
    preferences.save();
  }

  private final class WindowActions implements Commands.Window {
    @Override
    public void chooseFolder() {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle("Open model folder");
      startFolder().ifPresent(chooser::setInitialDirectory);
      openChosen(chooser.showDialog(stage), Function.identity());
    }

    @Override
    public void chooseConfiguration() {
      FileChooser chooser = new FileChooser();
      chooser.setTitle("Open simulation configuration");
      chooser
          .getExtensionFilters()
          .setAll(
              new FileChooser.ExtensionFilter("Configurations (*.json)", "*.json"),
              new FileChooser.ExtensionFilter("All files", "*"));
      startFolder().ifPresent(chooser::setInitialDirectory);
      openChosen(chooser.showOpenDialog(stage), Path::getParent);
    }

    private Optional<File> startFolder() {
      return preferences.lastFolderProperty().get().filter(Files::isDirectory).map(Path::toFile);
    }

    private void openChosen(File chosen, Function<Path, Path> folderOf) {
      if (chosen != null) {
        preferences.lastFolderProperty().set(Optional.ofNullable(folderOf.apply(chosen.toPath())));
        shell.open(chosen.toPath());
      }
    }

    @Override
    public void findInModel() {
      shell.treeShownProperty().set(true);
      treeView.focusSearch();
    }

    @Override
    public void showPreferences() {
      List<Path> before = preferences.mechanismFoldersProperty().get();
      overlays.preferences(
          preferences,
          this::chooseMechanisms,
          () -> {
            preferences.save();
            if (!preferences.mechanismFoldersProperty().get().equals(before)) {
              shell.reload();
            }
          });
    }

    private Optional<Path> chooseMechanisms() {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle("Folder with mechanisms (.mod files)");
      startFolder().ifPresent(chooser::setInitialDirectory);
      return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    @Override
    public void showPalette() {
      overlays.show(palette, Pos.TOP_CENTER);
      palette.focus();
      // The pane under the palette takes the keys when it appears; they belong into the field.
      Platform.runLater(palette::focus);
    }

    @Override
    public void showShortcuts() {
      overlays.shortcuts(commands);
    }

    @Override
    public void showAbout() {
      String version = Shell.class.getPackage().getImplementationVersion();
      overlays.about(version == null ? "0.1.0" : version, AppMark.create(44));
    }

    @Override
    public void showLogFolder() {
      services.reveal().accept(services.logFile().getParent());
    }

    @Override
    public void showOutputFolder() {
      services.reveal().accept(run.outputDir());
    }

    @Override
    public void toggleFullScreen() {
      stage.setFullScreen(!stage.isFullScreen());
    }

    @Override
    public void minimise() {
      stage.setIconified(true);
    }

    @Override
    public void quit() {
      shell.quit(Shell.this::leave);
    }
  }
}
