package org.neurowright.io.sonata.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.Fields;
import org.neurowright.io.sonata.config.FileLookup;

/** Reads what a configuration says about the run, once its network is known. */
public final class SimulationReader {

  /** What was read. */
  public record Simulation(
      RunSettings run,
      OutputSettings output,
      List<InputDescription> inputs,
      List<ReportDescription> reports) {
    public Simulation {
      inputs = List.copyOf(inputs);
      reports = List.copyOf(reports);
    }
  }

  private final Config config;
  private final FileLookup lookup;
  private final SpikeSourceOpener spikes;
  private final boolean simulated;
  private final Problems problems;

  /**
   * A reader for one configuration.
   *
   * @param simulated false for runs of other simulators: then inputs and reports are left out
   */
  public SimulationReader(
      Config config,
      FileLookup lookup,
      SpikeSourceOpener spikes,
      boolean simulated,
      Problems problems) {
    this.config = config;
    this.lookup = lookup;
    this.spikes = spikes;
    this.simulated = simulated;
    this.problems = problems;
  }

  /** Reads everything, inputs and reports against the given network. */
  public Simulation read(List<NodePopulation> nodes, List<EdgePopulation> edges) {
    RunReader runReader = new RunReader(config, lookup, simulated, problems);
    RunSettings run = runReader.settings();
    OutputSettings output = runReader.output();
    if (!simulated) {
      return new Simulation(run, output, List.of(), List.of());
    }
    NodeSets nodeSets = new NodeSets(namedSets(), nodes, problems);
    List<InputDescription> inputs =
        new InputsReader(nodes, edges, nodeSets, lookup, spikes, run, problems)
            .read(Fields.section(config, "inputs", problems));
    List<ReportDescription> reports =
        new ReportsReader(nodes, nodeSets, run, problems)
            .read(Fields.section(config, "reports", problems));
    return new Simulation(run, output, inputs, reports);
  }

  /** The section itself, or the file that is named when there is no section. */
  private Map<String, JsonValue> namedSets() {
    if (config.get("node_sets").isPresent()) {
      if (config.get("node_sets_file").isPresent()) {
        problems.add(
            Problem.info(
                "nodeset.file-ignored",
                config.get("node_sets_file").get().where(),
                "node_sets_file is not read, as the configuration has node_sets itself"));
      }
      return Fields.section(config, "node_sets", problems).object().members();
    }
    JsonValue file = config.get("node_sets_file").orElse(null);
    return switch (file) {
      case null -> Map.of();
      case JsonText text -> fromFile(text);
      case JsonNull _ -> Map.of();
      case JsonValue other -> {
        problems.add(
            Problem.error(
                    "config.wrong-type", other.where(), "node_sets_file is " + other.inWords())
                .expected("a path"));
        yield Map.of();
      }
    };
  }

  private Map<String, JsonValue> fromFile(JsonText text) {
    Optional<Path> file = lookup.file(text, "the node sets file");
    if (file.isEmpty()) {
      return Map.of();
    }
    ReadResult<JsonValue> json = JsonReader.read(file.get());
    problems.addAll(json.problems());
    if (json.value().isPresent() && !(json.value().get() instanceof JsonObject)) {
      problems.add(
          Problem.error(
                  "config.wrong-type",
                  json.value().get().where(),
                  "The node sets are " + json.value().get().inWords())
              .expected("an object of node sets by name"));
    }
    return json.value()
        .filter(JsonObject.class::isInstance)
        .map(v -> ((JsonObject) v).members())
        .orElse(Map.of());
  }
}
