package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Several commands in one process, for the training run of the launcher: Java's cache remembers
 * what one process has done.
 */
@Command(
    name = "sequence",
    hidden = true,
    description = "Run several commands, separated by the word " + SequenceCommand.SEPARATOR + ".")
final class SequenceCommand implements Callable<Integer> {
  static final String SEPARATOR = "then";

  private final CommandContext context;

  @Parameters(paramLabel = "WORD", description = "Commands with their options.")
  private List<String> words = new ArrayList<>();

  SequenceCommand(CommandContext context) {
    this.context = context;
  }

  /** Ends with the exit code of the first command that fails. */
  @Override
  public Integer call() {
    int from = 0;
    while (from < words.size()) {
      List<String> rest = words.subList(from, words.size());
      int separator = rest.indexOf(SEPARATOR);
      List<String> command = separator < 0 ? rest : rest.subList(0, separator);
      int code =
          CommandLineProgram.run(
              command.toArray(String[]::new), context.services(), context.terminal());
      if (code != ExitCode.OK.number()) {
        return code;
      }
      from += command.size() + 1;
    }
    return ExitCode.OK.number();
  }
}
