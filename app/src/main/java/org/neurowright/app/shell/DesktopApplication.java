package org.neurowright.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.neurowright.app.explore.ResultFiles;
import org.neurowright.app.lab.cell.LabFiles;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.mechanism.MechanismFiles;
import org.neurowright.app.model.MechanismUnits;
import org.neurowright.app.platform.FunctionSource;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.ProblemText;
import org.neurowright.app.workspace.ProjectFiles;
import org.neurowright.io.project.MechanismLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop as JavaFX starts it: makes the services, then the window. */
public final class DesktopApplication extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopApplication.class);

  private TaskService tasks;

  @Override
  public void start(Stage stage) {
    Path home = Preferences.homeFolder();
    LogBuffer log = new LogBuffer();
    Path logFile = LogSetup.install(log, home.resolve("logs"));
    tasks = TaskService.withThreads(Platform::runLater);
    // This is the one place where the desktop meets what reads, runs and comes with the program.
    Shell shell =
        assemble(
            stage,
            home,
            log,
            logFile,
            tasks,
            folder -> getHostServices().showDocument(folder.toUri().toString()));
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      LOG.error("Unexpected failure in {}", thread.getName(), failure);
      Platform.runLater(
          () -> shell.viewModel().tell("Something went wrong", ProblemText.of(failure)));
    });
    shell.show();
    getParameters().getUnnamed().stream().findFirst().map(Path::of).ifPresent(shell::open);
  }

  /**
   * The window with what really reads and runs models; on the interface thread.
   *
   * @param home folder of what the program remembers
   * @param reveal shows a file or folder in the system's file manager
   */
  public static Shell assemble(
      Stage stage,
      Path home,
      LogBuffer log,
      Path logFile,
      TaskService tasks,
      Consumer<Path> reveal) {
    Preferences preferences = Preferences.load(home);
    FunctionSource functions = new FunctionSource();
    ProjectFiles files =
        new ProjectFiles(functions::get, preferences.mechanismFoldersProperty()::get);
    SampleFiles samples = new SampleFiles(files, home.resolve("samples"));
    MechanismLibrary library = new MechanismLibrary();
    MechanismUnits units = new MechanismUnits(tasks, library);
    Shell shell =
        new Shell(
            stage,
            new Services(
                samples,
                files,
                samples,
                units,
                new MechanismFiles(library),
                new LabFiles(library, functions::get),
                preferences,
                log,
                logFile,
                tasks,
                Optional.of(new ResultFiles()),
                home.resolve("unsaved"),
                reveal));
    shell.workbench().projectProperty().subscribe(units::follow);
    return shell;
  }

  @Override
  public void stop() {
    if (tasks != null) {
      tasks.close();
    }
  }
}
