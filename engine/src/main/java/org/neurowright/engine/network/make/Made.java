package org.neurowright.engine.network.make;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Problem;

/**
 * What a recipe makes.
 *
 * @param nodes a table for each network
 * @param edges for each pair of networks that rules connect, in order of first mention
 * @param connections the rules one by one, also those with problems
 * @param inputs spikes to be made
 * @param problems everything wrong; with an error among them the networks are not to be saved
 */
public record Made(
    List<NodeTable> nodes,
    List<EdgeSource> edges,
    List<MadeConnection> connections,
    List<MadeInput> inputs,
    List<Problem> problems) {
  public Made {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    connections = List.copyOf(connections);
    inputs = List.copyOf(inputs);
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  public Optional<MadeConnection> connection(String name) {
    return connections.stream().filter(c -> c.recipe().name().equals(name)).findFirst();
  }
}
