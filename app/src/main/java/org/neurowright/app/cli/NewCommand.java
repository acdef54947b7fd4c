package org.neurowright.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.io.build.Scaffold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new",
    description = "Begin a model folder with a document, model.json, and what it needs.",
    footer = {
      "",
      "Templates:",
      "  empty            a document without anything",
      "  two-populations  excitatory and inhibitory cells, rules by distance, Poisson input",
      "",
      "Example:",
      "  neurowright new my_model --template two-populations",
      "  neurowright build my_model",
      "  neurowright run my_model"
    })
final class NewCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Folder that does not exist or is empty.")
  private Path folder;

  @Option(
      names = "--template",
      paramLabel = "T",
      defaultValue = "empty",
      description = "What to begin with; ${DEFAULT-VALUE} without this.")
  private String template;

  NewCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Scaffold.Template> all = Arrays.asList(Scaffold.Template.values());
    Optional<Scaffold.Template> chosen =
        all.stream().filter(t -> t.word().equals(template)).findFirst();
    if (chosen.isEmpty()) {
      List<String> words = all.stream().map(Scaffold.Template::word).collect(Collectors.toList());
      throw new ParameterException(
          spec.commandLine(),
          "--template: there is no \"" + template + "\". " + NearestName.hint(template, words));
    }
    try {
      List<Path> files = Scaffold.create(folder, chosen.get());
      context.terminal().out().println("Wrote " + Paths.shown(files.getFirst().toString()));
      context.terminal().out().println("Next: neurowright build " + folder);
      return ExitCode.OK.number();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
