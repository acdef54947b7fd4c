package org.neurowright.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "open",
    description = "Start the desktop application, with a model if one is given.",
    footer = {"", "Example:", "  neurowright open my_model"})
final class OpenCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG|FOLDER",
      description = "Simulation configuration or model folder.")
  private Path model;

  OpenCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (model != null && !Files.exists(model)) {
      throw new ParameterException(spec.commandLine(), "There is no " + model);
    }
    Optional<String> obstacle = context.services().desktop().obstacle();
    if (obstacle.isPresent()) {
      context.terminal().err().println("neurowright: " + obstacle.get());
      context
          .terminal()
          .err()
          .println("Without the desktop: neurowright run CONFIG, or neurowright --help");
      return ExitCode.USAGE.number();
    }
    return context.services().desktop().open(Optional.ofNullable(model)).number();
  }
}
