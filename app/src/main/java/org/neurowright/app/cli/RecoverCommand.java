package org.neurowright.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.results.ResultRecovery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "recover",
    description = {
      "Put in order what a run left whose program was killed or whose machine went down.",
      "Spike files are written, reports get their true end, and run.json says how far the run came."
    },
    footer = {"", "Example:", "  neurowright recover my_model/output"})
final class RecoverCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "Output folder of the interrupted run.")
  private Path folder;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  RecoverCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ReadResult<ResultRecovery.Recovered> read = context.services().recovery().recover(folder);
    ExitCode exitCode = read.hasErrors() ? ExitCode.MODEL_PROBLEMS : ExitCode.OK;
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("command", "recover");
      object.put("exitCode", exitCode.number());
      object.put("folder", folder.toString());
      read.value()
          .ifPresent(saved -> {
            object.put("spikes", saved.spikes());
            object.put("reachedMs", saved.reachedMs());
            object.put("files", saved.files().stream().map(Path::toString).toList());
          });
      object.put("problems", JsonText.problems(read.problems()));
      context.terminal().out().println(JsonText.of(object));
    } else {
      context.problems().printAll(read.problems());
      read.value().ifPresent(this::print);
    }
    return exitCode.number();
  }

  private void print(ResultRecovery.Recovered saved) {
    var out = context.terminal().out();
    out.printf(
        "Recovered %s ms and %s in %s%n",
        Wording.number(saved.reachedMs()),
        Wording.counted(saved.spikes(), "spike"),
        Paths.shown(folder));
    saved.files().forEach(file -> out.println("  " + Paths.shown(file)));
  }
}
