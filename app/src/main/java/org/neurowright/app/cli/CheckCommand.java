package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "Find everything that is wrong with a model, without running it.",
    footer = {
      "",
      "The exit code is 1 when there is an error, 0 when there are at most warnings.",
      "",
      "Examples:",
      "  neurowright check my_model",
      "  neurowright check my_model/simulation_config.json --json"
    })
final class CheckCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private ModelArguments model;

  @Option(names = "--json", description = "Print the problems as JSON.")
  private boolean json;

  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ReadResult<ModelDescription> read = model.read(context, spec);
    List<Problem> problems = new ArrayList<>(read.problems());
    read.value()
        .ifPresent(description ->
            problems.addAll(
                context
                    .services()
                    .checks()
                    .check(
                        description,
                        model.configFile(context),
                        read.problems(),
                        RunControl.none())));
    boolean wrong = read.value().isEmpty() || problems.stream().anyMatch(Problem::isError);
    ExitCode exitCode = wrong ? ExitCode.MODEL_PROBLEMS : ExitCode.OK;
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("command", "check");
      object.put("exitCode", exitCode.number());
      object.put("config", model.given().toString());
      object.put("problems", JsonText.problems(problems));
      context.terminal().out().println(JsonText.of(object));
    } else {
      context.problems().printAll(problems);
      String summary = ProblemPrinter.summary(problems);
      context
          .terminal()
          .out()
          .println(model.given() + ": " + (summary.isEmpty() ? "no problems" : summary));
    }
    return exitCode.number();
  }
}
