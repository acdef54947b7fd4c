package org.neurowright.app.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;

/**
 * Opens and runs model folders on disk, through {@link ProjectReader} and {@link SimulationJob}.
 */
public final class ProjectFiles implements ModelOpener, ModelRunner {
  private final Supplier<ModelFunctions> functions;
  private final Supplier<List<Path>> extraMechanismDirs;

  /**
   * Opens what is on disk.
   *
   * @param functions what models may refer to by name; asked for when first needed
   * @param extraMechanismDirs folders with NMODL files that every model gets besides its own; asked
   *     for at each opening, on the thread that opens
   */
  public ProjectFiles(Supplier<ModelFunctions> functions, Supplier<List<Path>> extraMechanismDirs) {
    this.functions = functions;
    this.extraMechanismDirs = extraMechanismDirs;
  }

  @Override
  public Opened open(Path configOrFolder, RunControl control) {
    control.progress(new Progress("Reading " + configOrFolder.getFileName(), 0, Double.NaN, ""));
    Path config = configOrFolder;
    if (Files.isDirectory(configOrFolder)) {
      List<Path> candidates = configurationsIn(configOrFolder);
      if (candidates.isEmpty()) {
        return new Opened(
            Optional.empty(),
            List.of(
                Problem.error(
                        "project.no-configuration",
                        Location.of(configOrFolder),
                        "The folder holds no simulation configuration")
                    .expected("a file such as simulation_config.json")
                    .hint(
                        "Open the folder that holds the configuration, or choose the file itself")));
      }
      config = candidates.getFirst();
    }
    ReadResult<ModelDescription> read =
        new ProjectReader(functions.get()).read(config, extraMechanismDirs.get());
    Path file = config;
    return new Opened(
        read.value().map(model -> new Project(file, model, read.problems())), read.problems());
  }

  @Override
  public List<Path> configurationsIn(Path folder) {
    return new ProjectReader().configurationsIn(folder);
  }

  @Override
  public RunReport run(
      Project project,
      SimulationJob.Options options,
      RunControl control,
      List<ResultSink> observers) {
    return new SimulationJob(functions.get())
        .run(project.model(), project.config(), options, control, observers);
  }
}
