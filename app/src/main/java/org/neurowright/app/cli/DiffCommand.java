package org.neurowright.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.network.NetworkDiff;
import org.neurowright.io.network.NetworkFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "diff",
    description = {
      "Say in what two folders of network files differ: nodes by id, edges as a collection of rows.",
      "The order of rows and columns means nothing."
    },
    footer = {
      "",
      "The exit code is 0 when nodes, edges and types are the same and 5 when not.",
      "",
      "Example:",
      "  neurowright diff my_model/network old/network"
    })
final class DiffCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NETA", description = "First folder.")
  private Path folderA;

  @Parameters(index = "1", paramLabel = "NETB", description = "Second folder.")
  private Path folderB;

  @Option(names = "--json", description = "Print the differences as JSON.")
  private boolean json;

  DiffCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ReadResult<NetworkFiles.Network> a = read(folderA);
    try (NetworkFiles.Network networkA = a.value().orElseThrow()) {
      ReadResult<NetworkFiles.Network> b = read(folderB);
      try (NetworkFiles.Network networkB = b.value().orElseThrow()) {
        context.problems().printSome(a.problems());
        context.problems().printSome(b.problems());
        if (a.hasErrors() || b.hasErrors()) {
          return ExitCode.MODEL_PROBLEMS.number();
        }
        NetworkDiff diff = NetworkDiff.of(networkA, networkB);
        ExitCode exitCode = diff.same() ? ExitCode.OK : ExitCode.DIFFERENT;
        if (json) {
          context.terminal().out().println(JsonText.of(asJson(exitCode, diff)));
        } else {
          diff.lines().forEach(context.terminal().out()::println);
        }
        return exitCode.number();
      }
    }
  }

  private ReadResult<NetworkFiles.Network> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "There is no folder " + folder);
    }
    return NetworkFiles.read(folder);
  }

  private static Map<String, Object> asJson(ExitCode exitCode, NetworkDiff diff) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("command", "diff");
    object.put("exitCode", exitCode.number());
    object.put("same", diff.same());
    object.put("nodes", diff.nodes().stream().map(DiffCommand::asJson).toList());
    object.put("edges", diff.edges().stream().map(DiffCommand::asJson).toList());
    return object;
  }

  private static Map<String, Object> asJson(NetworkDiff.Nodes nodes) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("population", nodes.population());
    object.put("same", nodes.same());
    object.put("nodesA", known(nodes.countA()));
    object.put("nodesB", known(nodes.countB()));
    object.put("onlyA", nodes.onlyA());
    object.put("onlyB", nodes.onlyB());
    object.put("otherType", nodes.otherType());
    object.put("types", nodes.types());
    object.put("columns", nodes.columns());
    return object;
  }

  private static Map<String, Object> asJson(NetworkDiff.Edges edges) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("population", edges.population());
    object.put("same", edges.same());
    object.put("edgesA", known(edges.countA()));
    object.put("edgesB", known(edges.countB()));
    object.put("onlyA", edges.onlyA());
    object.put("onlyB", edges.onlyB());
    object.put("types", edges.types());
    Map<String, Object> statistics = new LinkedHashMap<>();
    edges
        .statistics()
        .forEach((what, pair) -> {
          Map<String, Object> both = new LinkedHashMap<>();
          both.put("a", asJson(pair.a()));
          both.put("b", asJson(pair.b()));
          statistics.put(what, both);
        });
    object.put("statistics", statistics);
    return object;
  }

  private static Map<String, Object> asJson(NetworkDiff.Statistics statistics) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("count", statistics.count());
    object.put("mean", JsonText.number(statistics.mean()));
    object.put("deviation", JsonText.number(statistics.deviation()));
    object.put("least", JsonText.number(statistics.least()));
    object.put("most", JsonText.number(statistics.most()));
    return object;
  }

  /** Null where there is no such population. */
  private static Object known(long count) {
    return count < 0 ? null : count;
  }
}
