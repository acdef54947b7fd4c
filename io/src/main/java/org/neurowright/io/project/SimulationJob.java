package org.neurowright.io.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.neurowright.engine.build.BuildOptions;
import org.neurowright.engine.build.BuiltNetwork;
import org.neurowright.engine.build.NetworkBuilder;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.ReportDescription.ReportWindow;
import org.neurowright.engine.numeric.vector.VectorModule;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.engine.weights.WeightFunctions;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.results.RunMethod;
import org.neurowright.io.results.RunProvenance;
import org.neurowright.io.results.SonataResultWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a model from description to files: compiles mechanisms, builds the network, simulates,
 * writes results and provenance. Blocks the calling thread; start it on a background executor.
 */
public final class SimulationJob {
  private static final Logger LOG = LoggerFactory.getLogger(SimulationJob.class);

  private final MechanismLibrary mechanisms;
  private final WeightFunctions weightFunctions;

  /** A job that keeps compiled mechanisms in the user's cache. */
  public SimulationJob() {
    this(new MechanismLibrary());
  }

  /** A job with BMTK's weight functions. */
  public SimulationJob(MechanismLibrary mechanisms) {
    this(mechanisms, WeightFunctions.bmtk());
  }

  /** A job that keeps compiled mechanisms in the user's cache. */
  public SimulationJob(ModelFunctions functions) {
    this(new MechanismLibrary(), functions);
  }

  /** A job with the weight functions that models may name. */
  public SimulationJob(MechanismLibrary mechanisms, ModelFunctions functions) {
    this(mechanisms, functions.weights());
  }

  private SimulationJob(MechanismLibrary mechanisms, WeightFunctions weightFunctions) {
    this.mechanisms = mechanisms;
    this.weightFunctions = weightFunctions;
  }

  /**
   * What the user changed for this run.
   *
   * @param outputDir other output folder than the configuration's
   * @param tstopMs other end of the run, ms
   * @param threads worker threads, 0 for as many as there are processors
   * @param exactSums true to compute every synapse by itself and sum currents in the reference's
   *     order; false lets synapses that superpose share one instance
   * @param scalar true to use no vector instructions; no result depends on it
   */
  public record Options(
      Optional<Path> outputDir,
      OptionalDouble tstopMs,
      int threads,
      boolean exactSums,
      boolean scalar) {
    public static final Options DEFAULT = new Options(Optional.empty(), OptionalDouble.empty(), 0);

    /** Synapses that superpose share instances. */
    public Options(Optional<Path> outputDir, OptionalDouble tstopMs, int threads) {
      this(outputDir, tstopMs, threads, false, false);
    }

    /** These options with every synapse computed by itself. */
    public Options withExactSums() {
      return new Options(outputDir, tstopMs, threads, true, scalar);
    }
  }

