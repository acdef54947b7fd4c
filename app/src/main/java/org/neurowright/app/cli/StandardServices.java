package org.neurowright.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.app.platform.HomeFolder;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.plugins.host.ExtensionHost;

/**
 * Connects the commands to the real readers, compiler, engine and writers. The only place that
 * does.
 */
public final class StandardServices {
  private StandardServices() {}

  /**
   * The services of the program.
   *
   * @param desktop starts the desktop application
   */
  public static Services with(Services.Desktop desktop) {
    Services.Mechanisms mechanisms = StandardServices::compile;
    return new Services(
        models(),
        model -> checkMechanisms(model, mechanisms),
        (model, configFile, options, control, observers) ->
            new SimulationJob().run(model, configFile, options, control, observers),
        mechanisms,
        StandardServices::readSpikes,
        () -> ExtensionHost.discover(List.of(HomeFolder.extensions())),
        desktop);
  }

  private static Services.Models models() {
    ProjectReader reader = new ProjectReader();
    return new Services.Models() {
      @Override
      public ReadResult<ModelDescription> read(Path configOrFolder, List<Path> mechanismDirs) {
        return reader.read(configOrFolder, mechanismDirs);
      }

      @Override
      public List<Path> configurationsIn(Path folder) {
        return reader.configurationsIn(folder);
      }
    };
  }

  /** Problems of all mechanism files that the model brings. */
  private static List<Problem> checkMechanisms(
      ModelDescription model, Services.Mechanisms mechanisms) {
    return mechanisms.check(model.mechanismFiles().stream().map(Path::of).toList()).stream()
        .flatMap(checked -> checked.problems().stream())
        .toList();
  }

  private static List<CheckedMechanism> compile(List<Path> files) {
    throw new UnsupportedOperationException("the NMODL compiler is not connected yet: " + files);
  }

  private static ReadResult<List<SpikeTrains>> readSpikes(Path file) {
    throw new UnsupportedOperationException("the spike reader is not connected yet: " + file);
  }
}
