package org.neurowright.app.cli;

import java.io.UncheckedIOException;
import org.neurowright.app.platform.LogFile;
import org.neurowright.engine.problem.ModelException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Runs one command line from its words to its exit code. */
public final class CommandLineProgram {
  private static final int HELP_COLUMNS = 100;

  private CommandLineProgram() {}

  /**
   * Runs a command.
   *
   * @param args the words after the program's name
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(String[] args, Services services, Terminal terminal) {
    try {
      return commandLine(services, terminal).execute(args);
    } catch (Exception | LinkageError | AssertionError | VirtualMachineError e) {
      return failed(e, terminal).number();
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private static CommandLine commandLine(Services services, Terminal terminal) {
    CommandContext context = new CommandContext(services, terminal, new ProblemPrinter(terminal));
    CommandLine root =
        new CommandLine(new RootCommand())
            .addSubcommand(new NewCommand(context))
            .addSubcommand(new BuildCommand(context))
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new CheckCommand(context))
            .addSubcommand(new InfoCommand(context))
            .addSubcommand(new NmodlCommand(context))
            .addSubcommand(
                new CommandLine(new SpikesCommand())
                    .addSubcommand(new SpikesCompareCommand(context)))
            .addSubcommand(ProfileCommand.withProtocols(context))
            .addSubcommand(new DiffCommand(context))
            .addSubcommand(
                new CommandLine(new ExportCommand()).addSubcommand(new ExportBmtkCommand(context)))
            .addSubcommand(new RecoverCommand(context))
            .addSubcommand(new OpenCommand(context))
            .addSubcommand(new VersionCommand(context))
            .addSubcommand(new CommandLine(new SequenceCommand(context)).setStopAtPositional(true))
            .addSubcommand(new CommandLine.HelpCommand())
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(HELP_COLUMNS)
            .setParameterExceptionHandler(
                (exception, words) -> wrongUsage(exception, terminal).number())
            .setExecutionExceptionHandler(
                (exception, command, parsed) -> failed(exception, terminal).number());
    root.getSubcommands().values().forEach(CommandLineProgram::addHelp);
    return root;
  }

  /**
   * Gives a command and those below it the option --help; the root and the command help have their
   * own.
   */
  private static void addHelp(CommandLine line) {
    if (line.getCommand() instanceof CommandLine.HelpCommand) {
      return;
    }
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
    line.getSubcommands().values().forEach(CommandLineProgram::addHelp);
  }

  /** One line that says what is wrong and where to read on; the whole help would hide it. */
  private static ExitCode wrongUsage(ParameterException exception, Terminal terminal) {
    terminal.err().println("neurowright: " + exception.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(exception, terminal.err());
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("See: " + command + " --help");
    return ExitCode.USAGE;
  }

  /** Says in one line what went wrong; the stack trace goes to the log. */
  private static ExitCode failed(Throwable failure, Terminal terminal) {
    return switch (failure) {
      case ModelException wrongModel -> {
        new ProblemPrinter(terminal).printAll(wrongModel.problems());
        yield ExitCode.MODEL_PROBLEMS;
      }
      case UncheckedIOException unreadable -> {
        LoggerFactory.getLogger(CommandLineProgram.class)
            .error("A file could not be read", unreadable);
        terminal.err().println("neurowright: " + Wording.of(unreadable.getCause()));
        yield ExitCode.MODEL_PROBLEMS;
      }
      case OutOfMemoryError tooLittle -> {
        LoggerFactory.getLogger(CommandLineProgram.class).error("Out of memory", tooLittle);
        terminal
            .err()
            .println(
                "neurowright: the model needs more memory than the %d MB that Java may use. Give it more: NEUROWRIGHT_JAVA_OPTS=-Xmx16g"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
        yield ExitCode.INTERNAL_ERROR;
      }
      default -> {
        LoggerFactory.getLogger(CommandLineProgram.class).error("Internal error", failure);
        terminal.err().println("neurowright: internal error: " + failure);
        LogFile.path()
            .ifPresent(file ->
                terminal
                    .err()
                    .println("neurowright: please report it with the details in " + file));
        yield ExitCode.INTERNAL_ERROR;
      }
    };
  }
}
