package org.neurowright.io.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.cell.BmtkCellModels;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.cell.CellModelLoader;
import org.neurowright.io.cell.HocCellModels;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.ConfigReader;
import org.neurowright.io.sonata.config.FileLookup;
import org.neurowright.io.sonata.network.NetworkReader;
import org.neurowright.io.sonata.simulation.SimulationReader;
import org.neurowright.io.sonata.simulation.SpikeSourceOpener;
import org.neurowright.io.swc.Import3dBmtk;
import org.neurowright.io.swc.Import3dNeuron;
import org.neurowright.io.swc.SwcImport;

/** Opens a model folder or a configuration file. */
public final class ProjectReader {
  /** Names of {@code target_simulator} that mean what is simulated here. */
  private static final Set<String> SIMULATORS =
      Set.of("neuron", "bionet", "corenrn", "coreneuron", "neurowright");

  /** Configurations larger than this are not looked into when a folder is searched. */
  private static final long LARGEST_CONFIGURATION_BYTES = 4L << 20;

  private final CellLoaders cells;
  private final ModelFunctions functions;
  private final SpikeSourceOpener spikes;
  private final Clock clock;
  private final Path processDir;

  /** Chooses the loader of biophysical cells for one project. */
  @FunctionalInterface
  interface CellLoaders {
    /**
     * A new loader, which shares equal cells within a project.
     *
     * @param oldImport true for BMTK's older copy of NEURON's Import3d ({@code
     *     run.use_old_import3d})
     * @param mechanisms the model's mechanism files
     */
    CellModelLoader loader(boolean oldImport, List<Path> mechanisms);
  }

  /** A reader of BMTK's cell models and of SONATA and csv spike files. */
  public ProjectReader() {
    this(BmtkFunctions.all());
  }

  /**
   * A reader of BMTK's cell models and of SONATA and csv spike files.
   *
   * @param functions what models may refer to by name
   */
  public ProjectReader(ModelFunctions functions) {
    this(
        (oldImport, mechanisms) -> {
          SwcImport swcImport = oldImport ? new Import3dBmtk() : new Import3dNeuron();
          return new HocCellModels(new BmtkCellModels(swcImport, functions), swcImport, mechanisms);
        },
        functions,
        request -> SpikeInputs.open(request),
        Clock.systemDefaultZone(),
        Path.of(""));
  }

  /**
   * A reader with one loader of cells for all projects.
   *
   * @param cells loads biophysical cells
   * @param spikes opens spike files
   */
  public ProjectReader(CellModelLoader cells, SpikeSourceOpener spikes) {
    this(
        (oldImport, mechanisms) -> cells,
        BmtkFunctions.all(),
        spikes,
        Clock.systemDefaultZone(),
        Path.of(""));
  }

  /**
   * A reader with everything it needs of others.
   *
   * @param cells loads biophysical cells
   * @param functions what models may refer to by name
   * @param spikes opens spike files
   * @param clock for the variables {@code date} and {@code time} of configurations
   * @param processDir where relative paths are looked for when the folder of the configuration has
   *     no such file
   */
  ProjectReader(
      CellLoaders cells,
      ModelFunctions functions,
      SpikeSourceOpener spikes,
      Clock clock,
      Path processDir) {
    this.cells = cells;
    this.functions = functions;
    this.spikes = spikes;
    this.clock = clock;
    this.processDir = processDir;
  }

  /**
   * Reads everything a run needs except the rows of the edges and the spike times, which stay on
   * disk.
   *
   * @param configOrFolder a simulation configuration, or a folder that holds one (names are tried
   *     in the order of {@link #configurationsIn})
   * @param extraMechanismDirs folders with more NMODL files, compiled after the model's own
   * @return the model and all problems found; the value is empty only when nothing could be shown
   */
  public ReadResult<ModelDescription> read(Path configOrFolder, List<Path> extraMechanismDirs) {
    return read(configOrFolder, extraMechanismDirs, _ -> {});
  }

