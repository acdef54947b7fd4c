package org.neurowright.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.make.Hints;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.MadeConnection;
import org.neurowright.engine.network.make.MadeInput;
import org.neurowright.engine.network.make.Readout;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.build.BuildJob;
import org.neurowright.io.build.DocumentPlaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "build",
    description = {
      "Build the networks of a model document: SONATA files, input spikes, and configuration files"
          + " where there are none.",
      "Ctrl-C leaves older network files as they were."
    },
    footer = {
      "",
      "With --dry-run nothing is written: a table says what each rule would connect, by making the",
      "connections of some of its targets; --exact looks at all of them.",
      "",
      "Examples:",
      "  neurowright build my_model --dry-run",
      "  neurowright build my_model/model.json --out /data/net --seed 7"
    })
final class BuildCommand implements Callable<Integer> {
  /** Time for looking at a rule before building. */
  private static final long LOOK_NS = 100_000_000L;

  /** Hints are about the usual time step; the configuration may say another. */
  private static final double USUAL_DT_MS = 0.1;

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Model document, or the folder that has one called model.json.")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for network, inputs and configuration; that of the document without it.")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Seed instead of the document's.")
  private Long seed;

  @Option(names = "--dry-run", description = "Only say what would be built.")
  private boolean dryRun;

  @Option(names = "--exact", description = "With --dry-run: count all connections.")
  private boolean exact;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Worker threads; 0, the default, takes one per processor. Files do not depend on it.")
  private int threads;

  @Option(names = "--quiet", description = "Print nothing but problems.")
  private boolean quiet;

  BuildCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!Files.exists(model)) {
      throw new ParameterException(spec.commandLine(), "There is no " + model);
    }
    if (threads < 0) {
      throw new ParameterException(
          spec.commandLine(), "--threads: %d is below 0".formatted(threads));
    }
    try (StopSignal stop = StopSignal.listen()) {
      try (ProgressReporter progress =
          new ProgressReporter(stop, context.terminal(), style()).start()) {
        return build(stop, progress).number();
      }
    }
  }

  private ProgressReporter.Style style() {
    return quiet || dryRun
        ? ProgressReporter.Style.NONE
        : context.terminal().live() ? ProgressReporter.Style.BAR : ProgressReporter.Style.LINES;
  }

  private ExitCode build(StopSignal stop, ProgressReporter progress) {
    BuildJob.Prepared prepared =
        BuildJob.prepare(
            model, seed == null ? OptionalLong.empty() : OptionalLong.of(seed), progress);
    context.problems().printSome(prepared.problems());
    if (prepared.hasErrors()) {
      context
          .terminal()
          .err()
          .println("Nothing was built: " + ProblemPrinter.summary(prepared.problems()));
      return ExitCode.MODEL_PROBLEMS;
    }
    if (stop.requested()) {
      return stopped();
    }
    Made made = prepared.made().orElseThrow();
    if (dryRun) {
      context
          .problems()
          .printSome(DocumentPlaces.of(prepared.file()).locate(Hints.of(made, USUAL_DT_MS)));
      print(made, stop);
      return ExitCode.OK;
    }
    Path folder = out != null ? out : prepared.file().toAbsolutePath().normalize().getParent();
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    long begin = System.nanoTime();
    try {
      Optional<BuildJob.Written> written = BuildJob.write(prepared, folder, workers, progress);
      if (written.isEmpty()) {
        return stopped();
      }
      progress.close();
      context.problems().printSome(written.get().problems());
      if (!quiet) {
        print(made, written.get(), folder, (System.nanoTime() - begin) * 1e-9);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      context
          .problems()
          .print(
              Problem.error(
                  "output.not-writable", Location.of(folder), "Not written: " + Wording.of(e)));
      return ExitCode.RESULTS_NOT_WRITTEN;
    }
  }

  private ExitCode stopped() {
    context.terminal().err().println("Stopped; network files are as they were");
    return ExitCode.STOPPED;
  }

  // ------------------------------------------------------------------------------------- read-out

  private void print(Made made, StopSignal stop) {
    PrintWriter print = context.terminal().out();
    TextTable networks = new TextTable("network", "cells", "types");
    for (NodeTable table : made.nodes()) {
      networks.row(table.name(), Wording.count(table.size()), Wording.count(table.types().size()));
    }
    networks.lines("").forEach(print::println);
    print.println();
    TextTable table =
        new TextTable(
            "connection",
            "sources",
            "targets",
            "pairs",
            "expected",
            "connections",
            "synapses",
            "in-degree",
            "out-degree",
            "size",
            "time");
    List<String> sentences = new ArrayList<>();
    boolean estimated = false;
    for (MadeConnection connection : made.connections()) {
      Readout readout =
          exact
              ? Readout.exact(connection, stop::requested)
              : Readout.sample(connection, LOOK_NS, System::nanoTime);
      estimated |= !readout.isExact();
      table.row(
          connection.recipe().name(),
          Wording.count(readout.sources()),
          Wording.count(readout.targets()),
          Wording.count(readout.pairs()),
          Double.isNaN(readout.expectedConnections())
              ? ""
              : Wording.count(Math.round(readout.expectedConnections())),
          Wording.count(Math.round(readout.connections())),
          Wording.count(Math.round(readout.synapses())),
          tenth(readout.meanInDegree()),
          tenth(readout.meanOutDegree()),
          Wording.size(readout.bytes()),
          Wording.duration(readout.buildSeconds()));
      if (!readout.nothing().isEmpty()) {
        sentences.add(
            "\"" + connection.recipe().name() + "\" connects nothing: " + readout.nothing());
      }
      if (readout.clipped() > 0) {
        sentences.add(
            "\"%s\": probabilities reach %s and count as 1 there"
                .formatted(connection.recipe().name(), Wording.number(readout.clipped())));
      }
    }
    if (!table.isEmpty()) {
      table.lines("").forEach(print::println);
    }
    if (estimated) {
      print.println(
          "Numbers of connections are estimates from some of the targets; --exact counts all.");
    }
    sentences.forEach(print::println);
    for (MadeInput input : made.inputs()) {
      print.println(
          "input \"%s\": about %s from %s"
              .formatted(
                  input.recipe().name(),
                  Wording.counted(Math.round(input.expected()), "spike"),
                  Wording.counted(input.nodes().size(), "cell")));
    }
  }

  private static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private void print(Made made, BuildJob.Written written, Path folder, double seconds) {
    PrintWriter print = context.terminal().out();
    TextTable table = new TextTable("population", "rows");
    made.nodes().forEach(n -> table.row(n.name(), Wording.count(n.size())));
    written.edges().forEach((name, rows) -> table.row(name, Wording.count(rows)));
    written
        .spikes()
        .forEach((name, spikes) -> table.row("spikes of " + name, Wording.count(spikes)));
    table.lines("").forEach(print::println);
    print.println(
        "Wrote %s to %s in %s"
            .formatted(
                Wording.counted(written.files().size(), "file"),
                Paths.shown(folder.toString()),
                Wording.duration(seconds)));
  }
}
