package org.neurowright.app.fake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.neurowright.app.lab.cell.LabFiles;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.mechanism.MechanismFiles;
import org.neurowright.app.model.ParameterUnits;
import org.neurowright.app.platform.FunctionSource;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.shell.Services;
import org.neurowright.app.shell.Shell;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.SampleProvider;
import org.neurowright.io.project.MechanismLibrary;

/** The desktop with made-up models behind it. */
public final class FakeDesktop {
  private FakeDesktop() {}

  public static List<SampleProvider.Sample> samples() {
    return List.of(
        new SampleProvider.Sample(
            "barrel",
            "Barrel column",
            "Three populations of one cortical column, driven by the thalamus. Spikes, membrane potential and"
                + " calcium are recorded.",
            Path.of("/samples/barrel_column/simulation_config.json")),
        new SampleProvider.Sample(
            "ring",
            "Ring of integrate-and-fire cells",
            "Twenty artificial cells in a ring: activity goes round for ever. Runs in a blink.",
            Path.of("/samples/ring/simulation_config.json")),
        new SampleProvider.Sample(
            "clamp",
            "One cell under current clamp",
            "A pyramidal cell with reconstructed dendrites and three steps of current.",
            Path.of("/samples/clamp/simulation_config.json")));
  }

  /**
   * Makes the window; on the interface thread.
   *
   * @param home where preferences and the log go
   * @param cells cortical cells of the made-up model
   * @param simulatedMsPerWallSecond pace of made-up runs
   */
  public static Shell create(Stage stage, Path home, int cells, double simulatedMsPerWallSecond) {
    LogBuffer log = new LogBuffer();
    Path logFile = LogSetup.install(log, home.resolve("logs"));
    FakeResults results = new FakeResults();
    Services services =
        new Services(
            new FakeOpener(cells),
            new FakeRunner(simulatedMsPerWallSecond, results),
            FakeDesktop::samples,
            ParameterUnits.byConvention(),
            new MechanismFiles(new MechanismLibrary(Optional.empty())),
            new LabFiles(new MechanismLibrary(Optional.empty()), new FunctionSource()::get),
            Preferences.load(home),
            log,
            logFile,
            TaskService.withThreads(Platform::runLater),
            Optional.of(results),
            home.resolve("unsaved"),
            _ -> {});
    return new Shell(stage, services);
  }
}
