package org.neurowright.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.neurowright.app.cli.SpikeComparison.Difference;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    description = "Say where the spikes of two files (SONATA .h5 or .csv) differ.",
    footer = {
      "",
      "The exit code is 0 when all spikes agree and 5 when some do not.",
      "",
      "Example:",
      "  neurowright spikes compare output/spikes.h5 expected/spikes.csv --tolerance 0.1"
    })
final class SpikesCompareCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "First spike file.")
  private Path fileA;

  @Parameters(index = "1", paramLabel = "B", description = "Second spike file.")
  private Path fileB;

  @Option(
      names = "--tolerance",
      paramLabel = "MS",
      defaultValue = "1e-6",
      description = "Times that differ by no more than this agree; ${DEFAULT-VALUE} by default.")
  private double toleranceMs;

  @Option(names = "--population", paramLabel = "P", description = "Compare this population only.")
  private String population;

  @Option(names = "--json", description = "Print the differences as JSON.")
  private boolean json;

  SpikesCompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!(toleranceMs >= 0)) {
      throw new ParameterException(
          spec.commandLine(), "--tolerance: %s ms is below 0".formatted(toleranceMs));
    }
    ReadResult<List<SpikeTrains>> a = read(fileA);
    ReadResult<List<SpikeTrains>> b = read(fileB);
    context.problems().printSome(a.problems());
    context.problems().printSome(b.problems());
    if (a.hasErrors() || b.hasErrors()) {
      return ExitCode.MODEL_PROBLEMS.number();
    }
    List<SpikeTrains> trainsA = selected(a.orThrow());
    List<SpikeTrains> trainsB = selected(b.orThrow());
    if (population != null && trainsA.isEmpty() && trainsB.isEmpty()) {
      context.problems().print(unknownPopulation(a.orThrow(), b.orThrow()));
      return ExitCode.MODEL_PROBLEMS.number();
    }
    List<Difference> differences = SpikeComparison.compare(trainsA, trainsB, toleranceMs);
    boolean same = differences.stream().allMatch(Difference::same);
    ExitCode exitCode = same ? ExitCode.OK : ExitCode.DIFFERENT;
    if (json) {
      context.terminal().out().println(JsonText.of(asJson(exitCode, differences)));
    } else {
      differences.forEach(this::print);
      if (differences.isEmpty()) {
        context.terminal().out().println("Both files hold no population");
      }
    }
    return exitCode.number();
  }

  private ReadResult<List<SpikeTrains>> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "There is no file " + file);
    }
    return context.services().spikeFiles().read(file);
  }

  private List<SpikeTrains> selected(List<SpikeTrains> trains) {
    return trains.stream()
        .filter(t -> population == null || t.population().equals(population))
        .toList();
  }

  private Problem unknownPopulation(List<SpikeTrains> a, List<SpikeTrains> b) {
    List<String> known =
        Stream.concat(a.stream(), b.stream())
            .map(SpikeTrains::population)
            .distinct()
            .sorted()
            .toList();
    return Problem.error(
            "spikes.unknown-population",
            Location.NOWHERE,
            "Neither file has a population '" + population + "'")
        .expected(known.isEmpty() ? "files with spikes" : "one of " + String.join(", ", known));
  }

  private void print(Difference difference) {
    var out = context.terminal().out();
    String shift =
        Double.isNaN(difference.largestShiftMs())
            ? ""
            : ", largest shift %s ms".formatted(Wording.number(difference.largestShiftMs()));
    if (difference.same()) {
      out.printf(
          "%s: same, %s%s%n",
          difference.population(), Wording.counted(difference.countA(), "spike"), shift);
      return;
    }
    out.printf(
        "%s: differs in %s: %s and %s spikes, %s only in the first, %s only in the second%s%n",
        difference.population(),
        Wording.counted(difference.cells(), "cell"),
        Wording.count(difference.countA()),
        Wording.count(difference.countB()),
        Wording.count(difference.onlyA()),
        Wording.count(difference.onlyB()),
        shift);
    difference
        .first()
        .ifPresent(lone ->
            out.printf(
                "  first: node %d at %s ms, only in the %s%n",
                lone.nodeId(), lone.timeMs(), lone.inFirst() ? "first" : "second"));
  }

  private Map<String, Object> asJson(ExitCode exitCode, List<Difference> differences) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("command", "spikes compare");
    object.put("exitCode", exitCode.number());
    object.put("toleranceMs", toleranceMs);
    object.put("populations", differences.stream().map(SpikesCompareCommand::asJson).toList());
    return object;
  }

  private static Map<String, Object> asJson(Difference difference) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("population", difference.population());
    object.put("same", difference.same());
    object.put("spikesA", difference.countA());
    object.put("spikesB", difference.countB());
    object.put("onlyA", difference.onlyA());
    object.put("onlyB", difference.onlyB());
    object.put("cells", difference.cells());
    object.put("largestShiftMs", JsonText.number(difference.largestShiftMs()));
    return object;
  }
}
