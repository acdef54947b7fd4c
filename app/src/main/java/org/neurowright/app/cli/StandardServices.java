package org.neurowright.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.app.platform.HomeFolder;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.spikes.SpikeFile;
import org.neurowright.plugins.host.ExtensionHost;

/** Connects the commands to the real readers, compiler, engine and writers. The only place that does. */
public final class StandardServices {
  private StandardServices() {}

  /**
   * The services of the program.
   *
   * @param desktop starts the desktop application
   */
  public static Services with(Services.Desktop desktop) {
    return new Services(
        models(),
        StandardServices::checkMechanisms,
        (model, configFile, options, control, observers) ->
            new SimulationJob().run(model, configFile, options, control, observers),
        StandardServices::checkMechanism,
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
  private static List<Problem> checkMechanisms(ModelDescription model) {
    MechanismLibrary library = new MechanismLibrary();
    List<Problem> problems = new ArrayList<>();
    for (String file : model.mechanismFiles()) {
      problems.addAll(library.check(Path.of(file)));
    }
    return problems;
  }

  private static CheckedMechanism checkMechanism(Path file) {
    MechanismLibrary library = new MechanismLibrary();
    NmodlResult result = library.compile(file);
    boolean good = result.problems().stream().noneMatch(Problem::isError);
    return new CheckedMechanism(
        file,
        result.types().stream().findFirst(),
        good && result.spikePlayers().isEmpty() ? library.javaSource(file) : Optional.empty(),
        !result.spikePlayers().isEmpty(),
        result.problems());
  }

  private static ReadResult<List<SpikeTrains>> readSpikes(Path file) {
    ReadResult<SpikeFile> read = SpikeFile.read(file);
    return new ReadResult<>(
        read.value().map(spikes -> spikes.all().stream().map(StandardServices::trains).toList()), read.problems());
  }

  private static SpikeTrains trains(org.neurowright.io.spikes.SpikeTrains population) {
    int size = Math.toIntExact(population.size());
    long[] ids = new long[size];
    double[] times = new double[size];
    int[] at = {0};
    population.forEach(
        (id, t) -> {
          ids[at[0]] = id;
          times[at[0]++] = t;
        });
    return new SpikeTrains(population.population(), ids, times);
  }
}
