package org.neurowright.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.Superposition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "nmodl",
    description = "Compile mechanism files and say what is in them.",
    footer = {
      "",
      "Examples:",
      "  neurowright nmodl mechanisms/*.mod",
      "  neurowright nmodl Ih.mod --java",
      "  neurowright nmodl Ih.mod --units"
    })
final class NmodlCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "NMODL files (.mod).")
  private List<Path> files;

  @Option(names = "--java", description = "Print the Java source that is made of each file.")
  private boolean java;

  @Option(names = "--units", description = "List units that do not agree, as modlunit does.")
  private boolean units;

  NmodlCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(spec.commandLine(), "There is no file " + file);
      }
    }
    boolean allUsable = true;
    for (CheckedMechanism checked : context.services().mechanisms().check(files)) {
      context.problems().printAll(checked.problems());
      if (units) {
        context.problems().printAll(checked.unitWarnings());
      }
      allUsable &= checked.isUsable();
      print(checked);
    }
    return (allUsable ? ExitCode.OK : ExitCode.MODEL_PROBLEMS).number();
  }

  private void print(CheckedMechanism checked) {
    var out = context.terminal().out();
    if (java) {
      checked.javaSource().ifPresent(out::println);
    } else if (checked.isUsable()) {
      out.println(
          Paths.shown(checked.file())
              + ": "
              + checked.type().map(NmodlCommand::describe).orElse("done by the engine itself")
              + unitSummary(checked));
    } else {
      out.println(
          Paths.shown(checked.file())
              + ": cannot be used, "
              + ProblemPrinter.summary(checked.problems()));
    }
  }

  private String unitSummary(CheckedMechanism checked) {
    int count = checked.unitWarnings().size();
    return count == 0
        ? ""
        : ", " + Wording.counted(count, "unit warning") + (units ? "" : " (--units lists them)");
  }

  private static String describe(MechanismType type) {
    String kind =
        switch (type.kind()) {
          case DENSITY -> "density mechanism";
          case POINT_PROCESS -> "point process";
          case ARTIFICIAL_CELL -> "artificial cell";
        };
    long states =
        type.variables().stream().filter(v -> v.role() == MechanismVariable.Role.STATE).count();
    long parameters =
        type.variables().stream().filter(v -> v.role() == MechanismVariable.Role.PARAMETER).count();
    String ions = type.ions().stream().map(IonUse::ion).collect(Collectors.joining(", "));
    return "%s, %s, %s, %s%s%s"
        .formatted(
            type.name(),
            kind,
            Wording.counted(states, "state"),
            Wording.counted(parameters, "parameter"),
            ions.isEmpty() ? "" : ", ions " + ions,
            type.netReceiveArgs() >= 0 && type.kind() == MechanismKind.POINT_PROCESS
                ? ", " + superposition(type.superposition())
                : "");
  }

  private static String superposition(Superposition superposition) {
    return superposition.proved()
        ? "equal ones at one place are computed together"
        : "each computed by itself: " + superposition.reason();
  }
}
