package org.neurowright.app.cli;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.neurowright.app.platform.FunctionSource;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.project.CellProjectWriter;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.results.ResultRecovery;
import org.neurowright.io.spikes.SpikeFile;
import org.slf4j.LoggerFactory;

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
    FunctionSource functions = new FunctionSource();
    Library library = new Library();
    return new Services(
        models(functions, library),
        (model, configFile, known, control) ->
            new SimulationJob(library.get(), functions.get())
                .check(model, configFile, known, control),
        (model, configFile, options, control, observers) ->
            new SimulationJob(library.get(), functions.get())
                .run(model, configFile, options, control, observers),
        StandardServices::compile,
        StandardServices::readSpikes,
        ResultRecovery::recover,
        functions::extensions,
        desktop,
        request -> new LabCells(library.get(), functions.get()).open(request),
        (wanted, folder) ->
            new CellProjectWriter(library.get(), functions.get()).write(wanted, folder));
  }

  /** One library for all commands, made by those who need it only. */
  private static final class Library {
    private MechanismLibrary library;

    synchronized MechanismLibrary get() {
      if (library == null) {
        library = new MechanismLibrary();
      }
      return library;
    }
  }

  /** Mechanisms are compiled while the rest of a model is read. */
  private static Services.Models models(FunctionSource functions, Library library) {
    return new Services.Models() {
      @Override
      public ReadResult<ModelDescription> read(Path configOrFolder, List<Path> mechanismDirs) {
        return new ProjectReader(functions.get())
            .read(configOrFolder, mechanismDirs, files -> compileMeanwhile(library, files));
      }

      @Override
      public List<Path> configurationsIn(Path folder) {
        return new ProjectReader().configurationsIn(folder);
      }
    };
  }

  private static void compileMeanwhile(Library library, List<Path> files) {
    // Logging that begins on two threads at once says so on standard error.
    LoggerFactory.getILoggerFactory();
    CompletableFuture.runAsync(() -> library.get().prepare(files));
  }

  /** Compiles all files in one go, as starting Java's compiler costs more than using it. */
  private static List<CheckedMechanism> compile(List<Path> files) {
    MechanismLibrary library = new MechanismLibrary();
    NmodlResult result = library.compile(files);
    Map<String, List<Problem>> byFile =
        result.problems().stream()
            .collect(Collectors.groupingBy(problem -> problem.location().path()));
    List<MechanismType> types = new ArrayList<>(result.types());
    List<CheckedMechanism> checked = new ArrayList<>();
    for (Path file : files) {
      List<Problem> own = byFile.getOrDefault(file.toString(), List.of());
      boolean good = own.stream().noneMatch(Problem::isError);
      Optional<String> java = good ? javaSource(library, file) : Optional.empty();
      // Types come in the order of the files; those with errors and spike players have none.
      Optional<MechanismType> type =
          java.isPresent() ? Optional.of(types.removeFirst()) : Optional.empty();
      checked.add(new CheckedMechanism(file, type, java, own, library.unitWarnings(file)));
    }
    return checked;
  }

  private static Optional<String> javaSource(MechanismLibrary library, Path file) {
    try {
      return library.javaSource(file);
    } catch (ModelException e) {
      return Optional.empty();
    }
  }

  private static ReadResult<List<SpikeTrains>> readSpikes(Path file) {
    ReadResult<SpikeFile> read = SpikeFile.read(file);
    return new ReadResult<>(
        read.value().map(f -> f.all().stream().map(StandardServices::flat).toList()),
        read.problems());
  }

  private static SpikeTrains flat(org.neurowright.io.spikes.SpikeTrains trains) {
    LongArrayList nodeIds = new LongArrayList();
    DoubleArrayList timesMs = new DoubleArrayList();
    trains.forEach((nodeId, timeMs) -> {
      nodeIds.add(nodeId);
      timesMs.add(timeMs);
    });
    return new SpikeTrains(trains.population(), nodeIds.toLongArray(), timesMs.toDoubleArray());
  }
}
