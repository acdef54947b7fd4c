package org.neurowright.app.shell;

import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import org.neurowright.app.command.Command;
import org.neurowright.app.command.Command.Menu;
import org.neurowright.app.command.CommandRegistry;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.shell.ShellViewModel.Dock;
import org.neurowright.app.shell.ShellViewModel.Page;
import org.neurowright.app.workspace.Workbench;

/** All commands of the desktop. */
final class Commands {
  private static final String NEEDS_MODEL = "No model is open";
  private static final String NEEDS_CELL = "No cell is on the bench";
  private static final String NEEDS_DOCUMENT = "No model document is open";

  /** What only the window can do. */
  interface Window {
    void chooseFolder();

    void chooseConfiguration();

    void findInModel();

    void showPreferences();

    void showPalette();

    void showShortcuts();

    void showAbout();

    void showLogFolder();

    void showOutputFolder();

    void toggleFullScreen();

    void minimise();

    void quit();
  }

  /** What can be done with mechanism files. */
  interface Mechanisms {
    /** Whether the file in the editor has changes. */
    ObservableBooleanValue saveable();

    void save();

    void saveAndRun();
  }

  /** What can be done with the model document. */
  interface Documents {
    /** Whether there is one. */
    ObservableBooleanValue open();

    /** Whether it has changes. */
    ObservableBooleanValue saveable();

    /** Shows where a model begins. */
    void begin();

    void openDocument();

    void save();

    void saveAs();

    void build();

    void addPopulation();

    void addNetwork();

    void addConnection();

    void addInput();

    /** Shows one of the document's panes, see {@code BuildView#select}. */
    void show(String pane);

    void close();
  }

  /** What can be done with the configuration files. */
  interface Configuration {
    void addReport();

    /** Saves what was changed and opens the model as it is now. */
    void saveAndRead();
  }

  /** What can be done with one cell. */
  interface Lab {
    /** Whether there is one on the bench. */
    ObservableBooleanValue hasCell();

    /** Whether a cell of the open model is meant. */
    ObservableBooleanValue hasSelection();

    /** Whether a BMTK project can be made around the cell on the bench. */
    ObservableBooleanValue canMakeProject();

    /** Asks which cell. */
    void begin();

    /** Asks what a BMTK project shall be. */
    void makeProject();

    void profileSelection();

    void run();

    void resetParameters();
  }

  private Commands() {}