  /**
   * Runs the model.
   *
   * @param model what to run
   * @param configFile the configuration it came from (copied beside the results)
   * @param options changes for this run
   * @param control progress, pause and stop
   * @param observers more sinks, for instance a live view; called on the simulation thread
   * @return what happened; a stopped run returns normally
   * @throws ModelException if the model is wrong; nothing was overwritten
   * @throws java.io.UncheckedIOException if results could not be written
   */
  public RunReport run(
      ModelDescription model,
      Path configFile,
      Options options,
      RunControl control,
      List<ResultSink> observers) {
    long started = System.nanoTime();
    ModelDescription changed = withOptions(model, options);
    Path outputDir = Path.of(changed.output().outputDir());
    RunMethod method =
        new RunMethod(
            options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors(),
            options.exactSums(),
            !options.scalar() && VectorModule.isPresent());
    List<Problem> objections = outputObjections(changed, configFile);
    if (!objections.isEmpty()) {
      throw new ModelException(objections);
    }
    try (RunLog log = RunLog.of(changed.output(), outputDir)) {
      control.progress(new Progress("Compiling mechanisms", 0, Double.NaN, "files"));
      MechanismLibrary.Loaded loaded =
          (method.vectors() ? mechanisms : mechanisms.scalar()).load(mechanismFiles(changed));
      BuiltNetwork network;
      try {
        stopIfRequested(control);
        network = build(changed, configFile, loaded, method, control);
      } catch (CancellationException e) {
        observers.forEach(ResultSink::close);
        return new RunReport(
            new RunOutcome(true, 0, 0, 0, 0),
            outputDir,
            List.of(),
            List.of(),
            seconds(started),
            Double.NaN);
      }
      log.line("Built %s", network.size().text());
      List<Problem> problems =
          new ArrayList<>(MechanismProblems.weighed(loaded.problems(), changed));
      problems.addAll(ProblemPlaces.of(changed, configFile).place(network.warnings()));
      problems.forEach(log::problem);
      SonataResultWriter writer =
          new SonataResultWriter(
              outputDir,
              new RunProvenance(
                  Version.ofProgram(),
                  seeds(changed),
                  method,
                  Optional.of(configFile),
                  changed.inputFiles().stream().map(Path::of).toList(),
                  problems));
      List<ResultSink> sinks = new ArrayList<>();
      sinks.add(writer);
      sinks.add(log);
      sinks.addAll(observers);
      RunOutcome outcome = network.simulation().run(control, sinks);
      List<Problem> all = new ArrayList<>(writer.problems());
      double factor = outcome.reachedMs() / 1000 / Math.max(1e-9, outcome.loopSeconds());
      LOG.info(
          "{} reached {} ms in {} s", changed.name(), outcome.reachedMs(), outcome.loopSeconds());
      return new RunReport(outcome, outputDir, writer.files(), all, seconds(started), factor);
    }
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) * 1e-9;
  }

  /**
   * Everything that would keep a model from running or is doubtful about it, found by doing all
   * that comes before the time loop: mechanisms are compiled, the network is built, the output
   * folder is looked at. Nothing is written.
   *
   * @param model a model; its network is built unless errors met while it was read may have left
   *     parts of it out
   * @param configFile the configuration it came from
   * @param known what reading the model said
   * @param control progress and stop
   * @return further problems, those given not among them
   */
  public List<Problem> check(
      ModelDescription model, Path configFile, List<Problem> known, RunControl control) {
    control.progress(new Progress("Compiling mechanisms", 0, Double.NaN, "files"));
    MechanismLibrary.Loaded loaded = mechanisms.load(mechanismFiles(model));
    List<Problem> problems = new ArrayList<>();
    if (known.stream().filter(Problem::isError).allMatch(SimulationJob::isBesideNetwork)) {
      try {
        BuiltNetwork network =
            build(model, configFile, loaded, new RunMethod(1, false, false), control);
        problems.addAll(MechanismProblems.weighed(loaded.problems(), model));
        // Warnings may come from what was left out, for instance inputs that reach nobody.
        if (known.stream().noneMatch(Problem::isError)) {
          problems.addAll(ProblemPlaces.of(model, configFile).place(network.warnings()));
        }
      } catch (ModelException e) {
        problems.addAll(e.problems());
      }
    } else {
      problems.addAll(MechanismProblems.weighed(loaded.problems(), model));
    }
    problems.addAll(outputObjections(model, configFile));
    return problems;
  }

  /** Errors that leave nodes and edges as they are. */
  private static boolean isBesideNetwork(Problem problem) {
    return Stream.of("run.", "report.", "input.", "nodeset.", "spikes.", "output.")
        .anyMatch(problem.code()::startsWith);
  }

  private static List<Path> mechanismFiles(ModelDescription model) {
    return model.mechanismFiles().stream().map(Path::of).toList();
  }

  private static void stopIfRequested(RunControl control) {
    if (control.stopRequested()) {
      throw new CancellationException("stopped while mechanisms were being compiled");
    }
  }

  /** What is known to speak against the output folder before anything is computed. */
  private static List<Problem> outputObjections(ModelDescription model, Path configFile) {
    List<Path> inputs = new ArrayList<>(model.inputFiles().stream().map(Path::of).toList());
    inputs.add(configFile);
    return SonataResultWriter.objections(
        model.output(), model.reports().stream().map(ReportDescription::fileName).toList(), inputs);
  }

  private BuiltNetwork build(
      ModelDescription model,
      Path configFile,
      MechanismLibrary.Loaded loaded,
      RunMethod method,
      RunControl control) {
    BuildOptions options =
        new BuildOptions(method.threads(), Map.of(), method.exactSums(), System::nanoTime);
    try {
      return NetworkBuilder.build(
          model,
          loaded.catalogue(),
          weightFunctions,
          method.vectors() ? options : options.scalar(),
          control);
    } catch (ModelException e) {
      List<Problem> all = new ArrayList<>(MechanismProblems.weighed(loaded.problems(), model));
      all.addAll(
          ProblemPlaces.of(model, configFile)
              .place(MechanismProblems.withoutFollowUps(e.problems(), loaded.problems())));
      throw new ModelException(all);
    }
  }

  private static ModelDescription withOptions(ModelDescription model, Options options) {
    ModelDescription changed = model;
    if (options.outputDir().isPresent()) {
      changed =
          changed.withOutput(
              changed
                  .output()
                  .withOutputDir(
                      options.outputDir().get().toAbsolutePath().normalize().toString()));
    }
    if (options.tstopMs().isPresent()) {
      double tstop = options.tstopMs().getAsDouble();
      double before = model.run().tstopMs();
      List<ReportDescription> reports =
          model.reports().stream().map(report -> withEnd(report, before, tstop)).toList();
      changed = changed.withRun(changed.run().withTstopMs(tstop)).withReports(reports);
    }
    return changed;
  }

  /** Reports that last to the end of the run follow it; others are cut where the run ends. */
  private static ReportDescription withEnd(ReportDescription report, double before, double tstop) {
    ReportWindow old = report.window();
    double end = old.endMs() == before ? tstop : Math.min(old.endMs(), tstop);
    ReportWindow window = new ReportWindow(Math.min(old.startMs(), end), end, old.intervalMs());
    return switch (report) {
      case ReportDescription.Membrane m ->
          new ReportDescription.Membrane(
              m.name(), m.fileName(), m.variable(), m.cells(), window, m.somaOnly(), m.sections());
      case ReportDescription.Netcon n ->
          new ReportDescription.Netcon(
              n.name(), n.fileName(), n.variable(), n.cells(), window, n.synapseType());
    };
  }

  /**
   * BMTK's generators for the places of synapses are seeded with global ids; nothing else is
   * random.
   */
  private static Map<String, Long> seeds(ModelDescription model) {
    Map<String, Long> seeds = new LinkedHashMap<>();
    model.nodes().stream()
        .filter(p -> !p.isVirtual())
        .forEach(p ->
            seeds.put("synapse places of " + p.name() + ", first cell", model.gidOffset(p.name())));
    return seeds;
  }
}
