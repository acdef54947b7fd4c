package org.neurowright.app.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.neurowright.app.build.BuildView;
import org.neurowright.app.build.BuildViewModel;
import org.neurowright.app.build.Preview;
import org.neurowright.app.build.PreviewViewModel;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.shell.ShellViewModel.Page;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.ModelOpener;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.build.BuildJob;

/** Joins the Build workspace with the open project, its run and the window. */
final class BuildPage {
  private final Stage stage;
  private final Workbench workbench;
  private final ShellViewModel shell;
  private final RunViewModel run;
  private final Preferences preferences;
  private final BuildViewModel model;
  private final PreviewViewModel preview;
  private final Lazy<BuildView> view;
  private final BooleanProperty dirty = new SimpleBooleanProperty();
  private Subscription listening = Subscription.EMPTY;

  BuildPage(
      Stage stage,
      Workbench workbench,
      ShellViewModel shell,
      RunViewModel run,
      UndoStack undo,
      TaskService tasks,
      Preferences preferences,
      ModelOpener opener,
      Path unsavedFolder) {
    this.stage = stage;
    this.workbench = workbench;
    this.shell = shell;
    this.run = run;
    this.preferences = preferences;
    model =
        new BuildViewModel(
            undo,
            tasks,
            oneThread("journal"),
            unsavedFolder,
            opener,
            new BuildViewModel.Listener() {
              @Override
              public void failed(String title, List<Problem> problems) {
                shell.tell(title, problems);
              }

              @Override
              public void built(Path configuration) {
                shell.openBuilt(configuration);
              }
            });
    preview = new PreviewViewModel(oneThread("preview"), Platform::runLater, System::nanoTime);
    view = new Lazy<>(() -> new BuildView(model, preview, new WindowActions()));
    workbench.projectProperty().subscribe((_, project) -> follow(project));
    preview
        .previewProperty()
        .subscribe(found ->
            workbench.showDocumentProblems(found.map(Preview::problems).orElse(List.of())));
    model
        .documentProperty()
        .subscribe(document -> {
          listening.unsubscribe();
          dirty.set(false);
          listening =
              document
                  .map(open -> open.dirtyProperty().subscribe(dirty::set))
                  .orElse(Subscription.EMPTY);
        });
    shell.guard(this::unsaved);
  }

