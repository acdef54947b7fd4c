package org.neurowright.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.io.format.ReadResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The words that name a model, shared by the commands that open one. */
final class ModelArguments {
  @Parameters(
      index = "0",
      paramLabel = "CONFIG",
      description = "Simulation configuration, or a folder that holds one.")
  private Path model;

  @Option(
      names = "--mechanisms",
      paramLabel = "DIR",
      description = "Folder with more .mod files; may be given several times.")
  private List<Path> mechanismDirs = new ArrayList<>();

  ReadResult<ModelDescription> read(CommandContext context, CommandSpec spec) {
    for (Path dir : mechanismDirs) {
      if (!Files.isDirectory(dir)) {
        throw new ParameterException(spec.commandLine(), "--mechanisms: there is no folder " + dir);
      }
    }
    return context.services().models().read(model, mechanismDirs);
  }

  /** What the user named. */
  Path given() {
    return model;
  }

  /** The configuration that is read when a folder was named: its likeliest one. */
  Path configFile(CommandContext context) {
    if (!Files.isDirectory(model)) {
      return model;
    }
    List<Path> found = context.services().models().configurationsIn(model);
    return found.isEmpty() ? model : found.getFirst();
  }
}
