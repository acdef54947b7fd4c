package org.neurowright.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.model.ParameterUnits;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.ProblemText;
import org.neurowright.app.workspace.ProjectFiles;
import org.neurowright.app.workspace.SampleProvider;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.samples.SampleCatalogue;
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
    ProjectFiles files = new ProjectFiles(new ProjectReader(), List.of());
    SampleProvider samples =
        () ->
            SampleCatalogue.find().samples().stream()
                .map(s -> new SampleProvider.Sample(s.id(), s.title(), s.description(), s.config()))
                .toList();
    Services services =
        new Services(
            files,
            files,
            samples,
            ParameterUnits.byConvention(),
            Preferences.load(home),
            log,
            logFile,
            tasks,
            Optional.empty(),
            folder -> getHostServices().showDocument(folder.toUri().toString()));
    Shell shell = new Shell(stage, services);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          LOG.error("Unexpected failure in {}", thread.getName(), failure);
          Platform.runLater(() -> shell.viewModel().tell("Something went wrong", ProblemText.of(failure)));
        });
    shell.show();
    getParameters().getUnnamed().stream().findFirst().map(Path::of).ifPresent(shell.viewModel()::open);
  }

  @Override
  public void stop() {
    if (tasks != null) {
      tasks.close();
    }
  }
}