  private static ExecutorService oneThread(String name) {
    return Executors.newSingleThreadExecutor(work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    });
  }

  BuildViewModel model() {
    return model;
  }

  PreviewViewModel preview() {
    return preview;
  }

  BuildView view() {
    return view.get();
  }

  /** Whether the document has changes that are not saved. */
  ObservableBooleanValue dirty() {
    return dirty;
  }

  /** The document beside an opened project is opened with it, another one closed. */
  private void follow(Optional<Project> project) {
    Optional<Path> wanted =
        project.map(open -> open.folder().resolve(BuildJob.DOCUMENT)).filter(Files::isRegularFile);
    Optional<Path> shown =
        model
            .documentProperty()
            .get()
            .flatMap(RecipeDocument::file)
            .map(file -> file.toAbsolutePath().normalize());
    boolean belongs =
        shown.isPresent()
            && project.isPresent()
            && shown.get().getParent().equals(project.get().folder());
    if (belongs) {
      return;
    }
    model.close();
    wanted.ifPresent(model::open);
  }

  /** Shows the place of a problem in the editors; false when it is not the document's. */
  boolean showPlace(Problem problem) {
    boolean ours =
        preview.previewProperty().get().map(Preview::problems).orElse(List.of()).contains(problem);
    if (!ours) {
      return false;
    }
    shell.pageProperty().set(Page.BUILD);
    return view.get().showPlace(problem);
  }

  private Optional<ShellViewModel.Unsaved> unsaved() {
    return model
        .documentProperty()
        .get()
        .filter(RecipeDocument::isDirty)
        .map(document ->
            new ShellViewModel.Unsaved(
                "Changes of the model document " + document.recipe().name(),
                action -> {
                  if (save()) {
                    action.run();
                  }
                }));
  }

  private boolean save() {
    return model.save(this::chooseSave);
  }

  private Optional<File> startFolder() {
    return preferences.lastFolderProperty().get().filter(Files::isDirectory).map(Path::toFile);
  }

  private Optional<Path> chooseSave() {
    FileChooser chooser = documents("Save model document");
    chooser.setInitialFileName(
        model
            .documentProperty()
            .get()
            .flatMap(RecipeDocument::file)
            .map(file -> file.getFileName().toString())
            .orElse(BuildJob.DOCUMENT));
    model
        .documentProperty()
        .get()
        .flatMap(RecipeDocument::file)
        .map(file -> file.toAbsolutePath().getParent().toFile())
        .or(this::startFolder)
        .ifPresent(chooser::setInitialDirectory);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }

  private static FileChooser documents(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter("Model documents (*.json)", "*.json"),
            new FileChooser.ExtensionFilter("All files", "*"));
    return chooser;
  }

  /** What the commands do. */
  Commands.Documents actions() {
    return new Commands.Documents() {
      @Override
      public ObservableBooleanValue open() {
        return Bindings.createBooleanBinding(
            () -> model.documentProperty().get().isPresent(), model.documentProperty());
      }

      @Override
      public ObservableBooleanValue saveable() {
        return dirty;
      }

      @Override
      public void begin() {
        shell.pageProperty().set(Page.BUILD);
        view.get().showBegin();
      }

      @Override
      public void openDocument() {
        new WindowActions()
            .chooseDocument()
            .ifPresent(file ->
                shell.unlessUnsaved(() -> {
                  if (model.open(file)) {
                    shell.pageProperty().set(Page.BUILD);
                  }
                }));
      }

      @Override
      public void save() {
        BuildPage.this.save();
      }

      @Override
      public void saveAs() {
        chooseSave().ifPresent(model::saveAs);
      }

      @Override
      public void build() {
        shell.pageProperty().set(Page.BUILD);
        view.get().build();
      }

      @Override
      public void addPopulation() {
        shell.pageProperty().set(Page.BUILD);
        view.get().addPopulation();
      }

      @Override
      public void addNetwork() {
        shell.pageProperty().set(Page.BUILD);
        view.get().addNetwork();
      }

      @Override
      public void addConnection() {
        shell.pageProperty().set(Page.BUILD);
        view.get().addConnection();
      }

      @Override
      public void addInput() {
        shell.pageProperty().set(Page.BUILD);
        view.get().addInput();
      }

      @Override
      public void show(String pane) {
        shell.pageProperty().set(Page.BUILD);
        view.get().select(pane);
      }

      @Override
      public void close() {
        shell.unlessUnsaved(() -> {
          model.close();
          shell.pageProperty().set(Page.START);
        });
      }
    };
  }

  private final class WindowActions implements BuildView.Actions {
    @Override
    public Optional<Path> chooseFolder(String title) {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle(title);
      startFolder().ifPresent(chooser::setInitialDirectory);
      return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseDocument() {
      FileChooser chooser = documents("Open model document");
      startFolder().ifPresent(chooser::setInitialDirectory);
      return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    @Override
    public Path modelsFolder() {
      return preferences
          .lastFolderProperty()
          .get()
          .filter(Files::isDirectory)
          .orElseGet(() -> Path.of(System.getProperty("user.home", "."), "neurowright"));
    }

    @Override
    public Optional<ModelDescription> openModel() {
      return workbench.project().map(Project::model);
    }

    @Override
    public void unlessUnsaved(Runnable action) {
      shell.unlessUnsaved(action);
    }

    @Override
    public boolean save() {
      return BuildPage.this.save();
    }

    @Override
    public void saveAs() {
      chooseSave().ifPresent(model::saveAs);
    }

    @Override
    public ObservableBooleanValue runnable() {
      return run.runnableProperty();
    }

    @Override
    public void run() {
      shell.pageProperty().set(Page.RUN);
      run.start();
    }

    @Override
    public void say(String text) {
      view.get().refuse(text);
    }
  }
}
