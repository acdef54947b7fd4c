package org.neurowright.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "profile",
    description = "Examine one cell.",
    footer = {
      "",
      "CELL is a hoc file, a folder with hoc files, a morphology (.swc, .asc; its parameters with",
      "--params), a NeuroML file, or a configuration with --node POPULATION:ID.",
      "",
      "Examples:",
      "  neurowright profile passive cell.hoc --inj-amp -50 --method exp2",
      "  neurowright profile fi cells/ --template Pyramidal --mechanisms modfiles --plot fi.png",
      "  neurowright profile zap cell.swc --params fit.json --inj-amp 10 --json",
      "  neurowright profile synapse-tuner cell.hoc --train --vclamp --load ampa.json",
      "  neurowright profile gap cell.hoc --target-coupling 0.05"
    })
final class ProfileCommand implements Runnable {
  @Spec private CommandSpec spec;

  static CommandLine withProtocols(CommandContext context) {
    return new CommandLine(new ProfileCommand())
        .addSubcommand(new ProfilePassiveCommand(context))
        .addSubcommand(new ProfileClampCommand(context))
        .addSubcommand(new ProfileFiCommand(context))
        .addSubcommand(new ProfileZapCommand(context))
        .addSubcommand(new ProfileSynapseCommand(context))
        .addSubcommand(new ProfileSynapseTunerCommand(context))
        .addSubcommand(new ProfileGapCommand(context))
        .addSubcommand(new ProfileFeaturesCommand(context))
        .addSubcommand(new ProfileSegregateCommand(context))
        .addSubcommand(new ProfileVclampCommand(context))
        .addSubcommand(new ProfileAttenuationCommand(context))
        .addSubcommand(new ProfileSearchCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say which protocol: passive, clamp, fi, zap, synapse, synapse-tuner, gap, features, vclamp,"
            + " attenuation, segregate or search");
  }
}
