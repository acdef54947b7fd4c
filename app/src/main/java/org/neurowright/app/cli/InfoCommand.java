package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.io.format.ReadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "info",
    description = "Say what is in a model and what running it will take.",
    footer = {"", "Examples:", "  neurowright info my_model", "  neurowright info my_model --json"})
final class InfoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Mixin private ModelArguments model;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  InfoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ReadResult<ModelDescription> read = model.read(context, spec);
    if (!json) {
      context.problems().printWarnings(read.problems());
    }
    ExitCode exitCode = read.hasErrors() ? ExitCode.MODEL_PROBLEMS : ExitCode.OK;
    if (json) {
      context.terminal().out().println(JsonText.of(asJson(read, exitCode)));
    } else {
      read.value().ifPresent(this::print);
    }
    return exitCode.number();
  }

  private void print(ModelDescription description) {
    var out = context.terminal().out();
    out.println(description.name() + "  (" + Paths.shown(model.configFile(context)) + ")");
    out.printf(
        "run: %s ms in %s steps of %s ms, %s °C, starting at %s mV%n",
        Wording.number(description.run().tstopMs()),
        Wording.count(description.run().steps()),
        Wording.number(description.run().dtMs()),
        Wording.number(description.run().celsius()),
        Wording.number(description.run().vInitMv()));
    section("nodes", nodeTable(description));
    section("cell types", cellTypeTable(description));
    section("edges", edgeTable(description));
    section("inputs", inputTable(description));
    section("reports", reportTable(description));
    printCost(RunCost.estimate(description));
  }

  private void section(String title, TextTable table) {
    if (!table.isEmpty()) {
      context.terminal().out().println(title);
      table.lines("  ").forEach(context.terminal().out()::println);
    }
  }

  private static TextTable nodeTable(ModelDescription description) {
    TextTable table = new TextTable("population", "cells", "types", "kinds");
    for (NodePopulation population : description.nodes()) {
      String kinds =
          kinds(population).entrySet().stream()
              .map(kind -> Wording.count(kind.getValue()) + " " + kind.getKey())
              .collect(Collectors.joining(", "));
      table.row(
          population.name(),
          Wording.count(population.size()),
          Wording.count(population.types().size()),
          kinds);
    }
    return table;
  }

  /** Number of cells of each kind. */
  private static Map<String, Long> kinds(NodePopulation population) {
    Map<String, Long> kinds = new TreeMap<>();
    for (int row = 0; row < population.size(); row++) {
      String kind =
          switch (population.cellModel(row)) {
            case CellModel.Cable _ -> "biophysical";
            case CellModel.Artificial(String mechanism, _) -> mechanism;
            case CellModel.Virtual _ -> "virtual";
          };
      kinds.merge(kind, 1L, Long::sum);
    }
    return kinds;
  }

  private static TextTable cellTypeTable(ModelDescription description) {
    TextTable table = new TextTable("population", "type", "cells", "model", "sections");
    for (NodePopulation population : description.nodes()) {
      if (population.isVirtual()) {
        continue;
      }
      Map<List<Integer>, Integer> cells = new LinkedHashMap<>();
      for (int row = 0; row < population.size(); row++) {
        cells.merge(
            List.of(population.typeIndex()[row], population.cellModelIndex()[row]),
            1,
            Integer::sum);
      }
      cells.forEach((key, count) -> {
        CellModel cellModel = population.cellModels().get(key.get(1));
        String sections =
            cellModel instanceof CellModel.Cable(CableCell cell)
                ? Wording.count(cell.sections().size())
                : "";
        table.row(
            population.name(),
            Long.toString(population.types().get(key.get(0)).id()),
            Wording.count(count),
            cellModel.name(),
            sections);
      });
    }
    return table;
  }

  private static TextTable edgeTable(ModelDescription description) {
    TextTable table = new TextTable("population", "from", "to", "edges", "types");
    for (EdgePopulation edges : description.edges()) {
      table.row(
          edges.name(),
          edges.source(),
          edges.target(),
          Wording.count(edges.store().size()),
          Wording.count(edges.types().size()));
    }
    return table;
  }

  private static TextTable inputTable(ModelDescription description) {
    TextTable table = new TextTable("name", "what");
    description.inputs().forEach(input -> table.row(input.name(), what(input)));
    return table;
  }

  private static String what(InputDescription input) {
    return switch (input) {
      case InputDescription.Spikes spikes ->
          Wording.counted(spikes.source().size(), "spike")
              + " for "
              + String.join(", ", spikes.populations());
      case InputDescription.CurrentClamp clamp ->
          Wording.counted(clamp.ampNa().length, "current pulse")
              + " into "
              + cells(clamp.cells().size());
      case InputDescription.CurrentTrace trace ->
          "a current trace into " + cells(trace.cells().size());
      case InputDescription.VoltageClamp clamp -> "voltage clamp of " + cells(clamp.cells().size());
      case InputDescription.SpontaneousSynapses synapses ->
          "spontaneous synapses of " + cells(synapses.sources().size());
    };
  }

  private static String cells(int count) {
    return Wording.counted(count, "cell");
  }

  private static TextTable reportTable(ModelDescription description) {
    TextTable table = new TextTable("name", "variable", "cells", "where");
    for (ReportDescription report : description.reports()) {
      String where =
          switch (report) {
            case ReportDescription.Membrane membrane ->
                membrane.somaOnly()
                    ? "soma"
                    : membrane.sections().isEmpty() ? "all sections" : kindsOf(membrane);
            case ReportDescription.Netcon netcon ->
                netcon.synapseType().orElse("all") + " synapses";
          };
      table.row(report.name(), report.variable(), Wording.count(report.cells().size()), where);
    }
    return table;
  }

  private static String kindsOf(ReportDescription.Membrane report) {
    return report.sections().stream()
        .map(kind -> kind.name().toLowerCase(java.util.Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void printCost(RunCost cost) {
    context
        .terminal()
        .out()
        .printf(
            "size: %s, %s%s%nestimate: memory %s, loop %s on one core, reports %s%n",
            Wording.counted(cost.segments(), "segment"),
            cost.counted() ? "" : "about ",
            Wording.counted(cost.synapses(), "synapse"),
            Wording.size(cost.memoryBytes()),
            Wording.duration(cost.coreSeconds()),
            Wording.size(cost.reportBytes()));
  }

  private Map<String, Object> asJson(ReadResult<ModelDescription> read, ExitCode exitCode) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("command", "info");
    object.put("exitCode", exitCode.number());
    object.put("config", model.configFile(context).toString());
    read.value().ifPresent(description -> addModel(object, description));
    object.put("problems", JsonText.problems(read.problems()));
    return object;
  }

  private static void addModel(Map<String, Object> object, ModelDescription description) {
    object.put("model", description.name());
    object.put("tstopMs", description.run().tstopMs());
    object.put("dtMs", description.run().dtMs());
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (NodePopulation population : description.nodes()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("population", population.name());
      entry.put("cells", population.size());
      entry.put("types", population.types().size());
      entry.put("kinds", kinds(population));
      nodes.add(entry);
    }
    object.put("nodes", nodes);
    List<Map<String, Object>> edges = new ArrayList<>();
    for (EdgePopulation population : description.edges()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("population", population.name());
      entry.put("source", population.source());
      entry.put("target", population.target());
      entry.put("edges", population.store().size());
      entry.put("types", population.types().size());
      edges.add(entry);
    }
    object.put("edges", edges);
    object.put("inputs", description.inputs().stream().map(InputDescription::name).toList());
    object.put("reports", ReportDescription.names(description.reports()));
    RunCost cost = RunCost.estimate(description);
    object.put("segments", cost.segments());
    object.put("synapses", cost.synapses());
    object.put("synapsesCounted", cost.counted());
    object.put("memoryBytes", Math.round(cost.memoryBytes()));
    object.put("coreSeconds", cost.coreSeconds());
    object.put("reportBytes", Math.round(cost.reportBytes()));
  }
}