  static CommandRegistry create(
      ShellViewModel shell,
      RunViewModel run,
      Workbench workbench,
      UndoStack undo,
      Preferences preferences,
      boolean withExplore,
      Mechanisms mechanisms,
      Documents documents,
      Configuration configuration,
      Lab lab,
      Window window) {
    CommandRegistry all = new CommandRegistry();
    BooleanBinding open =
        Bindings.createBooleanBinding(
            () -> workbench.project().isPresent(), workbench.projectProperty());

    all.register(
        Command.of("file.new", "New model…", Menu.FILE, 1, documents::begin)
            .icon("mdi2f-file-plus-outline")
            .shortcut("Shortcut+N"));
    all.register(
        Command.of("file.open-folder", "Open folder…", Menu.FILE, 1, window::chooseFolder)
            .icon("mdi2f-folder-open-outline")
            .shortcut("Shortcut+O"));
    all.register(
        Command.of(
                "file.open-configuration",
                "Open configuration…",
                Menu.FILE,
                1,
                window::chooseConfiguration)
            .icon("mdi2c-code-json")
            .shortcut("Shortcut+Shift+O"));
    all.register(
        Command.of(
                "file.open-document", "Open model document…", Menu.FILE, 1, documents::openDocument)
            .icon("mdi2f-file-tree-outline"));
    all.register(
        Command.of("file.reload", "Read model again", Menu.FILE, 2, shell::reload)
            .icon("mdi2r-refresh")
            .shortcut("Shortcut+R")
            .enabledWhen(open, NEEDS_MODEL));
    all.register(
        Command.of(
                "file.close",
                "Close model",
                Menu.FILE,
                2,
                () -> {
                  if (open.get()) {
                    shell.closeProject();
                  } else {
                    documents.close();
                  }
                })
            .icon("mdi2c-close")
            .shortcut("Shortcut+W")
            .enabledWhen(
                open.or(Bindings.createBooleanBinding(documents.open()::get, documents.open())),
                NEEDS_MODEL));
    all.register(
        Command.of("file.quit", "Quit", Menu.FILE, 9, window::quit).shortcut("Shortcut+Q"));

    all.register(
        Command.of("edit.undo", "Undo", Menu.EDIT, 1, undo::undo)
            .icon("mdi2u-undo")
            .shortcut("Shortcut+Z")
            .enabledWhen(undo.undoNameProperty().isNotEmpty(), "Nothing to undo"));
    all.register(
        Command.of("edit.redo", "Redo", Menu.EDIT, 1, undo::redo)
            .icon("mdi2r-redo")
            .shortcut("Shortcut+Shift+Z")
            .enabledWhen(undo.redoNameProperty().isNotEmpty(), "Nothing to redo"));
    all.register(
        Command.of("edit.find", "Find in model", Menu.EDIT, 2, window::findInModel)
            .icon("mdi2m-magnify")
            .shortcut("Shortcut+F")
            .enabledWhen(open, NEEDS_MODEL));
    all.register(
        Command.of(
                "edit.clear-selection",
                "Clear cell selection",
                Menu.EDIT,
                2,
                workbench.selection()::clear)
            .icon("mdi2s-select-off"));

    all.register(
        Command.of("edit.preferences", "Preferences…", Menu.EDIT, 9, window::showPreferences)
            .icon("mdi2c-cog-outline")
            .shortcut("Shortcut+Comma"));

    all.register(
        Command.of("view.palette", "Find command…", Menu.VIEW, 1, window::showPalette)
            .icon("mdi2a-apple-keyboard-command")
            .shortcut("Shortcut+K"));
    all.register(
        Command.of(
                "view.tree",
                "Show or hide model tree",
                Menu.VIEW,
                2,
                () -> shell.treeShownProperty().set(!shell.treeShownProperty().get()))
            .icon("mdi2f-file-tree-outline")
            .shortcut("Alt+1")
            .enabledWhen(open, NEEDS_MODEL));
    all.register(
        Command.of("view.problems", "Problems", Menu.VIEW, 2, () -> shell.toggleDock(Dock.PROBLEMS))
            .icon("mdi2a-alert-outline")
            .shortcut("Alt+6"));
    all.register(
        Command.of("view.log", "Log", Menu.VIEW, 2, () -> shell.toggleDock(Dock.LOG))
            .icon("mdi2t-text-box-outline")
            .shortcut("Alt+9"));
    all.register(
        Command.of(
                "view.theme",
                "Switch between light and dark",
                Menu.VIEW,
                3,
                () -> preferences.themeProperty().set(preferences.themeProperty().get().other()))
            .icon("mdi2t-theme-light-dark")
            .shortcut("Shortcut+Shift+L"));

    all.register(
        Command.of(
                "model.show",
                "Model workspace",
                Menu.MODEL,
                1,
                () -> shell.pageProperty().set(Page.MODEL))
            .icon("mdi2f-file-tree-outline")
            .shortcut("Shortcut+1")
            .enabledWhen(open, NEEDS_MODEL));

    all.register(
        Command.of(
                "model.configuration",
                "Edit configuration",
                Menu.MODEL,
                1,
                () -> shell.pageProperty().set(Page.CONFIGURATION))
            .icon("mdi2c-code-json")
            .shortcut("Shortcut+Shift+E")
            .enabledWhen(open, NEEDS_MODEL));

    all.register(
        Command.of(
                "model.add-report",
                "Add report of the potential",
                Menu.MODEL,
                5,
                configuration::addReport)
            .icon("mdi2c-chart-line")
            .enabledWhen(open, NEEDS_MODEL));
    all.register(
        Command.of(
                "model.read-configuration",
                "Save configuration and read model",
                Menu.MODEL,
                5,
                configuration::saveAndRead)
            .icon("mdi2r-refresh")
            .shortcut("Shortcut+Shift+R")
            .enabledWhen(open, NEEDS_MODEL));

    all.register(
        Command.of(
                "run.start",
                "Run simulation",
                Menu.RUN,
                1,
                () -> {
                  shell.pageProperty().set(Page.RUN);
                  run.start();
                })
            .icon("mdi2p-play")
            .shortcut("Shortcut+Enter")
            .enabledWhen(
                run.runnableProperty(), "No model is open, it has errors, or a run is going on"));
    all.register(
        Command.of("run.pause", "Pause or continue", Menu.RUN, 1, run::togglePause)
            .icon("mdi2p-pause")
            .shortcut("Shortcut+P")
            .enabledWhen(run.activeBinding(), "No run is going on"));
    all.register(
        Command.of("run.stop", "Stop simulation", Menu.RUN, 1, run::stop)
            .icon("mdi2s-stop")
            .shortcut("Shortcut+Period")
            .enabledWhen(run.activeBinding(), "No run is going on"));
    all.register(
        Command.of("run.reset", "Reset run settings", Menu.RUN, 2, run::resetOverrides)
            .icon("mdi2r-restore")
            .enabledWhen(open.and(run.activeBinding().not()), NEEDS_MODEL));
    all.register(
        Command.of(
                "run.show", "Run workspace", Menu.RUN, 3, () -> shell.pageProperty().set(Page.RUN))
            .icon("mdi2p-play-circle-outline")
            .shortcut("Shortcut+2")
            .enabledWhen(open, NEEDS_MODEL));
    all.register(
        Command.of("run.output", "Show output folder", Menu.RUN, 3, window::showOutputFolder)
            .icon("mdi2f-folder-outline")
            .enabledWhen(open, NEEDS_MODEL));
    if (withExplore) {
      all.register(
          Command.of(
                  "explore.show",
                  "Explore workspace",
                  Menu.VIEW,
                  4,
                  () -> shell.pageProperty().set(Page.EXPLORE))
              .icon("mdi2c-compass-outline")
              .shortcut("Shortcut+3")
              .enabledWhen(open, NEEDS_MODEL));
    }

    all.register(
        Command.of(
                "mechanisms.show",
                "Mechanisms workspace",
                Menu.VIEW,
                4,
                () -> shell.pageProperty().set(Page.MECHANISMS))
            .icon("mdi2c-code-braces")
            .shortcut("Shortcut+4")
            .enabledWhen(open, NEEDS_MODEL));
    all.register(
        Command.of(
                "file.save",
                "Save",
                Menu.FILE,
                3,
                () -> {
                  boolean mechanism = shell.pageProperty().get() == Page.MECHANISMS;
                  if (mechanism && mechanisms.saveable().get() || !documents.saveable().get()) {
                    mechanisms.save();
                  } else {
                    documents.save();
                  }
                })
            .icon("mdi2c-content-save-outline")
            .shortcut("Shortcut+S")
            .enabledWhen(
                Bindings.or(mechanisms.saveable(), documents.saveable()), "Nothing was changed"));
    all.register(
        Command.of("file.save-as", "Save model document as…", Menu.FILE, 3, documents::saveAs)
            .icon("mdi2c-content-save-edit-outline")
            .shortcut("Shortcut+Shift+S")
            .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    all.register(
        Command.of(
                "build.show",
                "Build workspace",
                Menu.MODEL,
                1,
                () -> shell.pageProperty().set(Page.BUILD))
            .icon("mdi2h-hammer-wrench")
            .shortcut("Shortcut+5"));
    all.register(
        Command.of("build.build", "Build networks", Menu.MODEL, 2, documents::build)
            .icon("mdi2h-hammer-wrench")
            .shortcut("Shortcut+B")
            .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    all.register(
        Command.of(
                "build.add-population", "Add population", Menu.MODEL, 3, documents::addPopulation)
            .icon("mdi2s-shape-circle-plus")
            .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    all.register(
        Command.of("build.add-network", "Add network", Menu.MODEL, 3, documents::addNetwork)
            .icon("mdi2s-shape-outline")
            .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    all.register(
        Command.of(
                "build.add-connection",
                "Add connection rule",
                Menu.MODEL,
                3,
                documents::addConnection)
            .icon("mdi2v-vector-polyline-plus")
            .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    all.register(
        Command.of("build.add-input", "Add input", Menu.MODEL, 3, documents::addInput)
            .icon("mdi2p-pulse")
            .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    for (String pane : List.of("Populations", "Connections", "Matrix", "Graph", "Inputs", "Text")) {
      all.register(
          Command.of(
                  "build.show-" + pane.toLowerCase(Locale.ROOT),
                  pane + " of the model document",
                  Menu.MODEL,
                  4,
                  () -> documents.show(pane.toLowerCase(Locale.ROOT)))
              .enabledWhen(documents.open(), NEEDS_DOCUMENT));
    }
    all.register(
        Command.of("mechanisms.run", "Save mechanisms and run", Menu.RUN, 1, mechanisms::saveAndRun)
            .icon("mdi2p-play")
            .shortcut("Shortcut+Shift+Enter")
            .enabledWhen(
                run.runnableProperty(), "No model is open, it has errors, or a run is going on"));

    all.register(
        Command.of(
                "lab.show", "Lab workspace", Menu.VIEW, 4, () -> shell.pageProperty().set(Page.LAB))
            .icon("mdi2f-flask-outline")
            .shortcut("Shortcut+6"));
    all.register(
        Command.of("lab.open", "Profile a cell…", Menu.FILE, 1, lab::begin)
            .icon("mdi2f-flask-outline")
            .shortcut("Shortcut+L"));
    all.register(
        Command.of("lab.profile", "Profile selected cell", Menu.MODEL, 6, lab::profileSelection)
            .icon("mdi2f-flask-outline")
            .enabledWhen(lab.hasSelection(), "No cell with a membrane is selected"));
    all.register(
        Command.of("lab.project", "Make a BMTK project…", Menu.FILE, 1, lab::makeProject)
            .icon("mdi2f-folder-plus-outline")
            .enabledWhen(lab.canMakeProject(), "No hoc cell is on the bench"));
    all.register(
        Command.of("lab.run", "Run protocol of the Lab", Menu.RUN, 4, lab::run)
            .icon("mdi2p-play")
            .shortcut("F5")
            .enabledWhen(lab.hasCell(), NEEDS_CELL));
    all.register(
        Command.of("lab.reset", "Reset parameters of the cell", Menu.RUN, 4, lab::resetParameters)
            .icon("mdi2r-restore")
            .enabledWhen(lab.hasCell(), NEEDS_CELL));

    all.register(
        Command.of("window.full-screen", "Full screen", Menu.WINDOW, 1, window::toggleFullScreen)
            .icon("mdi2f-fullscreen")
            .shortcut("F11"));
    all.register(
        Command.of("window.minimise", "Minimise", Menu.WINDOW, 1, window::minimise)
            .icon("mdi2w-window-minimize"));

    all.register(
        Command.of("help.shortcuts", "Keyboard shortcuts", Menu.HELP, 1, window::showShortcuts)
            .icon("mdi2k-keyboard-outline")
            .shortcut("F1"));
    all.register(
        Command.of("help.log", "Show log folder", Menu.HELP, 1, window::showLogFolder)
            .icon("mdi2f-folder-outline"));
    all.register(
        Command.of("help.about", "About Neurowright", Menu.HELP, 2, window::showAbout)
            .icon("mdi2i-information-outline"));
    return all;
  }
}
