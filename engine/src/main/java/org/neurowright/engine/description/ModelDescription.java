package org.neurowright.engine.description;

import java.util.List;
import java.util.Optional;

/**
 * Everything a simulation needs, as immutable data.
 *
 * @param name for titles and messages (usually the folder's name)
 * @param nodes populations in the order they are loaded (which fixes the global ids)
 * @param edges edge populations in the order of the configuration
 * @param run what to run
 * @param inputs in the order of the configuration
 * @param reports in the order of the configuration
 * @param output where results go
 * @param mechanismFiles paths of NMODL files that the model brings, in compilation order
 * @param inputFiles paths of all files the description was read from, mechanisms included, in the
 *     order they were met; results depend on nothing else
 */
public record ModelDescription(
    String name,
    List<NodePopulation> nodes,
    List<EdgePopulation> edges,
    RunSettings run,
    List<InputDescription> inputs,
    List<ReportDescription> reports,
    OutputSettings output,
    List<String> mechanismFiles,
    List<String> inputFiles) {
  public ModelDescription {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    inputs = List.copyOf(inputs);
    reports = List.copyOf(reports);
    mechanismFiles = List.copyOf(mechanismFiles);
    inputFiles = List.copyOf(inputFiles);
  }

  /** A model that was not read from files, except for its mechanisms. */
  public ModelDescription(
      String name,
      List<NodePopulation> nodes,
      List<EdgePopulation> edges,
      RunSettings run,
      List<InputDescription> inputs,
      List<ReportDescription> reports,
      OutputSettings output,
      List<String> mechanismFiles) {
    this(name, nodes, edges, run, inputs, reports, output, mechanismFiles, mechanismFiles);
  }

  public Optional<NodePopulation> population(String populationName) {
    return nodes.stream().filter(p -> p.name().equals(populationName)).findFirst();
  }

  /** Global id of row 0 of a population: sizes of the populations before it, summed. */
  public long gidOffset(String populationName) {
    long offset = 0;
    for (NodePopulation population : nodes) {
      if (population.name().equals(populationName)) {
        return offset;
      }
      offset += population.size();
    }
    throw new IllegalArgumentException("no population " + populationName);
  }

  public ModelDescription withRun(RunSettings newRun) {
    return new ModelDescription(
        name, nodes, edges, newRun, inputs, reports, output, mechanismFiles, inputFiles);
  }

  public ModelDescription withReports(List<ReportDescription> newReports) {
    return new ModelDescription(
        name, nodes, edges, run, inputs, newReports, output, mechanismFiles, inputFiles);
  }

  public ModelDescription withOutput(OutputSettings newOutput) {
    return new ModelDescription(
        name, nodes, edges, run, inputs, reports, newOutput, mechanismFiles, inputFiles);
  }
}