  /**
   * Reads a model and tells of its mechanism files before anything else is read, so that they can
   * be compiled meanwhile.
   *
   * @param mechanismsFound gets the files in order; must return soon
   */
  public ReadResult<ModelDescription> read(
      Path configOrFolder, List<Path> extraMechanismDirs, Consumer<List<Path>> mechanismsFound) {
    Problems problems = new Problems();
    Optional<Path> file = configuration(configOrFolder, problems);
    if (file.isEmpty()) {
      return ReadResult.failed(problems.toList());
    }
    ReadResult<Config> config = ConfigReader.read(file.get(), clock);
    problems.addAll(config.problems());
    if (config.value().isEmpty()) {
      return ReadResult.failed(problems.toList());
    }
    Read read = model(config.value().get(), extraMechanismDirs, mechanismsFound, problems);
    return ReadResult.of(read.model(), FollowUps.leaveOut(problems.toList(), read.allNodesRead()));
  }

  private record Read(ModelDescription model, boolean allNodesRead) {}

  private Read model(
      Config config,
      List<Path> extraMechanismDirs,
      Consumer<List<Path>> mechanismsFound,
      Problems problems) {
    boolean simulated = isSimulated(config, problems);
    FileLookup lookup = new FileLookup(config, processDir, problems);
    List<Path> given =
        simulated ? mechanismFiles(config, extraMechanismDirs, new Problems()) : List.of();
    mechanismsFound.accept(given);
    CellModelLoader loader = cells.loader(usesOldImport(config), given);
    NetworkReader.Network network =
        new NetworkReader(config, lookup, loader, functions, simulated, problems).read();
    SimulationReader.Simulation simulation =
        new SimulationReader(config, lookup, spikes, simulated, problems)
            .read(network.nodes(), network.edges());
    if (simulated) {
      // Looked for again, as what is wrong with them is said after what is wrong with the rest.
      new MechanismFiles(lookup, problems).find(config, extraMechanismDirs);
    }
    // Cells may bring mechanisms of their own, as NeuroML channels do.
    List<String> mechanisms =
        simulated
            ? Stream.concat(given.stream(), loader.mechanismFiles().stream())
                .map(Path::toString)
                .toList()
            : List.of();
    Path folder = config.workingDir().getFileName();
    List<String> files =
        Stream.concat(lookup.usedFiles().stream().map(Path::toString), mechanisms.stream())
            .distinct()
            .toList();
    ModelDescription model =
        new ModelDescription(
            folder == null ? config.file().getFileName().toString() : folder.toString(),
            divided(network.nodes(), simulation.run().dlUm()),
            network.edges(),
            simulation.run(),
            simulation.inputs(),
            simulation.reports(),
            simulation.output(),
            mechanisms,
            files);
    return new Read(model, network.allNodesRead());
  }

  private List<Path> mechanismFiles(Config config, List<Path> extra, Problems problems) {
    FileLookup lookup = new FileLookup(config, processDir, problems);
    return new MechanismFiles(lookup, problems).find(config, extra).stream().map(Path::of).toList();
  }

  /** Cells with the segments they will have in the run, so that what is shown is what runs. */
  private static List<NodePopulation> divided(List<NodePopulation> nodes, OptionalDouble dlUm) {
    if (dlUm.isEmpty() || !(dlUm.getAsDouble() > 0)) {
      return nodes;
    }
    Map<CableCell, CellModel> dividedCells = new IdentityHashMap<>();
    return nodes.stream()
        .map(population ->
            population.withCellModels(
                population.cellModels().stream()
                    .map(model ->
                        model instanceof CellModel.Cable(CableCell cell)
                            ? dividedCells.computeIfAbsent(
                                cell,
                                c ->
                                    new CellModel.Cable(
                                        c.withMaximalSegmentLength(dlUm.getAsDouble())))
                            : model)
                    .toList()))
        .toList();
  }

  private static boolean usesOldImport(Config config) {
    return config.get("run").orElse(null) instanceof JsonObject run
        && run.get("use_old_import3d").orElse(null) instanceof JsonFlag flag
        && flag.value();
  }

  private static boolean isSimulated(Config config, Problems problems) {
    JsonValue target = config.get("target_simulator").orElse(null);
    if (!(target instanceof JsonText text)
        || SIMULATORS.contains(text.value().toLowerCase(Locale.ROOT))) {
      return true;
    }
    problems.add(
        Problem.error(
                "config.target-simulator",
                text.where(),
                "The configuration is for "
                    + text.value()
                    + ", which cannot be simulated yet; only its structure is"
                    + " read")
            .expected("target_simulator NEURON"));
    return false;
  }

