package org.neurowright.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.export.BmtkExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bmtk",
    description = {
      "Write a folder that BMTK runs: networks, inputs, components, configurations, run_bionet.py.",
      "What BMTK would not understand is listed, and then nothing is written."
    },
    footer = {
      "",
      "Examples:",
      "  neurowright export bmtk my_model --out my_model_bmtk",
      "  python my_model_bmtk/run_bionet.py"
    })
final class ExportBmtkCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "Model document, simulation configuration, or a folder with one; of both, the document.")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder that does not exist or is empty.")
  private Path out;

  @Option(
      names = "--force",
      description = "Write in spite of what BMTK does not understand; it is listed all the same.")
  private boolean force;

  ExportBmtkCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!Files.exists(model)) {
      throw new ParameterException(spec.commandLine(), "There is no " + model);
    }
    try (StopSignal stop = StopSignal.listen()) {
      BmtkExport.Exported exported =
          BmtkExport.export(
              model, out, force, Runtime.getRuntime().availableProcessors(), stop::requested);
      context.problems().printSome(exported.problems());
      if (stop.requested()) {
        context.terminal().err().println("Stopped; nothing was written");
        return ExitCode.STOPPED.number();
      }
      if (exported.isRefused()) {
        context
            .terminal()
            .err()
            .println("Nothing was written: " + ProblemPrinter.summary(exported.problems()));
        return ExitCode.MODEL_PROBLEMS.number();
      }
      context
          .terminal()
          .out()
          .println(
              "Wrote "
                  + Wording.counted(exported.files().size(), "file")
                  + " to "
                  + out
                  + "; run it with: python "
                  + out.resolve("run_bionet.py"));
      return ExitCode.OK.number();
    } catch (IOException e) {
      context
          .problems()
          .print(
              Problem.error(
                  "output.not-writable", Location.of(out), "Not written: " + Wording.of(e)));
      return ExitCode.RESULTS_NOT_WRITTEN.number();
    }
  }
}
