package org.neurowright.app.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.report.WriteFailedException;
import org.neurowright.io.results.ResultRecovery;
import org.neurowright.plugins.host.Extensions;
import org.neurowright.plugins.host.GuardedMeasurement;
import org.neurowright.plugins.spi.Measure;
import org.neurowright.plugins.spi.RunAnalysis;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Run a model and write its results.",
      "Ctrl-C stops at once and leaves valid results up to that moment."
    },
    footer = {
      "",
      "Examples:",
      "  neurowright run my_model/simulation_config.json",
      "  neurowright run my_model --tstop 100 --output-dir /tmp/short",
      "  neurowright run config.json --mechanisms ~/modfiles --json > result.json"
    })
final class RunCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private ModelArguments model;

  @Option(names = "--output-dir", paramLabel = "DIR", description = "Write results there instead.")
  private Path outputDir;

  @Option(
      names = "--tstop",
      paramLabel = "MS",
      description = "End the simulation at this time instead.")
  private Double tstopMs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Worker threads; 0, the default, takes one per processor. Results do not depend on it.")
  private int threads;

  @Option(
      names = "--exact-sums",
      description =
          "Compute every synapse by itself. By default equal synapses at one place whose currents"
              + " add up are computed together, which is faster and changes sums in their last bits.")
  private boolean exactSums;

  @Option(
      names = "--scalar",
      description = "Use no vector instructions. Results do not depend on them; this is to see so.")
  private boolean scalar;

  @ArgGroup(exclusive = true)
  private Talk talk = new Talk();

  @Option(names = "--json", description = "Print the outcome as JSON; problems are part of it.")
  private boolean json;

  @Option(names = "--verbose", description = "Print notes, too, and how long the start took.")
  private boolean verbose;

  private static final class Talk {
    @Option(names = "--quiet", description = "Print nothing but problems.")
    private boolean quiet;

    @Option(
        names = "--progress",
        description = "Draw the progress bar even where standard error is no terminal.")
    private boolean progress;
  }

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    checkOptions();
    ReadResult<ModelDescription> read = model.read(context, spec);
    if (read.hasErrors()) {
      return failed(ExitCode.MODEL_PROBLEMS, withFurtherProblems(read), "Nothing was run: ");
    }
    Extensions extensions = context.services().extensions().discover();
    List<Problem> known = new ArrayList<>(read.problems());
    known.addAll(extensions.problems());
    if (!json) {
      printProblems(known);
    }
    List<GuardedMeasurement> measurements =
        extensions.of(RunAnalysis.class).stream().map(GuardedMeasurement::new).toList();
    return run(read.value().orElseThrow(), known, measurements);
  }

  /**
   * All at once: what is wrong with mechanisms and the output folder is said together with the
   * rest.
   */
  private List<Problem> withFurtherProblems(ReadResult<ModelDescription> read) {
    List<Problem> all = new ArrayList<>(read.problems());
    read.value()
        .ifPresent(description ->
            all.addAll(
                context
                    .services()
                    .checks()
                    .check(
                        withOutput(description),
                        model.configFile(context),
                        read.problems(),
                        RunControl.none())));
    return all;
  }

  private ModelDescription withOutput(ModelDescription description) {
    return outputDir == null
        ? description
        : description.withOutput(
            description.output().withOutputDir(outputDir.toAbsolutePath().normalize().toString()));
  }

  private void printProblems(List<Problem> problems) {
    if (verbose) {
      context.problems().printSome(problems);
    } else {
      context.problems().printWarnings(problems);
    }
  }

  private void checkOptions() {
    if (tstopMs != null && !(tstopMs > 0 && Double.isFinite(tstopMs))) {
      throw new ParameterException(
          spec.commandLine(), "--tstop: %s ms is not a time above 0".formatted(tstopMs));
    }
    if (threads < 0) {
      throw new ParameterException(
          spec.commandLine(), "--threads: %d is below 0".formatted(threads));
    }
  }

  private int run(
      ModelDescription description, List<Problem> known, List<GuardedMeasurement> measurements) {
    SimulationJob.Options options =
        new SimulationJob.Options(
            Optional.ofNullable(outputDir),
            tstopMs == null ? OptionalDouble.empty() : OptionalDouble.of(tstopMs),
            threads,
            exactSums,
            scalar);
    FirstStep firstStep = new FirstStep();
    List<ResultSink> observers = new ArrayList<>(measurements);
    observers.add(firstStep);
    // Ctrl-C ends the program once the signal is closed, so the user is told before that.
    try (StopSignal stop = StopSignal.listen()) {
      RunReport report;
      try (ProgressReporter progress =
          new ProgressReporter(stop, context.terminal(), progressStyle()).start()) {
        report = simulate(description, options, progress, observers);
      } catch (ModelException e) {
        return failed(exitCode(e.problems()), withKnown(known, e.problems()), "Nothing was run: ");
      } catch (UncheckedIOException e) {
        return failed(
            ExitCode.RESULTS_NOT_WRITTEN,
            withKnown(known, List.of(notWritten(e, description))),
            "");
      }
      return finished(description, report, known, measurements, firstStep).number();
    }
  }

  /**
   * With {@code --json} everything is in one object; otherwise what was known before has been
   * printed.
   */
  private List<Problem> withKnown(List<Problem> known, List<Problem> problems) {
    if (!json) {
      return problems;
    }
    List<Problem> all = new ArrayList<>(known);
    all.addAll(problems);
    return all;
  }

  /** A folder that cannot be written to is no fault of the model. */
  private static ExitCode exitCode(List<Problem> problems) {
    boolean outputOnly =
        problems.stream().filter(Problem::isError).allMatch(p -> p.code().startsWith("output."));
    return outputOnly ? ExitCode.RESULTS_NOT_WRITTEN : ExitCode.MODEL_PROBLEMS;
  }

  private RunReport simulate(
      ModelDescription description,
      SimulationJob.Options options,
      RunControl control,
      List<ResultSink> observers) {
    return context
        .services()
        .jobs()
        .run(description, model.configFile(context), options, control, observers);
  }

  private ExitCode finished(
      ModelDescription description,
      RunReport report,
      List<Problem> known,
      List<GuardedMeasurement> measurements,
      FirstStep firstStep) {
    ExitCode exitCode = report.outcome().stopped() ? ExitCode.STOPPED : ExitCode.OK;
    List<Measure> measures = measurements.stream().flatMap(m -> m.measures().stream()).toList();
    List<Problem> later = new ArrayList<>(report.problems());
    measurements.forEach(m -> m.problem().ifPresent(later::add));
    if (json) {
      List<Problem> all = new ArrayList<>(known);
      all.addAll(later);
      context
          .terminal()
          .out()
          .println(JsonText.of(asJson(exitCode, description, report, measures, all)));
    } else {
      printProblems(later);
      if (!talk.quiet) {
        print(description, report, measures);
        if (verbose) {
          firstStep
              .secondsFromStart()
              .ifPresent(seconds ->
                  context
                      .terminal()
                      .out()
                      .println("From the command to the first step: " + Wording.duration(seconds)));
        }
      }
    }
    return exitCode;
  }

  private void print(ModelDescription description, RunReport report, List<Measure> measures) {
    var out = context.terminal().out();
    if (report.outcome().stopped() && report.files().isEmpty()) {
      out.printf(
          "Stopped %s before the simulation began; nothing was written%n", description.name());
      return;
    }
    out.printf(
        "%s %s: %s ms in %s (%sx real time; %s in all), %s%n",
        report.outcome().stopped() ? "Stopped" : "Ran",
        description.name(),
        Wording.number(report.outcome().reachedMs()),
        Wording.duration(report.outcome().loopSeconds()),
        Wording.number(report.realTimeFactor()),
        Wording.duration(report.wallSeconds()),
        Wording.counted(report.outcome().spikes(), "spike"));
    byPopulation(measures)
        .forEach((population, list) -> out.println("  " + measureLine(population, list)));
    out.println("Results: " + Paths.shown(report.outputDir()));
    for (Path file : report.files()) {
      out.println(
          "  "
              + (file.startsWith(report.outputDir()) ? report.outputDir().relativize(file) : file));
    }
  }

  private static Map<String, List<Measure>> byPopulation(List<Measure> measures) {
    return measures.stream()
        .collect(
            Collectors.groupingBy(Measure::population, LinkedHashMap::new, Collectors.toList()));
  }

  private static String measureLine(String population, List<Measure> measures) {
    String values =
        measures.stream()
            .filter(m -> Double.isFinite(m.value()))
            .map(m ->
                m.quantity()
                    + " "
                    + Wording.number(m.value())
                    + (m.unit().isEmpty() ? "" : " " + m.unit()))
            .collect(Collectors.joining(", "));
    return population.isEmpty() ? values : population + ": " + values;
  }

  private ProgressReporter.Style progressStyle() {
    if (talk.progress) {
      return ProgressReporter.Style.BAR;
    }
    if (talk.quiet || (json && !context.terminal().live())) {
      return ProgressReporter.Style.NONE;
    }
    return context.terminal().live() ? ProgressReporter.Style.BAR : ProgressReporter.Style.LINES;
  }

  private int failed(ExitCode exitCode, List<Problem> problems, String meaning) {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("command", "run");
      object.put("exitCode", exitCode.number());
      object.put("config", model.given().toString());
      object.put("problems", JsonText.problems(problems));
      context.terminal().out().println(JsonText.of(object));
    } else {
      printProblems(problems);
      context.terminal().err().println(meaning + ProblemPrinter.summary(problems));
    }
    return exitCode.number();
  }

  private Problem notWritten(UncheckedIOException failure, ModelDescription description) {
    LoggerFactory.getLogger(RunCommand.class).error("Results could not be written", failure);
    Path folder = Path.of(withOutput(description).output().outputDir());
    if (failure instanceof WriteFailedException known) {
      Problem problem = known.problem();
      boolean unfinished =
          !problem.code().equals("output.in-use") && ResultRecovery.isNeeded(folder);
      return unfinished
          ? problem.hint(
              problem.hint()
                  + ". To keep what was simulated until then: neurowright recover "
                  + Paths.shown(folder))
          : problem;
    }
    return Problem.error(
            "results.not-written",
            org.neurowright.engine.problem.Location.NOWHERE,
            "The results could not be written: " + Wording.of(failure.getCause()))
        .hint(
            "What was written before is valid. Make room or name another folder with --output-dir");
  }

  private Map<String, Object> asJson(
      ExitCode exitCode,
      ModelDescription description,
      RunReport report,
      List<Measure> measures,
      List<Problem> problems) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("command", "run");
    object.put("exitCode", exitCode.number());
    object.put("config", model.given().toString());
    object.put("model", description.name());
    object.put("stopped", report.outcome().stopped());
    object.put("reachedMs", report.outcome().reachedMs());
    object.put("steps", report.outcome().steps());
    object.put("spikes", report.outcome().spikes());
    object.put("loopSeconds", report.outcome().loopSeconds());
    object.put("wallSeconds", report.wallSeconds());
    object.put("realTimeFactor", JsonText.number(report.realTimeFactor()));
    object.put("outputDir", report.outputDir().toString());
    object.put("files", report.files().stream().map(Path::toString).toList());
    object.put("measures", measures.stream().map(RunCommand::asJson).toList());
    object.put("problems", JsonText.problems(problems));
    return object;
  }

  private static Map<String, Object> asJson(Measure measure) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("population", measure.population());
    object.put("quantity", measure.quantity());
    object.put("value", JsonText.number(measure.value()));
    object.put("unit", measure.unit());
    return object;
  }
}