  private Optional<Path> configuration(Path configOrFolder, Problems problems) {
    if (Files.isRegularFile(configOrFolder)) {
      return Optional.of(configOrFolder);
    }
    if (!Files.isDirectory(configOrFolder)) {
      problems.add(
          Problem.error(
                  "project.missing",
                  Location.of(configOrFolder),
                  "There is no file and no folder " + configOrFolder)
              .hint(FileLookup.whereItEnds(configOrFolder.toAbsolutePath().normalize())));
      return Optional.empty();
    }
    List<Path> found = configurationsIn(configOrFolder);
    if (found.isEmpty()) {
      List<Problem> broken = brokenConfigurations(configOrFolder);
      problems.addAll(broken);
      if (!broken.isEmpty()) {
        return Optional.empty();
      }
      problems.add(
          Problem.error(
                  "project.no-configuration",
                  Location.of(configOrFolder),
                  "The folder has no simulation configuration")
              .expected(
                  "a .json file with the sections run, output and networks, or network and simulation"));
      return Optional.empty();
    }
    if (found.size() > 1) {
      problems.add(
          Problem.info(
              "project.several-configurations",
              Location.of(found.getFirst()),
              "The folder has "
                  + found.size()
                  + " simulation configurations; this one is opened. Others: "
                  + String.join(
                      ", ",
                      found.stream()
                          .skip(1)
                          .limit(12)
                          .map(p -> p.getFileName().toString())
                          .toList())));
    }
    return Optional.of(found.getFirst());
  }

  /**
   * What is wrong with the files of a folder that by their names should be configurations but are
   * not JSON.
   */
  private static List<Problem> brokenConfigurations(Path folder) {
    List<Problem> broken = new ArrayList<>();
    for (Path file : jsonFiles(folder)) {
      if (file.getFileName().toString().contains("config")) {
        JsonReader.read(file).problems().stream().filter(Problem::isError).forEach(broken::add);
      }
    }
    return broken;
  }

  /** JSON files of a folder that are small enough to be configurations, by name. */
  private static List<Path> jsonFiles(Path folder) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file :
          entries.filter(p -> p.getFileName().toString().endsWith(".json")).sorted().toList()) {
        if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_CONFIGURATION_BYTES) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return files;
  }

  /** Simulation configurations of a folder, likeliest first; empty when there is none. */
  public List<Path> configurationsIn(Path folder) {
    Map<Path, JsonObject> candidates = new HashMap<>();
    for (Path file : jsonFiles(folder)) {
      if (JsonReader.read(file).value().orElse(null) instanceof JsonObject root
          && isSimulation(root)) {
        candidates.put(file, root);
      }
    }
    // The simulation half of a two-file form is not complete by itself.
    Set<Path> children = new HashSet<>();
    candidates.forEach((file, root) -> {
      if (root.get("simulation").orElse(null) instanceof JsonText text) {
        String name =
            text.value()
                .substring(
                    Math.max(text.value().lastIndexOf('/'), text.value().lastIndexOf('}')) + 1);
        children.add(file.resolveSibling(name));
      }
    });
    List<Path> found = new ArrayList<>(candidates.keySet());
    found.removeIf(children::contains);
    found.sort(
        Comparator.<Path>comparingInt(
                file -> rank(file.getFileName().toString(), candidates.get(file)))
            .thenComparing(file -> file.getFileName().toString()));
    return found;
  }

  private static boolean isSimulation(JsonObject root) {
    boolean run = root.get("run").orElse(null) instanceof JsonObject;
    boolean child = root.get("simulation").orElse(null) instanceof JsonText;
    return run || child;
  }

  /** Usual names first; configurations without a network last. */
  private static int rank(String fileName, JsonObject root) {
    boolean network = root.get("network").isPresent() || root.get("networks").isPresent();
    int byName =
        switch (fileName) {
          case "config.json" -> 0;
          case "simulation_config.json" -> 1;
          case "config.simulation.json" -> 2;
          case String name when name.contains("simulation") -> 3;
          case String name when name.contains("config") -> 4;
          default -> 5;
        };
    return byName + (network || root.get("simulation").isPresent() ? 0 : 10);
  }
}
