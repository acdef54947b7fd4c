package org.neurowright.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The word {@code neurowright} itself. */
@Command(
    name = "neurowright",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = "Opens BMTK model folders, checks them and runs them.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Without a command the desktop application starts.",
      "",
      "Examples:",
      "  neurowright run my_model/simulation_config.json",
      "  neurowright check my_model",
      "  neurowright help run",
      "",
      "Exit codes: 0 done, 1 the model has errors, 2 wrong command line,",
      "3 results could not be written, 4 internal error, 5 spike files differ, 130 stopped."
    })
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do");
  }
}
